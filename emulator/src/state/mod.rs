//! What exists: domains with their repositories, kept apart by Region and owner, and sessions of
//! assumed roles.

mod arrivals;
mod departed;
mod details;
mod domain;
mod keys;
mod lost_keys;
mod package;
mod package_group;
mod package_groups;
mod policy;
mod records;
mod repository;
mod tracked;
mod version;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use self::departed::Departed;
pub(crate) use self::details::{Dependency, Details, License};
pub(crate) use self::domain::Domain;
pub(crate) use self::keys::{
    arn_of_key, is_key, is_lost as key_is_lost, no_key, resolve as resolve_key,
};
pub(crate) use self::package::{LATEST, OriginControls, Package};
pub(crate) use self::package_group::{Mode, PackageGroup, Way};
pub(crate) use self::package_groups::{PackageGroups, name as name_of_way};
pub(crate) use self::policy::Policy;
pub(crate) use self::records::{Change, below};
pub(crate) use self::repository::{CONNECTIONS, Repository, Upstream};
pub(crate) use self::tracked::Tracked;
pub(crate) use self::version::{Origin, PackageVersion, new_revision};
use crate::model::failure::{Code, Failure};
use crate::names::caller::Caller;
use crate::names::resource::DomainId;
use crate::time::Timestamp;

/// All that exists. It is held behind one lock, taken for the length of one handler.
#[derive(Clone, Debug, Default)]
pub(crate) struct World {
    domains: Tracked<DomainId, Domain>,
    sessions: Tracked<String, Session>,
    /// What authorization tokens are good for, by the hashes of the tokens, which are not kept
    /// themselves.
    tokens: Tracked<String, Token>,
    /// ARNs of KMS keys that were deleted or revoked.
    lost_keys: Tracked<String, ()>,
    departed: Tracked<DomainId, Departed>,
    last_repository: u64,
}

/// A session of an assumed role: temporary credentials, and their principal.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Session {
    /// Secret that signs.
    pub(crate) secret_access_key: String,
    /// Token that must travel with each request.
    pub(crate) session_token: String,
    /// The account and principal. The Region is that of the call that assumed the role.
    pub(crate) caller: Caller,
}

/// What an authorization token is good for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Token {
    /// The domain whose repositories it opens.
    pub(crate) domain: DomainId,
    /// When it ends.
    pub(crate) ends: Timestamp,
    /// Who asked for it, and acts with it.
    pub(crate) caller: Caller,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Session({})", self.caller.principal)
    }
}

impl World {
    /// The domain, or the refusal that it does not exist.
    pub(crate) fn domain(&self, id: &DomainId) -> Result<&Domain, Failure> {
        self.domains.get(id).ok_or_else(|| no_domain(id))
    }

    /// The domain to change, or the refusal that it does not exist.
    pub(crate) fn domain_mut(&mut self, id: &DomainId) -> Result<&mut Domain, Failure> {
        self.domains.get_mut(id).ok_or_else(|| no_domain(id))
    }

    /// Adds a domain, unless its name is taken.
    pub(crate) fn add_domain(&mut self, domain: Domain) -> Result<&Domain, Failure> {
        let id = domain.id.clone();
        if self.domains.contains_key(&id) {
            let message = format!(
                "Domain already exists. Domain '{}' owned by account '{}' already exists.",
                id.name, id.owner
            );
            return Err(Failure::new(Code::Conflict, message).about(&id.resource()));
        }
        self.departed.remove(&id);
        Ok(self.domains.insert(id, domain))
    }

    pub(crate) fn domains(&self) -> impl Iterator<Item = &Domain> {
        self.domains.values()
    }

    /// Domains of one owner in one Region, by name.
    pub(crate) fn domains_of(&self, region: &str, owner: &str) -> impl Iterator<Item = &Domain> {
        let first =
            DomainId { region: region.to_owned(), owner: owner.to_owned(), name: String::new() };
        let (region, owner) = (first.region.clone(), first.owner.clone());
        let rest = self.domains.range(first..).map(|(_, domain)| domain);
        rest.take_while(move |domain| domain.id.region == region && domain.id.owner == owner)
    }

    /// All domains of a Region, by owner and name.
    pub(crate) fn domains_in(&self, region: &str) -> impl Iterator<Item = &Domain> {
        let first =
            DomainId { region: region.to_owned(), owner: String::new(), name: String::new() };
        let region = first.region.clone();
        let rest = self.domains.range(first..).map(|(_, domain)| domain);
        rest.take_while(move |domain| domain.id.region == region)
    }

    /// A number that no repository had before, by which a reference to an upstream identifies it.
    pub(crate) fn new_repository_id(&mut self) -> u64 {
        self.last_repository += 1;
        self.last_repository
    }

    /// Remembers an authorization token, and forgets those that have ended.
    pub(crate) fn add_token(&mut self, text: &str, token: Token, now: Timestamp) {
        let ended = self.tokens.iter().filter(|(_, token)| token.ends <= now);
        for fingerprint in ended.map(|(fingerprint, _)| fingerprint.clone()).collect::<Vec<_>>() {
            self.tokens.remove(&fingerprint);
        }
        self.tokens.insert(fingerprint(text), token);
    }

    /// What the authorization token with this fingerprint is good for.
    pub(crate) fn token(&self, fingerprint: &str) -> Option<&Token> {
        self.tokens.get(fingerprint)
    }

    /// Remembers temporary credentials by their access key ID.
    pub(crate) fn add_session(&mut self, access_key_id: String, session: Session) {
        self.sessions.insert(access_key_id, session);
    }

    /// The session with this access key ID.
    pub(crate) fn session(&self, access_key_id: &str) -> Option<&Session> {
        self.sessions.get(access_key_id)
    }
}

/// What a token is known by.
pub(crate) fn fingerprint(token: &str) -> String {
    Sha256::digest(token).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn no_domain(id: &DomainId) -> Failure {
    let DomainId { name, owner, .. } = id;
    let message =
        format!("Domain not found. Domain '{name}' owned by account '{owner}' does not exist.");
    Failure::new(Code::NotFound, message).about(&id.resource())
}
