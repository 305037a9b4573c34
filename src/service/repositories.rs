//! What holds wherever several repositories are spoken of.

use crate::framework::{
    diagnostic::{Error, Result},
    validate::Rule,
    value::Value,
};

/// The repositories of an account have no filter but their names.
pub(crate) const OF_A_DOMAIN: Rule = Rule::Holds {
    doc: "`domain_owner` and `administrator_account` go together with `domain`.",
    check: of_a_domain,
};

/// A copy goes from one repository to another.
pub(crate) const TWO_REPOSITORIES: Rule = Rule::Holds {
    doc: "`source_repository` and `destination_repository` are two.",
    check: are_two,
};

fn are_two(config: &Value) -> Result<()> {
    let names = ["source_repository", "destination_repository"];
    match names.map(|name| config.get(name).as_str()) {
        [Some(source), Some(destination)] if source == destination => {
            Err(Error::at("destination_repository", "must be another one than the source"))
        }
        _ => Ok(()),
    }
}

fn of_a_domain(config: &Value) -> Result<()> {
    let alone = |name: &&str| config.get("domain").is_null() && !config.get(name).is_null();
    match ["domain_owner", "administrator_account"].into_iter().find(alone) {
        Some(name) => {
            Err(Error::at(name, "needs `domain`; the repositories of an account have none"))
        }
        None => Ok(()),
    }
}
