//! The provider as its host sees it: schemas, operations, and no error of gRPC.

mod audit;
mod operations;
mod schemas;
