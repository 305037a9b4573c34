//! KMS keys: every spelling of a key stands for one key ARN.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::model::failure::{Failure, Reason};
use crate::model::matches;
use crate::names::caller::Caller;
use crate::names::resource::DomainId;

/// Alias of the key that AWS manages for the service in each account and Region.
const DEFAULT_KEY: &str = "alias/aws/codeartifact";

/// What the ARNs of keys and aliases begin with.
const ARN: &str = "arn:aws:kms:";

const KEY_ID: &str = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}";
const ALIAS: &str = "[a-zA-Z0-9/_-]{1,250}";

/// Whether a text has the form of a key in some Region: a key ID, a key ARN, an alias or an alias
/// ARN.
pub(crate) fn is_key(text: &str) -> bool {
    arn_of_key(text).is_some() || key_arn(text, "", "").is_some()
}

/// The key ARN that a key ARN or an alias ARN of any Region stands for.
pub(crate) fn arn_of_key(text: &str) -> Option<String> {
    let region = text.strip_prefix(ARN)?.split(':').next()?;
    key_arn(text, region, "")
}

/// The ARN of the key that a caller names by key ID, key ARN, alias or alias ARN, or of the default
/// key.
///
/// Every well-formed key exists but those in `unknown`, which are compared with the caller's text
/// and with the ARN.
pub(crate) fn resolve(
    key: Option<&str>,
    caller: &Caller,
    unknown: &BTreeSet<String>,
) -> Result<String, Failure> {
    let key = key.unwrap_or(DEFAULT_KEY);
    let arn = key_arn(key, &caller.region, &caller.account);
    let arn = arn.filter(|arn| !unknown.contains(key) && !unknown.contains(arn));
    arn.ok_or_else(|| no_key(key))
}

/// The refusal of a key that does not exist, or can be used no more.
pub(crate) fn no_key(key: &str) -> Failure {
    let message = format!("KMS key not found. Key '{key}' does not exist.");
    Failure::validation(Reason::EncryptionKey, message)
}

/// Whether the key of a domain, by its ARN, is one of those that do not exist: it was deleted
/// since, or its grant revoked.
pub(crate) fn is_lost(arn: &str, domain: &DomainId, unknown: &BTreeSet<String>) -> bool {
    let DomainId { region, owner, .. } = domain;
    unknown.iter().any(|key| key_arn(key, region, owner).is_some_and(|lost| lost == arn))
}

/// The key ARN of a key that is named in a Region by an account.
fn key_arn(key: &str, here: &str, own: &str) -> Option<String> {
    let (account, resource) = match key.strip_prefix(ARN) {
        Some(rest) => {
            let (region, rest) = rest.split_once(':')?;
            let (account, resource) = rest.split_once(':')?;
            (region == here).then_some((account, resource.to_owned()))?
        }
        None if key.starts_with("alias/") => (own, key.to_owned()),
        None => (own, format!("key/{key}")),
    };
    let id = match resource.split_once('/')? {
        ("key", id) => matches(KEY_ID, id).then(|| id.to_owned())?,
        ("alias", alias) => matches(ALIAS, alias).then(|| id_of_alias(alias, account, here))?,
        _ => return None,
    };
    Some(format!("{ARN}{here}:{account}:key/{id}"))
}

/// An alias always stands for the same key of its account and Region.
fn id_of_alias(alias: &str, account: &str, region: &str) -> String {
    let digest = Sha256::digest(format!("{account}/{region}/{alias}"));
    let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(key: &str, expect: Option<&str>) {
        let caller = Caller {
            account: "111122223333".into(),
            region: "eu-west-1".into(),
            principal: String::new(),
            session: None,
        };
        let unknown = BTreeSet::from(["alias/gone".to_owned()]);
        assert_eq!(resolve(Some(key), &caller, &unknown).ok().as_deref(), expect, "{key}");
    }

    #[test]
    fn every_spelling_stands_for_a_key() {
        let id = "1234abcd-12ab-34cd-56ef-1234567890ab";
        let arn = format!("arn:aws:kms:eu-west-1:111122223333:key/{id}");
        check(id, Some(&arn));
        check(&arn, Some(&arn));
        let alias = id_of_alias("main", "111122223333", "eu-west-1");
        let arn = format!("arn:aws:kms:eu-west-1:111122223333:key/{alias}");
        check("alias/main", Some(&arn));
        check("arn:aws:kms:eu-west-1:111122223333:alias/main", Some(&arn));
    }

    #[test]
    fn no_other_key_exists() {
        check("alias/gone", None);
        check("not a key", None);
        check("arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", None);
        check("arn:aws:s3:::bucket", None);
    }
}
