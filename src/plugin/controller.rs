//! The service by which the host ends the process.

use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status};

use super::proto::Empty;
use super::proto::grpc_controller_server::GrpcController;

/// Cancels its token when the host asks for the end.
pub(super) struct Controller {
    pub(super) end: CancellationToken,
}

#[tonic::async_trait]
impl GrpcController for Controller {
    async fn shutdown(&self, _request: Request<Empty>) -> Result<Response<Empty>, Status> {
        self.end.cancel();
        Ok(Response::new(Empty {}))
    }
}
