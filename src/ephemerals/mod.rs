//! Ephemeral resources, one file each.

mod authorization_token;

use crate::aws::Aws;
use crate::framework::ephemeral::{AnyEphemeral, ephemeral};

/// Every ephemeral resource, in reading order.
pub const ALL: &[&dyn AnyEphemeral<Aws>] =
    &[&ephemeral::<authorization_token::AuthorizationToken>()];
