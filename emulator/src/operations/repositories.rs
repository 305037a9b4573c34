//! Repositories: create, describe, update, delete, list.

use serde_json::{Value, json};

use super::pages::page;
use super::upstreams::{Downstream, UPSTREAMS};
use super::{Call, Handler, Operation, Scope, Terms, tags};
use crate::model::failure::{Code, Failure};
use crate::model::shapes::{
    ACCOUNT_ID, DESCRIPTION, DOMAIN, DOMAIN_OWNER, NEXT_TOKEN, PAGE_SIZE, REPOSITORY,
    REPOSITORY_NAME,
};
use crate::model::{Input, body, query, unverified};
use crate::names::resource::DomainId;
use crate::state::{Domain, Repository, Tracked, Upstream, World};

const ABOUT: Input = body("description", &DESCRIPTION);
const PREFIX: Input = query("repositoryPrefix", "repository-prefix", &REPOSITORY_NAME);
const ADMINISTRATOR: Input = query("administratorAccount", "administrator-account", &ACCOUNT_ID);

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "CreateRepository",
        method: "POST",
        path: "/v1/repository",
        terms: Terms::write(Scope::Repository),
        inputs: &[DOMAIN, DOMAIN_OWNER, REPOSITORY, ABOUT, UPSTREAMS, tags::TAGS],
        handler: Handler::Body(create),
    },
    Operation {
        name: "DescribeRepository",
        method: "GET",
        path: "/v1/repository",
        terms: Terms::read(Scope::Repository),
        inputs: &[DOMAIN, DOMAIN_OWNER, REPOSITORY],
        handler: Handler::Body(describe),
    },
    Operation {
        name: "UpdateRepository",
        method: "PUT",
        path: "/v1/repository",
        terms: Terms::write(Scope::Repository),
        inputs: &[DOMAIN, DOMAIN_OWNER, REPOSITORY, ABOUT, UPSTREAMS],
        handler: Handler::Body(update),
    },
    Operation {
        name: "DeleteRepository",
        method: "DELETE",
        path: "/v1/repository",
        terms: Terms::write(Scope::Repository).with_key(),
        inputs: &[DOMAIN, DOMAIN_OWNER, REPOSITORY],
        handler: Handler::Body(delete),
    },
    Operation {
        name: "ListRepositories",
        method: "POST",
        path: "/v1/repositories",
        terms: Terms::read(Scope::Account),
        inputs: &[PREFIX, PAGE_SIZE, NEXT_TOKEN],
        handler: Handler::Body(list),
    },
    Operation {
        name: "ListRepositoriesInDomain",
        method: "POST",
        path: "/v1/domain/repositories",
        terms: Terms::read(Scope::Domain).with_key(),
        inputs: &[DOMAIN, DOMAIN_OWNER, ADMINISTRATOR, PREFIX, PAGE_SIZE, NEXT_TOKEN],
        handler: Handler::Body(list_in_domain),
    },
];

/// Page size of both lists when the caller names none (API reference).
const REPOSITORIES_PER_PAGE: usize = 50;

fn create(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let id = world.new_repository_id();
    let domain = world.domain_mut(&call.domain())?;
    let name = call.text(REPOSITORY);
    room_for(name, domain, call)?;
    let repository = Repository {
        id,
        name: name.to_owned(),
        administrator: call.caller.account.clone(),
        description: call.optional(ABOUT).map(str::to_owned),
        upstreams: upstreams(call, domain)?,
        connection: None,
        created: call.now,
        policy: None,
        tags: tags::new(call, &domain.id.repository(name))?,
        packages: Tracked::default(),
    };
    let answer = json!({ "repository": domain.describe(&repository) });
    domain.repositories.insert(name.to_owned(), repository);
    Ok(answer)
}

/// The upstreams that the call names for its repository.
fn upstreams(call: &Call<'_>, domain: &Domain) -> Result<Vec<Upstream>, Failure> {
    let limit = call.settings.quotas.direct_upstreams;
    let downstream = Downstream { name: call.text(REPOSITORY), domain, limit };
    downstream.resolve(call.list(UPSTREAMS))
}

/// Refuses a name that is taken and a domain that is full.
fn room_for(name: &str, domain: &Domain, call: &Call<'_>) -> Result<(), Failure> {
    if domain.repositories.contains_key(name) {
        let message = format!(
            "Repository already exists. Repository '{name}' in domain '{}' owned by account '{}' already exists.",
            domain.id.name, domain.id.owner
        );
        return Err(Failure::new(Code::Conflict, message).about(&domain.id.repository(name)));
    }
    let limit = call.settings.quotas.repositories_per_domain;
    if domain.repositories.len() >= limit {
        let message =
            format!("The domain '{}' cannot hold more than {limit} repositories.", domain.id.name);
        return Err(Failure::new(Code::Quota, message).about(&domain.id.repository(name)));
    }
    Ok(())
}

fn describe(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let domain = world.domain(&call.domain())?;
    let repository = domain.repository(call.text(REPOSITORY))?;
    Ok(json!({ "repository": domain.describe(repository) }))
}

/// Omitted inputs keep their values; a list of upstreams, even an empty one, replaces the whole
/// list.
fn update(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let domain = world.domain_mut(&call.domain())?;
    let name = call.text(REPOSITORY);
    let connected = domain.repository(name)?.connection.is_some();
    let upstreams = match call.given(UPSTREAMS) {
        Some(_) if connected => return Err(super::external_connections::excludes_upstreams()),
        Some(_) => Some(upstreams(call, domain)?),
        None => None,
    };
    let repository = domain.repository_mut(name)?;
    if let Some(upstreams) = upstreams {
        repository.upstreams = upstreams;
    }
    if let Some(description) = call.optional(ABOUT) {
        repository.description = Some(description.to_owned());
    }
    Ok(json!({ "repository": domain.describe(domain.repository(name)?) }))
}

/// Repositories that have this one as an upstream do not stand in the way: they keep a broken
/// reference.
fn delete(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let domain = world.domain_mut(&call.domain())?;
    match domain.remove_repository(call.text(REPOSITORY)) {
        Ok(repository) => Ok(json!({ "repository": domain.describe(&repository) })),
        Err(_) if unverified::MISSING_REPOSITORY_IS_DELETED => Ok(json!({})),
        Err(missing) => Err(missing),
    }
}

/// Lists what the caller's account administers, in the domain of any account. What was in a domain
/// that was deleted under a lost key is listed until it is removed.
fn list(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let (world, region) = (&*world, &call.caller.region);
    let is_listed = |domain: &&Domain| {
        unverified::LISTED_UNDER_A_LOST_KEY
            || !world.has_lost_key(domain, &call.settings.unknown_keys)
    };
    let living = world.domains_in(region).filter(is_listed).flat_map(of_domain);
    let departed = world.departed(region, call.now).flat_map(|departed| {
        departed.repositories.iter().map(|repository| (&departed.domain, repository))
    });
    let mut all: Vec<_> = living.chain(departed).collect();
    all.sort_by_key(|&(domain, repository)| (&domain.owner, &domain.name, &repository.name));
    summaries(call, all.into_iter(), Some(&call.caller.account))
}

fn list_in_domain(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let domain = world.domain(&call.domain())?;
    summaries(call, of_domain(domain), call.optional(ADMINISTRATOR))
}

/// The repositories of a domain, each with the domain's name.
fn of_domain(domain: &Domain) -> impl Iterator<Item = (&DomainId, &Repository)> {
    domain.repositories.values().map(|repository| (&domain.id, repository))
}

fn summaries<'a>(
    call: &Call<'_>,
    all: impl Iterator<Item = (&'a DomainId, &'a Repository)>,
    administrator: Option<&str>,
) -> Result<Value, Failure> {
    let prefix = call.optional(PREFIX).unwrap_or_default();
    let chosen = all.filter(|(_, repository)| {
        repository.name.starts_with(prefix)
            && administrator.is_none_or(|account| repository.administrator == account)
    });
    let keyed = chosen.map(|(domain, repository)| {
        (vec![domain.owner.as_str(), &domain.name, &repository.name], (domain, repository))
    });
    page(call, "repositories", REPOSITORIES_PER_PAGE, keyed, |(domain, repository)| {
        repository.summary(domain)
    })
}
