//! Whether a document can be the policy of a domain, a repository or an identity, as far as that
//! can be judged without the service.

use std::fmt;

use serde_json::{Map, Value};

use super::actions::complaint;
use super::canonical::STATEMENT;
use super::compact::compact;
use super::kind::Kind;
use super::resources;

/// The two versions of the policy language.
const VERSIONS: [&str; 2] = ["2012-10-17", "2008-10-17"];

/// The types of principal.
const PRINCIPALS: [&str; 4] = ["AWS", "CanonicalUser", "Federated", "Service"];

/// Something that the service takes and that does not do what it seems to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Warning(String);

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is wrong, as the end of a sentence.
type Checked<T> = Result<T, String>;

/// Checks a document for what it will be attached to. An error is what the service would refuse, a
/// warning what has no effect.
///
/// # Errors
/// The text says what is wrong.
pub(crate) fn check(document: &str, kind: Kind) -> Result<Vec<Warning>, String> {
    policy(document, kind).map_err(|wrong| format!("The policy document {wrong}."))
}

fn policy(document: &str, kind: Kind) -> Checked<Vec<Warning>> {
    let (length, longest) = (compact(document).chars().count(), kind.longest());
    if length > longest {
        return Err(format!(
            "has {length} characters without whitespace; CodeArtifact accepts {longest}"
        ));
    }
    let value: Value =
        serde_json::from_str(document).map_err(|error| format!("is not valid JSON: {error}"))?;
    let members = value.as_object().ok_or("is not a JSON object")?;
    known(members, &["Version", "Id", "Statement"])
        .map_err(|name| format!("has an unknown element, `{name}`"))?;
    let mut warnings = version(members)?;
    for (index, statement) in statements(members)?.iter().enumerate() {
        let found = check_statement(statement, kind)
            .map_err(|wrong| format!("is wrong in statement {}, which {wrong}", index + 1))?;
        warnings.extend(found);
    }
    Ok(warnings)
}

fn version(members: &Map<String, Value>) -> Checked<Vec<Warning>> {
    match members.get("Version") {
        Some(Value::String(version)) if VERSIONS.contains(&version.as_str()) => Ok(Vec::new()),
        Some(other) => Err(format!("has the version {other}; set \"{}\"", VERSIONS[0])),
        None => Ok(vec![Warning(format!(
            "The policy document has no version, and is read as \"{}\"; set \"{}\".",
            VERSIONS[1], VERSIONS[0]
        ))]),
    }
}

fn statements(members: &Map<String, Value>) -> Checked<&[Value]> {
    match members.get("Statement") {
        Some(Value::Array(list)) if !list.is_empty() => Ok(list),
        Some(one @ Value::Object(_)) => Ok(std::slice::from_ref(one)),
        _ => Err("has no statement".to_owned()),
    }
}

fn check_statement(statement: &Value, kind: Kind) -> Checked<Vec<Warning>> {
    let statement = statement.as_object().ok_or("is not an object")?;
    known(statement, &STATEMENT).map_err(|name| format!("has an unknown element, `{name}`"))?;
    effect(statement)?;
    who(statement, kind)?;
    let resources = texts("Resource", one_of(statement, "Resource", "NotResource")?)?;
    condition(statement)?;
    let actions = texts("Action", one_of(statement, "Action", "NotAction")?)?;
    let of_actions = actions.iter().filter_map(|action| complaint(action, kind));
    let of_actions = of_actions.filter(|_| statement.contains_key("Action"));
    let of_resources = resources.iter().filter_map(|resource| resources::complaint(resource));
    let complaints = of_actions.chain(of_resources);
    Ok(complaints.map(sentence).collect())
}

fn sentence(complaint: String) -> Warning {
    let end = if complaint.ends_with('?') { "" } else { "." };
    Warning(complaint + end)
}

/// Checks the principal. An identity's policy has none, since it is about the identity.
fn who(statement: &Map<String, Value>, kind: Kind) -> Checked<()> {
    let named = ["Principal", "NotPrincipal"].iter().find(|name| statement.contains_key(**name));
    match (kind, named) {
        (Kind::Identity, None) => Ok(()),
        (Kind::Identity, Some(name)) => Err(format!(
            "has `{name}`, which an identity policy cannot have: it applies to its owner"
        )),
        _ => principal(one_of(statement, "Principal", "NotPrincipal")?),
    }
}

/// The first name that is not known.
fn known<'a>(members: &'a Map<String, Value>, known: &[&str]) -> Result<(), &'a String> {
    let unknown = members.keys().find(|name| !known.contains(&name.as_str()));
    unknown.map_or(Ok(()), Err)
}

fn effect(statement: &Map<String, Value>) -> Checked<()> {
    match statement.get("Effect").and_then(Value::as_str) {
        Some("Allow" | "Deny") => Ok(()),
        _ => Err("needs the effect `Allow` or `Deny`".to_owned()),
    }
}

/// The value of the one of two elements that is there.
fn one_of<'a>(statement: &'a Map<String, Value>, yes: &str, not: &str) -> Checked<&'a Value> {
    match (statement.get(yes), statement.get(not)) {
        (Some(value), None) | (None, Some(value)) => Ok(value),
        (None, None) => Err(format!("needs `{yes}` or `{not}`")),
        (Some(_), Some(_)) => {
            Err(format!("has `{yes}` and `{not}`, but can have only one of them"))
        }
    }
}

fn principal(value: &Value) -> Checked<()> {
    let types = match value {
        Value::String(everyone) if everyone == "*" => return Ok(()),
        Value::Object(types) if !types.is_empty() => types,
        _ => {
            return Err(
                "needs a principal: `\"*\"` or an object such as `{\"AWS\": \"123456789012\"}`"
                    .to_owned(),
            );
        }
    };
    for (kind, names) in types {
        if !PRINCIPALS.contains(&kind.as_str()) {
            let types = PRINCIPALS.join("`, `");
            return Err(format!(
                "has a principal of the type `{kind}`, which is not one of `{types}`"
            ));
        }
        let strange = |name: &&&str| !is_principal(kind, name);
        if let Some(name) = texts("Principal", names)?.iter().find(strange) {
            return Err(format!(
                "has the principal `{name}` of the type `{kind}`, which is {}",
                if kind == "AWS" {
                    "neither an ARN, an account, nor `*`"
                } else {
                    "not the name of a service"
                }
            ));
        }
    }
    Ok(())
}

/// Whether a principal of a type can have this name. An ID such as `AROA…` is what is left of a
/// user or a role that was deleted.
fn is_principal(kind: &str, name: &str) -> bool {
    let is_account = name.len() == 12 && name.bytes().all(|sign| sign.is_ascii_digit());
    let is_id = name.len() >= 16
        && name.bytes().all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit());
    match kind {
        "AWS" => name == "*" || is_account || is_id || is_arn(name),
        "Service" => name.contains('.') && !name.contains('/'),
        _ => true,
    }
}

fn is_arn(name: &str) -> bool {
    name.starts_with("arn:") && name.split(':').count() >= 6
}

fn condition(statement: &Map<String, Value>) -> Checked<()> {
    let operators = match statement.get("Condition") {
        None => return Ok(()),
        Some(value) => value.as_object().ok_or("has a condition that is not an object")?,
    };
    match operators.iter().find(|(_, keys)| !keys.is_object()) {
        Some((operator, _)) => {
            Err(format!("has no object under the condition operator `{operator}`"))
        }
        None => Ok(()),
    }
}

/// The text, or the texts of a list that is not empty.
fn texts<'a>(element: &str, value: &'a Value) -> Checked<Vec<&'a str>> {
    let list = match value {
        Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    let texts: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
    let whole = |texts: &Vec<&str>| !texts.is_empty() && texts.iter().all(|text| !text.is_empty());
    texts.filter(whole).ok_or_else(|| format!("needs a string or a list of strings as `{element}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"codeartifact:ReadFromRepository","Resource":"*"}]}"#;

    #[test]
    fn a_good_document_passes_in_silence() {
        assert_eq!(check(GOOD, Kind::Repository).expect("a good document"), []);
        let one = GOOD.replace(['[', ']'], "");
        assert_eq!(check(&one, Kind::Domain).expect("a good document"), []);
    }

    /// Changes one part of the good document, and expects an error that says so.
    fn refused(from: &str, to: &str, expected: &str) {
        let document = GOOD.replace(from, to);
        assert_ne!(document, GOOD, "{from}");
        let error = check(&document, Kind::Repository).expect_err(&document);
        assert!(error.contains(expected), "{error}");
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
    fn what_has_no_effect_is_a_warning() {
        let document = GOOD.replace("ReadFromRepository", "ListDomains");
        let warnings = check(&document, Kind::Domain).expect("a document that is taken");
        assert!(warnings[0].to_string().contains("`codeartifact:ListDomains`"));
        let document = GOOD.replace(
            r#""Resource":"*""#,
            r#""Resource":"arn:aws:codeartifact:eu-west-1:111122223333:package/main/npm/npm/pad""#,
        );
        let warnings = check(&document, Kind::Repository).expect("a document that is taken");
        assert!(warnings[0].to_string().contains("/{namespace, or nothing}/"), "{warnings:?}");
        let document = GOOD.replace(r#""Version":"2012-10-17","#, "");
        let warnings = check(&document, Kind::Domain).expect("a document that is taken");
        assert!(warnings[0].to_string().contains("no version"));
    }
    #[test]
    fn the_policy_of_an_identity_has_no_principal() {
        let error = check(GOOD, Kind::Identity).expect_err("a principal");
        assert!(error.contains("has `Principal`, which an identity policy cannot have"), "{error}");
        let document = GOOD.replace(r#""Principal":"*","#, "");
        assert_eq!(check(&document, Kind::Identity).expect("a good document"), []);
        let error = check(&document, Kind::Domain).expect_err("no principal");
        assert!(error.contains("needs `Principal`"), "{error}");
    }
}
