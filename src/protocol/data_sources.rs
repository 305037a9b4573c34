//! The rpcs about data sources.

use super::answer::{Failure, invalid};
use super::proto::{read_data_source, validate_data_resource_config};
use super::{Service, values};
use crate::framework::data_source::AnyDataSource;
use crate::framework::diagnostic::Diagnostic;
use crate::framework::provider::Provider;
use crate::framework::schema::Type;
use crate::framework::value::Value;

impl<P: Provider> Service<P> {
    fn data_source(name: &str) -> Result<&'static dyn AnyDataSource<P::Client>, Failure> {
        let known = P::DATA_SOURCES.iter().copied();
        Self::find("data source", name, known, |source| source.name())
    }

    pub(super) fn validate_data_source(
        request: validate_data_resource_config::Request,
    ) -> Result<validate_data_resource_config::Response, Failure> {
        let source = Self::data_source(&request.type_name)?;
        let config = values::decode(&Type::Object(source.attributes()), request.config)?;
        let diagnostics = invalid::<P>(source.validate(&config));
        Ok(validate_data_resource_config::Response { diagnostics })
    }

    pub(super) async fn read_data(
        &self,
        request: read_data_source::Request,
    ) -> Result<read_data_source::Response, Failure> {
        let source = Self::data_source(&request.type_name)?;
        let ty = Type::Object(source.attributes());
        let config = values::decode(&ty, request.config)?;
        if let deferred @ Some(_) = self.deferred(request.client_capabilities) {
            let state = values::encode(&ty, &Value::Unknown);
            return Ok(read_data_source::Response { state, deferred, ..Default::default() });
        }
        let client = self.client_for(request.provider_meta)?;
        let summary = format!("Could not read {}", request.type_name);
        let found = source.read(config, &client).await;
        let found = found.map_err(|error| error.into_diagnostic(summary))?;
        if !found.is_known() {
            return Err(Diagnostic::bug("A part of the response is unknown.").into());
        }
        Ok(read_data_source::Response { state: values::encode(&ty, &found), ..Default::default() })
    }
}
