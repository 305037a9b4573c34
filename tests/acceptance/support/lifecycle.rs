//! What holds for the life of every resource, proved on one example of each.
//!
//! An example is data: arguments by name, what changes in place, what replaces, what may be changed
//! behind Terraform's back. The proof demands that every argument of the schema is among them.

use std::collections::BTreeSet;

use codeartifact::aws::Aws;
use codeartifact::framework::resource::AnyResource;
use codeartifact::framework::schema::{Attribute, Mode};
use codeartifact::resources;
use codeartifact_emulator::Options;
use serde_json::{Map, Value as Json, json};

use crate::host::Host;
use crate::support::agreement::both;
use crate::support::cost::{self, calls};
use crate::support::world::{OTHER_ACCOUNT, World};

/// Arguments that replace through the plan of the resource, not through its schema.
const REPLACES_BY_PLAN: [&str; 2] = ["region", "assets"];

/// Arguments that the service knows nothing of: they say what the provider does.
const IS_OURS: [&str; 5] = [
    "allow_overwrite",
    "deletion_protection",
    "include_from_upstream",
    "on_destroy",
    "source_revision",
];

/// An argument and a value for it; null leaves it out.
pub(crate) type Argument = (&'static str, Json);

/// An example of a resource.
pub(crate) struct Case {
    /// The type without the provider's prefix.
    pub(crate) resource: &'static str,
    /// Makes what must be there before.
    pub(crate) prepare: fn(&World),
    /// The arguments to begin with.
    pub(crate) first: Vec<Argument>,
    /// What can be changed in place.
    pub(crate) updates: Vec<Argument>,
    /// What replaces the object. The first is applied too, and must lead to another object.
    pub(crate) replacements: Vec<Argument>,
    /// What somebody else may have done to the object.
    pub(crate) drifts: Vec<Argument>,
    /// Does it.
    pub(crate) edit: fn(&World, &str, &Json),
    /// Deletes the object behind Terraform's back.
    pub(crate) remove: fn(&World),
    /// The object as the service has it, by the names of the arguments; nothing where it is gone.
    pub(crate) look: fn(&World) -> Option<Json>,
    /// The texts by which it can be imported.
    pub(crate) import_ids: Vec<String>,
}

/// Proves that a resource lives as users expect.
pub(crate) fn prove(case: &Case) {
    case.covers_the_schema();
    both(|world| {
        (case.prepare)(&world);
        case.lives(&world);
    });
    let world = World::led_by(Box::<Host>::default(), Options::default());
    (case.prepare)(&world);
    case.costs_what_is_written(&world);
}

/// Proves of a resource whose object outlives it that its arguments can be spelled in each way.
pub(crate) fn prove_spellings(case: &Case) {
    both(|world| {
        (case.prepare)(&world);
        case.is_spelled_in_each_way(&world);
    });
}

/// The texts by which an object of the world's own account and Region can be imported.
pub(crate) fn import_ids(short: &str, arn: &str) -> Vec<String> {
    let bare = [short.to_owned(), arn.to_owned()];
    let with_region = bare.clone().map(|id| id + "@eu-west-1");
    [bare, with_region].concat()
}

/// The arguments that say where an object is, and what they may be changed to.
pub(crate) fn elsewhere() -> Vec<Argument> {
    vec![
        ("domain", json!("other")),
        ("domain_owner", json!(OTHER_ACCOUNT)),
        ("region", json!("us-east-1")),
    ]
}

/// A resource block. JSON is a subset of the language's expressions.
pub(crate) fn block<'a>(
    address: &str,
    arguments: impl IntoIterator<Item = &'a (&'static str, Json)>,
) -> String {
    let (kind, name) = address.split_once('.').expect("TYPE.NAME");
    let given = arguments.into_iter().filter(|(_, value)| !value.is_null());
    let lines: String = given.map(|(name, value)| format!("  {name} = {value}\n")).collect();
    format!("resource {kind:?} {name:?} {{\n{lines}}}\n")
}

impl Case {
    /// Leads the object through its life.
    fn lives(&self, world: &World) {
        self.is_created(world);
        self.is_spelled_in_each_way(world);
        self.is_updated_and_repaired(world);
        self.is_imported(world);
        self.is_created_again(world);
        self.is_replaced(world);
        self.is_destroyed(world);
        world.no_call_failed();
        self.ends_in_each_way(world);
        self.ends_although_it_is_protected(world);
        self.calls_what_it_says(world);
    }

    /// Leads the object through its life once more, for the number of calls that each step makes.
    fn costs_what_is_written(&self, world: &World) {
        let apply =
            |change| calls(world, |world| drop(world.must_apply(&self.configuration(change))));
        let create = apply(None);
        let refresh = calls(world, |world| drop(world.plan().succeeded()));
        let update = self.updates.iter().map(|update| apply(Some(update)) - refresh).max();
        let destroy = calls(world, World::must_destroy) - refresh;
        cost::must_be_written(self.resource, create, refresh, update, destroy);
    }

    pub(super) fn address(&self) -> String {
        format!("codeartifact_{}.it", self.resource)
    }

    /// The configuration to begin with, but for one argument.
    pub(crate) fn configuration(&self, changed: Option<&Argument>) -> String {
        let changed_name = changed.map(|(name, _)| *name);
        let others = self.first.iter().filter(|(name, _)| Some(*name) != changed_name);
        block(&self.address(), others.chain(changed))
    }

    fn configure(&self, world: &World, changed: Option<&Argument>) {
        world.write(&self.configuration(changed));
    }

    pub(super) fn attributes(&self) -> &'static [Attribute] {
        self.registered().attributes()
    }

    fn registered(&self) -> &'static dyn AnyResource<Aws> {
        let mut all = resources::ALL.iter();
        let found = all.find(|resource| resource.name() == self.resource);
        *found.expect("a resource of the registry")
    }

    /// Demands that the example has every argument, in the place where the schema puts it.
    fn covers_the_schema(&self) {
        let names =
            |arguments: &[Argument], wanted| arguments.iter().any(|(name, _)| *name == wanted);
        for attribute in self.attributes() {
            let (name, mode) = (attribute.name, attribute.mode);
            let is_argument = !matches!(mode, Mode::Computed | Mode::Private);
            if attribute.choices.len() == 1 {
                continue;
            }
            let replaces = attribute.rules.replaces || REPLACES_BY_PLAN.contains(&name);
            assert_eq!(names(&self.replacements, name), replaces, "replacement of {name}");
            assert_eq!(names(&self.updates, name), is_argument && !replaces, "update of {name}");
            if names(&self.updates, name) && !IS_OURS.contains(&name) {
                assert!(names(&self.drifts, name), "drift of {name}");
            }
        }
    }

    fn is_created(&self, world: &World) {
        self.configure(world, None);
        assert_eq!(world.planned().actions(&self.address()), ["create"]);
        world.apply().succeeded();
        self.is_as_configured(world, &self.first);
        world.must_be_settled();
    }

    fn is_updated_and_repaired(&self, world: &World) {
        for update in &self.updates {
            self.changes_in_place(world, update);
            for drift in self.drifts.iter().filter(|(name, _)| *name == update.0) {
                (self.edit)(world, drift.0, &drift.1);
                self.is_repaired(world, std::slice::from_ref(update), &["update"]);
            }
        }
        self.changes_to_the_beginning(world);
        for drift in self.drifts.iter().filter(|(name, _)| self.is_replacement(name)) {
            (self.edit)(world, drift.0, &drift.1);
            self.is_repaired(world, &self.first, &["delete", "create"]);
        }
    }

    fn changes_in_place(&self, world: &World, update: &Argument) {
        self.configure(world, Some(update));
        assert_eq!(world.planned().actions(&self.address()), ["update"], "{update:?}");
        world.apply().succeeded();
        self.is_as_configured(world, std::slice::from_ref(update));
        world.must_be_settled();
    }

    /// Makes the example anew.
    pub(super) fn begins_again(&self, world: &World) {
        world.must_destroy();
        self.configure(world, None);
        world.apply().succeeded();
        self.is_as_configured(world, &self.first);
    }

    fn changes_to_the_beginning(&self, world: &World) {
        self.configure(world, None);
        world.apply().succeeded();
        self.is_as_configured(world, &self.first);
    }

    fn is_replacement(&self, name: &str) -> bool {
        self.replacements.iter().any(|(known, _)| *known == name)
    }

    /// Demands that what somebody else did is seen, and that one apply undoes it.
    fn is_repaired(&self, world: &World, configured: &[Argument], actions: &[&str]) {
        assert_eq!(world.plan_refresh_only().code, Some(2), "{configured:?}");
        assert_eq!(world.planned().actions(&self.address()), actions, "{configured:?}");
        world.apply().succeeded();
        self.is_as_configured(world, configured);
        world.must_be_settled();
    }

    fn is_imported(&self, world: &World) {
        for id in &self.import_ids {
            world.forget(&self.address());
            world.import(&self.address(), id).succeeded();
            world.must_be_settled();
        }
    }

    fn is_created_again(&self, world: &World) {
        (self.remove)(world);
        assert_eq!((self.look)(world), None);
        self.is_repaired(world, &self.first, &["create"]);
    }

    fn is_replaced(&self, world: &World) {
        for change in &self.replacements {
            self.configure(world, Some(change));
            let plan = world.planned();
            assert_eq!(plan.actions(&self.address()), ["delete", "create"], "{change:?}");
            assert_eq!(plan.replaced_by(&self.address()), [change.0]);
        }
        self.configure(world, self.replacements.first());
        world.apply().succeeded();
        assert_eq!((self.look)(world), None);
        world.must_be_settled();
        self.changes_to_the_beginning(world);
    }

    fn is_destroyed(&self, world: &World) {
        world.must_destroy();
        assert_eq!((self.look)(world), None);
    }

    /// Demands that a whole life calls the operations that the resource says, and no others.
    fn calls_what_it_says(&self, world: &World) {
        let said: BTreeSet<&str> = self.registered().operations().iter().copied().collect();
        assert_eq!(world.called_by_the_provider(), said);
    }

    /// Ends it in each way that `on_destroy` allows, and clears away what that leaves.
    fn ends_in_each_way(&self, world: &World) {
        let mut attributes = self.attributes().iter();
        let on_destroy = attributes.find(|attribute| attribute.name == "on_destroy");
        for way in on_destroy.map_or(&[][..], |attribute| attribute.choices) {
            self.configure(world, Some(&("on_destroy", json!(way))));
            world.apply().succeeded();
            world.must_destroy();
            if (self.look)(world).is_some() {
                (self.remove)(world);
            }
        }
    }

    /// Ends it, as far as it is empty, although its deletion is refused while it is not.
    fn ends_although_it_is_protected(&self, world: &World) {
        if self.attributes().iter().any(|attribute| attribute.name == "deletion_protection") {
            self.configure(world, Some(&("deletion_protection", json!(true))));
            world.apply().succeeded();
            world.must_destroy();
        }
    }

    /// Demands that the service has what the configuration says.
    fn is_as_configured(&self, world: &World, configured: &[Argument]) {
        let found = (self.look)(world).expect("the object");
        let found: &Map<String, Json> = found.as_object().expect("an object by its arguments");
        let at_the_service = configured.iter().filter(|(name, _)| !IS_OURS.contains(name));
        for (name, value) in at_the_service {
            assert_eq!(found.get(*name).unwrap_or(&Json::Null), value, "{name}");
        }
    }
}
