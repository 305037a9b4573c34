//! The Region of one object: its own, or else the provider's.

use crate::aws::Aws;
use crate::framework::diagnostic::{Error, Result};
use crate::framework::plan::Change;
use crate::framework::value::Value;

/// Plans the Region. A replacement follows only where the Region that counts changes, not where a
/// state that lacks it, of an import or an older provider, learns it. While the provider's own
/// Region is not known, an object is taken to stay where it is.
///
/// # Errors
/// The Region is in another partition than that of the provider.
pub(crate) fn plan(change: &mut Change, aws: Option<&Aws>) -> Result<()> {
    if change.config.get("region").is_empty() {
        let before = match change.prior.get("region") {
            Value::Null => Value::Unknown,
            before => before.clone(),
        };
        change.plan("region", aws.map_or(before, |aws| aws.region().into()));
    }
    if !change.prior.get("region").is_null() && change.changes("region") {
        change.replace.insert("region".to_owned());
    }
    match (aws, change.planned.get("region").as_str()) {
        (Some(aws), Some(region)) if !change.is_destroy() => {
            aws.check_partition(region).map_err(|error| Error::at("region", error.to_string()))
        }
        _ => Ok(()),
    }
}

/// The Region that an ARN names; empty if it is not an ARN.
pub(crate) fn of_arn(arn: &str) -> String {
    arn.split(':').nth(3).unwrap_or_default().to_owned()
}

/// The account that an ARN names; empty if it is not an ARN.
pub(crate) fn owner_of_arn(arn: &str) -> String {
    arn.split(':').nth(4).unwrap_or_default().to_owned()
}
