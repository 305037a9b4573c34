//! One directory: what is rewritten in its files, and what is added to them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use hcl_edit::structure::{Block, Body};

use crate::configuration::directory::Directory;
use crate::configuration::documents::labelled;
use crate::configuration::file::{File, Role};
use crate::configuration::survey::{Call, Object, Provider, Survey};
use crate::configuration::uses::Uses;
use crate::outcome::{Change, Outcome};
use crate::report::{Finding, Place, Report};
use crate::rules::counts::is_counted;
use crate::rules::references::Rewriter;
use crate::rules::{moved, required};
use crate::schema::Family;
use crate::syntax::alignment::aligned;
use crate::syntax::expressions::{argument, label, span};
use crate::syntax::json::Node;
use crate::syntax::lines::{ending, number};
use crate::syntax::pieces::Rendered;
use crate::tally::{Rewritten, Tally};

/// A directory at work.
pub(crate) struct Work<'a> {
    pub(crate) directory: &'a Directory,
    survey: &'a Survey,
    uses: BTreeSet<Provider>,
    files: Vec<Rewriter<'a>>,
    /// Files that are made: name, text.
    made: BTreeMap<String, (String, Tally)>,
}

impl<'a> Work<'a> {
    pub(crate) fn new(
        directory: &'a Directory,
        survey: &'a Survey,
        uses: BTreeSet<Provider>,
    ) -> Self {
        let files = directory.files.iter().map(|file| rewritten(survey, file)).collect();
        Self { directory, survey, uses, files, made: BTreeMap::new() }
    }

    pub(crate) fn counted(&self) -> impl Iterator<Item = String> {
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
    pub(crate) fn add(
        &mut self,
        counted: &BTreeSet<String>,
        surveys: &HashMap<&Path, &'a Survey>,
        all: &Uses<'_>,
    ) {
        self.add_counts(counted);
        let uses = self.uses.clone();
        let mut is_needed = self.directory.is_configuration() && self.survey.has_ours();
        for (file, body, rewriter) in self.native() {
            match file.role {
                Role::Test => rewriter.test_providers(body, &uses),
                Role::Mock => {}
                _ => {
                    is_needed |= rewriter.copy_providers(body, &uses);
                    is_needed |= hand_on(rewriter, body, surveys, all);
                }
            }
        }
        for (file, root, rewriter) in self.json() {
            if matches!(file.role, Role::Configuration | Role::Override) {
                is_needed |= rewriter.json_providers(root, &uses);
                is_needed |= hand_on_in_json(rewriter, root, surveys, all);
            }
        }
        self.report_shared_aliases();
        self.report_modules();
        if is_needed {
            self.require();
            self.add_moved();
        }
    }

    fn add_counts(&mut self, counted: &BTreeSet<String>) {
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

    /// Reports objects of hashicorp/awscc that get the configuration of hashicorp/aws.
    fn report_shared_aliases(&mut self) {
        if !self.directory.is_configuration() {
            return;
        }
        for (object, family) in self.survey.renamed() {
            let differences = self.differences(object, family);
            if !differences.is_empty() {
                let message = format!(
                    "`{}.{}` now uses the provider block copied from hashicorp/aws, with other \
                     settings than hashicorp/awscc: {}. If it must not, give it a provider block with \
                     an alias of its own.",
                    object.kind,
                    object.name,
                    differences
                        .iter()
                        .map(|name| format!("`{name}`"))
                        .collect::<Vec<_>>()
                        .join(", ")
                );
                self.files[object.file].find(object.place, message);
            }
        }
    }

    fn differences(&self, object: &Object, family: Family) -> Vec<String> {
        let provider = self.survey.provider_of(object);
        let Some(provider) = provider.filter(|_| family == Family::Awscc) else {
            return Vec::new();
        };
        let aws = Provider { family: Family::Aws, ..provider.clone() };
        let block = |provider: &Provider| {
            let block =
                self.survey.providers.iter().find(|block| {
                    self.survey.provider(&block.reference).as_ref() == Some(provider)
                })?;
            Some((block.file, block_at(&self.directory.files[block.file], block.place)?))
        };
        match (block(&aws), block(&provider)) {
            (Some((file, aws_block)), Some((other, block))) if self.uses.contains(&aws) => {
                let (one, two) = (&self.files[file], &self.files[other]);
                one.differences(aws_block, two.text, block, object.is_data)
            }
            _ => Vec::new(),
        }
    }

    /// Reports modules that are not here and may have what is ours.
    fn report_modules(&mut self) {
        if !self.directory.is_configuration() {
            return;
        }
        for call in &self.survey.calls {
            if is_elsewhere(call) {
                let message = format!(
                    "`module.{}` comes from outside this configuration, so it was not changed and \
                     keeps using hashicorp/aws. If it has CodeArtifact resources, copy the module \
                     into this configuration and run this command again, or ask its publisher.",
                    call.name
                );
                self.files[call.file].find(call.place, message);
            }
        }
    }

    fn require(&mut self) {
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
                has_block |= rewriter.json_require(root);
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

    fn add_moved(&mut self) {
        if let Some((file, blocks)) = moved::blocks(self.survey) {
            self.append("moved", file, &blocks.join("\n"), Rewritten::Moved, blocks.len());
        }
    }

    /// Adds blocks to the end of a file, which is made like another one if it is not there.
    fn append(&mut self, stem: &str, like: usize, blocks: &str, what: Rewritten, times: usize) {
        let name = format!("{stem}.{}", self.directory.extension());
        let files = &self.directory.files;
        let found = files.iter().position(|file| file.name == name);
        match found.or(self.directory.is_single.then_some(0)) {
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

    pub(crate) fn finish(self, writes: bool, outcome: &mut Outcome) {
        let path = |name: &str| self.directory.path.join(name);
        for (file, rewriter) in self.directory.files.iter().zip(self.files) {
            let rendered = rewriter.rendered();
            for finding in &rewriter.findings {
                let line = line(&rewriter, &rendered, finding, writes);
                let report =
                    Report { file: file.name.clone(), line, message: finding.message.clone() };
                outcome.reports.push((path(&file.name), report));
            }
            if let Some(after) = after(file, &rewriter, &rendered) {
                let before = with_mark(file, file.text.clone());
                let path = path(&file.name);
                let (name, tally) = (file.name.clone(), rewriter.tally);
                outcome.changes.push(Change { path, name, before: Some(before), after, tally });
            }
        }
        for (name, (after, tally)) in self.made {
            let path = self.directory.path.join(&name);
            outcome.changes.push(Change { path, name, before: None, after, tally });
        }
    }
}

fn rewritten<'a>(survey: &'a Survey, file: &'a File) -> Rewriter<'a> {
    match file.native() {
        Some(native) => {
            let mut rewriter = Rewriter::of_file(survey, &file.text, native);
            rewriter.top(&native.body);
            rewriter
        }
        None => {
            let mut rewriter = Rewriter::new(survey, &file.text);
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

/// The object of a domain in JSON.
fn domain_at(root: &Node, place: usize) -> Option<&Node> {
    let objects = labelled(root, "resource").into_iter();
    objects.map(|(_, _, node)| node).find(|node| node.range.start == place)
}

fn hand_on_in_json(
    rewriter: &mut Rewriter<'_>,
    root: &Node,
    surveys: &HashMap<&Path, &Survey>,
    uses: &Uses<'_>,
) -> bool {
    let mut has_entries = false;
    for member in root.member("module").iter().flat_map(|member| member.node.members()) {
        let survey = rewriter.survey;
        let call = survey.calls.iter().find(|call| call.name == member.name);
        let target = call.and_then(|call| survey.target(call));
        let inner = target.as_deref().and_then(|target| surveys.get(target));
        let map = member.node.member("providers");
        if let (Some(map), Some(target), Some(inner)) = (map, &target, inner) {
            has_entries |= rewriter.json_hand_on(&map.node, inner, &uses.needs(target));
        }
    }
    has_entries
}

/// Adds entries of ours to the maps of providers of modules that are here.
fn hand_on(
    rewriter: &mut Rewriter<'_>,
    body: &Body,
    surveys: &HashMap<&Path, &Survey>,
    uses: &Uses<'_>,
) -> bool {
    let mut has_entries = false;
    for block in body.get_blocks("module") {
        let survey = rewriter.survey;
        let call = survey.calls.iter().find(|call| Some(call.name.as_str()) == label(block, 0));
        let target = call.and_then(|call| survey.target(call));
        let inner = target.as_deref().and_then(|target| surveys.get(target));
        let map = argument(&block.body, "providers");
        if let (Some(map), Some(target), Some(inner)) = (map, &target, inner) {
            has_entries |= rewriter.hand_on(&map.value, inner, &uses.needs(target));
        }
    }
    has_entries
}

fn is_elsewhere(call: &Call) -> bool {
    let is_local = call.source.starts_with("./") || call.source.starts_with("../");
    let source = call.source.to_lowercase();
    !is_local && (source.contains("codeartifact") || source.contains("code-artifact"))
}

/// What a file becomes, if it becomes something else.
fn after(file: &File, rewriter: &Rewriter<'_>, rendered: &Rendered) -> Option<String> {
    if rewriter.edits.is_empty() {
        return None;
    }
    let aligned = file.native().and_then(|native| aligned(&file.text, &native.body, rendered));
    let text = aligned.unwrap_or_else(|| rendered.text.clone());
    (text != file.text).then(|| with_mark(file, text))
}

fn with_mark(file: &File, text: String) -> String {
    if file.has_mark { format!("\u{feff}{text}") } else { text }
}

fn line(rewriter: &Rewriter<'_>, rendered: &Rendered, finding: &Finding, writes: bool) -> usize {
    match finding.place {
        Place::Source(place) if writes => number(&rendered.text, rendered.destination(place)),
        Place::Source(place) => number(rewriter.text, place),
        Place::Mark(mark, _) if writes => {
            number(&rendered.text, rendered.marks.get(&mark).copied().unwrap_or_default())
        }
        Place::Mark(_, place) => number(rewriter.text, place),
    }
}
