//! What stands at the service: looked at, made and changed behind Terraform's back.

use std::collections::BTreeMap;

use aws_sdk_codeartifact::types::{
    DomainDescription, RepositoryDescription, Tag, UpstreamRepository,
};
use aws_sdk_codeartifact::{Client, config};
use codeartifact_emulator::Request;

use crate::support::world::{ACCOUNT, OTHER_ACCOUNT, OTHER_KEY, REGION, World};

/// The ARN of a domain of the world's own account and Region.
pub(crate) fn domain_arn(domain: &str) -> String {
    format!("arn:aws:codeartifact:{REGION}:{ACCOUNT}:domain/{domain}")
}

/// The ARN of a repository of the world's own account and Region.
pub(crate) fn repository_arn(domain: &str, repository: &str) -> String {
    format!("arn:aws:codeartifact:{REGION}:{ACCOUNT}:repository/{domain}/{repository}")
}

/// Tags, as the service's client takes them.
pub(crate) fn tag_list(tags: &BTreeMap<String, String>) -> Vec<Tag> {
    let tag = |(key, value)| Tag::builder().key(key).value(value).build();
    tags.iter().map(|pair| tag(pair).expect("a tag")).collect()
}

/// Upstreams, as the service's client takes them.
pub(crate) fn upstream_list(names: &[&str]) -> Vec<UpstreamRepository> {
    let upstream = |name: &&str| UpstreamRepository::builder().repository_name(*name).build();
    names.iter().map(|name| upstream(name).expect("an upstream")).collect()
}

/// Whether a call changes nothing at the service; assuming a role does not.
pub(crate) fn only_looks(request: &Request) -> bool {
    let verbs = ["AssumeRole", "Describe", "Get", "List"];
    verbs.iter().any(|verb| request.operation.starts_with(verb))
}

impl World {
    /// Calls the service behind Terraform's back.
    pub(crate) fn aws<T, E: std::fmt::Debug>(
        &self,
        call: impl AsyncFnOnce(Client) -> Result<T, E>,
    ) -> T {
        self.ask(call).expect("a call behind Terraform's back")
    }

    /// The same where the answer may be a refusal.
    pub(crate) fn ask<T, E>(&self, call: impl AsyncFnOnce(Client) -> Result<T, E>) -> Result<T, E> {
        self.wait(call(self.client("test", REGION)))
    }

    /// The service's own client, with the key `test` or [`OTHER_KEY`].
    pub(crate) fn client(&self, key: &str, region: &'static str) -> Client {
        let configuration = config::Config::builder()
            .behavior_version(config::BehaviorVersion::latest())
            .region(config::Region::from_static(region))
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .endpoint_url(self.emulator.url())
            .credentials_provider(config::Credentials::new(key, key, None, None, "test"))
            .build();
        Client::from_conf(configuration)
    }

    pub(crate) fn make_domain(&self, domain: &str) {
        self.aws(async |client| client.create_domain().domain(domain).send().await);
    }

    /// Deletes a domain.
    pub(crate) fn remove_domain(&self, domain: &str) {
        self.aws(async |client| client.delete_domain().domain(domain).send().await);
    }

    /// Makes a domain of [`OTHER_ACCOUNT`].
    pub(crate) fn make_domain_of_other_account(&self, domain: &str) {
        let client = self.client(OTHER_KEY, REGION);
        let made = self.wait(client.create_domain().domain(domain).send());
        let made = made.expect("a domain").domain.expect("its description");
        assert_eq!(made.owner(), Some(OTHER_ACCOUNT));
    }

    /// Makes repositories in a domain.
    pub(crate) fn make_repositories(&self, domain: &str, names: &[&str]) {
        for name in names {
            self.aws(async |client| {
                let call = client.create_repository().domain(domain).repository(*name);
                call.send().await
            });
        }
    }

    /// Deletes a repository.
    pub(crate) fn remove_repository(&self, domain: &str, name: &str) {
        self.aws(async |client| {
            let call = client.delete_repository().domain(domain).repository(name);
            call.send().await
        });
    }

    /// Sets the upstreams of a repository.
    pub(crate) fn set_upstreams(&self, domain: &str, name: &str, upstreams: &[&str]) {
        let list = upstream_list(upstreams);
        self.aws(async |client| {
            let call = client.update_repository().domain(domain).repository(name);
            call.set_upstreams(Some(list)).send().await
        });
    }

    /// Sets the description of a repository.
    pub(crate) fn describe(&self, domain: &str, name: &str, description: &str) {
        self.aws(async |client| {
            let call = client.update_repository().domain(domain).repository(name);
            call.description(description).send().await
        });
    }

    /// Connects a repository to a public one.
    pub(crate) fn connect(&self, domain: &str, name: &str, connection: &str) {
        self.aws(async |client| {
            let call = client.associate_external_connection().domain(domain);
            let call = call.repository(name).external_connection(connection);
            call.send().await
        });
    }

    /// Takes a connection away.
    pub(crate) fn disconnect(&self, domain: &str, name: &str, connection: &str) {
        self.aws(async |client| {
            let call = client.disassociate_external_connection().domain(domain);
            let call = call.repository(name).external_connection(connection);
            call.send().await
        });
    }

    /// Gives an object exactly these tags.
    pub(crate) fn retag(&self, arn: &str, tags: &BTreeMap<String, String>) {
        let old = self.tags(arn).into_keys().collect();
        self.aws(async |client| {
            let untag = client.untag_resource().resource_arn(arn);
            untag.set_tag_keys(Some(old)).send().await
        });
        let tags = tag_list(tags);
        self.aws(async |client| {
            let tag = client.tag_resource().resource_arn(arn);
            tag.set_tags(Some(tags)).send().await
        });
    }

    /// The domain as it is; nothing where it is gone.
    pub(crate) fn domain(&self, domain: &str) -> Option<DomainDescription> {
        match self.ask(async |client| client.describe_domain().domain(domain).send().await) {
            Ok(found) => found.domain,
            Err(error) => {
                assert!(error.into_service_error().is_resource_not_found_exception());
                None
            }
        }
    }

    /// The repository as it is; nothing where it is gone.
    pub(crate) fn repository(&self, domain: &str, name: &str) -> Option<RepositoryDescription> {
        let found = self.ask(async |client| {
            let call = client.describe_repository().domain(domain);
            call.repository(name).send().await
        });
        match found {
            Ok(found) => found.repository,
            Err(error) => {
                assert!(error.into_service_error().is_resource_not_found_exception());
                None
            }
        }
    }

    /// The names of a repository's upstreams, in their order.
    pub(crate) fn upstreams(&self, domain: &str, name: &str) -> Vec<String> {
        let found = self.repository(domain, name).expect("the repository");
        let names = found.upstreams().iter();
        names.filter_map(|upstream| upstream.repository_name().map(str::to_owned)).collect()
    }

    /// The name of a repository's connection.
    pub(crate) fn connection(&self, domain: &str, name: &str) -> Option<String> {
        let found = self.repository(domain, name).expect("the repository");
        let connection = found.external_connections().first()?;
        connection.external_connection_name().map(str::to_owned)
    }

    /// The tags of an object.
    pub(crate) fn tags(&self, arn: &str) -> BTreeMap<String, String> {
        let found = self.aws(async |client| {
            let call = client.list_tags_for_resource().resource_arn(arn);
            call.send().await
        });
        let tags = found.tags().iter();
        tags.map(|tag| (tag.key().to_owned(), tag.value().to_owned())).collect()
    }

    /// Puts a policy on the domain `main`.
    pub(crate) fn put_on_domain(&self, document: &str) {
        self.aws(async |client| {
            let call = client.put_domain_permissions_policy().domain("main");
            call.policy_document(document).send().await
        });
    }

    /// The policy of the domain `main`.
    pub(crate) fn policy_of_domain(&self) -> Option<String> {
        let found = self.ask(async |client| {
            let call = client.get_domain_permissions_policy().domain("main");
            call.send().await
        });
        found.ok()?.policy?.document
    }

    /// Puts a policy on the repository `npm` of the domain `main`.
    pub(crate) fn put_on_repository(&self, document: &str) {
        self.aws(async |client| {
            let call = client.put_repository_permissions_policy().domain("main");
            let call = call.repository("npm").policy_document(document);
            call.send().await
        });
    }

    /// The policy of the repository `npm` of the domain `main`.
    pub(crate) fn policy_of_repository(&self) -> Option<String> {
        let found = self.ask(async |client| {
            let call = client.get_repository_permissions_policy().domain("main");
            call.repository("npm").send().await
        });
        found.ok()?.policy?.document
    }

    /// How often an operation was called.
    pub(crate) fn calls(&self, operation: &str) -> usize {
        let requests = self.requests();
        let of_operation = requests.iter().filter(|request| request.operation == operation);
        of_operation.count()
    }

    /// The operations that were called since the log was cleared, in their order.
    pub(crate) fn called(&self) -> Vec<String> {
        let requests = self.requests().into_iter();
        requests.map(|request| request.operation).collect()
    }

    /// Demands that the service refused nothing but a look at what is not there.
    pub(crate) fn no_call_failed(&self) {
        let requests = self.requests();
        let is_fine = |request: &&Request| match request.error() {
            Some("ResourceNotFoundException") => only_looks(request),
            _ => request.status() == Some(200),
        };
        let failed: Vec<&Request> = requests.iter().filter(|found| !is_fine(found)).collect();
        assert!(failed.is_empty(), "{failed:#?}");
    }
}
