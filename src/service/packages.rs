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
    /// Whether versions may come into a package on one way.
    pub(crate) enum Access {
        /// They may.
        Allow = "ALLOW",
        /// They may not.
        Block = "BLOCK",
    }
}

choice! {
    /// Where a version came from.
    pub(crate) enum OriginType {
        /// It was published to a repository of the domain.
        Internal = "INTERNAL",
        /// It was taken from a public repository.
        External = "EXTERNAL",
        /// The service does not know.
        Unknown = "UNKNOWN",
    }
}

object! {
    /// Where a version came from.
    pub(crate) struct Origin {
        /// Kind of origin: `INTERNAL`, `EXTERNAL` or `UNKNOWN`.
        origin_type: Computed<String>,
        /// Repository to which it was published; empty where it was not.
        repository: Computed<String>,
        /// Public repository from which it was taken; empty where it was not.
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
        doc: "Formats `maven`, `swift` and `generic` need a `namespace`, format `npm` may have one \
              (a scope, without its `@`), the others have none.",
        check: check_namespace,
    },
    Rule::Holds {
        doc: "The name is given in the form in which the format's packages are stored: lower case for \
              `nuget` and `swift`; for `pypi` lower case with single hyphens.",
        check: check_name,
    },
];

/// What holds for a filter by namespaces.
pub(crate) const NAMESPACE_FILTER: Rule =
    Rule::Holds { doc: "`namespace` needs a `format`.", check: check_namespace_filter };

fn check_namespace_filter(config: &Value) -> Result<()> {
    match (config.get("namespace").is_null(), config.get("format").is_null()) {
        (false, true) => Err(Error::at("namespace", "needs a `format` beside it")),
        _ => Ok(()),
    }
}

fn check_namespace(config: &Value) -> Result<()> {
    let (Some(format), namespace) = (format(config), config.get("namespace")) else {
        return Ok(());
    };
    let (kind, given) = (format.text(), namespace.as_str().unwrap_or_default());
    let wrong = match *namespace {
        Value::Unknown => return Ok(()),
        _ if given.is_empty() && format.needs_namespace() => {
            format!("must be set: packages of format {kind:?} have one")
        }
        _ if !given.is_empty() && !format.has_namespaces() => {
            format!("must be left out: packages of format {kind:?} have none")
        }
        _ if format == Format::Npm && given.starts_with('@') => {
            format!("must be the scope without its \"@\": write {:?}", &given[1..])
        }
        _ => return as_stored("namespace", format, given),
    };
    Err(Error::at("namespace", wrong))
}

fn check_name(config: &Value) -> Result<()> {
    match (format(config), config.get("package").as_str()) {
        (Some(format), Some(name)) => as_stored("package", format, name),
        _ => Ok(()),
    }
}

fn as_stored(argument: &str, format: Format, name: &str) -> Result<()> {
    let stored = format.normalised(name);
    let wrong = || {
        let kind = format.text();
        let cause =
            format!("must be spelled as it is stored for format {kind:?}: write {stored:?}");
        Error::at(argument, cause)
    };
    if stored == name { Ok(()) } else { Err(wrong()) }
}

/// The format of a configuration; `generic` where it can be left out and is.
fn format(config: &Value) -> Option<Format> {
    match config.get("format") {
        Value::Null => Some(Format::Generic),
        format => Format::decode(format.clone()).ok(),
    }
}

object! {
    /// The packages of a repository that pass some filters.
    pub(crate) struct AskedPackages {
        ..repository: NamedRepository,
        /// Only packages of this format.
        format: Option<Format>,
        /// Only packages whose namespace begins with this text. It needs a `format`.
        namespace: Option<String> = matching(names::PACKAGE),
        /// Only packages whose name begins with this text.
        package_prefix: Option<String> = matching(names::PACKAGE),
        /// Only packages to which versions may, or may not, be published.
        publish: Option<Access>,
        /// Only packages whose versions may, or may not, come from upstream.
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
/// repository is asked where nobody has said.
///
/// # Errors
/// The repository cannot be read, or is gone.
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
/// The repository cannot be read, or is gone.
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
            check(format, "space", "core", Some("namespace: must be left out"));
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
