//! The CLI to test with, and all that the tests know of the differences between CLIs.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::{env, fmt};

use serde_json::Value as Json;

/// The CLI to test with.
pub(crate) static CLI: LazyLock<Program> = LazyLock::new(Program::find);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Product {
    Terraform,
    OpenTofu,
}

/// A CLI.
pub(crate) struct Program {
    pub(crate) path: PathBuf,
    product: Product,
    /// Its version, such as `1.11.4`.
    version: String,
}

impl Program {
    /// The one that `TF_ACC_TERRAFORM_PATH` names, or else `terraform` or `tofu` on the path.
    fn find() -> Self {
        let chosen = env::var_os("TF_ACC_TERRAFORM_PATH").map(PathBuf::from);
        let path = chosen.or_else(|| ["terraform", "tofu"].into_iter().find_map(on_path));
        let path = path
            .expect("put terraform or tofu on the PATH, or its path into TF_ACC_TERRAFORM_PATH");
        let (product, version) = asked(&path);
        Self { path, product, version }
    }

    /// Whether this is the product, of this minor version of 1 or of a later one.
    fn is(&self, product: Product, minor: u32) -> bool {
        self.product == product && self.minor() >= minor
    }

    fn minor(&self) -> u32 {
        let minor = self.version.split('.').nth(1).and_then(|minor| minor.parse().ok());
        minor.expect("a version such as 1.11.4")
    }

    /// What a plan says of an object that is replaced because it is tainted.
    pub(crate) fn says_of_what_is_tainted(&self) -> &'static str {
        match self.product {
            Product::Terraform => "is tainted, so must be replaced",
            Product::OpenTofu => "is tainted, so it must be replaced",
        }
    }

    /// Whether an apply opens ephemeral resources that nothing needs, as every plan does.
    pub(crate) fn opens_in_apply_what_nothing_uses(&self) -> bool {
        !self.is(Product::OpenTofu, 12)
    }

    /// Whether it takes triggers of actions, and does nothing about them.
    pub(crate) fn passes_over_triggers(&self) -> bool {
        self.product == Product::Terraform && self.minor() == 13
    }

    /// Whether `destroy = false` counts only as long as its block is in the configuration.
    pub(crate) fn forgets_destroy_with_the_block(&self) -> bool {
        self.is(Product::Terraform, 16)
    }

    /// Whether it installs providers from registries of containers.
    pub(crate) fn has_oci_mirrors(&self) -> bool {
        self.product == Product::OpenTofu
    }

    /// Whether a mock of a provider has its defaults in a file.
    pub(crate) fn reads_mocks_from_files(&self) -> bool {
        self.product == Product::Terraform
    }

    /// The registry of a source address that names none.
    pub(crate) fn registry(&self) -> &'static str {
        match self.product {
            Product::Terraform => "registry.terraform.io",
            Product::OpenTofu => "registry.opentofu.org",
        }
    }
}

/// As `Terraform 1.11.4`.
impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.product, self.version)
    }
}

/// What a program says it is.
fn asked(path: &Path) -> (Product, String) {
    let ask = |arguments: &[&str]| {
        let mut command = Command::new(path);
        command
            .args(arguments)
            .env("CHECKPOINT_DISABLE", "1")
            .env("TF_CLI_CONFIG_FILE", "/dev/null");
        command.output().expect("the CLI starts").stdout
    };
    let is_tofu = String::from_utf8_lossy(&ask(&["version"])).contains("OpenTofu");
    let product = if is_tofu { Product::OpenTofu } else { Product::Terraform };
    let version: Json = serde_json::from_slice(&ask(&["version", "-json"])).expect("JSON");
    (product, version["terraform_version"].as_str().expect("a version").to_owned())
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let mut files = env::split_paths(&path).map(|directory| directory.join(name));
    files.find(|file| file.is_file())
}
