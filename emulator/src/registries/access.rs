//! How a package manager shows its token.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::model::failure::Failure;
use crate::model::unverified;
use crate::wire::received::Received;

/// The token of a request: as a bearer's, as the password of user `aws`, or bare, as cargo sends
/// it.
pub(super) fn token(request: &Received) -> Option<String> {
    let Some(header) = request.header("authorization") else {
        let key = request.header("x-nuget-apikey").filter(|_| unverified::NUGET_KEY_IS_A_TOKEN);
        return key.map(str::to_owned);
    };
    let Some((scheme, value)) = header.split_once(' ') else {
        return Some(header.to_owned());
    };
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(value.to_owned());
    }
    let decoded = scheme.eq_ignore_ascii_case("basic").then(|| STANDARD.decode(value).ok())??;
    let (user, password) = std::str::from_utf8(&decoded).ok()?.split_once(':')?;
    (user == "aws").then(|| password.to_owned())
}

/// The refusal of a request without a good token, which names both ways to show one.
pub(super) fn unauthorized(domain: &str, repository: &str) -> Failure {
    // In a header for each: Maven's client looks at the first way in a header only, and shows a
    // password to none but Basic.
    let ways = ["Bearer", "Basic"].into_iter();
    let mut failure = Failure::with_status("Unauthorized", 401, "Unauthenticated");
    failure.challenges = ways.map(|way| format!("{way} realm=\"{domain}/{repository}\"")).collect();
    failure
}
