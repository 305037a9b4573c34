//! Who calls.

use crate::options::Credential;
use crate::time::Timestamp;

/// The account and Region that a call works in, and the principal that makes it.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    /// Account of the access key.
    pub(crate) account: String,
    /// Region that the request was signed for.
    pub(crate) region: String,
    /// ARN of the user, role session or root user.
    pub(crate) principal: String,
    /// End of the temporary credentials, or nothing for a long-lived key.
    pub(crate) session_ends: Option<Timestamp>,
}

impl Caller {
    /// The holder of a long-lived key.
    pub(crate) fn holding(credential: &Credential, region: &str) -> Caller {
        Caller {
            account: credential.account.clone(),
            region: region.to_owned(),
            principal: credential.principal.clone(),
            session_ends: None,
        }
    }

    /// ARN of the role that this is a session of. The path of the role is lost in a session.
    pub(crate) fn role(&self) -> Option<String> {
        let session = self.principal.split_once(":assumed-role/")?.1;
        let (role, _) = session.split_once('/')?;
        Some(format!("arn:aws:iam::{}:role/{role}", self.account))
    }

    /// Whether this is the root user of the account, which may not have authorization tokens.
    pub(crate) fn is_root(&self) -> bool {
        self.principal.ends_with(":root")
    }
}
