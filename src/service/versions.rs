//! What is done to a version when its resource goes.

use crate::aws::{Aws, PackageVersionId};
use crate::framework::diagnostic::Result;
use crate::framework::loss::Loss;
use crate::framework::schema::choice;
use crate::framework::value::Value;

choice! {
    /// Actions on a version when its resource is destroyed.
    pub(crate) enum OnDestroy {
        /// Deletes the version.
        Delete = "delete",
        /// Deletes the assets of the version, but retains its record.
        Dispose = "dispose",
        /// Archives the version, so that it cannot be downloaded.
        Archive = "archive",
        /// Retains the version unchanged.
        Retain = "retain",
    }
}

/// Does with a version what its resource says; deletes it where the resource says nothing.
///
/// # Errors
/// The service refuses. One that does not exist is not an error.
pub(crate) async fn end(id: &PackageVersionId, how: Option<OnDestroy>, aws: &Aws) -> Result<()> {
    let (package, versions) = (&id.package, std::slice::from_ref(&id.version));
    match how.unwrap_or(OnDestroy::Delete) {
        OnDestroy::Delete => aws.delete_versions(package, versions).await?,
        OnDestroy::Dispose => aws.dispose_versions(package, versions).await?,
        OnDestroy::Archive => set_status_if_there(id, "Archived", aws).await?,
        OnDestroy::Retain => {}
    }
    Ok(())
}

/// What goes with a version where its resource is destroyed.
pub(crate) fn loss(state: &Value) -> Option<Loss> {
    let what = match state.get("on_destroy").as_str() {
        None | Some("delete") => "The package version will be deleted",
        Some("dispose") => "The assets of the package version will be deleted",
        Some(_) => return None,
    };
    Some(Loss { what, prevented_by: "on_destroy = \"retain\"" })
}

/// Gives a version a status, unless it does not exist, has it already, or can have none any more.
///
/// # Errors
/// The service refuses.
pub(crate) async fn set_status_if_there(
    id: &PackageVersionId,
    status: &str,
    aws: &Aws,
) -> Result<()> {
    let found = aws.describe_version(id).await?;
    match found.map(|found| found.status) {
        Some(now) if now != status && now != "Disposed" => {
            let versions = std::slice::from_ref(&id.version);
            Ok(aws.update_versions_status(&id.package, versions, status).await?)
        }
        _ => Ok(()),
    }
}
