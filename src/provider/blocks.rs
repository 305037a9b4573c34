//! The other blocks and choices of the provider's configuration.

use std::collections::{BTreeMap, BTreeSet};

use super::texts::URL;
use crate::aws::{self, RetryMode, UnknownTags};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::Field;
use crate::framework::path::Path;
use crate::framework::schema::{Blocks, Mode as AttributeMode, Type, choice, matching, object};
use crate::framework::value::Value;
use crate::service::tags::Tags;

object! {
    /// Addresses to call instead of those of AWS.
    pub struct Endpoints {
        /// Address of CodeArtifact. Defaults to `AWS_ENDPOINT_URL_CODEARTIFACT` or
        /// `AWS_ENDPOINT_URL`.
        codeartifact: Option<String> = matching(URL),
        /// Address of the Security Token Service. Defaults to `AWS_ENDPOINT_URL_STS` or
        /// `AWS_ENDPOINT_URL`, which alone count for a role that a profile names.
        sts: Option<String> = matching(URL),
    }
}

object! {
    /// Tags of everything that can have tags.
    pub struct DefaultTags {
        /// The tags; those of a resource win over them.
        tags: Defaults,
    }
}

/// Default tags, as far as they are known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Defaults {
    /// Those that are known.
    pub(super) known: aws::Tags,
    /// Those that are not.
    pub(super) unknown: UnknownTags,
}

impl Field for Defaults {
    const TYPE: Type = Tags::TYPE;
    const MODE: AttributeMode = AttributeMode::Optional;

    fn decode(value: Value) -> Result<Self> {
        let tags = match value {
            Value::Unknown => {
                return Ok(Self { unknown: UnknownTags::Everything, ..Self::default() });
            }
            Value::Map(tags) => tags,
            _ => return Ok(Self::default()),
        };
        let (known, unknown): (BTreeMap<_, _>, BTreeMap<_, _>) =
            tags.into_iter().partition(|(_, value)| value.is_known());
        let unknown = match unknown.is_empty() {
            true => UnknownTags::Nothing,
            false => UnknownTags::Values(unknown.into_keys().collect()),
        };
        Ok(Self { known: Tags::decode(Value::Map(known))?.0, unknown })
    }

    fn encode(self) -> Value {
        match self.unknown {
            UnknownTags::Nothing => self.known.encode(),
            _ => Value::Unknown,
        }
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        Tags::check(value, at, report);
    }
}

object! {
    /// Tags that something else manages. A tag with such a key is sent with the creation of an
    /// object whose configuration, or a default, names it, as the AWS provider does; from then on
    /// it is neither read, changed, nor removed, and no plan shows a difference of it.
    pub struct IgnoreTags {
        /// Keys of such tags. Also from `TF_AWS_IGNORE_TAGS_KEYS`.
        keys: Option<BTreeSet<String>>,
        /// Prefixes of the keys of such tags. Also from `TF_AWS_IGNORE_TAGS_KEY_PREFIXES`.
        key_prefixes: Option<BTreeSet<String>>,
    }
}

object! {
    /// What a module says of itself.
    pub struct Module {
        /// Products to name in the user agent of its calls.
        user_agent: Option<Vec<String>>,
    }
}

choice! {
    /// The protocol of the metadata service.
    pub enum MetadataMode {
        /// Version 4.
        V4 = "IPv4",
        /// Version 6.
        V6 = "IPv6",
    }
}

choice! {
    /// How tries are spaced.
    pub enum Mode {
        /// With a growing pause.
        Standard = "standard",
        /// The same, and slower for all while the service throttles.
        Adaptive = "adaptive",
        /// That of older SDKs: the same as `standard`, with a warning.
        Legacy = "legacy",
    }
}

/// Several blocks count as one; the last address wins.
pub(super) fn merged(blocks: Blocks<Endpoints>) -> aws::Endpoints {
    let mut all = aws::Endpoints::default();
    for Endpoints { codeartifact, sts } in blocks.0 {
        all.codeartifact = codeartifact.or(all.codeartifact);
        all.sts = sts.or(all.sts);
    }
    all
}

impl From<Mode> for RetryMode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Standard => Self::Standard,
            Mode::Adaptive => Self::Adaptive,
            Mode::Legacy => Self::Legacy,
        }
    }
}

impl From<IgnoreTags> for aws::IgnoreTags {
    fn from(block: IgnoreTags) -> Self {
        let list = |set: Option<BTreeSet<String>>| set.unwrap_or_default().into_iter().collect();
        Self { keys: list(block.keys), key_prefixes: list(block.key_prefixes) }
    }
}
