//! What the signature of a request should be.

use std::borrow::Cow;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use sha2::{Digest, Sha256};

use super::authorization::Authorization;
use crate::time::Timestamp;
use crate::wire::received::Received;

/// The header in which a client declares the hash of its payload.
const PAYLOAD_HASH: &str = "x-amz-content-sha256";

/// How the payload of a request is known when its signature is verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::server) enum Payload {
    /// It has arrived.
    Arrived,
    /// By the hash that its sender declares: the content of an asset, which is not received
    /// from a caller who may not send it.
    Declared,
}

/// Signs the request again with the secret that belongs to its key; nothing when it cannot be
/// signed at all.
pub(super) fn recompute(
    request: &Received,
    payload: Payload,
    authorization: &Authorization<'_>,
    secret: &str,
    time: Timestamp,
) -> Option<String> {
    let Authorization { access_key_id, region, service, .. } = authorization;
    let identity = Credentials::new(*access_key_id, secret, None, None, "emulator").into();
    let parameters = v4::SigningParams::builder()
        .identity(&identity)
        .region(region)
        .name(service)
        .time(time.into())
        .settings(settings())
        .build()
        .ok()?;
    let signable = signable(request, payload, authorization)?;
    let (_, signature) = sign(signable, &parameters.into()).ok()?.into_parts();
    Some(signature)
}

/// The client has chosen which headers count, so none is left out on our account.
fn settings() -> SigningSettings {
    let mut settings = SigningSettings::default();
    settings.excluded_headers = Some(Vec::<Cow<'static, str>>::new());
    settings
}

fn signable<'a>(
    request: &'a Received,
    payload: Payload,
    authorization: &'a Authorization<'_>,
) -> Option<SignableRequest<'a>> {
    let names = authorization.signed_headers.iter();
    let headers = names.filter_map(|name| Some((*name, request.header(name)?)));
    let url = format!("http://{}{}", request.header("host")?, request.uri);
    let body = match payload {
        Payload::Arrived => SignableBody::Bytes(&request.body),
        Payload::Declared => SignableBody::Precomputed(request.header(PAYLOAD_HASH)?.to_owned()),
    };
    SignableRequest::new(&request.method, url, headers, body).ok()
}

/// Whether the declared hash of the payload, if there is one, is right. An unsigned payload has
/// none. The hash of an asset is an input of the operation, which checks it.
pub(super) fn tells_its_payload(request: &Received, payload: Payload) -> bool {
    let declared = request.header(PAYLOAD_HASH).filter(|_| payload == Payload::Arrived);
    declared.is_none_or(|declared| {
        let found = Sha256::digest(&request.body);
        declared == found.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    })
}
