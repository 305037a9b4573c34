//! The resources of the service and their names.

use crate::coordinates::Coordinates;

/// What names a domain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DomainId {
    /// Region that it lies in.
    pub(crate) region: String,
    /// Account that owns it.
    pub(crate) owner: String,
    /// Name, unique in the two.
    pub(crate) name: String,
}

impl DomainId {
    /// The domain as a resource.
    pub(crate) fn resource(&self) -> Resource {
        Resource { domain: self.clone(), repository: None, content: None }
    }

    /// A repository of the domain as a resource.
    pub(crate) fn repository(&self, name: &str) -> Resource {
        Resource { domain: self.clone(), repository: Some(name.to_owned()), content: None }
    }
}

/// A domain, a repository in it, or what the repository holds: what is named in errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Resource {
    /// The domain.
    pub(crate) domain: DomainId,
    /// Name of the repository, or nothing when the resource is the domain itself.
    pub(crate) repository: Option<String>,
    /// What the repository holds, when the resource is that.
    content: Option<Content>,
}

/// A package, one of its versions, or an asset of that.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Content {
    package: Coordinates,
    version: Option<String>,
    asset: Option<String>,
}

impl Resource {
    /// A package of this repository.
    pub(crate) fn package(self, package: &Coordinates) -> Resource {
        let content = Content { package: package.clone(), version: None, asset: None };
        Resource { content: Some(content), ..self }
    }

    /// A version of this package.
    pub(crate) fn version(self, version: &str) -> Resource {
        let content =
            self.content.map(|content| Content { version: Some(version.to_owned()), ..content });
        Resource { content, ..self }
    }

    /// An asset of this version.
    pub(crate) fn asset(self, asset: &str) -> Resource {
        let content =
            self.content.map(|content| Content { asset: Some(asset.to_owned()), ..content });
        Resource { content, ..self }
    }

    /// Reads the ARN of a domain or repository; nothing when it names neither.
    pub(crate) fn parse(arn: &str) -> Option<Resource> {
        let rest = arn.strip_prefix("arn:aws:codeartifact:")?;
        let (region, rest) = rest.split_once(':')?;
        let (owner, path) = rest.split_once(':')?;
        let names: Vec<&str> = path.split('/').collect();
        let (name, repository) = match names.as_slice() {
            ["domain", domain] => (*domain, None),
            ["repository", domain, repository] => (*domain, Some((*repository).to_owned())),
            _ => return None,
        };
        let domain = DomainId { region: region.into(), owner: owner.into(), name: name.into() };
        Some(Resource { domain, repository, content: None })
    }

    /// Its ARN. The account in it is the owner of the domain, whoever administers the repository.
    pub(crate) fn arn(&self) -> String {
        let DomainId { region, owner, name } = &self.domain;
        let path = match (&self.repository, &self.content) {
            (None, _) => format!("domain/{name}"),
            (Some(repository), None) => format!("repository/{name}/{repository}"),
            (Some(repository), Some(Content { package, .. })) => {
                let Coordinates { format, namespace, name: package } = package;
                let namespace = namespace.as_deref().unwrap_or_default();
                format!("package/{name}/{repository}/{format}/{namespace}/{package}")
            }
        };
        format!("arn:aws:codeartifact:{region}:{owner}:{path}")
    }

    /// Its kind, in the words of the model.
    pub(crate) fn kind(&self) -> &'static str {
        match (&self.repository, &self.content) {
            (None, _) => "domain",
            (Some(_), None) => "repository",
            (_, Some(Content { asset: Some(_), .. })) => "asset",
            (_, Some(Content { version: Some(_), .. })) => "package-version",
            (_, Some(_)) => "package",
        }
    }

    /// Its own name.
    pub(crate) fn name(&self) -> &str {
        let content = self.content.as_ref().map(|content| {
            let innermost = content.asset.as_ref().or(content.version.as_ref());
            innermost.unwrap_or(&content.package.name)
        });
        content.or(self.repository.as_ref()).unwrap_or(&self.domain.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arn_is_read_as_it_is_written() {
        for arn in [
            "arn:aws:codeartifact:eu-west-1:111122223333:domain/main",
            "arn:aws:codeartifact:eu-west-1:111122223333:repository/main/npm.store",
        ] {
            assert_eq!(Resource::parse(arn).map(|resource| resource.arn()).as_deref(), Some(arn));
        }
    }

    #[test]
    fn what_names_nothing_is_refused() {
        for wrong in [
            "",
            "arn:aws:s3:::x",
            "arn:aws:codeartifact:a:b",
            "arn:aws:codeartifact:a:b:domain/x/y",
        ] {
            assert_eq!(Resource::parse(wrong), None, "{wrong}");
        }
    }
}
