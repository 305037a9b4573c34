//! The many names of a KMS key.

use crate::framework::diagnostic::Result;
use crate::framework::field::Field;
use crate::framework::schema::{Pattern, Type};
use crate::framework::value::Value;

/// What the name of a key looks like. Source: the `KeyId` of the API reference of KMS.
pub(crate) const KEY: Pattern = Pattern {
    regex: "(arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:)?(key/[A-Za-z0-9-]+|alias/[A-Za-z0-9/_-]+)|[A-Za-z0-9-]+",
    says: "the ID of a KMS key, an alias such as \"alias/packages\", or the ARN of either",
};

/// A KMS key as the user named it: by ID, by alias, or by the ARN of either.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EncryptionKey(pub String);

impl EncryptionKey {
    /// Whether the name is an alias, which can be made to stand for another key.
    pub(crate) fn is_alias(&self) -> bool {
        Self::names_alias(&self.0)
    }

    /// See [`EncryptionKey::is_alias`].
    pub(crate) fn names_alias(name: &str) -> bool {
        resource(name).starts_with("alias/")
    }
}

/// What a name says without the Region and account of an ARN.
fn resource(name: &str) -> &str {
    let named = name.rsplit_once(':').map_or(name, |(_, resource)| resource);
    named.strip_prefix("key/").unwrap_or(named)
}

impl Field for EncryptionKey {
    const TYPE: Type = Type::String;

    fn decode(value: Value) -> Result<Self> {
        String::decode(value).map(Self)
    }

    fn encode(self) -> Value {
        self.0.encode()
    }

    /// A bare name and an ARN are the same key if the ARN ends with the name.
    fn same(one: &Value, other: &Value) -> bool {
        let (Some(one), Some(other)) = (one.as_str(), other.as_str()) else {
            return one == other;
        };
        let both_arns = one.starts_with("arn:") && other.starts_with("arn:");
        one == other || (!both_arns && resource(one) == resource(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd";

    fn check(one: &str, other: &str, same: bool) {
        assert_eq!(EncryptionKey::same(&one.into(), &other.into()), same, "{one} {other}");
        assert_eq!(EncryptionKey::same(&other.into(), &one.into()), same, "{other} {one}");
    }

    #[test]
    fn two_names_of_one_key_are_the_same() {
        check(KEY, KEY, true);
        check(KEY, "1234abcd", true);
        check("alias/main", "arn:aws:kms:eu-west-1:111122223333:alias/main", true);
        check(KEY, "1234abce", false);
        check(KEY, "alias/1234abcd", false);
        check(KEY, "arn:aws:kms:us-east-1:111122223333:key/1234abcd", false);
    }
}
