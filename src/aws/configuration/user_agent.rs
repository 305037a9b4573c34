//! Who is calling, for the user agent of each request.

use aws_sdk_codeartifact::config::interceptors::BeforeTransmitInterceptorContextMut;
use aws_sdk_codeartifact::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_codeartifact::error::BoxError;
use aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint;

/// Appends products to the user agent that the SDK has made. What a header cannot hold, such as the
/// end of a line, becomes a space.
#[derive(Clone, Debug)]
pub(in crate::aws) struct UserAgent(pub(in crate::aws) String);

#[dyn_dispatch_hint]
impl Intercept for UserAgent {
    fn name(&self) -> &'static str {
        "user agent"
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _bag: &mut ConfigBag,
    ) -> std::result::Result<(), BoxError> {
        let headers = context.request_mut().headers_mut();
        let sdk = headers.get("user-agent").unwrap_or_default();
        let ours = self.0.replace(|sign: char| !matches!(sign, ' '..='~'), " ");
        let whole = format!("{sdk} {}", ours.trim_end());
        headers.try_insert("user-agent", whole)?;
        Ok(())
    }
}
