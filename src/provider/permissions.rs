//! Permissions, as IAM writes them.

use std::collections::BTreeSet;

use crate::framework::provider::Statement;

/// The prefix of CodeArtifact's actions.
const PREFIX: &str = "codeartifact";

/// The name of an action: an operation of CodeArtifact has no prefix yet.
pub(super) fn action(name: &str) -> String {
    if name.contains(':') { name.to_owned() } else { format!("{PREFIX}:{name}") }
}

/// An identity policy that allows all actions of its statements, on everything.
pub(super) fn policy(statements: &[Statement]) -> String {
    let statements: Vec<String> = statements.iter().map(statement).collect();
    let statements = statements.join(",\n");
    format!("{{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n{statements}\n  ]\n}}")
}

fn statement((name, actions): &Statement) -> String {
    let sid = if name.is_empty() { String::new() } else { format!("      \"Sid\": {name:?},\n") };
    let actions: BTreeSet<String> = actions.iter().map(|name| action(name)).collect();
    let actions: Vec<String> = actions.iter().map(|name| format!("        {name:?}")).collect();
    let actions = actions.join(",\n");
    format!(
        "    {{\n{sid}      \"Effect\": \"Allow\",\n      \"Action\": [\n{actions}\n      ],\n      \"Resource\": \"*\"\n    }}"
    )
}
