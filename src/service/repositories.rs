//! What holds wherever repositories are looked for.

use crate::framework::{
    diagnostic::{Error, Result},
    validate::Rule,
    value::Value,
};

/// The repositories of an account have no filter but their names.
pub const OF_A_DOMAIN: Rule = Rule::Holds {
    doc: "`domain_owner` and `administrator_account` go together with `domain`.",
    check: of_a_domain,
};

fn of_a_domain(config: &Value) -> Result<()> {
    let alone = |name: &&str| config.get("domain").is_null() && !config.get(name).is_null();
    match ["domain_owner", "administrator_account"].into_iter().find(alone) {
        Some(name) => {
            Err(Error::at(name, "needs `domain`; the repositories of an account have none"))
        }
        None => Ok(()),
    }
}
