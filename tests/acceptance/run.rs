//! What the CLI answers.

use std::{path::PathBuf, process::Output};

use serde_json::Value as Json;

/// What a run of the CLI came to.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    /// Standard output and standard error, without colours.
    pub(crate) text: String,
}

/// A plan as JSON.
#[derive(Debug)]
pub(crate) struct Plan(pub(crate) Json);

impl Plan {
    /// The actions for a resource: `["create"]`, `["update"]`, `["delete", "create"]`, `["no-op"]`.
    pub(crate) fn actions(&self, address: &str) -> Vec<&str> {
        let actions = self.change(address)["actions"].as_array();
        actions
            .expect("actions")
            .iter()
            .filter_map(Json::as_str)
            .collect()
    }

    /// The attributes that force a replacement.
    pub(crate) fn replaced_by(&self, address: &str) -> Vec<&str> {
        let paths = self.change(address)["replace_paths"].as_array();
        paths
            .into_iter()
            .flatten()
            .filter_map(|path| path[0].as_str())
            .collect()
    }

    fn change(&self, address: &str) -> &Json {
        let changes = self.0["resource_changes"].as_array();
        let mut of_resource = changes
            .into_iter()
            .flatten()
            .filter(|change| change["address"] == address);
        let found = of_resource
            .next()
            .unwrap_or_else(|| panic!("no change of {address}"));
        &found["change"]
    }
}

impl Run {
    pub(crate) fn of(output: &Output) -> Self {
        let text = [&output.stdout[..], &output.stderr[..]].concat();
        Self {
            code: output.status.code(),
            text: String::from_utf8_lossy(&text).into_owned(),
        }
    }

    /// Demands success.
    pub(crate) fn succeeded(self) -> Self {
        assert_eq!(self.code, Some(0), "{}", self.text);
        self
    }

    /// Demands an error whose text, with its lines joined, has all these parts.
    pub(crate) fn failed_with(self, parts: &[&str]) -> Self {
        assert_eq!(self.code, Some(1), "{}", self.text);
        self.says(parts)
    }

    /// Demands a text that, with its lines joined, has all these parts.
    pub(crate) fn says(self, parts: &[&str]) -> Self {
        let unframed = self.text.replace(['│', '╷', '╵'], " ");
        let joined = unframed.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in parts {
            assert!(
                joined.contains(part),
                "{part:?} is missing in:\n{}",
                self.text
            );
        }
        self
    }
}

/// The CLI to test with.
pub(crate) fn cli() -> PathBuf {
    if let Some(path) = std::env::var_os("TF_ACC_TERRAFORM_PATH") {
        return path.into();
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = ["terraform", "tofu"].into_iter().find_map(|name| {
        std::env::split_paths(&path)
            .map(|directory| directory.join(name))
            .find(|file| file.is_file())
    });
    found.expect("put terraform or tofu on the PATH, or its path into TF_ACC_TERRAFORM_PATH")
}
