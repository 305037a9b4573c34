//! The conditions of statements.

use std::collections::BTreeMap;

use serde_json::Value;

use super::demands::Demand;
use super::identities::Identities;
use super::statements::items;
use super::wildcard::matches;
use crate::operations::Call;
use crate::state::World;

/// What conditions are about: values by key, in lower case.
#[derive(Debug)]
pub(super) struct Context(BTreeMap<String, Vec<String>>);

impl Context {
    /// What is known of a call and of the resource that it demands.
    pub(super) fn new(
        call: &Call<'_>,
        demand: &Demand,
        identities: &Identities,
        world: &World,
    ) -> Context {
        let caller = call.caller;
        let principal = caller.role().unwrap_or_else(|| caller.principal.clone());
        let mut context = Context(BTreeMap::new());
        context.add("aws:PrincipalArn", principal);
        context.add("aws:PrincipalAccount", caller.account.clone());
        context.add("aws:RequestedRegion", caller.region.clone());
        context.add("sts:AWSServiceName", "codeartifact.amazonaws.com".to_owned());
        if let Some(organization) = &identities.organization {
            context.add("aws:PrincipalOrgID", organization.clone());
        }
        if let Some(seconds) = call.inputs.get("durationSeconds") {
            context.add("sts:DurationSeconds", seconds.to_string());
        }
        for (key, value) in demand.tags(world) {
            context.add(&format!("aws:ResourceTag/{key}"), value);
        }
        context.add_request_tags(call);
        context
    }

    fn add_request_tags(&mut self, call: &Call<'_>) {
        for tag in call.inputs.get("tags").map(items).unwrap_or_default() {
            if let (Some(key), Some(value)) = (tag["key"].as_str(), tag["value"].as_str()) {
                self.add(&format!("aws:RequestTag/{key}"), value.to_owned());
                self.add("aws:TagKeys", key.to_owned());
            }
        }
        for key in call.inputs.get("tagKeys").map(items).unwrap_or_default() {
            self.add("aws:TagKeys", key.as_str().unwrap_or_default().to_owned());
        }
    }

    fn add(&mut self, key: &str, value: String) {
        self.0.entry(key.to_lowercase()).or_default().push(value);
    }

    /// Whether all conditions of a statement are met. None are always met.
    pub(super) fn meets(&self, conditions: &Value) -> bool {
        let blocks = conditions.as_object().into_iter().flatten();
        blocks
            .flat_map(|(operator, keys)| {
                keys.as_object().into_iter().flatten().map(move |key| (operator, key))
            })
            .all(|(operator, (key, wanted))| self.meets_one(operator, key, wanted))
    }

    fn meets_one(&self, operator: &str, key: &str, wanted: &Value) -> bool {
        let wanted: Vec<String> = items(wanted).iter().map(text).collect();
        let found = self.0.get(&key.to_lowercase());
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
}

/// Whether a value stands to the wanted ones as the operator says. An operator that is not known never holds.
fn compare(operator: &str, found: &str, wanted: &[String]) -> bool {
    let any = |test: fn(&str, &str) -> bool| wanted.iter().any(|wanted| test(wanted, found));
    match operator {
        "StringEquals" => any(|wanted, found| wanted == found),
        "StringNotEquals" => !any(|wanted, found| wanted == found),
        "StringEqualsIgnoreCase" | "Bool" => any(same_but_for_case),
        "StringNotEqualsIgnoreCase" => !any(same_but_for_case),
        "StringLike" | "ArnLike" | "ArnEquals" => any(matches),
        "StringNotLike" | "ArnNotLike" | "ArnNotEquals" => !any(matches),
        "NumericEquals" => any(|wanted, found| number(found) == number(wanted)),
        "NumericNotEquals" => !any(|wanted, found| number(found) == number(wanted)),
        "NumericLessThan" => any(|wanted, found| number(found) < number(wanted)),
        "NumericLessThanEquals" => any(|wanted, found| number(found) <= number(wanted)),
        "NumericGreaterThan" => any(|wanted, found| number(found) > number(wanted)),
        "NumericGreaterThanEquals" => any(|wanted, found| number(found) >= number(wanted)),
        _ => false,
    }
}

fn same_but_for_case(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
