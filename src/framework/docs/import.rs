//! The section about imports: by ID with a command or a block, and by identity.

use super::text::one_line;
use crate::framework::schema::{Attribute, Mode};

/// The section. The commands are `terraform import ADDRESS ID`; the block has the first of their
/// IDs.
pub(super) fn section(commands: &str, by_identity: &str, identity: &[Attribute]) -> String {
    let block = block(commands);
    let members: String = identity.iter().map(member).collect();
    format!(
        "## Import\n\nImport with one of these commands:\n\n```shell\n{commands}\n```\n\nOr with an `import` block, \
         which accepts the same IDs:\n\n{block}\nWith Terraform or OpenTofu 1.12 or later, import by identity:\n\n\
         {by_identity}\nThe identity consists of:\n\n{members}\n"
    )
}

fn block(commands: &str) -> String {
    let first = commands.lines().find_map(|line| line.strip_prefix("terraform import "));
    let (to, id) = first.and_then(|it| it.split_once(' ')).unwrap_or_default();
    format!("```terraform\nimport {{\n  to = {to}\n  id = \"{id}\"\n}}\n```\n")
}

fn member(part: &Attribute) -> String {
    let presence = match part.mode {
        Mode::Required => "Required",
        _ => "Optional",
    };
    format!("- `{}` ({presence}) {}\n", part.name, one_line(part.doc))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_block_has_the_first_id() {
        let block = super::block(
            "# By ARN:\nterraform import a_thing.one arn:a\nterraform import a_thing.one a\n",
        );
        assert!(block.contains("\n  to = a_thing.one\n  id = \"arn:a\"\n"), "{block}");
    }
}
