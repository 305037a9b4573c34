//! ARNs, part by part.

use crate::aws::{self, Arn, Resource};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::schema::{choice, object};

choice! {
    /// Types of objects that a CodeArtifact ARN can name.
    pub(crate) enum ArnKind {
        /// A domain.
        Domain = "domain",
        /// A repository.
        Repository = "repository",
        /// A package.
        Package = "package",
        /// A package group.
        PackageGroup = "package-group",
    }
}

object! {
    /// The parts of an ARN; null if its type does not have the part.
    pub(crate) struct ArnParts {
        /// Partition, such as `aws`.
        partition: String,
        /// Region of the domain.
        region: String,
        /// AWS account ID of the domain owner.
        account: String,
        /// Type of the object that the ARN names: `domain`, `repository`, `package`, or
        /// `package-group`.
        resource_type: ArnKind,
        /// Name of the domain.
        domain: String,
        /// Name of the repository.
        repository: Option<String>,
        /// Format of the package.
        format: Option<String>,
        /// Namespace of the package.
        namespace: Option<String>,
        /// Name of the package.
        package: Option<String>,
        /// Pattern of the package group, without the encoding of ARNs.
        pattern: Option<String>,
    }
}

/// Takes the ARN apart that the argument `name` holds.
///
/// # Errors
/// The text is not an ARN of CodeArtifact; the error is at the argument.
pub(crate) fn take_apart(name: &str, text: &str) -> Result<ArnParts> {
    let read = text.parse::<Arn>().map_err(|error| refused(name, &error))?;
    let Arn { partition, region, account, resource } = read;
    let parts = |resource_type, domain| ArnParts {
        partition,
        region,
        account,
        resource_type,
        domain,
        repository: None,
        format: None,
        namespace: None,
        package: None,
        pattern: None,
    };
    Ok(match resource {
        Resource::Domain { domain } => parts(ArnKind::Domain, domain),
        Resource::Repository { domain, repository } => {
            ArnParts { repository: Some(repository), ..parts(ArnKind::Repository, domain) }
        }
        Resource::Package { domain, repository, format, namespace, package } => ArnParts {
            repository: Some(repository),
            format: Some(format),
            namespace,
            package: Some(package),
            ..parts(ArnKind::Package, domain)
        },
        Resource::PackageGroup { domain, pattern } => {
            ArnParts { pattern: Some(pattern), ..parts(ArnKind::PackageGroup, domain) }
        }
    })
}

/// Puts an ARN together. The `parts` are the names in the order in which the ARN has them.
///
/// # Errors
/// The kind has other parts, or one of them cannot be part of an ARN.
pub(crate) fn put_together(
    region: &str,
    account: &str,
    kind: ArnKind,
    parts: &[String],
) -> Result<String> {
    let resource = resource(kind, parts).ok_or_else(|| Error::at("parts", wanted(kind)))?;
    let arn = Arn::new(region, account, resource);
    match arn.to_string().parse::<Arn>() {
        Ok(read) if read == arn => Ok(arn.to_string()),
        Ok(_) => Err(Error::at("parts", wanted(kind))),
        Err(error) => Err(refused("parts", &error)),
    }
}

/// Terraform ends the sentence itself.
fn refused(argument: &str, error: &aws::Error) -> Error {
    Error::at(argument, error.to_string().trim_end_matches('.'))
}

fn resource(kind: ArnKind, parts: &[String]) -> Option<Resource> {
    Some(match (kind, parts) {
        (ArnKind::Domain, [domain]) => Resource::Domain { domain: domain.clone() },
        (ArnKind::Repository, [domain, repository]) => {
            Resource::Repository { domain: domain.clone(), repository: repository.clone() }
        }
        (ArnKind::Package, [domain, repository, format, namespace, package]) => Resource::Package {
            domain: domain.clone(),
            repository: repository.clone(),
            format: format.clone(),
            namespace: Some(namespace.clone()).filter(|namespace| !namespace.is_empty()),
            package: package.clone(),
        },
        (ArnKind::PackageGroup, [domain, pattern]) => {
            Resource::PackageGroup { domain: domain.clone(), pattern: pattern.clone() }
        }
        _ => return None,
    })
}

fn wanted(kind: ArnKind) -> String {
    let parts = match kind {
        ArnKind::Domain => "the domain",
        ArnKind::Repository => "the domain and the repository",
        ArnKind::Package => {
            "the domain, the repository, the format, the namespace (empty if there is none), and the package"
        }
        ArnKind::PackageGroup => "the domain and the pattern",
    };
    format!("the ARN of a {} consists of {parts}", kind.text())
}
