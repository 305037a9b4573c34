//! The provider: its own configuration, and what it offers.

use std::collections::BTreeSet;

use crate::{
    aws::{self, Aws, RetryMode, Settings},
    data_sources, ephemerals,
    framework::{
        data_source::AnyDataSource,
        diagnostic::{Error, Result},
        ephemeral::AnyEphemeral,
        field::{Block, Blocks, Sensitive},
        function::AnyFunction,
        provider::{Host, Provider},
        resource::AnyResource,
        schema::{choice, matching, object},
    },
    functions, resources,
    service::{names, tags::Tags},
};

/// The source address of the provider, in the one place where it stands.
pub const ADDRESS: &str = "registry.terraform.io/seed-codeartifact/codeartifact";

object! {
    /// Domains, repositories, policies and tokens of AWS CodeArtifact.
    ///
    /// Each argument has the environment variables and the precedence that it has in the AWS provider.
    /// Nothing is called before the first resource needs it.
    pub struct CodeArtifact {
        /// Region of everything that names none. Defaults to `AWS_REGION`, `AWS_DEFAULT_REGION` or
        /// the profile.
        region: Option<String> = matching(names::REGION),
        /// Profile of the shared files. Defaults to `AWS_PROFILE`.
        profile: Option<String>,
        /// Access key. Defaults to `AWS_ACCESS_KEY_ID`.
        access_key: Option<String>,
        /// Secret key. Defaults to `AWS_SECRET_ACCESS_KEY`.
        secret_key: Option<Sensitive<String>>,
        /// Session token of temporary credentials. Defaults to `AWS_SESSION_TOKEN`.
        token: Option<Sensitive<String>>,
        /// Paths of shared configuration files. Defaults to `AWS_CONFIG_FILE` or `~/.aws/config`.
        shared_config_files: Option<Vec<String>>,
        /// Paths of shared credentials files. Defaults to `AWS_SHARED_CREDENTIALS_FILE` or
        /// `~/.aws/credentials`.
        shared_credentials_files: Option<Vec<String>>,
        /// How often a call is tried at most. Defaults to `AWS_MAX_ATTEMPTS` or 25.
        max_retries: Option<i64>,
        /// How tries are spaced. Defaults to `AWS_RETRY_MODE` or `standard`.
        retry_mode: Option<Mode>,
        /// Accepted for a configuration of the AWS provider: credentials are never checked with a
        /// call of its own.
        skip_credentials_validation: Option<bool>,
        /// Accepted for a configuration of the AWS provider: the account is learnt from the answers
        /// of the service.
        skip_requesting_account_id: Option<bool>,
        /// Accepted for a configuration of the AWS provider: Regions are not looked up in a list.
        skip_region_validation: Option<bool>,
        /// Accepted for a configuration of the AWS provider: the instance metadata service is asked
        /// only where nothing else has credentials, and never with `AWS_EC2_METADATA_DISABLED`.
        skip_metadata_api_check: Option<bool>,
        /// Whether to call endpoints that are validated for FIPS 140. Defaults to
        /// `AWS_USE_FIPS_ENDPOINT`.
        use_fips_endpoint: Option<bool>,
        /// Whether to call endpoints that speak IPv6 too. Defaults to `AWS_USE_DUALSTACK_ENDPOINT`.
        use_dualstack_endpoint: Option<bool>,
        /// Products to name in the user agent.
        user_agent: Option<Vec<String>>,
        /// Addresses to call instead of those of AWS.
        endpoints: Blocks<Endpoints>,
        /// Tags of everything that can have tags. Also from `TF_AWS_DEFAULT_TAGS_<key>`.
        default_tags: Block<DefaultTags>,
        /// Tags to leave alone, because something else manages them.
        ignore_tags: Block<IgnoreTags>,
    }
}

object! {
    /// Addresses to call instead of those of AWS.
    pub struct Endpoints {
        /// Address of CodeArtifact. Defaults to `AWS_ENDPOINT_URL_CODEARTIFACT` or
        /// `AWS_ENDPOINT_URL`.
        codeartifact: Option<String>,
        /// Address of the Security Token Service. Defaults to `AWS_ENDPOINT_URL_STS` or
        /// `AWS_ENDPOINT_URL`.
        sts: Option<String>,
    }
}

object! {
    /// Tags of everything that can have tags.
    pub struct DefaultTags {
        /// The tags; those of a resource win over them.
        tags: Option<Tags>,
    }
}

object! {
    /// Tags to leave alone, because something else manages them.
    pub struct IgnoreTags {
        /// Keys of such tags. Also from `TF_AWS_IGNORE_TAGS_KEYS`.
        keys: Option<BTreeSet<String>>,
        /// Beginnings of the keys of such tags. Also from `TF_AWS_IGNORE_TAGS_KEY_PREFIXES`.
        key_prefixes: Option<BTreeSet<String>>,
    }
}

choice! {
    /// How tries are spaced.
    pub enum Mode {
        /// With a growing pause.
        Standard = "standard",
        /// The same, and slower for all while the service throttles.
        Adaptive = "adaptive",
    }
}

impl Provider for CodeArtifact {
    const NAME: &'static str = "codeartifact";
    type Client = Aws;
    const RESOURCES: &'static [&'static dyn AnyResource<Aws>] = resources::ALL;
    const DATA_SOURCES: &'static [&'static dyn AnyDataSource<Aws>] = data_sources::ALL;
    const EPHEMERALS: &'static [&'static dyn AnyEphemeral<Aws>] = ephemerals::ALL;
    const FUNCTIONS: &'static [&'static dyn AnyFunction] = functions::ALL;

    async fn configure(self, host: Host) -> Result<Aws> {
        Ok(Aws::new(self.settings(host.terraform_version)?, host.stop).await?)
    }
}

impl CodeArtifact {
    fn settings(self, terraform_version: String) -> Result<Settings> {
        Ok(Settings {
            region: self.region,
            profile: self.profile,
            access_key: self.access_key.map(Into::into),
            secret_key: self.secret_key.map(|key| key.0.into()),
            token: self.token.map(|token| token.0.into()),
            shared_config_files: self.shared_config_files.unwrap_or_default(),
            shared_credentials_files: self.shared_credentials_files.unwrap_or_default(),
            endpoints: merged(self.endpoints),
            max_retries: self.max_retries.map(attempts).transpose()?,
            retry_mode: self.retry_mode.map(Into::into),
            default_tags: self.default_tags.0.and_then(|block| block.tags).unwrap_or_default().0,
            ignore_tags: self.ignore_tags.0.map(Into::into).unwrap_or_default(),
            use_fips_endpoint: self.use_fips_endpoint,
            use_dualstack_endpoint: self.use_dualstack_endpoint,
            user_agent: self.user_agent.unwrap_or_default(),
            terraform_version: Some(terraform_version),
        })
    }
}

fn attempts(count: i64) -> Result<u32> {
    let refused = |_| Error::at("max_retries", format!("must be 0 or more, got {count}"));
    u32::try_from(count).map_err(refused)
}

/// Several blocks count as one; the last address wins.
fn merged(blocks: Blocks<Endpoints>) -> aws::Endpoints {
    let mut all = aws::Endpoints::default();
    for Endpoints { codeartifact, sts } in blocks.0 {
        all.codeartifact = codeartifact.or(all.codeartifact);
        all.sts = sts.or(all.sts);
    }
    all
}

impl From<Mode> for RetryMode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Standard => Self::Standard,
            Mode::Adaptive => Self::Adaptive,
        }
    }
}

impl From<IgnoreTags> for aws::IgnoreTags {
    fn from(block: IgnoreTags) -> Self {
        let list = |set: Option<BTreeSet<String>>| set.unwrap_or_default().into_iter().collect();
        Self { keys: list(block.keys), key_prefixes: list(block.key_prefixes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::schema::{Attribute, Mode as AttributeMode, Object, Type};

    /// The attributes of everything that the provider offers, with what they belong to.
    fn everything() -> Vec<(&'static str, &'static [Attribute])> {
        let mut all = vec![("provider", CodeArtifact::ATTRIBUTES)];
        all.extend(resources::ALL.iter().map(|resource| (resource.name(), resource.attributes())));
        all.extend(data_sources::ALL.iter().map(|source| (source.name(), source.attributes())));
        all.extend(ephemerals::ALL.iter().map(|kind| (kind.name(), kind.attributes())));
        all.extend(functions::ALL.iter().map(|kind| (kind.name(), kind.parameters())));
        all
    }

    fn each_attribute(attributes: &'static [Attribute], visit: &mut impl FnMut(&Attribute)) {
        for attribute in attributes {
            visit(attribute);
            match attribute.ty {
                Type::Object(inner) | Type::List(&Type::Object(inner)) => {
                    each_attribute(inner, visit);
                }
                _ => {}
            }
        }
    }

    #[test]
    fn every_pattern_is_a_regular_expression() {
        for (name, attributes) in everything() {
            each_attribute(attributes, &mut |attribute| {
                let Some(pattern) = attribute.rules.pattern else {
                    return;
                };
                let regex = regex_lite::Regex::new(pattern.regex);
                assert!(regex.is_ok(), "{name}.{}: {}", attribute.name, pattern.regex);
            });
        }
    }

    /// Names that Terraform keeps for itself in the body of a resource.
    const RESERVED: [&str; 7] =
        ["count", "for_each", "depends_on", "provider", "lifecycle", "connection", "provisioner"];

    #[test]
    fn every_name_is_one_that_terraform_accepts() {
        for (name, attributes) in everything() {
            each_attribute(attributes, &mut |attribute| {
                let good = attribute
                    .name
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
                assert!(good && !RESERVED.contains(&attribute.name), "{name}.{}", attribute.name);
            });
        }
    }

    #[test]
    fn every_key_is_made_of_the_attributes_of_its_resource() {
        for resource in resources::ALL {
            for part in resource.key_attributes() {
                let mut attributes = resource.attributes().iter();
                let of_resource = attributes.find(|attribute| attribute.name == part.name);
                assert!(of_resource.is_some(), "{}.{}", resource.name(), part.name);
            }
        }
    }

    /// What a user sets and the service keeps apart by is part of what forces a replacement.
    #[test]
    fn every_required_part_of_a_key_forces_a_replacement() {
        for resource in resources::ALL {
            for part in resource.key_attributes() {
                let mut attributes = resource.attributes().iter();
                let of_resource = attributes.find(|attribute| attribute.name == part.name);
                let of_resource = of_resource.expect("it is there");
                if of_resource.mode == AttributeMode::Required {
                    assert!(of_resource.rules.replaces, "{}.{}", resource.name(), part.name);
                }
            }
        }
    }

    /// What never calls the service, and so is in no Region.
    const OFFLINE: [&str; 2] = ["external_connections", "policy_document"];

    #[test]
    fn everything_that_calls_the_service_has_a_region() {
        let is_function = |name| functions::ALL.iter().any(|function| function.name() == name);
        for (name, attributes) in everything() {
            let calls = !OFFLINE.contains(&name) && !is_function(name);
            let in_region = attributes.iter().any(|attribute| attribute.name == "region");
            assert!(in_region || !calls, "{name}");
        }
    }
}
