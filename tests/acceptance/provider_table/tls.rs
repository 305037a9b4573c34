//! The emulator behind TLS, with a certificate that nobody vouches for.

use std::{fs, sync::Arc};

use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, pki_types::PrivatePkcs8KeyDer},
};

use crate::world::World;

/// Puts TLS in front of the emulator, and the certificate into `bundle.pem`. Returns the address.
pub(super) fn in_front_of(world: &World) -> String {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    fs::write(world.path("bundle.pem"), cert.pem()).expect("a file");
    let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key.into())
        .expect("a key that fits its certificate");
    let service = world.emulator.url().replace("http://", "");
    world.wait(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        tokio::spawn(forward(listener, TlsAcceptor::from(Arc::new(config)), service));
        format!("https://localhost:{port}")
    })
}

async fn forward(listener: TcpListener, tls: TlsAcceptor, service: String) {
    while let Ok((client, _)) = listener.accept().await {
        let (tls, service) = (tls.clone(), service.clone());
        tokio::spawn(async move {
            let mut client = tls.accept(client).await?;
            let mut service = TcpStream::connect(service).await?;
            tokio::io::copy_bidirectional(&mut client, &mut service).await
        });
    }
}
