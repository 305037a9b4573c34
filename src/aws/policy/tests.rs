//! What [`equivalent`] forgives, by example, and that it overlooks no change of meaning, by
//! mutation.

use serde_json::{Map, Value, json};

use super::equivalent;

/// A policy that uses every element.
fn rich() -> Value {
    json!({
        "Version": "2012-10-17",
        "Id": "policy",
        "Statement": [
            {
                "Sid": "Read",
                "Effect": "Allow",
                "Principal": {
                    "AWS": ["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:role/build"],
                    "Service": "codebuild.amazonaws.com",
                },
                "Action": ["codeartifact:ReadFromRepository", "codeartifact:Describe*"],
                "Resource": ["*"],
                "Condition": {
                    "StringEquals": { "aws:PrincipalOrgID": ["o-1", "o-2"] },
                    "Bool": { "aws:SecureTransport": true },
                    "NumericLessThan": { "aws:MultiFactorAuthAge": 3600 },
                },
            },
            {
                "Sid": "Deny",
                "Effect": "Deny",
                "NotPrincipal": { "AWS": "777788889999" },
                "NotAction": "codeartifact:List*",
                "NotResource": "arn:aws:codeartifact:eu-west-1:111122223333:domain/main",
            },
        ],
    })
}

/// The rich policy with one place, named by a JSON pointer, replaced.
fn with(place: &str, value: Value) -> Value {
    let mut policy = rich();
    *policy.pointer_mut(place).expect("a place that exists") = value;
    policy
}

/// The rich policy with one element added to its first statement, or taken from it by `null`.
fn with_element(name: &str, value: Value) -> Value {
    let mut policy = rich();
    let statement = policy.pointer_mut("/Statement/0").and_then(Value::as_object_mut);
    statement.expect("a statement").insert(name.to_owned(), value);
    policy
}

fn check(a: &Value, b: &Value, expected: bool) {
    let (a, b) = (a.to_string(), b.to_string());
    assert_eq!(equivalent(&a, &b), expected, "\n{a}\n{b}");
    assert_eq!(equivalent(&b, &a), expected, "\n{b}\n{a}");
}

/// The rich policy in other words.
fn spellings() -> Vec<Value> {
    vec![
        with("/Statement/0/Effect", json!("allow")),
        with("/Statement/0/Resource", json!("*")),
        with("/Statement/1/NotAction", json!(["CodeArtifact:list*"])),
        with("/Statement/1/NotPrincipal", json!({ "AWS": "arn:aws:iam::777788889999:root" })),
        with("/Statement/1/NotPrincipal", json!({ "AWS": ["arn:aws-cn:iam::777788889999:root"] })),
        with("/Statement/1/NotPrincipal", json!({ "AWS": 777_788_889_999_u64, "Federated": [] })),
        with("/Statement/0/Condition/Bool", json!({ "AWS:secureTransport": ["true"] })),
        with("/Statement/0/Condition/NumericLessThan", json!({ "aws:MultiFactorAuthAge": "3600" })),
        with(
            "/Statement/0/Action",
            json!([
                "codeartifact:describe*",
                "codeartifact:ReadFromRepository",
                "codeartifact:Describe*"
            ]),
        ),
        with_element("NotAction", json!([])),
        with_element("NotPrincipal", Value::Null),
        json!([rich()]),
    ]
}

#[test]
fn another_spelling_is_the_same() {
    for spelling in spellings() {
        check(&rich(), &spelling, true);
    }
    let text = rich().to_string();
    assert!(equivalent(&text, &text.replace("3600", "36.00E+2")));
    assert!(equivalent(&text, &text.replace("\"Action\"", "\"action\"")));
    assert!(equivalent(&text, &format!("\n {text} ")));
}

#[test]
fn everyone_is_everyone() {
    let policy = |principal: Value| json!({ "Statement": { "Principal": principal } });
    check(&policy(json!("*")), &policy(json!({ "AWS": "*" })), true);
    check(&policy(json!("*")), &policy(json!({ "AWS": ["*"] })), true);
    check(&policy(json!("*")), &policy(json!({ "Service": "*" })), false);
    check(&policy(json!("*")), &policy(json!({})), false);
    check(&policy(json!("*")), &json!({ "Statement": {} }), false);
    check(&policy(json!("a")), &policy(json!("b")), false);
    check(&policy(json!({})), &json!({ "Statement": {} }), true);
}

#[test]
fn what_says_nothing_is_nothing() {
    let policy = |statement: Value| json!({ "Statement": statement });
    check(&policy(json!({ "Condition": {} })), &policy(json!({})), true);
    check(&policy(json!({ "Condition": { "Bool": {} } })), &policy(json!({})), true);
    check(&policy(json!({ "Condition": { "Bool": { "a": [] } } })), &policy(json!({})), false);
    check(&policy(json!([])), &json!({}), true);
    check(&json!({ "Version": "2008-10-17" }), &json!({}), true);
    assert!(equivalent("", "{}"));
    assert!(equivalent(" ", "[{}]"));
}

#[test]
fn two_tests_are_not_one_with_two_values() {
    let policy = |tests: Value| json!({ "Statement": { "Condition": { "StringLike": tests } } });
    let both = policy(json!({ "aws:A": "1", "AWS:a": "2" }));
    check(&both, &policy(json!({ "aws:A": ["1", "2"] })), false);
    check(&both, &policy(json!({ "AWS:a": "1", "aws:A": "2" })), true);
}

#[test]
fn what_is_no_policy_is_compared_as_it_is() {
    for (a, b, expected) in [
        ("{", "{", true),
        ("{", "{ ", true),
        ("{", "}", false),
        ("[1, 2]", "[1,2]", true),
        ("[1, 2]", "[2, 1]", false),
        (r#"{"Statement": 1.0}"#, r#"{"Statement": 1}"#, true),
        (r#"{"Statement": 1}"#, r#"{"Statement": 2}"#, false),
        (r#"{"Statement": {"Action": {}}}"#, r#"{"Statement": {"Action": {"a": 1}}}"#, false),
        (
            r#"{"Statement": {"Action": "a", "action": "b"}}"#,
            r#"{"Statement": {"Action": "b"}}"#,
            false,
        ),
        ("1e999999999999", "1e999999999998", false),
        ("9007199254740993", "9007199254740992", false),
    ] {
        assert_eq!(equivalent(a, b), expected, "{a} {b}");
    }
}

/// Every policy that differs from `value` in one scalar, one element less, or one element more.
fn mutants(value: &Value) -> Vec<Value> {
    match value {
        Value::Object(members) => mutants_of_object(members),
        Value::Array(list) => mutants_of_list(list),
        Value::String(text) => vec![json!(format!("{text}x")), json!("*:*")],
        Value::Bool(truth) => vec![json!(!truth)],
        Value::Number(_) => vec![json!(3601)],
        Value::Null => vec![json!("more")],
    }
}

fn mutants_of_object(members: &Map<String, Value>) -> Vec<Value> {
    let mut all = Vec::new();
    for (name, value) in members {
        for change in mutants(value).into_iter().map(Some).chain([None]) {
            let mut members = members.clone();
            match change {
                Some(change) => members.insert(name.clone(), change),
                None => members.remove(name),
            };
            all.push(Value::Object(members));
        }
    }
    let mut more = members.clone();
    more.insert("Extra".to_owned(), json!("more"));
    all.push(Value::Object(more));
    all
}

fn mutants_of_list(list: &[Value]) -> Vec<Value> {
    let mut all = vec![Value::Array([list, &[json!("more")]].concat())];
    for (index, value) in list.iter().enumerate() {
        for change in mutants(value) {
            let mut list = list.to_vec();
            list[index] = change;
            all.push(Value::Array(list));
        }
        let mut less = list.to_vec();
        less.remove(index);
        all.push(Value::Array(less));
    }
    all
}

#[test]
fn no_change_of_meaning_is_overlooked() {
    let original = rich().to_string();
    let mutants = mutants(&rich());
    assert!(mutants.len() > 60, "{}", mutants.len());
    for mutant in mutants {
        assert!(!equivalent(&original, &mutant.to_string()), "{mutant}");
    }
}
