//! Data sources.

mod graph;
mod lists;
mod package_groups;
mod packages;
mod pages;
mod policy_documents;
mod reads;
mod resolution;
