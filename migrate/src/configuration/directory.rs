//! A directory of files that could all be read.

use std::path::{Path, PathBuf};

use crate::configuration::file::{File, Role};
use crate::configuration::survey::{Survey, target};

/// A directory, which is one configuration or one module.
#[derive(Debug)]
pub(crate) struct Directory {
    pub(crate) path: PathBuf,
    /// The files, by name.
    pub(crate) files: Vec<File>,
    pub(crate) survey: Survey,
    /// Whether it is one text, to which everything is added.
    pub(crate) is_single: bool,
}

impl Directory {
    pub(crate) fn new(path: &Path, mut files: Vec<File>) -> Self {
        files.sort_by(|one, other| one.name.cmp(&other.name));
        let survey = Survey::of(path, &files);
        Self { path: path.to_owned(), files, survey, is_single: false }
    }

    /// One file, which is a whole configuration.
    pub(crate) fn single(path: &Path, file: File) -> Self {
        Self { is_single: true, ..Self::new(path, vec![file]) }
    }

    /// Whether it has configuration, and not only tests or mocks.
    pub(crate) fn is_configuration(&self) -> bool {
        self.files.iter().any(|file| matches!(file.role, Role::Configuration | Role::Override))
    }

    /// The configuration that the files are about: tests may be in a directory of their own.
    pub(crate) fn subject(&self) -> &Path {
        match self.path.parent() {
            Some(parent) if !self.is_configuration() => parent,
            _ => &self.path,
        }
    }

    /// The directories of the modules that it calls, or that its runs are about.
    pub(crate) fn called(&self) -> impl Iterator<Item = PathBuf> {
        let calls = self.survey.calls.iter();
        let calls = calls.filter_map(|call| target(&self.path, &call.source));
        let runs = self.survey.runs.iter().filter_map(|source| target(self.subject(), source));
        calls.chain(runs)
    }

    /// Which of the files has a name.
    pub(crate) fn file(&self, name: &str) -> Option<usize> {
        self.files.iter().position(|file| file.name == name)
    }

    /// How the files are called that are made here.
    pub(crate) fn extension(&self) -> &'static str {
        let has = |ending: &str| {
            self.files.iter().any(|file| file.name.trim_end_matches(".json").ends_with(ending))
        };
        if has(".tofu") && !has(".tf") { "tofu" } else { "tf" }
    }
}
