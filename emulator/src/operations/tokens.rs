//! Authorization tokens for package managers.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::{Call, Handler, Operation, Scope, Terms};
use crate::model::failure::{Code, Failure, Reason};
use crate::model::shapes::{DOMAIN, DOMAIN_OWNER, TOKEN_DURATION};
use crate::model::{Input, query, unverified};
use crate::state::{Token, World};
use crate::time::Timestamp;

const DURATION: Input = query("durationSeconds", "duration", &TOKEN_DURATION);

pub(super) const OPERATIONS: &[Operation] = &[Operation {
    name: "GetAuthorizationToken",
    method: "POST",
    path: "/v1/authorization-token",
    terms: Terms::read(Scope::Domain).for_a_token().at_most(40.0),
    inputs: &[DOMAIN, DOMAIN_OWNER, DURATION],
    handler: Handler::Body(get),
}];

/// Seconds that a token lasts when the caller does not say.
const DEFAULT_DURATION: u64 = 43_200;
/// Fewest seconds that a token lasts, unless it ends with the caller's session.
const SHORTEST_DURATION: u64 = 900;

fn get(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let expiration = expiration(call)?;
    if call.caller.is_root() {
        let message = "The root user cannot call GetAuthorizationToken.";
        return Err(Failure::new(Code::AccessDenied, message));
    }
    let domain = world.domain(&call.domain())?.id.clone();
    let text = new_text();
    let token = Token { domain, ends: expiration, caller: call.caller.clone() };
    world.add_token(&text, token, call.now);
    Ok(json!({ "authorizationToken": text, "expiration": expiration.epoch_seconds() }))
}

fn expiration(call: &Call<'_>) -> Result<Timestamp, Failure> {
    match call.number(DURATION).unwrap_or(DEFAULT_DURATION) {
        0 => {
            Ok(call.caller.session.as_deref().map_or(
                call.now.after(unverified::TOKEN_HOURS_WITHOUT_SESSION * 3600),
                |session| session.ends,
            ))
        }
        seconds if seconds < SHORTEST_DURATION => {
            let message = format!(
                "1 validation error detected: Value '{seconds}' at 'durationSeconds' failed to satisfy constraint: \
                 Member must be 0 or between {SHORTEST_DURATION} and {DEFAULT_DURATION}"
            );
            Err(Failure::validation(Reason::Field, message))
        }
        seconds => Ok(call.now.after(seconds)),
    }
}

/// Opaque text that begins as the service's tokens do.
fn new_text() -> String {
    let random: String = (0..8).map(|_| format!("{:032x}", fastrand::u128(..))).collect();
    URL_SAFE_NO_PAD.encode(format!(r#"{{"ver":1,"isu":"{random}"}}"#))
}
