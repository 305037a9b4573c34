//! The rules of `default_tags` and `ignore_tags`. They are pure: planning needs them as much as reading.

use std::collections::BTreeMap;

/// Tags by key.
pub(crate) type Tags = BTreeMap<String, String>;

/// AWS writes tags of its own with this beginning, and refuses it to everybody else.
const RESERVED: &str = "aws:";

/// What the provider block and the environment say about tags.
#[derive(Clone, Debug, Default)]
pub(crate) struct TagRules {
    /// Tags of every object.
    pub defaults: Tags,
    /// Whether some of those are not known yet, so that none of them counts.
    pub unknown: bool,
    /// Tags that others manage.
    pub ignored: IgnoreTags,
}

impl TagRules {
    /// The tags that an object with tags of its `own` is given: the defaults, overlaid by them.
    #[must_use]
    pub(crate) fn effective(&self, own: &Tags) -> Tags {
        let mut all = self.defaults.clone();
        all.extend(own.clone());
        all
    }

    /// The part of `tags` that is ours to show and to change: nothing ignored, nothing of AWS's own.
    /// `tags_all` is `visible(effective(tags))` when planned and `visible(remote)` when read.
    #[must_use]
    pub(crate) fn visible(&self, tags: &Tags) -> Tags {
        let mut visible = tags.clone();
        visible.retain(|key, _| !self.ignores(key));
        visible
    }

    /// What belongs in `tags` of an object that carries `remote`: the visible tags, without those that a
    /// default explains, unless the object's own configuration names them too. While the defaults are not known,
    /// those of the last apply count, which are in `all` tags of then.
    #[must_use]
    pub(crate) fn own(&self, remote: &Tags, configured: Option<&Tags>, all: &Tags) -> Tags {
        let defaults = if self.unknown { all } else { &self.defaults };
        let mut own = self.visible(remote);
        own.retain(|key, value| {
            let by_default = defaults.get(key) == Some(value);
            !by_default || configured.is_some_and(|tags| tags.contains_key(key))
        });
        own
    }

    fn ignores(&self, key: &str) -> bool {
        key.starts_with(RESERVED)
            || self.ignored.keys.iter().any(|ignored| ignored == key)
            || self.ignored.key_prefixes.iter().any(|prefix| key.starts_with(prefix.as_str()))
    }
}

/// Tags that are neither shown nor touched.
#[derive(Clone, Debug, Default)]
pub(crate) struct IgnoreTags {
    /// Keys, in full.
    pub keys: Vec<String>,
    /// Beginnings of keys.
    pub key_prefixes: Vec<String>,
}
