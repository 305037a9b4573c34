//! Who may do what: identity policies that are given at the start, and the policies of domains and
//! repositories.
//!
//! The rules are those of the user guide's page on how policies are evaluated.

mod conditions;
mod context;
mod demand;
mod identities;
mod items;
mod statements;
mod wildcard;

pub(crate) use self::context::Asked;
use self::context::Context;
pub(crate) use self::demand::Demand;
pub use self::identities::Identities;
use self::statements::{Named, Request, Verdict, judge};
use crate::model::failure::{Code, Failure};
use crate::state::World;

/// Refuses a call unless the policies allow all that it demands.
pub(crate) fn authorize(
    identities: &Identities,
    asked: &Asked<'_>,
    demands: &[Demand],
    world: &World,
) -> Result<(), Failure> {
    let check = Check { identities, asked, world };
    demands.iter().try_for_each(|demand| check.allows(demand))
}

/// What a decision draws on.
struct Check<'a> {
    identities: &'a Identities,
    asked: &'a Asked<'a>,
    world: &'a World,
}

/// What the policies say: of the caller, of their session, and of the resource.
struct Verdicts {
    own: Verdict,
    session: Verdict,
    theirs: Verdict,
}

impl Check<'_> {
    fn allows(&self, demand: &Demand) -> Result<(), Failure> {
        let organization = self.identities.organization.as_deref();
        let context = Context::new(self.asked, demand, organization, self.world);
        let (action, resource) = (demand.action.as_str(), demand.resource.as_str());
        let request = Request { caller: self.asked.caller, action, resource, context: &context };
        let verdicts = Verdicts {
            own: self.identities.judge(&request),
            session: self.identities.judge_session(&request),
            theirs: judge(&demand.policies(self.world), &request),
        };
        let denial = "with an explicit deny in";
        match verdicts {
            Verdicts { own: Verdict::Denied, .. } => {
                Err(self.refuse(demand, denial, "an identity-based policy"))
            }
            Verdicts { session: Verdict::Denied, .. } => {
                Err(self.refuse(demand, denial, "a session policy"))
            }
            Verdicts { theirs: Verdict::Denied, .. } => {
                Err(self.refuse(demand, denial, "a resource-based policy"))
            }
            verdicts if self.suffice(demand, &verdicts) => Ok(()),
            Verdicts { session: Verdict::Silent, .. } => Err(self.unallowed(demand, "session")),
            Verdicts { own: Verdict::Allowed(_), .. } => {
                Err(self.unallowed(demand, "resource-based"))
            }
            _ => Err(self.unallowed(demand, "identity-based")),
        }
    }

    /// Within the owner's or administrator's account one allow is enough, unless it only names the
    /// account; from another account both are needed. The policies of a session narrow every
    /// allowance but one that names it.
    fn suffice(&self, demand: &Demand, verdicts: &Verdicts) -> bool {
        let session = matches!(verdicts.session, Verdict::Allowed(_));
        let own = session && matches!(verdicts.own, Verdict::Allowed(_));
        let by_name = match verdicts.theirs {
            Verdict::Allowed(Named::Session) => true,
            Verdict::Allowed(Named::Holder) => session,
            _ => false,
        };
        if demand.belongs_to(&self.asked.caller.account, self.world) {
            return own || by_name;
        }
        own && matches!(verdicts.theirs, Verdict::Allowed(_))
    }

    fn unallowed(&self, demand: &Demand, kind: &str) -> Failure {
        let policy = format!("{kind} policy allows the {} action", demand.action);
        self.refuse(demand, "because no", &policy)
    }

    /// The refusal in the words that AWS uses.
    fn refuse(&self, demand: &Demand, why: &str, policy: &str) -> Failure {
        let Demand { action, resource, .. } = demand;
        let principal = &self.asked.caller.principal;
        let message = format!(
            "User: {principal} is not authorized to perform: {action} on resource: {resource} {why} {policy}"
        );
        Failure::new(Code::AccessDenied, message)
    }
}
