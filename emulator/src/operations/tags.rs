//! Tags of domains, repositories and package groups.

use serde_json::{Value, json};

use super::{Call, Handler, Operation, Scope, Terms};
use crate::model::failure::Failure;
use crate::model::shapes::{ARN, TAG_KEY_LIST, TAG_LIST};
use crate::model::{Input, body, query, unverified};
use crate::names::Tags;
use crate::names::resource::Resource;
use crate::state::World;

/// Tags that a resource is made with.
pub(super) const TAGS: Input = body("tags", &TAG_LIST);

pub(super) const RESOURCE: Input = query("resourceArn", "resourceArn", &ARN).required();
const KEYS: Input = body("tagKeys", &TAG_KEY_LIST).required();

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "ListTagsForResource",
        method: "POST",
        path: "/v1/tags",
        terms: Terms::read(Scope::Tagged),
        inputs: &[RESOURCE],
        handler: Handler::Body(list),
    },
    Operation {
        name: "TagResource",
        method: "POST",
        path: "/v1/tag",
        terms: Terms::write(Scope::Tagged),
        inputs: &[RESOURCE, TAGS.required()],
        handler: Handler::Body(tag),
    },
    Operation {
        name: "UntagResource",
        method: "POST",
        path: "/v1/untag",
        terms: Terms::write(Scope::Tagged),
        inputs: &[RESOURCE, KEYS],
        handler: Handler::Body(untag),
    },
];

/// Tags that one resource may have (user guide); the model's 200 limits only one call.
const TAGS_PER_RESOURCE: usize = 50;

fn list(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let (_, tags) = tagged(call, world)?;
    let tags = tags.iter().map(|(key, value)| json!({ "key": key, "value": value }));
    Ok(json!({ "tags": tags.collect::<Vec<_>>() }))
}

fn tag(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let (resource, tags) = tagged(call, world)?;
    let mut all = tags.clone();
    all.extend(given(call, &resource)?);
    limit(&all, &resource)?;
    *tags = all;
    Ok(json!({}))
}

fn untag(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let (_, tags) = tagged(call, world)?;
    for key in call.list(KEYS).iter().filter_map(Value::as_str) {
        tags.remove(key);
    }
    Ok(json!({}))
}

/// The tags of a resource that is being made.
pub(super) fn new(call: &Call<'_>, resource: &Resource) -> Result<Tags, Failure> {
    let tags = given(call, resource)?;
    limit(&tags, resource)?;
    Ok(tags)
}

/// The tags that a call carries.
fn given(call: &Call<'_>, resource: &Resource) -> Result<Tags, Failure> {
    let mut tags = Tags::new();
    for tag in call.list(TAGS) {
        let (Some(key), Some(value)) = (tag["key"].as_str(), tag["value"].as_str()) else {
            continue;
        };
        if key.to_ascii_lowercase().starts_with("aws:") {
            let message = format!("The tag key '{key}' begins with 'aws:', which is reserved.");
            return Err(Failure::validation(unverified::REASON_OF_A_RULE, message));
        }
        if tags.insert(key.to_owned(), value.to_owned()).is_some() {
            let message = format!("The tag key '{key}' is given more than once.");
            return Err(Failure::new(unverified::TAG_GIVEN_TWICE, message).about(resource));
        }
    }
    Ok(tags)
}

fn limit(tags: &Tags, resource: &Resource) -> Result<(), Failure> {
    if tags.len() <= TAGS_PER_RESOURCE {
        return Ok(());
    }
    let (kind, name) = (resource.kind(), resource.name());
    let message = format!("The {kind} '{name}' cannot have more than {TAGS_PER_RESOURCE} tags.");
    Err(Failure::new(unverified::TOO_MANY_TAGS, message).about(resource))
}

/// The resource whose ARN the call carries, and its tags.
fn tagged<'a>(call: &Call<'_>, world: &'a mut World) -> Result<(Resource, &'a mut Tags), Failure> {
    let arn = call.text(RESOURCE);
    let here = |resource: &Resource| resource.domain.region == call.caller.region;
    let Some(resource) = Resource::parse(arn).filter(here) else {
        let message = format!("Resource not found. Resource '{arn}' does not exist.");
        return Err(Failure::new(unverified::UNKNOWN_TAGGED_ARN, message));
    };
    let domain = world.domain_mut(&resource.domain)?;
    let tags = match (&resource.repository, &resource.group) {
        (Some(name), _) => &mut domain.repository_mut(name)?.tags,
        (None, Some(pattern)) => &mut domain.groups.group_mut(pattern, &resource.domain)?.tags,
        (None, None) => &mut domain.tags,
    };
    Ok((resource, tags))
}
