//! The section that lists the attributes of an object, and of the objects inside it.

use crate::framework::schema::{Attribute, Mode, Type};

use super::rules;
use super::text::one_line;

/// The section of an object, from its heading on.
pub(super) fn section(attributes: &[Attribute]) -> String {
    let mut section = "## Schema\n\n".to_owned();
    for (title, listed) in by_section(attributes) {
        section += &format!("### {title}\n\n{}\n", list("", &listed));
    }
    section + &nested("", attributes)
}

/// Who sets the attributes of a section, and the attributes in reading order; no section is empty.
fn by_section(attributes: &[Attribute]) -> Vec<(&'static str, Vec<&Attribute>)> {
    let mut sections = vec![("Required", vec![]), ("Optional", vec![]), ("Read-Only", vec![])];
    for attribute in attributes {
        let section = match attribute.mode {
            Mode::Required => 0,
            Mode::Optional | Mode::OptionalComputed | Mode::WriteOnly | Mode::Block { .. } => 1,
            Mode::Computed => 2,
            Mode::Private => continue,
        };
        sections[section].1.push(attribute);
    }
    sections.retain(|(_, attributes)| !attributes.is_empty());
    sections.iter_mut().for_each(|(_, attributes)| attributes.sort_by_key(|it| it.rules.last));
    sections
}

fn list(parent: &str, attributes: &[&Attribute]) -> String {
    attributes.iter().map(|attribute| item(parent, attribute)).collect()
}

fn item(parent: &str, attribute: &Attribute) -> String {
    let mut text = one_line(attribute.doc);
    for sentence in rules::sentences(attribute) {
        text += &format!(" {sentence}");
    }
    if object_inside(&attribute.ty).is_some() {
        text += &format!(" (see [below for nested schema](#{}))", anchor(parent, attribute));
    }
    format!("- `{}` ({}) {text}\n", attribute.name, traits(attribute))
}

/// What stands in brackets behind the name.
fn traits(attribute: &Attribute) -> String {
    let mut traits = match attribute.mode {
        Mode::Block { most: 0 } => "Block List".to_owned(),
        Mode::Block { most } => format!("Block List, Max: {most}"),
        _ => type_name(&attribute.ty),
    };
    if attribute.sensitive {
        traits += ", Sensitive";
    }
    if attribute.mode == Mode::WriteOnly {
        traits += ", Write-only";
    }
    traits
}

/// A type as the registry writes it.
pub(super) fn type_name(ty: &Type) -> String {
    match ty {
        Type::Bool => "Boolean".to_owned(),
        Type::Number => "Number".to_owned(),
        Type::String => "String".to_owned(),
        Type::List(Type::Object(_)) => "Attributes List".to_owned(),
        Type::Set(Type::Object(_)) => "Attributes Set".to_owned(),
        Type::Map(Type::Object(_)) => "Attributes Map".to_owned(),
        Type::List(element) => format!("List of {}", type_name(element)),
        Type::Set(element) => format!("Set of {}", type_name(element)),
        Type::Map(element) => format!("Map of {}", type_name(element)),
        Type::Object(_) => "Attributes".to_owned(),
    }
}

/// The sections of the objects inside these attributes, however deep.
fn nested(parent: &str, attributes: &[Attribute]) -> String {
    let mut sections = String::new();
    for attribute in attributes.iter().filter(|attribute| attribute.is_stored()) {
        let Some(inside) = object_inside(&attribute.ty) else {
            continue;
        };
        let path = format!("{parent}{}", attribute.name);
        sections += &format!(
            "<a id=\"{}\"></a>\n### Nested Schema for `{path}`\n\n",
            anchor(parent, attribute)
        );
        let path = path + ".";
        for (title, listed) in by_section(inside) {
            sections += &format!("{title}:\n\n{}\n", list(&path, &listed));
        }
        sections += &nested(&path, inside);
    }
    sections
}

fn object_inside(ty: &Type) -> Option<&'static [Attribute]> {
    match ty {
        Type::Object(attributes) => Some(attributes),
        Type::List(element) | Type::Set(element) | Type::Map(element) => object_inside(element),
        Type::Bool | Type::Number | Type::String => None,
    }
}

fn anchor(parent: &str, attribute: &Attribute) -> String {
    let kind = match attribute.mode {
        Mode::Block { .. } => "nestedblock",
        _ => "nestedatt",
    };
    format!("{kind}--{}{}", parent.replace('.', "--"), attribute.name)
}
