//! A service that is not CodeArtifact, and means no good: what it can cost, and that it can be
//! stopped.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use super::{Aws, Environment, aws_with_stop, domain, settings};
use crate::aws::{
    DomainId, Error, Kind, PackageGroupId, PackageId, PackageVersionId, RepositoryId, Settings,
};

/// What begins an answer that ends with its connection.
const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n";

/// A service that answers each request as `answer` does, which knows how many there were before.
async fn service<Answered>(
    answer: impl Fn(TcpStream, usize) -> Answered + Send + 'static,
) -> (Settings, &'static AtomicUsize)
where
    Answered: Future<Output = std::io::Result<()>> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let count: &AtomicUsize = Box::leak(Box::default());
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            read(&mut client).await;
            tokio::spawn(answer(client, count.fetch_add(1, Ordering::SeqCst)));
        }
    });
    (settings(&format!("http://{address}")), count)
}

/// Takes a request off the wire: what is left there would break the connection at its end.
async fn read(client: &mut TcpStream) {
    let mut head = Vec::new();
    while let Ok(byte) = client.read_u8().await {
        head.push(byte);
        if head.ends_with(b"\r\n\r\n") {
            break;
        }
    }
    let head = String::from_utf8_lossy(&head).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or_default()];
    // Who is gone is no client of this test any more.
    let _ = client.read_exact(&mut body).await;
}

/// A service whose every list is empty, and goes on with the token that `next` makes.
async fn pages(next: impl Fn(usize) -> String + Send + 'static) -> Settings {
    let page = move |mut client: TcpStream, number| {
        let token = next(number);
        async move {
            let page =
                format!("{HEAD}{{\"domains\": [], \"versions\": [], \"nextToken\": {token:?}}}");
            client.write_all(page.as_bytes()).await
        }
    };
    service(page).await.0
}

/// A service that cancels `stop` when it has begun an answer, and never ends that.
async fn trickle(stop: &CancellationToken) -> Settings {
    let stop = stop.clone();
    let answer = move |mut client: TcpStream, _| {
        let stop = stop.clone();
        async move {
            client.write_all(HEAD.as_bytes()).await?;
            loop {
                client.write_all(b" ").await?;
                stop.cancel();
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    };
    service(answer).await.0
}

async fn client(settings: Settings) -> Aws {
    aws_with_stop(settings, CancellationToken::new()).await
}

fn package() -> PackageId {
    let repository = RepositoryId { domain: domain("main"), repository: "store".to_owned() };
    let (format, package) = ("generic".to_owned(), "tool".to_owned());
    PackageId { repository, format, namespace: None, package }
}

fn check(error: &Error, kind: Kind, parts: &[&str]) {
    assert_eq!(error.kind(), kind, "{error}");
    for part in parts {
        assert!(error.to_string().contains(part), "{part} in {error}");
    }
}

#[tokio::test]
async fn a_page_token_that_comes_again_ends_the_list() {
    let aws = client(pages(|number| (number % 3).to_string()).await).await;
    let error = aws.list_domains(None).await.expect_err("a list without end");
    check(&error, Kind::Unexpected, &["the token of a page", "again"]);
    let found = aws.list_versions(&package(), &Default::default()).await;
    check(&found.expect_err("a list without end"), Kind::Unexpected, &["again"]);
}

#[tokio::test]
async fn a_page_token_that_no_request_can_hold_ends_the_list() {
    let aws = client(pages(|_| "x".repeat(100_000)).await).await;
    let error = aws.list_domains(None).await.expect_err("a token that is too long");
    check(&error, Kind::Unexpected, &["the token of a page", "100000"]);
}

#[tokio::test]
async fn a_stop_ends_a_list_between_two_pages() {
    let stop = CancellationToken::new();
    let cancel = stop.clone();
    let settings = pages(move |number| {
        if number == 4 {
            cancel.cancel();
        }
        number.to_string()
    });
    let aws = aws_with_stop(settings.await, stop).await;
    let error = aws.list_domains(None).await.expect_err("a list without end");
    check(&error, Kind::Stopped, &["a page of a list"]);
}

#[tokio::test]
async fn a_name_that_no_request_can_hold_is_refused_before_the_call() {
    let (settings, count) = service(|_, _| async { Ok(()) }).await;
    let aws = client(settings).await;
    let long = "x".repeat(100_000);
    let error = aws.describe_domain(&domain(&long)).await.expect_err("a name that is too long");
    check(&error, Kind::Validation, &["DescribeDomain", "100000"]);
    let owned = DomainId { owner: Some(long.clone()), ..domain("main") };
    let error = aws.describe_domain(&owned).await.expect_err("an owner that is too long");
    check(&error, Kind::Validation, &["DescribeDomain"]);
    let group = PackageGroupId { domain: domain("main"), pattern: long };
    let error = aws.list_sub_package_groups(&group).await.expect_err("a pattern that is too long");
    check(&error, Kind::Validation, &["ListSubPackageGroups"]);
    assert_eq!(count.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn an_answer_that_does_not_end_is_given_up() {
    let answer = |mut client: TcpStream, _| async move {
        client.write_all(HEAD.as_bytes()).await?;
        loop {
            client.write_all(&[b' '; 1 << 16]).await?;
        }
    };
    let (settings, count) = service(answer).await;
    let error = client(settings).await.describe_domain(&domain("main")).await;
    check(&error.expect_err("no answer"), Kind::Unexpected, &["16 MiB"]);
    assert_eq!(count.load(Ordering::SeqCst), 1, "it is not tried again");
}

#[tokio::test]
async fn an_answer_that_trickles_ends_with_the_stop() {
    let stop = CancellationToken::new();
    let aws = aws_with_stop(trickle(&stop).await, stop).await;
    let error = aws.describe_domain(&domain("main")).await.expect_err("half an answer");
    check(&error, Kind::Stopped, &["DescribeDomain"]);
}

#[tokio::test]
async fn a_download_that_trickles_ends_with_the_stop() {
    let stop = CancellationToken::new();
    let aws = aws_with_stop(trickle(&stop).await, stop).await;
    let id = PackageVersionId { package: package(), version: "1.0.0".to_owned() };
    let mut sink = Vec::new();
    let error = aws.download_asset(&id, "a.zip", None, &mut sink).await.expect_err("half an asset");
    check(&error, Kind::Stopped, &["a.zip", "asked the provider to stop"]);
}

#[tokio::test]
async fn a_password_in_an_address_is_never_shown() {
    for address in ["http://me:hunter2@127.0.0.1:1", "http://me:hunter2@", "ftp://me:hunter2@a/b"] {
        let settings = Settings { max_retries: Some(0), ..settings(address) };
        let (environment, stop) = (Environment::new(), CancellationToken::new());
        let error = match Aws::with_environment(settings, &environment, stop).await {
            Ok(aws) => aws.describe_domain(&domain("main")).await.expect_err("no answer"),
            Err(refused) => refused,
        };
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }
}
