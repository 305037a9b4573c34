//! Users of the emulator, who may do no more than their policies say.

use std::collections::BTreeSet;

use codeartifact_emulator::{Credential, Identities, Options};
use serde_json::{Value as Json, json};

use crate::support::world::{ACCOUNT, World};

/// Names, which are their keys too, and what each of them may do.
#[derive(Default)]
pub(super) struct Users(pub(super) Vec<(String, BTreeSet<String>)>);

impl Users {
    /// An emulator that enforces this.
    pub(super) fn options(&self) -> Options {
        let user = |name: &String| Credential::new(name, name, ACCOUNT, arn(name));
        let users = self.0.iter().map(|(name, _)| user(name));
        users.fold(Options::default(), Options::credential).enforce_policies(self.identities())
    }

    /// The policies, beside that of the user of every world, who may do everything.
    pub(super) fn identities(&self) -> Identities {
        let everything = Identities::default().policy(arn("test"), policy(["*"]));
        let policies = self
            .0
            .iter()
            .map(|(name, actions)| (arn(name), policy(actions.iter().map(String::as_str))));
        policies.fold(everything, |all, (arn, policy)| all.policy(arn, policy))
    }
}

fn arn(name: &str) -> String {
    format!("arn:aws:iam::{ACCOUNT}:user/{name}")
}

/// A policy that allows these actions on everything.
fn policy<'a>(actions: impl IntoIterator<Item = &'a str>) -> Json {
    let actions: Vec<_> = actions.into_iter().collect();
    let statement = json!({ "Effect": "Allow", "Action": actions, "Resource": "*" });
    json!({ "Version": "2012-10-17", "Statement": [statement] })
}

/// The name of the user who lacks an action.
pub(super) fn without(action: &str) -> String {
    format!("without-{}", action.replace(':', "-"))
}

impl World {
    /// Lets another user call the service.
    pub(super) fn becomes(&mut self, user: &str) {
        self.set("AWS_ACCESS_KEY_ID", user).set("AWS_SECRET_ACCESS_KEY", user);
    }
}
