//! Functions, one file each: pure and offline.

mod arn_build;
mod arn_parse;
mod bundle_config;
mod cargo_config;
mod endpoint;
mod gradle_init;
mod maven_settings;
mod npmrc;
mod nuget_config;
pub(crate) mod package_group_match;
pub(crate) mod package_group_pattern;
mod pip_conf;
mod poetry_auth;
mod policy_document;
mod policy_equivalent;
mod pypirc;
mod repository_endpoint;
mod sbt_settings;
mod uv_toml;
mod yarnrc;

use crate::framework::function::{AnyFunction, function};

/// Every function, in reading order.
pub const ALL: &[&dyn AnyFunction] = &[
    &function::<endpoint::Endpoint>(),
    &function::<repository_endpoint::RepositoryEndpoint>(),
    &function::<arn_parse::ArnParse>(),
    &function::<arn_build::ArnBuild>(),
    &function::<package_group_match::PackageGroupMatch>(),
    &function::<package_group_pattern::PackageGroupPattern>(),
    &function::<policy_document::PolicyDocument>(),
    &function::<policy_equivalent::PolicyEquivalent>(),
    &function::<npmrc::Npmrc>(),
    &function::<yarnrc::Yarnrc>(),
    &function::<pip_conf::PipConf>(),
    &function::<uv_toml::UvToml>(),
    &function::<poetry_auth::PoetryAuth>(),
    &function::<pypirc::Pypirc>(),
    &function::<maven_settings::MavenSettings>(),
    &function::<nuget_config::NugetConfig>(),
    &function::<cargo_config::CargoConfig>(),
    &function::<gradle_init::GradleInit>(),
    &function::<sbt_settings::SbtSettings>(),
    &function::<bundle_config::BundleConfig>(),
];
