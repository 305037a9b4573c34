//! The packages of a grant, as the end of an ARN.

use crate::framework::diagnostic::{Error, Result};
use crate::framework::schema::{matching, object};
use crate::service::formats::Format;
use crate::service::names;

object! {
    /// Packages of one format.
    pub(crate) struct GrantedPackages {
        /// Format of the packages.
        format: Format,
        /// Namespace of the packages, in which `*` matches any text. Defaults to any namespace, or
        /// to no namespace if `package` is set.
        namespace: Option<String> = matching(names::PACKAGE),
        /// Name of the package, in which `*` matches any text. Defaults to any name.
        package: Option<String> = matching(names::PACKAGE),
    }
}

impl GrantedPackages {
    /// Format, namespace and name as an ARN has them. Its namespace is empty if there is none,
    /// and does not fall away.
    ///
    /// # Errors
    /// Packages of the format have no namespace, or none without one.
    pub(super) fn named(&self) -> Result<String> {
        let format = self.format;
        let normal = |text: &Option<String>| text.as_ref().map(|text| format.normalised(text));
        let (namespace, package) = (normal(&self.namespace), normal(&self.package));
        if namespace.is_some() && !format.has_namespaces() {
            return Err(Error::at("namespace", self.wrong("must not be set", "have no namespace")));
        }
        if package.is_some() && namespace.is_none() && format.needs_namespace() {
            return Err(Error::at("namespace", self.wrong("must be set", "have a namespace")));
        }
        Ok(match (namespace, package) {
            (None, None) => format!("{}/*", format.text()),
            (Some(namespace), None) => format!("{}/{namespace}/*", format.text()),
            (namespace, Some(package)) => {
                format!("{}/{}/{package}", format.text(), namespace.unwrap_or_default())
            }
        })
    }

    fn wrong(&self, what: &str, why: &str) -> String {
        format!("{what}: packages of the format `{}` {why}", self.format.text())
    }
}
