//! What a directory declares.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Component, Path, PathBuf};

use crate::configuration::file::{Content, File, Role};
use crate::configuration::reference::Reference;
use crate::schema::Family;

/// How many instances a resource has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Instances {
    One,
    Count,
    ForEach,
}

/// A resource or a data source of a type of CodeArtifact.
#[derive(Debug, Clone)]
pub(crate) struct Object {
    pub(crate) file: usize,
    /// The place of its block, or of its member in JSON.
    pub(crate) place: usize,
    pub(crate) is_data: bool,
    pub(crate) is_override: bool,
    /// Where it comes from; none if its type is ours already.
    pub(crate) family: Option<Family>,
    /// The type, as it is called here.
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) instances: Instances,
    pub(crate) provider: Option<Reference>,
    pub(crate) arguments: BTreeSet<String>,
}

/// A configuration of hashicorp/aws or awscc.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Provider {
    pub(crate) family: Family,
    pub(crate) alias: Option<String>,
}

/// A provider block.
#[derive(Debug)]
pub(crate) struct ProviderBlock {
    pub(crate) reference: Reference,
    pub(crate) file: usize,
    pub(crate) place: usize,
}

/// A module block.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) name: String,
    pub(crate) source: String,
    pub(crate) file: usize,
    pub(crate) place: usize,
    /// What it hands on: what the module calls it, and what it is called here.
    pub(crate) providers: Vec<(Reference, Reference)>,
}

/// All of it.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    pub(crate) families: HashMap<String, Family>,
    pub(crate) objects: Vec<Object>,
    /// Which objects have a name.
    named: HashMap<String, Vec<usize>>,
    pub(crate) providers: Vec<ProviderBlock>,
    pub(crate) calls: Vec<Call>,
    /// The sources of the modules that runs of tests are about.
    pub(crate) runs: Vec<String>,
    /// The providers of `list` blocks in queries.
    pub(crate) lists: Vec<(Family, Option<Reference>)>,
    /// What `moved` blocks lead to.
    pub(crate) moved_to: HashSet<String>,
    pub(crate) has_backend: bool,
    pub(crate) path: PathBuf,
}

impl Survey {
    pub(crate) fn of(path: &Path, files: &[File]) -> Self {
        let families = Family::ALL.map(|family| (family.local_name().to_owned(), family));
        let mut survey =
            Self { families: HashMap::from(families), path: path.to_owned(), ..Self::default() };
        for (index, file) in files.iter().enumerate() {
            match &file.content {
                Content::Native(native) => survey.native(index, file.role, &native.body),
                Content::Json(node) => survey.json(index, file.role, node),
            }
        }
        survey
    }

    /// The family and the alias that a reference means here.
    pub(crate) fn provider(&self, reference: &Reference) -> Option<Provider> {
        let family = *self.families.get(&reference.name)?;
        Some(Provider { family, alias: reference.alias.clone() })
    }

    /// The provider that an object uses.
    pub(crate) fn provider_of(&self, object: &Object) -> Option<Provider> {
        match &object.provider {
            Some(reference) => self.provider(reference),
            None => object.family.map(|family| Provider { family, alias: None }),
        }
    }

    /// Whether anything here gets our type.
    pub(crate) fn has_ours(&self) -> bool {
        self.renamed().next().is_some() || !self.lists.is_empty()
    }

    /// What everything here uses that gets our type.
    pub(crate) fn used(&self) -> impl Iterator<Item = Provider> {
        let objects = self.renamed().filter_map(|(object, _)| self.provider_of(object));
        let lists = self.lists.iter().filter_map(|(family, reference)| match reference {
            Some(reference) => self.provider(reference),
            None => Some(Provider { family: *family, alias: None }),
        });
        objects.chain(lists)
    }

    /// The directory of a module with this source, if it is here.
    pub(crate) fn target(&self, source: &str) -> Option<PathBuf> {
        target(&self.path, source)
    }

    /// A resource or data source by its type here; of hashicorp/aws rather than of awscc.
    pub(crate) fn object(
        &self,
        family: Family,
        is_data: bool,
        kind: &str,
        name: &str,
    ) -> Option<&Object> {
        self.with_name(name).find(|object| {
            !object.is_override
                && object.family == Some(family)
                && object.is_data == is_data
                && object.kind == kind
        })
    }

    fn with_name(&self, name: &str) -> impl Iterator<Item = &Object> {
        self.named.get(name).into_iter().flatten().map(|index| &self.objects[*index])
    }

    /// Whether the object must keep its type, because another one has the name that it would get.
    pub(crate) fn clashes(&self, family: Family, is_data: bool, kind: &str, name: &str) -> bool {
        self.with_name(name).any(|other| {
            !other.is_override
                && other.is_data == is_data
                && other.kind == kind
                && match other.family {
                    None => true,
                    Some(other) => other < family,
                }
        })
    }

    /// Those that get another type.
    pub(crate) fn renamed(&self) -> impl Iterator<Item = (&Object, Family)> {
        self.objects.iter().filter_map(|object| {
            let family = object.family?;
            let clashes = self.clashes(family, object.is_data, &object.kind, &object.name);
            (!clashes).then_some((object, family))
        })
    }

    /// Whether no module calls it, as far as can be seen here: only then can it import.
    pub(crate) fn is_root(&self) -> bool {
        self.has_backend || !self.providers.is_empty()
    }

    pub(crate) fn required(&mut self, name: &str, source: Option<&str>) {
        let Some(source) = source else { return };
        match Family::of_source(source) {
            Some(family) => {
                self.families.insert(name.to_owned(), family);
            }
            None => {
                self.families.remove(name);
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "both syntaxes describe an object by these")]
    pub(crate) fn object_of(
        &mut self,
        file: usize,
        role: Role,
        place: usize,
        is_data: bool,
        kind: &str,
        name: &str,
        arguments: BTreeSet<String>,
        provider: Option<Reference>,
    ) {
        let (family, kind) = match Family::of_type(kind) {
            Some((family, kind)) => (Some(family), kind),
            None if kind.starts_with("codeartifact_") => (None, kind),
            None => return,
        };
        let instances = match () {
            () if arguments.contains("count") => Instances::Count,
            () if arguments.contains("for_each") => Instances::ForEach,
            () => Instances::One,
        };
        self.named.entry(name.to_owned()).or_default().push(self.objects.len());
        self.objects.push(Object {
            file,
            place,
            is_data,
            is_override: role == Role::Override,
            family,
            kind: kind.to_owned(),
            name: name.to_owned(),
            instances,
            provider,
            arguments,
        });
    }
}

/// The directory of a module that a directory calls by this source, if it is here.
pub(crate) fn target(caller: &Path, source: &str) -> Option<PathBuf> {
    let is_local = source.starts_with("./") || source.starts_with("../");
    is_local.then(|| normal(&caller.join(source)))
}

/// A path without `.` and `..`, which need not exist.
pub(crate) fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if normal.file_name().is_some() => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}
