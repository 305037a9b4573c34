//! Objects that have got another address, and objects that come from another provider's type.

use hcl::Block;

use super::objects::{Object, Objects};
use super::plan::kind_of;
use super::{About, Stopped, Walk};
use crate::host::language::attribute;
use crate::host::moves::Foreign;

impl Walk<'_> {
    /// The objects under their new addresses.
    pub(super) fn moved(&self, mut objects: Objects) -> Result<Objects, Stopped> {
        let mut outcome = Ok(());
        for block in self.module.blocks("moved") {
            let (from, to) = (target(block, "from"), target(block, "to"));
            if let Some(object) = objects.remove(&from) {
                match self.carried(&to, object) {
                    Ok(object) => drop(objects.insert(to, object)),
                    Err(Stopped) => outcome = Err(Stopped),
                }
            }
        }
        outcome.map(|()| objects)
    }

    /// The object at its new address, which may be of another type. Core does not say of which type
    /// it is.
    fn carried(&self, to: &str, object: Object) -> Result<Object, Stopped> {
        let (type_name, name) = to.split_once('.').expect("type.name");
        let about = About { address: None, block: None };
        let carried = Object {
            type_name: type_name.to_owned(),
            name: name.to_owned(),
            provider: super::our_provider(),
            ..object.clone()
        };
        let Some(kind) = kind_of(&carried).filter(|_| object.type_name != type_name) else {
            return Ok(carried);
        };
        let provider = object.provider.trim_start_matches("provider[\"").trim_end_matches("\"]");
        let foreign = Foreign {
            provider: provider.to_owned(),
            type_name: object.type_name,
            version: object.version,
            state: object.attributes,
            private: object.private,
        };
        let held = self.answered(&about, self.core.ask_for_move(kind, foreign))?;
        Ok(Object { version: 0, ..carried.hold(Some(kind), &held) })
    }
}

fn target(block: &Block, name: &str) -> String {
    let expression = attribute(block, name).expect("an address");
    hcl::format::to_string(expression).expect("an address has a form")
}
