//! `terraform fmt`, which has nothing to say of an output if it had nothing to say of the input.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use codeartifact_migrate::{Input, migrate, write};

use crate::support::{pairs, read, written};

/// The CLI that `TF_ACC_TERRAFORM_PATH` names, or else `terraform` or `tofu` on the path.
fn cli() -> PathBuf {
    let chosen = env::var_os("TF_ACC_TERRAFORM_PATH").map(PathBuf::from);
    let found = chosen.or_else(|| ["terraform", "tofu"].into_iter().find_map(on_path));
    found.expect("put terraform or tofu on the PATH, or its path into TF_ACC_TERRAFORM_PATH")
}

fn on_path(name: &str) -> Option<PathBuf> {
    let paths = env::var_os("PATH")?;
    env::split_paths(&paths).map(|path| path.join(name)).find(|path| path.is_file())
}

/// The files below a directory that are not as `fmt` wants them.
fn unformatted(directory: &Path) -> String {
    let output = Command::new(cli())
        .args(["fmt", "-check", "-recursive", "-no-color"])
        .current_dir(directory)
        .output()
        .expect("a CLI that can be run");
    String::from_utf8(output.stdout).expect("a text")
}

#[test]
fn outputs_are_formatted_where_inputs_are() {
    for pair in pairs() {
        let input = written(&read(&pair.join("in")));
        let before = unformatted(input.path());
        let paths = Input::Paths(vec![input.path().to_owned()]);
        write(&migrate(&paths, true).expect("a pair that can be read").changes).expect("a disk");
        let after = unformatted(input.path());
        let new = after.lines().find(|file| !before.contains(file));
        assert_eq!(new, None, "{}", pair.display());
    }
}
