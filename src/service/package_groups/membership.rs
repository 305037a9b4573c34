//! What names one repository in a list of a package group.

use std::{fmt, str::FromStr};

use super::origins::RestrictionType;
use crate::{
    aws::{AllowedRepositories, PackageGroupId},
    framework::{diagnostic::Error, field::OptionalComputed, schema::object},
    service::keys::{ImportId, PACKAGE_GROUP, domain_id, or_unknown, show},
};

object! {
    /// What names one repository in a list of a package group.
    pub(crate) struct MembershipKey {
        /// Name of the domain.
        domain: String,
        /// Account that owns the domain.
        domain_owner: OptionalComputed<String>,
        /// Pattern of the group.
        pattern: String,
        /// The restriction whose list it is in.
        origin_restriction_type: RestrictionType,
        /// Name of the repository.
        repository: String,
        /// Region of the domain.
        region: OptionalComputed<String>,
    }
}

impl MembershipKey {
    /// The package group, for the client.
    pub(crate) fn group(&self) -> PackageGroupId {
        let domain = domain_id(&self.region, self.domain_owner.as_known(), &self.domain);
        PackageGroupId { domain, pattern: self.pattern.clone() }
    }

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
        Ok(Self {
            domain: parsed.names[0].clone(),
            domain_owner: or_unknown(parsed.owner.clone()),
            pattern: format!("/{pattern}"),
            origin_restriction_type: *way,
            repository: (*repository).to_owned(),
            region: or_unknown(parsed.region),
        })
    }
}

impl fmt::Display for MembershipKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let way = self.origin_restriction_type.text();
        let Self { domain, repository, pattern, region, .. } = self;
        show(f, &[domain, way, &format!("{repository}{pattern}")], region)
    }
}
