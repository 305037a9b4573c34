//! One file of a configuration.

use hcl_edit::structure::Body;

use crate::syntax::comments::{Comment, comments};
use crate::syntax::expressions::heredocs;
use crate::syntax::json::Node;

/// What a file is for, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Configuration,
    /// Parts that replace those of the same name in other files.
    Override,
    Test,
    Mock,
    Query,
}

impl Role {
    /// The role of a file of this name, if it is part of a configuration.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        let stem = name.split('.').next().unwrap_or_default();
        match name {
            _ if ends(&[".tftest.hcl", ".tftest.json", ".tofutest.hcl", ".tofutest.json"]) => {
                Some(Self::Test)
            }
            _ if ends(&[".tfmock.hcl", ".tfmock.json", ".tofumock.hcl"]) => Some(Self::Mock),
            _ if ends(&[".tfquery.hcl"]) => Some(Self::Query),
            _ if !ends(&[".tf", ".tofu", ".tf.json", ".tofu.json"]) => None,
            _ if stem == "override" || stem.ends_with("_override") => Some(Self::Override),
            _ => Some(Self::Configuration),
        }
    }
}

/// What a file holds.
#[derive(Debug)]
pub(crate) enum Content {
    Native(Native),
    Json(Node),
}

/// A file in the native syntax.
#[derive(Debug)]
pub(crate) struct Native {
    pub(crate) body: Body,
    pub(crate) comments: Vec<Comment>,
    pub(crate) heredocs: Vec<std::ops::Range<usize>>,
}

/// A file that could be read.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) role: Role,
    /// The text without the byte order mark.
    pub(crate) text: String,
    pub(crate) has_mark: bool,
    pub(crate) content: Content,
}

/// Where and why a file cannot be read.
#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) line: usize,
    pub(crate) message: String,
}

impl File {
    pub(crate) fn parse(name: &str, role: Role, text: &str) -> Result<Self, Broken> {
        let plain = text.strip_prefix('\u{feff}');
        let has_mark = plain.is_some();
        let text = plain.unwrap_or(text).to_owned();
        let content = content(name, &text)?;
        Ok(Self { name: name.to_owned(), role, text, has_mark, content })
    }

    pub(crate) fn native(&self) -> Option<&Native> {
        match &self.content {
            Content::Native(native) => Some(native),
            Content::Json(_) => None,
        }
    }

    pub(crate) fn json(&self) -> Option<&Node> {
        match &self.content {
            Content::Native(_) => None,
            Content::Json(node) => Some(node),
        }
    }
}

fn content(name: &str, text: &str) -> Result<Content, Broken> {
    if name.ends_with(".json") {
        return Node::parse(text)
            .map(Content::Json)
            .map_err(|error| Broken { line: error.line().max(1), message: error.to_string() });
    }
    let body = hcl_edit::parser::parse_body(text).map_err(|error| Broken {
        line: error.location().line(),
        message: format!("column {}: {}", error.location().column(), error.message()),
    })?;
    let comments = comments(text, &body);
    let heredocs = heredocs(&body);
    Ok(Content::Native(Native { body, comments, heredocs }))
}
