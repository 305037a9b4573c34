//! What is done to versions in batches: another status, disposal, deletion, copies.
//!
//! The service answers each of these with success although single versions failed; that is an error
//! here.

use std::collections::HashMap;

use aws_sdk_codeartifact::types::{
    PackageVersionError, PackageVersionErrorCode, PackageVersionStatus,
};

use super::package_versions::GONE;
use crate::aws::calls::call;
use crate::aws::client::Aws;
use crate::aws::failure::{Error, Kind, Result};
use crate::aws::names::PackageId;

/// How a copy treats what is there already, and where it looks.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CopyOptions {
    /// Whether a version with other content is overwritten.
    pub allow_overwrite: Option<bool>,
    /// Whether the upstreams of the source are searched too.
    pub include_from_upstream: Option<bool>,
}

impl Aws {
    /// Sets the status of versions: `Published`, `Unlisted` or `Archived`.
    pub(crate) async fn update_versions_status(
        &self,
        id: &PackageId,
        versions: &[String],
        status: &str,
    ) -> Result<()> {
        let answer = call!(
            self,
            package(id),
            update_package_versions_status()
                .set_versions(Some(versions.to_vec()))
                .target_status(PackageVersionStatus::from(status))
        )
        .await?;
        all_done(answer.failed_versions)
    }

    /// Disposes of versions: their assets go, their record stays. One that does not exist is as
    /// good.
    pub(crate) async fn dispose_versions(&self, id: &PackageId, versions: &[String]) -> Result<()> {
        let answer = call!(
            self,
            package(id),
            dispose_package_versions().set_versions(Some(versions.to_vec()))
        )
        .await;
        or_gone(answer.map(|answer| answer.failed_versions))
    }

    /// Deletes versions. One that does not exist is as good.
    pub(crate) async fn delete_versions(&self, id: &PackageId, versions: &[String]) -> Result<()> {
        let answer = call!(
            self,
            package(id),
            delete_package_versions().set_versions(Some(versions.to_vec()))
        )
        .await;
        or_gone(answer.map(|answer| answer.failed_versions))
    }

    /// Copies versions of a package, which `id` names in the source, to another repository of the
    /// domain. What is there already with the same content is as good.
    pub(crate) async fn copy_versions(
        &self,
        id: &PackageId,
        destination: &str,
        versions: &[String],
        options: CopyOptions,
    ) -> Result<()> {
        let answer = call!(
            self,
            source(id),
            copy_package_versions()
                .destination_repository(destination)
                .set_versions(Some(versions.to_vec()))
                .set_allow_overwrite(options.allow_overwrite)
                .set_include_from_upstream(options.include_from_upstream)
        )
        .await?;
        all_done(answer.failed_versions)
    }
}

type Failed = Option<HashMap<String, PackageVersionError>>;

fn all_done(failed: Failed) -> Result<()> {
    let failed = failed.unwrap_or_default();
    if failed.is_empty() {
        return Ok(());
    }
    let absent = failed.values().all(is_absent);
    let mut said: Vec<_> = failed.iter().map(said).collect();
    said.sort();
    let kind = if absent { Kind::NotFound } else { Kind::Conflict };
    let error = Error::new(kind, said.join(" "));
    Err(match failed.values().find_map(way_out) {
        Some(advice) => error.with_advice(advice),
        None => error,
    })
}

/// What to do about a version, where its code leaves no doubt. Only a copy meets what exists.
fn way_out(error: &PackageVersionError) -> Option<&'static str> {
    match error.error_code.as_ref()? {
        PackageVersionErrorCode::AlreadyExists => {
            Some("To replace versions that exist, set `allow_overwrite = true`.")
        }
        PackageVersionErrorCode::NotFound => {
            Some("Check the versions, and the repository that contains them.")
        }
        _ => None,
    }
}

fn or_gone(answer: Result<Failed>) -> Result<()> {
    match answer.and_then(all_done) {
        Err(error) if !error.says_absent(&GONE) => Err(error),
        _ => Ok(()),
    }
}

fn is_absent(error: &PackageVersionError) -> bool {
    error.error_code == Some(PackageVersionErrorCode::NotFound)
}

fn said((version, error): (&String, &PackageVersionError)) -> String {
    let code = error.error_code.as_ref().map_or("no error code", |code| code.as_str());
    let message = error.error_message.as_deref().unwrap_or("no message");
    format!("Version {version:?} was rejected: {message} ({code}).")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(failed: &[(&str, PackageVersionErrorCode)], kind: Option<Kind>) {
        let error = |code: &PackageVersionErrorCode| {
            PackageVersionError::builder().error_code(code.clone())
        };
        let failed =
            failed.iter().map(|(version, code)| ((*version).to_owned(), error(code).build()));
        let outcome = all_done(Some(failed.collect()));
        assert_eq!(outcome.err().map(|error| error.kind()), kind);
    }

    #[test]
    fn versions_that_failed_are_an_error() {
        check(&[], None);
        check(&[("1", PackageVersionErrorCode::NotFound)], Some(Kind::NotFound));
        check(&[("1", PackageVersionErrorCode::AlreadyExists)], Some(Kind::Conflict));
        let mixed =
            [("1", PackageVersionErrorCode::NotFound), ("2", PackageVersionErrorCode::Skipped)];
        check(&mixed, Some(Kind::Conflict));
    }
}
