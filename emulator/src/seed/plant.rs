//! Makes what a seed describes, by the operations of the service and under their rules.

use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::packages::{Controls, Package, Version};
use super::{Domain, Group, Repository, Seed, SeedError};
use crate::contents::assets::Assets;
use crate::model::failure::Failure;
use crate::model::shapes::{ASSET_NAME, VERSION};
use crate::model::{self, Input, Status, query};
use crate::names::Tags;
use crate::names::caller::Caller;
use crate::names::coordinates::{Coordinates, kept_version};
use crate::names::package_groups::Pattern;
use crate::names::resource::DomainId;
use crate::operations::{self, Call, Settings};
use crate::state::{Origin, OriginControls, PackageVersion, Way, World};
use crate::time::Timestamp;

const ASSET: Input = query("asset", "asset", &ASSET_NAME).required();

/// Where and how a seed is planted.
pub(crate) struct Ground<'a> {
    /// What exists.
    pub(crate) world: &'a mut World,
    /// What the service is set up with.
    pub(crate) settings: &'a Settings,
    /// Where the content of assets is.
    pub(crate) assets: &'a Arc<Assets>,
    /// The present moment.
    pub(crate) now: Timestamp,
}

impl Seed {
    /// Makes all that it describes, one thing after the other, up to the first that is refused.
    ///
    /// # Errors
    ///
    /// Something is refused by the rules of the service, or a file cannot be read.
    pub(crate) fn plant(&self, ground: &mut Ground<'_>) -> Result<(), SeedError> {
        for (index, domain) in self.domains.iter().enumerate() {
            let at = format!("domains[{index}]");
            let id = domain.id();
            Bed { ground, caller: Caller::root(&id), id, directory: self.directory() }
                .domain(domain, &at)?;
        }
        Ok(())
    }
}

impl Domain {
    fn id(&self) -> DomainId {
        let (region, owner) = (self.region.clone(), self.owner.clone());
        DomainId { region, owner, name: self.name.clone() }
    }
}

/// Where a domain is planted, and who calls.
struct Bed<'a, 'g> {
    ground: &'a mut Ground<'g>,
    id: DomainId,
    caller: Caller,
    directory: &'a Path,
}

impl Bed<'_, '_> {
    fn domain(&mut self, domain: &Domain, at: &str) -> Result<(), SeedError> {
        let inputs = json!({ "encryptionKey": domain.encryption_key, "tags": tags(&domain.tags) });
        self.call("CreateDomain", inputs, at)?;
        if let Some(policy) = &domain.policy {
            let inputs = json!({ "policyDocument": policy.text() });
            self.call("PutDomainPermissionsPolicy", inputs, &format!("{at}.policy"))?;
        }
        let repositories = || {
            let numbered = domain.repositories.iter().enumerate();
            numbered.map(|(index, repository)| (repository, format!("{at}.repositories[{index}]")))
        };
        for (repository, at) in repositories() {
            self.repository(repository, &at)?;
        }
        // An upstream may be described after the repositories that depend on it.
        for (repository, at) in repositories().filter(|(one, _)| !one.upstreams.is_empty()) {
            let names = repository.upstreams.iter().map(|name| json!({ "repositoryName": name }));
            let inputs =
                json!({ "repository": repository.name, "upstreams": names.collect::<Vec<_>>() });
            self.call("UpdateRepository", inputs, &format!("{at}.upstreams"))?;
        }
        for (index, group) in domain.package_groups.iter().enumerate() {
            self.group(group, &format!("{at}.package_groups[{index}]"))?;
        }
        for (repository, at) in repositories() {
            for (index, package) in repository.packages.iter().enumerate() {
                self.package(&repository.name, package, &format!("{at}.packages[{index}]"))?;
            }
        }
        Ok(())
    }

    fn repository(&mut self, repository: &Repository, at: &str) -> Result<(), SeedError> {
        let name = &repository.name;
        let owner = self.caller.account.clone();
        self.caller.account = repository.administrator.clone().unwrap_or_else(|| owner.clone());
        let inputs = json!({
            "repository": name,
            "description": repository.description,
            "tags": tags(&repository.tags),
        });
        let made = self.call("CreateRepository", inputs, at);
        self.caller.account = owner;
        made?;
        if let Some(connection) = &repository.external_connection {
            let inputs = json!({ "repository": name, "externalConnection": connection });
            let at = format!("{at}.external_connection");
            self.call("AssociateExternalConnection", inputs, &at)?;
        }
        if let Some(policy) = &repository.policy {
            let inputs = json!({ "repository": name, "policyDocument": policy.text() });
            self.call("PutRepositoryPermissionsPolicy", inputs, &format!("{at}.policy"))?;
        }
        Ok(())
    }

    fn group(&mut self, group: &Group, at: &str) -> Result<(), SeedError> {
        let mut inputs = json!({
            "packageGroup": group.pattern,
            "contactInfo": group.contact,
            "description": group.description,
        });
        if group.pattern == Pattern::ROOT {
            self.call("UpdatePackageGroup", inputs, at)?;
            let arn = self.id.group(Pattern::ROOT).arn();
            let inputs = json!({ "resourceArn": arn, "tags": tags(&group.tags) });
            self.call("TagResource", inputs, &format!("{at}.tags"))?;
        } else {
            inputs["tags"] = tags(&group.tags);
            self.call("CreatePackageGroup", inputs, at)?;
        }
        let at = format!("{at}.origin_controls");
        self.restrict(group, json!({ "restrictions": group.modes() }), &at)?;
        // One call takes a hundred repositories.
        for some in group.allowed().chunks(100) {
            self.restrict(group, json!({ "addAllowedRepositories": some }), &at)?;
        }
        Ok(())
    }

    fn restrict(&mut self, group: &Group, mut inputs: Value, at: &str) -> Result<(), SeedError> {
        inputs["packageGroup"] = group.pattern.clone().into();
        self.call("UpdatePackageGroupOriginConfiguration", inputs, at)
    }

    fn package(&mut self, repository: &str, package: &Package, at: &str) -> Result<(), SeedError> {
        let namespace = package.namespace.as_deref();
        let coordinates = Coordinates::new(&package.format, namespace, &package.name);
        let coordinates = coordinates.map_err(|failure| refused(at, failure))?;
        let controls = package.origin_controls.clone();
        let controls = controls.unwrap_or_else(|| self.first_controls(&coordinates));
        let mut inputs = coordinates.members("package");
        inputs["repository"] = repository.into();
        inputs["restrictions"] = controls.restrictions();
        self.call("PutPackageOriginConfiguration", inputs, at)?;
        let mut versions = Vec::new();
        for (index, version) in package.versions.iter().enumerate() {
            let at = format!("{at}.versions[{index}]");
            versions.push(self.version(repository, &package.format, version, &at)?);
        }
        let domain = self.ground.world.domain_mut(&self.id);
        let held = domain.and_then(|domain| domain.package_mut(repository, &coordinates));
        let held = held.map_err(|failure| refused(at, failure))?;
        versions.into_iter().for_each(|version| held.put(version));
        held.tags = package.tags.clone();
        Ok(())
    }

    /// The controls of a package whose first version was published.
    fn first_controls(&self, package: &Coordinates) -> Controls {
        let domain = self.ground.world.domain(&self.id).expect("the domain was made before");
        OriginControls::first(Way::Publish, package, &domain.groups).into()
    }

    fn version(
        &self,
        repository: &str,
        format: &str,
        given: &Version,
        at: &str,
    ) -> Result<PackageVersion, SeedError> {
        check(&[VERSION], &[("packageVersion", &given.version)])
            .map_err(|failure| refused(at, failure))?;
        let here = || Origin::Published { repository: repository.to_owned() };
        let origin = given.origin.clone().unwrap_or_else(here);
        let kept = kept_version(format, &given.version);
        let mut version = PackageVersion::unfinished(&kept, origin);
        if let Some(details) = &given.details {
            let read = serde_json::from_str(&details.text());
            let refused = |error: serde_json::Error| SeedError {
                path: format!("{at}.details"),
                message: error.to_string(),
            };
            version.details = read.map_err(refused)?;
        }
        for (index, asset) in given.assets.iter().enumerate() {
            let at = format!("{at}.assets[{index}]");
            check(&[ASSET], &[("asset", &asset.name)]).map_err(|failure| refused(&at, failure))?;
            let content = asset.content(self.directory, self.ground.assets);
            let content = content.map_err(|message| SeedError { path: at, message })?;
            version.assets.insert(asset.name.clone(), content);
        }
        if given.status != Status::Unfinished {
            version.publish(self.ground.now);
            version.status = given.status;
        }
        Ok(version)
    }

    /// Makes a call about the domain, as its owner or another account.
    fn call(&mut self, operation: &str, mut inputs: Value, at: &str) -> Result<(), SeedError> {
        let operation = operations::named(operation).expect("a seed names operations that exist");
        inputs["domain"] = self.id.name.clone().into();
        inputs["domainOwner"] = self.id.owner.clone().into();
        let given = match inputs {
            Value::Object(members) => members,
            _ => Map::new(),
        };
        let checked =
            model::check(operation.inputs, given).map_err(|failure| refused(at, failure))?;
        let call = Call {
            caller: &self.caller,
            now: self.ground.now,
            peer: IpAddr::V4(Ipv4Addr::LOCALHOST),
            settings: self.ground.settings,
            url: String::new(),
            inputs: checked,
            upload: None,
        };
        // Policies and lost keys are for callers: a seed says what exists.
        let outcome = operation.handler.run(&call, self.ground.world);
        outcome.map(drop).map_err(|failure| refused(at, failure))
    }
}

fn check(inputs: &[Input], given: &[(&str, &str)]) -> Result<(), Failure> {
    let given = given.iter().map(|(member, text)| ((*member).to_owned(), (*text).into()));
    model::check(inputs, given.collect()).map(drop)
}

fn tags(tags: &Tags) -> Value {
    tags.iter().map(|(key, value)| json!({ "key": key, "value": value })).collect()
}

fn refused(at: &str, failure: Failure) -> SeedError {
    SeedError { path: at.to_owned(), message: failure.message }
}
