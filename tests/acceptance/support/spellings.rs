//! Null, empty and absent are one thing: for every optional argument of every resource, whichever
//! the state and the configuration have.

use codeartifact::framework::schema::{Attribute, Mode, Type};
use serde_json::{Value as Json, json};

use crate::support::lifecycle::{Argument, Case, block};
use crate::support::world::World;

/// How an argument that says nothing is spelled.
#[derive(Debug, Clone, Copy)]
enum Spelling {
    Absent,
    Null,
    Empty,
}

impl Case {
    /// Leaves out everything that can be left out of the example, in each way: no plan sees a
    /// difference.
    pub(super) fn is_spelled_in_each_way(&self, world: &World) {
        use Spelling::{Absent, Empty, Null};
        for (applied, planned) in [(Absent, [Null, Empty]), (Empty, [Absent, Null])] {
            world.must_apply(&self.spelled(applied));
            world.must_be_settled();
            for spelling in planned {
                world.write(&self.spelled(spelling));
                world.must_be_settled();
            }
        }
        self.has_a_state_of_nulls(world);
        world.must_destroy();
        world.must_apply(&self.spelled(Empty));
        for spelling in [Empty, Absent, Null] {
            world.write(&self.spelled(spelling));
            world.must_be_settled();
        }
        self.begins_again(world);
    }

    /// The state of an earlier version, or of another provider.
    fn has_a_state_of_nulls(&self, world: &World) {
        let kind = self.address();
        let kind = kind.split_once('.').expect("TYPE.NAME").0;
        let nulls = self.left_out().filter(|it| it.mode == Mode::Optional);
        let state = world.state_file().with(kind, nulls.map(|it| (it.name, Json::Null)));
        std::fs::write(world.path("terraform.tfstate"), state.0.to_string()).expect("a state");
        for spelling in [Spelling::Empty, Spelling::Absent] {
            world.write(&self.spelled(spelling));
            world.must_be_settled();
        }
    }

    /// The example without what can be left out, which is spelled in this way.
    fn spelled(&self, spelling: Spelling) -> String {
        let names: Vec<_> = self.left_out().map(|attribute| attribute.name).collect();
        let others = self.first.iter().filter(|(name, _)| !names.contains(name));
        let others = others.map(|(name, value)| {
            let attribute = self.attributes().iter().find(|attribute| attribute.name == *name);
            let ty = attribute.expect("an attribute of the resource").ty;
            (*name, spelled_within(&ty, value, spelling))
        });
        let others: Vec<Argument> = others.collect();
        let lines = self.left_out().map(|attribute| match (spelling, attribute.ty) {
            (Spelling::Absent, _) => String::new(),
            (Spelling::Null, _) => format!("  {} = null\n", attribute.name),
            (Spelling::Empty, ty) => format!("  {} = {}\n", attribute.name, empty(&ty)),
        });
        let lines: String = lines.collect();
        block(&self.address(), &others).replacen("{\n", &format!("{{\n{lines}"), 1)
    }

    /// The arguments that can be left out, and are not what makes the example this object.
    fn left_out(&self) -> impl Iterator<Item = &'static Attribute> {
        let makes_it = |attribute: &Attribute| {
            attribute.rules.replaces && self.first.iter().any(|(name, _)| *name == attribute.name)
        };
        let may_be = |attribute: &Attribute| {
            attribute.unset().is_some()
                || (attribute.mode == Mode::OptionalComputed
                    && matches!(attribute.ty, Type::String))
        };
        self.attributes().iter().filter(move |it| may_be(it) && !makes_it(it))
    }
}

/// A value, in whose objects each member that can be left out and is not given is spelled in this
/// way.
fn spelled_within(ty: &Type, value: &Json, spelling: Spelling) -> Json {
    match (ty, value) {
        (Type::Object(attributes), Json::Object(members)) => {
            let member = |attribute: &Attribute| match (members.get(attribute.name), spelling) {
                (Some(value), _) => Some(spelled_within(&attribute.ty, value, spelling)),
                (None, Spelling::Null) => attribute.unset().map(|_| Json::Null),
                (None, Spelling::Empty) => attribute.unset().map(|_| empty(&attribute.ty)),
                (None, Spelling::Absent) => None,
            };
            let named = |it: &Attribute| Some((it.name.to_owned(), member(it)?));
            Json::Object(attributes.iter().filter_map(named).collect())
        }
        (Type::Map(inner), Json::Object(elements)) => {
            let element =
                |(key, it): (&String, &Json)| (key.clone(), spelled_within(inner, it, spelling));
            Json::Object(elements.iter().map(element).collect())
        }
        (Type::List(inner) | Type::Set(inner), Json::Array(elements)) => {
            elements.iter().map(|it| spelled_within(inner, it, spelling)).collect()
        }
        _ => value.clone(),
    }
}

fn empty(ty: &Type) -> Json {
    match ty {
        Type::String => json!(""),
        Type::Map(_) => json!({}),
        _ => json!([]),
    }
}
