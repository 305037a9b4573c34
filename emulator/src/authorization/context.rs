//! What conditions and variables of policies are about: facts of the caller, the call and the
//! resource.

use std::collections::BTreeMap;
use std::net::IpAddr;

use serde_json::{Map, Value};

use super::demand::Demand;
use super::items::items;
use crate::names::caller::Caller;
use crate::state::World;
use crate::time::Timestamp;

/// A call, as far as policies can speak of it.
#[derive(Debug)]
pub(crate) struct Asked<'a> {
    /// Who calls.
    pub(crate) caller: &'a Caller,
    /// When the call is made.
    pub(crate) now: Timestamp,
    /// Address that the call comes from.
    pub(crate) peer: IpAddr,
    /// Inputs by member name.
    pub(crate) inputs: &'a Map<String, Value>,
}

/// Values by key, in lower case.
#[derive(Debug)]
pub(super) struct Context(BTreeMap<String, Vec<String>>);

impl Context {
    /// What is known of a call and of the resource that it demands.
    pub(super) fn new(
        asked: &Asked<'_>,
        demand: &Demand,
        organization: Option<&str>,
        world: &World,
    ) -> Self {
        let mut context = Self(BTreeMap::new());
        context.add_caller(asked.caller, organization);
        context.add_call(asked);
        context.add("aws:ResourceAccount", demand.account(asked.caller));
        for (key, value) in demand.tags(world) {
            context.add(&format!("aws:ResourceTag/{key}"), value);
        }
        context.add_request_tags(asked);
        context
    }

    fn add_caller(&mut self, caller: &Caller, organization: Option<&str>) {
        let name = caller.principal.rsplit('/').next().unwrap_or_default().to_owned();
        self.add("aws:PrincipalArn", caller.holder());
        self.add("aws:PrincipalAccount", caller.account.clone());
        self.add("aws:PrincipalIsAWSService", "false".to_owned());
        if let Some(organization) = organization {
            self.add("aws:PrincipalOrgID", organization.to_owned());
        }
        let Some(session) = caller.session.as_deref() else {
            let kind = if caller.is_root() { "Account" } else { "User" };
            self.add("aws:PrincipalType", kind.to_owned());
            return self.add("aws:username", name);
        };
        self.add("aws:PrincipalType", "AssumedRole".to_owned());
        self.add("aws:MultiFactorAuthPresent", "false".to_owned());
        self.add("aws:TokenIssueTime", session.began.iso8601());
        for (key, value) in &session.tags {
            self.add(&format!("aws:PrincipalTag/{key}"), value.clone());
        }
        if let Some(source) = &session.source_identity {
            self.add("aws:SourceIdentity", source.clone());
        }
    }

    fn add_call(&mut self, asked: &Asked<'_>) {
        self.add("aws:RequestedRegion", asked.caller.region.clone());
        self.add("aws:CurrentTime", asked.now.iso8601());
        self.add("aws:EpochTime", asked.now.epoch_seconds().to_string());
        self.add("aws:SourceIp", asked.peer.to_string());
        // A local call over HTTP counts as one over HTTPS.
        self.add("aws:SecureTransport", "true".to_owned());
        self.add("aws:ViaAWSService", "false".to_owned());
        self.add("sts:AWSServiceName", "codeartifact.amazonaws.com".to_owned());
        if let Some(seconds) = asked.inputs.get("durationSeconds") {
            self.add("sts:DurationSeconds", seconds.to_string());
        }
    }

    fn add_request_tags(&mut self, asked: &Asked<'_>) {
        for tag in asked.inputs.get("tags").map(items).unwrap_or_default() {
            if let (Some(key), Some(value)) = (tag["key"].as_str(), tag["value"].as_str()) {
                self.add(&format!("aws:RequestTag/{key}"), value.to_owned());
                self.add("aws:TagKeys", key.to_owned());
            }
        }
        for key in asked.inputs.get("tagKeys").map(items).unwrap_or_default() {
            self.add("aws:TagKeys", key.as_str().unwrap_or_default().to_owned());
        }
    }

    fn add(&mut self, key: &str, value: String) {
        self.0.entry(key.to_lowercase()).or_default().push(value);
    }

    /// The values of a key, whose case does not count.
    pub(super) fn values(&self, key: &str) -> Option<&[String]> {
        self.0.get(&key.to_lowercase()).map(Vec::as_slice)
    }

    /// A part of a policy with its variables, `${key}` or `${key, 'default'}`, replaced. Nothing
    /// when one of them has no value or several: such a statement has no effect.
    pub(super) fn resolve(&self, part: &Value) -> Option<Value> {
        match part {
            Value::String(text) => self.replace(text).map(Value::String),
            Value::Array(items) => items.iter().map(|item| self.resolve(item)).collect(),
            Value::Object(members) => {
                let resolved =
                    members.iter().map(|(name, value)| Some((name.clone(), self.resolve(value)?)));
                resolved.collect::<Option<_>>().map(Value::Object)
            }
            other => Some(other.clone()),
        }
    }

    fn replace(&self, text: &str) -> Option<String> {
        let mut replaced = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let (variable, after) = after.split_once('}')?;
            replaced.push_str(before);
            replaced.push_str(&self.variable(variable)?);
            rest = after;
        }
        Some(replaced + rest)
    }

    fn variable(&self, variable: &str) -> Option<String> {
        let (key, default) = match variable.split_once(',') {
            Some((key, default)) => (key, Some(default.trim().trim_matches('\'').to_owned())),
            None => (variable, None),
        };
        match self.values(key.trim()) {
            Some([value]) => Some(value.clone()),
            Some(_) => None,
            None => default,
        }
    }
}
