//! Tags of domains and repositories.

use serde_json::{Value, json};

use super::Call;
use crate::arn::ResourceArn;
use crate::failure::{Failure, Reason};
use crate::model::shapes::{ARN, TAG_KEY_LIST, TAG_LIST};
use crate::model::{Input, Operation, body, query};
use crate::state::{DomainId, Tags, World};
use crate::unverified;

/// Tags that a resource is made with.
pub(super) const TAGS: Input = body("tags", &TAG_LIST);

const RESOURCE: Input = query("resourceArn", "resourceArn", &ARN).required();
const KEYS: Input = body("tagKeys", &TAG_KEY_LIST).required();

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "ListTagsForResource",
        method: "POST",
        path: "/v1/tags",
        inputs: &[RESOURCE],
        handler: list,
    },
    Operation {
        name: "TagResource",
        method: "POST",
        path: "/v1/tag",
        inputs: &[RESOURCE, TAGS.required()],
        handler: tag,
    },
    Operation {
        name: "UntagResource",
        method: "POST",
        path: "/v1/untag",
        inputs: &[RESOURCE, KEYS],
        handler: untag,
    },
];

/// Tags that one resource may have (user guide); the model's 200 limits only one call.
const TAGS_PER_RESOURCE: usize = 50;

fn list(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let (_, _, tags) = tagged(call, world)?;
    let tags = tags
        .iter()
        .map(|(key, value)| json!({ "key": key, "value": value }));
    Ok(json!({ "tags": tags.collect::<Vec<_>>() }))
}

fn tag(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let (kind, name, tags) = tagged(call, world)?;
    let mut all = tags.clone();
    all.extend(given(call, kind, &name)?);
    limit(&all, kind, &name)?;
    *tags = all;
    Ok(json!({}))
}

fn untag(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let (_, _, tags) = tagged(call, world)?;
    for key in call.list(KEYS).iter().filter_map(Value::as_str) {
        tags.remove(key);
    }
    Ok(json!({}))
}

/// The tags of a resource that is being made.
pub(super) fn new(call: &Call<'_>, kind: &str, name: &str) -> Result<Tags, Failure> {
    let tags = given(call, kind, name)?;
    limit(&tags, kind, name)?;
    Ok(tags)
}

/// The tags that a call carries.
fn given(call: &Call<'_>, kind: &str, name: &str) -> Result<Tags, Failure> {
    let mut tags = Tags::new();
    for tag in call.list(TAGS) {
        let (Some(key), Some(value)) = (tag["key"].as_str(), tag["value"].as_str()) else {
            continue;
        };
        if key.to_ascii_lowercase().starts_with("aws:") {
            let message = format!("The tag key '{key}' begins with 'aws:', which is reserved.");
            return Err(Failure::validation(Reason::Other, message));
        }
        if tags.insert(key.to_owned(), value.to_owned()).is_some() {
            let message = format!("The tag key '{key}' is given more than once.");
            return Err(Failure::about(
                unverified::TAG_GIVEN_TWICE,
                kind,
                name,
                message,
            ));
        }
    }
    Ok(tags)
}

fn limit(tags: &Tags, kind: &str, name: &str) -> Result<(), Failure> {
    if tags.len() <= TAGS_PER_RESOURCE {
        return Ok(());
    }
    let message = format!("The {kind} '{name}' cannot have more than {TAGS_PER_RESOURCE} tags.");
    Err(Failure::about(
        unverified::TOO_MANY_TAGS,
        kind,
        name,
        message,
    ))
}

/// The kind, the name and the tags of the resource whose ARN the call carries.
fn tagged<'a>(
    call: &Call<'_>,
    world: &'a mut World,
) -> Result<(&'static str, String, &'a mut Tags), Failure> {
    let text = call.text(RESOURCE);
    let Some(arn) = ResourceArn::parse(text).filter(|arn| arn.region == call.caller.region) else {
        let message = format!("Resource not found. Resource '{text}' does not exist.");
        return Err(Failure::about(
            unverified::UNKNOWN_TAGGED_ARN,
            "domain",
            text,
            message,
        ));
    };
    let ResourceArn {
        region,
        owner,
        domain,
        repository,
    } = arn;
    let domain = world.domain_mut(&DomainId {
        region,
        owner,
        name: domain,
    })?;
    match repository {
        None => Ok(("domain", domain.id.name.clone(), &mut domain.tags)),
        Some(name) => {
            let tags = &mut domain.repository_mut(&name)?.tags;
            Ok(("repository", name, tags))
        }
    }
}
