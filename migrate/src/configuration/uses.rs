//! Which configurations of hashicorp/aws and awscc something of ours uses, also through modules.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use crate::configuration::directory::Directory;
use crate::configuration::survey::{Call, Provider, Survey};

/// What each directory uses.
#[derive(Default)]
pub(crate) struct Uses<'a> {
    directories: HashMap<&'a Path, &'a Survey>,
    known: HashMap<PathBuf, BTreeSet<Provider>>,
    handed: BTreeSet<PathBuf>,
}

impl<'a> Uses<'a> {
    pub(crate) fn of(directories: &'a [Directory]) -> Self {
        let surveys =
            directories.iter().map(|directory| (directory.path.as_path(), &directory.survey));
        let mut uses = Self { directories: surveys.collect(), ..Self::default() };
        for directory in directories {
            uses.learn(&directory.path, &mut Vec::new());
        }
        let surveys = uses.directories.values();
        uses.handed = surveys.flat_map(|survey| uses.handed_by(survey)).collect();
        uses
    }

    /// What a directory declares.
    pub(crate) fn survey(&self, path: &Path) -> Option<&'a Survey> {
        self.directories.get(path).copied()
    }

    /// The module with this source, as a directory names it: where it is, and what it declares.
    pub(crate) fn module(&self, caller: &Survey, source: &str) -> Option<(PathBuf, &'a Survey)> {
        let path = caller.target(source)?;
        let survey = self.survey(&path)?;
        Some((path, survey))
    }

    /// What a directory uses.
    pub(crate) fn get(&self, path: &Path) -> BTreeSet<Provider> {
        self.known.get(path).cloned().unwrap_or_default()
    }

    /// What a module needs from the one that calls it, as the module calls it.
    pub(crate) fn needs(&self, path: &Path) -> BTreeSet<Provider> {
        let used = self.get(path);
        let Some(survey) = self.directories.get(path) else { return used };
        used.into_iter().filter(|provider| !has_block(survey, provider)).collect()
    }

    /// Whether a module is handed one by name, also if only modules of its own use it: then it must
    /// declare it.
    pub(crate) fn is_handed(&self, path: &Path) -> bool {
        self.handed.contains(path)
    }

    /// The modules that a directory hands something by name.
    fn handed_by(&self, survey: &Survey) -> Vec<PathBuf> {
        let modules =
            survey.calls.iter().filter_map(|call| Some((call, self.module(survey, &call.source)?)));
        let is_handed = |(call, (path, inner)): &(&Call, (PathBuf, &Survey))| {
            let needs = self.needs(path);
            let mut given = call.providers.iter().filter_map(|(key, _)| inner.provider(key));
            given.any(|provider| needs.contains(&provider))
        };
        modules.filter(is_handed).map(|(_, (path, _))| path).collect()
    }

    fn learn(&mut self, path: &Path, callers: &mut Vec<PathBuf>) {
        if self.known.contains_key(path) || callers.iter().any(|caller| caller == path) {
            return;
        }
        let Some(survey) = self.directories.get(path).copied() else { return };
        callers.push(path.to_owned());
        let mut used: BTreeSet<_> = survey.used().collect();
        for call in &survey.calls {
            let Some(target) = survey.target(&call.source) else { continue };
            self.learn(&target, callers);
            used.extend(self.handed_on(survey, call, &target));
        }
        callers.pop();
        self.known.insert(path.to_owned(), used);
    }

    /// What a call uses of those of its caller.
    fn handed_on(&self, survey: &Survey, call: &Call, target: &Path) -> Vec<Provider> {
        let Some(inner) = self.directories.get(target) else { return Vec::new() };
        let needs = self.needs(target);
        let given = |need: &Provider| {
            let entry =
                call.providers.iter().find(|(key, _)| inner.provider(key).as_ref() == Some(need));
            match entry {
                Some((_, value)) => survey.provider(value),
                None => need.alias.is_none().then(|| need.clone()),
            }
        };
        needs.iter().filter_map(given).collect()
    }
}

fn has_block(survey: &Survey, provider: &Provider) -> bool {
    survey
        .providers
        .iter()
        .any(|block| survey.provider(&block.reference).as_ref() == Some(provider))
}
