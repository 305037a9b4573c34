//! One page, from its front matter to its last section.

use super::examples::Examples;
use super::text::summary;
use super::{guides, import};
use crate::framework::schema::Attribute;

/// What a page is about.
pub(super) struct Topic {
    pub(super) kind: Kind,
    /// The provider's name, which is the prefix of its types.
    pub(super) provider: &'static str,
    /// The name after that prefix.
    pub(super) name: &'static str,
    /// The heading of the registry's menu under which it is.
    pub(super) subcategory: &'static str,
    /// The description.
    pub(super) doc: String,
    /// The operations of the service that it calls.
    pub(super) operations: &'static [&'static str],
    /// The section about what its credentials must be allowed to do, as Markdown.
    pub(super) permissions: String,
    /// What names an object of it, if it is a resource.
    pub(super) identity: &'static [Attribute],
    /// The sections about its arguments, as Markdown.
    pub(super) reference: String,
}

/// The kinds of page that the registry knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Provider,
    Resource,
    List,
    DataSource,
    Ephemeral,
    Action,
    Function,
}

impl Kind {
    const fn title(self) -> &'static str {
        match self {
            Self::Provider => "Provider",
            Self::Resource => "Resource",
            Self::List => "List Resource",
            Self::DataSource => "Data Source",
            Self::Ephemeral => "Ephemeral Resource",
            Self::Action => "Action",
            Self::Function => "Function",
        }
    }

    /// The directory below `docs/` and below `examples/`.
    const fn directory(self) -> &'static str {
        match self {
            Self::Provider => "provider",
            Self::Resource => "resources",
            Self::List => "list-resources",
            Self::DataSource => "data-sources",
            Self::Ephemeral => "ephemeral-resources",
            Self::Action => "actions",
            Self::Function => "functions",
        }
    }

    const fn example(self) -> &'static str {
        match self {
            Self::Provider => "provider.tf",
            Self::Resource => "resource.tf",
            Self::List => "list-resource.tfquery.hcl",
            Self::DataSource => "data-source.tf",
            Self::Ephemeral => "ephemeral-resource.tf",
            Self::Action => "action.tf",
            Self::Function => "function.tf",
        }
    }
}

impl Topic {
    /// The path of the page below `docs/`.
    pub(super) fn path(&self) -> String {
        match self.kind {
            Kind::Provider => "index.md".to_owned(),
            kind => format!("{}/{}.md", kind.directory(), self.name),
        }
    }

    /// The page.
    pub(super) fn page(&self, examples: &mut Examples) -> String {
        let (head, title, doc) = (self.front_matter(), self.title(), &self.doc);
        let example = examples.show(self.example(self.kind.example()));
        let mut page = format!("{head}\n# {title}\n\n{doc}\n\n## Example Usage\n\n{example}\n");
        if self.kind == Kind::Provider {
            page += &guides::body(self.kind.directory(), examples);
        }
        page += &self.reference;
        page += &self.permissions;
        page += &self.import(examples);
        page.trim_end().to_owned() + "\n"
    }

    /// The section about imports; empty for what cannot be imported.
    fn import(&self, examples: &mut Examples) -> String {
        if self.kind != Kind::Resource {
            return String::new();
        }
        let commands = examples.take(self.example("import.sh"));
        let by_identity = examples.show(self.example("import-by-identity.tf"));
        import::section(&commands, &by_identity, self.identity)
    }

    fn front_matter(&self) -> String {
        let (name, title) = (self.full_name(), self.kind.title());
        let summary = summary(&self.doc);
        let more = match self.kind {
            Kind::Provider => format!("page_title: \"{name} {title}\"\n"),
            _ => format!(
                "page_title: \"{name} {title} - {}\"\nsubcategory: \"{}\"\n",
                self.provider, self.subcategory
            ),
        };
        format!("---\n{more}description: |-\n  {summary}\n---\n")
    }

    /// What it is called, and its kind.
    pub(super) fn title(&self) -> String {
        match self.kind {
            Kind::Provider => format!("{} {}", self.provider, self.kind.title()),
            kind => format!("{} ({})", self.full_name(), kind.title()),
        }
    }

    /// The name that users write.
    fn full_name(&self) -> String {
        match self.kind {
            Kind::Provider => self.provider.to_owned(),
            Kind::Function => self.name.to_owned(),
            _ => format!("{}_{}", self.provider, self.name),
        }
    }

    fn example(&self, file: &str) -> String {
        match self.kind {
            Kind::Provider => format!("{}/{file}", self.kind.directory()),
            kind => format!("{}/{}/{file}", kind.directory(), self.full_name()),
        }
    }
}
