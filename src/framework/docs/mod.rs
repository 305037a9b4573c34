//! The registry's pages, from the same structs as the schemas.
//!
//! A page is made of what the schema says anyway (doc comments, modes, rules) and of the files in
//! `examples/`. The layout is that of the Terraform Registry: `index.md`, and one directory for
//! each kind of thing, guides among them.

use std::collections::BTreeMap;
use std::iter;

use super::described::Described;
use super::function::AnyFunction;
use super::provider::Provider;
use super::resource::AnyResource;

mod attributes;
mod examples;
mod guides;
mod import;
mod moves;
mod operations;
mod permissions;
mod rules;
mod signature;
mod text;
mod topic;

use examples::Examples;
pub use text::{prose, sentence};
use topic::{Kind, Topic};

/// The documentation of a provider.
#[derive(Debug)]
pub struct Docs {
    /// The pages, by their path below `docs/`.
    pub pages: BTreeMap<String, String>,
    /// The paths below `examples/` at which a page needs a file and there is none.
    pub missing: Vec<String>,
    /// The paths below `examples/` of files that no page shows.
    pub extra: Vec<String>,
}

/// Renders the pages of a provider. The `examples` are the files of the registry's directories, by
/// their path below `examples/`.
pub fn render<P: Provider>(examples: BTreeMap<String, String>) -> Docs {
    let mut examples = Examples::new(examples);
    let topics: Vec<_> = topics::<P>().collect();
    let mut pages: BTreeMap<_, _> =
        topics.iter().map(|topic| (topic.path(), topic.page(&mut examples))).collect();
    pages.extend(guides::pages(&mut examples));
    pages.insert(operations::PATH.to_owned(), operations::page(&topics));
    let (missing, extra) = examples.rest();
    Docs { pages, missing, extra }
}

/// Everything that has a page.
fn topics<P: Provider>() -> impl Iterator<Item = Topic> {
    iter::once(provider::<P>())
        .chain(P::RESOURCES.iter().map(|it| resource::<P>(*it)))
        .chain(P::LISTS.iter().map(|it| list::<P>(*it)))
        .chain(P::DATA_SOURCES.iter().map(|it| entry::<P>(Kind::DataSource, *it)))
        .chain(P::EPHEMERALS.iter().map(|it| entry::<P>(Kind::Ephemeral, *it)))
        .chain(P::ACTIONS.iter().map(|it| action::<P>(*it)))
        .chain(P::FUNCTIONS.iter().map(|it| function::<P>(*it)))
}

fn provider<P: Provider>() -> Topic {
    Topic {
        kind: Kind::Provider,
        provider: P::NAME,
        name: "",
        subcategory: "",
        doc: prose(P::DOC),
        operations: &[],
        permissions: String::new(),
        identity: &[],
        reference: rules::section(P::RULES) + &attributes::section(P::ATTRIBUTES),
    }
}

fn entry<P: Provider>(kind: Kind, entry: &dyn Described) -> Topic {
    Topic {
        kind,
        provider: P::NAME,
        name: entry.name(),
        subcategory: P::subcategory(entry.name()),
        doc: prose(entry.doc()),
        operations: entry.operations(),
        permissions: permissions::of_other::<P>(entry),
        identity: &[],
        reference: rules::section(entry.rules()) + &attributes::section(entry.attributes()),
    }
}

fn resource<P: Provider>(resource: &dyn AnyResource<P::Client>) -> Topic {
    let name = format!("{}_{}", P::NAME, resource.name());
    let permissions = permissions::of_managed::<P>(resource);
    let mut topic = Topic { permissions, ..entry::<P>(Kind::Resource, resource) };
    topic.reference += &moves::section(&name, resource.moves());
    Topic { identity: resource.key_attributes(), ..topic }
}

fn list<P: Provider>(list: &dyn Described) -> Topic {
    let (provider, title, name) = (P::NAME, P::TITLE, list.name());
    let managed = format!(
        "Lists existing {title} objects that can be managed as `{provider}_{name}`, for `terraform query`.\n\n\
         `list` blocks require Terraform 1.14 or later. The name of each result is the ID that imports it as \
         [{provider}_{name}](../resources/{name}.md)."
    );
    let topic = entry::<P>(Kind::List, list);
    let permissions = topic.permissions
        + &format!(
            "With `include_resource = true`, and to import what is found, the statement `Plan` of \
             [{provider}_{name}](../resources/{name}.md#permissions) is required too.\n\n"
        );
    Topic { doc: format!("{managed}\n\n{}", topic.doc), permissions, ..topic }
}

fn action<P: Provider>(action: &dyn Described) -> Topic {
    let since = "`action` blocks require Terraform 1.14 or later.";
    let topic = entry::<P>(Kind::Action, action);
    Topic { doc: format!("{}\n\n{since}", topic.doc), ..topic }
}

fn function<P: Provider>(function: &dyn AnyFunction) -> Topic {
    Topic {
        kind: Kind::Function,
        provider: P::NAME,
        name: function.name(),
        subcategory: P::subcategory(function.name()),
        doc: prose(function.doc()),
        operations: &[],
        permissions: String::new(),
        identity: &[],
        reference: signature::section(function),
    }
}
