//! The look at a configuration alone, in which no object is known.

use std::collections::BTreeMap;

use codeartifact::framework::schema::Type;

use super::nodes::{Node, Subject, body};
use super::{About, Stopped, Walk};
use crate::host::language::{attribute, conform};
use crate::host::reads::{data_type, ephemeral_type};

impl Walk<'_> {
    /// Validates everything.
    pub(super) fn validate(&self) -> Result<(), Stopped> {
        let nodes = self.nodes.iter().map(|node| self.validate_node(node));
        let all = nodes.chain([self.validate_provider(), self.validate_outputs()]);
        all.fold(Ok(()), Result::and)
    }

    fn validate_provider(&self) -> Result<(), Stopped> {
        let Some(block) = self.provider_block() else { return Ok(()) };
        let address = Some(super::our_provider());
        let about = About { address, block: Some(block) };
        let config = self.evaluated(&about, self.provider_config())?;
        self.answered(&about, self.ask_for_validation_of_provider(&config))
    }

    fn validate_node(&self, node: &Node<'_>) -> Result<(), Stopped> {
        let about = About { address: Some(node.address.clone()), block: Some(node.block) };
        let scope = self.scope(Self::any_instance(node));
        let given = self.evaluated(&about, body(&scope, node.block.body()))?;
        match &node.subject {
            Subject::Builtin => Ok(()),
            Subject::Managed(kind) => {
                let ty = Type::Object(kind.attributes());
                let config = self.evaluated(&about, conform(&ty, given))?;
                self.answered(&about, self.core.ask_for_validation(*kind, &config))
            }
            Subject::Data(name) => {
                let config = self.evaluated(&about, conform(&data_type(name), given))?;
                self.answered(&about, self.core.ask_for_validation_of_data(name, &config))
            }
            Subject::Ephemeral(name) => {
                let config = self.evaluated(&about, conform(&ephemeral_type(name), given))?;
                self.answered(&about, self.core.ask_for_validation_of_ephemeral(name, &config))
            }
        }
    }

    fn validate_outputs(&self) -> Result<(), Stopped> {
        let scope = self.scope(BTreeMap::new());
        let check = |block| {
            let value = attribute(block, "value").expect("a value");
            let about = About { address: None, block: Some(block) };
            self.evaluated(&about, scope.evaluate(value)).map(drop)
        };
        self.module.blocks("output").map(check).fold(Ok(()), Result::and)
    }
}
