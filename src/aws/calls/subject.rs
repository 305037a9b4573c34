//! What a call is about.

use std::fmt::{self, Display};

use crate::aws::names::{DomainId, PackageGroupId, PackageId, PackageVersionId, RepositoryId};

/// What a call is about. Its text is what the log shows.
pub(in crate::aws) trait Subject: Display {
    /// The Region that it is in, where that is not the provider's.
    fn region(&self) -> Option<&str>;

    /// The account that owns its domain, where the request names one.
    fn owner(&self) -> Option<&str> {
        None
    }
}

impl Subject for DomainId {
    fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    fn owner(&self) -> Option<&str> {
        self.owner.as_deref()
    }
}

impl Subject for RepositoryId {
    fn region(&self) -> Option<&str> {
        self.domain.region()
    }

    fn owner(&self) -> Option<&str> {
        self.domain.owner()
    }
}

impl Subject for PackageId {
    fn region(&self) -> Option<&str> {
        self.region()
    }

    fn owner(&self) -> Option<&str> {
        self.repository.owner()
    }
}

impl Subject for PackageVersionId {
    fn region(&self) -> Option<&str> {
        self.package.region()
    }

    fn owner(&self) -> Option<&str> {
        self.package.owner()
    }
}

impl Subject for PackageGroupId {
    fn region(&self) -> Option<&str> {
        self.domain.region()
    }

    fn owner(&self) -> Option<&str> {
        self.domain.owner()
    }
}

/// The caller's account in a Region.
pub(in crate::aws) struct Account<'a>(pub(in crate::aws) Option<&'a str>);

impl Subject for Account<'_> {
    fn region(&self) -> Option<&str> {
        self.0
    }
}

impl Display for Account<'_> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

/// Whatever carries tags, by its ARN and its Region.
pub(in crate::aws) struct Tagged<'a>(
    pub(in crate::aws) &'a str,
    pub(in crate::aws) Option<&'a str>,
);

impl Subject for Tagged<'_> {
    fn region(&self) -> Option<&str> {
        self.1
    }
}

impl Display for Tagged<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// The beginning of a request, which names what it is about.
macro_rules! about {
    (account $id:ident, $request:expr) => {
        $request
    };
    (tagged $id:ident, $request:expr) => {
        $request.resource_arn($id.0)
    };
    (domain $id:ident, $request:expr) => {
        $request.domain(&$id.domain).set_domain_owner($id.owner.clone())
    };
    // It has no owner before it exists.
    (new_domain $id:ident, $request:expr) => {
        $request.domain(&$id.domain)
    };
    (group $id:ident, $request:expr) => {{
        let domain = &$id.domain;
        $crate::aws::calls::subject::about!(domain domain, $request).package_group(&$id.pattern)
    }};
    (repository $id:ident, $request:expr) => {{
        let domain = &$id.domain;
        $crate::aws::calls::subject::about!(domain domain, $request).repository(&$id.repository)
    }};
    (package $id:ident, $request:expr) => {{
        let repository = &$id.repository;
        $crate::aws::calls::subject::about!(repository repository, $request)
            .format($id.format.as_str().into())
            .set_namespace($id.namespace.clone())
            .package(&$id.package)
    }};
    (source $id:ident, $request:expr) => {{
        let domain = &$id.repository.domain;
        $crate::aws::calls::subject::about!(domain domain, $request)
            .source_repository(&$id.repository.repository)
            .format($id.format.as_str().into())
            .set_namespace($id.namespace.clone())
            .package(&$id.package)
    }};
    (version $id:ident, $request:expr) => {{
        let package = &$id.package;
        $crate::aws::calls::subject::about!(package package, $request).package_version(&$id.version)
    }};
}
pub(in crate::aws) use about;
