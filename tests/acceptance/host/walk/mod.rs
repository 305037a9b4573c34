//! Core as the CLI's twin: it takes the same configurations and the same commands, and asks the
//! provider in the same order. What it knows of the language is what the scenarios speak.

mod apply;
mod builtin;
mod data;
mod ends;
mod host;
mod look;
mod moved;
mod nodes;
mod objects;
mod plan;
mod turn;
mod validate;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use codeartifact::framework::schema::{Object as _, Type};
use codeartifact::framework::value::Value;
use codeartifact::protocol::proto::attribute_path::step::Selector;
use codeartifact::protocol::proto::diagnostic::Severity;
use codeartifact::protocol::proto::{self, validate_provider_config};
use codeartifact::provider::{CodeArtifact, SOURCE};
use hcl::Block;

pub(crate) use self::host::Host;
use self::nodes::{Node, body};
use super::kind::encode;
use super::language::{Fault, Module, attribute, conform};
use super::{Answer, Core};
use crate::support::diagnostic::Diagnostic;
use crate::support::program::CLI;
use crate::support::world::World;

/// The version as which the host shows itself.
const VERSION: &str = "1.14.0";

/// Our provider, as the state and the diagnostics of the CLI name it.
fn our_provider() -> String {
    format!("provider[\"{}/{SOURCE}\"]", CLI.registry())
}

/// One walk over a configuration, with a provider of its own.
struct Walk<'a> {
    world: &'a World,
    module: &'a Module,
    nodes: Vec<Node<'a>>,
    /// What each node refers to.
    depends_on: BTreeMap<String, BTreeSet<String>>,
    core: Core<'a>,
    is_configured: Cell<bool>,
    /// The provider that functions are called of, which is never configured.
    unconfigured: OnceCell<Core<'a>>,
    /// What each node is, as far as the walk has come.
    values: RefCell<BTreeMap<String, Value>>,
    /// The nodes that an expression has spoken of.
    seen: RefCell<BTreeSet<String>>,
    /// Whether what a local value speaks of counts too.
    sees_through_locals: Cell<bool>,
    /// What a user reads, and below it what is wrong.
    said: RefCell<String>,
    diagnostics: RefCell<Vec<Diagnostic>>,
}

/// A part of a walk that cannot go on; the reason has been reported.
struct Stopped;

impl<'a> Walk<'a> {
    fn new(world: &'a World, module: &'a Module) -> Self {
        let mut walk = Self {
            world,
            module,
            nodes: Vec::new(),
            depends_on: BTreeMap::new(),
            core: Core::start(world),
            is_configured: Cell::default(),
            unconfigured: OnceCell::new(),
            values: RefCell::default(),
            seen: RefCell::default(),
            sees_through_locals: Cell::new(true),
            said: RefCell::default(),
            diagnostics: RefCell::default(),
        };
        (walk.nodes, walk.depends_on) = walk.in_order();
        walk
    }

    fn unconfigured(&self) -> &Core<'a> {
        self.unconfigured.get_or_init(|| Core::start(self.world))
    }

    /// The block of the provider, if there is one.
    fn provider_block(&self) -> Option<&'a Block> {
        self.module.blocks("provider").next()
    }

    /// The configuration of the provider, as far as it is known.
    fn provider_config(&self) -> Result<Value, Fault> {
        let scope = self.scope(BTreeMap::new());
        let given = match self.provider_block() {
            Some(block) => body(&scope, block.body())?,
            None => Value::object([]),
        };
        conform(&Type::Object(CodeArtifact::ATTRIBUTES), given)
    }

    /// Configures the provider, when the first of its objects needs it.
    fn configured(&self) -> Result<&Core<'a>, Stopped> {
        if !self.is_configured.get() {
            let about = About { address: Some(our_provider()), block: self.provider_block() };
            let config = self.evaluated(&about, self.provider_config())?;
            if self.provider_block().is_some() {
                self.answered(&about, self.ask_for_validation_of_provider(&config))?;
            }
            let configured = self.answered(&about, self.core.configure(VERSION, &config));
            if configured.is_err() && self.provider_block().is_none() {
                self.says_itself("Invalid provider configuration");
            }
            configured?;
            self.is_configured.set(true);
        }
        Ok(&self.core)
    }

    fn ask_for_validation_of_provider(&self, config: &Value) -> Answer<()> {
        let config = encode(&Type::Object(CodeArtifact::ATTRIBUTES), config);
        let request = validate_provider_config::Request { config };
        let call = async |mut client: super::Client| client.validate_provider_config(request).await;
        self.core.heard(self.core.call(call).diagnostics)
    }

    /// Reports what no provider has reported, in no more words than every version of core uses.
    fn says_itself(&self, summary: &str) {
        let about = About { address: None, block: None };
        let diagnostic = about.diagnostic("Error", summary.to_owned(), None, "");
        self.diagnostics.borrow_mut().push(diagnostic);
    }

    /// Closes what the walk has opened.
    fn ended(&self) -> Result<(), Stopped> {
        self.answered(&About { address: None, block: None }, self.core.close())
    }

    /// The value of an expression; what is wrong with it is reported.
    fn evaluated<T>(&self, about: &About<'_>, answer: Result<T, Fault>) -> Result<T, Stopped> {
        answer.map_err(|fault| {
            let about = About { address: None, ..*about };
            let diagnostic = about.diagnostic("Error", fault.summary, None, &fault.detail);
            self.diagnostics.borrow_mut().push(diagnostic);
            Stopped
        })
    }

    /// The answer of the provider. Warnings are reported, and so are the errors of a refusal.
    fn answered<T>(&self, about: &About<'_>, answer: Answer<T>) -> Result<T, Stopped> {
        let warnings = self.core.warnings();
        self.diagnostics.borrow_mut().extend(warnings.iter().map(|it| about.of_provider(it)));
        answer.map_err(|errors| {
            self.diagnostics.borrow_mut().extend(errors.iter().map(|it| about.of_provider(it)));
            Stopped
        })
    }
}

/// What a diagnostic is about.
struct About<'a> {
    address: Option<String>,
    block: Option<&'a Block>,
}

impl About<'_> {
    fn of_provider(&self, it: &proto::Diagnostic) -> Diagnostic {
        let severity = if it.severity() == Severity::Error { "Error" } else { "Warning" };
        let mut steps = it.attribute.iter().flat_map(|path| &path.steps);
        let argument = steps.next().and_then(|step| match &step.selector {
            Some(Selector::AttributeName(name)) => Some(name.as_str()),
            _ => None,
        });
        self.diagnostic(severity, it.summary.clone(), argument, &it.detail)
    }

    fn diagnostic(
        &self,
        severity: &str,
        summary: String,
        argument: Option<&str>,
        detail: &str,
    ) -> Diagnostic {
        let expression = |name: &str| attribute(self.block?, name).map(|it| (name.to_owned(), it));
        let line = argument.and_then(expression).map(|(name, expression)| {
            let text = hcl::format::to_string(expression).expect("an expression has a form");
            format!("{name} = {}", text.lines().next().unwrap_or_default())
        });
        let address = self.address.clone();
        Diagnostic {
            severity: severity.to_owned(),
            summary,
            address,
            line,
            detail: detail.to_owned(),
        }
    }
}
