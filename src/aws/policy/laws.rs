//! The laws of [`equivalent`], for random policies: it is an equivalence, and blind to wording.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::equivalent;

/// Some of a few names, so that equal ones, and equal sets of them, are frequent.
fn names(names: &'static [&'static str]) -> impl Strategy<Value = Value> {
    let one = || prop::sample::select(names);
    prop_oneof![
        one().prop_map(|name| json!(name)),
        prop::collection::vec(one(), 0..3).prop_map(|list| json!(list)),
    ]
}

fn principal() -> impl Strategy<Value = Value> {
    let accounts = names(&[
        "*",
        "111122223333",
        "arn:aws:iam::111122223333:root",
        "arn:aws-cn:iam::111122223333:root",
    ]);
    prop_oneof![
        Just(Value::Null),
        Just(json!("*")),
        Just(json!("111122223333")),
        accounts.prop_map(|accounts| json!({ "AWS": accounts })),
        names(&["a", "*"]).prop_map(|services| json!({ "Service": services })),
    ]
}

fn condition() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!({})),
        Just(json!({ "Bool": {} })),
        (prop::sample::select(&["aws:K", "AWS:k"][..]), names(&["1", "true"]))
            .prop_map(|(key, values)| json!({ "Bool": { key: values } })),
        Just(json!({ "Bool": { "aws:K": 1 } })),
        Just(json!({ "Bool": { "aws:K": [true, 1.0] } })),
    ]
}

prop_compose! {
    fn statement()(
        effect in prop::sample::select(&["Allow", "allow", "Deny"][..]),
        principal in principal(),
        action in names(&["a:B", "a:b", "a:c"]),
        condition in condition(),
        extra in prop::option::weighted(0.1, Just("more")),
    ) -> Value {
        let mut statement = json!({ "Effect": effect, "Principal": principal, "Action": action, "Condition": condition });
        if let Some(extra) = extra {
            statement["Extra"] = json!(extra);
        }
        statement
    }
}

fn policy() -> impl Strategy<Value = String> {
    let statements = prop_oneof![
        statement(),
        prop::collection::vec(statement(), 0..3).prop_map(Value::Array),
        Just(json!("broken")),
    ];
    statements.prop_map(|statements| json!({ "Statement": statements }).to_string())
}

/// The same policy in other words: lists turned and doubled, a single value made a list, objects
/// rebuilt backwards.
fn reworded(value: &Value, inside: &str) -> Value {
    let is_list = ["Action", "Resource", "Statement", "AWS", "Service", "aws:K"].contains(&inside);
    match value {
        Value::Array(list) => {
            let list = list.iter().rev().map(|value| reworded(value, ""));
            Value::Array(list.clone().chain(list).collect())
        }
        Value::Object(members) => {
            let members = members.iter().rev();
            let object =
                members.map(|(name, value)| (name.clone(), reworded(value, name))).collect();
            if is_list { json!([Value::Object(object)]) } else { Value::Object(object) }
        }
        Value::String(text) if is_list && text != "broken" => json!([text, text]),
        value => value.clone(),
    }
}

proptest! {
    #[test]
    fn it_is_an_equivalence(a in policy(), b in policy(), c in policy()) {
        prop_assert!(equivalent(&a, &a));
        prop_assert_eq!(equivalent(&a, &b), equivalent(&b, &a));
        if equivalent(&a, &b) {
            prop_assert_eq!(equivalent(&b, &c), equivalent(&a, &c));
        }
    }

    #[test]
    fn it_is_blind_to_order_duplicates_and_lists_of_one(a in policy()) {
        let value: Value = serde_json::from_str(&a).expect("JSON");
        let other = reworded(&value, "").to_string();
        prop_assert!(equivalent(&a, &other), "\n{}\n{}", a, other);
    }

    #[test]
    fn no_text_makes_it_panic(a in "\\PC*", b in "[\\[\\]{}\",:0-9eE.\\-a-z]*") {
        let _ = equivalent(&a, &b);
        let _ = super::check(&b, super::Kind::Domain);
    }
}
