//! The gRPC service: for each rpc decode, call the framework, encode.
//!
//! Architecture invariant: this is the only module that names generated types of the Terraform
//! protocol. Nothing here decides anything about a resource.

mod answer;
mod data_sources;
mod ephemerals;
mod functions;
mod identity;
pub mod proto;
mod provider;
mod resources;
mod schema;
#[cfg(test)]
mod tests;
mod values;

use std::sync::{Arc, PoisonError, RwLock};

use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status};

use self::{
    answer::{Failure, answer},
    proto::{provider_server, *},
};
use crate::framework::{diagnostic::Diagnostic, provider::Provider, unfinished::Session};

/// The largest message in either direction, in bytes; the providers of others have the same.
const LARGEST_MESSAGE: usize = 256 << 20;

/// A [`Provider`], served over gRPC.
pub struct Service<P: Provider> {
    configured: RwLock<Option<Configured<P>>>,
    session: Session,
}

/// What the last configuration made. A new one replaces it: in a debug session one process serves
/// many commands.
struct Configured<P: Provider> {
    /// None where the configuration was not wholly known.
    client: Option<Arc<P::Client>>,
    stop: CancellationToken,
}

impl<P: Provider> Service<P> {
    /// The server to give to the plugin.
    pub fn server() -> provider_server::ProviderServer<Self> {
        let service = Self { configured: RwLock::new(None), session: Session::default() };
        provider_server::ProviderServer::new(service)
            .max_decoding_message_size(LARGEST_MESSAGE)
            .max_encoding_message_size(LARGEST_MESSAGE)
    }

    fn set(&self, configured: Configured<P>) {
        *self.configured.write().unwrap_or_else(PoisonError::into_inner) = Some(configured);
    }

    /// The client, or none where the provider's configuration is not known yet.
    fn client_if_known(&self) -> Result<Option<Arc<P::Client>>, Failure> {
        match &*self.configured.read().unwrap_or_else(PoisonError::into_inner) {
            Some(configured) => Ok(configured.client.clone()),
            None => Err(Diagnostic::bug("A call came before the provider was configured.").into()),
        }
    }

    fn client(&self) -> Result<Arc<P::Client>, Failure> {
        let unknown = || {
            Diagnostic::error(
                "The configuration of the provider is not known yet",
                "It depends on values that are known only after apply. Apply what they come from \
                 first, for instance with -target.",
            )
        };
        self.client_if_known()?.ok_or_else(|| unknown().into())
    }

    /// Ends what waits. Calls that are under way finish.
    fn stop_waiting(&self) {
        if let Some(configured) = &*self.configured.read().unwrap_or_else(PoisonError::into_inner) {
            configured.stop.cancel();
        }
    }

    /// Finds what Terraform calls `full` in a registry.
    fn find<T>(
        kind: &str,
        full: &str,
        mut known: impl Iterator<Item = T>,
        name: impl Fn(&T) -> &'static str,
    ) -> Result<T, Failure> {
        let bare = full.strip_prefix(P::NAME).and_then(|rest| rest.strip_prefix('_'));
        let bare = bare.unwrap_or(full);
        let found = known.find(|entry| name(entry) == bare);
        found.ok_or_else(|| Diagnostic::bug(format!("There is no {kind} {full:?}.")).into())
    }
}

/// Each method names its rpc and the work. What is not here is answered as unimplemented, which
/// Terraform takes for a feature that the provider does not have.
#[tonic::async_trait]
impl<P: Provider> provider_server::Provider for Service<P> {
    async fn get_metadata(
        &self,
        request: Request<get_metadata::Request>,
    ) -> Result<Response<get_metadata::Response>, Status> {
        answer("GetMetadata", request, |_| async { Ok(provider::metadata::<P>()) }).await
    }

    async fn get_provider_schema(
        &self,
        request: Request<get_provider_schema::Request>,
    ) -> Result<Response<get_provider_schema::Response>, Status> {
        answer("GetProviderSchema", request, |_| async { Ok(provider::schemas::<P>()) }).await
    }

    async fn get_resource_identity_schemas(
        &self,
        request: Request<get_resource_identity_schemas::Request>,
    ) -> Result<Response<get_resource_identity_schemas::Response>, Status> {
        answer("GetResourceIdentitySchemas", request, |_| async { Ok(Self::identity_schemas()) })
            .await
    }

    async fn validate_provider_config(
        &self,
        request: Request<validate_provider_config::Request>,
    ) -> Result<Response<validate_provider_config::Response>, Status> {
        answer("ValidateProviderConfig", request, |asked| async { Self::validate_provider(asked) })
            .await
    }

    async fn configure_provider(
        &self,
        request: Request<configure_provider::Request>,
    ) -> Result<Response<configure_provider::Response>, Status> {
        answer("ConfigureProvider", request, |asked| self.configure(asked)).await
    }

    async fn validate_resource_config(
        &self,
        request: Request<validate_resource_config::Request>,
    ) -> Result<Response<validate_resource_config::Response>, Status> {
        answer("ValidateResourceConfig", request, |asked| async { Self::validate_resource(asked) })
            .await
    }

    async fn upgrade_resource_state(
        &self,
        request: Request<upgrade_resource_state::Request>,
    ) -> Result<Response<upgrade_resource_state::Response>, Status> {
        answer("UpgradeResourceState", request, |asked| async { Self::upgrade_state(asked) }).await
    }

    async fn upgrade_resource_identity(
        &self,
        request: Request<upgrade_resource_identity::Request>,
    ) -> Result<Response<upgrade_resource_identity::Response>, Status> {
        answer("UpgradeResourceIdentity", request, |asked| async { Self::upgrade_identity(asked) })
            .await
    }

    async fn read_resource(
        &self,
        request: Request<read_resource::Request>,
    ) -> Result<Response<read_resource::Response>, Status> {
        answer("ReadResource", request, |asked| self.refresh(asked)).await
    }

    async fn plan_resource_change(
        &self,
        request: Request<plan_resource_change::Request>,
    ) -> Result<Response<plan_resource_change::Response>, Status> {
        answer("PlanResourceChange", request, |asked| async { self.plan(asked) }).await
    }

    async fn apply_resource_change(
        &self,
        request: Request<apply_resource_change::Request>,
    ) -> Result<Response<apply_resource_change::Response>, Status> {
        answer("ApplyResourceChange", request, |asked| self.apply(asked)).await
    }

    async fn import_resource_state(
        &self,
        request: Request<import_resource_state::Request>,
    ) -> Result<Response<import_resource_state::Response>, Status> {
        answer("ImportResourceState", request, |asked| async { Self::import(asked) }).await
    }

    async fn move_resource_state(
        &self,
        request: Request<move_resource_state::Request>,
    ) -> Result<Response<move_resource_state::Response>, Status> {
        answer("MoveResourceState", request, |asked| async { Self::take_over(asked) }).await
    }

    async fn validate_data_resource_config(
        &self,
        request: Request<validate_data_resource_config::Request>,
    ) -> Result<Response<validate_data_resource_config::Response>, Status> {
        answer("ValidateDataResourceConfig", request, |asked| async {
            Self::validate_data_source(asked)
        })
        .await
    }

    async fn read_data_source(
        &self,
        request: Request<read_data_source::Request>,
    ) -> Result<Response<read_data_source::Response>, Status> {
        answer("ReadDataSource", request, |asked| self.read_data(asked)).await
    }

    async fn validate_ephemeral_resource_config(
        &self,
        request: Request<validate_ephemeral_resource_config::Request>,
    ) -> Result<Response<validate_ephemeral_resource_config::Response>, Status> {
        answer("ValidateEphemeralResourceConfig", request, |asked| async {
            Self::validate_ephemeral(asked)
        })
        .await
    }

    async fn open_ephemeral_resource(
        &self,
        request: Request<open_ephemeral_resource::Request>,
    ) -> Result<Response<open_ephemeral_resource::Response>, Status> {
        answer("OpenEphemeralResource", request, |asked| self.open_ephemeral(asked)).await
    }

    async fn renew_ephemeral_resource(
        &self,
        request: Request<renew_ephemeral_resource::Request>,
    ) -> Result<Response<renew_ephemeral_resource::Response>, Status> {
        answer("RenewEphemeralResource", request, |_| async { Ok(Default::default()) }).await
    }

    async fn close_ephemeral_resource(
        &self,
        request: Request<close_ephemeral_resource::Request>,
    ) -> Result<Response<close_ephemeral_resource::Response>, Status> {
        answer("CloseEphemeralResource", request, |_| async { Ok(Default::default()) }).await
    }

    async fn get_functions(
        &self,
        request: Request<get_functions::Request>,
    ) -> Result<Response<get_functions::Response>, Status> {
        answer("GetFunctions", request, |_| async { Ok(provider::functions::<P>()) }).await
    }

    async fn call_function(
        &self,
        request: Request<call_function::Request>,
    ) -> Result<Response<call_function::Response>, Status> {
        answer("CallFunction", request, |asked| async { Self::call(asked) }).await
    }

    async fn stop_provider(
        &self,
        _: Request<stop_provider::Request>,
    ) -> Result<Response<stop_provider::Response>, Status> {
        self.stop_waiting();
        Ok(Response::new(stop_provider::Response::default()))
    }
}
