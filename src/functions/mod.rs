//! Functions, one file each: pure and offline.

pub mod arn_build;
pub mod arn_parse;
pub mod bundle_config;
pub mod cargo_config;
pub mod gradle_init;
pub mod maven_settings;
pub mod npmrc;
pub mod nuget_config;
pub mod package_group_match;
pub mod package_group_pattern;
pub mod pip_conf;
pub mod policy_equivalent;
pub mod pypirc;
pub mod repository_endpoint;

use crate::framework::function::{AnyFunction, function};

/// Every function, in reading order.
pub const ALL: &[&dyn AnyFunction] = &[
    &function::<repository_endpoint::RepositoryEndpoint>(),
    &function::<arn_parse::ArnParse>(),
    &function::<arn_build::ArnBuild>(),
    &function::<package_group_match::PackageGroupMatch>(),
    &function::<package_group_pattern::PackageGroupPattern>(),
    &function::<policy_equivalent::PolicyEquivalent>(),
    &function::<npmrc::Npmrc>(),
    &function::<pip_conf::PipConf>(),
    &function::<pypirc::Pypirc>(),
    &function::<maven_settings::MavenSettings>(),
    &function::<nuget_config::NugetConfig>(),
    &function::<cargo_config::CargoConfig>(),
    &function::<gradle_init::GradleInit>(),
    &function::<bundle_config::BundleConfig>(),
];
