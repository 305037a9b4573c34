//! Tags: what the user wrote, and what the provider's configuration adds and leaves alone.

use std::collections::BTreeMap;
use std::future::Future;

use crate::aws::{self, Aws};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::{Computed, Field};
use crate::framework::path::{Path, Step};
use crate::framework::plan::Change;
use crate::framework::schema::Type;
use crate::framework::value::Value;

/// The tags of one object, by key. Limits from the service's guide.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tags(pub aws::Tags);

const MOST_TAGS: usize = 50;
const LONGEST_KEY: usize = 128;
const LONGEST_VALUE: usize = 256;

impl Field for Tags {
    const TYPE: Type = Type::Map(&Type::String);

    /// A tag without a value is none, so that a module can leave it to its user.
    fn decode(value: Value) -> Result<Self> {
        let Value::Map(mut tags) = value else { return Err(value.mismatch("a map")) };
        tags.retain(|_, value| !value.is_null());
        BTreeMap::decode(Value::Map(tags)).map(Self)
    }

    fn encode(self) -> Value {
        self.0.encode()
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        let Value::Map(tags) = value else { return };
        let count = tags.values().filter(|value| !value.is_null()).count();
        if count > MOST_TAGS {
            let cause = format!("must have at most {MOST_TAGS} tags, got {count}");
            report.push(Error { cause, path: at.clone() });
        }
        for (key, value) in tags {
            if let Some(cause) = fault(key, value) {
                report.push(Error { cause, path: at.then(Step::Key(key.clone())) });
            }
        }
    }

    fn same(one: &Value, other: &Value) -> bool {
        match (Self::decode(one.clone()), Self::decode(other.clone())) {
            (Ok(one), Ok(other)) => one == other,
            _ => one == other,
        }
    }
}

fn fault(key: &str, value: &Value) -> Option<String> {
    let longer = |text: &str, most: usize| text.chars().count() > most;
    if key.is_empty() || longer(key, LONGEST_KEY) {
        return Some(format!("must have a key of 1 to {LONGEST_KEY} characters"));
    }
    if key.to_ascii_lowercase().starts_with("aws:") {
        return Some("has a key with the prefix `aws:`, which is reserved for AWS".into());
    }
    match value {
        Value::String(text) if longer(text, LONGEST_VALUE) => {
            Some(format!("must have a value of at most {LONGEST_VALUE} characters"))
        }
        _ => None,
    }
}

/// Plans `tags` and `tags_all`. What differs in ignored tags alone is not a change. One unknown tag
/// that counts, also a default one, leaves all of `tags_all` unknown: the keys that are known now
/// may not be all there will be.
pub(crate) fn plan(change: &mut Change, aws: Option<&Aws>) {
    let Some((aws, own)) = aws.and_then(|aws| Some((aws, known(&change.planned, "tags")?))) else {
        return change.plan("tags_all", Value::Unknown);
    };
    let rules = aws.tag_rules();
    let before = known(&change.prior, "tags").unwrap_or_default();
    if !change.is_create() && rules.visible(&own) == rules.visible(&before) {
        change.plan("tags", change.prior.get("tags").clone());
    }
    let initial = rules.initial(&own);
    let said = match change.is_create() {
        true => initial.clone(),
        false => known(&change.prior, "tags_all").unwrap_or_default(),
    };
    let all = rules.beside(rules.visible(&initial), &said).encode();
    let is_open = rules.is_open(change.is_create());
    change.plan("tags_all", if is_open { Value::Unknown } else { all });
}

/// The tags in a state or plan, where all of them are known.
fn known(object: &Value, name: &str) -> Option<aws::Tags> {
    let tags = object.get(name);
    let tags = tags.is_known().then(|| Option::<Tags>::decode(tags.clone()).ok())?;
    Some(tags?.unwrap_or_default().0)
}

/// Splits the tags that the service has into `tags` and `tags_all`, where `before` is what the
/// state or the plan says.
pub(crate) fn settle(
    remote: &aws::Tags,
    before: &Value,
    aws: &Aws,
) -> (Option<Tags>, Computed<Tags>) {
    let rules = aws.tag_rules();
    let own = known(before, "tags").unwrap_or_default();
    let all = known(before, "tags_all").unwrap_or_else(|| rules.initial(&own));
    let tags = rules.beside(rules.own(remote, &own, &all), &own);
    let tags_all = rules.beside(rules.visible(remote), &all);
    (Some(Tags(tags)), Tags(tags_all).into())
}

/// The tags that an object is created with whose own are these.
pub(crate) fn initial(aws: &Aws, own: Option<&Tags>) -> aws::Tags {
    aws.tag_rules().initial(&own.cloned().unwrap_or_default().0)
}

/// Changes the tags of an object from those that `tags_all` had to those that come of its `own`.
/// What is ignored stays as it is.
///
/// # Errors
/// A call failed.
pub(crate) async fn update(
    aws: &Aws,
    (arn, region): (&str, Option<&str>),
    tags_all: Computed<Tags>,
    own: Option<&Tags>,
) -> Result<Tags> {
    let rules = aws.tag_rules();
    let new = rules.visible(&initial(aws, own));
    let old = rules.visible(&tags_all.known().unwrap_or_default().0);
    aws.retag(arn, region, &old, &new).await?;
    Ok(Tags(new))
}

/// Describes an object and lists its tags, at once where its ARN is known.
///
/// # Errors
/// One of the two calls failed.
pub(crate) async fn described<T>(
    aws: &Aws,
    arn: Option<&String>,
    region: Option<&str>,
    describe: impl Future<Output = Result<Option<T>, aws::Error>>,
    arn_of: impl Fn(&T) -> &str,
) -> Result<Option<(T, aws::Tags)>> {
    let (found, tags) = match arn {
        Some(arn) => tokio::try_join!(describe, aws.tags(arn, region))?,
        None => match describe.await? {
            Some(found) => {
                let tags = aws.tags(arn_of(&found), region).await?;
                (Some(found), tags)
            }
            None => (None, None),
        },
    };
    Ok(found.map(|found| (found, tags.unwrap_or_default())))
}
