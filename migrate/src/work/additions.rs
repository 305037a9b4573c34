//! Blocks that are added, to files that are there or to new ones.

use std::collections::BTreeSet;

use super::{Work, block_at};
use crate::configuration::documents::labelled;
use crate::configuration::file::Role;
use crate::rules::counts::is_counted;
use crate::rules::{moved, required};
use crate::syntax::json::Node;
use crate::syntax::lines::ending;
use crate::tally::{Rewritten, Tally};

impl Work<'_> {
    pub(super) fn add_counts(&mut self, counted: &BTreeSet<String>) {
        for name in counted {
            let mut objects = self.survey.renamed().map(|(object, _)| object);
            let Some(object) = objects.find(|object| is_counted(object, name)) else {
                continue;
            };
            let directory = self.directory;
            let file = &directory.files[object.file];
            match (block_at(file, object.place), file.json()) {
                (Some(block), _) => self.files[object.file].add_count(block, name),
                (None, Some(root)) => {
                    if let Some(domain) = domain_at(root, object.place) {
                        self.files[object.file].json_add_count(root, name, domain);
                    }
                }
                (None, None) => {}
            }
        }
    }

    pub(super) fn require(&mut self) {
        let uses = self.uses.clone();
        let families: BTreeSet<_> = self.survey.renamed().map(|(_, family)| family).collect();
        let mut has_block = false;
        for (file, body, rewriter) in self.native() {
            if file.role == Role::Configuration {
                has_block |= rewriter.require(body, &uses);
                rewriter.copy_meta(body, &families);
            }
        }
        for (file, root, rewriter) in self.json() {
            if file.role == Role::Configuration {
                has_block |= rewriter.json_require(root, &uses);
                rewriter.json_copy_meta(root, &families);
            }
        }
        let first = self.native().find_map(|(file, body, rewriter)| {
            let block = body.get_blocks("terraform").next()?;
            (file.role == Role::Configuration).then_some((block, rewriter))
        });
        match first {
            _ if has_block => {}
            Some((block, rewriter)) => rewriter.add_required(block),
            None => {
                let first = self.survey.renamed().map(|(object, _)| object.file).next();
                let first = first.unwrap_or_default();
                self.append("versions", first, &required::block(), Rewritten::RequiredProvider, 1);
            }
        }
    }

    pub(super) fn add_moved(&mut self) {
        if let Some((file, blocks)) = moved::blocks(self.survey) {
            self.append("moved", file, &blocks.join("\n"), Rewritten::Moved, blocks.len());
        }
    }

    /// Adds blocks to the end of a file, which is made like another one if it is not there.
    ///
    /// OpenTofu reads a file `.tofu` instead of the one of its name: what is in both is read by all.
    fn append(&mut self, stem: &str, like: usize, blocks: &str, what: Rewritten, times: usize) {
        let name = format!("{stem}.{}", self.directory.extension());
        let instead = format!("{stem}.tofu");
        if name != instead && self.directory.file(&instead).is_some() {
            self.append_to(instead, like, blocks, what, times);
        }
        self.append_to(name, like, blocks, what, times);
    }

    fn append_to(
        &mut self,
        name: String,
        like: usize,
        blocks: &str,
        what: Rewritten,
        times: usize,
    ) {
        let files = &self.directory.files;
        match self.directory.file(&name).or(self.directory.is_single.then_some(0)) {
            Some(index) => {
                self.files[index].append(blocks);
                *self.files[index].tally.entry(what).or_default() += times;
            }
            None => {
                let blocks = blocks.replace('\n', ending(&files[like].text));
                self.made.insert(name, (blocks, Tally::from([(what, times)])));
            }
        }
    }
}

/// The object of a domain in JSON.
fn domain_at(root: &Node, place: usize) -> Option<&Node> {
    let objects = labelled(root, "resource").into_iter();
    objects.map(|(_, _, node)| node).find(|node| node.range.start == place)
}
