//! Lists, to their last page.

use codeartifact_emulator::Emulator;

use aws_sdk_codeartifact::Client;

use crate::world::{refused, start, start_with_repositories};

async fn many_repositories() -> (Emulator, Client, Vec<String>) {
    let names: Vec<String> = (0..53).map(|number| format!("store-{number:02}")).collect();
    let borrowed: Vec<&str> = names.iter().map(String::as_str).collect();
    let (emulator, client) = start_with_repositories(&borrowed).await;
    (emulator, client, names)
}

#[tokio::test]
async fn a_page_of_repositories_holds_fifty_unless_said_otherwise() {
    let (_emulator, client, names) = many_repositories().await;
    let first = client.list_repositories_in_domain().domain("main").send().await.expect("a page");
    assert_eq!(first.repositories().len(), 50);
    let second =
        client.list_repositories_in_domain().domain("main").set_next_token(first.next_token);
    let second = second.send().await.expect("a page");
    let rest: Vec<_> =
        second.repositories().iter().filter_map(|repository| repository.name()).collect();
    assert_eq!(rest, names[50..]);
    assert_eq!(second.next_token(), None);
    let first = client.list_repositories().send().await.expect("a page");
    assert_eq!(first.repositories().len(), 50);
}

#[tokio::test]
async fn all_pages_together_are_the_list() {
    let (_emulator, client, names) = many_repositories().await;
    for size in [1, 7, 53, 1000] {
        let list = client.list_repositories().max_results(size).into_paginator().items().send();
        let all = list.collect::<Result<Vec<_>, _>>().await.expect("all pages");
        assert!(
            all.iter().filter_map(|repository| repository.name()).eq(&names),
            "pages of {size}"
        );
    }
}

#[tokio::test]
async fn a_list_can_be_narrowed() {
    let (_emulator, client, _names) = many_repositories().await;
    let count = |prefix: &str, administrator: &str| {
        let list = client.list_repositories_in_domain().domain("main").repository_prefix(prefix);
        list.administrator_account(administrator).send()
    };
    for (prefix, administrator, expect) in [
        ("store-1", "000000000000", 10),
        ("Store", "000000000000", 0),
        ("store", "111122223333", 0),
    ] {
        let found = count(prefix, administrator).await.expect("a page");
        assert_eq!(found.repositories().len(), expect, "{prefix} of {administrator}");
    }
}

#[tokio::test]
async fn pages_stay_right_while_the_list_changes() {
    let (_emulator, client) = start_with_repositories(&["a1", "b1", "d1"]).await;
    let page = |token| client.list_repositories().max_results(2).set_next_token(token).send();
    let first = page(None).await.expect("a page");
    client.delete_repository().domain("main").repository("b1").send().await.expect("a deletion");
    client.create_repository().domain("main").repository("c1").send().await.expect("a repository");
    let second = page(first.next_token).await.expect("a page");
    let rest: Vec<_> =
        second.repositories().iter().filter_map(|repository| repository.name()).collect();
    assert_eq!(rest, ["c1", "d1"]);
}

#[tokio::test]
async fn domains_have_pages_too() {
    let (_emulator, client) = start().await;
    for name in ["one", "two", "three"] {
        client.create_domain().domain(name).send().await.expect("a new domain");
    }
    let list = client.list_domains().max_results(2).into_paginator().items().send();
    let all = list.collect::<Result<Vec<_>, _>>().await.expect("all pages");
    let names: Vec<_> = all.iter().filter_map(|domain| domain.name()).collect();
    assert_eq!(names, ["one", "three", "two"]);
}

#[tokio::test]
async fn a_token_of_another_list_is_refused() {
    let (_emulator, client) = start_with_repositories(&["a1", "b1"]).await;
    let page = client.list_repositories().max_results(1).send().await.expect("a page");
    let refusal = client.list_domains().set_next_token(page.next_token).send().await;
    refused(refusal, "400 ValidationException", "pagination token");
    let refusal = client.list_repositories().next_token("nonsense").send().await;
    refused(refusal, "400 ValidationException", "pagination token");
}
