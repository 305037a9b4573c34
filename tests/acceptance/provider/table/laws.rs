//! What holds for the table as a whole: it has a row about everything that can be set.

use std::collections::BTreeSet;
use std::fs;

use codeartifact::framework::msgpack;
use codeartifact::framework::schema::{Attribute, Object, Type};
use codeartifact::framework::value::Value;
use codeartifact::protocol::proto::{DynamicValue, validate_provider_config};
use codeartifact::provider::CodeArtifact;

use super::{rows, sources};
use crate::host::{Core, errors};
use crate::support::world::World;

#[test]
fn every_argument_has_a_row() {
    let rows = rows();
    for (argument, _) in arguments("", CodeArtifact::ATTRIBUTES) {
        let has_row = rows.iter().any(|row| row.argument == argument);
        assert!(has_row, "write what can be seen of `{argument}` into a row");
    }
}

/// A variable that the page names, or that the client reads, is set in a row.
#[test]
fn every_variable_has_a_row() {
    let rows = rows();
    let set: Vec<_> = rows.iter().flat_map(|row| &row.environment).collect();
    for variable in documented().union(&read()) {
        let is_set = |(name, value): &&(&str, String)| names(variable, name) && !value.is_empty();
        assert!(set.iter().any(is_set), "write what can be seen of {variable} into a row");
    }
}

/// A variable that has an effect in a row is one that the page names.
#[test]
fn every_variable_of_a_row_is_on_the_page() {
    let documented = documented();
    for (name, _) in rows().iter().flat_map(|row| &row.environment) {
        let is_documented = documented.iter().any(|variable| names(variable, name));
        assert!(
            is_documented || !is_variable(&name.to_ascii_uppercase()),
            "the page says nothing of {name}"
        );
    }
}

/// A value that breaks the rule of its argument is refused by the argument's name.
#[test]
fn every_rule_of_an_argument_is_held() {
    let world = World::new();
    let core = Core::new(&world);
    for (name, attribute) in arguments("", CodeArtifact::ATTRIBUTES) {
        for (wrong, says) in broken(&attribute) {
            let errors = validated(&core, &name, wrong);
            let argument = name.replace('.', "[0].");
            let is_named = |error: &String| error.contains(&argument) && error.contains(&says);
            assert!(errors.iter().any(is_named), "{name} must say {says:?}: {errors:?}");
        }
    }
}

/// Values that break a rule, each with what is said then.
fn broken(attribute: &Attribute) -> Vec<(Value, String)> {
    let text = |text: &str| match attribute.ty {
        Type::Set(_) | Type::List(_) => Value::List(vec![text.into()]),
        _ => text.into(),
    };
    let pattern =
        attribute.rules.pattern.map(|pattern| (text(" ! "), format!("must be {}", pattern.says)));
    let length = attribute.rules.length.into_iter().flat_map(|(least, most)| {
        let (short, long) = ("a".repeat(least - 1), "a".repeat(most + 1));
        [
            (text(&short), format!("must have at least {least} characters")),
            (text(&long), format!("must have at most {most} characters")),
        ]
    });
    let choice = attribute
        .choices
        .first()
        .map(|choice| (text("some"), format!("must be one of {choice:?}")));
    pattern.into_iter().chain(length).chain(choice).collect()
}

/// What is wrong with a configuration that has nothing but this value.
fn validated(core: &Core<'_>, name: &str, value: Value) -> Vec<String> {
    let (name, value) = match name.split_once('.') {
        Some((block, inside)) => (block, Value::List(vec![Value::object([(inside, value)])])),
        None => (name, value),
    };
    let ty = Type::Object(CodeArtifact::ATTRIBUTES);
    let msgpack = msgpack::encode(&ty, &Value::object([(name, value)]));
    let config = Some(DynamicValue { msgpack, json: Vec::new() });
    let request = validate_provider_config::Request { config };
    let answer = core.call(async |mut client| client.validate_provider_config(request).await);
    errors(&answer.diagnostics)
}

/// The arguments by name, with those of the blocks inside.
fn arguments(inside: &str, attributes: &[Attribute]) -> Vec<(String, Attribute)> {
    let named = |attribute: &Attribute| match attribute.ty {
        Type::List(Type::Object(block)) => {
            arguments(&format!("{inside}{}.", attribute.name), block)
        }
        _ => vec![(format!("{inside}{}", attribute.name), *attribute)],
    };
    attributes.iter().flat_map(named).collect()
}

/// The variables that the page of the provider names.
fn documented() -> BTreeSet<String> {
    let page = fs::read_to_string("docs/index.md").expect("the page of the provider");
    variables(&page, '`')
}

/// The variables that the client reads itself.
fn read() -> BTreeSet<String> {
    let read = sources("src/aws").iter().flat_map(|source| variables(source, '"')).collect();
    assert!(read != BTreeSet::new(), "the client reads no variable");
    read
}

/// The names of variables between such marks. One that a tag follows ends with `_`.
fn variables(text: &str, mark: char) -> BTreeSet<String> {
    let pieces = text.split(mark).map(|piece| piece.trim_end_matches("<key>"));
    pieces.filter(|piece| is_variable(piece)).map(str::to_owned).collect()
}

fn is_variable(text: &str) -> bool {
    let is_ours = ["AWS_", "TF_A", "HTTP", "NO_PROXY"].iter().any(|start| text.starts_with(start));
    is_ours && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

/// Whether the name of a variable is this one, also in small letters.
fn names(variable: &str, name: &str) -> bool {
    let exactly = variable.eq_ignore_ascii_case(name);
    exactly || variable.ends_with('_') && name.starts_with(variable)
}
