//! The rules of tags, of the provider block and of the environment.

use super::environment::{Environment, variable};
use super::settings::Settings;
use crate::aws::names::{IgnoreTags, TagRules, Tags};

/// A default tag of the environment is named `TF_AWS_DEFAULT_TAGS_<key>`.
const DEFAULT_TAG: &str = "TF_AWS_DEFAULT_TAGS_";

impl TagRules {
    /// The rules of the provider block and of the environment: the block comes before the
    /// environment key by key, and what is to be ignored adds up.
    pub(in crate::aws) fn resolve(settings: &Settings, env: &Environment) -> Self {
        let IgnoreTags { keys, key_prefixes } = &settings.ignore_tags;
        let mut defaults = defaults(env);
        defaults.extend(settings.default_tags.clone());
        let ignored = IgnoreTags {
            keys: joined(keys, env, "TF_AWS_IGNORE_TAGS_KEYS"),
            key_prefixes: joined(key_prefixes, env, "TF_AWS_IGNORE_TAGS_KEY_PREFIXES"),
        };
        Self { defaults, unknown: settings.unknown_default_tags.clone(), ignored }
    }
}

fn defaults(env: &Environment) -> Tags {
    let key = |name: &String| name.strip_prefix(DEFAULT_TAG).map(str::to_owned);
    env.iter().filter_map(|(name, value)| Some((key(name)?, value.clone()))).collect()
}

/// The given list, and the one that a variable holds between commas.
fn joined(given: &[String], env: &Environment, name: &str) -> Vec<String> {
    let listed = variable(env, name).unwrap_or_default();
    let listed = listed.split(',').map(str::trim);
    let listed = listed.filter(|key| !key.is_empty()).map(str::to_owned);
    given.iter().cloned().chain(listed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws::names::UnknownTags;

    fn tags(pairs: &[(&str, &str)]) -> Tags {
        let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
        pairs.iter().map(owned).collect()
    }

    fn rules() -> TagRules {
        let settings = Settings {
            default_tags: tags(&[("team", "block"), ("stage", "prod")]),
            ignore_tags: IgnoreTags { keys: vec!["cost".to_owned()], key_prefixes: vec![] },
            ..Settings::default()
        };
        let environment = tags(&[
            ("TF_AWS_DEFAULT_TAGS_team", "environment"),
            ("TF_AWS_DEFAULT_TAGS_owner", "environment"),
            ("TF_AWS_IGNORE_TAGS_KEYS", "scan, audit,"),
            ("TF_AWS_IGNORE_TAGS_KEY_PREFIXES", "k8s/"),
        ]);
        TagRules::resolve(&settings, &environment.into_iter().collect())
    }

    #[test]
    fn the_block_wins_and_ignored_tags_add_up() {
        let rules = rules();
        let defaults = [("owner", "environment"), ("stage", "prod"), ("team", "block")];
        assert_eq!(rules.defaults, tags(&defaults));
        assert_eq!(rules.ignored.keys, ["cost", "scan", "audit"]);
        assert_eq!(rules.ignored.key_prefixes, ["k8s/"]);
    }

    #[test]
    fn own_tags_overlay_the_defaults() {
        let all = rules().initial(&tags(&[("stage", "test"), ("app", "a")]));
        let expected =
            [("app", "a"), ("owner", "environment"), ("stage", "test"), ("team", "block")];
        assert_eq!(all, tags(&expected));
    }

    #[test]
    fn what_others_manage_is_not_seen() {
        let remote =
            tags(&[("app", "a"), ("aws:cf", "1"), ("cost", "1"), ("costs", "1"), ("k8s/x", "1")]);
        assert_eq!(rules().visible(&remote), tags(&[("app", "a"), ("costs", "1")]));
    }

    #[test]
    fn a_default_is_not_an_own_tag_unless_it_is_configured_too() {
        let remote = tags(&[("stage", "prod"), ("team", "other"), ("app", "a"), ("scan", "1")]);
        let (rules, none) = (rules(), Tags::new());
        let without = tags(&[("team", "other"), ("app", "a")]);
        assert_eq!(rules.own(&remote, &none, &none), without);
        assert_eq!(rules.own(&remote, &without, &none), without);
        let mut with = without.clone();
        with.insert("stage".to_owned(), "prod".to_owned());
        assert_eq!(rules.own(&remote, &with, &none), with);
    }

    #[test]
    fn what_was_a_default_is_none_of_the_own_tags_later() {
        let remote = tags(&[("stage", "test"), ("gone", "1"), ("app", "a")]);
        let all = tags(&[("stage", "test"), ("gone", "2")]);
        assert_eq!(rules().own(&remote, &Tags::new(), &all), tags(&[("app", "a")]));
    }

    #[test]
    fn what_is_ignored_is_said_as_before() {
        let before = tags(&[("cost", "1"), ("app", "a")]);
        let expected = tags(&[("cost", "1"), ("app", "b")]);
        assert_eq!(rules().beside(tags(&[("app", "b")]), &before), expected);
    }

    #[test]
    fn only_unknown_tags_that_are_not_ignored_count_for_what_is_there() {
        let open = |unknown: UnknownTags| {
            let rules = TagRules { unknown, ..rules() };
            [rules.is_open(true), rules.is_open(false)]
        };
        let values =
            |keys: &[&str]| UnknownTags::Values(keys.iter().map(|key| (*key).to_owned()).collect());
        assert_eq!(open(UnknownTags::Everything), [true, true]);
        assert_eq!(open(values(&["cost", "at"])), [true, true]);
        assert_eq!(open(values(&["cost", "k8s/at"])), [true, false]);
        assert_eq!(open(UnknownTags::Nothing), [false, false]);
    }
}
