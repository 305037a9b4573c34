//! The resources of the service and their names.

use serde::{Deserialize, Serialize};

use super::coordinates::Coordinates;
use crate::model::failure::Failure;
use crate::model::unverified;

/// What names a domain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
        Resource { domain: self.clone(), repository: None, content: None, group: None }
    }

    /// A repository of the domain as a resource.
    pub(crate) fn repository(&self, name: &str) -> Resource {
        let repository = Some(name.to_owned());
        Resource { repository, ..self.resource() }
    }

    /// A package group of the domain as a resource, by its pattern.
    pub(crate) fn group(&self, pattern: &str) -> Resource {
        Resource { group: Some(pattern.to_owned()), ..self.resource() }
    }
}

/// A domain, a repository or package group in it, or what the repository holds: what is named in
/// errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Resource {
    pub(crate) domain: DomainId,
    /// Name of the repository, when the resource is one or in one.
    pub(crate) repository: Option<String>,
    /// What the repository holds, when the resource is that.
    content: Option<Content>,
    /// Pattern of the package group, when the resource is one.
    pub(crate) group: Option<String>,
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
    pub(crate) fn package(self, package: &Coordinates) -> Self {
        let content = Content { package: package.clone(), version: None, asset: None };
        Self { content: Some(content), ..self }
    }

    /// A version of this package.
    pub(crate) fn version(self, version: &str) -> Self {
        let content =
            self.content.map(|content| Content { version: Some(version.to_owned()), ..content });
        Self { content, ..self }
    }

    /// An asset of this version.
    pub(crate) fn asset(self, asset: &str) -> Self {
        let content =
            self.content.map(|content| Content { asset: Some(asset.to_owned()), ..content });
        Self { content, ..self }
    }

    /// Reads the ARN of a domain, repository or package group; nothing when it names none of them.
    pub(crate) fn parse(arn: &str) -> Option<Self> {
        let rest = arn.strip_prefix("arn:aws:codeartifact:")?;
        let (region, rest) = rest.split_once(':')?;
        let (owner, path) = rest.split_once(':')?;
        let (kind, path) = path.split_once('/')?;
        let (name, inner) = path.split_at(path.find('/').unwrap_or(path.len()));
        let domain = DomainId { region: region.into(), owner: owner.into(), name: name.into() };
        let resource = match (kind, inner.strip_prefix('/')) {
            ("domain", None) => domain.resource(),
            ("repository", Some(name)) if !name.contains('/') => domain.repository(name),
            ("package-group", Some(_)) => domain.group(&decode(inner)),
            _ => return None,
        };
        (resource.arn() == arn).then_some(resource)
    }

    /// Its ARN. The account in it is the owner of the domain, whatever account administers the
    /// repository.
    pub(crate) fn arn(&self) -> String {
        let DomainId { region, owner, name } = &self.domain;
        let path = match (&self.repository, &self.content) {
            (None, _) => match &self.group {
                Some(pattern) => format!("package-group/{name}{}", encode(pattern)),
                None => format!("domain/{name}"),
            },
            (Some(repository), None) => format!("repository/{name}/{repository}"),
            (Some(repository), Some(Content { package, .. })) => {
                let Coordinates { format, namespace, name: package } = package;
                let namespace = namespace.as_deref().unwrap_or_default();
                format!("package/{name}/{repository}/{format}/{namespace}/{package}")
            }
        };
        format!("arn:aws:codeartifact:{region}:{owner}:{path}")
    }

    /// Its kind, in the words of the model, which has none for package groups.
    pub(crate) fn kind(&self) -> &'static str {
        match (&self.repository, &self.content) {
            (None, _) if self.group.is_some() => "package group",
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
        content.or(self.repository.as_ref()).or(self.group.as_ref()).unwrap_or(&self.domain.name)
    }
}

impl Failure {
    /// The same failure, which names the resource that it concerns where its code has room for
    /// that.
    pub(crate) fn about(mut self, resource: &Resource) -> Self {
        let has_word = resource.group.is_none() || unverified::GROUPS_ARE_NAMED_IN_ERRORS;
        if self.names_its_resource() && has_word {
            let by_arn = unverified::RESOURCE_ID_IS_ARN;
            let id = if by_arn { resource.arn() } else { resource.name().to_owned() };
            self.members.insert("resourceId".into(), id.into());
            self.members.insert("resourceType".into(), resource.kind().into());
        }
        self
    }
}

/// A pattern as an ARN holds it: three characters are encoded, in lower case (user guide).
fn encode(pattern: &str) -> String {
    pattern.replace('%', "%25").replace('*', "%2a").replace('$', "%24")
}

fn decode(pattern: &str) -> String {
    pattern.replace("%24", "$").replace("%2a", "*").replace("%25", "%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arn_is_read_as_it_is_written() {
        for arn in [
            "arn:aws:codeartifact:eu-west-1:111122223333:domain/main",
            "arn:aws:codeartifact:eu-west-1:111122223333:repository/main/npm.store",
            "arn:aws:codeartifact:eu-west-1:111122223333:package-group/main/%2a",
            "arn:aws:codeartifact:eu-west-1:111122223333:package-group/main/npm//react%24",
            "arn:aws:codeartifact:eu-west-1:111122223333:package-group/main/generic/a%252a/b~",
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
            "arn:aws:codeartifact:a:b:repository/x",
            "arn:aws:codeartifact:a:b:package-group/x",
            "arn:aws:codeartifact:a:b:package-group/x/*",
            "arn:aws:codeartifact:a:b:package-group/x/%2A",
        ] {
            assert_eq!(Resource::parse(wrong), None, "{wrong}");
        }
    }
}
