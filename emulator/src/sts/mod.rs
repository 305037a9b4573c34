//! The calls of the security token service that clients of CodeArtifact make: who am I, whose key
//! is this, and assume this role.
//!
//! It speaks the query protocol: the action and its inputs are a form, and the answer is XML.

mod call;
mod form;
mod inputs;
mod role;

use self::call::Call;
pub(crate) use self::form::Form;
use self::inputs::{Input, Inputs, input, invalid};
use crate::model::Shape;
use crate::model::failure::Failure;
use crate::model::shapes::text;
use crate::names::caller::Caller;
use crate::shared::Shared;
use crate::state::World;
use crate::wire::answer::escape;

/// One action: its inputs, and what it does once they are checked.
struct Action {
    name: &'static str,
    inputs: &'static [Input],
    run: fn(&Call<'_>, &mut World) -> Result<String, Failure>,
}

const ACCESS_KEY_ID: Shape = text(r"[A-Za-z0-9_]*", 1, 128);

const ACTIONS: &[Action] = &[
    Action { name: "GetCallerIdentity", inputs: &[], run: identity },
    Action {
        name: "GetAccessKeyInfo",
        inputs: &[input("AccessKeyId", &ACCESS_KEY_ID).required()],
        run: key_info,
    },
    Action { name: "AssumeRole", inputs: role::INPUTS, run: role::assume },
    Action {
        name: "AssumeRoleWithWebIdentity",
        inputs: role::WEB_IDENTITY_INPUTS,
        run: role::assume_with_web_identity,
    },
];

impl Form {
    /// Whether the form itself proves who calls.
    pub(crate) fn needs_no_signature(&self) -> bool {
        self.action() == "AssumeRoleWithWebIdentity"
    }

    /// Performs the action and answers the XML.
    pub(crate) async fn run(&self, shared: &Shared, caller: &Caller) -> Result<String, Failure> {
        let name = self.action();
        let Some(action) = ACTIONS.iter().find(|action| action.name == name) else {
            let message = format!("Could not find operation {name}");
            return Err(Failure::with_status("InvalidAction", 400, message));
        };
        let call = Call {
            inputs: Inputs::read(self, action.inputs)?,
            caller,
            credentials: &shared.options.credentials,
            now: shared.now(),
        };
        let result = shared.change(|world| (action.run)(&call, world)).await?;
        Ok(format!(
            "<{name}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\
             <{name}Result>{result}</{name}Result></{name}Response>"
        ))
    }
}

/// No known caller: anyone who assumes a role by a token from elsewhere.
pub(crate) fn anonymous() -> Caller {
    Caller {
        account: String::new(),
        region: String::new(),
        principal: String::new(),
        session: None,
    }
}

fn identity(call: &Call<'_>, _world: &mut World) -> Result<String, Failure> {
    let (arn, account) = (escape(&call.caller.principal), escape(&call.caller.account));
    let id = escape(call.caller.principal.rsplit(':').next().unwrap_or_default());
    Ok(format!("<Arn>{arn}</Arn><UserId>{id}</UserId><Account>{account}</Account>"))
}

/// The account of a key, for any caller.
fn key_info(call: &Call<'_>, world: &mut World) -> Result<String, Failure> {
    let id = call.inputs.text("AccessKeyId").unwrap_or_default();
    let long_lived = call.credentials.iter().find(|credential| credential.access_key_id == id);
    let account = long_lived
        .map(|credential| &credential.account)
        .or_else(|| world.session(id).map(|session| &session.caller.account));
    let Some(account) = account else {
        return Err(invalid(format!("Invalid access key ID: {id}")));
    };
    Ok(format!("<Account>{}</Account>", escape(account)))
}
