//! The rules of `default_tags` and `ignore_tags`. They are pure: planning needs them as much as
//! reading.

use std::collections::{BTreeMap, BTreeSet};

/// Tags by key.
pub(crate) type Tags = BTreeMap<String, String>;

/// AWS writes tags of its own with this beginning, and refuses it to all others.
const RESERVED: &str = "aws:";

/// What the provider block and the environment say about tags.
#[derive(Clone, Debug, Default)]
pub(crate) struct TagRules {
    /// Tags of every object, as far as they are known.
    pub defaults: Tags,
    /// Those of them that are not known yet.
    pub unknown: UnknownTags,
    /// Tags that others manage.
    pub ignored: IgnoreTags,
}

impl TagRules {
    /// The tags that an object with tags of its `own` is created with: the defaults, overlaid by
    /// them.
    #[must_use]
    pub(crate) fn initial(&self, own: &Tags) -> Tags {
        let mut all = self.defaults.clone();
        all.extend(own.clone());
        all
    }

    /// The part of `tags` that is ours to show and to change: nothing ignored, nothing of AWS's
    /// own.
    #[must_use]
    pub(crate) fn visible(&self, tags: &Tags) -> Tags {
        let mut visible = tags.clone();
        visible.retain(|key, _| !self.ignored.has(key));
        visible
    }

    /// The part of `visible` tags, and what was said `before` of the others: what is ignored stays
    /// as it was.
    #[must_use]
    pub(crate) fn beside(&self, visible: Tags, before: &Tags) -> Tags {
        let mut beside = before.clone();
        beside.retain(|key, _| self.ignored.has(key));
        beside.extend(visible);
        beside
    }

    /// Whether tags that are not known yet can count: all of them for a new object, and then those
    /// that are not ignored.
    #[must_use]
    pub(crate) fn is_open(&self, is_create: bool) -> bool {
        match &self.unknown {
            UnknownTags::Nothing => false,
            UnknownTags::Values(keys) => is_create || keys.iter().any(|key| !self.ignored.has(key)),
            UnknownTags::Everything => true,
        }
    }

    /// What belongs in `tags` of an object that carries the `remote` tags: those that its own tags
    /// of before name, and those that no default explains, of now or of the last apply, which is in
    /// `all` tags of before.
    #[must_use]
    pub(crate) fn own(&self, remote: &Tags, before: &Tags, all: &Tags) -> Tags {
        let mut own = self.visible(remote);
        own.retain(|key, value| {
            let by_default = all.contains_key(key) || self.defaults.get(key) == Some(value);
            before.contains_key(key) || !by_default
        });
        own
    }
}

/// Tags that are neither shown nor touched once an object is there.
#[derive(Clone, Debug, Default)]
pub(crate) struct IgnoreTags {
    /// Keys, in full.
    pub keys: Vec<String>,
    /// Beginnings of keys.
    pub key_prefixes: Vec<String>,
}

impl IgnoreTags {
    /// Whether the tag with this key is left alone.
    fn has(&self, key: &str) -> bool {
        key.starts_with(RESERVED)
            || self.keys.iter().any(|ignored| ignored == key)
            || self.key_prefixes.iter().any(|prefix| key.starts_with(prefix.as_str()))
    }
}

/// Default tags that are not known yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum UnknownTags {
    /// None.
    #[default]
    Nothing,
    /// Those with these keys.
    Values(BTreeSet<String>),
    /// There may be any.
    Everything,
}
