//! Who calls.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Tags;
use super::resource::DomainId;
use crate::time::Timestamp;

/// The account and Region that a call works in, and the principal that makes it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Caller {
    /// Account of the access key.
    pub(crate) account: String,
    /// Region that the request was signed for.
    pub(crate) region: String,
    /// ARN of the user, role session or root user.
    pub(crate) principal: String,
    /// What a session of a role brings with it, or nothing for a long-lived key.
    pub(crate) session: Option<Arc<RoleSession>>,
}

/// What a session of a role has in addition to its principal.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RoleSession {
    /// When its credentials were given.
    pub(crate) began: Timestamp,
    /// When they end.
    pub(crate) ends: Timestamp,
    /// Policies that narrow what the role may do: JSON documents.
    pub(crate) policies: Vec<Value>,
    /// ARNs of managed policies that do the same.
    pub(crate) policy_arns: Vec<String>,
    /// Tags of the session.
    pub(crate) tags: Tags,
    /// Keys of those tags that the next role in a chain inherits.
    pub(crate) transitive: BTreeSet<String>,
    /// The source identity of the session, through all roles of a chain.
    pub(crate) source_identity: Option<String>,
}

impl Caller {
    /// The root user of the account that owns a domain, in its Region.
    pub(crate) fn root(domain: &DomainId) -> Self {
        Self {
            account: domain.owner.clone(),
            region: domain.region.clone(),
            principal: format!("arn:aws:iam::{}:root", domain.owner),
            session: None,
        }
    }

    /// ARN of the principal that policies name: the user itself, or the role of this session. A
    /// session does not have the path of its role.
    pub(crate) fn holder(&self) -> String {
        let session = self.principal.split_once(":assumed-role/");
        match session.and_then(|(_, session)| session.split_once('/')) {
            Some((role, _)) => format!("arn:aws:iam::{}:role/{role}", self.account),
            None => self.principal.clone(),
        }
    }

    /// Whether this is the root user of the account, which may not have authorization tokens.
    pub(crate) fn is_root(&self) -> bool {
        self.principal.ends_with(":root")
    }
}
