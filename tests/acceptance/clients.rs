//! Package managers, with the configuration that our functions render: they publish to one
//! repository, and install from the next what was promoted there.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

use crate::world::World;

/// Two repositories, and the configuration of npm for each.
const ESTATE: &str = r#"
    resource "codeartifact_domain" "main" {
      domain = "main"
    }
    resource "codeartifact_repository" "stage" {
      for_each   = toset(["staging", "production"])
      domain     = codeartifact_domain.main.domain
      repository = each.key
    }
    output "npmrc" {
      value = {
        for name, stage in codeartifact_repository.stage :
        name => provider::codeartifact::npmrc(stage.endpoints["npm"], null)
      }
    }
"#;

/// The promotion of one version.
fn promotion(format: &str, namespace: &str, package: &str) -> String {
    format!(
        r#"
        resource "codeartifact_package_version_copy" "it" {{
          domain                 = codeartifact_domain.main.domain
          source_repository      = codeartifact_repository.stage["staging"].repository
          destination_repository = codeartifact_repository.stage["production"].repository
          format                 = {format:?}
          {namespace}
          package                = {package:?}
          version                = "1.0.0"
        }}
        "#
    )
}

#[test]
fn npm_installs_what_was_promoted() {
    let world = World::new();
    world.must_apply(ESTATE);
    let npm = Client::new(&world);
    npm.write("pad/package.json", r#"{ "name": "@team/pad", "version": "1.0.0" }"#);
    npm.write("pad/index.js", "module.exports = 'padded'");
    npm.write("app/package.json", "{}");
    npm.write(".npmrc", world.output("npmrc")["staging"].as_str().expect("a file"));
    npm.succeeds("pad", "npm publish");
    npm.write(".npmrc", world.output("npmrc")["production"].as_str().expect("a file"));
    npm.fails("app", "npm install @team/pad", "404");
    world.must_apply(&(ESTATE.to_owned() + &promotion("npm", "namespace = \"team\"", "pad")));
    npm.succeeds("app", "npm install @team/pad");
    assert_eq!(npm.succeeds("app", "node --print require('@team/pad')"), "padded");
    world.must_be_settled();
}

/// A home directory with package managers in it, and a token in their environment.
struct Client {
    home: PathBuf,
    token: String,
}

impl Client {
    fn new(world: &World) -> Self {
        let issued =
            world.aws(async |aws| aws.get_authorization_token().domain("main").send().await);
        let token = issued.authorization_token.expect("a token");
        Self { home: world.path("client"), token }
    }

    /// Writes a file of the home directory.
    fn write(&self, path: &str, content: &str) {
        let path = self.home.join(path);
        fs::create_dir_all(path.parent().expect("a directory")).expect("the directory");
        fs::write(path, content).expect("the file");
    }

    /// Runs a command in a directory of the home, and returns what it prints.
    fn succeeds(&self, directory: &str, command: &str) -> String {
        let output = self.run(directory, command);
        assert!(output.status.success(), "{command}: {}", told(&output));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Runs a command that must fail and say this.
    fn fails(&self, directory: &str, command: &str, says: &str) {
        let output = self.run(directory, command);
        assert!(!output.status.success(), "{command}: {}", told(&output));
        assert!(told(&output).contains(says), "{command}: {}", told(&output));
    }

    fn run(&self, directory: &str, command: &str) -> Output {
        let mut words = command.split(' ');
        let program = words.next().expect("a program");
        let mut command = Command::new(program);
        command.args(words).current_dir(self.home.join(directory)).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", &self.home);
        command.env("CODEARTIFACT_AUTH_TOKEN", &self.token);
        command.env("NPM_CONFIG_AUDIT", "false").env("NPM_CONFIG_UPDATE_NOTIFIER", "false");
        command.output().unwrap_or_else(|error| panic!("{program} must be installed: {error}"))
    }
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}
