//! The calls as the SDK makes them, and what their answers tell.

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::types::{
    DomainDescription, RepositoryDescription, ResourcePolicy, Tag, UpstreamRepository,
};

use super::{Call, Name, Place, Told, told};

/// Makes a call.
pub(super) async fn send(client: &Client, call: &Call) -> Told {
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

async fn of_domains(client: &Client, call: &Call) -> Told {
    let told = match call {
        Call::CreateDomain(name) => told(client.create_domain().domain(*name).send().await)?.domain,
        Call::DescribeDomain(name) => {
            told(client.describe_domain().domain(*name).send().await)?.domain
        }
        Call::DeleteDomain(name) => told(client.delete_domain().domain(*name).send().await)?.domain,
        other => unreachable!("{other:?} is not a call about a domain"),
    };
    Ok(told.iter().map(domain).collect())
}

async fn of_repositories(client: &Client, call: &Call) -> Told {
    let told = match call {
        Call::CreateRepository(domain, name, names) => {
            let create = client.create_repository().domain(*domain).repository(*name);
            told(create.set_upstreams(Some(upstreams(names))).send().await)?.repository
        }
        Call::UpdateRepository(domain, name, names) => {
            let update = client.update_repository().domain(*domain).repository(*name);
            told(update.set_upstreams(Some(upstreams(names))).send().await)?.repository
        }
        Call::DescribeRepository(domain, name) => {
            let describe = client.describe_repository().domain(*domain).repository(*name);
            told(describe.send().await)?.repository
        }
        Call::DeleteRepository(domain, name) => {
            let delete = client.delete_repository().domain(*domain).repository(*name);
            told(delete.send().await)?.repository
        }
        Call::ListRepositories(domain) => return list(client, domain).await,
        other => return of_connections(client, other).await,
    };
    Ok(told.map(repository).unwrap_or_default())
}

async fn list(client: &Client, domain: Name) -> Told {
    let list = told(client.list_repositories_in_domain().domain(domain).send().await)?;
    Ok(list.repositories().iter().filter_map(|found| found.name.clone()).collect())
}

async fn of_connections(client: &Client, call: &Call) -> Told {
    let told = match call {
        Call::Connect(domain, name, to) => {
            let connect = client.associate_external_connection().domain(*domain);
            told(connect.repository(*name).external_connection(*to).send().await)?.repository
        }
        Call::Disconnect(domain, name, from) => {
            let disconnect = client.disassociate_external_connection().domain(*domain);
            told(disconnect.repository(*name).external_connection(*from).send().await)?.repository
        }
        other => unreachable!("{other:?} is not a call about a connection"),
    };
    Ok(told.map(repository).unwrap_or_default())
}

async fn of_tags(client: &Client, call: &Call, arn: &str) -> Told {
    match call {
        Call::Tag(_, key, value) => {
            let tag = Tag::builder().key(*key).value(value.to_string()).build();
            let tag = tag.expect("a key and a value");
            told(client.tag_resource().resource_arn(arn).tags(tag).send().await)?;
        }
        Call::Untag(_, key) => {
            told(client.untag_resource().resource_arn(arn).tag_keys(*key).send().await)?;
        }
        _ => {
            let list = told(client.list_tags_for_resource().resource_arn(arn).send().await)?;
            return Ok(list.tags().iter().map(|it| format!("{}={}", it.key, it.value)).collect());
        }
    }
    Ok(Vec::new())
}

async fn of_domain_policies(client: &Client, call: &Call, domain: Name) -> Told {
    let told = match call {
        Call::PutPolicy(_, number) => {
            let put = client.put_domain_permissions_policy().domain(domain);
            told(put.policy_document(super::policy(*number)).send().await)?.policy
        }
        Call::GetPolicy(_) => {
            told(client.get_domain_permissions_policy().domain(domain).send().await)?.policy
        }
        _ => told(client.delete_domain_permissions_policy().domain(domain).send().await)?.policy,
    };
    Ok(document(told))
}

async fn of_repository_policies(client: &Client, call: &Call, domain: Name, name: Name) -> Told {
    let told = match call {
        Call::PutPolicy(_, number) => {
            let put = client.put_repository_permissions_policy().domain(domain).repository(name);
            told(put.policy_document(super::policy(*number)).send().await)?.policy
        }
        Call::GetPolicy(_) => {
            let get = client.get_repository_permissions_policy().domain(domain).repository(name);
            told(get.send().await)?.policy
        }
        _ => {
            let delete = client.delete_repository_permissions_policy().domain(domain);
            told(delete.repository(name).send().await)?.policy
        }
    };
    Ok(document(told))
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

fn domain(told: &DomainDescription) -> String {
    format!("{} repositories", told.repository_count())
}

fn repository(told: RepositoryDescription) -> Vec<String> {
    let upstreams = told.upstreams().iter().filter_map(|it| it.repository_name());
    let connections =
        told.external_connections().iter().filter_map(|it| it.external_connection_name());
    upstreams.chain(connections).map(str::to_owned).collect()
}

fn document(told: Option<ResourcePolicy>) -> Vec<String> {
    told.and_then(|policy| policy.document).into_iter().collect()
}
