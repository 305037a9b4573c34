//! The two providers that configurations come from, and in what their types differ from ours.

/// Our name among the providers of a configuration.
pub(crate) const LOCAL_NAME: &str = "codeartifact";

/// Where our provider is found.
pub(crate) const SOURCE: &str = "seed-codeartifact/codeartifact";

/// The versions of our provider that can read what is written.
pub(crate) const VERSIONS: &str =
    concat!("~> ", env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));

/// A provider that configurations come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Family {
    /// hashicorp/aws
    Aws,
    /// hashicorp/awscc
    Awscc,
}

impl Family {
    /// Both, in the order in which they come first.
    pub(crate) const ALL: [Self; 2] = [Self::Aws, Self::Awscc];

    /// The name that it has where a configuration gives it no other.
    pub(crate) fn local_name(self) -> &'static str {
        match self {
            Self::Aws => "aws",
            Self::Awscc => "awscc",
        }
    }

    /// The one with this source, with or without a host.
    pub(crate) fn of_source(source: &str) -> Option<Self> {
        match without_host(source) {
            "hashicorp/aws" => Some(Self::Aws),
            "hashicorp/awscc" => Some(Self::Awscc),
            _ => None,
        }
    }

    /// The provider of a type of CodeArtifact, and what the type is called here.
    pub(crate) fn of_type(name: &str) -> Option<(Self, &str)> {
        Self::ALL.into_iter().find_map(|family| {
            let rest = name.strip_prefix(family.local_name())?.strip_prefix('_')?;
            rest.starts_with("codeartifact_").then_some((family, rest))
        })
    }
}

/// Whether a source is ours, with or without a host.
pub(crate) fn is_ours(source: &str) -> bool {
    without_host(source) == SOURCE
}

fn without_host(source: &str) -> &str {
    let hosts = ["registry.terraform.io/", "registry.opentofu.org/"];
    hosts.into_iter().find_map(|host| source.strip_prefix(host)).unwrap_or(source)
}

/// What an argument or an attribute of hashicorp/awscc is called here.
pub(crate) fn renamed(kind: &str, is_data: bool, member: &str) -> Option<&'static str> {
    let name = match member {
        "domain_name" => "domain",
        "repository_name" => "repository",
        "id" => "arn",
        "name" if kind == "codeartifact_domain" => "domain",
        "name" if kind == "codeartifact_repository" => "repository",
        "owner" if is_data && kind == "codeartifact_domain" => "domain_owner",
        _ => return None,
    };
    Some(name)
}

/// What `id` of a type is called here, if anything is that.
pub(crate) fn id_of(kind: &str) -> Option<&'static str> {
    match kind {
        "codeartifact_domain" | "codeartifact_repository" | "codeartifact_package_group" => {
            Some("arn")
        }
        "codeartifact_domain_permissions_policy" | "codeartifact_repository_permissions_policy" => {
            Some("resource_arn")
        }
        _ => None,
    }
}
