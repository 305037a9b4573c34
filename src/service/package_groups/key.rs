//! What names a package group.

use std::fmt;
use std::str::FromStr;

use crate::aws::PackageGroupId;
use crate::framework::diagnostic::Error;
use crate::framework::schema::{object, replaces};
use crate::service::keys::{DomainKey, ImportId, PACKAGE_GROUP, show};

object! {
    /// What names a package group.
    pub(crate) struct PackageGroupKey {
        ..domain: DomainKey,
        /// Pattern of the package group.
        pattern: String = replaces().length(2, 520),
    }
}

impl PackageGroupKey {
    /// The package group, for the client.
    pub(crate) fn id(&self) -> PackageGroupId {
        PackageGroupId { domain: self.domain.id(), pattern: self.pattern.clone() }
    }
}

impl FromStr for PackageGroupKey {
    type Err = Error;

    fn from_str(id: &str) -> Result<Self, Error> {
        let parsed = ImportId::parse(id, PACKAGE_GROUP, "DOMAIN/PATTERN")?;
        let [domain, pattern] = parsed.names()?;
        Ok(Self { domain: parsed.in_domain(domain), pattern })
    }
}

impl fmt::Display for PackageGroupKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { domain, pattern } = self;
        show(f, &[&format!("{}{pattern}", domain.domain)], &domain.region)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pattern_of_a_package_group_keeps_its_slashes() {
        for (id, pattern) in [("main/npm//a$", "/npm//a$"), ("main/*@eu-west-1", "/*")] {
            let key: PackageGroupKey = id.parse().unwrap();
            assert_eq!((&*key.domain.domain, &*key.pattern), ("main", pattern));
            assert_eq!(key.to_string(), id);
        }
        let arn = "arn:aws:codeartifact:eu-west-1:111122223333:package-group/main/npm//a@b%24";
        let key: PackageGroupKey = arn.parse().unwrap();
        assert_eq!(key.to_string(), "main/npm//a@b$@eu-west-1");
        assert!("main".parse::<PackageGroupKey>().is_err());
    }
}
