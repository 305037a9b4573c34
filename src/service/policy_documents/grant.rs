//! What a user or a role may do in a domain, as statements with the right ARNs.

use serde_json::{Value as Json, json};

use super::packages::GrantedPackages;
use crate::aws::{Arn, Resource};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::path::Step;
use crate::framework::schema::{choice, items, object};

object! {
    /// A grant. A token for package managers is part of each.
    pub(crate) struct Grant {
        /// Level of access: `read` to view and install packages, `publish` to read and publish
        /// packages, or `admin` for all actions of CodeArtifact.
        access: Access,
        /// ARN of the domain.
        domain_arn: String,
        /// Names of the repositories, in which `*` matches any text. Defaults to all repositories;
        /// `admin` then includes the domain and its package groups.
        repositories: Option<Vec<String>> = items(1, 100),
        /// Packages that can be published, with `access = "publish"`. Defaults to all packages.
        /// Read access cannot be limited to packages, because it applies to whole repositories.
        packages: Option<Vec<GrantedPackages>> = items(1, 100),
    }
}

choice! {
    /// Levels of access.
    pub(crate) enum Access {
        /// Views and installs packages.
        Read = "read",
        /// Reads and publishes packages.
        Publish = "publish",
        /// Every action of CodeArtifact.
        Admin = "admin",
    }
}

/// What readers do with repositories.
const READ_REPOSITORIES: [&str; 4] =
    ["DescribeRepository", "GetRepositoryEndpoint", "ListPackages", "ReadFromRepository"];

/// What readers do with packages.
const READ_PACKAGES: [&str; 7] = [
    "DescribePackage",
    "DescribePackageVersion",
    "GetPackageVersionAsset",
    "GetPackageVersionReadme",
    "ListPackageVersionAssets",
    "ListPackageVersionDependencies",
    "ListPackageVersions",
];

/// What publishers do with packages.
const PUBLISH: [&str; 2] = ["PublishPackageVersion", "PutPackageMetadata"];

/// The statements of grants: one pair for the tokens of all, and some for each.
///
/// # Errors
/// A grant names no domain, or names packages that cannot exist.
pub(super) fn statements(grants: &[Grant]) -> Result<Vec<Json>> {
    let mut domains = Vec::new();
    let mut statements = Vec::new();
    for (index, grant) in grants.iter().enumerate() {
        let under = |error: Error| error.under(Step::Index(index)).under(grants_step());
        let domain = Granted::new(grant).map_err(under)?;
        statements.extend(domain.statements(grant).map_err(under)?);
        if !domains.contains(&grant.domain_arn) {
            domains.push(grant.domain_arn.clone());
        }
    }
    Ok([tokens(&domains)].into_iter().flatten().chain(statements).collect())
}

fn grants_step() -> Step {
    Step::Attribute("grants".to_owned())
}

/// A token needs a permission of another service too, which no resource policy can give.
fn tokens(domains: &[String]) -> [Json; 2] {
    let service = json!({ "sts:AWSServiceName": "codeartifact.amazonaws.com" });
    let bearer = json!({
        "Effect": "Allow",
        "Action": ["sts:GetServiceBearerToken"],
        "Resource": ["*"],
        "Condition": { "StringEquals": service },
    });
    [allow(&["GetAuthorizationToken"], domains), bearer]
}

fn allow(actions: &[&str], resources: &[String]) -> Json {
    let actions: Vec<String> = actions.iter().map(|name| format!("codeartifact:{name}")).collect();
    json!({ "Effect": "Allow", "Action": actions, "Resource": resources })
}

/// The domain of a grant, and its repositories.
struct Granted {
    /// What its ARNs have in common: `arn:aws:codeartifact:eu-west-1:111122223333`.
    beginning: String,
    domain: String,
    repositories: Vec<String>,
}

impl Granted {
    fn new(grant: &Grant) -> Result<Self> {
        let says = "must be the ARN of a domain, such as `codeartifact_domain.main.arn`";
        let refused = || Error::at("domain_arn", format!("{says}, got {:?}", grant.domain_arn));
        let arn: Arn = grant.domain_arn.parse().map_err(|_| refused())?;
        let Arn { partition, region, account, resource: Resource::Domain { domain } } = arn else {
            return Err(refused());
        };
        Ok(Self {
            beginning: format!("arn:{partition}:codeartifact:{region}:{account}"),
            domain,
            repositories: grant.repositories.clone().unwrap_or_else(|| vec!["*".to_owned()]),
        })
    }

    /// What one grant adds to the tokens.
    fn statements(&self, grant: &Grant) -> Result<Vec<Json>> {
        if grant.access != Access::Publish && grant.packages.is_some() {
            let cause = "can be set with `access = \"publish\"` only: the other grants apply to whole repositories";
            return Err(Error::at("packages", cause));
        }
        Ok(match grant.access {
            Access::Read => self.reading(),
            Access::Publish => {
                let publishing = allow(&PUBLISH, &self.published(grant)?);
                self.reading().into_iter().chain([publishing]).collect()
            }
            Access::Admin => vec![allow(&["*"], &self.administered(grant))],
        })
    }

    fn reading(&self) -> Vec<Json> {
        let repositories = self.arns("repository", None);
        let packages = self.arns("package", Some("*"));
        vec![allow(&READ_REPOSITORIES, &repositories), allow(&READ_PACKAGES, &packages)]
    }

    fn published(&self, grant: &Grant) -> Result<Vec<String>> {
        let Some(packages) = &grant.packages else {
            return Ok(self.arns("package", Some("*")));
        };
        let mut arns = Vec::new();
        for (index, packages) in packages.iter().enumerate() {
            let under = |error: Error| {
                error.under(Step::Index(index)).under(Step::Attribute("packages".to_owned()))
            };
            arns.extend(self.arns("package", Some(&packages.named().map_err(under)?)));
        }
        Ok(arns)
    }

    fn administered(&self, grant: &Grant) -> Vec<String> {
        let mut arns = self.arns("repository", None);
        arns.extend(self.arns("package", Some("*")));
        if grant.repositories.is_none() {
            arns.push(grant.domain_arn.clone());
            arns.push(format!("{}:package-group/{}/*", self.beginning, self.domain));
        }
        arns
    }

    /// The ARNs of each repository, or of what is in it.
    fn arns(&self, kind: &str, inside: Option<&str>) -> Vec<String> {
        let Self { beginning, domain, repositories } = self;
        let inside = inside.map(|inside| format!("/{inside}")).unwrap_or_default();
        let arn = |name: &String| format!("{beginning}:{kind}/{domain}/{name}{inside}");
        repositories.iter().map(arn).collect()
    }
}
