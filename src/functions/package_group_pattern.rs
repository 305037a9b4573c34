//! The pattern of a package group from its parts.

use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::Verbatim;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::formats::Format;
use crate::service::package_groups::{Fault, Part, PartName, Pattern};

object! {
    /// The pattern of the package group of these packages. Names are normalised as their format
    /// demands, and a beginning gets the sign that the service wants behind it.
    ///
    /// `("npm", "my-scope", null)` is every package of a scope, `("npm", null, "react")` one
    /// package without a scope, `("npm", null, "react~")` each whose name begins with that word.
    pub(crate) struct PackageGroupPattern {
        /// Format of the packages; null for every package of the domain.
        format: Option<Format>,
        /// Namespace of the packages, or its beginning with `~` behind it; null for any namespace
        /// where `package` is null too, and for none where it is not.
        namespace: Option<Verbatim>,
        /// Name of the package, or its beginning with `~` behind it; null for any name.
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
            let cause = "can be a beginning only where `package` is null";
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
        _ => Err(Error::at("format", "must be set where a namespace or a package is")),
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
