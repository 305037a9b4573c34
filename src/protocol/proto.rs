//! The generated messages and service of the Terraform plugin protocol 6, from
//! `proto/tfplugin6.proto`.

#![expect(missing_docs, reason = "proto/ is where the interface is described")]
#![expect(clippy::allow_attributes, reason = "the generator writes them")]

tonic::include_proto!("tfplugin6");
