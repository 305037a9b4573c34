//! Each method names its rpc and the work. What is not here is answered as unimplemented, which
//! Terraform takes for a feature that the provider does not have.

use tonic::{Request, Response, Status};

use super::answer::answer;
use super::events::{Events, events};
use super::proto::{provider_server, *};
use super::{Service, provider};
use crate::framework::provider::Provider;

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
        answer("ImportResourceState", request, |asked| async { self.import(asked) }).await
    }

    async fn move_resource_state(
        &self,
        request: Request<move_resource_state::Request>,
    ) -> Result<Response<move_resource_state::Response>, Status> {
        answer("MoveResourceState", request, |asked| async { Self::take_over(asked) }).await
    }

    async fn generate_resource_config(
        &self,
        request: Request<generate_resource_config::Request>,
    ) -> Result<Response<generate_resource_config::Response>, Status> {
        answer("GenerateResourceConfig", request, |asked| async { self.generate(asked) }).await
    }

    async fn validate_list_resource_config(
        &self,
        request: Request<validate_list_resource_config::Request>,
    ) -> Result<Response<validate_list_resource_config::Response>, Status> {
        answer("ValidateListResourceConfig", request, |asked| async { Self::validate_list(asked) })
            .await
    }

    async fn list_resource(
        &self,
        request: Request<list_resource::Request>,
    ) -> Result<Response<Events<list_resource::Event>>, Status> {
        let running = self.running();
        Ok(events("ListResource", request, |asked, sender| Self::list(asked, running, sender)))
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

    async fn validate_action_config(
        &self,
        request: Request<validate_action_config::Request>,
    ) -> Result<Response<validate_action_config::Response>, Status> {
        answer("ValidateActionConfig", request, |asked| async { Self::validate_action(asked) })
            .await
    }

    async fn plan_action(
        &self,
        request: Request<plan_action::Request>,
    ) -> Result<Response<plan_action::Response>, Status> {
        answer("PlanAction", request, |asked| async { self.plan_action(asked) }).await
    }

    async fn invoke_action(
        &self,
        request: Request<invoke_action::Request>,
    ) -> Result<Response<Events<invoke_action::Event>>, Status> {
        let running = self.running();
        Ok(events("InvokeAction", request, |asked, sender| Self::invoke(asked, running, sender)))
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
