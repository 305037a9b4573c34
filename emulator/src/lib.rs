//! A local AWS CodeArtifact.
