//! All that exists as records, each at an address: the form in which a file keeps it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::{fs, io};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::tracked::Tracked;
use super::{Departed, Domain, Repository, World};
use crate::contents::assets::Assets;
use crate::contents::blob::Blob;
use crate::names::coordinates::Coordinates;
use crate::names::resource::DomainId;

/// The separator between the words of an address, which no name contains.
const SEPARATOR: char = '\n';

/// What is to be done to a file of records.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Keep this record at this address.
    Put(String, Vec<u8>),
    /// Forget the record at this address, and those below it.
    Remove(String),
    /// Forget all records.
    Clear,
}

/// The addresses below one.
pub(crate) fn below(address: &str) -> std::ops::Range<String> {
    let end = char::from_u32(u32::from(SEPARATOR) + 1).expect("a control character is one");
    format!("{address}{SEPARATOR}")..format!("{address}{end}")
}

impl World {
    /// What was changed since the world was last settled.
    pub(crate) fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        note(&mut changes, &self.sessions, |id| address(&["session", id]));
        note(&mut changes, &self.tokens, |token| address(&["token", token]));
        note(&mut changes, &self.lost_keys, |arn| address(&["lost-key", arn]));
        note(&mut changes, &self.departed, |DomainId { region, owner, name }| {
            address(&["departed", region, owner, name])
        });
        note(&mut changes, &self.domains, |id| domain(id, &[]));
        for Domain { id, groups, repositories, .. } in touched(&self.domains) {
            note(&mut changes, groups.tracked(), |pattern| domain(id, &["group", pattern]));
            note(&mut changes, repositories, |name| domain(id, &["repository", name]));
            for Repository { name, packages, .. } in touched(repositories) {
                note(&mut changes, packages, |package| self::package(id, name, package));
            }
        }
        changes
    }

    /// Marks what was changed as kept.
    pub(crate) fn settle(&mut self) {
        self.sessions.settle(|_| ());
        self.tokens.settle(|_| ());
        self.lost_keys.settle(|()| ());
        self.departed.settle(|_| ());
        self.domains.settle(|domain| {
            domain.groups.settle();
            domain.repositories.settle(|repository| repository.packages.settle(|_| ()));
        });
    }

    /// The world whose records these are, in the order of their addresses.
    ///
    /// # Errors
    ///
    /// A record cannot be read, or an asset that it names is missing.
    pub(crate) fn restore(
        records: impl Iterator<Item = io::Result<(String, Vec<u8>)>>,
        assets: &Arc<Assets>,
    ) -> io::Result<Self> {
        let mut restoring = Restoring {
            world: Self::default(),
            assets: Arc::clone(assets),
            known: BTreeMap::new(),
        };
        for record in records {
            let (address, record) = record?;
            restoring.take(&address, &record)?;
        }
        let mut world = restoring.world;
        world.last_repository = world.highest_repository();
        world.settle();
        Ok(world)
    }

    /// The highest number that a repository has, or that a reference to one still contains.
    fn highest_repository(&self) -> u64 {
        let repositories = self.domains.values().flat_map(|domain| domain.repositories.values());
        let numbers = repositories.flat_map(|repository| {
            let upstreams = repository.upstreams.iter().map(|upstream| upstream.id);
            upstreams.chain([repository.id])
        });
        numbers.max().unwrap_or_default()
    }
}

/// A world on its way out of its records.
struct Restoring {
    world: World,
    assets: Arc<Assets>,
    /// The assets so far by their files: several versions may share one.
    known: BTreeMap<String, Arc<Blob>>,
}

impl Restoring {
    fn take(&mut self, address: &str, record: &[u8]) -> io::Result<()> {
        let words: Vec<&str> = address.split(SEPARATOR).collect();
        match words.as_slice() {
            ["session", id] => {
                self.world.sessions.insert((*id).to_owned(), read(record)?);
                Ok(())
            }
            ["token", token] => {
                self.world.tokens.insert((*token).to_owned(), read(record)?);
                Ok(())
            }
            ["lost-key", arn] => {
                self.world.lost_keys.insert((*arn).to_owned(), ());
                Ok(())
            }
            ["departed", ..] => {
                let departed: Departed = read(record)?;
                self.world.departed.insert(departed.domain.clone(), departed);
                Ok(())
            }
            ["domain", region, owner, name, inner @ ..] => {
                let [region, owner, name] = [region, owner, name].map(|word| (*word).to_owned());
                self.take_in(DomainId { region, owner, name }, inner, record)
            }
            _ => Err(unknown(address)),
        }
    }

    fn take_in(&mut self, id: DomainId, inner: &[&str], record: &[u8]) -> io::Result<()> {
        let unknown = || unknown(&inner.join("/"));
        if inner.is_empty() {
            self.world.domains.insert(id, read(record)?);
            return Ok(());
        }
        let domain = self.world.domains.get_mut(&id).ok_or_else(unknown)?;
        match inner {
            ["group", _] => domain.groups.put(read(record)?),
            ["repository", name] => {
                domain.repositories.insert((*name).to_owned(), read(record)?);
            }
            ["repository", name, "package", ..] => {
                let repository = domain.repositories.get_mut(*name).ok_or_else(unknown)?;
                let mut package: super::Package = read(record)?;
                for asset in package.assets_mut() {
                    adopt(asset, &self.assets, &mut self.known)?;
                }
                repository.packages.insert(package.coordinates.clone(), package);
            }
            _ => return Err(unknown()),
        }
        Ok(())
    }
}

/// Gives an asset that was read from a record its file, or puts the asset in its place that has it
/// already.
///
/// # Errors
///
/// The file is not there.
fn adopt(
    asset: &mut Arc<Blob>,
    assets: &Arc<Assets>,
    known: &mut BTreeMap<String, Arc<Blob>>,
) -> io::Result<()> {
    if let Some(other) = known.get(asset.file()) {
        *asset = Arc::clone(other);
        return Ok(());
    }
    let path = assets.path(asset.file());
    fs::metadata(&path).map_err(|error| {
        let advice = "the directory of assets belongs beside the file of state";
        io::Error::new(error.kind(), format!("{}: {error}: {advice}", path.display()))
    })?;
    *asset = Arc::new(asset.at_home(assets));
    known.insert(asset.file().to_owned(), Arc::clone(asset));
    Ok(())
}

/// Notes what was touched in a map, under the addresses of its keys.
fn note<K: Ord + Clone, V: Serialize>(
    changes: &mut Vec<Change>,
    map: &Tracked<K, V>,
    address: impl Fn(&K) -> String,
) {
    for (key, touch, value) in map.touched() {
        if touch.removed {
            changes.push(Change::Remove(address(key)));
        }
        let record = |value| serde_json::to_vec(value).expect("what exists can be written as JSON");
        changes.extend(value.map(|value| Change::Put(address(key), record(value))));
    }
}

fn touched<K: Ord + Clone, V>(map: &Tracked<K, V>) -> impl Iterator<Item = &V> {
    map.touched().filter_map(|(_, _, value)| value)
}

fn domain(DomainId { region, owner, name }: &DomainId, inner: &[&str]) -> String {
    address(&[&["domain", region, owner, name], inner].concat())
}

fn package(id: &DomainId, repository: &str, package: &Coordinates) -> String {
    domain(id, &[&["repository", repository, "package"][..], &package.key()].concat())
}

fn address(words: &[&str]) -> String {
    words.join(&SEPARATOR.to_string())
}

fn read<T: DeserializeOwned>(record: &[u8]) -> io::Result<T> {
    Ok(serde_json::from_slice(record)?)
}

fn unknown(address: &str) -> io::Error {
    io::Error::other(format!("there is a record of unknown kind, '{}'", address.escape_debug()))
}
