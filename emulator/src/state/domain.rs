//! Domains.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Package, PackageGroups, Policy, Repository, Tracked, Upstream};
use crate::model::failure::{Code, Failure};
use crate::model::unverified;
use crate::names::Tags;
use crate::names::coordinates::Coordinates;
use crate::names::resource::{DomainId, Resource};
use crate::time::Timestamp;

/// Repositories that one search comes to at most (user guide).
const SEARCHED: usize = 25;

/// A domain, and the repositories and package groups in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Domain {
    /// What names it.
    pub(crate) id: DomainId,
    /// ARN of the KMS key that encrypts its packages.
    pub(crate) encryption_key: String,
    /// When it was made.
    pub(crate) created: Timestamp,
    /// Its permissions policy.
    pub(crate) policy: Option<Policy>,
    /// Its tags.
    pub(crate) tags: Tags,
    /// Its repositories by name. They have records of their own.
    #[serde(skip)]
    pub(crate) repositories: Tracked<String, Repository>,
    /// Its package groups. They have records of their own.
    #[serde(skip)]
    pub(crate) groups: PackageGroups,
}

impl Domain {
    /// The repository, or the refusal that it does not exist.
    pub(crate) fn repository(&self, name: &str) -> Result<&Repository, Failure> {
        self.repositories.get(name).ok_or_else(|| no_repository(&self.id, name))
    }

    /// The repository to change, or the refusal that it does not exist.
    pub(crate) fn repository_mut(&mut self, name: &str) -> Result<&mut Repository, Failure> {
        self.repositories.get_mut(name).ok_or_else(|| no_repository(&self.id, name))
    }

    /// Takes the repository out of the domain, or refuses because it does not exist.
    pub(crate) fn remove_repository(&mut self, name: &str) -> Result<Repository, Failure> {
        self.repositories.remove(name).ok_or_else(|| no_repository(&self.id, name))
    }

    /// The model's RepositoryDescription of one of its repositories.
    pub(crate) fn describe(&self, repository: &Repository) -> Value {
        let is_listed =
            |upstream: &&Upstream| unverified::DEAD_UPSTREAM_IS_LISTED || self.holds(upstream);
        let upstreams = repository.upstreams.iter().filter(is_listed);
        let mut description = repository.summary(&self.id);
        description["upstreams"] =
            upstreams.map(|upstream| json!({ "repositoryName": upstream.name })).collect();
        description["externalConnections"] =
            repository.connection.iter().map(external_connection).collect();
        description
    }

    /// Whether the repository that an upstream refers to still exists. A new one of its name is
    /// another one.
    pub(crate) fn holds(&self, upstream: &Upstream) -> bool {
        let found = self.repositories.get(&upstream.name);
        found.is_some_and(|repository| repository.id == upstream.id)
    }

    /// The package, if it is visible at this moment, or else the refusal that it does not exist.
    pub(crate) fn package(
        &self,
        repository: &str,
        package: &Coordinates,
        now: Timestamp,
    ) -> Result<&Package, Failure> {
        let found = self.repository(repository)?.packages.get(package);
        let found = found.filter(|package| package.is_visible(now));
        found.ok_or_else(|| no_package(&self.id.repository(repository), package))
    }

    /// The package to change, or the refusal that it does not exist.
    pub(crate) fn package_mut(
        &mut self,
        repository: &str,
        package: &Coordinates,
    ) -> Result<&mut Package, Failure> {
        let resource = self.id.repository(repository);
        let found = self.repository_mut(repository)?.packages.get_mut(package);
        found.ok_or_else(|| no_package(&resource, package))
    }

    /// The repositories that a search beginning at one comes to: depth first, in the order of the
    /// upstreams, each once, and at most 25 of them (user guide). It goes on to the upstreams of
    /// those that are open.
    pub(crate) fn searched(
        &self,
        repository: &str,
        is_open: impl Fn(&Repository) -> bool,
    ) -> Vec<&Repository> {
        let mut found: Vec<&Repository> = Vec::new();
        let mut waiting: Vec<&Repository> = self.repositories.get(repository).into_iter().collect();
        while let Some(next) = waiting.pop().filter(|_| found.len() < SEARCHED) {
            if found.iter().any(|repository| repository.id == next.id) {
                continue;
            }
            found.push(next);
            if !is_open(next) {
                continue;
            }
            let living = next.upstreams.iter().rev().filter(|upstream| self.holds(upstream));
            waiting.extend(living.filter_map(|upstream| self.repositories.get(&upstream.name)));
        }
        found
    }

    /// What names the packages in its repositories.
    pub(crate) fn package_names(&self) -> BTreeSet<&Coordinates> {
        self.repositories.values().flat_map(|repository| repository.packages.keys()).collect()
    }

    /// Bytes of all assets; the same content counts once, wherever it is (user guide).
    fn asset_size(&self) -> u64 {
        let packages = self.repositories.values().flat_map(|held| held.packages.values());
        let assets =
            packages.flat_map(Package::versions).flat_map(|version| version.assets.values());
        let distinct: BTreeMap<&str, u64> =
            assets.map(|content| (content.sha256(), content.size)).collect();
        distinct.values().sum()
    }

    /// The model's DomainDescription.
    pub(crate) fn description(&self, status: &str) -> Value {
        let mut description = self.summary(status);
        description["repositoryCount"] = self.repositories.len().into();
        description["assetSizeBytes"] = self.asset_size().into();
        description["s3BucketArn"] = bucket_arn(&self.id.region).into();
        description
    }

    /// The model's DomainSummary.
    pub(crate) fn summary(&self, status: &str) -> Value {
        json!({
            "name": self.id.name,
            "owner": self.id.owner,
            "arn": self.id.resource().arn(),
            "status": status,
            "createdTime": self.created.epoch_seconds(),
            "encryptionKey": self.encryption_key,
        })
    }
}

fn no_package(repository: &Resource, package: &Coordinates) -> Failure {
    let namespace = package.namespace.as_ref();
    let namespace = namespace.map(|name| format!(", namespace={name}")).unwrap_or_default();
    let message = format!(
        "Package not found in repository. RepoId: {}, Package = PackageCoordinate{{packageType={}{namespace}, packageName={}}},",
        repository.name(),
        package.format,
        package.name
    );
    Failure::new(Code::NotFound, message).about(&repository.clone().package(package))
}

/// The model's RepositoryExternalConnectionInfo. The status on the wire is in capitals, though the
/// model's is not.
fn external_connection((name, format): &(String, String)) -> Value {
    json!({ "externalConnectionName": name, "packageFormat": format, "status": "AVAILABLE" })
}

fn no_repository(domain: &DomainId, name: &str) -> Failure {
    let message = format!(
        "Repository not found. Repository '{name}' in domain '{}' owned by account '{}' does not exist.",
        domain.name, domain.owner
    );
    Failure::new(Code::NotFound, message).about(&domain.repository(name))
}

/// ARN of the bucket in which the service keeps the assets of a Region: the table of the user
/// guide.
fn bucket_arn(region: &str) -> String {
    let account = match region {
        "ap-northeast-1" => "660291247815",
        "ap-south-1" => "681137435769",
        "ap-southeast-1" => "421485864821",
        "ap-southeast-2" => "860415559748",
        "eu-central-1" => "769407342218",
        "eu-north-1" => "611884512288",
        "eu-south-1" => "484130244270",
        "eu-west-1" => "438097961670",
        "eu-west-2" => "247805302724",
        "eu-west-3" => "762466490029",
        "us-east-1" => "193858265520",
        "us-east-2" => "250872398865",
        "us-west-2" => "787052242323",
        _ => unverified::ASSETS_ACCOUNT_OF_OTHER_REGIONS,
    };
    format!("arn:aws:s3:::assets-{account}-{region}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repository(id: u64, name: &str) -> Repository {
        Repository {
            id,
            name: name.into(),
            administrator: "111122223333".into(),
            description: None,
            upstreams: Vec::new(),
            connection: None,
            created: Timestamp::now(),
            policy: None,
            tags: Tags::new(),
            packages: Tracked::default(),
        }
    }

    #[test]
    fn a_dead_upstream_stays_dead_when_its_name_is_used_again() {
        let mut domain = Domain {
            id: DomainId {
                region: "us-east-1".into(),
                owner: "111122223333".into(),
                name: "main".into(),
            },
            encryption_key: String::new(),
            created: Timestamp::now(),
            policy: None,
            tags: Tags::new(),
            repositories: Tracked::default(),
            groups: PackageGroups::new(Timestamp::now()),
        };
        domain.repositories.insert("store".into(), repository(1, "store"));
        let upstream = Upstream { id: 1, name: "store".into() };
        assert!(domain.holds(&upstream));
        domain.remove_repository("store").expect("the repository");
        assert!(!domain.holds(&upstream));
        domain.repositories.insert("store".into(), repository(2, "store"));
        assert!(!domain.holds(&upstream));
    }
}
