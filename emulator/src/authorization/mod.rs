//! Who may do what: identity policies that are given at the start, and the policies of domains and repositories.
//!
//! The rules are those of the user guide's page on how policies are evaluated.

mod conditions;
mod demands;
mod identities;
mod statements;
mod wildcard;

use self::conditions::Context;
use self::demands::{Demand, demands};
pub use self::identities::Identities;
use self::statements::{Named, Request, Verdict, judge};
use crate::failure::{Code, Failure};
use crate::model::Operation;
use crate::operations::Call;
use crate::state::World;

/// Refuses a call that the policies do not allow.
pub(crate) fn authorize(
    identities: &Identities,
    operation: &Operation,
    call: &Call<'_>,
    world: &World,
) -> Result<(), Failure> {
    demands(operation.name, call)
        .iter()
        .try_for_each(|demand| Check { identities, call, world }.allows(demand))
}

/// What a decision draws on.
struct Check<'a> {
    identities: &'a Identities,
    call: &'a Call<'a>,
    world: &'a World,
}

impl Check<'_> {
    fn allows(&self, demand: &Demand) -> Result<(), Failure> {
        let context = Context::new(self.call, demand, self.identities, self.world);
        let (action, resource) = (demand.action.as_str(), demand.resource.as_str());
        let request = Request { caller: self.call.caller, action, resource, context: &context };
        let own = self.identities.judge(&request);
        let theirs = judge(&demand.policies(self.world), &request);
        let denial = "with an explicit deny in";
        match (own, theirs) {
            (Verdict::Denied, _) => Err(self.refuse(demand, denial, "an identity-based policy")),
            (_, Verdict::Denied) => Err(self.refuse(demand, denial, "a resource-based policy")),
            (own, theirs) if self.suffice(demand, own, theirs) => Ok(()),
            (Verdict::Allowed(_), _) => Err(self.unallowed(demand, "resource-based")),
            _ => Err(self.unallowed(demand, "identity-based")),
        }
    }

    /// Within the owner's or administrator's account one allow is enough, unless it only names the account;
    /// from another account both are needed.
    fn suffice(&self, demand: &Demand, own: Verdict, theirs: Verdict) -> bool {
        let own = matches!(own, Verdict::Allowed(_));
        if demand.belongs_to(&self.call.caller.account, self.world) {
            return own || theirs == Verdict::Allowed(Named::Itself);
        }
        own && matches!(theirs, Verdict::Allowed(_))
    }

    fn unallowed(&self, demand: &Demand, kind: &str) -> Failure {
        let policy = format!("{kind} policy allows the {} action", demand.action);
        self.refuse(demand, "because no", &policy)
    }

    /// The refusal in the words that AWS uses.
    fn refuse(&self, demand: &Demand, why: &str, policy: &str) -> Failure {
        let Demand { action, resource, .. } = demand;
        let principal = &self.call.caller.principal;
        let message = format!(
            "User: {principal} is not authorized to perform: {action} on resource: {resource} {why} {policy}"
        );
        Failure::new(Code::AccessDenied, message)
    }
}
