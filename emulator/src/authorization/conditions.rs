//! The conditions of statements.

use std::net::IpAddr;

use ipnet::IpNet;
use serde_json::Value;

use super::context::Context;
use super::items::items;
use super::wildcard::matches;
use crate::time::Timestamp;

/// Whether all conditions of a statement are met. A statement without conditions always applies.
pub(super) fn are_met(conditions: &Value, context: &Context) -> bool {
    let blocks = conditions.as_object().into_iter().flatten();
    blocks
        .flat_map(|(operator, keys)| {
            keys.as_object().into_iter().flatten().map(move |key| (operator, key))
        })
        .all(|(operator, (key, wanted))| is_met(operator, context.values(key), wanted))
}

fn is_met(operator: &str, found: Option<&[String]>, wanted: &Value) -> bool {
    let wanted: Vec<String> = items(wanted).iter().map(text).collect();
    let (set, operator) = operator.split_once(':').unwrap_or(("", operator));
    if operator == "Null" {
        return wanted.iter().any(|word| (word == "true") == found.is_none());
    }
    let (operator, may_be_absent) = match operator.strip_suffix("IfExists") {
        Some(operator) => (operator, true),
        None => (operator, false),
    };
    let Some(found) = found else {
        return may_be_absent || set == "ForAllValues" || operator.contains("Not");
    };
    let holds = |value: &String| compare(operator, value, &wanted);
    if set == "ForAllValues" { found.iter().all(holds) } else { found.iter().any(holds) }
}

/// Whether a value matches the wanted ones by the operator. An unknown operator never matches.
fn compare(operator: &str, found: &str, wanted: &[String]) -> bool {
    let any = |test: fn(&str, &str) -> bool| wanted.iter().any(|wanted| test(wanted, found));
    match operator {
        "StringEquals" => any(|wanted, found| wanted == found),
        "StringNotEquals" => !any(|wanted, found| wanted == found),
        "StringEqualsIgnoreCase" | "Bool" => any(same_but_for_case),
        "StringNotEqualsIgnoreCase" => !any(same_but_for_case),
        "StringLike" | "ArnLike" | "ArnEquals" => any(matches),
        "StringNotLike" | "ArnNotLike" | "ArnNotEquals" => !any(matches),
        "IpAddress" => any(is_within),
        "NotIpAddress" => !any(is_within),
        _ => match (operator.strip_prefix("Numeric"), operator.strip_prefix("Date")) {
            (Some(order), _) => in_order(order, number(found), wanted, number),
            (_, Some(order)) => in_order(order, moment(found), wanted, moment),
            _ => false,
        },
    }
}

/// Whether a number has this order to one of the wanted ones. A text that is not a number has no
/// order.
fn in_order(order: &str, found: f64, wanted: &[String], read: fn(&str) -> f64) -> bool {
    let any =
        |test: fn(&f64, &f64) -> bool| wanted.iter().any(|wanted| test(&found, &read(wanted)));
    match order {
        "Equals" => any(f64::eq),
        "NotEquals" => !any(f64::eq),
        "LessThan" => any(f64::lt),
        "LessThanEquals" => any(f64::le),
        "GreaterThan" => any(f64::gt),
        "GreaterThanEquals" => any(f64::ge),
        _ => false,
    }
}

fn same_but_for_case(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

/// Seconds since the epoch, which is how a moment may be written, beside ISO 8601.
fn moment(text: &str) -> f64 {
    Timestamp::from_iso8601(text).map_or_else(|| number(text), Timestamp::seconds)
}

/// Whether an address is the wanted one, or within the wanted network.
fn is_within(wanted: &str, found: &str) -> bool {
    let network = wanted.parse().or_else(|_| wanted.parse::<IpAddr>().map(IpNet::from));
    match (network, found.parse::<IpAddr>()) {
        (Ok(network), Ok(address)) => network.contains(&address),
        _ => false,
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
