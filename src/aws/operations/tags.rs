//! The tags of domains, repositories and package groups.

use aws_sdk_codeartifact::types::Tag;

use crate::aws::calls::{Tagged, call};
use crate::aws::client::Aws;
use crate::aws::failure::{Kind, Result};
use crate::aws::names::Tags;

impl Aws {
    /// The tags of the object with this ARN, or `None` if the object does not exist.
    pub(crate) async fn tags(&self, arn: &str, region: Option<&str>) -> Result<Option<Tags>> {
        let answer = call!(self, tagged(&Tagged(arn, region)), list_tags_for_resource()).await;
        match answer {
            Ok(answer) => Ok(Some(from_wire(answer.tags()))),
            Err(error) if error.kind() == Kind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Changes the tags of the object with this ARN from `old` to `new`: takes away what is no
    /// longer wanted, then writes what is new or different. Calls nothing when there is nothing to
    /// do.
    pub(crate) async fn retag(
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
        call!(self, tagged(&Tagged(arn, region)), untag_resource().set_tag_keys(Some(keys)))
            .await?;
        Ok(())
    }

    async fn tag(&self, arn: &str, region: Option<&str>, tags: &Tags) -> Result<()> {
        let tags = to_wire(tags);
        call!(self, tagged(&Tagged(arn, region)), tag_resource().set_tags(tags)).await?;
        Ok(())
    }
}

/// The keys to remove and the tags to write.
fn difference(old: &Tags, new: &Tags) -> (Vec<String>, Tags) {
    let removed = old.keys().filter(|key| !new.contains_key(*key));
    let written = new.iter().filter(|(key, value)| old.get(*key) != Some(*value));
    (removed.cloned().collect(), written.map(|(k, v)| (k.clone(), v.clone())).collect())
}

/// The list that a request carries; nothing at all where there are no tags.
pub(in crate::aws) fn to_wire(tags: &Tags) -> Option<Vec<Tag>> {
    let build = |(key, value): (&String, &String)| {
        let tag = Tag::builder().key(key).value(value).build();
        tag.expect("a tag lacks nothing once it has a key and a value")
    };
    (!tags.is_empty()).then(|| tags.iter().map(build).collect())
}

fn from_wire(tags: &[Tag]) -> Tags {
    tags.iter().map(|tag| (tag.key().to_owned(), tag.value().to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(pairs: &[(&str, &str)]) -> Tags {
        let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
        pairs.iter().map(owned).collect()
    }

    #[test]
    fn only_what_differs_is_written() {
        let old = tags(&[("gone", "1"), ("same", "1"), ("changed", "1")]);
        let new = tags(&[("same", "1"), ("changed", "2"), ("new", "")]);
        let (removed, written) = difference(&old, &new);
        assert_eq!(removed, ["gone"]);
        assert_eq!(written, tags(&[("changed", "2"), ("new", "")]));
        assert_eq!(difference(&new, &new), (vec![], tags(&[])));
    }
}
