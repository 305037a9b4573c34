//! The rpcs about ephemeral resources.

use super::answer::{Failure, invalid};
use super::proto::{open_ephemeral_resource, validate_ephemeral_resource_config};
use super::{Service, values};
use crate::framework::ephemeral::AnyEphemeral;
use crate::framework::provider::Provider;
use crate::framework::schema::Type;
use crate::framework::value::Value;

impl<P: Provider> Service<P> {
    fn ephemeral(name: &str) -> Result<&'static dyn AnyEphemeral<P::Client>, Failure> {
        let known = P::EPHEMERALS.iter().copied();
        Self::find("ephemeral resource", name, known, |ephemeral| ephemeral.name())
    }

    pub(super) fn validate_ephemeral(
        request: validate_ephemeral_resource_config::Request,
    ) -> Result<validate_ephemeral_resource_config::Response, Failure> {
        let ephemeral = Self::ephemeral(&request.type_name)?;
        let config = values::decode(&Type::Object(ephemeral.attributes()), request.config)?;
        let diagnostics = invalid::<P>(ephemeral.validate(&config));
        Ok(validate_ephemeral_resource_config::Response { diagnostics })
    }

    pub(super) async fn open_ephemeral(
        &self,
        request: open_ephemeral_resource::Request,
    ) -> Result<open_ephemeral_resource::Response, Failure> {
        let ephemeral = Self::ephemeral(&request.type_name)?;
        let ty = Type::Object(ephemeral.attributes());
        let config = values::decode(&ty, request.config)?;
        if let deferred @ Some(_) = self.deferred(request.client_capabilities) {
            let result = values::encode(&ty, &Value::Unknown);
            return Ok(open_ephemeral_resource::Response {
                result,
                deferred,
                ..Default::default()
            });
        }
        let client = self.client()?;
        let summary = format!("Could not open {}", request.type_name);
        let opened = ephemeral.open(config, &client).await;
        let opened = opened.map_err(|error| error.into_diagnostic(summary))?;
        let result = values::encode(&ty, &opened);
        Ok(open_ephemeral_resource::Response { result, ..Default::default() })
    }
}
