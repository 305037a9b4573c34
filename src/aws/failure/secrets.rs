//! What no text shows.

/// The text, in which no URL has a user and a password any more.
pub(in crate::aws) fn without_passwords(text: &str) -> String {
    let mut parts = text.split("://");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |shown, rest| format!("{shown}://{}", without_user(rest)))
}

/// What stands behind the scheme of a URL, without all that stands before an `@` of its authority.
fn without_user(rest: &str) -> &str {
    let ends = |sign: char| sign == '/' || sign.is_whitespace();
    let authority = &rest[..rest.find(ends).unwrap_or(rest.len())];
    authority.rfind('@').map_or(rest, |at| &rest[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_keeps_its_host_alone() {
        for (text, shown) in [
            ("http://me:secret@host:1/a@b", "http://host:1/a@b"),
            ("`http://me@host` and https://a:b@c@d.test", "`http://host` and https://d.test"),
            ("https://registry.test/@scope/package", "https://registry.test/@scope/package"),
            ("me@example.com", "me@example.com"),
            ("", ""),
        ] {
            assert_eq!(without_passwords(text), shown);
        }
    }
}
