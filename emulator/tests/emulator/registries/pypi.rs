//! twine uploads, and pip installs.

use aws_sdk_codeartifact::types::PackageFormat;

use super::visitor::Visitor;
use super::workshop::{Workshop, zip};

/// Writes a wheel of project `Pad_Left`, which pip installs without a build: a module that says its
/// version.
pub(super) fn wheel(workshop: &Workshop, directory: &str, version: &str) -> String {
    let (name, info) = (format!("pad_left-{version}"), format!("pad_left-{version}.dist-info"));
    let metadata = format!(
        "Metadata-Version: 2.1\nName: Pad_Left\nVersion: {version}\nSummary: A pad.\n\
         Home-page: https://pad.example\nLicense: Apache-2.0\nRequires-Python: >=3.8\n\
         Project-URL: Source, https://code.example/pad\nRequires-Dist: six (>=1.16) ; extra == 'old'\n\
         Description-Content-Type: text/markdown\n\n# Pad\n"
    );
    let wheel = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n";
    let file = format!("{directory}/{name}-py3-none-any.whl");
    let archive = zip(&[
        ("pad_left.py", &format!("version = '{version}'\n")),
        (&format!("{info}/METADATA"), &metadata),
        (&format!("{info}/WHEEL"), wheel),
        (&format!("{info}/RECORD"), ""),
    ]);
    workshop.write(&file, archive);
    file
}

/// Writes a source distribution of the same project.
async fn source(workshop: &Workshop, directory: &str, version: &str) -> String {
    let name = format!("pad_left-{version}");
    let metadata = format!("Metadata-Version: 2.1\nName: Pad_Left\nVersion: {version}\n");
    workshop.write(&format!("{directory}/{name}/PKG-INFO"), metadata);
    workshop.succeed(directory, &format!("tar -czf {name}.tar.gz {name}")).await;
    std::fs::remove_dir_all(workshop.path(directory).join(&name)).expect("the directory");
    format!("{directory}/{name}.tar.gz")
}

/// Leads pip and twine to a repository.
async fn use_pypi(workshop: &Workshop, repository: &str) {
    let (endpoint, token) = workshop.access(PackageFormat::Pypi, repository).await;
    let index = endpoint.replacen("http://", &format!("http://aws:{token}@"), 1);
    workshop.write(".config/pip/pip.conf", format!("[global]\nindex-url = {index}simple/\n"));
    let account = format!(
        "[distutils]\nindex-servers = codeartifact\n\n[codeartifact]\nrepository: {endpoint}\n\
         username: aws\npassword: {token}\n"
    );
    workshop.write(".pypirc", account);
}

async fn upload(workshop: &Workshop, file: &str) {
    workshop.succeed("", &format!("twine upload -r codeartifact {file}")).await;
}

/// Installs it and says which version there is.
async fn install(workshop: &Workshop, what: &str) -> String {
    let pip =
        "pip --disable-pip-version-check install --quiet --no-cache-dir --upgrade --target app";
    workshop.succeed("", &format!("{pip} {what}")).await;
    workshop.succeed("app", "python3 -c print(__import__('pad_left').version)").await
}

async fn is_there(workshop: &Workshop, repository: &str) -> bool {
    workshop.look(repository, PackageFormat::Pypi, "pad-left", "1.0").await.is_some()
}

#[tokio::test]
async fn what_is_uploaded_is_installed() {
    let workshop = Workshop::new(&["store"]).await;
    workshop.login("twine", "store").await;
    workshop.login("pip", "store").await;
    let file = wheel(&workshop, "dist", "1.0");
    upload(&workshop, &file).await;
    assert_eq!(install(&workshop, "Pad.Left").await, "1.0");
}

#[tokio::test]
async fn the_service_tells_what_the_metadata_says() {
    let workshop = Workshop::new(&["store"]).await;
    use_pypi(&workshop, "store").await;
    let file = wheel(&workshop, "dist", "1.0");
    upload(&workshop, &file).await;
    let version = workshop.look("store", PackageFormat::Pypi, "pad-left", "1.0").await;
    let version = version.expect("the version");
    assert_eq!(version.summary(), Some("A pad."));
    assert_eq!(version.home_page(), Some("https://pad.example"));
    assert_eq!(version.source_code_repository(), Some("https://code.example/pad"));
    assert_eq!(version.licenses()[0].name(), Some("Apache-2.0"));
    let client = &workshop.client;
    let readme = client.get_package_version_readme().domain("main").repository("store");
    let readme = readme.format(PackageFormat::Pypi).package("pad-left").package_version("1.0");
    assert_eq!(readme.send().await.expect("a readme").readme(), Some("# Pad\n"));
    let needs = client.list_package_version_dependencies().domain("main").repository("store");
    let needs = needs.format(PackageFormat::Pypi).package("pad-left").package_version("1.0");
    let needs = needs.send().await.expect("dependencies");
    let [six] = needs.dependencies() else { panic!("{needs:?}") };
    assert_eq!(six.package(), Some("six"));
    assert_eq!(six.version_requirement(), Some("(>=1.16) ; extra == 'old'"));
}

#[tokio::test]
async fn a_version_gets_more_files_but_none_another_content() {
    let workshop = Workshop::new(&["store"]).await;
    use_pypi(&workshop, "store").await;
    let (binary, text) = (wheel(&workshop, "dist", "1.0"), source(&workshop, "dist", "1.0").await);
    upload(&workshop, &binary).await;
    upload(&workshop, &text).await;
    upload(&workshop, &binary).await;
    let assets = workshop.client.list_package_version_assets().domain("main").repository("store");
    let assets = assets.format(PackageFormat::Pypi).package("pad-left").package_version("1.0");
    let assets = assets.send().await.expect("the assets");
    let names: Vec<&str> = assets.assets().iter().map(|asset| asset.name()).collect();
    assert_eq!(names, ["pad_left-1.0-py3-none-any.whl", "pad_left-1.0.tar.gz"]);
    let other = wheel(&workshop, "other", "1.0");
    std::fs::OpenOptions::new()
        .append(true)
        .open(workshop.path(&other))
        .and_then(|mut file| std::io::Write::write_all(&mut file, b"other"))
        .expect("another content");
    workshop.fail("", &format!("twine upload -r codeartifact {other}"), "409").await;
}

#[tokio::test]
async fn what_lies_upstream_and_in_public_is_kept_where_it_is_asked_for() {
    let workshop = Workshop::new(&["store", "middle", "app"]).await;
    workshop.connect("store", "public:pypi").await;
    wheel(&workshop, "public/pypi", "1.0");
    source(&workshop, "public/pypi", "2.0rc1").await;
    use_pypi(&workshop, "app").await;
    assert_eq!(install(&workshop, "pad-left").await, "1.0");
    for (repository, kept) in [("store", true), ("middle", false), ("app", true)] {
        assert_eq!(is_there(&workshop, repository).await, kept, "{repository}");
    }
    std::fs::remove_dir_all(workshop.path("public")).expect("nothing public any more");
    assert_eq!(install(&workshop, "pad-left").await, "1.0");
}

#[tokio::test]
async fn the_metadata_are_those_at_the_top() {
    let workshop = Workshop::new(&["store"]).await;
    workshop.connect("store", "public:pypi").await;
    let own = "Metadata-Version: 2.1\nName: Pad_Left\nVersion: 1.0\n";
    let other = "Metadata-Version: 2.1\nName: Other\nVersion: 9\n";
    workshop.write(
        "public/pypi/pad_left-1.0-py3-none-any.whl",
        zip(&[
            ("pad_left/_vendor/other-9.dist-info/METADATA", other),
            ("pad_left.py", "version = '1.0'\n"),
            ("pad_left-1.0.dist-info/METADATA", own),
            ("pad_left-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\n"),
            ("pad_left-1.0.dist-info/RECORD", ""),
        ]),
    );
    workshop.write("public/pypi/pad_left-1.1/PKG-INFO", own.replace("1.0", "1.1"));
    workshop.write("public/pypi/pad_left-1.1/a.egg-info/PKG-INFO", other);
    let pack = "tar -czf pad_left-1.1.tar.gz pad_left-1.1/a.egg-info pad_left-1.1/PKG-INFO";
    workshop.succeed("public/pypi", pack).await;
    let store = Visitor::new(&workshop, PackageFormat::Pypi, "store").await;
    let json = [("accept", "application/vnd.pypi.simple.v1+json")];
    let index = store.ask("GET", "simple/pad-left/", "", &json).await.body;
    assert_eq!(index["versions"], serde_json::json!(["1.0", "1.1"]));
    use_pypi(&workshop, "store").await;
    assert_eq!(install(&workshop, "pad-left==1.0").await, "1.0");
}

#[tokio::test]
async fn the_index_is_what_the_client_accepts() {
    let workshop = Workshop::new(&["store"]).await;
    use_pypi(&workshop, "store").await;
    let file = wheel(&workshop, "dist", "1.0");
    upload(&workshop, &file).await;
    let store = Visitor::new(&workshop, PackageFormat::Pypi, "store").await;
    let (json, html) =
        ("application/vnd.pypi.simple.v1+json", "application/vnd.pypi.simple.v1+html");
    for (accept, status, kind) in [
        (json, 200, json),
        (&json.replace("v1", "latest"), 200, json),
        (html, 200, html),
        ("text/html", 200, "text/html; charset=utf-8"),
        ("*/*", 200, "text/html; charset=utf-8"),
        (&format!("{json};q=0, {html}"), 200, html),
        ("application/json", 406, "application/json"),
    ] {
        let index = store.ask("GET", "simple/pad-left/", "", &[("accept", accept)]).await;
        assert_eq!((index.status, index.header("content-type")), (status, Some(kind)), "{accept}");
    }
}

#[tokio::test]
async fn a_signature_takes_the_place_of_no_file() {
    let workshop = Workshop::new(&["store"]).await;
    use_pypi(&workshop, "store").await;
    let file = wheel(&workshop, "dist", "1.0");
    workshop.write(&format!("{file}.asc"), "-----BEGIN PGP SIGNATURE-----");
    let content = std::fs::read(workshop.path(&file)).expect("the wheel");
    let name = file.trim_start_matches("dist/");
    let part = |head: &str, content: &[u8]| {
        let head = format!("--b\r\ncontent-disposition: form-data; {head}\r\n\r\n");
        [head.as_bytes(), content, b"\r\n"].concat()
    };
    let body = [
        part("name=\"name\"", b"Pad_Left"),
        part("name=\"version\"", b"1.0"),
        part(&format!("name=\"content\"; filename=\"{name}\""), &content),
        part(&format!("name=\"gpg_signature\"; filename=\"{name}.asc\""), b"signature"),
        b"--b--\r\n".to_vec(),
    ];
    let store = Visitor::new(&workshop, PackageFormat::Pypi, "store").await;
    let kind = [("content-type", "multipart/form-data; boundary=b")];
    assert_eq!(store.ask("POST", "", body.concat(), &kind).await.status, 200);
    assert_eq!(install(&workshop, "pad-left").await, "1.0");
}

#[tokio::test]
async fn what_is_new_in_public_can_be_left_out() {
    let workshop = Workshop::new(&["store"]).await;
    workshop.connect("store", "public:pypi").await;
    let old = wheel(&workshop, "public/pypi", "1.0");
    wheel(&workshop, "public/pypi", "1.1");
    let time = std::time::SystemTime::now() - std::time::Duration::from_secs(20 * 86_400);
    let file = std::fs::File::options().write(true).open(workshop.path(&old)).expect("the file");
    file.set_modified(time).expect("another time");
    let store = Visitor::new(&workshop, PackageFormat::Pypi, "store").await;
    let json = [("accept", "application/vnd.pypi.simple.v1+json")];
    let uploaded = async || {
        let index = store.ask("GET", "simple/pad-left/", "", &json).await.body;
        let times = [0, 1].map(|at| index["files"][at]["upload-time"].as_str().map(str::to_owned));
        times.map(|time| time.expect("a time"))
    };
    let [first, second] = uploaded().await;
    assert!(first < second, "{first} {second}");
    use_pypi(&workshop, "store").await;
    assert_eq!(install(&workshop, "pad-left==1.0").await, "1.0");
    assert_eq!(uploaded().await, [first, second], "what was taken in has kept its time");
}

#[tokio::test]
async fn the_index_is_html_for_old_clients() {
    let workshop = Workshop::new(&["store"]).await;
    use_pypi(&workshop, "store").await;
    let file = wheel(&workshop, "dist", "1.0");
    upload(&workshop, &file).await;
    let store = Visitor::new(&workshop, PackageFormat::Pypi, "store").await;
    let index = store.get("simple/pad-left/").await;
    let html = index.body.as_str().expect("a text");
    assert!(html.contains(r#"<a href="1.0/pad_left-1.0-py3-none-any.whl#sha256="#), "{html}");
    assert!(html.contains(r#"data-requires-python="&gt;=3.8""#), "{html}");
}
