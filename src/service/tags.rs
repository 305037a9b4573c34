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

    fn decode(value: Value) -> Result<Self> {
        BTreeMap::decode(value).map(Self)
    }

    fn encode(self) -> Value {
        self.0.encode()
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        let Value::Map(tags) = value else { return };
        if tags.len() > MOST_TAGS {
            let cause = format!("must have at most {MOST_TAGS} tags, got {}", tags.len());
            report.push(Error { cause, path: at.clone() });
        }
        for (key, value) in tags {
            if let Some(cause) = fault(key, value) {
                report.push(Error { cause, path: at.then(Step::Key(key.clone())) });
            }
        }
    }
}

fn fault(key: &str, value: &Value) -> Option<String> {
    let longer = |text: &str, most: usize| text.chars().count() > most;
    if key.is_empty() || longer(key, LONGEST_KEY) {
        return Some(format!("the key of a tag must have 1 to {LONGEST_KEY} characters"));
    }
    if key.to_ascii_lowercase().starts_with("aws:") {
        return Some("the prefix `aws:` is reserved for tags of AWS".into());
    }
    match value {
        Value::Null => Some("a tag must have a value; use \"\" for an empty one".into()),
        Value::String(text) if longer(text, LONGEST_VALUE) => {
            Some(format!("the value of a tag must have at most {LONGEST_VALUE} characters"))
        }
        _ => None,
    }
}

/// Plans `tags_all`. One unknown tag, also a default one, leaves all of it unknown: the keys that are known
/// now may not be all there will be.
pub(crate) fn plan(change: &mut Change, aws: Option<&Aws>) {
    let own = change.planned.get("tags").clone();
    let all = match aws {
        Some(aws) if own.is_known() && !aws.tag_rules().unknown => {
            match Option::<Tags>::decode(own) {
                Ok(own) => effective(aws, own.as_ref()).encode(),
                Err(_) => Value::Unknown,
            }
        }
        _ => Value::Unknown,
    };
    change.plan("tags_all", all);
}

/// Splits the tags that the service has into `tags` and `tags_all`, where `before` is what the
/// state or the plan says.
///
/// # Errors
/// `before` holds no tags.
pub(crate) fn settle(
    found: aws::Tags,
    before: &Value,
    aws: &Aws,
) -> Result<(Option<Tags>, Computed<Tags>)> {
    let configured = Option::<Tags>::decode(before.get("tags").clone())?.map(|tags| tags.0);
    let rules = aws.tag_rules();
    let all =
        Computed::<Tags>::decode(before.get("tags_all").clone())?.known().unwrap_or_default().0;
    let own = rules.own(&found, configured.as_ref(), &all);
    Ok((Some(Tags(own)), Tags(rules.visible(&found)).into()))
}

/// The tags that an object gets whose own are these.
pub(crate) fn effective(aws: &Aws, own: Option<&Tags>) -> Tags {
    let rules = aws.tag_rules();
    let own = own.cloned().unwrap_or_default().0;
    Tags(rules.visible(&rules.effective(&own)))
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
