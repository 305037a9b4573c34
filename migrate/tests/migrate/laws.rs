//! Laws that hold for every configuration, tried with generated ones.
//!
//! A configuration is made of a few of these blocks, with a comment wherever one may stand.

use codeartifact_migrate::{Change, Input, migrate, replace, write_by};
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};
use proptest::prop_assert;
use proptest::prop_assert_eq;
use proptest::proptest;
use proptest::sample::select;

use crate::support::{Files, pairs, read, written};

/// Blocks of hashicorp/aws and awscc.
const OURS: &[&str] = &[
    r#"resource "aws_codeartifact_domain" "NAME" {
  domain = "main"
  lifecycle {
    ignore_changes = [
      asset_size_bytes,
      repository_count,
      tags,
    ]
  }
}"#,
    r#"resource "aws_codeartifact_repository" "NAME" {
  domain     = aws_codeartifact_domain.a.domain
  repository = "internal"

  upstream {
    repository_name = aws_codeartifact_repository.b.repository
  }

  upstream {
    repository_name = "store"
  }
  tags = local.tags
}"#,
    r#"resource "aws_codeartifact_repository" "NAME" {
  domain     = "main"
  repository = aws_codeartifact_domain.a.id

  dynamic "upstream" {
    for_each = [
      "one",
      upper("two"),
    ]
    iterator = it
    content {
      repository_name = it.value
    }
  }
  external_connections {
    external_connection_name = "public:npmjs"
  }
}"#,
    r#"resource "aws_codeartifact_repository" "NAME" {
  domain     = "main"
  repository = "mixed"

  upstream {
    repository_name = "first"
  }
  dynamic "upstream" {
    for_each = var.on ? [var.name] : []
    content {
      repository_name = "${upstream.value}-x"
    }
  }
  dynamic "external_connections" {
    for_each = var.on ? [1] : []
    content {
      external_connection_name = "public:npmjs"
    }
  }
}"#,
    r#"resource "aws_codeartifact_package_origin_configuration" "NAME" {
  domain     = "main"
  repository = "npm"
  format     = "npm"
  package    = "tool"

  restrictions {
    publish  = "ALLOW"
    upstream = "BLOCK"
  }
}"#,
    r#"resource "aws_codeartifact_repository_permissions_policy" "NAME" {
  domain          = "main"
  repository      = "npm"
  policy_revision = null
  policy_document = jsonencode({
    Resource = aws_codeartifact_repository.b.id
  })
}"#,
    r#"resource "awscc_codeartifact_repository" "NAME" {
  domain_name     = "main"
  repository_name = "cc"
  external_connections = [
    "public:npmjs",
  ]
  tags = [
    {
      key   = "team"
      value = "platform"
    },
    { key = "stage", value = "prod" },
  ]
  permissions_policy_document = jsonencode({
    Version = "2012-10-17"
  })
}"#,
    r#"resource "awscc_codeartifact_package_group" "NAME" {
  domain_name = "main"
  pattern     = "/npm/*"
  origin_configuration = {
    restrictions = {
      publish = {
        restriction_mode = "BLOCK"
        repositories     = []
      }
      external_upstream = { restriction_mode = "ALLOW" }
    }
  }
}"#,
    r#"output "NAME" {
  value = [
    aws_codeartifact_domain.a.repository_count,
    aws_codeartifact_repository.b.upstream[*].repository_name,
    aws_codeartifact_repository.b.external_connections[0].external_connection_name,
    [for d in aws_codeartifact_domain.a : d.id],
    "${aws_codeartifact_domain.a.asset_size_bytes} bytes",
  ]
}"#,
];

/// Blocks without anything of ours.
const OTHERS: &[&str] = &[
    r#"locals {
  NAME = {
    a   = "aws_codeartifact_domain.main"
    b = 1
    "c" : <<-EOT
      ${upper("x")} # text
    EOT
  }
}"#,
    r#"resource "aws_s3_bucket" "NAME" {
	bucket="x"
}"#,
    r#"module "NAME" {
  source = "./elsewhere"
  x      = [for aws in [1] : aws]
}"#,
];

/// A configuration of some of these blocks.
fn configuration(blocks: &'static [&'static str]) -> impl Strategy<Value = String> {
    let block = (select(blocks), any::<u64>());
    (vec(block, 1..6), any::<bool>()).prop_map(|(blocks, has_returns)| {
        let blocks = blocks.iter().enumerate();
        let text: Vec<_> = blocks
            .map(|(index, (block, notes))| {
                let name = ["a", "b", "c", "d", "e"][index];
                noted(&block.replace("NAME", name), index, *notes)
            })
            .collect();
        let text = text.join("\n\n") + "\n";
        if has_returns { text.replace('\n', "\r\n") } else { text }
    })
}

/// A block with comments before and behind some of its lines.
fn noted(block: &str, index: usize, notes: u64) -> String {
    let mut noted = String::new();
    let mut is_heredoc = false;
    for (number, line) in block.lines().enumerate() {
        let takes = !is_heredoc && !line.trim().is_empty() && !line.contains("<<");
        let indent = &line[..line.len() - line.trim_start().len()];
        if takes && notes >> (number % 32) & 1 == 1 {
            noted += &format!("{indent}# before {index}.{number}.\n");
        }
        noted += line;
        if takes && notes >> (32 + number % 32) & 1 == 1 {
            noted += &format!(" # behind {index}.{number}.");
        }
        noted.push('\n');
        is_heredoc = line.contains("<<") || is_heredoc && line.trim() != "EOT";
    }
    noted.trim_end().to_owned()
}

fn run(text: &str) -> (String, Vec<String>) {
    let outcome = migrate(&Input::Text(text.to_owned()), true).expect("a text that can be read");
    let after = outcome.changes.into_iter().next().map_or(text.to_owned(), |change| change.after);
    (after, outcome.reports.into_iter().map(|(_, report)| report.message).collect())
}

proptest! {
    #[test]
    fn a_second_run_changes_nothing(text in configuration(OURS)) {
        let (once, _) = run(&text);
        let (twice, reports) = run(&once);
        prop_assert_eq!(&twice, &once);
        prop_assert!(!reports.iter().any(|report| report.contains("cannot be read")), "{}", once);
    }

    #[test]
    fn every_comment_stays(text in configuration(OURS)) {
        let (after, _) = run(&text);
        for line in text.lines() {
            let Some((_, comment)) = line.split_once('#') else { continue };
            prop_assert!(after.contains(&format!("#{comment}")), "#{comment} of\n{text}\nis not in\n{after}");
        }
    }

    #[test]
    fn what_is_not_ours_stays_byte_for_byte(text in configuration(OTHERS)) {
        prop_assert_eq!(run(&text).0, text);
    }
}

#[test]
fn a_fault_at_any_write_leaves_the_input() {
    for pair in pairs() {
        let input = read(&pair.join("in"));
        let directory = written(&input);
        let paths = Input::Paths(vec![directory.path().to_owned()]);
        let changes = migrate(&paths, true).expect("a pair that can be read").changes;
        for faulty in 0..changes.len() {
            assert_fault(&changes, faulty);
            assert_eq!(all(&directory), input, "{} at write {faulty}", pair.display());
        }
    }
}

fn assert_fault(changes: &[Change], faulty: usize) {
    let mut writes = 0;
    let mut failing = |file, path: &std::path::Path| {
        writes += 1;
        if writes > faulty {
            Err(std::io::Error::other("no space left"))
        } else {
            replace(file, path)
        }
    };
    assert!(write_by(changes, &mut failing).is_err(), "the fault was not reported");
}

fn all(directory: &tempfile::TempDir) -> Files {
    read(directory.path())
}

#[test]
fn a_second_run_over_each_pair_changes_nothing() {
    for pair in pairs() {
        let mut output = read(&pair.join("out"));
        output.remove("report.txt");
        let directory = written(&output);
        let paths = Input::Paths(vec![directory.path().to_owned()]);
        let outcome = migrate(&paths, true).expect("a pair that can be read");
        assert_eq!(outcome.changes, [], "{}", pair.display());
    }
}
