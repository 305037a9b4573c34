//! What holds for packages of every format: namespaces, names, origin controls.

use super::absence;
use super::formats::Format;
use super::named::NamedRepository;
use super::names;
use super::package_keys::PackageKey;
use crate::aws::{self, Aws, PackageFilter, RepositoryId};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::{Computed, Field};
use crate::framework::schema::{choice, matching, object};
use crate::framework::validate::Rule;
use crate::framework::value::Value;

choice! {
    /// Whether versions can be added to a package in one way.
    pub(crate) enum Access {
        /// Allowed.
        Allow = "ALLOW",
        /// Blocked.
        Block = "BLOCK",
    }
}

choice! {
    /// Origin types of package versions.
    pub(crate) enum OriginType {
        /// Published to a repository of the domain.
        Internal = "INTERNAL",
        /// Ingested from a public repository.
        External = "EXTERNAL",
        /// Not known to CodeArtifact.
        Unknown = "UNKNOWN",
    }
}

object! {
    /// Origin types of package versions.
    pub(crate) struct Origin {
        /// Origin type: `INTERNAL`, `EXTERNAL`, or `UNKNOWN`.
        origin_type: Computed<String>,
        /// Repository to which the version was published. Empty if it was not published.
        repository: Computed<String>,
        /// External connection through which the version was ingested. Empty if it was not
        /// ingested.
        external_connection: Computed<String>,
    }
}

impl From<aws::Origin> for Origin {
    fn from(found: aws::Origin) -> Self {
        Self {
            origin_type: found.origin_type.into(),
            repository: found.repository.unwrap_or_default().into(),
            external_connection: found.external_connection.unwrap_or_default().into(),
        }
    }
}

/// The rules of namespaces and names, which the format decides.
pub(crate) const RULES: [Rule; 2] = [
    Rule::Holds {
        doc: "Formats `maven`, `swift`, and `generic` require a `namespace`, format `npm` can have one (a scope, \
              without `@`), and the other formats have none.",
        check: check_namespace,
    },
    Rule::Holds {
        doc: "The name has the form in which CodeArtifact stores it: lowercase for `nuget` and `swift`; lowercase \
              with single hyphens for `pypi`.",
        check: check_name,
    },
];

/// What holds for a filter by namespaces.
pub(crate) const NAMESPACE_FILTER: Rule =
    Rule::Holds { doc: "`namespace` requires a `format`.", check: check_namespace_filter };

fn check_namespace_filter(config: &Value, report: &mut Vec<Error>) {
    if !config.get("namespace").is_null() && config.get("format").is_null() {
        report.push(Error::at("namespace", "requires `format`"));
    }
}

fn check_namespace(config: &Value, report: &mut Vec<Error>) {
    let namespace = config.get("namespace");
    report.extend(format(config).and_then(|format| wrong_namespace(format, namespace)));
}

fn wrong_namespace(format: Format, namespace: &Value) -> Option<Error> {
    let (kind, given) = (format.text(), namespace.as_str().unwrap_or_default());
    let wrong = match *namespace {
        Value::Unknown => return None,
        _ if given.is_empty() && format.needs_namespace() => {
            format!("must be set: packages of format {kind:?} have one")
        }
        _ if !given.is_empty() && !format.has_namespaces() => {
            format!("must be omitted: packages of format {kind:?} have none")
        }
        _ if format == Format::Npm && given.starts_with('@') => {
            format!("must be the scope without its \"@\": write {:?}", &given[1..])
        }
        _ => return wrong_spelling("namespace", format, given),
    };
    Some(Error::at("namespace", wrong))
}

fn check_name(config: &Value, report: &mut Vec<Error>) {
    let named = format(config).zip(config.get("package").as_str());
    report.extend(named.and_then(|(format, name)| wrong_spelling("package", format, name)));
}

/// The fault of a name that is not spelled as the service stores it.
fn wrong_spelling(argument: &str, format: Format, name: &str) -> Option<Error> {
    let (kind, stored) = (format.text(), format.normalised(name));
    (stored != name).then(|| {
        let cause = format!(
            "must be spelled as CodeArtifact stores it for format {kind:?}: write {stored:?}"
        );
        Error::at(argument, cause)
    })
}

/// The format of a configuration; `generic` where it can be left out and is.
fn format(config: &Value) -> Option<Format> {
    match config.get("format") {
        Value::Null => Some(Format::Generic),
        format => Format::decode(format.clone()).ok(),
    }
}

object! {
    /// The packages of a repository that match some filters.
    pub(crate) struct AskedPackages {
        ..repository: NamedRepository,
        /// Format of the packages to select. Defaults to all formats.
        format: Option<Format>,
        /// Prefix of the namespaces of the packages. Requires `format`.
        namespace: Option<String> = matching(names::PACKAGE),
        /// Prefix of the names of the packages.
        package_prefix: Option<String> = matching(names::PACKAGE),
        /// Publishing restriction of the packages to select.
        publish: Option<Access>,
        /// Upstream restriction of the packages to select.
        upstream: Option<Access>,
    }
}

impl AskedPackages {
    /// The filters, for the client.
    pub(crate) fn filter(&self) -> PackageFilter {
        PackageFilter {
            format: self.format.map(|format| format.text().to_owned()),
            namespace: self.namespace.clone(),
            prefix: self.package_prefix.clone(),
            publish: self.publish.map(|access| access.text().to_owned()),
            upstream: self.upstream.map(|access| access.text().to_owned()),
        }
    }
}

/// The account that owns the domain. The service's answers about packages leave it out, so that its
/// repository is asked where no user has said.
///
/// # Errors
/// The repository cannot be read, or does not exist.
pub(crate) async fn owner(id: &RepositoryId, aws: &Aws) -> Result<String> {
    if let Some(owner) = &id.domain.owner {
        return Ok(owner.clone());
    }
    match aws.describe_repository(id).await? {
        Some(found) => Ok(found.domain_owner),
        None => Err(absence::of_repository(id, aws).await),
    }
}

/// The key of a package with the account that owns its domain, and with the Region that counts.
///
/// # Errors
/// The repository cannot be read, or does not exist.
pub(crate) async fn settled(mut key: PackageKey, aws: &Aws) -> Result<PackageKey> {
    let owner = owner(&key.repository.id(), aws).await?;
    key.repository.domain.settle(owner, aws);
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(format: &str, namespace: &str, package: &str, wrong: Option<&str>) {
        let config = Value::object([
            ("format", format.into()),
            ("namespace", if namespace.is_empty() { Value::Null } else { namespace.into() }),
            ("package", package.into()),
        ]);
        let mut report = Vec::new();
        RULES.iter().for_each(|rule| rule.check(&config, &mut report));
        match (wrong, &report[..]) {
            (None, []) => {}
            (Some(part), [error]) if error.to_string().contains(part) => {}
            _ => panic!("{format} {namespace} {package}: {report:?}"),
        }
    }

    #[test]
    fn the_format_decides_about_namespaces() {
        check("npm", "", "react", None);
        check("npm", "types", "node", None);
        check("npm", "@types", "node", Some("write \"types\""));
        check("maven", "org.example", "core", None);
        for format in ["maven", "swift", "generic"] {
            check(format, "", "core", Some("namespace: must be set"));
        }
        for format in ["pypi", "nuget", "ruby", "cargo"] {
            check(format, "", "core", None);
            check(format, "space", "core", Some("namespace: must be omitted"));
        }
    }

    #[test]
    fn names_are_those_that_are_stored() {
        check("pypi", "", "Foo__bar.baz", Some("write \"foo-bar-baz\""));
        check("nuget", "", "Newtonsoft.Json", Some("write \"newtonsoft.json\""));
        check("swift", "apple", "NIO", Some("write \"nio\""));
        check("generic", "Space", "Foo_Bar", None);
        check("maven", "org.Example", "Core", None);
    }
}
