//! How versions of a group's packages may be published or ingested: what the user wrote, what that
//! means, and what is to change to get there.

use std::collections::BTreeSet;

use crate::aws::{self, AllowedRepositories, Aws, OriginChange, PackageGroupId};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::{Field, OptionalComputed};
use crate::framework::path::Step;
use crate::framework::plan::Change;
use crate::framework::schema::{choice, matching, object};
use crate::framework::validate::Rule;
use crate::framework::value::Value;
use crate::service::names;

object! {
    /// Package origin controls of a package group.
    pub(crate) struct OriginConfiguration {
        /// Restriction on publishing versions to repositories.
        publish: OptionalComputed<Restriction>,
        /// Restriction on ingesting versions through external connections.
        external_upstream: OptionalComputed<Restriction>,
        /// Restriction on retaining versions from upstream repositories of the domain.
        internal_upstream: OptionalComputed<Restriction>,
    }
}

object! {
    /// An origin restriction. An omitted restriction defaults to `INHERIT`, or to `ALLOW` for the
    /// root package group.
    pub(crate) struct Restriction {
        /// Restriction mode.
        mode: RestrictionMode,
        /// Names of the allowed repositories, with the mode `ALLOW_SPECIFIC_REPOSITORIES`.
        repositories: OptionalComputed<BTreeSet<String>> = matching(names::REPOSITORY),
    }
}

choice! {
    /// Restriction modes.
    pub(crate) enum RestrictionMode {
        /// Allows everything.
        Allow = "ALLOW",
        /// Allows the listed repositories.
        Specific = "ALLOW_SPECIFIC_REPOSITORIES",
        /// Allows nothing.
        Block = "BLOCK",
        /// Inherits the mode of the parent package group.
        Inherit = "INHERIT",
    }
}

choice! {
    /// Types of origin restrictions.
    pub(crate) enum RestrictionType {
        /// Ingestion from a public repository.
        ExternalUpstream = "EXTERNAL_UPSTREAM",
        /// Retention from another repository of the domain.
        InternalUpstream = "INTERNAL_UPSTREAM",
        /// Publication.
        Publish = "PUBLISH",
    }
}

/// The attributes of [`OriginConfiguration`], and what the service calls them.
const WAYS: [(&str, &str); 3] = [
    ("publish", RestrictionType::Publish.text()),
    ("external_upstream", RestrictionType::ExternalUpstream.text()),
    ("internal_upstream", RestrictionType::InternalUpstream.text()),
];

/// What must hold for a configuration of origins.
pub(crate) const ORIGIN_RULE: Rule = Rule::Holds {
    doc: "`origin_configuration` sets at least one of its three restrictions. `repositories` requires the mode \
          `ALLOW_SPECIFIC_REPOSITORIES`. The root package group, `/*`, cannot inherit.",
    check,
};

/// Terraform drops a member of another name without a word, so that the provider sees none at all.
const SETS_NOTHING: &str = "sets none of `publish`, `external_upstream`, and `internal_upstream`, so that all three \
                            would inherit. Terraform ignores members with other names without a warning: set the \
                            members of `restrictions` of awscc directly in `origin_configuration`, and `mode` for \
                            its `restriction_mode`. To inherit, omit `origin_configuration`";

fn check(config: &Value, report: &mut Vec<Error>) {
    let configured = config.get("origin_configuration");
    if matches!(configured, Value::Map(_))
        && WAYS.iter().all(|(way, _)| configured.get(way).is_null())
    {
        report.push(Error::at("origin_configuration", SETS_NOTHING));
    }
    let is_root = config.get("pattern").as_str() == Some("/*");
    for (way, _) in WAYS {
        let faults = restriction_faults(configured.get(way), is_root);
        report.extend(faults.map(|fault| {
            let step = |name: &str| Step::Attribute(name.to_owned());
            fault.under(step(way)).under(step("origin_configuration"))
        }));
    }
}

/// What is wrong with one restriction, of the root package group or of another one.
fn restriction_faults(restriction: &Value, is_root: bool) -> impl Iterator<Item = Error> {
    let inherit = RestrictionMode::Inherit.text();
    let specific = RestrictionMode::Specific.text();
    let mode = restriction.get("mode").as_str();
    let lists = matches!(restriction.get("repositories"), Value::List(names) if !names.is_empty());
    let inherits = (is_root && mode == Some(inherit)).then(|| {
        Error::at("mode", format!("cannot be `{inherit}`: the root package group has no parent"))
    });
    let misplaced = (lists && mode.is_some_and(|mode| mode != specific))
        .then(|| Error::at("repositories", format!("requires the mode `{specific}`")));
    [inherits, misplaced].into_iter().flatten()
}

/// Plans what is left out: it is known from the beginning what that means, if the pattern is.
pub(crate) fn plan(change: &mut Change) {
    let pattern = change.planned.get("pattern").as_str();
    let left_out = pattern.map_or(Value::Unknown, |pattern| default(pattern == "/*"));
    let complete = completed(change.config.get("origin_configuration"), &left_out);
    change.plan("origin_configuration", complete);
}

/// A configuration with everything in it that it leaves out.
fn completed(config: &Value, left_out: &Value) -> Value {
    if *config == Value::Unknown {
        return Value::Unknown;
    }
    let restriction = |way: &str| match config.get(way) {
        Value::Null => left_out.clone(),
        Value::Unknown => Value::Unknown,
        given => with_mode(given.get("mode").clone(), given.get("repositories")),
    };
    Value::Map(WAYS.map(|(way, _)| (way.to_owned(), restriction(way))).into())
}

fn with_mode(mode: Value, repositories: &Value) -> Value {
    let repositories = match repositories {
        Value::Null => Value::List(Vec::new()),
        given => given.clone(),
    };
    Value::object([("mode", mode), ("repositories", repositories)])
}

/// The restriction that is meant where none is given.
fn default(is_root: bool) -> Value {
    let mode = if is_root { RestrictionMode::Allow } else { RestrictionMode::Inherit };
    with_mode(mode.text().into(), &Value::Null)
}

impl OriginConfiguration {
    /// What a group has that no user has configured.
    pub(crate) fn initial(is_root: bool) -> Result<Self> {
        Self::decode(completed(&Value::Null, &default(is_root)))
    }

    /// What a group has, with all its lists.
    ///
    /// # Errors
    /// A list cannot be read, or a mode is not known.
    pub(crate) async fn of(
        found: &aws::PackageGroup,
        id: &PackageGroupId,
        aws: &Aws,
    ) -> Result<Self> {
        let [publish, external, internal] = WAYS.map(|(_, way)| listed(found, id, way, aws));
        let (publish, external_upstream, internal_upstream) =
            tokio::try_join!(publish, external, internal)?;
        Ok(Self {
            publish: publish.into(),
            external_upstream: external_upstream.into(),
            internal_upstream: internal_upstream.into(),
        })
    }

    /// What is to change to come from `prior` to this one.
    pub(crate) fn change_from(&self, prior: &Self) -> OriginChange {
        let mut change = OriginChange::default();
        for ((way, wanted), (_, had)) in self.ways().into_iter().zip(prior.ways()) {
            let (Some(wanted), had) = (wanted, had) else { continue };
            if had.map(|had| had.mode) != Some(wanted.mode) {
                change.modes.insert(way.to_owned(), wanted.mode.text().to_owned());
            }
            let had = had.map(Restriction::names).unwrap_or_default();
            let wanted = wanted.names();
            note(&mut change.add, way, wanted.difference(&had));
            note(&mut change.remove, way, had.difference(&wanted));
        }
        change
    }

    /// The same with every mode, also where it is thought to be right already.
    pub(crate) fn whole_from(&self, prior: &Self) -> OriginChange {
        let modes = self.ways().into_iter().filter_map(|(way, wanted)| {
            wanted.map(|wanted| (way.to_owned(), wanted.mode.text().to_owned()))
        });
        OriginChange { modes: modes.collect(), ..self.change_from(prior) }
    }

    fn ways(&self) -> [(&'static str, Option<&Restriction>); 3] {
        let [publish, external, internal] = WAYS.map(|(_, way)| way);
        [
            (publish, self.publish.as_known()),
            (external, self.external_upstream.as_known()),
            (internal, self.internal_upstream.as_known()),
        ]
    }
}

impl Restriction {
    fn names(&self) -> BTreeSet<String> {
        self.repositories.as_known().cloned().unwrap_or_default()
    }
}

fn note<'a>(lists: &mut AllowedRepositories, way: &str, names: impl Iterator<Item = &'a String>) {
    let names: BTreeSet<String> = names.cloned().collect();
    if !names.is_empty() {
        lists.insert(way.to_owned(), names);
    }
}

/// One restriction of a group. A list that the service counts as empty is not asked for.
async fn listed(
    found: &aws::PackageGroup,
    id: &PackageGroupId,
    way: &str,
    aws: &Aws,
) -> Result<Restriction> {
    let restriction = found.restrictions.get(way).cloned().unwrap_or_default();
    let names = match restriction.repositories_count {
        0 => Vec::new(),
        _ => aws.list_allowed_repositories(id, way).await?,
    };
    Ok(Restriction {
        mode: RestrictionMode::decode(restriction.mode.into())?,
        repositories: BTreeSet::from_iter(names).into(),
    })
}
