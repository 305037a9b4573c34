//! The rpcs about managed resources.

use super::{
    Service,
    answer::{Failure, encode_diagnostics, invalid},
    identity, paths,
    proto::{
        apply_resource_change, generate_resource_config, import_resource_state,
        move_resource_state, plan_resource_change, read_resource, upgrade_resource_state,
        validate_resource_config,
    },
    values,
};
use crate::framework::{
    apply::{self, Planned},
    generate,
    path::Path,
    plan::Change,
    private::Private,
    provider::Provider,
    resource::{AnyResource, state_type},
    take_over,
};

impl<P: Provider> Service<P> {
    /// The resource that Terraform calls `name`.
    pub(super) fn resource(name: &str) -> Result<&'static dyn AnyResource<P::Client>, Failure> {
        let known = P::RESOURCES.iter().copied();
        Self::find("resource", name, known, |resource| resource.name())
    }

    pub(super) fn validate_resource(
        request: validate_resource_config::Request,
    ) -> Result<validate_resource_config::Response, Failure> {
        let resource = Self::resource(&request.type_name)?;
        let config = values::decode(&state_type(resource), request.config)?;
        let diagnostics = invalid(resource.validate(&config));
        Ok(validate_resource_config::Response { diagnostics })
    }

    pub(super) fn upgrade_state(
        request: upgrade_resource_state::Request,
    ) -> Result<upgrade_resource_state::Response, Failure> {
        let resource = Self::resource(&request.type_name)?;
        let stored = values::stored(request.raw_state)?;
        let summary = format!("Could not read the stored state of {}", request.type_name);
        let state = resource.upgrade(request.version, stored);
        let state = state.map_err(|error| error.into_diagnostic(summary))?;
        let upgraded_state = values::encode(&state_type(resource), &state);
        Ok(upgrade_resource_state::Response { upgraded_state, ..Default::default() })
    }

    /// Nothing is read here. Where the reading that follows must wait, the host makes up a state.
    pub(super) fn import(
        &self,
        request: import_resource_state::Request,
    ) -> Result<import_resource_state::Response, Failure> {
        let resource = Self::resource(&request.type_name)?;
        let summary = format!("Could not import {}", request.type_name);
        if let deferred @ Some(_) = self.deferred(request.client_capabilities) {
            return Ok(import_resource_state::Response { deferred, ..Default::default() });
        }
        let given = identity::decode(resource, request.identity.clone())?;
        let stub = match given.is_null() {
            true => resource.import(&request.id),
            false => resource.import_identity(given),
        };
        let stub = stub.map_err(|error| error.into_diagnostic(summary))?;
        let imported = import_resource_state::ImportedResource {
            type_name: request.type_name,
            state: values::encode(&state_type(resource), &stub),
            identity: request.identity,
            ..Default::default()
        };
        let imported_resources = vec![imported];
        Ok(import_resource_state::Response { imported_resources, ..Default::default() })
    }

    pub(super) fn take_over(
        request: move_resource_state::Request,
    ) -> Result<move_resource_state::Response, Failure> {
        let resource = Self::resource(&request.target_type_name)?;
        let (from, to) = (&request.source_type_name, &request.target_type_name);
        let summary = format!("Could not move {from} to {to}");
        let source = take_over::Source {
            provider: request.source_provider_address,
            type_name: from.clone(),
            version: request.source_schema_version,
            state: values::stored(request.source_state)?,
        };
        let moved = take_over::carry_over(resource, source);
        let moved = moved.map_err(|error| error.into_diagnostic(summary))?;
        Ok(move_resource_state::Response {
            target_state: values::encode(&state_type(resource), &moved.state),
            target_identity: identity::of_state(resource, &moved.state),
            diagnostics: encode_diagnostics(moved.warnings),
            ..Default::default()
        })
    }

    /// It may come before the provider is configured.
    pub(super) fn generate(
        &self,
        request: generate_resource_config::Request,
    ) -> Result<generate_resource_config::Response, Failure> {
        let resource = Self::resource(&request.type_name)?;
        let ty = state_type(resource);
        let state = values::decode(&ty, request.state)?;
        let client = self.client_if_known().ok().flatten();
        let mut config = generate::configuration(resource, &state, client.as_deref());
        if let Some(client) = &client {
            P::leave_out(&mut config, client);
        }
        let config = values::encode(&ty, &config);
        Ok(generate_resource_config::Response { config, ..Default::default() })
    }

    pub(super) async fn refresh(
        &self,
        request: read_resource::Request,
    ) -> Result<read_resource::Response, Failure> {
        let resource = Self::resource(&request.type_name)?;
        let ty = state_type(resource);
        if let deferred @ Some(_) = self.deferred(request.client_capabilities) {
            return Ok(read_resource::Response {
                new_state: request.current_state,
                new_identity: request.current_identity,
                private: request.private,
                deferred,
                ..Default::default()
            });
        }
        let mut state = values::decode(&ty, request.current_state)?;
        Private::decode(&request.private).join(resource.attributes(), &mut state);
        let client = self.client_for(request.provider_meta)?;
        let key = resource.key(&state).unwrap_or_default();
        let found = apply::refresh(resource, &state, &*client).await;
        let summary = format!("Could not read {} {key}", request.type_name);
        let mut found = found.map_err(|error| error.into_diagnostic(summary))?;
        let private = Private::split(resource.attributes(), &mut found).encode();
        let new_state = values::encode(&ty, &found);
        let new_identity = identity::of_state(resource, &found);
        Ok(read_resource::Response { new_state, new_identity, private, ..Default::default() })
    }

    pub(super) fn plan(
        &self,
        request: plan_resource_change::Request,
    ) -> Result<plan_resource_change::Response, Failure> {
        let resource = Self::resource(&request.type_name)?;
        let ty = state_type(resource);
        let private = Private::decode(&request.prior_private);
        let mut prior = values::decode(&ty, request.prior_state)?;
        private.join(resource.attributes(), &mut prior);
        let change = Change {
            config: values::decode(&ty, request.config)?,
            prior,
            planned: values::decode(&ty, request.proposed_new_state)?,
            replace: Default::default(),
            warnings: Vec::new(),
        };
        let planned = resource.plan(change, self.client_if_known()?.as_deref());
        let summary = format!("Could not plan {}", request.type_name);
        let mut change = planned.map_err(|error| error.into_diagnostic(summary))?;
        let private = notes(resource, &mut change, private);
        let planned_identity = match change.is_destroy() {
            true => request.prior_identity,
            false => identity::of_plan(resource, &change.planned),
        };
        Ok(plan_resource_change::Response {
            planned_identity,
            planned_state: values::encode(&ty, &change.planned),
            planned_private: private.encode(),
            requires_replace: change.replace.iter().map(|name| replaced(name)).collect(),
            diagnostics: encode_diagnostics(change.warnings),
            deferred: self.deferred(request.client_capabilities),
            ..Default::default()
        })
    }

    pub(super) async fn apply(
        &self,
        request: apply_resource_change::Request,
    ) -> Result<apply_resource_change::Response, Failure> {
        let resource = Self::resource(&request.type_name)?;
        let ty = state_type(resource);
        let notes = Private::decode(&request.planned_private);
        let mut prior = values::decode(&ty, request.prior_state)?;
        let mut planned = values::decode(&ty, request.planned_state)?;
        notes.join(resource.attributes(), &mut prior);
        if !prior.is_null() {
            notes.join(resource.attributes(), &mut planned);
        }
        let client = self.client_for(request.provider_meta)?;
        let kind = &request.type_name;
        let key = resource.key(if planned.is_null() { &prior } else { &planned });
        let change = Planned { prior, planned, notes };
        let mut applied = apply::apply(resource, change, &self.session, &*client).await;
        let private = Private::split(resource.attributes(), &mut applied.state).encode();
        let mut diagnostics = applied.faults;
        diagnostics.extend(applied.failure.map(|(verb, error)| {
            let summary = format!("Could not {verb} {kind} {}", key.unwrap_or_default());
            error.into_diagnostic(summary.trim_end())
        }));
        Ok(apply_resource_change::Response {
            new_state: values::encode(&ty, &applied.state),
            new_identity: identity::of_state(resource, &applied.state),
            private,
            diagnostics: encode_diagnostics(diagnostics),
            ..Default::default()
        })
    }
}

fn replaced(name: &str) -> super::proto::AttributePath {
    paths::encode(&Path::attribute(name))
}

/// What the apply that follows is to know: the private attributes, and for an object that will be
/// made, which one. A replacement also carries those of the object that goes.
fn notes<C>(resource: &dyn AnyResource<C>, change: &mut Change, prior: Private) -> Private {
    let planned = Private::split(resource.attributes(), &mut change.planned);
    match (change.is_create(), resource.key(&change.planned)) {
        _ if change.is_destroy() => prior,
        (true, Some(key)) => prior.creating(&key),
        (true, None) => prior,
        (false, _) => planned,
    }
}
