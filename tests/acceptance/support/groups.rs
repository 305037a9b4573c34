//! Package groups of the domain `main`, as the service has them: looked at, made and changed behind
//! Terraform's back.

use aws_sdk_codeartifact::types::{
    PackageGroupAllowedRepository as Allowed, PackageGroupDescription,
    PackageGroupOriginRestrictionMode as RestrictionMode,
    PackageGroupOriginRestrictionType as RestrictionType,
};
use serde_json::{Value as Json, json};

use crate::support::world::{ACCOUNT, World};

/// The ARN of a package group of the domain `main`; its pattern is encoded as ARNs have it.
pub(crate) fn group_arn(encoded: &str) -> String {
    format!("arn:aws:codeartifact:eu-west-1:{ACCOUNT}:package-group/main{encoded}")
}

/// What each attribute of `origin_configuration` is to the service.
pub(crate) fn ways() -> [(&'static str, RestrictionType); 3] {
    [
        ("publish", RestrictionType::Publish),
        ("external_upstream", RestrictionType::ExternalUpstream),
        ("internal_upstream", RestrictionType::InternalUpstream),
    ]
}

impl World {
    /// Makes package groups in the domain `main`.
    pub(crate) fn make_groups(&self, patterns: &[String]) {
        self.aws(async |client| {
            for pattern in patterns {
                client.create_package_group().domain("main").package_group(pattern).send().await?;
            }
            Ok::<_, aws_sdk_codeartifact::Error>(())
        });
    }

    /// The group as it is; nothing where it is gone.
    pub(crate) fn group(&self, pattern: &str) -> Option<PackageGroupDescription> {
        let found = self.ask(async |client| {
            client.describe_package_group().domain("main").package_group(pattern).send().await
        });
        found.ok()?.package_group
    }

    /// The repositories that a group allows on one way.
    pub(crate) fn allowed(&self, pattern: &str, way: &RestrictionType) -> Vec<String> {
        self.aws(async |client| {
            let pages = client.list_allowed_repositories_for_group().domain("main");
            let pages = pages.package_group(pattern).origin_restriction_type(way.clone());
            pages.into_paginator().items().send().collect::<Result<Vec<_>, _>>().await
        })
    }

    /// The restrictions of a group as a configuration writes them.
    pub(crate) fn origins(&self, pattern: &str) -> Json {
        let group = self.group(pattern).expect("the group");
        let all =
            group.origin_configuration.and_then(|all| all.restrictions).expect("restrictions");
        let restriction = |(name, way): (&str, RestrictionType)| {
            let mode = all[&way].mode().expect("a mode").as_str().to_owned();
            let names = self.allowed(pattern, &way);
            (name.to_owned(), json!({ "mode": mode, "repositories": names }))
        };
        ways().map(restriction).into_iter().collect()
    }

    /// Restricts one way into a group, and allows a repository there.
    pub(crate) fn restrict(
        &self,
        pattern: &str,
        way: RestrictionType,
        mode: &str,
        repository: Option<&str>,
    ) {
        self.aws(async |client| {
            let call = client.update_package_group_origin_configuration().domain("main");
            let call = call.package_group(pattern);
            let call = call.restrictions(way.clone(), RestrictionMode::from(mode));
            let entry = |name: &str| {
                Allowed::builder().origin_restriction_type(way).repository_name(name).build()
            };
            let entries = repository.map(|name| vec![entry(name)]);
            call.set_add_allowed_repositories(entries).send().await
        });
    }
}

/// The restrictions of a group that has one mode for all.
pub(crate) fn everything(mode: &str) -> Json {
    let restriction = json!({ "mode": mode, "repositories": [] });
    json!({
        "publish": restriction, "external_upstream": restriction, "internal_upstream": restriction
    })
}
