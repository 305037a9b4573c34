//! The generated services of go-plugin, from `proto/plugin.proto`.

#![expect(clippy::allow_attributes, reason = "the generator writes them")]

tonic::include_proto!("plugin");
