//! The operations in the tables of their families.

use super::items::Item;
use super::page::Row;

/// An operation, as its table has it.
pub(super) struct Operation<'a> {
    pub(super) name: &'a str,
    /// The file of its table.
    pub(super) file: &'a str,
    /// The text that names what it does.
    pub(super) handler: &'a str,
    text: &'a str,
}

/// All operations, in the order of their families and tables.
pub(super) fn operations(items: &[Item]) -> Vec<Operation<'_>> {
    let named = |name: &'static str| items.iter().filter(move |item| item.name == name);
    let order = named("FAMILIES").map(|item| item.text.as_str()).next().expect("the families");
    let mut tables: Vec<&Item> = named("OPERATIONS").collect();
    tables.sort_by_key(|table| order.find(&format!(" {}::", family(&table.file))));
    tables.into_iter().flat_map(in_table).collect()
}

fn family(file: &str) -> &str {
    file.trim_start_matches("operations/").trim_end_matches(".rs")
}

fn in_table(table: &Item) -> impl Iterator<Item = Operation<'_>> {
    let texts = table.text.split("Operation {").filter(|text| text.contains("name: \""));
    texts.map(|text| Operation {
        name: quoted(text, "name"),
        file: &table.file,
        handler: text.split_once("handler:").expect("a handler").1,
        text,
    })
}

/// The text of a member.
fn quoted<'a>(text: &'a str, member: &str) -> &'a str {
    let (_, rest) = text.split_once(&format!("{member}: \"")).expect(member);
    rest.split('"').next().unwrap_or_default()
}

impl Operation<'_> {
    /// What the service model says of it, and what its terms say.
    pub(super) fn rows(&self, items: &[Item]) -> Vec<Row> {
        let (method, path) = (quoted(self.text, "method"), quoted(self.text, "path"));
        let inputs = self.inputs(items).join(", ");
        let mut rows = vec![Row::new(format!("`{method} {path}` with {inputs}"), "Service model")];
        if let Some((_, rate)) = self.text.split_once("at_most(") {
            let rate = rate.split('.').next().unwrap_or_default();
            rows.push(Row::new(format!("At most {rate} calls a second"), "User guide"));
        }
        rows
    }

    /// The members of its input.
    fn inputs(&self, items: &[Item]) -> Vec<String> {
        let (_, list) = self.text.split_once("inputs: &[").expect("inputs");
        let list = list.split(']').next().unwrap_or_default();
        let inputs = list.split(',').map(str::trim).filter(|input| !input.is_empty());
        let members = inputs.map(|input| match input.split('"').nth(1) {
            Some(member) => member,
            None => self.member(items, input.rsplit("::").next().unwrap_or_default()),
        });
        members.map(|member| format!("`{member}`")).collect()
    }

    /// The member of an input whose constant is in the same file, or else in any.
    fn member<'a>(&self, items: &'a [Item], input: &str) -> &'a str {
        let name = input.split('.').next().unwrap_or_default();
        let all = items.iter().filter(|item| item.name == name && item.text.contains(": Input"));
        let (here, others): (Vec<_>, Vec<_>) = all.partition(|item| item.file == self.file);
        let found = here.into_iter().chain(others).next().expect(name);
        found.text.split('"').nth(1).expect("its member")
    }
}
