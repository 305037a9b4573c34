//! The partitions of AWS, each with accounts and credentials of its own.

use super::client::Aws;
use super::error::{Error, Result};

/// The partitions beside the main one, by how the names of their Regions begin. Source: the SDK's own table of
/// partitions.
const OTHERS: [(&str, &str); 7] = [
    ("cn-", "aws-cn"),
    ("us-gov-", "aws-us-gov"),
    ("us-iso-", "aws-iso"),
    ("us-isob-", "aws-iso-b"),
    ("us-isof-", "aws-iso-f"),
    ("eu-isoe-", "aws-iso-e"),
    ("eusc-", "aws-eusc"),
];

/// The partition of a Region.
pub(super) fn of(region: &str) -> &'static str {
    let found = OTHERS.iter().find(|(beginning, _)| region.starts_with(beginning));
    found.map_or("aws", |(_, partition)| partition)
}

impl Aws {
    /// Refuses a Region of another partition than that of the provider, whose credentials mean nothing there.
    ///
    /// # Errors
    /// It is in another one.
    pub fn check_partition(&self, region: &str) -> Result<()> {
        let (there, here) = (of(region), of(self.region()));
        if there == here {
            return Ok(());
        }
        let own = self.region();
        let text = format!(
            "{region} is in the partition {there}, and the Region of the provider, {own}, in {here}: no credentials \
             count in both. Give the objects there a provider of their own, with an alias."
        );
        Err(Error::misconfigured(text))
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_region_tells_its_partition() {
        for (region, partition) in [
            ("eu-west-1", "aws"),
            ("us-east-1", "aws"),
            ("cn-north-1", "aws-cn"),
            ("us-gov-west-1", "aws-us-gov"),
            ("us-iso-east-1", "aws-iso"),
            ("us-isob-east-1", "aws-iso-b"),
            ("eusc-de-east-1", "aws-eusc"),
        ] {
            assert_eq!(of(region), partition, "{region}");
        }
    }
}
