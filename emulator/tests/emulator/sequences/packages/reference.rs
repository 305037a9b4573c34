//! The reference of packages and their versions: what the service says of itself, in code of its
//! own that shares nothing with the emulator.

use std::collections::BTreeMap;

use super::groups::Groups;
use super::{Answer, Call, Change, Name, Package, conflict, invalid, missing};

#[derive(Default)]
pub(super) struct Service {
    packages: BTreeMap<Package, Contents>,
    groups: Groups,
}

#[derive(Clone)]
struct Contents {
    publish: bool,
    upstream: bool,
    versions: BTreeMap<Name, Version>,
}

#[derive(Clone)]
struct Version {
    status: Name,
    assets: BTreeMap<Name, u8>,
}

impl Service {
    pub(super) fn answer(&mut self, call: &Call) -> Answer {
        match call {
            Call::Publish { package, version, asset, content, unfinished } => {
                self.publish(*package, version, (asset, *content), *unfinished)
            }
            Call::Fetch(package, version, asset) => self.fetch(package, version, asset),
            // What may never be asked for is refused before anything is looked for.
            Call::Change { change: Change::Become("Unfinished" | "Disposed"), .. } => {
                Err(invalid())
            }
            Call::Change { package, versions, expected, change } => {
                let contents = self.packages.get_mut(package).ok_or_else(missing)?;
                contents.change(versions, *expected, *change)
            }
            Call::Copy { name, from, to, versions, overwrite } => {
                self.copy(name, (from, to), versions, *overwrite)
            }
            Call::ListVersions(package) => {
                let versions = &self.packages.get(package).ok_or_else(missing)?.versions;
                Ok(versions.iter().map(|(name, it)| format!("{name} {}", it.status)).collect())
            }
            Call::ListPackages(repository) => {
                let here = self.packages.keys().filter(|it| it.repository == *repository);
                Ok(here.map(|package| package.name.to_owned()).collect())
            }
            Call::Configure { package, publish, upstream } => {
                let contents = self.packages.entry(*package).or_insert_with(Contents::closed);
                (contents.publish, contents.upstream) = (*publish, *upstream);
                Ok(contents.description())
            }
            Call::Describe(package) => {
                self.packages.get(package).map(Contents::description).ok_or_else(missing)
            }
            Call::Delete(package) => {
                self.packages.remove(package).map(|it| it.description()).ok_or_else(missing)
            }
            about_groups => self.groups.answer(about_groups),
        }
    }

    /// A package whose first version is published is closed to upstreams, unless its group decides.
    fn first(&self, name: Name) -> Contents {
        let decided = !self.groups.are_open_to(name);
        Contents { publish: true, upstream: decided, versions: BTreeMap::new() }
    }

    fn publish(
        &mut self,
        package: Package,
        version: Name,
        asset: (&Name, u8),
        unfinished: bool,
    ) -> Answer {
        let known = self.packages.get(&package);
        let mut contents = known.cloned().unwrap_or_else(|| self.first(package.name));
        if !contents.publish || !self.groups.allow(package.name, package.repository) {
            return Err(conflict());
        }
        let open = contents.versions.entry(version).or_insert_with(Version::empty);
        let differs = open.assets.get(asset.0).is_some_and(|content| *content != asset.1);
        if open.status != "Unfinished" || differs {
            return Err(conflict());
        }
        open.assets.insert(asset.0, asset.1);
        open.status = if unfinished { "Unfinished" } else { "Published" };
        let status = open.status.to_owned();
        self.packages.insert(package, contents);
        Ok(vec![status])
    }

    fn fetch(&self, package: &Package, version: Name, asset: Name) -> Answer {
        let contents = self.packages.get(package).ok_or_else(missing)?;
        let version = contents.versions.get(version).ok_or_else(missing)?;
        match version.status {
            "Archived" => Err(conflict()),
            _ => version.assets.get(asset).map(|it| vec![it.to_string()]).ok_or_else(missing),
        }
    }

    fn copy(
        &mut self,
        name: Name,
        (from, to): (Name, Name),
        versions: &[Name],
        overwrite: bool,
    ) -> Answer {
        if from == to {
            return Err(invalid());
        }
        let at = |repository| Package { repository, name };
        let source = self.packages.get(&at(from)).cloned();
        let there = self.packages.get(&at(to)).cloned();
        let found = |version| source.as_ref().and_then(|it| it.versions.get(version));
        let before = |version| there.as_ref().and_then(|it| it.versions.get(version));
        let allowed = self.groups.allow(name, to);
        let judged = judge(versions, |version| {
            let found = found(version).ok_or("NOT_FOUND")?;
            match before(version) {
                _ if ["Unfinished", "Disposed"].contains(&found.status) => Err("NOT_ALLOWED"),
                _ if !allowed => Err("NOT_ALLOWED"),
                Some(other) if other.assets != found.assets && !overwrite => Err("ALREADY_EXISTS"),
                _ => Ok(()),
            }
        });
        if let Some(refused) = judged {
            return Ok(refused);
        }
        let mut copy = there.clone().unwrap_or_else(|| self.first(name));
        let mut done = Vec::new();
        for version in versions {
            let is_new =
                before(version).map(|it| &it.assets) != found(version).map(|it| &it.assets);
            if let Some(found) = found(version).filter(|_| is_new) {
                done.push(format!("{version} {}", found.status));
                copy.versions.insert(version, found.clone());
            }
        }
        self.packages.insert(at(to), copy);
        Ok(done)
    }
}

impl Contents {
    /// What a package begins with that is only configured.
    fn closed() -> Self {
        Self { publish: false, upstream: false, versions: BTreeMap::new() }
    }

    fn description(&self) -> Vec<String> {
        vec![format!("{} {}", self.publish, self.upstream)]
    }

    fn change(&mut self, versions: &[Name], expected: Option<Name>, change: Change) -> Answer {
        let judged = judge(versions, |version| {
            let version = self.versions.get(version).ok_or("NOT_FOUND")?;
            version.may(expected, change)
        });
        if let Some(refused) = judged {
            return Ok(refused);
        }
        let mut done = Vec::new();
        for version in versions {
            let status = self.change_one(version, change);
            done.push(format!("{version} {status}"));
        }
        Ok(done)
    }

    fn change_one(&mut self, name: Name, change: Change) -> Name {
        if let Change::Delete = change {
            self.versions.remove(name);
            return "Deleted";
        }
        let version = self.versions.get_mut(name).expect("what was judged is there");
        match change {
            Change::Become(status) => version.status = status,
            _ => *version = Version { status: "Disposed", assets: BTreeMap::new() },
        }
        version.status
    }
}

impl Version {
    fn empty() -> Self {
        Self { status: "Unfinished", assets: BTreeMap::new() }
    }

    fn may(&self, expected: Option<Name>, change: Change) -> Result<(), Name> {
        if expected.is_some_and(|expected| expected != self.status) {
            return Err("MISMATCHED_STATUS");
        }
        match (change, self.status) {
            (Change::Delete, _) => Ok(()),
            (_, "Disposed") => Err("NOT_ALLOWED"),
            (Change::Become(target), "Unfinished") if target != "Published" => Err("NOT_ALLOWED"),
            _ => Ok(()),
        }
    }
}

/// The answer if one of several versions is refused: the others are skipped. Nothing if none is.
fn judge(versions: &[Name], one: impl Fn(Name) -> Result<(), Name>) -> Option<Vec<String>> {
    let judged: Vec<_> = versions.iter().map(|version| (version, one(version))).collect();
    judged.iter().any(|(_, verdict)| verdict.is_err()).then(|| {
        let code = |verdict: &Result<(), Name>| verdict.err().unwrap_or("SKIPPED");
        judged.iter().map(|(version, verdict)| format!("{version} {}", code(verdict))).collect()
    })
}
