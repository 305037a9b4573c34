//! ARNs of CodeArtifact: read, checked and written.

use std::fmt;
use std::str::FromStr;

use super::error::{Error, Kind, Result};

/// The ARN of something in CodeArtifact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Arn {
    /// Partition, such as `aws`.
    pub partition: String,
    /// Region.
    pub region: String,
    /// Account that owns the domain: 12 digits. Also for a repository that another account administers.
    pub account: String,
    /// What is named.
    pub resource: Resource,
}

/// What an ARN names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resource {
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

/// What the ARN keeps encoded in a pattern. The percent sign comes first, so that it is not encoded twice.
const ENCODED: [(&str, &str); 3] = [("%", "%25"), ("*", "%2a"), ("$", "%24")];

impl Arn {
    /// The ARN of `resource` in the partition that `region` is in.
    #[must_use]
    pub fn new(region: &str, account: &str, resource: Resource) -> Arn {
        Arn {
            partition: partition(region).to_owned(),
            region: region.to_owned(),
            account: account.to_owned(),
            resource,
        }
    }
}

/// The partition of a Region, by the beginning of its name.
fn partition(region: &str) -> &'static str {
    match region {
        china if china.starts_with("cn-") => "aws-cn",
        government if government.starts_with("us-gov-") => "aws-us-gov",
        _ => "aws",
    }
}

impl fmt::Display for Arn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Arn {
            partition,
            region,
            account,
            resource,
        } = self;
        write!(
            f,
            "arn:{partition}:codeartifact:{region}:{account}:{resource}"
        )
    }
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Resource::Domain { domain } => write!(f, "domain/{domain}"),
            Resource::Repository { domain, repository } => {
                write!(f, "repository/{domain}/{repository}")
            }
            Resource::Package {
                domain,
                repository,
                format,
                namespace,
                package,
            } => {
                let namespace = namespace.as_deref().unwrap_or_default();
                write!(
                    f,
                    "package/{domain}/{repository}/{format}/{namespace}/{package}"
                )
            }
            Resource::PackageGroup { domain, pattern } => {
                write!(f, "package-group/{domain}{}", encoded(pattern))
            }
        }
    }
}

impl FromStr for Arn {
    type Err = Error;

    fn from_str(text: &str) -> Result<Arn> {
        parse(text).map_err(|wrong| {
            let text = format!("`{text}` is no ARN of CodeArtifact: {wrong}.");
            Error::new(Kind::Validation, text)
        })
    }
}

/// The ARN, or what is wrong with the text and what it should look like.
fn parse(text: &str) -> std::result::Result<Arn, String> {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let ["arn", partition, "codeartifact", region, account, resource] = parts[..] else {
        return Err(
            "it is not of the form `arn:aws:codeartifact:{region}:{account}:{resource}`".to_owned(),
        );
    };
    if partition.is_empty() || region.is_empty() {
        return Err("its partition or its Region is empty".to_owned());
    }
    if account.len() != 12 || !account.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(format!("its account, `{account}`, is not of 12 digits"));
    }
    Ok(Arn {
        partition: partition.to_owned(),
        region: region.to_owned(),
        account: account.to_owned(),
        resource: parse_resource(resource)?,
    })
}

fn parse_resource(text: &str) -> std::result::Result<Resource, String> {
    let (kind, rest) = text.split_once('/').unwrap_or((text, ""));
    let parts: Vec<&str> = rest.split('/').collect();
    match kind {
        "domain" => domain(&parts).ok_or("domain/{domain}"),
        "repository" => repository(&parts).ok_or("repository/{domain}/{repository}"),
        "package" => package(&parts)
            .ok_or("package/{domain}/{repository}/{format}/{namespace, or nothing}/{package}"),
        "package-group" => return package_group(rest),
        _ => {
            return Err(format!(
                "`{kind}` is none of `domain`, `repository`, `package` and `package-group`"
            ));
        }
    }
    .map_err(|form| format!("`{text}` is not of the form `{form}`"))
}

fn domain(parts: &[&str]) -> Option<Resource> {
    let [domain] = filled(parts)?;
    Some(Resource::Domain { domain })
}

fn repository(parts: &[&str]) -> Option<Resource> {
    let [domain, repository] = filled(parts)?;
    Some(Resource::Repository { domain, repository })
}

fn package(parts: &[&str]) -> Option<Resource> {
    let &[domain, repository, format, namespace, package] = parts else {
        return None;
    };
    let [domain, repository, format, package] = filled(&[domain, repository, format, package])?;
    let namespace = (!namespace.is_empty()).then(|| namespace.to_owned());
    Some(Resource::Package {
        domain,
        repository,
        format,
        namespace,
        package,
    })
}

/// The parts, if they are as many as wanted and none is empty.
fn filled<const COUNT: usize>(parts: &[&str]) -> Option<[String; COUNT]> {
    let parts: [&str; COUNT] = parts.try_into().ok()?;
    let whole = parts.iter().all(|part| !part.is_empty());
    whole.then(|| parts.map(str::to_owned))
}

fn package_group(rest: &str) -> std::result::Result<Resource, String> {
    let form = "`package-group/{domain}/{pattern}`, where `%25`, `%2a` and `%24` stand for `%`, `*` and `$`";
    let wrong = || format!("`package-group/{rest}` is not of the form {form}");
    let slash = rest
        .find('/')
        .filter(|&slash| slash > 0)
        .ok_or_else(wrong)?;
    let (domain, pattern) = rest.split_at(slash);
    let pattern = decoded(pattern)
        .filter(|pattern| pattern.len() > 1)
        .ok_or_else(wrong)?;
    let domain = domain.to_owned();
    Ok(Resource::PackageGroup { domain, pattern })
}

fn encoded(pattern: &str) -> String {
    ENCODED
        .iter()
        .fold(pattern.to_owned(), |text, (plain, code)| {
            text.replace(plain, code)
        })
}

/// The pattern without its encoding, or nothing where a percent sign does not begin one of the three codes. The
/// service writes them in lower case; upper case is understood.
fn decoded(text: &str) -> Option<String> {
    let mut pieces = text.split('%');
    let mut plain = pieces.next()?.to_owned();
    for piece in pieces {
        let code = piece.get(..2)?.to_ascii_lowercase();
        let (meaning, _) = ENCODED.iter().find(|(_, known)| known[1..] == code)?;
        plain.push_str(meaning);
        plain.push_str(&piece[2..]);
    }
    Some(plain)
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
            Resource::Repository {
                domain: domain(),
                repository: repository(),
            },
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
                Resource::PackageGroup {
                    domain: domain(),
                    pattern,
                },
            );
        }
    }

    #[test]
    fn the_partition_is_kept() {
        let text = "arn:aws-cn:codeartifact:cn-north-1:123456789012:domain/main";
        let arn: Arn = text.parse().expect("a good ARN");
        assert_eq!(arn.to_string(), text);
        assert_eq!(
            Arn::new("cn-north-1", "123456789012", arn.resource.clone()),
            arn
        );
    }

    #[test]
    fn an_error_says_what_is_wrong_and_what_is_right() {
        for (text, part) in [
            ("main", "arn:aws:codeartifact:{region}:{account}:{resource}"),
            ("arn:aws:s3:::bucket", "arn:aws:codeartifact:{region}"),
            (
                "arn:aws:codeartifact:eu-west-1:1234:domain/main",
                "`1234`, is not of 12 digits",
            ),
            (
                "arn:aws:codeartifact::123456789012:domain/main",
                "Region is empty",
            ),
            (
                "arn:aws:codeartifact:eu-west-1:123456789012:domain",
                "`domain/{domain}`",
            ),
            (
                "arn:aws:codeartifact:eu-west-1:123456789012:domain/",
                "`domain/{domain}`",
            ),
            (
                "arn:aws:codeartifact:eu-west-1:123456789012:domain/a/b",
                "`domain/{domain}`",
            ),
            (
                "arn:aws:codeartifact:eu-west-1:123456789012:repository/a",
                "{repository}",
            ),
            (
                "arn:aws:codeartifact:eu-west-1:123456789012:package/a/b/npm/react",
                "{namespace",
            ),
            (
                "arn:aws:codeartifact:eu-west-1:123456789012:package-group/a",
                "{pattern}",
            ),
            (
                "arn:aws:codeartifact:eu-west-1:123456789012:package-group/a/",
                "{pattern}",
            ),
            (
                "arn:aws:codeartifact:eu-west-1:123456789012:package-group/a/%",
                "`%25`",
            ),
            (
                "arn:aws:codeartifact:eu-west-1:123456789012:package-group/a/%é",
                "`%25`",
            ),
            (
                "arn:aws:codeartifact:eu-west-1:123456789012:package-group/a/%41",
                "`%25`",
            ),
            (
                "arn:aws:codeartifact:eu-west-1:123456789012:asset/a",
                "`asset` is none of",
            ),
        ] {
            let error = text.parse::<Arn>().expect_err(text).to_string();
            assert!(error.contains(text) && error.contains(part), "{error}");
        }
    }
}
