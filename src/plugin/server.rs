//! The gRPC server and its end.

use std::convert::Infallible;
use std::time::Duration;

use futures::{Stream, StreamExt};
use tokio::time;
use tokio_util::sync::CancellationToken;
use tonic::transport::Server;

use super::controller::Controller;
use super::listener::Connection;
use super::proto::grpc_controller_server::GrpcControllerServer;
use super::{GrpcService, Result};

/// How long the calls under way may go on after the end was asked for. The host kills after two seconds.
const GRACE: Duration = Duration::from_millis(500);

/// Serves `service` to those who connect, until the host asks for the end or `end` comes.
pub(super) async fn serve(
    connections: impl Stream<Item = Connection>,
    service: impl GrpcService,
    end: impl Future<Output = ()>,
) -> Result<()> {
    let token = CancellationToken::new();
    let asked = async {
        let _ = token.run_until_cancelled(end).await;
        token.cancel();
    };
    let serving = Server::builder()
        .add_service(GrpcControllerServer::new(Controller { end: token.clone() }))
        .add_service(service)
        .serve_with_incoming_shutdown(connections.map(Ok::<_, Infallible>), asked);
    tokio::select! {
        served = serving => Ok(served?),
        () = overdue(&token) => Ok(()),
    }
}

async fn overdue(end: &CancellationToken) {
    end.cancelled().await;
    time::sleep(GRACE).await;
}
