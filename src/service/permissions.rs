//! Permissions that several things need, and that the operations they call do not tell.

use crate::framework::permissions::Permission;

/// To tag an object.
pub(crate) const TAGS: Permission = Permission::to_apply(&["TagResource", "UntagResource"])
    .when("To create an object with tags, from `tags` or `default_tags`, and to change them.");

/// To make a repository the downstream of others.
pub(crate) const DOWNSTREAM: Permission =
    Permission::to_apply(&["AssociateWithDownstreamRepository"]);

/// To read what is copied.
pub(crate) const SOURCE: Permission = Permission::to_apply(&["ReadFromRepository"]);

/// To get a token.
pub(crate) const TOKEN: Permission = Permission::to_plan(&["sts:GetServiceBearerToken"]);

/// To learn the owner of a domain that a data source returns.
pub(crate) const OWNER: Permission = Permission::to_plan(&["DescribeDomain"])
    .when("To return `domain_owner` if it is not set. Without the permission it is null.");

/// To learn the owner of a domain that is a part of a key.
pub(crate) const OWNER_IN_KEY: Permission = Permission::to_plan(&["DescribeRepository"])
    .when("To find the account that owns the domain, if `domain_owner` is not set.");

/// To look for repositories in one domain or in all.
pub(crate) const REPOSITORIES: &[Permission] = &[
    Permission::to_plan(&["ListRepositoriesInDomain"]).when("If `domain` is set."),
    Permission::to_plan(&["ListRepositories"]).when("If `domain` is not set."),
];
