//! The calls as the SDK makes them, and what these return.

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::types::{
    DomainDescription, RepositoryDescription, ResourcePolicy, Tag, UpstreamRepository,
};

use super::{Answer, Call, Name, Place, coded};

/// Makes a call.
pub(super) async fn send(client: &Client, call: &Call) -> Answer {
    match call {
        Call::CreateDomain(_) | Call::DescribeDomain(_) | Call::DeleteDomain(_) => {
            of_domains(client, call).await
        }
        Call::Tag(place, ..) | Call::Untag(place, _) | Call::ListTags(place) => {
            of_tags(client, call, &place.arn()).await
        }
        Call::PutPolicy(place, _) | Call::GetPolicy(place) | Call::DeletePolicy(place) => {
            match place.repository {
                Some(name) => of_repository_policies(client, call, place.domain, name).await,
                None => of_domain_policies(client, call, place.domain).await,
            }
        }
        _ => of_repositories(client, call).await,
    }
}

async fn of_domains(client: &Client, call: &Call) -> Answer {
    let description = match call {
        Call::CreateDomain(name) => {
            coded(client.create_domain().domain(*name).send().await)?.domain
        }
        Call::DescribeDomain(name) => {
            coded(client.describe_domain().domain(*name).send().await)?.domain
        }
        Call::DeleteDomain(name) => {
            coded(client.delete_domain().domain(*name).send().await)?.domain
        }
        other => unreachable!("{other:?} is not a call about a domain"),
    };
    Ok(description.iter().map(domain).collect())
}

async fn of_repositories(client: &Client, call: &Call) -> Answer {
    let description = match call {
        Call::CreateRepository(domain, name, names) => {
            let create = client.create_repository().domain(*domain).repository(*name);
            coded(create.set_upstreams(Some(upstreams(names))).send().await)?.repository
        }
        Call::UpdateRepository(domain, name, names) => {
            let update = client.update_repository().domain(*domain).repository(*name);
            coded(update.set_upstreams(Some(upstreams(names))).send().await)?.repository
        }
        Call::DescribeRepository(domain, name) => {
            let describe = client.describe_repository().domain(*domain).repository(*name);
            coded(describe.send().await)?.repository
        }
        Call::DeleteRepository(domain, name) => {
            let delete = client.delete_repository().domain(*domain).repository(*name);
            coded(delete.send().await)?.repository
        }
        Call::ListRepositories(domain) => return list(client, domain).await,
        other => return of_connections(client, other).await,
    };
    Ok(description.map(repository).unwrap_or_default())
}

async fn list(client: &Client, domain: Name) -> Answer {
    let list = coded(client.list_repositories_in_domain().domain(domain).send().await)?;
    Ok(list.repositories().iter().filter_map(|found| found.name.clone()).collect())
}

async fn of_connections(client: &Client, call: &Call) -> Answer {
    let description = match call {
        Call::Connect(domain, name, to) => {
            let connect = client.associate_external_connection().domain(*domain);
            coded(connect.repository(*name).external_connection(*to).send().await)?.repository
        }
        Call::Disconnect(domain, name, from) => {
            let disconnect = client.disassociate_external_connection().domain(*domain);
            coded(disconnect.repository(*name).external_connection(*from).send().await)?.repository
        }
        other => unreachable!("{other:?} is not a call about a connection"),
    };
    Ok(description.map(repository).unwrap_or_default())
}

async fn of_tags(client: &Client, call: &Call, arn: &str) -> Answer {
    match call {
        Call::Tag(_, key, value) => {
            let tag = Tag::builder().key(*key).value(value.to_string()).build();
            let tag = tag.expect("a key and a value");
            coded(client.tag_resource().resource_arn(arn).tags(tag).send().await)?;
        }
        Call::Untag(_, key) => {
            coded(client.untag_resource().resource_arn(arn).tag_keys(*key).send().await)?;
        }
        _ => {
            let list = coded(client.list_tags_for_resource().resource_arn(arn).send().await)?;
            return Ok(list.tags().iter().map(|it| format!("{}={}", it.key, it.value)).collect());
        }
    }
    Ok(Vec::new())
}

async fn of_domain_policies(client: &Client, call: &Call, domain: Name) -> Answer {
    let policy = match call {
        Call::PutPolicy(_, number) => {
            let put = client.put_domain_permissions_policy().domain(domain);
            coded(put.policy_document(super::policy(*number)).send().await)?.policy
        }
        Call::GetPolicy(_) => {
            coded(client.get_domain_permissions_policy().domain(domain).send().await)?.policy
        }
        _ => coded(client.delete_domain_permissions_policy().domain(domain).send().await)?.policy,
    };
    Ok(document(policy))
}

async fn of_repository_policies(client: &Client, call: &Call, domain: Name, name: Name) -> Answer {
    let policy = match call {
        Call::PutPolicy(_, number) => {
            let put = client.put_repository_permissions_policy().domain(domain).repository(name);
            coded(put.policy_document(super::policy(*number)).send().await)?.policy
        }
        Call::GetPolicy(_) => {
            let get = client.get_repository_permissions_policy().domain(domain).repository(name);
            coded(get.send().await)?.policy
        }
        _ => {
            let delete = client.delete_repository_permissions_policy().domain(domain);
            coded(delete.repository(name).send().await)?.policy
        }
    };
    Ok(document(policy))
}

impl Place {
    fn arn(&self) -> String {
        let of = |rest: String| format!("arn:aws:codeartifact:us-east-1:000000000000:{rest}");
        match self.repository {
            Some(name) => of(format!("repository/{}/{name}", self.domain)),
            None => of(format!("domain/{}", self.domain)),
        }
    }
}

fn upstreams(names: &[Name]) -> Vec<UpstreamRepository> {
    let upstream = |name: &Name| UpstreamRepository::builder().repository_name(*name).build();
    names.iter().map(|name| upstream(name).expect("a name")).collect()
}

fn domain(description: &DomainDescription) -> String {
    format!("{} repositories", description.repository_count())
}

fn repository(description: RepositoryDescription) -> Vec<String> {
    let upstreams = description.upstreams().iter().filter_map(|it| it.repository_name());
    let connections =
        description.external_connections().iter().filter_map(|it| it.external_connection_name());
    upstreams.chain(connections).map(str::to_owned).collect()
}

fn document(policy: Option<ResourcePolicy>) -> Vec<String> {
    policy.and_then(|policy| policy.document).into_iter().collect()
}
