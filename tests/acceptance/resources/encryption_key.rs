//! The key of a domain, which has four names and cannot be changed.

use serde_json::json;

use crate::support::agreement::both;
use crate::support::lifecycle::block;

const ADDRESS: &str = "codeartifact_domain.it";
const ID: &str = "11111111-2222-3333-4444-555555555555";
const ALIAS: &str = "alias/packages";

fn arn_of(resource: &str) -> String {
    format!("arn:aws:kms:eu-west-1:000000000000:{resource}")
}

fn domain(key: &str) -> String {
    let arguments = [("domain", json!("main")), ("encryption_key", json!(key))];
    block(ADDRESS, &arguments)
}

/// The peer takes no ID, and an alias leads it to replace the domain with each apply.
#[test]
fn every_name_of_a_key_is_kept_as_it_was_written() {
    for key in [ID, &arn_of(&format!("key/{ID}")), ALIAS, &arn_of(ALIAS)] {
        both(|world| {
            world.must_apply(&domain(key));
            world.must_be_settled();
            assert_eq!(world.state(ADDRESS)["encryption_key"], key);
            let made = world.domain("main").expect("the domain");
            let arn = made.encryption_key().expect("a key");
            assert!(arn.starts_with(&arn_of("key/")), "{arn}");
        });
    }
}

#[test]
fn a_key_by_its_id_or_arn_is_imported_without_a_change() {
    both(|world| {
        let arn = arn_of(&format!("key/{ID}"));
        world.must_apply(&domain(&arn));
        for key in [&arn, ID] {
            world.write(&domain(key));
            world.forget(ADDRESS);
            world.import(ADDRESS, "main").succeeded();
            world.must_be_settled();
        }
    });
}

/// Only KMS knows whether the alias is one of the domain's key. To replace the domain on that doubt
/// would destroy all packages.
#[test]
fn an_alias_is_taken_for_the_key_of_an_imported_domain_with_a_warning() {
    both(|world| {
        world.must_apply(&domain(ALIAS));
        world.forget(ADDRESS);
        world.import(ADDRESS, "main").succeeded();
        let plan = world.plan();
        assert_eq!(plan.code, Some(0), "{}", plan.text);
        plan.says(&["An alias is assumed to be the domain's key", ALIAS]);
    });
}

/// An alias that the domain was made with may be written out as the key that it stands for.
#[test]
fn an_alias_may_give_way_to_the_key_behind_it() {
    both(|world| {
        world.must_apply(&domain(ALIAS));
        let made = world.domain("main").expect("the domain");
        let key = made.encryption_key().expect("a key");
        for name in [key, key.rsplit('/').next().expect("an ID")] {
            world.write(&domain(name));
            assert_eq!(world.planned().actions(ADDRESS), ["no-op"], "{name}");
        }
        world.write(&domain(ID));
        assert_eq!(world.planned().replaced_by(ADDRESS), ["encryption_key"]);
    });
}

/// The key that AWS manages may be said as well as left out.
#[test]
fn the_key_of_the_service_may_be_written_out_or_left_out() {
    both(|world| {
        let bare = "resource \"codeartifact_domain\" \"it\" { domain = \"main\" }\n";
        world.must_apply(bare);
        let state = world.state(ADDRESS);
        world.write(&domain(state["encryption_key"].as_str().expect("a key")));
        world.must_be_settled();
        world.write(bare);
        world.must_be_settled();
    });
}
