//! Provider blocks, and what modules are handed.

use std::collections::BTreeSet;
use std::ops::Range;

use hcl_edit::expr::{Expression, Object};
use hcl_edit::structure::{Attribute, Block, Body, Structure};

use crate::configuration::reference::Reference;
use crate::configuration::survey::{Provider, Survey};
use crate::rules::references::Rewriter;
use crate::schema::{Family, LOCAL_NAME};
use crate::syntax::edits::Edits;
use crate::syntax::expressions::{argument, argument_text, key_name, label, literal, span};
use crate::syntax::lines::line_start;
use crate::syntax::pieces::Pieces;
use crate::tally::Rewritten;

/// The arguments and blocks of our provider that hashicorp/aws has too, and those of any provider.
const ARGUMENTS: &[&str] = &[
    "access_key",
    "alias",
    "allowed_account_ids",
    "custom_ca_bundle",
    "ec2_metadata_service_endpoint",
    "ec2_metadata_service_endpoint_mode",
    "for_each",
    "forbidden_account_ids",
    "http_proxy",
    "https_proxy",
    "max_retries",
    "no_proxy",
    "profile",
    "region",
    "retry_mode",
    "secret_key",
    "shared_config_files",
    "shared_credentials_file",
    "shared_credentials_files",
    "skip_credentials_validation",
    "skip_medatadata_api_check",
    "skip_metadata_api_check",
    "skip_region_validation",
    "skip_requesting_account_id",
    "sts_region",
    "token",
    "token_bucket_rate_limiter_capacity",
    "use_dualstack_endpoint",
    "use_fips_endpoint",
];

/// The blocks, and their arguments.
const BLOCKS: &[(&str, &[&str])] = &[
    (
        "assume_role",
        &[
            "role_arn",
            "duration",
            "duration_seconds",
            "external_id",
            "policy",
            "policy_arns",
            "session_name",
            "source_identity",
            "tags",
            "transitive_tag_keys",
        ],
    ),
    (
        "assume_role_with_web_identity",
        &[
            "role_arn",
            "duration",
            "duration_seconds",
            "policy",
            "policy_arns",
            "session_name",
            "web_identity_token",
            "web_identity_token_file",
        ],
    ),
    ("endpoints", &["codeartifact", "sts"]),
    ("default_tags", &["tags"]),
    ("ignore_tags", &["keys", "key_prefixes"]),
];

/// The arguments of hashicorp/awscc that decide where and with which caller it works.
const PLACES: &[&str] = &["region", "profile", "access_key"];

/// Whether an argument of a provider means something here.
pub(crate) fn is_taken_over(name: &str) -> bool {
    ARGUMENTS.contains(&name) || name == "user_agent"
}

/// The arguments of a block of a provider that mean something here.
pub(crate) fn block_arguments(name: &str) -> Option<&'static [&'static str]> {
    BLOCKS.iter().find(|(block, _)| *block == name).map(|(_, arguments)| *arguments)
}

impl Rewriter<'_> {
    /// Copies the provider blocks of a file that something of ours uses; whether there are any.
    pub(crate) fn copy_providers(&mut self, body: &Body, uses: &BTreeSet<Provider>) -> bool {
        let mut has_copies = false;
        for block in body.get_blocks("provider") {
            let Some(provider) = self.provider_of(block) else { continue };
            if uses.contains(&provider) && !has_ours(self.survey, &provider, uses) {
                self.copy_provider(block, provider.family);
                has_copies = true;
            }
        }
        has_copies
    }

    pub(crate) fn provider_of(&self, block: &Block) -> Option<Provider> {
        let alias = argument_text(&block.body, "alias").map(str::to_owned);
        self.survey.provider(&Reference { name: label(block, 0)?.to_owned(), alias })
    }

    pub(crate) fn copy_provider(&mut self, block: &Block, family: Family) {
        self.count(Rewritten::ProviderBlock);
        let range = span(block);
        let mut copy = self.edits.copied(range.clone());
        copy.rename(span(&block.labels[0]), format!("\"{LOCAL_NAME}\""));
        for structure in &block.body {
            self.provider_part(&mut copy, structure, family);
        }
        let pieces = Pieces::from("\n\n").then(copy.slice(range));
        let end = self.end_with_note(block);
        self.edits.insert(end, pieces);
    }

    fn provider_part(&mut self, copy: &mut Edits, structure: &Structure, family: Family) {
        match structure {
            Structure::Attribute(attribute) => self.provider_argument(copy, attribute, family),
            Structure::Block(block) => {
                let name = match block.ident.as_str() {
                    "dynamic" => label(block, 0).unwrap_or_default(),
                    name => name,
                };
                match block_arguments(name) {
                    Some(known) if has_any(block, known) => self.provider_block(copy, block, known),
                    _ => self.leave_out(copy, span(block)),
                }
            }
        }
    }

    fn provider_argument(&mut self, copy: &mut Edits, attribute: &Attribute, family: Family) {
        let value = &attribute.value;
        match attribute.key.as_str() {
            name @ "insecure" if !is_literal(value, "false") => {
                self.find(span(attribute).start, refused_argument(name));
                self.leave_out(copy, span(attribute));
            }
            name @ "tag_policy_compliance" if !is_literal(value, "disabled") => {
                self.find(span(attribute).start, refused_argument(name));
                self.leave_out(copy, span(attribute));
            }
            "insecure" | "tag_policy_compliance" => {}
            "user_agent" if family == Family::Aws => {}
            "shared_credentials_file" => self.file_list(copy, attribute),
            "skip_medatadata_api_check" => {
                copy.rename(span(&attribute.key), "skip_metadata_api_check");
            }
            name if ARGUMENTS.contains(&name) => {}
            name @ ("assume_role" | "assume_role_with_web_identity") if value.is_object() => {
                self.object_as_block(copy, attribute, block_arguments(name).unwrap_or_default());
            }
            "endpoints" if value.as_object().is_some_and(|object| has_key(object, "sts")) => {
                self.object_as_block(copy, attribute, &["sts"]);
            }
            _ => self.leave_out(copy, span(attribute)),
        }
    }

    fn file_list(&self, copy: &mut Edits, attribute: &Attribute) {
        copy.rename(span(&attribute.key), "shared_credentials_files");
        let range = span(&attribute.value);
        copy.rename(range.clone(), Pieces::from("[").source(range).text("]"));
    }

    fn provider_block(&mut self, copy: &mut Edits, block: &Block, known: &[&str]) {
        if block.ident.as_str() == "dynamic" {
            for content in block.body.get_blocks("content") {
                self.provider_block(copy, content, known);
            }
            return;
        }
        for structure in &block.body {
            match structure {
                Structure::Attribute(attribute) if known.contains(&attribute.key.as_str()) => {
                    if attribute.key.as_str() == "duration_seconds" {
                        copy.rename(span(&attribute.key), "duration");
                        copy.rename(span(&attribute.value), duration(&attribute.value));
                    }
                }
                other => self.leave_out(copy, span_of(other)),
            }
        }
    }

    /// Leaves a part out of a copy, with its comments and an empty line.
    fn leave_out(&self, copy: &mut Edits, range: Range<usize>) {
        let comments = self.lines_before(range.start);
        let first = comments.first().map_or(range.start, |first| first.start);
        let lines = self.lines_to_remove(&(first..range.end));
        if self.text[line_start(self.text, first)..first].trim().is_empty() {
            copy.remove(lines);
        }
    }

    /// In what a block of hashicorp/aws differs from one of hashicorp/awscc, where it matters.
    pub(crate) fn differences(
        &self,
        aws: &Block,
        other: &str,
        awscc: &Block,
        is_data: bool,
    ) -> Vec<String> {
        let value = |block: &Block, text: &str, name: &str| {
            let value = argument(&block.body, name).map(|value| span(&value.value));
            value.map(|range| text[range].to_owned())
        };
        let differs = |name: &&&str| value(aws, self.text, name) != value(awscc, other, name);
        let places = PLACES.iter().filter(differs);
        let has_role = |block: &Block| {
            block.body.has_blocks("assume_role") || block.body.has_attribute("assume_role")
        };
        let roles = (has_role(aws) != has_role(awscc)).then_some(&"assume_role");
        let tags = ["default_tags", "ignore_tags"];
        let tags = tags.iter().filter(|name| !is_data && aws.body.has_blocks(name));
        places.chain(roles).chain(tags).map(|name| (*name).to_owned()).collect()
    }
}

/// Whether a block of ours is there or comes from hashicorp/aws, so that this one is not copied.
pub(crate) fn has_ours(survey: &Survey, provider: &Provider, uses: &BTreeSet<Provider>) -> bool {
    survey.providers.iter().any(|block| {
        let other = survey.provider(&block.reference);
        block.reference.alias == provider.alias
            && (block.reference.is_ours()
                || other
                    .is_some_and(|other| other.family < provider.family && uses.contains(&other)))
    })
}

/// Why an argument is not copied.
pub(crate) fn refused_argument(name: &str) -> &'static str {
    match name {
        "insecure" => {
            "`insecure` was not copied, because credentials could reach an untrusted server. Trust a \
             private CA with `custom_ca_bundle`."
        }
        _ => {
            "`tag_policy_compliance` was not copied: only `disabled` is accepted. Set required tags in \
             `default_tags`."
        }
    }
}

fn has_any(block: &Block, known: &[&str]) -> bool {
    let contents = block.body.get_blocks("content");
    let bodies = std::iter::once(&block.body).chain(contents.map(|content| &content.body));
    bodies.flat_map(|body| body.attributes()).any(|argument| known.contains(&argument.key.as_str()))
}

fn has_key(object: &Object, name: &str) -> bool {
    object.iter().any(|(key, _)| key_name(key) == Some(name))
}

fn is_literal(value: &Expression, text: &str) -> bool {
    literal(value) == Some(text) || value.as_bool().is_some_and(|value| value.to_string() == text)
}

/// Seconds as a duration.
pub(crate) fn duration(value: &Expression) -> Pieces {
    let range = span(value);
    match value {
        Expression::Number(_) => Pieces::from("\"").source(range).text("s\""),
        Expression::String(_) => Pieces::default().source(range.start..range.end - 1).text("s\""),
        _ => Pieces::from("\"${").source(range).text("}s\""),
    }
}

fn span_of(structure: &Structure) -> std::ops::Range<usize> {
    match structure {
        Structure::Attribute(attribute) => span(attribute),
        Structure::Block(block) => span(block),
    }
}
