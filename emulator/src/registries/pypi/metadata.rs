//! What a Python package says of itself, in a file or in a form: fields of the core metadata.

use serde_json::json;

use super::super::form::Form;
use super::names::normal;
use crate::state::{Dependency, Details, License};

/// Fields by their names in the form: small letters and underscores.
pub(super) struct Metadata {
    form: Form,
}

impl Metadata {
    /// The fields that twine sends.
    pub(super) fn of_form(form: &Form) -> Self {
        let texts = form.texts.iter().map(|(name, text)| {
            let name = if name == "project_urls" { "project_url" } else { name };
            (name.to_owned(), text.clone())
        });
        Self { form: Form { texts: texts.collect(), file: None } }
    }

    /// The fields of a file `METADATA` or `PKG-INFO`: headers as in an email, with the readme as
    /// the body.
    pub(super) fn of_text(text: &str) -> Self {
        let text = text.replace("\r\n", "\n");
        let (head, body) = text.split_once("\n\n").unwrap_or((&text, ""));
        let mut texts: Vec<(String, String)> = Vec::new();
        for line in head.lines() {
            match (line.strip_prefix(char::is_whitespace), texts.last_mut()) {
                (Some(more), Some((_, text))) => {
                    text.push('\n');
                    text.push_str(more.trim_start());
                }
                _ => texts.extend(line.split_once(':').map(|(name, text)| {
                    (name.to_lowercase().replace('-', "_"), text.trim().to_owned())
                })),
            }
        }
        texts.push(("description".to_owned(), body.to_owned()));
        Self { form: Form { texts, file: None } }
    }

    /// The first text of a field.
    pub(super) fn first(&self, name: &str) -> Option<&str> {
        self.form.text(name)
    }

    /// The details of the version.
    pub(super) fn details(&self) -> Details {
        let text = |name: &str| self.first(name).map(str::to_owned);
        let license = self.first("license_expression").or_else(|| self.first("license"));
        Details {
            display_name: None,
            summary: text("summary"),
            home_page: text("home_page").or_else(|| self.address(&["homepage"])),
            source: self.address(&["source", "sourcecode", "repository", "github", "code"]),
            licenses: license.map(License::named).into_iter().collect(),
            readme: text("description"),
            dependencies: self.form.all("requires_dist").map(dependency).collect(),
            native: json!({ "requires-python": self.first("requires_python") }),
        }
    }

    /// The address of a project under one of these labels, which people write in many ways.
    fn address(&self, labels: &[&str]) -> Option<String> {
        let addresses = self.form.all("project_url").filter_map(|text| text.split_once(','));
        let mut labelled = addresses.map(|(label, address)| {
            let letters = label.to_lowercase();
            let letters = letters.chars().filter(|letter| letter.is_alphanumeric());
            (letters.collect::<String>(), address.trim().to_owned())
        });
        labelled.find(|(label, _)| labels.contains(&label.as_str())).map(|(_, address)| address)
    }
}

/// A field `Requires-Dist`: a name, then the accepted versions and the conditions.
fn dependency(text: &str) -> Dependency {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let end = text.find(|letter| !is_part(letter)).unwrap_or(text.len());
    let (name, requirement) = text.split_at(end);
    let requirement = requirement.trim();
    Dependency {
        namespace: None,
        package: normal(name),
        kind: Some("Requires-Dist".to_owned()),
        requirement: (!requirement.is_empty()).then(|| requirement.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_as_a_form_is() {
        let text = "Name: a\nLicense: one\n  two\nProject-URL: Source Code, https://code.example\n\
                    Requires-Dist: Foo_Bar>=1 ; extra == 'x'\n\n# Readme\n";
        let details = Metadata::of_text(text).details();
        assert_eq!(details.source.as_deref(), Some("https://code.example"));
        assert_eq!(details.licenses[0].name.as_deref(), Some("one\ntwo"));
        assert_eq!(details.readme.as_deref(), Some("# Readme\n"));
        let [foo] = details.dependencies.as_slice() else { panic!("{details:?}") };
        assert_eq!(foo.package, "foo-bar");
        assert_eq!(foo.requirement.as_deref(), Some(">=1 ; extra == 'x'"));
    }
}
