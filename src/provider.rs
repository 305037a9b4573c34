//! The provider: its own configuration, and what it offers.

mod blocks;
mod hints;
mod permissions;
mod refusals;
mod roles;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::BTreeSet;

use self::blocks::{DefaultTags, Endpoints, IgnoreTags, MetadataMode, Mode, Module, merged};
use self::refusals::TagPolicyCompliance;
use self::roles::{AssumeRole, AssumeRoleWithWebIdentity};
use self::texts::URL;
use crate::aws::{self, Aws, Settings};
use crate::framework::action::AnyAction;
use crate::framework::data_source::AnyDataSource;
use crate::framework::diagnostic::{Diagnostic, Error, Result};
use crate::framework::ephemeral::AnyEphemeral;
use crate::framework::field::{Field, Sensitive, Verbatim};
use crate::framework::function::AnyFunction;
use crate::framework::list::AnyList;
use crate::framework::path::Path;
use crate::framework::provider::{Configured, Host, Provider, Statement};
use crate::framework::resource::AnyResource;
use crate::framework::schema::{Attribute, Block, Blocks, Object, matching, object};
use crate::framework::validate::Rule;
use crate::framework::value::Value;
use crate::service::names;
use crate::service::tags::Tags;
use crate::{actions, data_sources, ephemerals, functions, lists, resources};

/// The source address of the provider, in the one place where it stands. It names no registry, so
/// that each product looks in its own.
pub const SOURCE: &str = "seed-codeartifact/codeartifact";

/// The versions that a configuration demands: those of the same major number that have what this
/// one has.
pub const VERSIONS: &str =
    concat!("~> ", env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));

/// The headings of the registry's menu, by what is in a name; the first that fits counts.
const SUBCATEGORIES: [(&str, &str); 8] = [
    ("polic", "Policies"),
    ("arn_", "Policies"),
    ("package_group", "Package groups"),
    ("package", "Packages"),
    ("upstream", "Repositories"),
    ("connection", "Repositories"),
    ("repositor", "Repositories"),
    ("domain", "Domains"),
];

object! {
    /// Manages AWS CodeArtifact domains, repositories, package groups, packages, and permissions
    /// policies.
    ///
    /// Arguments use the same environment variables and precedence as in the AWS provider. The
    /// provider makes no AWS API calls until a resource needs one.
    ///
    /// The provider uses the first of these sources that provides credentials:
    /// `assume_role_with_web_identity`, `access_key` with `secret_key`, `profile`,
    /// `AWS_ACCESS_KEY_ID` with `AWS_SECRET_ACCESS_KEY`, `AWS_ROLE_ARN` with a web identity token,
    /// the profile that the environment names, the container
    /// (`AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`, or `AWS_CONTAINER_CREDENTIALS_FULL_URI` with
    /// `AWS_CONTAINER_AUTHORIZATION_TOKEN` or `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE`), and the
    /// instance. The roles of `assume_role` are assumed with these credentials.
    pub struct CodeArtifact {
        /// Default Region for resources that do not set `region`. Defaults to `AWS_REGION`,
        /// `AWS_DEFAULT_REGION`, or the profile; otherwise, to the Region of the instance whose
        /// credentials are used.
        region: Option<String> = matching(names::REGION),
        /// Profile of the shared files. Defaults to `AWS_PROFILE` or `AWS_DEFAULT_PROFILE`.
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
        /// Maximum number of attempts per API call. Defaults to `AWS_MAX_ATTEMPTS` or `25`.
        max_retries: Option<u32>,
        /// Retry strategy. Defaults to `AWS_RETRY_MODE` or `standard`. `legacy` is treated as
        /// `standard`, with a warning.
        retry_mode: Option<Mode>,
        /// Size of the retry token bucket shared by all calls. Each retry takes 5 tokens;
        /// successful calls return them. By default, retries are limited only for each call.
        token_bucket_rate_limiter_capacity: Option<u32>,
        /// Has no effect; accepted so that an AWS provider block can be reused. Credentials are
        /// never checked with a separate call.
        skip_credentials_validation: Option<bool>,
        /// Has no effect; accepted so that an AWS provider block can be reused. The account is
        /// taken from the responses of CodeArtifact.
        skip_requesting_account_id: Option<bool>,
        /// Has no effect; accepted so that an AWS provider block can be reused. Regions are not
        /// checked against a list.
        skip_region_validation: Option<bool>,
        /// Whether to skip the EC2 instance metadata service (IMDS). Otherwise, the provider
        /// requests credentials from it, and the Region with them, if no other source provides any.
        /// Defaults to `AWS_EC2_METADATA_DISABLED` or `false`.
        skip_metadata_api_check: Option<bool>,
        /// Endpoint of the EC2 instance metadata service (IMDS). Defaults to
        /// `AWS_EC2_METADATA_SERVICE_ENDPOINT`, or to `AWS_METADATA_URL`, which is deprecated.
        ec2_metadata_service_endpoint: Option<String> = matching(URL),
        /// Protocol of the EC2 instance metadata service (IMDS). Defaults to
        /// `AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE` or `IPv4`.
        ec2_metadata_service_endpoint_mode: Option<MetadataMode>,
        /// Proxy for URLs that start with `http:`, and for all URLs if neither `https_proxy` nor
        /// `HTTPS_PROXY` is set. Defaults to `HTTP_PROXY`.
        http_proxy: Option<Verbatim>,
        /// Proxy for URLs that start with `https:`. If empty, no proxy is used. Defaults to
        /// `HTTPS_PROXY`.
        https_proxy: Option<Verbatim>,
        /// Hosts, domains, and networks that are reached without a proxy, separated by commas.
        /// Defaults to `NO_PROXY`. The machine itself is always included.
        no_proxy: Option<Verbatim>,
        /// Whether to use endpoints that are validated for FIPS 140. Defaults to
        /// `AWS_USE_FIPS_ENDPOINT`, the profile, or `false`.
        use_fips_endpoint: Option<bool>,
        /// Whether to use dual-stack endpoints, which support IPv6 too. Defaults to
        /// `AWS_USE_DUALSTACK_ENDPOINT`, the profile, or `false`.
        use_dualstack_endpoint: Option<bool>,
        /// Products to add to the user agent, such as `build/1.2 (nightly)`. `TF_APPEND_USER_AGENT`
        /// adds more, and so does a module that sets `user_agent` in its `provider_meta
        /// "codeartifact"` block.
        user_agent: Option<Vec<String>>,
        /// AWS account IDs that the provider is allowed to use. They are checked with the first API
        /// call.
        allowed_account_ids: Option<BTreeSet<String>> = matching(names::ACCOUNT),
        /// AWS account IDs that the provider is not allowed to use. They are checked with the first
        /// API call.
        forbidden_account_ids: Option<BTreeSet<String>> = matching(names::ACCOUNT),
        /// Region of the AWS Security Token Service (STS). Defaults to `region`.
        sts_region: Option<String> = matching(names::REGION),
        /// PEM file of the certificates to trust, either of certificate authorities or of servers.
        /// Defaults to `AWS_CA_BUNDLE`, or to the certificates of the machine.
        custom_ca_bundle: Option<String>,
        /// Whether to accept any server certificate. Only `false` is accepted, because credentials
        /// could reach an untrusted server. Trust a private CA with `custom_ca_bundle`.
        insecure: Option<bool>,
        /// Enforcement of tag policies. Only `disabled` is accepted, because tag policies are not
        /// read. Set required tags with `default_tags`. `TF_AWS_TAG_POLICY_COMPLIANCE` only causes
        /// a warning.
        tag_policy_compliance: Option<TagPolicyCompliance>,
        /// IAM role to assume. Several blocks form a role chain: each role is assumed with the
        /// credentials of the previous one. A block without a role is skipped.
        assume_role: Blocks<AssumeRole>,
        /// IAM role to assume with a token of another identity provider, before the roles of
        /// `assume_role`. A block that sets neither a role nor a token is skipped.
        assume_role_with_web_identity: Block<AssumeRoleWithWebIdentity>,
        /// Endpoints to call instead of the AWS endpoints: `codeartifact` and `sts`. For IAM Identity Center, which a profile
        /// may use, set `AWS_ENDPOINT_URL_SSO`. If `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` is `true`,
        /// the endpoints of the environment and of the shared files are ignored.
        endpoints: Blocks<Endpoints>,
        /// Tags for all resources that support tags. Can also be set with
        /// `TF_AWS_DEFAULT_TAGS_<key>`.
        default_tags: Block<DefaultTags>,
        /// Tags that are managed elsewhere. As in the AWS provider, a tag with such a key is sent
        /// when an object is created, if its configuration or a default sets the tag. After that,
        /// the provider does not read, change, or remove the tag, and no plan shows a difference in
        /// it.
        ignore_tags: Block<IgnoreTags>,
    }
}

impl Provider for CodeArtifact {
    const NAME: &'static str = "codeartifact";
    const TITLE: &'static str = "CodeArtifact";
    const RULES: &'static [Rule] = &[
        Rule::Conflicts(&["allowed_account_ids", "forbidden_account_ids"]),
        roles::CHAIN_RULE,
        refusals::INSECURE,
        refusals::TAG_POLICY,
    ];
    type Client = Aws;
    type Module = Module;
    const RESOURCES: &'static [&'static dyn AnyResource<Aws>] = resources::ALL;
    const LISTS: &'static [&'static dyn AnyList<Aws>] = lists::ALL;
    const DATA_SOURCES: &'static [&'static dyn AnyDataSource<Aws>] = data_sources::ALL;
    const EPHEMERALS: &'static [&'static dyn AnyEphemeral<Aws>] = ephemerals::ALL;
    const ACTIONS: &'static [&'static dyn AnyAction<Aws>] = actions::ALL;
    const FUNCTIONS: &'static [&'static dyn AnyFunction] = functions::ALL;

    fn subcategory(name: &str) -> &'static str {
        let named = SUBCATEGORIES.iter().find(|(part, _)| name.contains(part));
        named.map_or("Client configuration", |(_, subcategory)| subcategory)
    }

    /// A default tag that is not known yet leaves `tags_all` unknown, and nothing else.
    fn suffices(config: &Value) -> bool {
        let known = |attribute: &Attribute| match (attribute.name, config.get(attribute.name)) {
            ("default_tags", blocks) => *blocks != Value::Unknown,
            (_, value) => value.is_known(),
        };
        *config != Value::Unknown && Self::ATTRIBUTES.iter().all(known)
    }

    async fn configure(self, host: Host) -> Result<Configured<Aws>> {
        let client = Aws::new(self.settings(host.terraform_version), host.stop).await?;
        check_default_tags(&client)?;
        let warnings = client.warnings().iter().map(warning).collect();
        Ok(Configured { client, warnings })
    }

    fn hint(fault: &Error) -> Option<String> {
        hints::hint(fault)
    }

    fn action(name: &str) -> String {
        permissions::action(name)
    }

    fn policy(statements: &[Statement]) -> String {
        permissions::policy(statements)
    }

    /// The account of the provider's credentials is the owner where none is named.
    fn leave_out(config: &mut Value, client: &Aws) {
        let owner = config.get("domain_owner").as_str();
        if owner.is_some() && owner == client.account() {
            config.set("domain_owner", Value::Null);
        }
    }

    fn for_module(client: &Aws, module: Module) -> Aws {
        client.for_module(&module.user_agent.unwrap_or_default())
    }
}

impl CodeArtifact {
    fn settings(self, terraform_version: String) -> Settings {
        let list = |set: Option<BTreeSet<String>>| set.unwrap_or_default().into_iter().collect();
        let defaults = self.default_tags.0.map(|block| block.tags).unwrap_or_default();
        Settings {
            region: self.region,
            profile: self.profile,
            access_key: self.access_key.map(Into::into),
            secret_key: self.secret_key.map(|key| key.0.into()),
            token: self.token.map(|token| token.0.into()),
            shared_config_files: self.shared_config_files.unwrap_or_default(),
            shared_credentials_files: self.shared_credentials_files.unwrap_or_default(),
            assume_role: roles::chain(self.assume_role),
            web_identity: self.assume_role_with_web_identity.0.and_then(roles::web_identity),
            accounts: aws::Accounts {
                allowed: list(self.allowed_account_ids),
                forbidden: list(self.forbidden_account_ids),
            },
            sts_region: self.sts_region,
            custom_ca_bundle: self.custom_ca_bundle,
            endpoints: merged(self.endpoints),
            max_retries: self.max_retries,
            retry_mode: self.retry_mode.map(Into::into),
            retry_tokens: self.token_bucket_rate_limiter_capacity,
            proxies: aws::ProxySettings {
                http: self.http_proxy.map(|proxy| proxy.0),
                https: self.https_proxy.map(|proxy| proxy.0),
                except: self.no_proxy.map(|hosts| hosts.0),
            },
            metadata: aws::Metadata {
                endpoint: self.ec2_metadata_service_endpoint,
                endpoint_mode: self
                    .ec2_metadata_service_endpoint_mode
                    .map(|mode| mode.text().into()),
                skip: self.skip_metadata_api_check,
            },
            default_tags: defaults.known,
            unknown_default_tags: defaults.unknown,
            ignore_tags: self.ignore_tags.0.map(Into::into).unwrap_or_default(),
            use_fips_endpoint: self.use_fips_endpoint,
            use_dualstack_endpoint: self.use_dualstack_endpoint,
            user_agent: self.user_agent.unwrap_or_default(),
            terraform_version: Some(terraform_version),
        }
    }
}

/// The default tags of the environment are judged as those of the block are.
fn check_default_tags(client: &Aws) -> Result<()> {
    let mut report = Vec::new();
    let tags = Tags(client.tag_rules().defaults.clone()).encode();
    Tags::check(&tags, &Path::ROOT, &mut report);
    match report.into_iter().next() {
        Some(fault) => {
            let variable = "TF_AWS_DEFAULT_TAGS_<key>";
            Err(Error::new(format!(
                "The default tags, also those of {variable}: {fault}. Change these tags."
            )))
        }
        None => Ok(()),
    }
}

fn warning(warning: &aws::Warning) -> Diagnostic {
    Diagnostic::warning(warning.summary, warning.detail, Path::ROOT)
}
