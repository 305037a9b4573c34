//! Signature Version 4: who signed a request, and whether they could.
//!
//! The signature is recomputed by the library that AWS's own clients sign with, from the request as
//! it arrived and the secret that belongs to its access key.

mod authorization;
mod proof;

use std::time::Duration;

use self::authorization::Authorization;
pub(super) use self::proof::Payload;
use self::proof::{recompute, tells_its_payload};
use crate::model::failure::Failure;
use crate::model::unverified;
use crate::names::caller::Caller;
use crate::options::Credential;
use crate::shared::Shared;
use crate::time::Timestamp;
use crate::wire::received::Received;

/// How far a client's clock may be off.
const CLOCK_SKEW: Duration = Duration::from_secs(5 * 60);

/// Region of a request without one, where signatures are not verified.
const DEFAULT_REGION: &str = "us-east-1";

/// Says who calls a service, or refuses the request.
pub(super) fn authenticate(
    shared: &Shared,
    request: &Received,
    service: &str,
    payload: Payload,
) -> Result<Caller, Failure> {
    if !shared.options.verify_signatures {
        return Ok(believe(shared, request));
    }
    let Some(header) = request.header("authorization") else {
        return Err(Failure::unrecognised(
            unverified::UNSIGNED_REQUEST,
            "Missing Authentication Token",
        ));
    };
    let Some(authorization) = Authorization::parse(header) else {
        let message = "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters.";
        return Err(Failure::unrecognised("IncompleteSignature", message));
    };
    let signer = signer(shared, request, &authorization)?;
    check_scope(&authorization, service)?;
    let signed_at = signing_time(request, &authorization)?;
    let expected =
        recompute(request, payload, &authorization, &signer.secret_access_key, signed_at);
    if !tells_its_payload(request, payload) || expected.as_deref() != Some(authorization.signature)
    {
        return Err(mismatch());
    }
    Ok(signer.caller)
}

/// The holder of a long-lived key.
fn holding(credential: &Credential, region: &str) -> Caller {
    Caller {
        account: credential.account.clone(),
        region: region.to_owned(),
        principal: credential.principal.clone(),
        session: None,
    }
}

/// Takes the access key and Region of a request on trust.
fn believe(shared: &Shared, request: &Received) -> Caller {
    let authorization = request.header("authorization").and_then(Authorization::parse);
    let region =
        authorization.as_ref().map_or(DEFAULT_REGION, |authorization| authorization.region);
    let known = authorization.as_ref().and_then(|authorization| find(shared, authorization));
    known.map_or_else(|| holding(&Credential::test(), region), |signer| signer.caller)
}

/// The signature must be meant for the service that was called.
fn check_scope(authorization: &Authorization<'_>, service: &str) -> Result<(), Failure> {
    if authorization.service == service && !authorization.region.is_empty() {
        return Ok(());
    }
    Err(invalid(format!("Credential should be scoped to correct service: '{service}'.")))
}

/// A key that may sign, and its principal in the Region of the request.
struct Signer {
    secret_access_key: String,
    caller: Caller,
    session_token: Option<String>,
}

/// The holder of the access key, if the key is known and its session still lasts.
fn signer(
    shared: &Shared,
    request: &Received,
    authorization: &Authorization<'_>,
) -> Result<Signer, Failure> {
    let signer = find(shared, authorization);
    let token = request.header("x-amz-security-token");
    let Some(signer) = signer.filter(|signer| signer.session_token.as_deref() == token) else {
        let message = "The security token included in the request is invalid.";
        return Err(Failure::unrecognised("UnrecognizedClientException", message));
    };
    if signer.caller.session.as_deref().is_some_and(|session| session.ends < shared.now()) {
        let message = "The security token included in the request is expired";
        return Err(Failure::unrecognised("ExpiredTokenException", message));
    }
    Ok(signer)
}

fn find(shared: &Shared, authorization: &Authorization<'_>) -> Option<Signer> {
    let (id, region) = (authorization.access_key_id, authorization.region);
    let long_lived =
        shared.options.credentials.iter().rev().find(|credential| credential.access_key_id == id);
    if let Some(credential) = long_lived {
        return Some(Signer {
            secret_access_key: credential.secret_access_key.clone(),
            caller: holding(credential, region),
            session_token: None,
        });
    }
    let world = shared.world();
    let session = world.session(id)?;
    Some(Signer {
        secret_access_key: session.secret_access_key.clone(),
        caller: Caller { region: region.to_owned(), ..session.caller.clone() },
        session_token: Some(session.session_token.clone()),
    })
}

/// When the request was signed: not long ago, and on the day that its scope names.
fn signing_time(
    request: &Received,
    authorization: &Authorization<'_>,
) -> Result<Timestamp, Failure> {
    let text = request.header("x-amz-date").unwrap_or_default();
    let Some(time) = Timestamp::from_compact(text) else {
        let message = "Authorization header requires existence of a valid 'X-Amz-Date' header.";
        return Err(Failure::unrecognised("IncompleteSignature", message));
    };
    if !text.starts_with(authorization.date) {
        return Err(invalid("Date in Credential scope does not match the date of the request."));
    }
    check_clock(time)
}

/// A client signs by its own clock, which does not move with the emulator's.
fn check_clock(time: Timestamp) -> Result<Timestamp, Failure> {
    let now = Timestamp::now();
    if time.distance(now) <= CLOCK_SKEW {
        return Ok(time);
    }
    let what = if time < now { "Signature expired" } else { "Signature not yet current" };
    Err(invalid(format!("{what}: it was made more than 5 min. away from the present.")))
}

fn mismatch() -> Failure {
    invalid(
        "The request signature we calculated does not match the signature you provided. \
         Check your AWS Secret Access Key and signing method.",
    )
}

fn invalid(message: impl Into<String>) -> Failure {
    Failure::unrecognised("InvalidSignatureException", message)
}
