//! The public repositories that a repository can be connected to.

use super::formats::PUBLIC_REPOSITORIES;
use crate::aws::nearest;
use crate::framework::diagnostic::Diagnostic;
use crate::framework::path::Path;
use crate::framework::plan::Change;

/// Warns of a connection that the service does not list: it would refuse it when the repository is
/// there already. AWS adds connections from time to time, so that this is not an error.
pub(crate) fn warn(change: &mut Change) {
    let Some(name) = change.planned.get("external_connection").as_str() else { return };
    if name.is_empty() || PUBLIC_REPOSITORIES.iter().any(|(known, _)| *known == name) {
        return;
    }
    let nearest = nearest(name, PUBLIC_REPOSITORIES.map(|(known, _)| known)).unwrap_or_default();
    let detail = format!(
        "{name:?} is not one of the external connections that CodeArtifact supported when this provider was \
         released; the nearest is {nearest:?}. The data source `codeartifact_external_connections` lists them. \
         Unless AWS has added it since, the connection will fail."
    );
    let summary = "The external connection is not known";
    let at = Path::attribute("external_connection");
    change.warnings.push(Diagnostic::warning(summary, detail, at));
}
