//! What rules say, as sentences.

use crate::framework::schema::{Attribute, Type};
use crate::framework::validate::Rule;

/// The section about the rules across attributes; empty if there are none.
pub(super) fn section(rules: &[Rule]) -> String {
    if rules.is_empty() {
        return String::new();
    }
    let items: String = rules.iter().map(|rule| format!("- {}\n", sentence(rule))).collect();
    format!("## Rules\n\n{items}\n")
}

fn sentence(rule: &Rule) -> String {
    match rule {
        Rule::Conflicts(names) => format!("At most one of {} may be set.", all_of(names)),
        Rule::Holds { doc, .. } => (*doc).to_owned(),
    }
}

/// What the rules and the type of one attribute add to its description.
pub(super) fn sentences(attribute: &Attribute) -> Vec<String> {
    let rules = attribute.rules;
    let subject = match attribute.ty {
        Type::List(_) | Type::Set(_) | Type::Map(_) => "Each must be",
        _ => "Must be",
    };
    let pattern = rules.pattern.map(|pattern| format!("{subject} {}.", pattern.says));
    let bounds = |bounds: Option<(usize, usize)>, what| {
        bounds.map(|(least, most)| match least {
            0 => format!("At most {most} {what}."),
            _ => format!("{least} to {most} {what}."),
        })
    };
    let replaces = rules.replaces.then(|| "Changing this value forces replacement.".to_owned());
    [
        choices(attribute),
        pattern,
        bounds(rules.length, "characters"),
        bounds(rules.items, "elements"),
        replaces,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The fixed texts that the type allows.
fn choices(attribute: &Attribute) -> Option<String> {
    let what = match attribute.ty {
        Type::String => "values",
        _ => "elements",
    };
    match attribute.choices {
        [] => None,
        [only] => Some(format!("The only valid value is `{only}`.")),
        choices => Some(format!("Valid {what} are {}.", all_of(choices))),
    }
}

/// Names in a sentence: `a`, `b`, and `c`.
pub(super) fn all_of(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [one, other] => format!("{one} and {other}"),
        [first @ .., end] if !first.is_empty() => format!("{}, and {end}", first.join(", ")),
        _ => quoted.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::schema::{
        Object, Pattern, choice, items, length, matching, object, replaces,
    };

    const NAME: Pattern = Pattern { regex: "[a-z]+", says: "lowercase letters" };

    choice! {
        /// A colour.
        enum Colour {
            /// Red.
            Red = "red",
            /// Green.
            Green = "green",
            /// Blue.
            Blue = "blue",
        }
    }

    object! {
        /// One attribute of each rule.
        struct Sample {
            /// Free.
            plain: Option<String>,
            /// Bound to its object.
            name: String = replaces().matching(NAME),
            /// Bound in length.
            note: Option<String> = length(0, 9),
            /// Bound in number.
            names: Vec<String> = items(1, 3).matching(NAME),
            /// One of few.
            colour: Option<Colour>,
            /// Some of few.
            colours: Option<Vec<Colour>>,
            /// A name without bounds.
            other: String = matching(NAME),
        }
    }

    fn check(name: &str, expect: &str) {
        let attribute = Sample::ATTRIBUTES.iter().find(|it| it.name == name);
        let text = sentences(attribute.unwrap()).join(" ");
        assert_eq!(text, expect, "{name}");
    }

    #[test]
    fn rules_are_told() {
        check("plain", "");
        check("name", "Must be lowercase letters. Changing this value forces replacement.");
        check("note", "At most 9 characters.");
        check("names", "Each must be lowercase letters. 1 to 3 elements.");
        check("colour", "Valid values are `red`, `green`, and `blue`.");
        check("colours", "Valid elements are `red`, `green`, and `blue`.");
        check("other", "Must be lowercase letters.");
    }

    #[test]
    fn rules_across_attributes_are_told() {
        assert_eq!(section(&[]), "");
        let text = section(&[Rule::Conflicts(&["a", "b", "c"])]);
        assert_eq!(text, "## Rules\n\n- At most one of `a`, `b`, and `c` may be set.\n\n");
    }
}
