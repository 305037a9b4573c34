//! The reference: what the service says of itself, in code of its own that shares nothing with the
//! emulator.

use std::collections::BTreeMap;

use super::{Answer, Call, Name, Place, conflict, invalid, missing};

#[derive(Default)]
pub(super) struct Service {
    domains: BTreeMap<Name, Domain>,
}

#[derive(Default)]
struct Domain {
    about: About,
    repositories: BTreeMap<Name, Repository>,
}

#[derive(Default)]
struct Repository {
    about: About,
    upstreams: Vec<Name>,
    connection: Option<Name>,
}

/// What domains and repositories have alike.
#[derive(Default)]
struct About {
    tags: BTreeMap<Name, u8>,
    policy: Option<u8>,
}

impl Service {
    pub(super) fn answer(&mut self, call: &Call) -> Answer {
        match call {
            Call::CreateDomain(..) | Call::DescribeDomain(_) | Call::DeleteDomain(_) => {
                self.domains(call)
            }
            Call::CreateRepository(domain, name, upstreams) => self.create(domain, name, upstreams),
            Call::Tag(place, ..)
            | Call::Untag(place, _)
            | Call::ListTags(place)
            | Call::PutPolicy(place, _)
            | Call::GetPolicy(place)
            | Call::DeletePolicy(place) => self.about(place)?.answer(call),
            Call::ListRepositories(domain) => {
                Ok(self.domain(domain)?.repositories.keys().map(|name| (*name).into()).collect())
            }
            Call::DeleteRepository(domain, name) => self
                .domain(domain)?
                .repositories
                .remove(name)
                .map(|it| it.description())
                .ok_or_else(missing),
            Call::UpdateRepository(domain, name, upstreams) => {
                self.domain(domain)?.update(name, upstreams)
            }
            Call::DescribeRepository(domain, name) => {
                Ok(self.domain(domain)?.repository(name)?.description())
            }
            Call::Connect(domain, name, to) => self.domain(domain)?.repository(name)?.connect(to),
            Call::Disconnect(domain, name, from) => {
                self.domain(domain)?.repository(name)?.disconnect(from)
            }
        }
    }

    fn domains(&mut self, call: &Call) -> Answer {
        match call {
            Call::CreateDomain(name) if self.domains.contains_key(name) => Err(conflict()),
            Call::CreateDomain(name) => Ok(self.domains.entry(name).or_default().description()),
            Call::DeleteDomain(name) => match self.domains.get(name) {
                Some(domain) if !domain.repositories.is_empty() => Err(conflict()),
                // To delete what is not there is a success without a description.
                _ => Ok(self
                    .domains
                    .remove(name)
                    .map(|domain| domain.description())
                    .unwrap_or_default()),
            },
            Call::DescribeDomain(name) => Ok(self.domain(name)?.description()),
            other => unreachable!("{other:?} is not a call about a domain"),
        }
    }

    fn create(&mut self, domain: Name, name: Name, upstreams: &[Name]) -> Answer {
        let domain = self.domain(domain)?;
        if domain.repositories.contains_key(name) {
            return Err(conflict());
        }
        domain.check(name, upstreams)?;
        let upstreams = upstreams.to_vec();
        let repository = Repository { upstreams, ..Repository::default() };
        let description = repository.description();
        domain.repositories.insert(name, repository);
        Ok(description)
    }

    fn domain(&mut self, name: Name) -> Result<&mut Domain, String> {
        self.domains.get_mut(name).ok_or_else(missing)
    }

    fn about(&mut self, place: &Place) -> Result<&mut About, String> {
        let domain = self.domain(place.domain)?;
        match place.repository {
            Some(name) => Ok(&mut domain.repository(name)?.about),
            None => Ok(&mut domain.about),
        }
    }
}

impl Domain {
    fn repository(&mut self, name: Name) -> Result<&mut Repository, String> {
        self.repositories.get_mut(name).ok_or_else(missing)
    }

    fn update(&mut self, name: Name, upstreams: &[Name]) -> Answer {
        if self.repository(name)?.connection.is_some() {
            return Err(invalid());
        }
        self.check(name, upstreams)?;
        let repository = self.repository(name)?;
        repository.upstreams = upstreams.to_vec();
        Ok(repository.description())
    }

    /// An upstream is another repository that is there when it is named.
    fn check(&self, name: Name, upstreams: &[Name]) -> Result<(), String> {
        upstreams.iter().try_for_each(|upstream| match self.repositories.get(upstream) {
            _ if *upstream == name => Err(invalid()),
            Some(_) => Ok(()),
            None => Err(missing()),
        })
    }

    fn description(&self) -> Vec<String> {
        vec![format!("{} repositories", self.repositories.len())]
    }
}

impl Repository {
    fn connect(&mut self, to: Name) -> Answer {
        if self.connection.is_some() || !self.upstreams.is_empty() {
            return Err(invalid());
        }
        self.connection = Some(to);
        Ok(self.description())
    }

    fn disconnect(&mut self, from: Name) -> Answer {
        if self.connection != Some(from) {
            return Err(missing());
        }
        self.connection = None;
        Ok(self.description())
    }

    /// A dead upstream keeps its place in its description.
    fn description(&self) -> Vec<String> {
        let names = self.upstreams.iter().copied();
        names.chain(self.connection).map(str::to_owned).collect()
    }
}

impl About {
    fn answer(&mut self, call: &Call) -> Answer {
        match call {
            Call::Tag(_, key, value) => drop(self.tags.insert(key, *value)),
            Call::Untag(_, key) => drop(self.tags.remove(key)),
            Call::ListTags(_) => {
                return Ok(self.tags.iter().map(|(key, value)| format!("{key}={value}")).collect());
            }
            Call::PutPolicy(_, number) => {
                self.policy = Some(*number);
                return self.policy();
            }
            Call::GetPolicy(_) => return self.policy(),
            Call::DeletePolicy(_) => {
                let policy = self.policy();
                self.policy = None;
                return policy;
            }
            other => unreachable!("{other:?} is not a call about tags or a policy"),
        }
        Ok(Vec::new())
    }

    fn policy(&self) -> Answer {
        Ok(vec![super::policy(self.policy.ok_or_else(missing)?)])
    }
}
