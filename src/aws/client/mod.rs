//! The client: made from the settings without a call, with one connection pool for all Regions.

mod answers;
pub(in crate::aws) mod hosts;
mod http;
pub(in crate::aws) mod made;
mod setters;
mod told;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use aws_config::{BehaviorVersion, SdkConfig};
use aws_sdk_codeartifact::config::retry::{RetryPartition, TokenBucket};
use aws_sdk_codeartifact::config::timeout::TimeoutConfig;
use aws_sdk_codeartifact::config::{Region, SharedHttpClient};
use aws_sdk_codeartifact::{Client, Config};
use tokio::sync::OnceCell;
use tokio_util::sync::CancellationToken;

use self::hosts::Hosts;
use self::made::Made;
pub(crate) use self::setters::Setter;
use self::setters::Setters;
use self::told::Told;
use crate::aws::configuration::environment::{Environment, environment};
use crate::aws::configuration::user_agent::UserAgent;
use crate::aws::configuration::{Configuration, Settings, Warning, addresses};
use crate::aws::credentials::{self, Instance, Sts, roles};
use crate::aws::failure::{Error, Result};
use crate::aws::names::TagRules;
pub(super) use answers::{GivenUp, Streamed};

/// How long an answer may take to begin. Without a limit, a connection that died silently would
/// hold a call indefinitely.
const ANSWER: Duration = Duration::from_secs(60);

/// Tokens that a retry costs, as in AWS's SDK for Go, which the AWS provider is built on.
const RETRY_COST: u32 = 5;

/// CodeArtifact, as the provider sees it.
#[derive(Clone)]
pub struct Aws {
    region: String,
    service: Config,
    clients: Arc<Mutex<HashMap<String, Client>>>,
    /// What the module says of itself whose calls these are.
    module: Option<UserAgent>,
    tags: TagRules,
    /// The account of the provider's credentials, once it is known.
    pub(in crate::aws) account: Arc<OnceLock<String>>,
    /// Set once a domain was asked for its owner only to learn that account.
    pub(in crate::aws) account_is_asked: Arc<OnceCell<()>>,
    /// Whether calls go to an address of the user's own, and not to AWS.
    pub(in crate::aws) is_elsewhere: bool,
    /// Where package managers find the domains, as far as that had to be asked.
    pub(in crate::aws) hosts: Hosts,
    /// What it has made a moment ago.
    pub(in crate::aws) made: Made,
    /// Who sets the upstream repositories of repositories.
    setters: Setters,
    /// What it has said of the credentials.
    pub(in crate::aws) told: Told,
    stop: CancellationToken,
    warnings: Vec<Warning>,
}

impl Aws {
    /// The client for these settings, which gives up waiting once `stop` is cancelled. Reads the
    /// environment and the shared files, and calls nothing: credentials are resolved, and
    /// certificates read, by the first call. Only the Region, which every plan needs, is asked from
    /// the metadata service of an instance where nothing else names it.
    pub(crate) async fn new(settings: Settings, stop: CancellationToken) -> Result<Self> {
        Self::with_environment(settings, &environment(), stop).await
    }

    /// The same with other variables for what this module reads itself. The SDK reads the rest from
    /// the process.
    pub(in crate::aws) async fn with_environment(
        settings: Settings,
        environment: &Environment,
        stop: CancellationToken,
    ) -> Result<Self> {
        let settings = settings.without_empty_texts();
        let configuration = Configuration::resolve(&settings, environment).await?;
        let http =
            http::client(configuration.ca_bundle.as_deref(), &configuration.proxies, stop.clone())?;
        let instance = Instance::new(&configuration.metadata, &http)?;
        let region = region(&configuration, instance.as_ref()).await?;
        let shared = shared(&configuration, &region, http).await;
        let is_elsewhere = addresses::check(&settings.endpoints, &shared)?;
        let sts = Sts::new(&settings, &configuration.user_agent);
        let source = credentials::source(&settings, &configuration, &sts, &shared, instance);
        let shared = roles::chained(&settings, &sts, roles::with_credentials(&shared, source));
        Ok(Self {
            service: service(&settings, &configuration, &shared),
            warnings: configuration.warnings,
            clients: Arc::default(),
            module: None,
            account: Arc::default(),
            account_is_asked: Arc::default(),
            made: Made::default(),
            setters: Setters::default(),
            told: Told::default(),
            is_elsewhere,
            hosts: Hosts::default(),
            region,
            tags: configuration.tags,
            stop,
        })
    }

    /// The same client for the calls of a module, which names these products in the user agent.
    #[must_use]
    pub(crate) fn for_module(&self, products: &[String]) -> Self {
        let module = (!products.is_empty()).then(|| UserAgent(products.join(" ")));
        Self { module, ..self.clone() }
    }

    /// The same client, which waits for nothing that it has made: where an object that cannot be
    /// seen yet and one that lacks what is asked for give the same answer.
    pub(in crate::aws) fn without_patience(&self) -> Self {
        Self { made: Made::default(), ..self.clone() }
    }

    /// The same client, whose errors are not read: what it says counts as unsaid.
    pub(in crate::aws) fn unheard(&self) -> Self {
        Self { told: Told::default(), ..self.clone() }
    }

    /// The provider's own Region.
    #[must_use]
    pub(crate) fn region(&self) -> &str {
        &self.region
    }

    /// Whether something else was planned in this run that sets the upstream repositories of this
    /// repository.
    pub(crate) fn has_rival(&self, repository: String, setter: Setter) -> bool {
        self.setters.has_rival(repository, setter)
    }

    /// What works and may not be meant.
    #[must_use]
    pub(crate) fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// The rules of default and ignored tags.
    #[must_use]
    pub(crate) fn tag_rules(&self) -> &TagRules {
        &self.tags
    }

    /// The Region that an object is in: its own, or else the provider's.
    #[must_use]
    pub(crate) fn region_of<'a>(&'a self, own: Option<&'a str>) -> &'a str {
        own.unwrap_or(&self.region)
    }

    pub(in crate::aws) fn module(&self) -> Option<&UserAgent> {
        self.module.as_ref()
    }

    pub(in crate::aws) fn stop(&self) -> &CancellationToken {
        &self.stop
    }

    /// The client of a Region, made at the first call there.
    pub(in crate::aws) fn client(&self, region: &str) -> Client {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = clients.get(region) {
            return client.clone();
        }
        let region = region.to_owned();
        let there = self.service.to_builder().region(Region::new(region.clone()));
        clients.entry(region).or_insert(Client::from_conf(there.build())).clone()
    }
}

// By hand, because the SDK's own configuration would show the ID of the access key.
impl fmt::Debug for Aws {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut aws = f.debug_struct("Aws");
        aws.field("region", &self.region).finish_non_exhaustive()
    }
}

/// The Region that something names, or else that of the instance, where that has the credentials
/// too.
async fn region(configuration: &Configuration, instance: Option<&Instance>) -> Result<String> {
    if let Some(region) = &configuration.region {
        return Ok(region.clone());
    }
    let unknown =
        |more: &str| Error::misconfigured(format!("No Region is set.{more} {SET_REGION}"));
    match instance.filter(|_| configuration.of_instance) {
        None => Err(unknown("")),
        Some(instance) => instance.region().await.map_err(|cause| {
            unknown(&format!(
                " The metadata service of an instance does not provide one either: {cause}."
            ))
        }),
    }
}

const SET_REGION: &str = "Set `region` in the provider block, AWS_REGION or AWS_DEFAULT_REGION in the environment, or \
                          `region` in the profile of the shared configuration file.";

/// What the SDK itself finds in the environment and the shared files, around what the configuration
/// says. It has no credentials yet.
async fn shared(configuration: &Configuration, region: &str, http: SharedHttpClient) -> SdkConfig {
    // The behavior of the SDK is fixed by date: an update of its crates changes nothing unasked.
    let behaviour = BehaviorVersion::v2026_01_12();
    let mut loader = aws_config::defaults(behaviour)
        .no_credentials()
        .region(Region::new(region.to_owned()))
        .retry_config(configuration.retry.clone())
        .timeout_config(TimeoutConfig::builder().read_timeout(ANSWER).build())
        .profile_files(configuration.files.clone())
        .http_client(http);
    if let Some(profile) = &configuration.profile {
        loader = loader.profile_name(profile);
    }
    if let Some(fips) = configuration.use_fips {
        loader = loader.use_fips(fips);
    }
    if let Some(dual_stack) = configuration.use_dual_stack {
        loader = loader.use_dual_stack(dual_stack);
    }
    loader.load().await
}

/// A budget in which each retry costs the same.
fn tokens(capacity: u32) -> TokenBucket {
    let capacity = usize::try_from(capacity).unwrap_or(usize::MAX);
    let bucket = TokenBucket::builder().capacity(capacity).retry_cost(RETRY_COST);
    bucket.timeout_retry_cost(RETRY_COST).throttling_retry_cost(RETRY_COST).build()
}

fn service(settings: &Settings, configuration: &Configuration, shared: &SdkConfig) -> Config {
    // Terraform's users expect that a throttled call is tried again however many others were: no
    // shared budget, unless they ask for one.
    let tokens = settings.retry_tokens.map_or_else(TokenBucket::unlimited, tokens);
    let patient = RetryPartition::custom("codeartifact").token_bucket(tokens);
    let mut service = aws_sdk_codeartifact::config::Builder::from(shared)
        .retry_partition(patient.build())
        .interceptor(UserAgent(configuration.user_agent.clone()));
    if let Some(endpoint) = &settings.endpoints.codeartifact {
        // An address of one's own has no FIPS or dual-stack form, and the SDK refuses the
        // combination.
        service = service.endpoint_url(endpoint).use_fips(false).use_dual_stack(false);
    }
    service.build()
}
