//! The process that Terraform starts.

fn main() {}
