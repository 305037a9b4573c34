//! What holds wherever several repositories are spoken of.

use super::names;
use crate::aws::{DomainId, RepositoryFilter};
use crate::framework::diagnostic::Error;
use crate::framework::schema::{matching, object};
use crate::framework::validate::Rule;
use crate::framework::value::Value;

object! {
    /// The repositories of a domain or of an account.
    pub(crate) struct AskedRepositories {
        /// Name of the domain.
        domain: Option<String> = matching(names::DOMAIN),
        /// AWS account ID of the domain owner. Defaults to the account of the provider's
        /// credentials.
        domain_owner: Option<String> = matching(names::ACCOUNT),
        /// AWS account ID of the administrator of the repositories.
        administrator_account: Option<String> = matching(names::ACCOUNT),
        /// Prefix of the names of the repositories.
        repository_prefix: Option<String> = matching(names::REPOSITORY),
        /// Region of the repositories. Defaults to the Region of the provider.
        region: Option<String> = matching(names::REGION).last(),
    }
}

impl AskedRepositories {
    /// The domain and the filters, for the client.
    pub(crate) fn of_a_domain(&self) -> Option<(DomainId, RepositoryFilter)> {
        let (region, owner) = (self.region.clone(), self.domain_owner.clone());
        let id = DomainId { region, owner, domain: self.domain.clone()? };
        let prefix = self.repository_prefix.clone();
        let administrator_account = self.administrator_account.clone();
        Some((id, RepositoryFilter { prefix, administrator_account }))
    }
}

/// The repositories of an account have no filter but their names.
pub(crate) const OF_A_DOMAIN: Rule = Rule::Holds {
    doc: "`domain_owner` and `administrator_account` require `domain`.",
    check: of_a_domain,
};

/// A copy goes from one repository to another.
pub(crate) const TWO_REPOSITORIES: Rule = Rule::Holds {
    doc: "`source_repository` and `destination_repository` must differ.",
    check: are_two,
};

fn are_two(config: &Value, report: &mut Vec<Error>) {
    let names = ["source_repository", "destination_repository"];
    if let [Some(source), Some(destination)] = names.map(|name| config.get(name).as_str())
        && source == destination
    {
        report.push(Error::at("destination_repository", "must differ from the source"));
    }
}

fn of_a_domain(config: &Value, report: &mut Vec<Error>) {
    let alone = |name: &&str| config.get("domain").is_empty() && !config.get(name).is_empty();
    let cause = "requires `domain`; the repositories of an account have none";
    let names = ["domain_owner", "administrator_account"].into_iter().filter(alone);
    report.extend(names.map(|name| Error::at(name, cause)));
}
