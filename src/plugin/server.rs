//! The gRPC server and its end.

use std::convert::Infallible;
use std::time::Duration;

use futures::{Stream, StreamExt};
use tokio::time;
use tokio_util::sync::CancellationToken;
use tonic::body::Body;
use tonic::codegen::{Service, http};
use tonic::server::NamedService;
use tonic::transport::Server;

use super::controller::Controller;
use super::failure::Result;
use super::listener::Connection;
use super::proto::grpc_controller_server::GrpcControllerServer;

/// How long the calls under way may go on after the end was asked for. The host kills after two
/// seconds.
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

/// A gRPC service, as the generator makes them.
pub trait GrpcService:
    Service<http::Request<Body>, Response = http::Response<Body>, Error = Infallible, Future: Send>
    + NamedService
    + Clone
    + Send
    + Sync
    + 'static
{
}

impl<S> GrpcService for S where
    S: Service<
            http::Request<Body>,
            Response = http::Response<Body>,
            Error = Infallible,
            Future: Send,
        > + NamedService
        + Clone
        + Send
        + Sync
        + 'static
{
}

#[cfg(test)]
mod tests {
    use std::future::{self, Pending};
    use std::task::{Context, Poll};

    use futures::stream;
    use hyper_util::rt::TokioIo;
    use tokio::io::DuplexStream;
    use tonic::client::Grpc;
    use tonic::codegen::http::uri::PathAndQuery;
    use tonic::transport::{Channel, Endpoint};
    use tonic::{Request, Status};
    use tonic_prost::ProstCodec;

    use super::*;
    use crate::plugin::proto::Empty;
    use crate::plugin::proto::grpc_controller_client::GrpcControllerClient;

    #[tokio::test]
    async fn a_call_that_hangs_does_not_hold_up_the_end() {
        let (client, server) = tokio::io::duplex(1 << 16);
        let connections = stream::iter([Connection::new(server)]).chain(stream::pending());
        let channel = channel(client);
        let mut controller = GrpcControllerClient::new(channel.clone());
        tokio::select! {
            served = serve(connections, Hanging, future::pending()) => served.unwrap(),
            _ = async { tokio::join!(hang(channel), controller.shutdown(Empty {})) } => {
                panic!("the call that hangs was answered");
            }
        }
    }

    async fn hang(channel: Channel) -> std::result::Result<(), Status> {
        let mut client = Grpc::new(channel);
        client.ready().await.map_err(|error| Status::from_error(error.into()))?;
        let path = PathAndQuery::from_static("/test.Hanging/Hang");
        let codec = ProstCodec::<Empty, Empty>::default();
        client.unary(Request::new(Empty {}), path, codec).await.map(drop)
    }

    fn channel(client: DuplexStream) -> Channel {
        let mut client = Some(TokioIo::new(client));
        let connector = tower::service_fn(move |_| future::ready(client.take().ok_or("in use")));
        Endpoint::from_static("http://localhost").connect_with_connector_lazy(connector)
    }

    /// A service that never answers.
    #[derive(Clone)]
    struct Hanging;

    impl NamedService for Hanging {
        const NAME: &'static str = "test.Hanging";
    }

    impl Service<http::Request<Body>> for Hanging {
        type Response = http::Response<Body>;
        type Error = Infallible;
        type Future = Pending<std::result::Result<Self::Response, Infallible>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<std::result::Result<(), Infallible>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, _: http::Request<Body>) -> Self::Future {
            future::pending()
        }
    }
}
