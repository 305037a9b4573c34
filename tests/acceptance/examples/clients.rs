//! Package managers, with the configuration that our functions render: they publish to one
//! repository, and install from the next what was promoted there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::{Map, json};

use crate::support::agreement::both;
use crate::support::world::World;

/// Two repositories, and the configuration of package managers for each; no file holds a token.
const ESTATE: &str = r#"
    resource "codeartifact_domain" "main" {
      domain = "main"
    }
    resource "codeartifact_repository" "stage" {
      for_each   = toset(["staging", "production"])
      domain     = codeartifact_domain.main.domain
      repository = each.key
    }
    locals {
      endpoints = { for name, stage in codeartifact_repository.stage : name => stage.endpoint }
    }
    output "npmrc" {
      value = { for n, to in local.endpoints : n => provider::codeartifact::npmrc(to, null) }
    }
    output "pypirc" {
      value = provider::codeartifact::pypirc(local.endpoints["staging"], null)
    }
    output "pip_conf" {
      value = provider::codeartifact::pip_conf(local.endpoints["production"], null)
    }
    output "nuget_config" {
      value = { for n, to in local.endpoints : n => provider::codeartifact::nuget_config(to, null) }
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
    both(|world| {
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
    });
}

/// twine uploads with a `.pypirc`, and pip installs with a `pip.conf`; the token is in a variable
/// and in `~/.netrc`.
#[test]
fn pip_installs_what_was_promoted() {
    both(|world| {
        world.must_apply(ESTATE);
        let python = Client::new(&world);
        let wheel = python.makes_a_wheel("pad", "1.0.0", "padded");
        python.write(".pypirc", world.output("pypirc").as_str().expect("a file"));
        python.succeeds("pad", &format!("twine upload --non-interactive -r codeartifact {wheel}"));
        python.write(".config/pip/pip.conf", world.output("pip_conf").as_str().expect("a file"));
        let netrc = format!("machine 127.0.0.1\nlogin aws\npassword {}\n", python.token);
        python.write(".netrc", &netrc);
        let install = "pip install --no-input --no-cache-dir --target app pad-left";
        python.fails("", install, "No matching distribution");
        world.must_apply(&(ESTATE.to_owned() + &promotion("pypi", "", "pad-left")));
        python.succeeds("", install);
        let said = python.succeeds("app", "python3 -c print(__import__('pad_left').said)");
        assert_eq!(said, "padded");
        world.must_be_settled();
    });
}

/// NuGet's own client finds a `nuget.config` where it runs.
#[test]
fn nuget_installs_what_was_promoted() {
    both(|world| {
        world.must_apply(ESTATE);
        let client = Client::new(&world);
        let config = world.output("nuget_config");
        client.write("pad/nuget.config", config["staging"].as_str().expect("a file"));
        client.write("app/nuget.config", config["production"].as_str().expect("a file"));
        client.write("pad/pad.txt", "padded");
        client.write(
        "pad/pad.nuspec",
        "<package>
           <metadata>
             <id>Pad.Left</id><version>1.0.0</version><authors>Team</authors><description>A pad.</description>
           </metadata>
           <files><file src='pad.txt' target='content' /></files>
         </package>",
    );
        let nuget = install("nuget-client", &[]);
        client.succeeds("pad", &format!("{nuget} pack -NonInteractive"));
        let push = "push Pad.Left.1.0.0.nupkg -Source codeartifact -NonInteractive";
        client.succeeds("pad", &format!("{nuget} {push}"));
        let install = format!("{nuget} install Pad.Left -NonInteractive");
        client.fails("app", &install, "Unable to find package 'Pad.Left'");
        world.must_apply(&(ESTATE.to_owned() + &promotion("nuget", "", "pad.left")));
        client.succeeds("app", &install);
        assert_eq!(client.succeeds("app", "cat Pad.Left.1.0.0/content/pad.txt"), "padded");
        world.must_be_settled();
    });
}

/// More than one page of a list holds.
const MANY: usize = 120;

#[test]
fn what_npm_publishes_is_read() {
    both(|world| {
        world.must_apply(ESTATE);
        let npm = Client::new(&world);
        let dependencies: Map<_, _> =
            (0..MANY).map(|n| (format!("@tools/n{n:03}"), json!("^1.0.0"))).collect();
        let manifest = json!({
            "name": "pad", "version": "1.0.0", "license": "Apache-2.0",
            "dependencies": dependencies, "peerDependencies": { "left": "2.x" },
        });
        npm.write("pad/package.json", &manifest.to_string());
        npm.write("pad/README.md", "# Pad");
        npm.write(".npmrc", world.output("npmrc")["staging"].as_str().expect("a file"));
        npm.succeeds("pad", "npm publish");
        let kinds = ["package_version", "package_version_readme", "package_version_dependencies"];
        let source = |kind: &str| {
            format!(
                "data \"codeartifact_{kind}\" \"pad\" {{
               domain     = \"main\"
               repository = \"staging\"
               format     = \"npm\"
               package    = \"pad\"
               version    = \"1.0.0\"
             }}\n"
            )
        };
        world.must_apply(&(ESTATE.to_owned() + &kinds.map(source).concat()));
        let read = |kind: &str| world.state(&format!("data.codeartifact_{kind}.pad"));
        assert_eq!(read("package_version")["licenses"][0]["name"], "Apache-2.0");
        assert_eq!(read("package_version_readme")["readme"], "# Pad");
        let found = read("package_version_dependencies")["dependencies"].clone();
        let of = |kind: &str| {
            let all = found.as_array().expect("a list").iter();
            all.filter(|found| found["dependency_type"] == kind).cloned().collect::<Vec<_>>()
        };
        assert_eq!(of("regular").len(), MANY);
        let left = json!({
            "namespace": "", "package": "left", "dependency_type": "peer", "version_requirement": "2.x"
        });
        assert_eq!(of("peer"), [left]);
        world.must_be_settled();
    });
}

/// A home directory with package managers in it, and a token in their environment.
pub(super) struct Client {
    home: PathBuf,
    pub(super) token: String,
}

impl Client {
    pub(super) fn new(world: &World) -> Self {
        let issued =
            world.aws(async |aws| aws.get_authorization_token().domain("main").send().await);
        let token = issued.authorization_token.expect("a token");
        Self { home: world.path("client"), token }
    }

    /// Writes a file of the home directory.
    pub(super) fn write(&self, path: &str, content: &str) {
        let path = self.home.join(path);
        fs::create_dir_all(path.parent().expect("a directory")).expect("the directory");
        fs::write(path, content).expect("the file");
    }

    /// Makes a wheel of the package `pad-left` in a directory of the home, which says something, and
    /// returns its name.
    pub(super) fn makes_a_wheel(&self, directory: &str, version: &str, said: &str) -> String {
        let (wheel, about) = (
            format!("pad_left-{version}-py3-none-any.whl"),
            format!("pad_left-{version}.dist-info"),
        );
        self.write(&format!("{directory}/pad_left.py"), &format!("said = '{said}'\n"));
        for (file, text) in [
            ("METADATA", &*format!("Metadata-Version: 2.1\nName: pad-left\nVersion: {version}\n")),
            ("WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
            ("RECORD", ""),
        ] {
            self.write(&format!("{directory}/{about}/{file}"), text);
        }
        let pack = format!("python3 -m zipfile -c {wheel} pad_left.py {about}");
        self.succeeds(directory, &pack);
        wheel
    }

    /// Runs a command in a directory of the home, and returns what it prints.
    pub(super) fn succeeds(&self, directory: &str, command: &str) -> String {
        let output = self.run(directory, command);
        assert!(output.status.success(), "{command}: {}", printed(&output));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Runs a command that must fail and say this.
    pub(super) fn fails(&self, directory: &str, command: &str, says: &str) {
        let output = self.run(directory, command);
        assert!(!output.status.success(), "{command}: {}", printed(&output));
        assert!(printed(&output).contains(says), "{command}: {}", printed(&output));
    }

    fn run(&self, directory: &str, command: &str) -> Output {
        let mut words = command.split(' ');
        let program = words.next().expect("a program");
        let mut command = Command::new(program);
        command.args(words).current_dir(self.home.join(directory)).env_clear();
        command.env("PATH", search_path()).env("HOME", &self.home);
        command.env("CODEARTIFACT_AUTH_TOKEN", &self.token).env("TWINE_PASSWORD", &self.token);
        command.env("NPM_CONFIG_AUDIT", "false").env("NPM_CONFIG_UPDATE_NOTIFIER", "false");
        command.output().unwrap_or_else(|error| panic!("{program} must be installed: {error}"))
    }
}

/// The programs from PyPI before all others.
fn search_path() -> String {
    static TOOLS: OnceLock<String> = OnceLock::new();
    let tools = TOOLS.get_or_init(|| install("venv", &["emulator/tests/emulator/registries"]));
    format!("{tools}:{}", std::env::var("PATH").unwrap_or_default())
}

/// Installs something by a script of the emulator's tests, and returns where it is.
fn install(script: &str, arguments: &[&str]) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("emulator/tests").join(script);
    let output = Command::new(&script).args(arguments).output().expect("bash");
    assert!(output.status.success(), "{}: {}", script.display(), printed(&output));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}
