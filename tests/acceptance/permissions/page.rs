//! What a page says of permissions.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value as Json;

/// The permissions that a page names.
pub(super) struct Page {
    /// The path of the page below `docs/`.
    pub(super) path: String,
    /// What a plan needs; everything where the page does not tell it from an apply.
    pub(super) plan: BTreeSet<String>,
    /// What only an apply needs.
    pub(super) apply: BTreeSet<String>,
    /// What is needed in part.
    conditional: BTreeSet<String>,
}

impl Page {
    /// The page of a thing; nothing where it needs no permission.
    pub(super) fn of(directory: &str, name: &str) -> Option<Self> {
        let path = format!("{directory}/{name}.md");
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
        let text = fs::read_to_string(root.join(&path)).expect("a page");
        let (_, section) = text.split_once("\n## Permissions\n")?;
        let section = section.split("\n## ").next().unwrap_or_default();
        let (_, policy) = section.split_once("```json\n").expect("a policy");
        let (policy, rest) = policy.split_once("\n```").expect("the end of the policy");
        let policy: Json = serde_json::from_str(policy).expect("a policy that is JSON");
        let statements = policy["Statement"].as_array().expect("statements").iter();
        let (apply, plan): (Vec<_>, Vec<_>) = statements.partition(|it| it["Sid"] == "Apply");
        let [plan, apply] = [plan, apply].map(|all| all.into_iter().flat_map(actions).collect());
        Some(Self { path, plan, apply, conditional: conditional(rest) })
    }

    /// All actions.
    pub(super) fn actions(&self) -> BTreeSet<String> {
        self.plan.union(&self.apply).cloned().collect()
    }

    /// The actions without which something fails.
    pub(super) fn needed(&self) -> BTreeSet<String> {
        self.actions().difference(&self.conditional).cloned().collect()
    }
}

fn actions(statement: &Json) -> BTreeSet<String> {
    let actions = statement["Action"].as_array().expect("actions").iter();
    actions.map(|action| action.as_str().expect("an action").to_owned()).collect()
}

/// The actions in the rows of a list, each of which ends with when they are needed.
fn conditional(text: &str) -> BTreeSet<String> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("- ")?.split_once(": "));
    let names = rows.flat_map(|(names, _)| names.split(", "));
    names.map(|name| name.trim_matches('`').to_owned()).collect()
}
