//! Signature Version 4: who signed a request, and whether they could.
//!
//! The signature is recomputed by the library that AWS's own clients sign with, from the request as it arrived
//! and the secret that belongs to its access key.

use std::borrow::Cow;
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use sha2::{Digest, Sha256};

use crate::caller::Caller;
use crate::exchange::{Received, Shared};
use crate::failure::Failure;
use crate::options::Credential;
use crate::time::Timestamp;
use crate::unverified;

/// How far a client's clock may be off.
const CLOCK_SKEW: Duration = Duration::from_secs(5 * 60);

/// Region of a request that names none, where signatures are not verified.
const DEFAULT_REGION: &str = "us-east-1";

/// Says who calls a service, or refuses the request.
pub(crate) fn authenticate(
    shared: &Shared,
    request: &Received,
    service: &str,
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
    authorization.check_scope(service)?;
    let signed_at = signing_time(request, &authorization)?;
    check_payload(request)?;
    let expected = recompute(
        request,
        &authorization,
        &signer.secret_access_key,
        signed_at,
    );
    if expected.as_deref() != Some(authorization.signature) {
        return Err(mismatch());
    }
    Ok(signer.caller)
}

/// Takes the access key and Region of a request on trust.
fn believe(shared: &Shared, request: &Received) -> Caller {
    let authorization = request
        .header("authorization")
        .and_then(Authorization::parse);
    let region = authorization
        .as_ref()
        .map_or(DEFAULT_REGION, |authorization| authorization.region);
    let known = authorization
        .as_ref()
        .and_then(|authorization| find(shared, authorization));
    known.map_or_else(
        || Caller::holding(shared.default_credential(), region),
        |signer| signer.caller,
    )
}

/// What the header `Authorization` of a signed request says.
struct Authorization<'a> {
    access_key_id: &'a str,
    date: &'a str,
    region: &'a str,
    service: &'a str,
    signed_headers: Vec<&'a str>,
    signature: &'a str,
}

impl<'a> Authorization<'a> {
    fn parse(header: &'a str) -> Option<Authorization<'a>> {
        let parameters = header.strip_prefix("AWS4-HMAC-SHA256 ")?;
        let parameter = |name: &str| {
            let mut all = parameters
                .split(',')
                .filter_map(|part| part.trim().split_once('='));
            all.find(|(found, _)| *found == name)
                .map(|(_, value)| value)
        };
        let mut scope = parameter("Credential")?.rsplitn(5, '/');
        let _terminator = scope.next().filter(|last| *last == "aws4_request")?;
        let (service, region, date) = (scope.next()?, scope.next()?, scope.next()?);
        Some(Authorization {
            access_key_id: scope.next()?,
            date,
            region,
            service,
            signed_headers: parameter("SignedHeaders")?.split(';').collect(),
            signature: parameter("Signature")?,
        })
    }

    fn check_scope(&self, service: &str) -> Result<(), Failure> {
        if self.service == service && !self.region.is_empty() {
            return Ok(());
        }
        Err(invalid(format!(
            "Credential should be scoped to correct service: '{service}'."
        )))
    }
}

/// A key that may sign, and whom it stands for in the Region of the request.
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
        return Err(Failure::unrecognised(
            "UnrecognizedClientException",
            message,
        ));
    };
    if signer
        .caller
        .session_ends
        .is_some_and(|end| end < Timestamp::now())
    {
        let message = "The security token included in the request is expired";
        return Err(Failure::unrecognised("ExpiredTokenException", message));
    }
    Ok(signer)
}

fn find(shared: &Shared, authorization: &Authorization<'_>) -> Option<Signer> {
    let (id, region) = (authorization.access_key_id, authorization.region);
    let long_lived = shared
        .options
        .credentials
        .iter()
        .rev()
        .find(|credential| credential.access_key_id == id);
    if let Some(credential) = long_lived {
        let Credential {
            secret_access_key, ..
        } = credential.clone();
        return Some(Signer {
            secret_access_key,
            caller: Caller::holding(credential, region),
            session_token: None,
        });
    }
    let world = shared.world();
    let session = world.session(id)?;
    Some(Signer {
        secret_access_key: session.secret_access_key.clone(),
        caller: Caller {
            region: region.to_owned(),
            ..session.caller.clone()
        },
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
        return Err(invalid(format!(
            "Date in Credential scope does not match the date of the request: {text}"
        )));
    }
    let now = Timestamp::now();
    if time.distance(now) > CLOCK_SKEW {
        let what = if time < now {
            "Signature expired"
        } else {
            "Signature not yet current"
        };
        return Err(invalid(format!(
            "{what}: {text} is more than 5 min. away from the present."
        )));
    }
    Ok(time)
}

/// A client that tells the hash of its payload must tell the right one; an unsigned payload is not taken.
fn check_payload(request: &Received) -> Result<(), Failure> {
    let Some(told) = request.header("x-amz-content-sha256") else {
        return Ok(());
    };
    let found: String = Sha256::digest(&request.body)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    if told == found {
        Ok(())
    } else {
        Err(mismatch())
    }
}

fn recompute(
    request: &Received,
    authorization: &Authorization<'_>,
    secret_access_key: &str,
    time: Timestamp,
) -> Option<String> {
    let identity = Credentials::new(
        authorization.access_key_id,
        secret_access_key,
        None,
        None,
        "emulator",
    )
    .into();
    let mut settings = SigningSettings::default();
    // The client has chosen which headers count, so none is left out on our account.
    settings.excluded_headers = Some(Vec::<Cow<'static, str>>::new());
    let parameters = v4::SigningParams::builder()
        .identity(&identity)
        .region(authorization.region)
        .name(authorization.service)
        .time(time.into())
        .settings(settings)
        .build()
        .ok()?;
    let headers = authorization
        .signed_headers
        .iter()
        .filter_map(|name| Some((*name, request.header(name)?)));
    let url = format!("http://{}{}", request.header("host")?, request.uri);
    let signable = SignableRequest::new(
        &request.method,
        url,
        headers,
        SignableBody::Bytes(&request.body),
    )
    .ok()?;
    let (_, signature) = sign(signable, &parameters.into()).ok()?.into_parts();
    Some(signature)
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
