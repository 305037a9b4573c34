//! The pattern of a package group from its parts.

use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::Verbatim;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::formats::Format;
use crate::service::package_groups::{Fault, Part, PartName, Pattern};

object! {
    /// Returns the pattern of a CodeArtifact package group from a format, a namespace, and a
    /// package name. Names are normalized for their format, and a prefix gets the suffix that
    /// CodeArtifact requires.
    ///
    /// `("npm", "my-scope", null)` matches every package of a scope, `("npm", null, "react")`
    /// matches one package without a scope, and `("npm", null, "react~")` matches each package
    /// without a scope whose name starts with that word.
    pub(crate) struct PackageGroupPattern {
        /// Format of the packages. Null for all packages of the domain.
        format: Option<Format>,
        /// Namespace of the packages, or its prefix followed by `~`. Null for any namespace if
        /// `package` is null too; otherwise, for no namespace.
        namespace: Option<Verbatim>,
        /// Name of the package, or its prefix followed by `~`. Null for any name.
        package: Option<Verbatim>,
    }
}

impl Function for PackageGroupPattern {
    const NAME: &'static str = "package_group_pattern";
    type Output = String;

    fn call(self) -> Result<String> {
        let [namespace, package] = [self.namespace, self.package].map(|it| it.map(|text| text.0));
        let pattern = match self.format {
            Some(format) => of_format(format, namespace, package)?,
            None => root(namespace, package)?,
        };
        let checked = pattern.checked().map_err(refused)?;
        let text = checked.to_string();
        text.parse::<Pattern>().map_err(refused)?;
        Ok(text)
    }
}

fn of_format(
    format: Format,
    namespace: Option<String>,
    package: Option<String>,
) -> Result<Pattern> {
    let normal = |text: &str| format.normalised(text);
    let part = |text: &str| match text.strip_suffix('~') {
        Some(words) => Part::beginning(normal(words)),
        None => Part::Exactly(normal(text)),
    };
    let (namespace, name) = match (namespace.as_deref(), package.as_deref()) {
        (None, None) => (Part::Anything, Part::Anything),
        (Some(namespace), None) => (part(namespace), Part::Anything),
        (Some(open), Some(_)) if open.ends_with('~') => {
            let cause = "can be a prefix only if `package` is null";
            return Err(Error::at("namespace", cause));
        }
        (namespace, Some(package)) => {
            (Part::Exactly(normal(namespace.unwrap_or_default())), part(package))
        }
    };
    Ok(Pattern { format: Some(format), namespace, name })
}

fn root(namespace: Option<String>, package: Option<String>) -> Result<Pattern> {
    match (namespace, package) {
        (None, None) => Ok(Pattern::ROOT),
        _ => Err(Error::at("format", "must be set if a namespace or a package is set")),
    }
}

fn refused(fault: Fault) -> Error {
    let argument = match fault.part {
        PartName::Format => "format",
        PartName::Namespace => "namespace",
        PartName::Name | PartName::Whole => "package",
    };
    Error::at(argument, format!("{}, got {:?}", fault.cause, fault.text))
}
