//! What holds for every list of upstreams.

use std::collections::BTreeSet;

use crate::aws::{Aws, Setter};
use crate::framework::diagnostic::{Diagnostic, Error};
use crate::framework::path::{Path, Step};
use crate::framework::plan::Change;
use crate::framework::validate::Rule;
use crate::framework::value::Value;

/// A repository is not searched again on behalf of itself.
pub(crate) const NOT_ITSELF: Rule =
    Rule::Holds { doc: "A repository cannot be its own upstream.", check: not_itself };

/// A repository is searched once.
pub(crate) const ONCE_EACH: Rule =
    Rule::Holds { doc: "An upstream repository can be listed only once.", check: once_each };

/// Warns where a repository and a resource of its own set the same list by turns: the one that is
/// planned second says so. A repository that ignores the list plans no change of it.
pub(crate) fn warn_of_rival(change: &mut Change, aws: Option<&Aws>, setter: Setter) {
    let sets = match setter {
        Setter::Repository => !change.is_destroy() && change.changes("upstreams"),
        Setter::Alone => !change.is_destroy(),
    };
    let part = |name: &str| change.planned.get(name).as_str();
    let key = ["domain", "repository", "region"].map(|name| part(name).unwrap_or_default());
    let [domain, repository, _] = key;
    if !sets || !aws.is_some_and(|aws| aws.has_rival(key.join("/"), setter)) {
        return;
    }
    let detail = format!(
        "A codeartifact_repository and a codeartifact_repository_upstreams both set the upstream repositories of \
         {domain}/{repository}: each apply overwrites what the other one has set. Add this to the \
         codeartifact_repository:\n\n  lifecycle {{\n    ignore_changes = [upstreams]\n  }}"
    );
    let at = Path::attribute("upstreams");
    change.warnings.push(Diagnostic::warning("Upstream repositories are set twice", detail, at));
}

fn not_itself(config: &Value, report: &mut Vec<Error>) {
    let itself = listed(config).filter(|(_, name)| is_itself(config, name));
    report.extend(itself.map(|(index, _)| fault(index, "cannot be the repository itself")));
}

fn once_each(config: &Value, report: &mut Vec<Error>) {
    let mut seen = BTreeSet::new();
    let others = listed(config).filter(|(_, name)| !is_itself(config, name));
    let again = others.filter(|(_, name)| !seen.insert(*name));
    report.extend(again.map(|(index, _)| fault(index, "is already listed")));
}

fn is_itself(config: &Value, name: &str) -> bool {
    config.get("repository").as_str() == Some(name)
}

/// The upstreams that are known, with their places in the list.
fn listed(config: &Value) -> impl Iterator<Item = (usize, &str)> {
    let elements = match config.get("upstreams") {
        Value::List(elements) => elements.as_slice(),
        _ => &[],
    };
    elements.iter().enumerate().filter_map(|(index, name)| Some((index, name.as_str()?)))
}

fn fault(index: usize, cause: &str) -> Error {
    let path = Path::attribute("upstreams").then(Step::Index(index));
    Error { cause: cause.to_owned(), path }
}
