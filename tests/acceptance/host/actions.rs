//! Actions, as core plans and invokes them.

use codeartifact::actions;
use codeartifact::framework::action::AnyAction;
use codeartifact::framework::json;
use codeartifact::framework::schema::Type;
use codeartifact::protocol::proto::invoke_action::event::Type as EventType;
use codeartifact::protocol::proto::invoke_action::{self, Event};
use codeartifact::protocol::proto::{DynamicValue, plan_action, validate_action_config};
use serde_json::Value as Json;

use super::kind::encode;
use super::lists::collect;
use super::{Core, accept, errors, rules};

/// What an action said, and the errors with which it ended.
pub(crate) type Outcome = (Vec<String>, Vec<String>);

fn action<'a>(name: &str) -> &'a dyn AnyAction<codeartifact::aws::Aws> {
    *actions::ALL.iter().find(|action| action.name() == name).expect("an action of the registry")
}

fn config(name: &str, config: Json) -> Option<DynamicValue> {
    let ty = Type::Object(action(name).attributes());
    encode(&ty, &json::decode(&ty, config).expect("a configuration of the action"))
}

/// The request that invokes an action.
pub(crate) fn invocation(name: &str, arguments: Json) -> invoke_action::Request {
    invoke_action::Request {
        action_type: format!("codeartifact_{name}"),
        config: config(name, arguments),
        ..Default::default()
    }
}

impl Core<'_> {
    /// What is wrong with the configuration of an action, before the plan and in it.
    pub(crate) fn plan_action(&self, name: &str, arguments: Json) -> Vec<String> {
        let config = config(name, arguments);
        let request = validate_action_config::Request {
            type_name: format!("codeartifact_{name}"),
            config: config.clone(),
        };
        let valid = self.call(async |mut client| client.validate_action_config(request).await);
        let request = plan_action::Request {
            action_type: format!("codeartifact_{name}"),
            config,
            ..Default::default()
        };
        let planned = self.call(async |mut client| client.plan_action(request).await);
        assert_eq!(valid.diagnostics, planned.diagnostics);
        assert_eq!(planned.deferred, None);
        errors(&planned.diagnostics)
    }

    /// Plans an action and invokes it.
    pub(crate) fn invoke(&self, name: &str, arguments: Json) -> Outcome {
        assert_eq!(self.plan_action(name, arguments.clone()), [""; 0]);
        let request = invocation(name, arguments);
        let events = self.call(async |mut client| client.invoke_action(request).await);
        outcome(self.world.wait(collect(events)))
    }
}

/// What the events of an action come to.
pub(crate) fn outcome(events: Vec<Event>) -> Outcome {
    accept("the events of an action", rules::action(&events));
    let (mut said, mut failed) = (Vec::new(), Vec::new());
    for event in events {
        match event.r#type {
            Some(EventType::Progress(progress)) => said.push(progress.message),
            Some(EventType::Completed(completed)) => failed = errors(&completed.diagnostics),
            None => {}
        }
    }
    (said, failed)
}
