//! The section of a page about what credentials must be allowed to do.

use std::collections::BTreeSet;

use crate::framework::described::Described;
use crate::framework::permissions::{Phase, actions};
use crate::framework::provider::Provider;

/// Where a user reads how the policies of pages are put together.
const GUIDE: &str = "../guides/iam-permissions.md";

/// The section of what is managed: a plan needs less than an apply.
pub(super) fn of_managed<P: Provider>(described: &dyn Described) -> String {
    let [plan, apply] = [Phase::Plan, Phase::Apply].map(|phase| actions_of(described, phase));
    let policy = P::policy(&[("Plan", plan), ("Apply", apply)]);
    let introduction = format!(
        "The statement `Plan` is sufficient for `terraform plan` and imports; `terraform apply` requires both. \
         See [IAM permissions]({GUIDE})."
    );
    section::<P>(&introduction, &policy, described)
}

/// The section of what is not managed; empty if it calls nothing.
pub(super) fn of_other<P: Provider>(described: &dyn Described) -> String {
    let all: BTreeSet<_> = [Phase::Plan, Phase::Apply]
        .iter()
        .flat_map(|phase| actions_of(described, *phase))
        .collect();
    if all.is_empty() {
        return String::new();
    }
    let introduction = format!("This policy is sufficient. See [IAM permissions]({GUIDE}).");
    section::<P>(&introduction, &P::policy(&[("", all)]), described)
}

fn actions_of(described: &dyn Described, phase: Phase) -> BTreeSet<&'static str> {
    actions(described.operations(), described.permissions(), phase)
}

fn section<P: Provider>(introduction: &str, policy: &str, described: &dyn Described) -> String {
    let conditions = conditions::<P>(described);
    format!("## Permissions\n\n{introduction}\n\n```json\n{policy}\n```\n\n{conditions}")
}

/// What is needed in part, and when.
fn conditions<P: Provider>(described: &dyn Described) -> String {
    let conditional = described.permissions().iter().filter_map(|it| Some((it.actions, it.when?)));
    let row = |(actions, when): (&[&str], &str)| {
        let names: Vec<_> = actions.iter().map(|name| format!("`{}`", P::action(name))).collect();
        format!("- {}: {when}\n", names.join(", "))
    };
    let rows: String = conditional.map(row).collect();
    match rows.as_str() {
        "" => rows,
        _ => format!("Some actions are required only in these cases:\n\n{rows}\n"),
    }
}
