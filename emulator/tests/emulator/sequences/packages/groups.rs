//! The reference of package groups: four patterns, each of which holds the one before it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Answer, Call, Mode, Name, PATTERNS, ROOT, conflict, invalid, missing};

/// Groups by their place in the chain of patterns.
pub(super) struct Groups(BTreeMap<usize, Group>);

struct Group {
    mode: Mode,
    allowed: BTreeSet<Name>,
}

impl Default for Groups {
    fn default() -> Self {
        Self(BTreeMap::from([(0, Group { mode: Mode::Allow, allowed: BTreeSet::new() })]))
    }
}

impl Groups {
    pub(super) fn answer(&mut self, call: &Call) -> Answer {
        match call {
            Call::CreateGroup(pattern) => self.create(pattern),
            Call::DeleteGroup(pattern) => self.delete(pattern),
            Call::Restrict(pattern, mode) => self.restrict(pattern, *mode),
            Call::Allow { pattern, repository, add } => {
                let allowed = &mut self.group(pattern)?.allowed;
                let _ = if *add { allowed.insert(repository) } else { allowed.remove(repository) };
                Ok(self.description(pattern))
            }
            Call::Associated(name) => {
                let (place, strong) = self.of(name);
                let how = if strong { "STRONG" } else { "WEAK" };
                Ok(vec![PATTERNS[place].to_owned(), how.to_owned()])
            }
            Call::Below(pattern) => {
                let place = at(pattern);
                self.group(pattern)?;
                let below = self.0.range(place + 1..).next();
                Ok(below.map(|(place, _)| PATTERNS[*place].to_owned()).into_iter().collect())
            }
            other => unreachable!("{other:?} is not a call about a group"),
        }
    }

    fn create(&mut self, pattern: Name) -> Answer {
        if self.0.contains_key(&at(pattern)) {
            return Err(conflict());
        }
        let group = Group { mode: Mode::Inherit, allowed: BTreeSet::new() };
        self.0.insert(at(pattern), group);
        Ok(self.description(pattern))
    }

    fn delete(&mut self, pattern: Name) -> Answer {
        if pattern == ROOT {
            return Err(invalid());
        }
        self.group(pattern)?;
        let description = self.description(pattern);
        self.0.remove(&at(pattern));
        Ok(description)
    }

    fn restrict(&mut self, pattern: Name, mode: Mode) -> Answer {
        if pattern == ROOT && mode == Mode::Inherit {
            return Err(invalid());
        }
        self.group(pattern)?.mode = mode;
        Ok(self.description(pattern))
    }

    fn group(&mut self, pattern: Name) -> Result<&mut Group, String> {
        self.0.get_mut(&at(pattern)).ok_or_else(missing)
    }

    /// The group that a package belongs to, and whether it does so strongly.
    fn of(&self, name: Name) -> (usize, bool) {
        let exact = PATTERNS.len() - 1;
        let matches = |place: usize| place < exact || name.eq_ignore_ascii_case("tool");
        let found = self.0.keys().rev().copied().find(|place| matches(*place));
        let place = found.expect("the root is always there");
        (place, place < exact || name == "tool")
    }

    /// The group whose word counts for the group at a place.
    fn deciding(&self, place: usize) -> &Group {
        let above = self.0.range(..=place).rev().map(|(_, group)| group);
        let mut decided = above.filter(|group| group.mode != Mode::Inherit);
        decided.next().expect("the root does not inherit")
    }

    /// Whether a package may come to a repository, by publication or copy alike.
    pub(super) fn allow(&self, name: Name, repository: Name) -> bool {
        let (place, strong) = self.of(name);
        let deciding = self.deciding(place);
        strong
            && match deciding.mode {
                Mode::Allow => true,
                Mode::Only => deciding.allowed.contains(repository),
                Mode::Block | Mode::Inherit => false,
            }
    }

    /// Whether the package may come to every repository in every way.
    pub(super) fn are_open_to(&self, name: Name) -> bool {
        self.deciding(self.of(name).0).mode == Mode::Allow
    }

    fn description(&self, pattern: Name) -> Vec<String> {
        let place = at(pattern);
        let (own, deciding) = (&self.0[&place], self.deciding(place));
        let parent = self.0.range(..place).next_back().map(|(place, _)| PATTERNS[*place]);
        vec![
            format!("{:?} {:?} {}", own.mode, deciding.mode, own.allowed.len()),
            parent.unwrap_or("none").to_owned(),
        ]
    }
}

fn at(pattern: Name) -> usize {
    PATTERNS.iter().position(|known| *known == pattern).expect("one of the patterns")
}
