//! Events come in an order, and each of them is whole.

use codeartifact::protocol::proto::invoke_action;
use codeartifact::protocol::proto::invoke_action::event::Type as EventType;
use codeartifact::protocol::proto::list_resource::{Event, Request};

use crate::host::{Kind, errors, rules, warnings};

/// What is wrong with the events of a list.
pub(in crate::host) fn list(kind: Kind, asked: &Request, events: &[Event]) -> Vec<String> {
    let results = events.iter().filter(|event| event.identity.is_some()).count();
    let limit = usize::try_from(asked.limit).unwrap_or_default();
    let mut breaches = Vec::new();
    if limit > 0 && results > limit {
        breaches.push(format!("{results} results are more than {limit}"));
    }
    let failed = events.iter().position(|event| !errors(&event.diagnostic).is_empty());
    if failed.is_some_and(|position| position + 1 < events.len()) {
        breaches.push("it goes on after an error".to_owned());
    }
    breaches.extend(events.iter().flat_map(|event| result(kind, asked, event)));
    breaches
}

fn result(kind: Kind, asked: &Request, event: &Event) -> Vec<String> {
    if event.identity.is_none() {
        let explained =
            !errors(&event.diagnostic).is_empty() || !warnings(&event.diagnostic).is_empty();
        let breach = || "a result has no identity".to_owned();
        return (!explained).then(breach).into_iter().collect();
    }
    let identity = kind.decode_identity(event.identity.as_ref());
    let mut breaches = rules::identity(kind.parts(), &identity);
    if event.display_name.is_empty() {
        breaches.push("a result has no name".to_owned());
    }
    let object = kind.decode(event.resource_object.as_ref());
    if asked.include_resource_object == object.is_null() {
        breaches.push("the object of a result is missing, or was not wanted".to_owned());
    }
    breaches.extend(rules::known(&object));
    breaches
}

/// What is wrong with the events of an action: each says something, and the last, and only the
/// last, says that it is over.
pub(in crate::host) fn action(events: &[invoke_action::Event]) -> Vec<String> {
    let silent = events.iter().any(|event| event.r#type.is_none());
    let is_over =
        |event: &invoke_action::Event| matches!(event.r#type, Some(EventType::Completed(_)));
    let over = events.iter().filter(|event| is_over(event)).count();
    let at_the_end = events.last().is_some_and(is_over);
    [
        silent.then_some("an event says nothing"),
        (over != 1).then_some("it is not over once"),
        (over == 1 && !at_the_end).then_some("it goes on after its end"),
    ]
    .into_iter()
    .flatten()
    .map(str::to_owned)
    .collect()
}

#[cfg(test)]
mod tests {
    use codeartifact::framework::value::Value;
    use codeartifact::protocol::proto::Diagnostic;
    use codeartifact::protocol::proto::diagnostic::Severity;
    use serde_json::json;

    use super::*;
    use crate::host::rules::sample;

    fn domain() -> Kind {
        Kind::named("domain")
    }

    fn found() -> Event {
        let identity = json!({ "domain": "main", "region": "eu-west-1", "owner": "000000000000" });
        Event {
            identity: Some(domain().identity(identity)),
            display_name: "main".to_owned(),
            ..Default::default()
        }
    }

    fn diagnosed(severity: Severity) -> Event {
        let (summary, detail) = ("Nothing was found".to_owned(), "It must exist.".to_owned());
        let severity = severity.into();
        let diagnostic = Diagnostic { severity, summary, detail, ..Default::default() };
        Event { diagnostic: vec![diagnostic], ..Default::default() }
    }

    fn check(objects: bool, events: &[Event], says: &str) {
        let asked = Request { limit: 2, include_resource_object: objects, ..Default::default() };
        let breaches = list(domain(), &asked, events);
        sample::expect(&breaches, says);
    }

    #[test]
    fn results_are_whole_and_no_more_than_wanted() {
        check(false, &[found(), found()], "");
        check(false, &[found(), found(), found()], "more than 2");
        check(false, &[Event { display_name: String::new(), ..found() }], "no name");
        check(false, &[Event { identity: None, ..found() }], "no identity");
        check(true, &[found()], "is missing");
        let state = domain().encode(&domain().value(json!({ "domain": "main" })));
        let whole = Event { resource_object: state, ..found() };
        check(true, std::slice::from_ref(&whole), "");
        check(false, std::slice::from_ref(&whole), "was not wanted");
        let mut doubtful = domain().value(json!({ "domain": "main" }));
        doubtful.set("arn", Value::Unknown);
        check(true, &[Event { resource_object: domain().encode(&doubtful), ..whole }], "not known");
    }

    #[test]
    fn an_error_is_the_last_word_and_a_warning_is_not() {
        check(false, &[found(), diagnosed(Severity::Error)], "");
        check(false, &[diagnosed(Severity::Error), found()], "goes on after an error");
        check(false, &[diagnosed(Severity::Warning), found()], "");
    }

    #[test]
    fn an_action_is_over_once_and_at_the_end() {
        let event = |kind| invoke_action::Event { r#type: kind };
        let said = || event(Some(EventType::Progress(invoke_action::event::Progress::default())));
        let over = || event(Some(EventType::Completed(invoke_action::event::Completed::default())));
        for (events, breach) in [
            (vec![said(), over()], None),
            (vec![over()], None),
            (vec![said()], Some("it is not over once")),
            (vec![], Some("it is not over once")),
            (vec![over(), over()], Some("it is not over once")),
            (vec![over(), said()], Some("it goes on after its end")),
            (vec![event(None), over()], Some("an event says nothing")),
        ] {
            assert_eq!(action(&events), breach.into_iter().collect::<Vec<_>>(), "{events:?}");
        }
    }
}
