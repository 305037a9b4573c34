//! The host's side of the channel: starts the provider as Terraform does, and connects to it.
//!
//! A test crate includes this file with `#[path]`, and expects `dead_code` of it where it needs
//! only a part.

use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::{fs, io};

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use codeartifact::plugin::proto::Empty;
use codeartifact::plugin::proto::grpc_controller_client::GrpcControllerClient;
use hyper_util::rt::TokioIo;
use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair, PKCS_ECDSA_P521_SHA512};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, BufReader};
use tokio::net::{TcpStream, UnixStream};
use tokio::process::{Child, ChildStdout, Command};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::client::WantsClientCert;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, ConfigBuilder, RootCertStore};
use tonic::Status;
use tonic::transport::{Channel, Endpoint};

/// The certificate and key by which a host is known, of the kind that go-plugin makes.
pub(crate) struct Identity {
    certificate: CertificateDer<'static>,
    key: PrivateKeyDer<'static>,
    /// The certificate as the provider receives it.
    pub(crate) pem: String,
}

impl Identity {
    /// A new one: on the curve P-521, and an authority's although it is the host's own.
    pub(crate) fn new() -> Self {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P521_SHA512).expect("aws-lc knows P-521");
        let mut parameters =
            CertificateParams::new(["localhost".to_owned()]).expect("localhost is a name");
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = parameters.self_signed(&key).expect("the key can sign");
        Self { pem: certificate.pem(), certificate: certificate.into(), key: key.into() }
    }
}

/// How a client shows itself.
#[derive(Clone, Copy)]
pub(crate) enum Credential<'a> {
    /// Without TLS.
    Plaintext,
    /// With TLS but without a certificate.
    Nobody,
    Certificate(&'a Identity),
}

/// The command that starts `program` as a host does, which says in `identity` who alone may
/// connect.
pub(crate) fn command(program: &str, identity: Option<&Identity>) -> Command {
    let mut command = Command::new(program);
    for level in ["TF_LOG", "TF_LOG_PROVIDER", "TF_LOG_PROVIDER_CODEARTIFACT"] {
        command.env_remove(level);
    }
    command
        .env(
            "TF_PLUGIN_MAGIC_COOKIE",
            "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
        )
        .env("PLUGIN_PROTOCOL_VERSIONS", "6,5")
        .env("PLUGIN_MIN_PORT", "10000")
        .env("PLUGIN_MAX_PORT", "25000")
        .envs(identity.map(|identity| ("PLUGIN_CLIENT_CERT", &identity.pem)))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .kill_on_drop(true);
    command
}

/// A provider that has said where it listens.
pub(crate) struct Plugin {
    /// The process itself, or the shell that started it.
    pub(crate) process: Child,
    /// What the process prints after the handshake: nothing.
    output: BufReader<ChildStdout>,
    /// The handshake line.
    pub(crate) announced: Announced,
}

impl Plugin {
    /// Starts the provider and reads its handshake line.
    pub(crate) async fn start(mut command: Command) -> Self {
        let mut process = command.spawn().expect("the provider starts");
        let mut output = BufReader::new(process.stdout.take().expect("its output is piped"));
        let mut line = String::new();
        output.read_line(&mut line).await.expect("the handshake line is text");
        Self { process, output, announced: Announced::parse(&line) }
    }

    /// Asks the provider to end and waits until it has.
    pub(crate) async fn shut_down(
        mut self,
        credential: Credential<'_>,
    ) -> Result<ExitStatus, Status> {
        let channel = self.announced.connect(credential);
        GrpcControllerClient::new(channel).shutdown(Empty {}).await?;
        Ok(self.process.wait().await.expect("the provider can be waited for"))
    }

    /// The largest memory that the process ever had, in MiB; 0 where the system does not say.
    pub(crate) fn peak_memory(&self) -> f64 {
        peak_memory_of(self.process.id().expect("it runs"))
    }

    /// What is printed after the handshake, up to the end of all processes that hold the output.
    pub(crate) async fn rest_of_output(&mut self) -> String {
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).await.expect("the output is text");
        rest
    }
}

impl Drop for Plugin {
    /// Removes the socket of a provider that is about to be killed, and cannot do so itself.
    fn drop(&mut self) {
        let is_killed = matches!(self.process.try_wait(), Ok(None));
        if is_killed && self.announced.network == "unix" {
            let socket = Path::new(&self.announced.address);
            // What is left in a temporary directory is no fault of the provider.
            let _ = fs::remove_file(socket);
            let _ = socket.parent().map(fs::remove_dir);
        }
    }
}

/// The largest memory that the process with this ID ever had, in MiB; 0 where the system does not
/// say.
pub(crate) fn peak_memory_of(process: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kibibytes.unwrap_or_default() / 1024.0
}

/// The handshake line, as the host takes it to pieces.
#[derive(Debug, Clone)]
pub(crate) struct Announced {
    /// `unix` or `tcp`.
    pub(crate) network: String,
    /// Path or `IP:port`.
    pub(crate) address: String,
    /// The certificate of the provider, in DER; empty without TLS.
    pub(crate) certificate: Vec<u8>,
}

impl Announced {
    fn parse(line: &str) -> Self {
        let fields: Vec<_> = line.trim().split('|').collect();
        let ["1", "6", network, address, "grpc", certificate] = fields[..] else {
            panic!("this is no handshake: {line:?}");
        };
        Self {
            network: network.to_owned(),
            address: address.to_owned(),
            certificate: STANDARD_NO_PAD
                .decode(certificate)
                .expect("the certificate has no padding"),
        }
    }

    /// A channel for the generated clients. Whether the provider lets the client in shows in the
    /// first call.
    pub(crate) fn connect(&self, credential: Credential<'_>) -> Channel {
        let tls = self.tls(credential);
        let announced = self.clone();
        let connector = tower::service_fn(move |_| {
            let (announced, tls) = (announced.clone(), tls.clone());
            async move { announced.open(tls).await.map(TokioIo::new) }
        });
        Endpoint::from_static("http://localhost").connect_with_connector_lazy(connector)
    }

    async fn open(&self, tls: Option<TlsConnector>) -> io::Result<Box<dyn Duplex>> {
        let stream: Box<dyn Duplex> = match self.network.as_str() {
            "unix" => Box::new(UnixStream::connect(&self.address).await?),
            _ => Box::new(TcpStream::connect(&self.address).await?),
        };
        let Some(tls) = tls else { return Ok(stream) };
        let name = ServerName::try_from("localhost").expect("this is a name");
        Ok(Box::new(tls.connect(name, stream).await?))
    }

    fn tls(&self, credential: Credential<'_>) -> Option<TlsConnector> {
        let mut config = match credential {
            Credential::Plaintext => return None,
            Credential::Nobody => self.trust().with_no_client_auth(),
            Credential::Certificate(Identity { certificate, key, .. }) => self
                .trust()
                .with_client_auth_cert(vec![certificate.clone()], key.clone_key())
                .expect("the key is that of the certificate"),
        };
        config.alpn_protocols = vec![b"h2".to_vec()];
        Some(TlsConnector::from(Arc::new(config)))
    }

    /// Trusts the certificate that was announced and no other.
    fn trust(&self) -> ConfigBuilder<ClientConfig, WantsClientCert> {
        let mut roots = RootCertStore::empty();
        roots.add(self.certificate.clone().into()).expect("a certificate was announced");
        ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("the versions fit the provider")
            .with_root_certificates(roots)
    }
}

trait Duplex: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Duplex for T {}
