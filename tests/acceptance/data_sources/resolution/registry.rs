//! The registries of a domain, asked as npm, pip and Maven ask.

use std::path::Path;
use std::process::Command;
use std::{fs, io};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::world::{ACCOUNT, World};

/// How packages of a format are found.
pub(super) struct Format {
    pub(super) name: &'static str,
    pub(super) namespace: Option<&'static str>,
    /// The public repository of the format.
    pub(super) connection: &'static str,
    /// What the API calls the file of a version.
    asset: &'static str,
    /// Where the versions are listed.
    index: &'static str,
    /// How the index shows a version.
    entry: &'static str,
    /// Where the file of a version is.
    file: &'static str,
}

/// The formats, with `P` in place of a package and `V` in that of a version.
pub(super) const FORMATS: [Format; 3] = [
    Format {
        name: "npm",
        namespace: None,
        connection: "public:npmjs",
        asset: "package.tgz",
        index: "P",
        entry: "P-V.tgz\"",
        file: "P/-/P-V.tgz",
    },
    Format {
        name: "pypi",
        namespace: None,
        connection: "public:pypi",
        asset: "P-V.tar.gz",
        index: "simple/P/",
        entry: ">P-V.tar.gz<",
        file: "simple/P/V/P-V.tar.gz",
    },
    Format {
        name: "maven",
        namespace: Some("com.example"),
        connection: "public:maven-central",
        asset: "P-V.jar",
        index: "com/example/P/maven-metadata.xml",
        entry: "<version>V</version>",
        file: "com/example/P/V/P-V.jar",
    },
];

impl Format {
    /// What the API calls the file of a version.
    pub(super) fn asset(&self, package: &str, version: &str) -> String {
        filled(self.asset, package, version)
    }
}

fn filled(text: &str, package: &str, version: &str) -> String {
    text.replace('P', package).replace('V', version)
}

/// Puts a version of a package into the public repositories of all formats.
pub(super) fn offer(public: &Path, package: &str, version: &str) -> io::Result<()> {
    let name = format!("{package}-{version}");
    let manifest = format!("{{ \"name\": {package:?}, \"version\": {version:?} }}");
    let npm = public.join("npmjs").join(&name).with_added_extension("tgz");
    archive(&npm, "package", "package.json", &manifest)?;
    let metadata = format!("Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n");
    let pypi = public.join("pypi").join(&name).with_added_extension("tar.gz");
    archive(&pypi, &name, "PKG-INFO", &metadata)?;
    let maven = filled("maven-central/com/example/P/V", package, version);
    fs::create_dir_all(public.join(&maven))?;
    fs::write(public.join(maven).join(name).with_added_extension("jar"), "public")
}

/// Packs one file in a directory.
fn archive(path: &Path, directory: &str, file: &str, text: &str) -> io::Result<()> {
    let parent = path.parent().expect("a directory");
    fs::create_dir_all(parent.join(directory))?;
    fs::write(parent.join(directory).join(file), text)?;
    let mut tar = Command::new("tar");
    let packed = tar.arg("-czf").arg(path).arg("-C").arg(parent).arg(directory).status()?;
    assert!(packed.success(), "tar packs {}", path.display());
    Ok(())
}

/// A client of the registries of one repository.
pub(super) struct Client<'a> {
    world: &'a World,
    domain: &'a str,
    repository: &'a str,
    token: String,
}

impl<'a> Client<'a> {
    pub(super) fn new(world: &'a World, domain: &'a str, repository: &'a str) -> Self {
        let issued =
            world.aws(async |aws| aws.get_authorization_token().domain(domain).send().await);
        let token = issued.authorization_token.expect("a token");
        Self { world, domain, repository, token }
    }

    /// Whether a client lists a version of a package.
    pub(super) fn lists(&self, format: &Format, package: &str, version: &str) -> bool {
        let index = self.get(format, &filled(format.index, package, version));
        let entry = filled(format.entry, package, version);
        index.is_some_and(|index| String::from_utf8_lossy(&index).contains(&entry))
    }

    /// The repository that a version comes from, which is what its file says; `public` for every
    /// other file.
    pub(super) fn fetches(&self, format: &Format, package: &str, version: &str) -> Option<String> {
        let file = self.get(format, &filled(format.file, package, version))?;
        let repository = String::from_utf8(file).ok().filter(|text| text.starts_with("r-"));
        Some(repository.unwrap_or_else(|| "public".to_owned()))
    }

    /// What is at a path; nothing where nothing is found.
    fn get(&self, format: &Format, path: &str) -> Option<Vec<u8>> {
        let Self { domain, repository, token, .. } = self;
        let path = format!("/{}/d/{domain}-{ACCOUNT}/{repository}/{path}", format.name);
        let request = format!(
            "GET {path} HTTP/1.0\r\nhost: localhost\r\naccept: text/html, */*\r\nauthorization: Bearer {token}\r\n\r\n"
        );
        let answer = self.world.wait(self.send(&request)).expect("an answer");
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        match head.split_whitespace().nth(1) {
            Some("200") => Some(answer[end + 4..].to_vec()),
            Some("404") => None,
            _ => panic!("{path}: {head}"),
        }
    }

    async fn send(&self, request: &str) -> io::Result<Vec<u8>> {
        let host = self.world.emulator.url().trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).await?;
        stream.write_all(request.as_bytes()).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        Ok(answer)
    }
}
