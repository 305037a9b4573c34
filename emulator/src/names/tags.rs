//! Tags.

use std::collections::BTreeMap;

/// Tags of a resource.
pub(crate) type Tags = BTreeMap<String, String>;
