//! What names a package group.

use std::{fmt, str::FromStr};

use crate::{
    aws::PackageGroupId,
    framework::{diagnostic::Error, field::OptionalComputed, schema::object},
    service::keys::{ImportId, PACKAGE_GROUP, domain_id, or_unknown, show},
};

object! {
    /// What names a package group.
    pub(crate) struct PackageGroupKey {
        /// Name of the domain.
        domain: String,
        /// Account that owns the domain.
        domain_owner: OptionalComputed<String>,
        /// Pattern of the group.
        pattern: String,
        /// Region of the domain.
        region: OptionalComputed<String>,
    }
}

impl PackageGroupKey {
    /// The package group, for the client.
    pub(crate) fn id(&self) -> PackageGroupId {
        let domain = domain_id(&self.region, self.domain_owner.as_known(), &self.domain);
        PackageGroupId { domain, pattern: self.pattern.clone() }
    }
}

impl FromStr for PackageGroupKey {
    type Err = Error;

    fn from_str(id: &str) -> Result<Self, Error> {
        let parsed = ImportId::parse(id, PACKAGE_GROUP, "DOMAIN/PATTERN")?;
        let [domain, pattern] = parsed.names.clone().try_into().map_err(|_| parsed.refuse())?;
        let (domain_owner, region) = (or_unknown(parsed.owner), or_unknown(parsed.region));
        Ok(Self { domain, domain_owner, pattern, region })
    }
}

impl fmt::Display for PackageGroupKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(f, &[&format!("{}{}", self.domain, self.pattern)], &self.region)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pattern_of_a_package_group_keeps_its_slashes() {
        for (id, pattern) in [("main/npm//a$", "/npm//a$"), ("main/*@eu-west-1", "/*")] {
            let key: PackageGroupKey = id.parse().unwrap();
            assert_eq!((key.domain.as_str(), key.pattern.as_str()), ("main", pattern));
            assert_eq!(key.to_string(), id);
        }
        let arn = "arn:aws:codeartifact:eu-west-1:111122223333:package-group/main/npm//a@b%24";
        let key: PackageGroupKey = arn.parse().unwrap();
        assert_eq!(key.to_string(), "main/npm//a@b$@eu-west-1");
        assert!("main".parse::<PackageGroupKey>().is_err());
    }
}
