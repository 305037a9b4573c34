//! What may be meant by a value that cannot be.

use crate::framework::diagnostic::Error;
use crate::framework::path::Step;

/// The attribute that has the name, if the value is the ARN of what has it.
pub(super) fn hint(fault: &Error) -> Option<String> {
    let is_of_an_arn = fault.cause.contains("got \"arn:");
    let attributes = fault.path.steps().iter().rev().filter_map(|step| match step {
        Step::Attribute(name) => Some(name.as_str()),
        _ => None,
    });
    let wanted = attributes.take(1).find_map(|argument| match argument {
        "domain" => Some("domain"),
        "upstreams" | "repositories" => Some("repository"),
        _ => argument.ends_with("repository").then_some("repository"),
    });
    let wanted = wanted.filter(|_| is_of_an_arn)?;
    Some(format!("This is an ARN: use `.{wanted}`, not `.arn`."))
}
