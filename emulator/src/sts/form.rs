//! The form that a call of the query protocol is.

use serde_json::{Map, Value};

/// A call: a form with an action.
#[derive(Debug)]
pub(crate) struct Form {
    fields: Vec<(String, String)>,
}

/// Inputs that are secrets, and kept out of the log.
const SECRETS: &[&str] = &["WebIdentityToken", "SAMLAssertion", "TokenCode"];

impl Form {
    /// Reads the body of a request.
    pub(crate) fn parse(body: &[u8]) -> Self {
        Self { fields: form_urlencoded::parse(body).into_owned().collect() }
    }

    /// Name of the action, empty when the form has none.
    pub(crate) fn action(&self) -> &str {
        let found = self.fields.iter().find(|(name, _)| name == "Action");
        found.map(|(_, action)| action.as_str()).unwrap_or_default()
    }

    /// The fields for the log.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = (String, Value)> {
        let logged = self.fields.iter().filter(|(name, _)| !SECRETS.contains(&name.as_str()));
        logged.map(|(name, value)| (name.clone(), value.clone().into()))
    }

    /// The fields as the structures and lists that their names spell out: `Tags.member.1.Key` is
    /// the key of the first tag.
    pub(super) fn values(&self) -> Map<String, Value> {
        let mut values = Map::new();
        for (name, text) in &self.fields {
            let steps: Vec<&str> = name.split('.').collect();
            put(&mut values, &steps, text);
        }
        values.into_iter().map(|(name, value)| (name, with_lists(value))).collect()
    }
}

fn put(values: &mut Map<String, Value>, steps: &[&str], text: &str) {
    match steps {
        [] => {}
        [name] => {
            values.insert((*name).to_owned(), text.into());
        }
        [name, rest @ ..] => {
            let inner = values.entry(*name).or_insert_with(|| Map::new().into());
            if let Value::Object(inner) = inner {
                put(inner, rest, text);
            }
        }
    }
}

/// A structure whose one member is `member` is a list, by number.
fn with_lists(value: Value) -> Value {
    let Value::Object(mut inner) = value else {
        return value;
    };
    match inner.remove("member") {
        Some(Value::Object(items)) => {
            let number = |text: &str| text.parse::<u32>().unwrap_or(u32::MAX);
            let mut items: Vec<(String, Value)> = items.into_iter().collect();
            items.sort_by_key(|(name, _)| number(name));
            items.into_iter().map(|(_, item)| with_lists(item)).collect()
        }
        _ => inner.into_iter().map(|(name, value)| (name, with_lists(value))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Form;

    #[test]
    fn names_spell_out_structures_and_lists() {
        let form = "Action=AssumeRole&Tags.member.10.Key=b&Tags.member.2.Key=a&Tags.member.2.Value=1\
                    &TransitiveTagKeys.member.1=a&Plain=x&Plain.member.1=lost";
        let values = Form::parse(form.as_bytes()).values();
        let expected = json!({
            "Action": "AssumeRole",
            "Tags": [{ "Key": "a", "Value": "1" }, { "Key": "b" }],
            "TransitiveTagKeys": ["a"],
            "Plain": "x",
        });
        assert_eq!(serde_json::Value::Object(values), expected);
    }
}
