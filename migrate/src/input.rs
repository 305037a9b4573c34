//! What is to be rewritten, and what comes of it.

use std::env;
use std::io;
use std::path::{self, Path, PathBuf};

use crate::configuration::directory::Directory;
use crate::configuration::file::{Broken, File, Role};
use crate::configuration::survey::normal;
use crate::files::tree::Tree;
use crate::migration;
use crate::outcome::Outcome;
use crate::report::Report;

/// What is to be rewritten.
#[derive(Debug)]
pub enum Input {
    /// Directories with everything below them, and single files.
    Paths(Vec<PathBuf>),
    /// One text, which is a whole configuration.
    Text(String),
}

/// Finds what must change.
///
/// The reports give lines of the new files if these are going to be written, and else lines of the
/// files as they are.
///
/// # Errors
///
/// If a directory or a file cannot be read.
pub fn migrate(input: &Input, writes: bool) -> io::Result<Outcome> {
    let roots: Vec<_> = match input {
        Input::Paths(paths) => paths.iter().map(|path| whole(path)).collect::<io::Result<_>>()?,
        Input::Text(_) => vec![PathBuf::new()],
    };
    let tree = match input {
        Input::Paths(_) => Tree::read(&roots)?,
        Input::Text(text) => of_text(text),
    };
    let mut outcome = migration::migrate(&tree.directories, writes);
    outcome.reports.extend(tree.broken.into_iter().map(|(path, broken)| (path, unread(broken))));
    outcome.reports.extend(tree.links.into_iter().map(|path| (path, unfollowed())));
    for (path, report) in &mut outcome.reports {
        report.file = below(path, &roots);
    }
    for change in &mut outcome.changes {
        change.name = below(&change.path, &roots);
    }
    outcome.reports.sort_by(|(_, one), (_, other)| one.cmp(other));
    outcome.changes.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(outcome)
}

/// The whole path of a path that was given, so that modules are found by theirs.
fn whole(path: &Path) -> io::Result<PathBuf> {
    Ok(normal(&path::absolute(path)?))
}

fn of_text(text: &str) -> Tree {
    let is_json = text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    let name = if is_json { "stdin.tf.json" } else { "stdin.tf" };
    match File::parse(name, Role::Configuration, text) {
        Ok(file) => {
            Tree { directories: vec![Directory::single(Path::new(""), file)], ..Tree::default() }
        }
        Err(broken) => Tree { broken: vec![(PathBuf::from(name), broken)], ..Tree::default() },
    }
}

fn unread(broken: Broken) -> Report {
    let end = if broken.message.ends_with('.') { "" } else { "." };
    let message = format!(
        "This file cannot be read: {}{end} Nothing in its directory was changed. Correct the file, \
         and run this command again.",
        broken.message
    );
    Report { file: String::new(), line: broken.line, message }
}

fn unfollowed() -> Report {
    let message = "This directory is a symbolic link, which is not followed, so the module in it was \
                   not changed. Run this command with the directory itself.";
    Report { file: String::new(), line: 1, message: message.to_owned() }
}

/// A path below the only directory that was given, or else below the current one.
fn below(path: &Path, roots: &[PathBuf]) -> String {
    let here = env::current_dir().unwrap_or_default();
    let relative = match roots {
        [root] if root != path => path.strip_prefix(root).ok(),
        _ => None,
    };
    let relative = relative.or_else(|| path.strip_prefix(here).ok());
    relative.unwrap_or(path).to_string_lossy().into_owned()
}
