//! What is said of an object that is asked for and does not exist: which of its parents is missing,
//! and where it was looked for.

use std::fmt::Display;

use crate::aws::{Aws, DomainId, PackageGroupId, PackageId, PackageVersionId, RepositoryId};
use crate::framework::diagnostic::Error;

/// That a domain does not exist.
pub(crate) fn of_domain(id: &DomainId, aws: &Aws) -> Error {
    missing("domain", &format!("domain {:?}", id.domain), id, aws)
}

/// That a repository does not exist, or its domain.
pub(crate) async fn of_repository(id: &RepositoryId, aws: &Aws) -> Error {
    in_domain("repository", &format!("repository {id}"), &id.domain, aws).await
}

/// That a package group does not exist, or its domain.
pub(crate) async fn of_group(id: &PackageGroupId, aws: &Aws) -> Error {
    in_domain("pattern", &format!("package group {id}"), &id.domain, aws).await
}

/// That a package does not exist, or its repository.
pub(crate) async fn of_package(id: &PackageId, aws: &Aws) -> Error {
    in_repository("package", &format!("package {id}"), &id.repository, aws).await
}

/// That a version does not exist, or its repository.
pub(crate) async fn of_version(id: &PackageVersionId, aws: &Aws) -> Error {
    in_repository("version", &format!("version {id}"), &id.package.repository, aws).await
}

async fn in_repository(argument: &str, what: &str, id: &RepositoryId, aws: &Aws) -> Error {
    match aws.describe_repository(id).await {
        Ok(None) => of_repository(id, aws).await,
        _ => missing(argument, what, &id.domain, aws),
    }
}

async fn in_domain(argument: &str, what: &str, id: &DomainId, aws: &Aws) -> Error {
    match aws.describe_domain(id).await {
        Ok(None) => of_domain(id, aws),
        _ => missing(argument, what, id, aws),
    }
}

fn missing(argument: &str, what: &str, id: &DomainId, aws: &Aws) -> Error {
    let place = place(id, aws);
    let text = format!(
        "there is no {what} in {place}. Check the name, `domain_owner` for a domain of another account, and `region`"
    );
    Error::at(argument, text)
}

fn place(id: &DomainId, aws: &Aws) -> impl Display {
    let region = aws.region_of(id.region.as_deref());
    match id.owner.as_deref().or(aws.account()) {
        Some(account) => format!("{region} of the account {account}"),
        None => format!("{region} of the account of the provider's credentials"),
    }
}
