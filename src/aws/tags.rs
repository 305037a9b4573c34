//! Tags: the rules of `default_tags` and `ignore_tags`, and the three calls.

use std::collections::BTreeMap;

use aws_sdk_codeartifact::types::Tag;

use super::call::Call;
use super::client::Aws;
use super::error::{Kind, Result};
use super::settings::IgnoreTags;

/// Tags by key.
pub type Tags = BTreeMap<String, String>;

/// AWS writes tags of its own with this beginning, and refuses it to everybody else.
const RESERVED: &str = "aws:";

/// What the provider block says about tags.
#[derive(Clone, Debug, Default)]
pub struct TagRules {
    /// Tags of every object.
    pub defaults: Tags,
    /// Tags that others manage.
    pub ignored: IgnoreTags,
}

impl TagRules {
    /// The tags that an object with tags of its `own` is given: the defaults, overlaid by them.
    #[must_use]
    pub fn effective(&self, own: &Tags) -> Tags {
        let mut all = self.defaults.clone();
        all.extend(own.clone());
        all
    }

    /// The part of `tags` that is ours to show and to change: nothing ignored, nothing of AWS's own.
    /// `tags_all` is `visible(effective(tags))` when planned and `visible(remote)` when read.
    #[must_use]
    pub fn visible(&self, tags: &Tags) -> Tags {
        let mut visible = tags.clone();
        visible.retain(|key, _| !self.ignores(key));
        visible
    }

    /// What belongs in `tags` of an object that carries `remote`: the visible tags, without those that a
    /// default explains, unless the object's own configuration names them too.
    #[must_use]
    pub fn own(&self, remote: &Tags, configured: Option<&Tags>) -> Tags {
        let mut own = self.visible(remote);
        own.retain(|key, value| {
            let by_default = self.defaults.get(key) == Some(value);
            !by_default || configured.is_some_and(|tags| tags.contains_key(key))
        });
        own
    }

    fn ignores(&self, key: &str) -> bool {
        key.starts_with(RESERVED)
            || self.ignored.keys.iter().any(|ignored| ignored == key)
            || self
                .ignored
                .key_prefixes
                .iter()
                .any(|prefix| key.starts_with(prefix.as_str()))
    }
}

impl Aws {
    /// The tags of the object with this ARN, or `None` where the object is gone.
    pub async fn tags(&self, arn: &str, region: Option<&str>) -> Result<Option<Tags>> {
        let call = Call::new("ListTagsForResource", arn).in_region(region);
        let answer = self
            .call(&call, |client, attempts| {
                client
                    .list_tags_for_resource()
                    .resource_arn(arn)
                    .customize()
                    .config_override(attempts)
                    .send()
            })
            .await;
        match answer {
            Ok(answer) => Ok(Some(from_wire(answer.tags()))),
            Err(error) if error.kind() == Kind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Changes the tags of the object with this ARN from `old` to `new`: takes away what is no longer wanted,
    /// then writes what is new or different. Calls nothing when there is nothing to do.
    pub async fn retag(
        &self,
        arn: &str,
        region: Option<&str>,
        old: &Tags,
        new: &Tags,
    ) -> Result<()> {
        let (removed, written) = difference(old, new);
        if !removed.is_empty() {
            self.untag(arn, region, removed).await?;
        }
        if !written.is_empty() {
            self.tag(arn, region, &written).await?;
        }
        Ok(())
    }

    async fn untag(&self, arn: &str, region: Option<&str>, keys: Vec<String>) -> Result<()> {
        let call = Call::new("UntagResource", arn).in_region(region);
        self.call(&call, |client, attempts| {
            client
                .untag_resource()
                .resource_arn(arn)
                .set_tag_keys(Some(keys))
                .customize()
                .config_override(attempts)
                .send()
        })
        .await?;
        Ok(())
    }

    async fn tag(&self, arn: &str, region: Option<&str>, tags: &Tags) -> Result<()> {
        let call = Call::new("TagResource", arn).in_region(region);
        let tags = to_wire(tags);
        self.call(&call, |client, attempts| {
            client
                .tag_resource()
                .resource_arn(arn)
                .set_tags(tags)
                .customize()
                .config_override(attempts)
                .send()
        })
        .await?;
        Ok(())
    }
}

/// The keys to remove and the tags to write.
fn difference(old: &Tags, new: &Tags) -> (Vec<String>, Tags) {
    let removed = old.keys().filter(|key| !new.contains_key(*key));
    let written = new
        .iter()
        .filter(|(key, value)| old.get(*key) != Some(*value));
    (
        removed.cloned().collect(),
        written.map(|(k, v)| (k.clone(), v.clone())).collect(),
    )
}

/// The list that a request carries; nothing at all where there are no tags.
pub(super) fn to_wire(tags: &Tags) -> Option<Vec<Tag>> {
    let build = |(key, value): (&String, &String)| {
        let tag = Tag::builder().key(key).value(value).build();
        tag.expect("a tag lacks nothing once it has a key and a value")
    };
    (!tags.is_empty()).then(|| tags.iter().map(build).collect())
}

fn from_wire(tags: &[Tag]) -> Tags {
    tags.iter()
        .map(|tag| (tag.key().to_owned(), tag.value().to_owned()))
        .collect()
}
