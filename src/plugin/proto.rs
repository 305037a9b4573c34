//! The generated services of go-plugin, from `proto/plugin.proto`.

#![expect(missing_docs, reason = "proto/ is where the interface is described")]
#![expect(clippy::allow_attributes, reason = "the generator writes them")]

tonic::include_proto!("plugin");
