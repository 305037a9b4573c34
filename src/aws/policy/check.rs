//! Whether a document can be the policy of a domain, a repository or an identity, as far as that
//! can be judged without the service.

use serde_json::{Map, Value};

use super::compact::compact;
use super::elements::unknown;
use super::finding::Finding;
use super::kind::Kind;
use super::statement::check_statement;

/// The two versions of the policy language.
const VERSIONS: [&str; 2] = ["2012-10-17", "2008-10-17"];

/// Judges a document for what it will be attached to.
pub(crate) fn check(document: &str, kind: Kind) -> Vec<Finding> {
    let mut findings: Vec<_> = too_long(document, kind).into_iter().collect();
    match serde_json::from_str(document) {
        Ok(Value::Object(members)) => findings.extend(policy(&members, kind)),
        Ok(_) => findings.push(Finding::rejected("is not a JSON object")),
        Err(error) => findings.push(Finding::rejected(format!("is not valid JSON: {error}"))),
    }
    findings
}

/// Judges the length of a document.
pub(crate) fn too_long(document: &str, kind: Kind) -> Option<Finding> {
    let (length, longest) = (compact(document).chars().count(), kind.longest());
    (length > longest).then(|| {
        let has = format!("has {length} characters without whitespace");
        let who = if kind == Kind::Identity { "IAM" } else { "CodeArtifact" };
        Finding::rejected(format!("{has}; {who} accepts {longest}"))
    })
}

fn policy(members: &Map<String, Value>, kind: Kind) -> Vec<Finding> {
    let mut findings = unknown(members, &["Version", "Id", "Statement"]);
    let is_open = !findings.is_empty();
    findings.extend(version(members));
    match members.get("Statement") {
        Some(Value::Array(list)) if !list.is_empty() => findings.extend(each(list, kind)),
        Some(one @ Value::Object(_)) => findings.extend(each(std::slice::from_ref(one), kind)),
        // An element with a wrong name is what is missing.
        None if is_open => {}
        _ => findings.push(Finding::rejected("has no statement")),
    }
    findings
}

fn version(members: &Map<String, Value>) -> Option<Finding> {
    let [new, old] = VERSIONS;
    match members.get("Version") {
        Some(Value::String(version)) if VERSIONS.contains(&version.as_str()) => None,
        Some(other) => Some(Finding::rejected(format!("has the version {other}; set \"{new}\""))),
        None => Some(Finding::without_effect(format!(
            "The policy document has no version, and is read as \"{old}\"; set \"{new}\"."
        ))),
    }
}

fn each(statements: &[Value], kind: Kind) -> impl Iterator<Item = Finding> {
    statements.iter().enumerate().flat_map(move |(index, statement)| {
        let findings = check_statement(statement, &[], kind).into_iter();
        findings.map(move |finding| finding.of_statement(index))
    })
}

#[cfg(test)]
mod tests {
    use super::super::finding::Verdict;
    use super::*;

    const GOOD: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"codeartifact:ReadFromRepository","Resource":"*"}]}"#;

    #[test]
    fn a_good_document_passes_in_silence() {
        assert_eq!(check(GOOD, Kind::Repository), []);
        let one = GOOD.replace(['[', ']'], "");
        assert_eq!(check(&one, Kind::Domain), []);
    }

    /// The one finding about a document.
    fn only(document: &str, kind: Kind) -> Finding {
        match &check(document, kind)[..] {
            [one] => one.clone(),
            findings => panic!("{document}: {findings:#?}"),
        }
    }

    /// The one reason for which a document is rejected.
    fn rejected(document: &str, kind: Kind) -> String {
        let finding = only(document, kind);
        assert_eq!(finding.verdict, Verdict::Rejected, "{finding}");
        finding.to_string()
    }

    /// The one part of a document that has no effect.
    fn without_effect(document: &str, kind: Kind) -> String {
        let finding = only(document, kind);
        assert_eq!(finding.verdict, Verdict::WithoutEffect, "{finding}");
        finding.to_string()
    }

    /// Changes one part of the good document, and expects an error that says so.
    fn refused(from: &str, to: &str, expected: &str) {
        let document = GOOD.replace(from, to);
        assert_ne!(document, GOOD, "{from}");
        let found = check(&document, Kind::Repository);
        let says = |it: &Finding| it.to_string().contains(expected);
        let rejected = found.iter().filter(|it| it.verdict == Verdict::Rejected);
        assert!(rejected.into_iter().any(says), "{found:#?}");
    }

    #[test]
    fn an_error_says_where_and_what() {
        refused("{", "", "not valid JSON");
        refused(GOOD, "[]", "not a JSON object");
        refused("2012-10-17", "2012-10-18", "set \"2012-10-17\"");
        refused("\"Statement\"", "\"Statements\"", "`Statements`");
        refused("Effect", "effect", "statement 1, which has an unknown element, `effect`");
        refused("Allow", "allow", "`Allow` or `Deny`");
    }

    #[test]
    fn an_error_in_a_statement_says_which_and_what() {
        refused(r#""Principal":"*","#, "", "needs `Principal` or `NotPrincipal`");
        refused(
            r#""Resource":"*""#,
            r#""Resource":"*","NotResource":"*""#,
            "but can have only one of them",
        );
        refused(r#""Principal":"*""#, r#""Principal":"123456789012""#, "needs a principal");
        refused(r#""Principal":"*""#, r#""Principal":{"Account":"1"}"#, "`Account`");
        refused(r#""Principal":"*""#, r#""Principal":{"AWS":[]}"#, "as `Principal`");
        refused(r#""Principal":"*""#, r#""Principal":{"AWS":"ci"}"#, "the principal `ci`");
        refused(
            r#""Principal":"*""#,
            r#""Principal":{"Service":"codebuild"}"#,
            "name of a service",
        );
        refused(r#""codeartifact:ReadFromRepository""#, "[]", "as `Action`");
        refused(r#""codeartifact:ReadFromRepository""#, "[1]", "as `Action`");
        refused(r#""Resource":"*""#, r#""Resource":"*","Condition":{"Bool":1}"#, "`Bool`");
        refused("[{", "[{},{", "statement 1");
        refused(r#"[{"Effect""#, r#"[],"Other":[{"Effect""#, "`Other`");
        refused("2012-10-17", &"x".repeat(7168), "CodeArtifact accepts 7168");
    }

    #[test]
    fn all_that_is_wrong_is_found() {
        let document = GOOD
            .replace("Allow", "allow")
            .replace(r#""Action":"codeartifact:ReadFromRepository""#, r#""NotAction":[]"#)
            .replace("2012-10-17", "2012");
        let found = check(&document, Kind::Repository);
        let found: Vec<_> = found.iter().map(|it| (it.statement, it.element)).collect();
        let elements = [("Effect", None), ("NotAction", None)];
        let of_statement = elements.map(|element| (Some(0), Some(element)));
        assert_eq!(found, [vec![(None, None)], of_statement.to_vec()].concat());
    }

    /// What is missing is what has a wrong name.
    #[test]
    fn a_wrong_name_is_one_fault() {
        for name in ["Statement", "Effect", "Principal", "Action", "Resource"] {
            let document = GOOD.replace(&format!("\"{name}\""), &format!("\"{name}s\""));
            assert!(rejected(&document, Kind::Domain).contains(&format!("element, `{name}s`")));
        }
    }

    #[test]
    fn what_has_no_effect_is_a_warning() {
        let document = GOOD.replace("ReadFromRepository", "ListDomains");
        let warning = without_effect(&document, Kind::Domain);
        assert!(warning.contains("`codeartifact:ListDomains`"), "{warning}");
        let document = GOOD.replace(
            r#""Resource":"*""#,
            r#""Resource":"arn:aws:codeartifact:eu-west-1:111122223333:package/main/npm/npm/pad""#,
        );
        let warning = without_effect(&document, Kind::Repository);
        assert!(warning.contains("/{namespace, or nothing}/"), "{warning}");
        let document = GOOD.replace(r#""Version":"2012-10-17","#, "");
        let warning = without_effect(&document, Kind::Domain);
        assert!(warning.contains("no version"), "{warning}");
    }

    #[test]
    fn the_policy_of_an_identity_has_no_principal() {
        let error = rejected(GOOD, Kind::Identity);
        assert!(error.contains("has `Principal`, which an identity policy cannot have"), "{error}");
        let document = GOOD.replace(r#""Principal":"*","#, "");
        assert_eq!(check(&document, Kind::Identity), []);
        let error = rejected(&document, Kind::Domain);
        assert!(error.contains("needs `Principal`"), "{error}");
    }
}
