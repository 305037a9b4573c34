//! The gRPC service.

pub mod proto;
