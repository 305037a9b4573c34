//! Where the credentials come from, before any role is assumed with them.
//!
//! The order is that of the AWS provider: a web identity that the provider block names, its keys,
//! its profile; then keys and a web identity of the environment, the profile of the environment,
//! the container, and last the instance.

mod instance;
mod profile;
pub(super) mod roles;
mod sts;
mod web_identity;

use aws_config::SdkConfig;
use aws_config::ecs::EcsCredentialsProvider;
use aws_config::environment::EnvironmentVariableCredentialsProvider;
use aws_config::meta::credentials::CredentialsProviderChain;
use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use secrecy::ExposeSecret;

use web_identity::WebIdentityProvider;

use crate::aws::configuration::{Configuration, Settings};

pub(super) use instance::Instance;
use profile::OfProfile;
pub(super) use sts::Sts;

/// The first credentials of the order.
pub(in crate::aws) fn source(
    settings: &Settings,
    configuration: &Configuration,
    sts: &Sts,
    shared: &SdkConfig,
    instance: Option<Instance>,
) -> SharedCredentialsProvider {
    let web_identity = configuration.web_identity.as_ref();
    let web_identity =
        web_identity.map(|found| WebIdentityProvider::new(found.clone(), sts, shared));
    let profile = profile(configuration, shared);
    match (web_identity, keys(settings), &settings.profile) {
        (Some(web_identity), _, _) if settings.web_identity.is_some() => {
            SharedCredentialsProvider::new(web_identity)
        }
        (_, Some(keys), _) => SharedCredentialsProvider::new(keys),
        (_, None, Some(_)) => SharedCredentialsProvider::new(profile),
        (web_identity, None, None) => {
            let mut chain = CredentialsProviderChain::first_try(
                "Environment",
                EnvironmentVariableCredentialsProvider::new(),
            );
            if let Some(web_identity) = web_identity {
                chain = chain.or_else("WebIdentityToken", web_identity);
            }
            chain = chain.or_else("Profile", profile);
            SharedCredentialsProvider::new(machine(chain, shared, instance))
        }
    }
}

fn keys(settings: &Settings) -> Option<Credentials> {
    let (access, secret) = (settings.access_key.as_ref()?, settings.secret_key.as_ref()?);
    let token = settings.token.as_ref().map(|token| token.expose_secret().to_owned());
    let (access, secret) = (access.expose_secret(), secret.expose_secret());
    Some(Credentials::new(access, secret, token, None, "provider block"))
}

fn profile(configuration: &Configuration, shared: &SdkConfig) -> OfProfile {
    let mut profile = ProfileFileCredentialsProvider::builder()
        .configure(&surroundings(shared))
        .profile_files(configuration.files.clone());
    if let Some(name) = &configuration.profile {
        profile = profile.profile_name(name);
    }
    OfProfile { source: profile.build(), name: configuration.profile.clone() }
}

/// The chain, with what the container and the instance have at its end.
fn machine(
    chain: CredentialsProviderChain,
    shared: &SdkConfig,
    instance: Option<Instance>,
) -> CredentialsProviderChain {
    let container = EcsCredentialsProvider::builder().configure(&surroundings(shared)).build();
    let chain = chain.or_else("EcsContainer", container);
    match instance {
        Some(instance) => chain.or_else("Ec2InstanceMetadata", instance),
        None => chain,
    }
}

fn surroundings(shared: &SdkConfig) -> ProviderConfig {
    let surroundings = ProviderConfig::without_region()
        .with_region(shared.region().cloned())
        .with_use_fips(shared.use_fips())
        .with_use_dual_stack(shared.use_dual_stack());
    match shared.http_client() {
        Some(http) => surroundings.with_http_client(http),
        None => surroundings,
    }
}
