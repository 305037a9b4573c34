//! One directory: what is rewritten in its files, and what is added to them.

mod additions;
mod handing_on;
mod outcome;
mod reports;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use hcl_edit::structure::{Block, Body};

use crate::configuration::directory::Directory;
use crate::configuration::file::{File, Role};
use crate::configuration::survey::{Provider, Survey};
use crate::configuration::uses::Uses;
use crate::rules::references::Rewriter;
use crate::syntax::expressions::span;
use crate::syntax::json::Node;
use crate::tally::Tally;

/// A directory at work.
pub(crate) struct Work<'a> {
    pub(crate) directory: &'a Directory,
    survey: &'a Survey,
    all: &'a Uses<'a>,
    uses: BTreeSet<Provider>,
    files: Vec<Rewriter<'a>>,
    /// Files that are made: name, text.
    made: BTreeMap<String, (String, Tally)>,
}

impl<'a> Work<'a> {
    /// The work on a directory whose tests may be about another one, the subject.
    pub(crate) fn new(directory: &'a Directory, subject: &'a Survey, all: &'a Uses<'a>) -> Self {
        let files = directory.files.iter().map(|file| rewritten(subject, all, file)).collect();
        let uses = all.get(&subject.path);
        Self { directory, survey: subject, all, uses, files, made: BTreeMap::new() }
    }

    /// The domains whose numbers are read, by the directories in which they are.
    pub(crate) fn counted(&self) -> impl Iterator<Item = (PathBuf, String)> {
        self.files.iter().flat_map(|file| file.counted.iter().cloned())
    }

    /// Each file in the native syntax, and what rewrites it.
    fn native(&mut self) -> impl Iterator<Item = (&'a File, &'a Body, &mut Rewriter<'a>)> {
        let files = self.directory.files.iter().zip(&mut self.files);
        files.filter_map(|(file, rewriter)| Some((file, &file.native()?.body, rewriter)))
    }

    /// Each file in JSON, and what rewrites it.
    fn json(&mut self) -> impl Iterator<Item = (&'a File, &'a Node, &mut Rewriter<'a>)> {
        let files = self.directory.files.iter().zip(&mut self.files);
        files.filter_map(|(file, rewriter)| Some((file, file.json()?, rewriter)))
    }

    /// Adds what does not stand in the place of something else.
    pub(crate) fn add(&mut self, counted: &BTreeSet<String>) {
        self.add_counts(counted);
        let (all, uses) = (self.all, self.uses.clone());
        let mut is_needed = self.directory.is_configuration()
            && (self.survey.has_ours() || all.is_handed(&self.directory.path));
        for (file, body, rewriter) in self.native() {
            match file.role {
                Role::Test => rewriter.test_providers(body, &uses),
                Role::Mock => {}
                _ => {
                    is_needed |= rewriter.copy_providers(body, &uses);
                    is_needed |= handing_on::native(rewriter, body, all);
                }
            }
        }
        for (file, root, rewriter) in self.json() {
            match file.role {
                Role::Test if !uses.is_empty() => rewriter.json_test_providers(root),
                Role::Configuration | Role::Override => {
                    is_needed |= rewriter.json_providers(root, &uses);
                    is_needed |= handing_on::json(rewriter, root, all);
                }
                _ => {}
            }
        }
        self.report();
        if is_needed {
            self.require();
            self.add_moved();
        }
    }
}

fn rewritten<'a>(survey: &'a Survey, all: &'a Uses<'a>, file: &'a File) -> Rewriter<'a> {
    match file.native() {
        Some(native) => {
            let mut rewriter = Rewriter::of_file(survey, &file.text, native);
            rewriter.modules = Some(all);
            rewriter.top(&native.body);
            rewriter
        }
        None => {
            let mut rewriter = Rewriter::new(survey, &file.text);
            rewriter.modules = Some(all);
            file.json().into_iter().for_each(|root| rewriter.json_top(root));
            rewriter
        }
    }
}

/// The block at a place, also within a `check`.
fn block_at(file: &File, place: usize) -> Option<&Block> {
    let body = &file.native()?.body;
    body.blocks().find(|block| span(*block).start == place)
}
