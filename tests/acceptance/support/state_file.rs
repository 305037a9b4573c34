//! The file in which the state is kept between runs.

use std::fs;
use std::path::Path;

use serde_json::{Value as Json, json};

/// What a file of the state holds.
pub(crate) struct StateFile(pub(crate) Json);

impl StateFile {
    /// The file at a path; an empty state where there is none.
    pub(crate) fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path);
        let none = || json!({ "version": 4, "serial": 0, "lineage": "a", "resources": [] });
        Self(text.map_or_else(|_| none(), |text| serde_json::from_str(&text).expect("JSON")))
    }

    /// Every object with its address: the resource, and the instance in it.
    pub(crate) fn instances(&self) -> impl Iterator<Item = (String, &Json, &Json)> {
        let resources = self.0["resources"].as_array().into_iter().flatten();
        resources.flat_map(|resource| {
            let instances = resource["instances"].as_array().into_iter().flatten();
            instances.map(move |instance| (address(resource, instance), resource, instance))
        })
    }

    /// The attributes of an object; null where it is not there.
    pub(crate) fn attributes(&self, address: &str) -> Json {
        let found = self.instances().find(|(known, ..)| known == address);
        found.map_or(Json::Null, |(.., instance)| instance["attributes"].clone())
    }

    /// The same state with another value for attributes of an object.
    pub(crate) fn with<'a>(
        mut self,
        kind: &str,
        changed: impl IntoIterator<Item = (&'a str, Json)>,
    ) -> Self {
        let resources = self.0["resources"].as_array_mut().expect("resources").iter_mut();
        let resource = resources.into_iter().find(|resource| resource["type"] == kind);
        let attributes = &mut resource.expect("the object")["instances"][0]["attributes"];
        changed.into_iter().for_each(|(name, value)| attributes[name] = value);
        self
    }

    /// The value of an output.
    pub(crate) fn output(&self, name: &str) -> Json {
        self.0["outputs"][name]["value"].clone()
    }
}

fn address(resource: &Json, instance: &Json) -> String {
    let part = |name: &str| resource[name].as_str().unwrap_or_default();
    let data = if part("mode") == "data" { "data." } else { "" };
    let key = match &instance["index_key"] {
        Json::Null => String::new(),
        key => format!("[{key}]"),
    };
    format!("{data}{}.{}{key}", part("type"), part("name"))
}
