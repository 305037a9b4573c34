//! The rpcs about lists.

use std::sync::Arc;

use futures::StreamExt;
use tokio_util::sync::CancellationToken;

use super::answer::{Failure, encode_diagnostics, invalid};
use super::events::{Event, Sender};
use super::proto::{self, list_resource, validate_list_resource_config};
use super::texts::printable;
use super::{Service, identity, values};
use crate::framework::diagnostic::{Diagnostic, Error};
use crate::framework::list::{AnyList, Found, Wanted};
use crate::framework::provider::Provider;
use crate::framework::resource::{AnyResource, state_type};
use crate::framework::schema::Type;
use crate::framework::value::Value;

impl Event for list_resource::Event {
    /// A list that ends well just ends.
    fn end(diagnostics: Vec<proto::Diagnostic>) -> Option<Self> {
        (!diagnostics.is_empty()).then(|| Self { diagnostic: diagnostics, ..Default::default() })
    }
}

impl<P: Provider> Service<P> {
    fn list_of(name: &str) -> Result<&'static dyn AnyList<P::Client>, Failure> {
        Self::find("list", name, P::LISTS.iter().copied(), |list| list.name())
    }

    pub(super) fn validate_list(
        request: validate_list_resource_config::Request,
    ) -> Result<validate_list_resource_config::Response, Failure> {
        let list = Self::list_of(&request.type_name)?;
        let config = values::decode(&Type::Object(list.attributes()), request.config)?;
        let mut report = list.validate(&config);
        report.extend(check_limit(&values::decode(&Type::Number, request.limit)?));
        values::decode(&Type::Bool, request.include_resource_object)?;
        Ok(validate_list_resource_config::Response { diagnostics: invalid::<P>(report) })
    }

    /// Sends one event for each result. It ends early if no host listens any more, or where
    /// Terraform asks the provider to stop.
    pub(super) async fn list(
        request: list_resource::Request,
        running: Result<(Arc<P::Client>, CancellationToken), Failure>,
        sender: Sender<list_resource::Event>,
    ) -> Result<(), Failure> {
        let (list, resource) =
            (Self::list_of(&request.type_name)?, Self::resource(&request.type_name)?);
        let config = values::decode(&Type::Object(list.attributes()), request.config)?;
        let (client, stop) = running?;
        let wanted = Wanted {
            limit: usize::try_from(request.limit).ok().filter(|it| *it > 0).unwrap_or(usize::MAX),
            objects: request.include_resource_object,
        };
        let summary = format!("Could not list {}", request.type_name);
        let listing = async {
            let mut results = list.list(config, wanted, &client);
            while let Some(found) = results.next().await {
                let found = found.map_err(|error| error.into_diagnostic(&summary))?;
                sender.send(event(resource, found)).await;
            }
            Ok(())
        };
        tokio::select! {
            done = listing => done,
            () = sender.gone() => Ok(()),
            () = stop.cancelled() => {
                Err(Diagnostic::error(&summary, "Terraform asked the provider to stop.").into())
            }
        }
    }
}

fn check_limit(limit: &Value) -> Option<Error> {
    let Value::Number(number) = limit else { return None };
    let is_count = number.as_i64().is_some_and(|limit| limit >= 0);
    (!is_count)
        .then(|| Error::new(format!("`limit` must be a whole number, 0 or more, got {number}")))
}

fn event<C>(resource: &dyn AnyResource<C>, found: Found) -> list_resource::Event {
    match found {
        Found::Object { identity, name, state } => list_resource::Event {
            identity: identity::encode(resource, &identity),
            display_name: printable(&name),
            resource_object: state.and_then(|state| values::encode(&state_type(resource), &state)),
            diagnostic: Vec::new(),
        },
        Found::Unreadable(warning) => list_resource::Event {
            diagnostic: encode_diagnostics(vec![warning]),
            ..Default::default()
        },
    }
}
