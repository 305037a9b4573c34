//! The rpcs about managed resources.

use super::answer::{Failure, encode_diagnostics, invalid};
use super::proto::{
    DynamicValue, apply_resource_change, generate_resource_config, import_resource_state,
    move_resource_state, plan_resource_change, read_resource, upgrade_resource_state,
    validate_resource_config,
};
use super::{Service, identity, paths, values};
use crate::framework::apply::{self, Planned};
use crate::framework::path::Path;
use crate::framework::planning::{self, Asked, Plan};
use crate::framework::private::{Kept, Private};
use crate::framework::provider::Provider;
use crate::framework::resource::{AnyResource, state_type};
use crate::framework::schema::Type;
use crate::framework::{generate, take_over};

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
        let diagnostics = invalid::<P>(resource.validate(&config));
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
            target_identity: identity::of_state(resource, &Kept::bare(moved.state)),
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
        let kept = kept(&ty, request.current_state, &request.private)?;
        let client = self.client_for(request.provider_meta)?;
        let key = resource.key(&kept.state).unwrap_or_default();
        let found = apply::refresh(resource, kept, &*client).await;
        let summary = format!("Could not read {} {key}", request.type_name);
        let found = found.map_err(|error| error.into_diagnostic(summary))?;
        self.run().unfinished.see(resource, &found);
        Ok(read_resource::Response {
            new_state: values::encode(&ty, &found.state),
            new_identity: identity::of_state(resource, &found),
            private: found.private.encode(),
            ..Default::default()
        })
    }

    pub(super) fn plan(
        &self,
        request: plan_resource_change::Request,
    ) -> Result<plan_resource_change::Response, Failure> {
        let resource = Self::resource(&request.type_name)?;
        let ty = state_type(resource);
        let asked = Asked {
            prior: kept(&ty, request.prior_state, &request.prior_private)?,
            config: values::decode(&ty, request.config)?,
            proposed: values::decode(&ty, request.proposed_new_state)?,
        };
        let client = self.client_if_known()?;
        let key = resource.key(&asked.proposed).unwrap_or_default();
        let plan = planning::plan(resource, asked, &self.run(), client.as_deref());
        let summary = format!("Could not plan {} {key}", request.type_name);
        let Plan { planned, replace, warnings } =
            plan.map_err(|error| error.into_diagnostic(summary.trim_end()))?;
        let planned_identity = match planned.state.is_null() {
            true => request.prior_identity,
            false => identity::of_plan(resource, &planned),
        };
        Ok(plan_resource_change::Response {
            planned_identity,
            planned_state: values::encode(&ty, &planned.state),
            planned_private: planned.private.encode(),
            requires_replace: replace.iter().map(|name| replaced(name)).collect(),
            diagnostics: encode_diagnostics(warnings),
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
        let change = Planned {
            prior: values::decode(&ty, request.prior_state)?,
            planned: values::decode(&ty, request.planned_state)?,
            notes: Private::decode(&request.planned_private),
        };
        let client = self.client_for(request.provider_meta)?;
        let is_destroy = change.planned.is_null();
        let key = resource.key(if is_destroy { &change.prior } else { &change.planned });
        let applied = apply::apply(resource, change, &self.run(), &*client).await;
        let mut diagnostics = applied.notices;
        diagnostics.extend(applied.failure.map(|(verb, error)| {
            let kind = &request.type_name;
            let summary = format!("Could not {verb} {kind} {}", key.unwrap_or_default());
            error.into_diagnostic(summary.trim_end())
        }));
        let made = applied.state;
        Ok(apply_resource_change::Response {
            new_state: values::encode(&ty, &made.state),
            new_identity: identity::of_state(resource, &made),
            private: made.private.encode(),
            diagnostics: encode_diagnostics(diagnostics),
            ..Default::default()
        })
    }
}

/// What Terraform has kept of an object.
fn kept(ty: &Type, state: Option<DynamicValue>, private: &[u8]) -> Result<Kept, Failure> {
    Ok(Kept { state: values::decode(ty, state)?, private: Private::decode(private) })
}

fn replaced(name: &str) -> super::proto::AttributePath {
    paths::encode(&Path::attribute(name))
}
