//! The sections about a function: how it is called, and with what.

use crate::framework::function::{AnyFunction, variadic};
use crate::framework::schema::{Attribute, Mode, Type};

use super::attributes::type_name;
use super::rules;
use super::text::one_line;

/// The sections of a function.
pub(super) fn section(function: &dyn AnyFunction) -> String {
    let parameters: Vec<_> = parameters(function).collect();
    let signature: Vec<_> = parameters.iter().map(Parameter::signature).collect();
    let arguments: String = parameters.iter().map(Parameter::item).collect();
    format!(
        "## Signature\n\n```text\n{}({}) {}\n```\n\n## Arguments\n\n{arguments}\n{}{}",
        function.name(),
        signature.join(", "),
        word(&function.output()),
        rules::section(function.rules()),
        result(&function.output()),
    )
}

/// A type as a signature has it.
fn word(ty: &Type) -> String {
    name(ty).to_lowercase()
}

/// A type as the registry writes it where it has no section of its own.
fn name(ty: &Type) -> String {
    match ty {
        Type::Object(_) => "Object".to_owned(),
        other => type_name(other),
    }
}

/// The section of a result that has parts.
fn result(ty: &Type) -> String {
    let Type::Object(attributes) = ty else {
        return String::new();
    };
    let item = |attribute: &Attribute| {
        let (ty, doc) = (type_name(&attribute.ty), one_line(attribute.doc));
        format!("- `{}` ({ty}) {doc}\n", attribute.name)
    };
    let items: String = attributes.iter().map(item).collect();
    format!("## Result\n\n{items}\n")
}

/// A parameter as users see it; a variadic one has the type of one argument.
struct Parameter {
    attribute: &'static Attribute,
    ty: &'static Type,
    variadic: bool,
}

fn parameters(function: &dyn AnyFunction) -> impl Iterator<Item = Parameter> {
    let last = variadic(function.parameters()).map(|last| last.name);
    function.parameters().iter().map(move |attribute| {
        match (&attribute.ty, last == Some(attribute.name)) {
            (Type::List(element), true) => Parameter { attribute, ty: element, variadic: true },
            (ty, _) => Parameter { attribute, ty, variadic: false },
        }
    })
}

impl Parameter {
    fn signature(&self) -> String {
        let dots = if self.variadic { "..." } else { "" };
        format!("{} {}{dots}", self.attribute.name, word(self.ty))
    }

    fn item(&self) -> String {
        let mut traits = name(self.ty);
        if self.variadic {
            traits = format!("Variadic, {traits}");
        }
        if self.attribute.mode == Mode::Optional {
            traits += ", Nullable";
        }
        let mut text = one_line(self.attribute.doc);
        for sentence in rules::sentences(self.attribute) {
            text += &format!(" {sentence}");
        }
        format!("1. `{}` ({traits}) {text}\n", self.attribute.name)
    }
}
