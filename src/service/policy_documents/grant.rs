//! What a user or a role may do in a domain, as statements with the right ARNs.

use serde_json::{Value as Json, json};

use super::packages::GrantedPackages;
use crate::aws::{Arn, Resource, policy};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::Field;
use crate::framework::schema::{Object, choice, items, object};
use crate::framework::value::Value;

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

/// The statements of grants: one pair for the tokens of all, and some for each. None for no grant.
///
/// # Errors
/// A grant names no domain, or names packages that cannot exist.
pub(super) fn statements(grants: &[Grant]) -> Result<Vec<Json>> {
    let mut domains = Vec::new();
    let mut statements = Vec::new();
    for (index, grant) in grants.iter().enumerate() {
        let under = |error: Error| error.of_element("grants", index);
        let domain = Granted::new(&grant.domain_arn, &grant.repositories).map_err(under)?;
        statements.extend(domain.statements(grant).map_err(under)?);
        if !domains.contains(&grant.domain_arn) {
            domains.push(grant.domain_arn.clone());
        }
    }
    let tokens = (!domains.is_empty()).then(|| tokens(&domains));
    Ok(tokens.into_iter().flatten().chain(statements).collect())
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

/// What is wrong with a configured grant, as far as it is known.
pub(super) fn faults(grant: &Value) -> Vec<Error> {
    let domain = grant.get("domain_arn").as_str();
    let of_domain = domain.and_then(|arn| Granted::new(arn, &None).err());
    let of_repositories = faults_of_repositories(grant.get("repositories"));
    let of_packages = faults_of_packages(grant.get("packages"), grant.get("access"));
    of_domain.into_iter().chain(of_repositories).chain(of_packages).collect()
}

/// The names that no repository can have, whatever the domain.
fn faults_of_repositories(repositories: &Value) -> Vec<Error> {
    let Value::List(names) = repositories else { return Vec::new() };
    let fault = |(index, name): (usize, &Value)| {
        let name = name.as_str()?;
        policy::complaint_of_resource(&format!("{REPOSITORY}{name}"))?;
        let says = "must be the name of a repository, in which `*` matches any text";
        Some(Error::new(format!("{says}, got {name:?}")).of_element("repositories", index))
    };
    names.iter().enumerate().filter_map(fault).collect()
}

/// The beginning of the ARN of a repository in some domain.
const REPOSITORY: &str = "arn:aws:codeartifact:eu-west-1:111122223333:repository/domain/";

fn faults_of_packages(packages: &Value, access: &Value) -> Vec<Error> {
    let Value::List(packages) = packages else { return Vec::new() };
    if let Ok(Access::Read | Access::Admin) = Access::decode(access.clone()) {
        let cause = "can be set with `access = \"publish\"` only: the other grants apply to whole repositories";
        return vec![Error::at("packages", cause)];
    }
    let named = packages.iter().map(|it| GrantedPackages::within(it).ok()?.named().err());
    let at = |(index, wrong): (_, Option<Error>)| Some(wrong?.of_element("packages", index));
    named.enumerate().filter_map(at).collect()
}

/// The domain of a grant, and its repositories.
struct Granted {
    /// What its ARNs have in common: `arn:aws:codeartifact:eu-west-1:111122223333`.
    beginning: String,
    domain: String,
    repositories: Vec<String>,
}

impl Granted {
    fn new(domain_arn: &str, repositories: &Option<Vec<String>>) -> Result<Self> {
        let says = "must be the ARN of a domain, such as `codeartifact_domain.main.arn`";
        let refused = || Error::at("domain_arn", format!("{says}, got {domain_arn:?}"));
        let arn: Arn = domain_arn.parse().map_err(|_| refused())?;
        let Arn { partition, region, account, resource: Resource::Domain { domain } } = arn else {
            return Err(refused());
        };
        Ok(Self {
            beginning: format!("arn:{partition}:codeartifact:{region}:{account}"),
            domain,
            repositories: repositories.clone().unwrap_or_else(|| vec!["*".to_owned()]),
        })
    }

    /// What one grant adds to the tokens.
    fn statements(&self, grant: &Grant) -> Result<Vec<Json>> {
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
            let named = packages.named().map_err(|error| error.of_element("packages", index))?;
            arns.extend(self.arns("package", Some(&named)));
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
        let inside = inside.map(|inside| format!("/{inside}")).unwrap_or_default();
        self.repositories.iter().map(|name| self.arn(kind, name, &inside)).collect()
    }

    fn arn(&self, kind: &str, repository: &str, inside: &str) -> String {
        let Self { beginning, domain, .. } = self;
        format!("{beginning}:{kind}/{domain}/{repository}{inside}")
    }
}
