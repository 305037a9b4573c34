//! What holds for the life of every resource, proved on one example of each.
//!
//! An example is data: arguments by name, what changes in place, what replaces, what may be changed
//! behind Terraform's back. The proof demands that every argument of the schema is among them.

use std::collections::BTreeSet;

use codeartifact::{
    aws::Aws,
    framework::{
        resource::AnyResource,
        schema::{Attribute, Mode},
    },
    resources,
};
use serde_json::{Map, Value as Json, json};

use crate::{
    core::Life,
    driver::{Cli, Driver},
    world::{OTHER_ACCOUNT, World},
};

/// Arguments that replace through the plan of the resource, not through its schema.
const REPLACES_BY_PLAN: [&str; 2] = ["region", "assets"];

/// Arguments that the service knows nothing of: they say what the provider does.
const IS_OURS: [&str; 3] = ["allow_overwrite", "include_from_upstream", "on_destroy"];

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

/// Proves that a resource lives as users expect, in the hands of the CLI and in those of a host of
/// a later version, which must agree on every state on the way.
pub(crate) fn prove(case: &Case) {
    case.covers_the_schema();
    let (here, there) = (World::new(), World::new());
    (case.prepare)(&here);
    (case.prepare)(&there);
    let by_cli = case.lives(&mut Cli::new(&here, case.resource));
    let by_core = case.lives(&mut Life::new(&there, case.resource));
    assert_eq!(by_cli, by_core, "the CLI and the host disagree");
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
    /// Leads the object through its life, and returns what users set of it at each stage.
    fn lives(&self, driver: &mut dyn Driver) -> Vec<Json> {
        let mut stages = Vec::new();
        self.is_created(driver, &mut stages);
        self.is_updated_and_repaired(driver, &mut stages);
        self.is_imported(driver, &mut stages);
        self.is_created_again(driver);
        self.is_replaced(driver, &mut stages);
        self.is_destroyed(driver);
        driver.world().no_call_failed();
        self.ends_as_told(driver);
        self.calls_what_it_says(driver.world());
        stages
    }

    /// Sets the configuration to begin with, but for one argument.
    fn configure(&self, driver: &mut dyn Driver, changed: Option<&Argument>) {
        let changed_name = changed.map(|(name, _)| *name);
        let others = self.first.iter().filter(|(name, _)| Some(*name) != changed_name);
        driver.configure(&others.chain(changed).collect::<Vec<_>>());
    }

    fn attributes(&self) -> &'static [Attribute] {
        self.registered().attributes()
    }

    /// What is in the state, but for what the service sets.
    fn arguments(&self, driver: &dyn Driver) -> Json {
        let mut state = driver.state();
        let of_service = self.attributes().iter().filter(|it| it.mode == Mode::Computed);
        let state_ = state.as_object_mut().expect("an object");
        of_service.for_each(|attribute| drop(state_.remove(attribute.name)));
        state
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

    fn is_created(&self, driver: &mut dyn Driver, stages: &mut Vec<Json>) {
        self.configure(driver, None);
        assert_eq!(driver.plan().actions, ["create"]);
        driver.apply();
        self.is_as_configured(driver, &self.first);
        driver.must_be_settled();
        stages.push(self.arguments(driver));
    }

    fn is_updated_and_repaired(&self, driver: &mut dyn Driver, stages: &mut Vec<Json>) {
        for update in &self.updates {
            self.changes_in_place(driver, update);
            stages.push(self.arguments(driver));
            for drift in self.drifts.iter().filter(|(name, _)| *name == update.0) {
                (self.edit)(driver.world(), drift.0, &drift.1);
                self.is_repaired(driver, std::slice::from_ref(update), &["update"]);
            }
        }
        self.changes_to_the_beginning(driver);
        for drift in self.drifts.iter().filter(|(name, _)| self.is_replacement(name)) {
            (self.edit)(driver.world(), drift.0, &drift.1);
            self.is_repaired(driver, &self.first, &["delete", "create"]);
        }
    }

    fn changes_in_place(&self, driver: &mut dyn Driver, update: &Argument) {
        self.configure(driver, Some(update));
        assert_eq!(driver.plan().actions, ["update"], "{update:?}");
        driver.apply();
        self.is_as_configured(driver, std::slice::from_ref(update));
        driver.must_be_settled();
    }

    fn changes_to_the_beginning(&self, driver: &mut dyn Driver) {
        self.configure(driver, None);
        driver.apply();
        self.is_as_configured(driver, &self.first);
    }

    fn is_replacement(&self, name: &str) -> bool {
        self.replacements.iter().any(|(known, _)| *known == name)
    }

    /// Demands that what somebody else did is seen, and that one apply undoes it.
    fn is_repaired(&self, driver: &mut dyn Driver, configured: &[Argument], actions: &[&str]) {
        assert!(driver.has_drifted(), "{configured:?}");
        assert_eq!(driver.plan().actions, actions, "{configured:?}");
        driver.apply();
        self.is_as_configured(driver, configured);
        driver.must_be_settled();
    }

    fn is_imported(&self, driver: &mut dyn Driver, stages: &mut Vec<Json>) {
        for id in &self.import_ids {
            driver.reimport(id);
            driver.must_be_settled();
            stages.push(self.arguments(driver));
        }
    }

    fn is_created_again(&self, driver: &mut dyn Driver) {
        (self.remove)(driver.world());
        assert_eq!((self.look)(driver.world()), None);
        self.is_repaired(driver, &self.first, &["create"]);
    }

    fn is_replaced(&self, driver: &mut dyn Driver, stages: &mut Vec<Json>) {
        for change in &self.replacements {
            self.configure(driver, Some(change));
            let plan = driver.plan();
            assert_eq!(plan.actions, ["delete", "create"], "{change:?}");
            assert_eq!(plan.replaced_by, [change.0]);
        }
        self.configure(driver, self.replacements.first());
        driver.apply();
        assert_eq!((self.look)(driver.world()), None);
        driver.must_be_settled();
        stages.push(self.arguments(driver));
        self.changes_to_the_beginning(driver);
    }

    fn is_destroyed(&self, driver: &mut dyn Driver) {
        driver.destroy();
        assert_eq!((self.look)(driver.world()), None);
    }

    /// Demands that a whole life calls the operations that the resource says, and no others.
    fn calls_what_it_says(&self, world: &World) {
        let said: BTreeSet<&str> = self.registered().operations().iter().copied().collect();
        assert_eq!(world.called_by_the_provider(), said);
    }

    /// Ends it in each way that it may be told to end, and clears away what that leaves.
    fn ends_as_told(&self, driver: &mut dyn Driver) {
        let mut attributes = self.attributes().iter();
        let told = attributes.find(|attribute| attribute.name == "on_destroy");
        for way in told.map_or(&[][..], |attribute| attribute.choices) {
            self.configure(driver, Some(&("on_destroy", json!(way))));
            driver.apply();
            driver.destroy();
            if (self.look)(driver.world()).is_some() {
                (self.remove)(driver.world());
            }
        }
    }

    /// Demands that the service has what the configuration says.
    fn is_as_configured(&self, driver: &dyn Driver, configured: &[Argument]) {
        let found = (self.look)(driver.world()).expect("the object");
        let found: &Map<String, Json> = found.as_object().expect("an object by its arguments");
        let at_the_service = configured.iter().filter(|(name, _)| !IS_OURS.contains(name));
        for (name, value) in at_the_service {
            assert_eq!(found.get(*name).unwrap_or(&Json::Null), value, "{name}");
        }
    }
}
