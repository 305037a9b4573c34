//! The rpcs about actions.

use std::pin::pin;
use std::sync::Arc;

use futures::FutureExt;
use tokio_util::sync::CancellationToken;

use super::answer::{Failure, invalid};
use super::events::{Event, Sender};
use super::proto::invoke_action;
use super::proto::invoke_action::event::{Completed, Progress as Told, Type as Kind};
use super::proto::{self, plan_action, validate_action_config};
use super::texts::printable;
use super::{Service, values};
use crate::framework::action::{AnyAction, Progress};
use crate::framework::provider::Provider;
use crate::framework::schema::Type;

impl Event for invoke_action::Event {
    /// An action always says that it is over.
    fn end(diagnostics: Vec<proto::Diagnostic>) -> Option<Self> {
        Some(Self { r#type: Some(Kind::Completed(Completed { diagnostics })) })
    }
}

impl<P: Provider> Service<P> {
    fn action(name: &str) -> Result<&'static dyn AnyAction<P::Client>, Failure> {
        Self::find("action", name, P::ACTIONS.iter().copied(), |action| action.name())
    }

    pub(super) fn validate_action(
        request: validate_action_config::Request,
    ) -> Result<validate_action_config::Response, Failure> {
        let diagnostics = Self::faults(&request.type_name, request.config)?;
        Ok(validate_action_config::Response { diagnostics })
    }

    /// A plan calls nothing: it judges what is known by then, and waits where it can for what is
    /// not.
    pub(super) fn plan_action(
        &self,
        request: plan_action::Request,
    ) -> Result<plan_action::Response, Failure> {
        let diagnostics = Self::faults(&request.action_type, request.config)?;
        let deferred = self.deferred(request.client_capabilities);
        Ok(plan_action::Response { diagnostics, deferred })
    }

    fn faults(
        name: &str,
        config: Option<proto::DynamicValue>,
    ) -> Result<Vec<proto::Diagnostic>, Failure> {
        let action = Self::action(name)?;
        let config = values::decode(&Type::Object(action.attributes()), config)?;
        Ok(invalid::<P>(action.validate(&config)))
    }

    /// Sends what the action says on its way. If no host listens any more, it stops as if
    /// Terraform had asked for that: after the step that is under way.
    pub(super) async fn invoke(
        request: invoke_action::Request,
        running: Result<(Arc<P::Client>, CancellationToken), Failure>,
        sender: Sender<invoke_action::Event>,
    ) -> Result<(), Failure> {
        let action = Self::action(&request.action_type)?;
        let config = values::decode(&Type::Object(action.attributes()), request.config)?;
        let (client, stop) = running?;
        let stop = stop.child_token();
        let progress = progress(sender.clone(), stop.clone());
        let mut work = pin!(action.invoke(config, &progress, &client));
        let done = tokio::select! {
            done = &mut work => done,
            () = sender.gone() => {
                stop.cancel();
                let done = work.await;
                tracing::warn!(?done, "no client is listening to the action any longer");
                done
            }
        };
        let summary = format!("Could not finish {}", request.action_type);
        done.map_err(|error| error.into_diagnostic(summary).into())
    }
}

fn progress(sender: Sender<invoke_action::Event>, stop: CancellationToken) -> Progress {
    let say = move |message: String| {
        let message = printable(&message);
        let event = invoke_action::Event { r#type: Some(Kind::Progress(Told { message })) };
        let sender = sender.clone();
        async move { sender.send(event).await }.boxed()
    };
    Progress::new(Box::new(say), stop)
}
