//! RubyGems and Bundler publish and install gems.

use std::io::Write;
use std::process::Command;
use std::sync::Once;

use aws_sdk_codeartifact::types::PackageFormat::Ruby;
use aws_sdk_codeartifact::types::PackageVersionStatus;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use tar::{Builder, Header};

use super::visitor::Visitor;
use super::workshop::Workshop;
use crate::shelf::sha256;

/// A client, and how it installs gem `pad`.
struct Client {
    name: &'static str,
    /// The Gemfile and the configuration that lead it to an address with a token.
    lead: fn(&str, &str) -> Option<[String; 2]>,
    /// To which the address with the token is added, if nothing leads there.
    install: &'static str,
    /// Prints the version of the gem that was installed.
    run: &'static str,
    /// What it says where the gem is gone.
    gone: &'static str,
    /// What it says where the token is no good.
    refused: &'static str,
}

const BUNDLE: Client = Client {
    name: "bundle",
    lead: |endpoint, token| {
        let gemfile = format!("source '{endpoint}'\ngem 'pad'\n");
        let config = format!("---\nBUNDLE_127__0__0__1: \"aws:{token}\"\n");
        Some([gemfile, config])
    },
    install: "bundle install",
    run: "bundle exec ruby -erequire('pad');print(Pad::VERSION)",
    gone: "Could not find gem 'pad'",
    refused: "Bad username or password",
};

const CLIENTS: &[Client] = &[
    Client {
        name: "gem",
        lead: |_, _| None,
        install: "gem install pad --no-document --install-dir gems --clear-sources --source",
        run: "env GEM_PATH=gems ruby -erequire('pad');print(Pad::VERSION)",
        gone: "Could not find a valid gem 'pad'",
        refused: "401",
    },
    BUNDLE,
    Client {
        name: "bundle by a mirror, in the form of the provider's function `bundle_config`",
        lead: |endpoint, token| {
            let config = format!(
                "---\nBUNDLE_MIRROR__HTTPS://RUBYGEMS__ORG/: \"{endpoint}\"\n\
                 BUNDLE_127__0__0__1: \"aws:{token}\"\n"
            );
            Some(["source 'https://rubygems.org'\ngem 'pad'\n".to_owned(), config])
        },
        ..BUNDLE
    },
];

/// A workshop with Ruby.
async fn workshop(chain: &[&str]) -> Workshop {
    static RUBY: Once = Once::new();
    RUBY.call_once(|| {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/debian-ruby");
        let output = Command::new(script).output().expect("bash");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    });
    Workshop::new(chain).await
}

/// Builds a gem with what it needs, and answers its file.
async fn build(workshop: &Workshop, name: &str, version: &str, more: &str) -> String {
    let module = name[..1].to_uppercase() + &name[1..];
    let gemspec = format!(
        "Gem::Specification.new do |gem|\n  gem.name = '{name}'\n  gem.version = '{version}'\n  \
         gem.summary = 'A pad.'\n  gem.authors = ['Team']\n  gem.homepage = 'https://pad.example'\n  \
         gem.license = 'Apache-2.0'\n  gem.files = ['lib/{name}.rb']\n  \
         gem.metadata = {{ 'source_code_uri' => 'https://code.example/pad' }}\n  {more}\nend\n"
    );
    workshop.write(&format!("{name}/{name}.gemspec"), gemspec);
    let library = format!("module {module}\n  VERSION = '{version}'\nend\n");
    workshop.write(&format!("{name}/lib/{name}.rb"), library);
    let built = workshop.succeed(name, &format!("gem build {name}.gemspec")).await;
    let file = built.lines().find_map(|line| line.trim().strip_prefix("File: "));
    file.expect("the file").to_owned()
}

/// The command that pushes a file, after the key for it is where RubyGems looks.
async fn push(workshop: &Workshop, token: &str, file: &str) -> String {
    let (endpoint, _) = workshop.access(Ruby, "store").await;
    let key = ".gem/credentials";
    workshop.write(key, format!(":codeartifact_api_key: Bearer {token}\n"));
    workshop.succeed("", &format!("chmod 600 {key}")).await;
    let host = endpoint.trim_end_matches('/');
    format!("env RUBYGEMS_HOST={host} gem push --key codeartifact_api_key {file}")
}

async fn publish(workshop: &Workshop, name: &str, version: &str, more: &str) {
    let file = build(workshop, name, version, more).await;
    let (_, token) = workshop.access(Ruby, "store").await;
    let push = push(workshop, &token, &file).await;
    let said = workshop.succeed(name, &push).await;
    assert!(said.contains(&format!("Successfully registered gem: {name} ({version}")), "{said}");
}

/// Makes an empty project that needs `pad` from a repository, and answers how a client installs it.
async fn project(workshop: &Workshop, client: &Client, repository: &str, token: &str) -> String {
    for directory in ["app", ".bundle", ".local", ".cache"] {
        let _ = std::fs::remove_dir_all(workshop.path(directory));
    }
    let (endpoint, _) = workshop.access(Ruby, repository).await;
    workshop.write("app/.keep", "");
    let Some([gemfile, config]) = (client.lead)(&endpoint, token) else {
        let source = endpoint.replacen("://", &format!("://aws:{token}@"), 1);
        return format!("{} {source}", client.install);
    };
    workshop.write("app/Gemfile", gemfile);
    workshop.write("app/.bundle/config", format!("{config}BUNDLE_PATH: \"vendor\"\n"));
    client.install.to_owned()
}

/// Installs `pad` in an empty project, and answers the version that then runs.
async fn install(workshop: &Workshop, client: &Client, repository: &str, token: &str) -> String {
    let install = project(workshop, client, repository, token).await;
    workshop.succeed("app", &install).await;
    workshop.succeed("app", client.run).await
}

async fn delete(workshop: &Workshop, repository: &str) {
    let delete = workshop.client.delete_package_versions().domain("main").repository(repository);
    let delete = delete.format(Ruby).package("pad").versions("1.0.0");
    delete.send().await.expect("a deletion");
}

#[tokio::test]
async fn each_installs_and_says_what_is_refused_and_what_is_gone() {
    let workshop = workshop(&["store", "app"]).await;
    publish(&workshop, "core", "1.2.0", "").await;
    publish(&workshop, "core", "2.0.0", "").await;
    let need = "gem.add_dependency 'core', '~> 1.0', '>= 1.1'";
    publish(&workshop, "pad", "1.0.0", need).await;
    let (_, token) = workshop.access(Ruby, "app").await;
    for client in CLIENTS {
        let version = install(&workshop, client, "app", &token).await;
        assert_eq!(version, "1.0.0", "{}", client.name);
        let install = project(&workshop, client, "app", "other").await;
        workshop.fail("app", &install, client.refused).await;
    }
    assert!(workshop.look("app", Ruby, "core", "1.2.0").await.is_some());
    assert!(workshop.look("app", Ruby, "core", "2.0.0").await.is_none());
    for repository in ["store", "app"] {
        delete(&workshop, repository).await;
    }
    for client in CLIENTS {
        let install = project(&workshop, client, "app", &token).await;
        workshop.fail("app", &install, client.gone).await;
    }
}

#[tokio::test]
async fn the_service_tells_what_the_gem_says() {
    let workshop = workshop(&["store"]).await;
    publish(&workshop, "pad", "1.0.0", "gem.add_dependency 'core', '~> 1.0'").await;
    let version = workshop.look("store", Ruby, "pad", "1.0.0").await.expect("the version");
    assert_eq!(version.summary(), Some("A pad."));
    assert_eq!(version.home_page(), Some("https://pad.example"));
    assert_eq!(version.source_code_repository(), Some("https://code.example/pad"));
    assert_eq!(version.licenses()[0].name(), Some("Apache-2.0"));
    let needs = workshop.client.list_package_version_dependencies().domain("main");
    let needs = needs.repository("store").format(Ruby).package("pad").package_version("1.0.0");
    let needs = needs.send().await.expect("the dependencies");
    let [need] = needs.dependencies() else { panic!("{needs:?}") };
    let found = (need.package(), need.dependency_type(), need.version_requirement());
    assert_eq!(found, (Some("core"), Some("runtime"), Some("~> 1.0")));
}

#[tokio::test]
async fn a_gem_is_pushed_once_and_not_yanked() {
    let workshop = workshop(&["store"]).await;
    publish(&workshop, "pad", "1.0.0", "").await;
    let (_, token) = workshop.access(Ruby, "store").await;
    let file = build(&workshop, "pad", "1.0.0", "gem.description = 'Another.'").await;
    workshop.fail("pad", &push(&workshop, &token, &file).await, "already exists").await;
    workshop.fail("pad", &push(&workshop, "other", &file).await, "Unauthenticated").await;
    let yank = push(&workshop, &token, "").await.replace(" push ", " yank ");
    let yank = format!("{} pad --version 1.0.0", yank.trim());
    // Some versions of RubyGems report success whatever the answer is.
    let said = workshop.run("pad", &yank).await.stdout;
    let said = String::from_utf8_lossy(&said);
    assert!(said.contains("CodeArtifact does not support `gem yank`"), "{said}");
    workshop.look("store", Ruby, "pad", "1.0.0").await.expect("the version");
}

/// A gem for a platform is preferred there, and one for another is left alone.
#[tokio::test]
async fn gems_for_platforms_are_assets_of_one_version() {
    let workshop = workshop(&["store"]).await;
    publish(&workshop, "pad", "1.0.0", "").await;
    publish(&workshop, "pad", "1.0.0", "gem.platform = 'java'").await;
    let assets = workshop.client.list_package_version_assets().domain("main").repository("store");
    let assets = assets.format(Ruby).package("pad").package_version("1.0.0").send().await;
    let assets = assets.expect("the assets");
    let names: Vec<&str> = assets.assets().iter().map(|asset| asset.name()).collect();
    assert_eq!(names, ["pad-1.0.0-java.gem", "pad-1.0.0.gem"]);
    let (_, token) = workshop.access(Ruby, "store").await;
    for client in CLIENTS {
        assert_eq!(install(&workshop, client, "store", &token).await, "1.0.0");
    }
}

#[tokio::test]
async fn what_rubygems_has_is_kept_where_it_is_asked_for() {
    let workshop = workshop(&["store", "middle", "app"]).await;
    workshop.connect("store", "public:ruby-gems-org").await;
    let file = build(&workshop, "pad", "1.0.0", "").await;
    let built = std::fs::read(workshop.path(&format!("pad/{file}"))).expect("the gem");
    workshop.write(&format!("public/ruby-gems-org/{file}"), built);
    let (_, token) = workshop.access(Ruby, "app").await;
    for client in CLIENTS {
        assert_eq!(install(&workshop, client, "app", &token).await, "1.0.0");
    }
    for (repository, kept) in [("store", true), ("middle", false), ("app", true)] {
        let found = workshop.look(repository, Ruby, "pad", "1.0.0").await;
        assert_eq!(found.is_some(), kept, "{repository}");
    }
}

/// A gem whose specification is this text.
fn gem(specification: &str) -> Vec<u8> {
    let mut metadata = GzEncoder::new(Vec::new(), Compression::fast());
    metadata.write_all(specification.as_bytes()).expect("memory");
    let metadata = metadata.finish().expect("memory");
    let mut archive = Builder::new(Vec::new());
    let mut head = Header::new_ustar();
    head.set_size(metadata.len() as u64);
    archive.append_data(&mut head, "metadata.gz", metadata.as_slice()).expect("memory");
    archive.into_inner().expect("memory")
}

#[tokio::test]
async fn an_old_specification_is_read_too() {
    let workshop = Workshop::new(&["store"]).await;
    let store = Visitor::new(&workshop, Ruby, "store").await;
    let old = gem(
        "--- !ruby/object:Gem::Specification\nname: pad\nversion: !ruby/object:Gem::Version\n  \
         version: 1.0.0.rc1\nplatform: ruby\nauthors:\n- Team\nemail:\n- a@b.example\nlicenses: []\n\
         date: 2009-01-02 00:00:00 +00:00\ndependencies:\n- !ruby/object:Gem::Dependency\n  name: core\n  \
         type: :runtime\n  version_requirement:\n  version_requirements: &1 !ruby/object:Gem::Requirement\n    \
         requirements:\n    - - ! '>='\n      - !ruby/object:Gem::Version\n        version: \"1.1\"\n    - - <\n      \
         - !ruby/object:Gem::Version\n        version: \"2\"\nrequired_ruby_version: *1\n",
    );
    let pushed = store.ask("POST", "api/v1/gems", old.clone(), &[]).await;
    assert_eq!(pushed.status, 200, "{}", pushed.body);
    let info = store.get("info/pad").await;
    let line = format!("1.0.0.rc1 core:>= 1.1&< 2|checksum:{},ruby:>= 1.1&< 2", sha256(&old));
    assert_eq!(info.body, json!(format!("---\n{line}\n")));
}

#[tokio::test]
async fn what_is_no_gem_is_refused() {
    let workshop = Workshop::new(&["store"]).await;
    let store = Visitor::new(&workshop, Ruby, "store").await;
    let named = |name: &str, version: &str| {
        gem(&format!("name: {name}\nversion:\n  version: '{version}'\n"))
    };
    for (body, why) in [
        (b"no gem".to_vec(), "The gem cannot be read"),
        (Builder::new(Vec::new()).into_inner().expect("memory"), "no metadata.gz"),
        (gem("name: pad"), "version"),
        (gem(": ["), "The gem cannot be read"),
        (named("pad", "first"), "not a version"),
        (named("pad", "1.0-java"), "not a version"),
        (named("pad/left", "1.0"), "package"),
    ] {
        let refused = store.ask("POST", "api/v1/gems", body, &[]).await;
        assert_eq!(refused.status, 400, "{}", refused.body);
        assert!(refused.body["message"].to_string().contains(why), "{}", refused.body);
    }
}

#[tokio::test]
async fn what_the_service_does_not_support_says_so() {
    let workshop = Workshop::new(&["store"]).await;
    let store = Visitor::new(&workshop, Ruby, "store").await;
    assert_eq!(store.get("").await.status, 200);
    for index in ["versions", "names", "specs.4.8.gz", "prerelease_specs.4.8.gz"] {
        let reply = store.get(index).await;
        assert_eq!(reply.status, 404, "{index}");
        assert!(reply.body["message"].to_string().contains("RubyGems 3.5.18"), "{}", reply.body);
    }
    let missing = ["info/pad", "gems/pad-1.0.0.gem", "quick/Marshal.4.8/pad-1.0.0.gemspec.rz"];
    for path in missing {
        assert_eq!(store.get(path).await.status, 404, "{path}");
    }
    let none = store.get("api/v1/dependencies?gems=pad,core").await;
    assert_eq!((none.status, none.body), (200, json!("\u{4}\u{8}[\u{0}")));
}

/// A version that is unlisted can be had by those only who have it in their lockfile.
#[tokio::test]
async fn what_is_unlisted_is_fetched_and_not_listed() {
    let workshop = Workshop::new(&["store"]).await;
    let store = Visitor::new(&workshop, Ruby, "store").await;
    let pad = gem("name: pad\nversion:\n  version: '1.0.0'\n");
    assert_eq!(store.ask("POST", "api/v1/gems", pad, &[]).await.status, 200);
    let unlist = workshop.client.update_package_versions_status().domain("main");
    let unlist = unlist.repository("store").format(Ruby).package("pad").versions("1.0.0");
    unlist.target_status(PackageVersionStatus::Unlisted).send().await.expect("a status");
    assert_eq!(store.get("info/pad").await.status, 404);
    assert_eq!(store.get("gems/pad-1.0.0.gem").await.status, 200);
}
