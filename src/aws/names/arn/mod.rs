//! ARNs of CodeArtifact: read, checked and written.

mod parse;

use std::fmt;

use crate::aws::names::partition;

/// The ARN of something in CodeArtifact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Arn {
    /// Partition, such as `aws`.
    pub partition: String,
    /// Region.
    pub region: String,
    /// Account that owns the domain: 12 digits. Also for a repository that another account
    /// administers.
    pub account: String,
    /// What is named.
    pub resource: Resource,
}

/// What an ARN names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Resource {
    /// `domain/{domain}`.
    Domain {
        /// Name of the domain.
        domain: String,
    },
    /// `repository/{domain}/{repository}`.
    Repository {
        /// Name of the domain.
        domain: String,
        /// Name of the repository.
        repository: String,
    },
    /// `package/{domain}/{repository}/{format}/{namespace}/{package}`.
    Package {
        /// Name of the domain.
        domain: String,
        /// Name of the repository.
        repository: String,
        /// Format, such as `npm`.
        format: String,
        /// Namespace; an empty part of the ARN where there is none.
        namespace: Option<String>,
        /// Name of the package.
        package: String,
    },
    /// `package-group/{domain}{pattern}`.
    PackageGroup {
        /// Name of the domain.
        domain: String,
        /// Pattern, with its leading slash and not encoded.
        pattern: String,
    },
}

/// What the ARN keeps encoded in a pattern. The percent sign comes first, so that it is not encoded
/// twice.
const ENCODED: [(&str, &str); 3] = [("%", "%25"), ("*", "%2a"), ("$", "%24")];

impl Arn {
    /// The ARN of `resource` in the partition that `region` is in.
    #[must_use]
    pub(crate) fn new(region: &str, account: &str, resource: Resource) -> Self {
        Self {
            partition: partition::of(region).to_owned(),
            region: region.to_owned(),
            account: account.to_owned(),
            resource,
        }
    }
}

impl fmt::Display for Arn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { partition, region, account, resource } = self;
        write!(f, "arn:{partition}:codeartifact:{region}:{account}:{resource}")
    }
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Domain { domain } => write!(f, "domain/{domain}"),
            Self::Repository { domain, repository } => {
                write!(f, "repository/{domain}/{repository}")
            }
            Self::Package { domain, repository, format, namespace, package } => {
                let namespace = namespace.as_deref().unwrap_or_default();
                write!(f, "package/{domain}/{repository}/{format}/{namespace}/{package}")
            }
            Self::PackageGroup { domain, pattern } => {
                write!(f, "package-group/{domain}{}", encoded(pattern))
            }
        }
    }
}

fn encoded(pattern: &str) -> String {
    ENCODED.iter().fold(pattern.to_owned(), |text, (plain, code)| text.replace(plain, code))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads an ARN with this resource, and writes it again.
    fn check(resource: &str, expected: Resource) {
        let text = format!("arn:aws:codeartifact:eu-west-1:123456789012:{resource}");
        let arn: Arn = text.parse().expect("a good ARN");
        assert_eq!(arn.resource, expected);
        assert_eq!(arn.to_string(), text);
    }

    #[test]
    fn every_kind_of_resource_survives_the_round_trip() {
        let domain = || "main".to_owned();
        let repository = || "store".to_owned();
        check("domain/main", Resource::Domain { domain: domain() });
        check(
            "repository/main/store",
            Resource::Repository { domain: domain(), repository: repository() },
        );
        for (text, namespace) in [("", None), ("types", Some("types".to_owned()))] {
            check(
                &format!("package/main/store/npm/{text}/react"),
                Resource::Package {
                    domain: domain(),
                    repository: repository(),
                    format: "npm".to_owned(),
                    namespace,
                    package: "react".to_owned(),
                },
            );
        }
        for (text, pattern) in [
            ("/%2a", "/*"),
            ("/npm/%2a", "/npm/*"),
            ("/npm/space/name%24", "/npm/space/name$"),
            ("/npm//100%25~", "/npm//100%~"),
            ("/npm//%252a%24", "/npm//%2a$"),
        ] {
            let pattern = pattern.to_owned();
            check(
                &format!("package-group/main{text}"),
                Resource::PackageGroup { domain: domain(), pattern },
            );
        }
    }

    #[test]
    fn the_partition_is_kept() {
        let text = "arn:aws-cn:codeartifact:cn-north-1:123456789012:domain/main";
        let arn: Arn = text.parse().expect("a good ARN");
        assert_eq!(arn.to_string(), text);
        assert_eq!(Arn::new("cn-north-1", "123456789012", arn.resource.clone()), arn);
    }

    /// Texts that are no ARN, and a part of what is said about them.
    const WRONG: &[(&str, &str)] = &[
        ("main", "arn:aws:codeartifact:{region}:{account}:{resource}"),
        ("arn:aws:s3:::bucket", "arn:aws:codeartifact:{region}"),
        ("arn:aws:codeartifact:eu-west-1:1234:domain/main", "`1234`, is not a 12-digit account ID"),
        ("arn:aws:codeartifact::123456789012:domain/main", "Region is empty"),
        ("arn:aws:codeartifact:eu-west-1:123456789012:domain", "`domain/{domain}`"),
        ("arn:aws:codeartifact:eu-west-1:123456789012:domain/", "`domain/{domain}`"),
        ("arn:aws:codeartifact:eu-west-1:123456789012:domain/a/b", "`domain/{domain}`"),
        ("arn:aws:codeartifact:eu-west-1:123456789012:repository/a", "{repository}"),
        ("arn:aws:codeartifact:eu-west-1:123456789012:package/a/b/npm/react", "{namespace"),
        ("arn:aws:codeartifact:eu-west-1:123456789012:package-group/a", "{pattern}"),
        ("arn:aws:codeartifact:eu-west-1:123456789012:package-group/a/", "{pattern}"),
        ("arn:aws:codeartifact:eu-west-1:123456789012:package-group/a/%", "`%25`"),
        ("arn:aws:codeartifact:eu-west-1:123456789012:package-group/a/%é", "`%25`"),
        ("arn:aws:codeartifact:eu-west-1:123456789012:package-group/a/%41", "`%25`"),
        ("arn:aws:codeartifact:eu-west-1:123456789012:asset/a", "`asset` is not one of"),
    ];

    #[test]
    fn an_error_says_what_is_wrong_and_what_is_right() {
        for (text, part) in WRONG {
            let error = text.parse::<Arn>().expect_err(text).to_string();
            assert!(error.contains(text) && error.contains(part), "{error}");
        }
    }
}
