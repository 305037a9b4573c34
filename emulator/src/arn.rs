//! The resource names of the service.

/// A resource that can be named by an ARN and carry tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ResourceArn {
    /// Region that the ARN names.
    pub(crate) region: String,
    /// Account that owns the domain.
    pub(crate) owner: String,
    /// Name of the domain.
    pub(crate) domain: String,
    /// Name of the repository, or nothing when the ARN names the domain itself.
    pub(crate) repository: Option<String>,
}

impl ResourceArn {
    /// Reads the ARN of a domain or repository; nothing when it names neither.
    pub(crate) fn parse(text: &str) -> Option<ResourceArn> {
        let rest = text.strip_prefix("arn:aws:codeartifact:")?;
        let mut parts = rest.splitn(3, ':');
        let (region, owner, resource) = (parts.next()?, parts.next()?, parts.next()?);
        let names: Vec<&str> = resource.split('/').collect();
        let (domain, repository) = match names.as_slice() {
            ["domain", domain] => (domain, None),
            ["repository", domain, repository] => (domain, Some((*repository).to_owned())),
            _ => return None,
        };
        Some(ResourceArn {
            region: region.to_owned(),
            owner: owner.to_owned(),
            domain: (*domain).to_owned(),
            repository,
        })
    }
}

/// ARN of a domain.
pub(crate) fn domain(region: &str, owner: &str, domain: &str) -> String {
    format!("arn:aws:codeartifact:{region}:{owner}:domain/{domain}")
}

/// ARN of a repository; the account in it is the owner of the domain, whoever administers the repository.
pub(crate) fn repository(region: &str, owner: &str, domain: &str, repository: &str) -> String {
    format!("arn:aws:codeartifact:{region}:{owner}:repository/{domain}/{repository}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        let written = repository("eu-west-1", "111122223333", "main", "npm.store");
        let read = ResourceArn::parse(&written).expect("an ARN of ours");
        assert_eq!(
            repository(&read.region, &read.owner, &read.domain, "npm.store"),
            written
        );
        assert_eq!(read.repository.as_deref(), Some("npm.store"));
        let read = ResourceArn::parse(&domain("eu-west-1", "111122223333", "main"));
        assert_eq!(read.expect("an ARN of ours").repository, None);
    }

    #[test]
    fn refuses_what_names_nothing() {
        for wrong in [
            "",
            "arn:aws:s3:::x",
            "arn:aws:codeartifact:a:b",
            "arn:aws:codeartifact:a:b:domain/x/y",
        ] {
            assert_eq!(ResourceArn::parse(wrong), None, "{wrong}");
        }
    }
}
