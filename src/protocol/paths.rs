//! Paths, as the protocol has them.

use super::proto;
use crate::framework::path::{Path, Step};

/// Encodes a path.
pub(super) fn encode(path: &Path) -> proto::AttributePath {
    use proto::attribute_path::Step as WireStep;
    use proto::attribute_path::step::Selector;
    let encode = |step: &Step| WireStep {
        selector: Some(match step {
            Step::Attribute(name) => Selector::AttributeName(name.clone()),
            Step::Key(key) => Selector::ElementKeyString(key.clone()),
            Step::Index(index) => {
                Selector::ElementKeyInt(i64::try_from(*index).unwrap_or(i64::MAX))
            }
        }),
    };
    proto::AttributePath { steps: path.steps().iter().map(encode).collect() }
}
