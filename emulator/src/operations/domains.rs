//! Domains: create, describe, delete, list.

use serde_json::{Value, json};

use super::pages::page;
use super::{Call, Handler, Operation, Scope, Terms, tags};
use crate::model::failure::{Code, Failure};
use crate::model::shapes::{ARN, DOMAIN, DOMAIN_OWNER, NEXT_TOKEN, PAGE_SIZE};
use crate::model::{Input, body, unverified};
use crate::state::{Domain, PackageGroups, Tracked, World, no_key, resolve_key};

pub(super) const ENCRYPTION_KEY: Input = body("encryptionKey", &ARN);

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "CreateDomain",
        method: "POST",
        path: "/v1/domain",
        terms: Terms::write(Scope::Domain),
        inputs: &[DOMAIN, ENCRYPTION_KEY, tags::TAGS],
        handler: Handler::Body(create),
    },
    Operation {
        name: "DescribeDomain",
        method: "GET",
        path: "/v1/domain",
        terms: Terms::read(Scope::Domain),
        inputs: &[DOMAIN, DOMAIN_OWNER],
        handler: Handler::Body(describe),
    },
    Operation {
        name: "DeleteDomain",
        method: "DELETE",
        path: "/v1/domain",
        terms: Terms::write(Scope::Domain),
        inputs: &[DOMAIN, DOMAIN_OWNER],
        handler: Handler::Body(delete),
    },
    Operation {
        name: "ListDomains",
        method: "POST",
        path: "/v1/domains",
        terms: Terms::read(Scope::Account),
        inputs: &[PAGE_SIZE.in_body(), NEXT_TOKEN.in_body()],
        handler: Handler::Body(list),
    },
];

const ACTIVE: &str = "Active";
const DELETED: &str = "Deleted";

fn create(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let id = call.domain();
    let tags = tags::new(call, &id.resource())?;
    let encryption_key =
        resolve_key(call.optional(ENCRYPTION_KEY), call.caller, &call.settings.unknown_keys)?;
    if world.has_lost(&encryption_key) {
        return Err(no_key(&encryption_key));
    }
    // A taken name is reported before a full quota: repeating a call must not change its refusal.
    if world.domain(&id).is_err() {
        quota(call, world)?;
    }
    let domain = Domain {
        id,
        encryption_key,
        created: call.now,
        policy: None,
        tags,
        repositories: Tracked::default(),
        groups: PackageGroups::new(call.now),
    };
    Ok(json!({ "domain": world.add_domain(domain)?.description(ACTIVE) }))
}

fn quota(call: &Call<'_>, world: &World) -> Result<(), Failure> {
    let limit = call.settings.quotas.domains_per_account;
    let caller = call.caller;
    if world.domains_of(&caller.region, &caller.account).count() < limit {
        return Ok(());
    }
    let message =
        format!("The account '{}' cannot have more than {limit} domains.", caller.account);
    Err(Failure::new(Code::Quota, message).about(&call.domain().resource()))
}

fn describe(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    Ok(json!({ "domain": world.domain(&call.domain())?.description(ACTIVE) }))
}

fn delete(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let id = call.domain();
    // Without the key of a domain no principal can see whether there are repositories in it (user
    // guide).
    let holds = |domain: &Domain| {
        !domain.repositories.is_empty() && !world.has_lost_key(domain, &call.settings.unknown_keys)
    };
    if world.domain(&id).is_ok_and(holds) {
        let message =
            format!("Domain '{}' cannot be deleted because it contains repositories.", id.name);
        return Err(Failure::new(Code::Conflict, message).about(&id.resource()));
    }
    Ok(match world.remove_domain(&id, call.now) {
        Some(domain) => json!({ "domain": domain.description(DELETED) }),
        None if unverified::MISSING_DOMAIN_IS_DESCRIBED => {
            json!({ "domain": { "name": id.name, "owner": id.owner, "status": DELETED } })
        }
        None => json!({}),
    })
}

fn list(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let domains = world.domains_of(&call.caller.region, &call.caller.account);
    let keyed = domains.map(|domain| (vec![domain.id.name.as_str()], domain));
    page(call, "domains", unverified::DOMAINS_PER_PAGE, keyed, |domain| domain.summary(ACTIVE))
}
