//! The tag of one key in every constellation of an own tag, a default one and an ignored key,
//! through a change of each of them, with and without `ignore_changes`: held against a model of ten
//! lines.
//!
//! Led by the CLI alone, since each constellation of defaults is a provider of its own.

use std::fmt::Write;

use serde_json::json;

use crate::support::estate::repository_arn;
use crate::support::world::World;

/// The default tag of the key, in the two configurations. A value that begins with `?` is known
/// after apply only.
const DEFAULTS: [[Option<&str>; 2]; 6] = [
    [None, None],
    [None, Some("d")],
    [Some("d"), Some("d")],
    [Some("d"), Some("e")],
    [Some("d"), None],
    [Some("?u"), Some("?v")],
];

/// The own tag of the key, in the two configurations.
const OWN: [[Option<&str>; 2]; 5] = [
    [None, None],
    [None, Some("o")],
    [Some("o"), Some("o")],
    [Some("o"), Some("p")],
    [Some("o"), None],
];

/// Whether the key is ignored, in the two configurations.
const IGNORED: [[bool; 2]; 4] = [[false, false], [false, true], [true, false], [true, true]];

/// What is configured twice for one object, and the model of what comes of it.
struct Case {
    name: String,
    provider: String,
    own: [Option<&'static str>; 2],
    default: [Option<&'static str>; 2],
    ignored: [bool; 2],
    ignore_changes: bool,
}

impl Case {
    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for (d, default) in DEFAULTS.into_iter().enumerate() {
            for (i, ignored) in IGNORED.into_iter().enumerate() {
                for (o, own) in OWN.into_iter().enumerate() {
                    for ignore_changes in [false, true] {
                        if ignore_changes && own[0] == own[1] {
                            continue;
                        }
                        let provider = format!("p{d}{i}");
                        let name = format!("{provider}-{o}-{}", u8::from(ignore_changes));
                        all.push(Self { name, provider, own, default, ignored, ignore_changes });
                    }
                }
            }
        }
        all
    }

    fn address(&self) -> String {
        format!("codeartifact_repository.{}", self.name)
    }

    /// The own tag that counts in a configuration.
    fn own(&self, at: usize) -> Option<&'static str> {
        self.own[if self.ignore_changes { 0 } else { at }]
    }

    /// What the object has after a configuration was applied: with the creation what is configured,
    /// and from then on the same, unless the key is ignored.
    fn remote(&self, at: usize) -> Option<&'static str> {
        match at == 1 && self.ignored[1] {
            true => self.remote(0),
            false => self.own(at).or(self.default[at].map(|tag| tag.trim_start_matches('?'))),
        }
    }

    /// What `tags` says.
    fn shown(&self, at: usize) -> Option<&'static str> {
        self.own(if self.ignored[1] { 0 } else { at })
    }

    /// What the plan of the second configuration does.
    fn action(&self) -> &'static str {
        let is_open = self.default == [Some("?u"), Some("?v")];
        let changes = self.own(0) != self.own(1) || self.remote(0) != self.remote(1) || is_open;
        if changes && !self.ignored[1] { "update" } else { "no-op" }
    }

    fn resource(&self, at: usize) -> String {
        let ignores =
            if self.ignore_changes { "lifecycle {\nignore_changes = [tags]\n}" } else { "" };
        let Self { name, provider, .. } = self;
        format!(
            "resource \"codeartifact_repository\" \"{name}\" {{\nprovider = codeartifact.{provider}\n\
             domain = \"main\"\nrepository = {name:?}\ntags = {}\n{ignores}\n}}\n",
            tags(self.own[at].map(|tag| format!("{tag:?}")))
        )
    }

    fn provider(&self, at: usize) -> String {
        let ignores = if self.ignored[at] { "ignore_tags {\nkeys = [\"k\"]\n}" } else { "" };
        let default = self.default[at].map(|tag| match tag.strip_prefix('?') {
            Some(late) => format!("terraform_data.{late}.output"),
            None => format!("{tag:?}"),
        });
        format!(
            "provider \"codeartifact\" {{\nalias = {:?}\ndefault_tags {{\ntags = {}\n}}\n{ignores}\n}}\n",
            self.provider,
            tags(default)
        )
    }
}

/// A map with or without the key.
fn tags(value: Option<String>) -> String {
    value.map_or("{}".to_owned(), |value| format!("{{ k = {value} }}"))
}

fn configuration(cases: &[Case], at: usize) -> String {
    let mut text = String::new();
    for late in ["u", "v"] {
        let input = if late == "u" || at == 1 { late } else { "unused" };
        writeln!(text, "resource \"terraform_data\" {late:?} {{\n input = {input:?}\n}}")
            .expect("a text");
    }
    for (index, case) in cases.iter().enumerate() {
        if index == 0 || cases[index - 1].provider != case.provider {
            text += &case.provider(at);
        }
        text += &case.resource(at);
    }
    text
}

/// Demands that the service and the state are as the model has it.
fn must_be_as_modelled(world: &World, cases: &[Case], at: usize) {
    let state = world.state_file();
    let expected = |value: Option<&str>| value.map_or(json!({}), |value| json!({ "k": value }));
    for case in cases {
        let attributes = state.attributes(&case.address());
        let found = json!(world.tags(&repository_arn("main", &case.name)));
        assert_eq!(found, expected(case.remote(at)), "the tags of {} at {at}", case.name);
        assert_eq!(attributes["tags_all"], found, "`tags_all` of {} at {at}", case.name);
        assert_eq!(attributes["tags"], expected(case.shown(at)), "`tags` of {} at {at}", case.name);
    }
}

#[test]
fn every_constellation_of_tags_is_as_the_model_has_it() {
    let (world, cases) = (World::new(), Case::all());
    world.make_domain("main");
    world.must_apply(&configuration(&cases, 0));
    must_be_as_modelled(&world, &cases, 0);
    world.must_be_settled();
    world.write(&configuration(&cases, 1));
    assert_eq!(world.plan_refresh_only().code, Some(0), "nobody has touched anything");
    let plan = world.planned();
    for case in &cases {
        assert_eq!(plan.actions(&case.address()), [case.action()], "{}", case.name);
    }
    world.apply().succeeded();
    must_be_as_modelled(&world, &cases, 1);
    world.must_be_settled();
}
