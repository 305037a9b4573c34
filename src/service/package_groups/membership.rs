//! What names one repository in a list of a package group.

use std::fmt;
use std::str::FromStr;

use super::key::PackageGroupKey;
use super::origins::RestrictionType;
use crate::aws::AllowedRepositories;
use crate::framework::diagnostic::Error;
use crate::framework::schema::{object, replaces};
use crate::service::keys::{ImportId, PACKAGE_GROUP, show};
use crate::service::names;

object! {
    /// What names one repository in a list of a package group.
    pub(crate) struct MembershipKey {
        ..group: PackageGroupKey,
        /// Type of the origin restriction that allows the repository.
        origin_restriction_type: RestrictionType = replaces(),
        /// Name of the repository.
        repository: String = replaces().matching(names::REPOSITORY),
    }
}

impl MembershipKey {
    /// A list with this one entry.
    pub(crate) fn list(&self) -> AllowedRepositories {
        let names = [self.repository.clone()].into();
        [(self.origin_restriction_type.text().to_owned(), names)].into()
    }
}

impl FromStr for MembershipKey {
    type Err = Error;

    fn from_str(id: &str) -> Result<Self, Error> {
        let form = "DOMAIN/ORIGIN_RESTRICTION_TYPE/REPOSITORY/PATTERN";
        let parsed = ImportId::parse(id, PACKAGE_GROUP, form)?;
        let rest = parsed.names.get(1).map(String::as_str).unwrap_or_default();
        let parts: Vec<&str> = rest.splitn(4, '/').collect();
        let (["", way, repository, pattern], None) = (&parts[..], &parsed.owner) else {
            return Err(parsed.refuse());
        };
        let mut types = RestrictionType::ALL.iter();
        let way = types.find(|known| known.text() == *way).ok_or_else(|| parsed.refuse())?;
        let (pattern, repository) = (format!("/{pattern}"), (*repository).to_owned());
        let domain = parsed.names[0].clone();
        let group = PackageGroupKey { domain: parsed.in_domain(domain), pattern };
        Ok(Self { group, origin_restriction_type: *way, repository })
    }
}

impl fmt::Display for MembershipKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { group: PackageGroupKey { domain, pattern }, repository, .. } = self;
        let way = self.origin_restriction_type.text();
        show(f, &[&domain.domain, way, &format!("{repository}{pattern}")], &domain.region)
    }
}
