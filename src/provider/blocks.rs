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
    /// Endpoints to call instead of the AWS endpoints.
    pub struct Endpoints {
        /// Endpoint of CodeArtifact. Defaults to `AWS_ENDPOINT_URL_CODEARTIFACT` or
        /// `AWS_ENDPOINT_URL`.
        codeartifact: Option<String> = matching(URL),
        /// Endpoint of the AWS Security Token Service (STS). Defaults to `AWS_ENDPOINT_URL_STS` or
        /// `AWS_ENDPOINT_URL`, the only settings that apply to a role of a profile.
        sts: Option<String> = matching(URL),
    }
}

object! {
    /// Tags for all resources that support tags.
    pub struct DefaultTags {
        /// Default tags. Tags of a resource take precedence.
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
    /// Tags that are managed elsewhere. As in the AWS provider, a tag with such a key is sent when
    /// an object is created, if its configuration or a default sets the tag. After that, the
    /// provider does not read, change, or remove the tag, and no plan shows a difference in it.
    pub struct IgnoreTags {
        /// Keys of the tags to ignore. Can also be set with `TF_AWS_IGNORE_TAGS_KEYS`.
        keys: Option<BTreeSet<String>>,
        /// Key prefixes of the tags to ignore. Can also be set with
        /// `TF_AWS_IGNORE_TAGS_KEY_PREFIXES`.
        key_prefixes: Option<BTreeSet<String>>,
    }
}

object! {
    /// Metadata of a module.
    pub struct Module {
        /// Products to add to the user agent of the module's API calls.
        user_agent: Option<Vec<String>>,
    }
}

choice! {
    /// Protocol of the metadata service.
    pub enum MetadataMode {
        /// Version 4.
        V4 = "IPv4",
        /// Version 6.
        V6 = "IPv6",
    }
}

choice! {
    /// Retry strategy.
    pub enum Mode {
        /// Waits longer before each retry.
        Standard = "standard",
        /// Does the same, and slows down all calls while CodeArtifact throttles.
        Adaptive = "adaptive",
        /// Strategy of older SDKs: the same as `standard`, with a warning.
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
