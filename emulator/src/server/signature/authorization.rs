//! The header that carries a signature.

/// What the header `Authorization` of a signed request says.
pub(super) struct Authorization<'a> {
    pub(super) access_key_id: &'a str,
    pub(super) date: &'a str,
    pub(super) region: &'a str,
    pub(super) service: &'a str,
    pub(super) signed_headers: Vec<&'a str>,
    pub(super) signature: &'a str,
}

impl<'a> Authorization<'a> {
    /// Reads the header; nothing when a part is missing or of another form.
    pub(super) fn parse(header: &'a str) -> Option<Self> {
        let parameters = header.strip_prefix("AWS4-HMAC-SHA256 ")?;
        let parameter = |name: &str| {
            let mut all = parameters.split(',').filter_map(|part| part.trim().split_once('='));
            all.find(|(found, _)| *found == name).map(|(_, value)| value)
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
}
