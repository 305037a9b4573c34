//! What names an object, and the texts by which it is imported: an ARN or names, then `@Region`
//! where it is not the provider's.

use std::fmt;
use std::str::FromStr;

use super::{names, region};
use crate::aws::{Arn, Aws, DomainId, RepositoryId, Resource};
use crate::framework::diagnostic::Error;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::schema::{object, replaces, stable};

object! {
    /// What names a domain of one's own.
    pub(crate) struct OwnDomainKey {
        /// Name of the domain.
        domain: String = replaces().matching(names::DOMAIN),
        /// Region of the domain. Defaults to the Region of the provider. Changing this value forces
        /// replacement.
        region: OptionalComputed<String> = stable().matching(names::REGION).last(),
        /// AWS account ID of the domain owner.
        owner: Computed<String> = stable(),
    }
}

object! {
    /// What names a domain, and so its policy.
    pub(crate) struct DomainKey {
        /// Name of the domain.
        domain: String = replaces().matching(names::DOMAIN),
        /// AWS account ID of the domain owner. Defaults to the account of the provider's
        /// credentials.
        domain_owner: OptionalComputed<String> = replaces().stable().matching(names::ACCOUNT),
        /// Region of the domain. Defaults to the Region of the provider. Changing this value forces
        /// replacement.
        region: OptionalComputed<String> = stable().matching(names::REGION).last(),
    }
}

object! {
    /// What names a repository.
    pub(crate) struct RepositoryKey {
        ..domain: DomainKey,
        /// Name of the repository.
        repository: String = replaces().matching(names::REPOSITORY),
    }
}

impl OwnDomainKey {
    /// The domain, for the client.
    pub(crate) fn id(&self) -> DomainId {
        DomainId {
            region: self.region.as_known().cloned(),
            owner: self.owner.as_known().cloned(),
            domain: self.domain.clone(),
        }
    }

    /// The key of the domain with this name, owner and ARN.
    pub(crate) fn found(domain: String, owner: String, arn: &str) -> Self {
        Self { domain, region: region::of_arn(arn).into(), owner: owner.into() }
    }
}

impl DomainKey {
    /// The domain, for the client.
    pub(crate) fn id(&self) -> DomainId {
        DomainId {
            region: self.region.as_known().cloned(),
            owner: self.domain_owner.as_known().cloned(),
            domain: self.domain.clone(),
        }
    }

    /// The key of the domain with this name and owner, in which something with this ARN was found.
    pub(crate) fn found(domain: String, owner: String, arn: &str) -> Self {
        Self { domain, domain_owner: owner.into(), region: region::of_arn(arn).into() }
    }

    /// The same key with the owner and the Region that an ARN names.
    pub(crate) fn located(self, arn: &str) -> Self {
        Self::found(self.domain, region::owner_of_arn(arn), arn)
    }

    /// Completes the key with the owner, and with the Region that counts.
    pub(crate) fn settle(&mut self, owner: String, aws: &Aws) {
        self.domain_owner = owner.into();
        self.region = aws.region_of(self.region.as_known().map(String::as_str)).to_owned().into();
    }
}

impl RepositoryKey {
    /// The repository, for the client.
    pub(crate) fn id(&self) -> RepositoryId {
        RepositoryId { domain: self.domain.id(), repository: self.repository.clone() }
    }

    /// The key of the repository with this name and ARN.
    pub(crate) fn found(domain: String, owner: String, repository: String, arn: &str) -> Self {
        Self { domain: DomainKey::found(domain, owner, arn), repository }
    }
}

impl FromStr for OwnDomainKey {
    type Err = Error;

    fn from_str(id: &str) -> Result<Self, Error> {
        let parsed = ImportId::parse(id, "domain", "DOMAIN")?;
        let [domain] = parsed.names()?;
        let owner = parsed.owner.map_or(Computed::Unknown, Computed::Known);
        Ok(Self { domain, region: or_unknown(parsed.region), owner })
    }
}

impl FromStr for DomainKey {
    type Err = Error;

    fn from_str(id: &str) -> Result<Self, Error> {
        let parsed = ImportId::parse(id, "domain", "DOMAIN")?;
        let [domain] = parsed.names()?;
        Ok(parsed.in_domain(domain))
    }
}

impl FromStr for RepositoryKey {
    type Err = Error;

    fn from_str(id: &str) -> Result<Self, Error> {
        let parsed = ImportId::parse(id, "repository", "DOMAIN/REPOSITORY")?;
        let [domain, repository] = parsed.names()?;
        Ok(Self { domain: parsed.in_domain(domain), repository })
    }
}

/// A part of an ID that it may leave out.
fn or_unknown(known: Option<String>) -> OptionalComputed<String> {
    known.map_or(OptionalComputed::Unknown, OptionalComputed::Known)
}

impl fmt::Display for OwnDomainKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(f, &[&self.domain], &self.region)
    }
}

impl fmt::Display for DomainKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(f, &[&self.domain], &self.region)
    }
}

impl fmt::Display for RepositoryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(f, &[&self.domain.domain, &self.repository], &self.domain.region)
    }
}

/// Writes the short import ID of the object with these names.
pub(crate) fn show(
    f: &mut fmt::Formatter<'_>,
    names: &[&str],
    region: &OptionalComputed<String>,
) -> fmt::Result {
    f.write_str(&names.join("/"))?;
    region.as_known().map_or(Ok(()), |region| write!(f, "@{region}"))
}

/// The kind of object whose names end in a pattern.
pub(crate) const PACKAGE_GROUP: &str = "package group";

/// An import ID, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ImportId {
    /// The Region that the ID names.
    pub region: Option<String>,
    /// The account that the ID names.
    pub owner: Option<String>,
    /// The names in the ID.
    pub names: Vec<String>,
    text: String,
    kind: &'static str,
    form: &'static str,
}

impl ImportId {
    /// Takes apart the ARN of a `kind` of object, or names in the `form`, with or without a Region.
    ///
    /// # Errors
    /// The text is an ARN of something else, or names another Region than its ARN does.
    pub(crate) fn parse(text: &str, kind: &'static str, form: &'static str) -> Result<Self, Error> {
        let (id, region) = match text.rsplit_once('@') {
            Some((id, region)) if can_be_region(region) => (id, Some(region.to_owned())),
            _ => (text, None),
        };
        let mut parsed = Self { region, owner: None, names: vec![], text: text.into(), kind, form };
        match id.starts_with("arn:") {
            true => parsed.take_arn(id)?,
            false if kind == PACKAGE_GROUP => parsed.names = with_pattern(id),
            false => parsed.names = id.split('/').map(str::to_owned).collect(),
        }
        match parsed.lacks_a_name() {
            true => Err(parsed.refuse()),
            false => Ok(parsed),
        }
    }

    /// The names in the ID.
    ///
    /// # Errors
    /// They are more or fewer.
    pub(crate) fn names<const COUNT: usize>(&self) -> Result<[String; COUNT], Error> {
        self.names.clone().try_into().map_err(|_| self.refuse())
    }

    /// The domain of this name, with the owner and the Region that the ID names.
    pub(crate) fn in_domain(self, domain: String) -> DomainKey {
        let (domain_owner, region) = (or_unknown(self.owner), or_unknown(self.region));
        DomainKey { domain, domain_owner, region }
    }

    /// Only a namespace may be empty.
    fn lacks_a_name(&self) -> bool {
        let mut parts = self.names.iter().zip(self.form.split('/'));
        parts.any(|(name, part)| name.is_empty() && part != "NAMESPACE")
    }

    fn take_arn(&mut self, text: &str) -> Result<(), Error> {
        let arn: Arn = text.parse().map_err(|_| self.refuse())?;
        self.names = match (self.kind, arn.resource) {
            ("domain", Resource::Domain { domain }) => vec![domain],
            ("repository", Resource::Repository { domain, repository }) => vec![domain, repository],
            ("package", Resource::Package { domain, repository, format, namespace, package }) => {
                vec![domain, repository, format, namespace.unwrap_or_default(), package]
            }
            (PACKAGE_GROUP, Resource::PackageGroup { domain, pattern }) => vec![domain, pattern],
            _ => return Err(self.refuse()),
        };
        if self.region.as_ref().is_some_and(|named| *named != arn.region) {
            return Err(self.refuse());
        }
        self.region = Some(arn.region);
        self.owner = Some(arn.account);
        Ok(())
    }

    /// The error for an ID that cannot name the object.
    pub(crate) fn refuse(&self) -> Error {
        let Self { text, kind, form, .. } = self;
        Error::new(format!(
            "{text:?} is not an import ID. Use the ARN of the {kind}, or {form}, or {form}@REGION for another Region \
             than the provider's."
        ))
    }
}

/// Whether the text behind an `@` can be a Region; the pattern of a package group may hold one too.
fn can_be_region(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// The domain and the pattern, whose slashes are its own.
fn with_pattern(id: &str) -> Vec<String> {
    let (domain, pattern) = id.split_at(id.find('/').unwrap_or(id.len()));
    vec![domain.to_owned(), pattern.to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_name_what_they_say() {
        let key: RepositoryKey = "main/npm@eu-west-1".parse().unwrap();
        assert_eq!(key.to_string(), "main/npm@eu-west-1");
        assert_eq!(key.domain.domain_owner, OptionalComputed::Unknown);
        let arn = "arn:aws:codeartifact:eu-west-1:111122223333:repository/main/npm";
        let key: RepositoryKey = arn.parse().unwrap();
        assert_eq!(key.to_string(), "main/npm@eu-west-1");
        assert_eq!(key.domain.domain_owner.known().as_deref(), Some("111122223333"));
    }

    #[test]
    fn other_ids_are_refused_with_the_form() {
        for id in [
            "",
            "main",
            "main/",
            "main/npm/more",
            "arn:aws:codeartifact:eu-west-1:111122223333:domain/main",
            "arn:aws:s3:::bucket",
            "arn:aws:codeartifact:eu-west-1:111122223333:repository/main/npm@us-east-1",
        ] {
            let error = id.parse::<RepositoryKey>().unwrap_err();
            assert!(error.cause.contains("DOMAIN/REPOSITORY"), "{id}: {error}");
        }
    }
}
