//! Data sources of packages: every page, every filter, and assets of any size.

use std::fs;

use serde_json::Value as Json;

use crate::support::agreement::both;
use crate::support::world::World;

/// A data source of the package `tool`, but for what `more` says.
fn read(kind: &str, more: &str) -> String {
    format!(
        "data \"codeartifact_{kind}\" \"it\" {{
           domain     = \"main\"
           repository = \"store\"
           format     = \"generic\"
           namespace  = \"space\"
           {more}
         }}\n"
    )
}

fn play(scenario: impl Fn(World)) {
    both(|world| {
        world.make_package_repositories(&["store"]);
        scenario(world);
    });
}

impl World {
    /// The elements of a list that a data source reads.
    fn listed(&self, kind: &str, more: &str, list: &str) -> Vec<Json> {
        self.must_apply(&read(kind, more));
        self.must_be_settled();
        let state = self.state(&format!("data.codeartifact_{kind}.it"));
        state[list].as_array().expect("a list").clone()
    }
}

#[test]
fn packages_come_from_every_page_and_through_every_filter() {
    play(|world| {
        for number in 0..110 {
            world.publish("store", &format!("tool-{number}"), "1.0.0", "a");
        }
        world.publish("store", "hammer", "1.0.0", "a");
        world.set_origin("store", "tool-7", "BLOCK", "ALLOW");
        assert_eq!(world.listed("packages", "package_prefix = \"tool-\"", "packages").len(), 110);
        assert!(world.calls("ListPackages") > 1);
        for filter in [
            "publish = \"BLOCK\"",
            "upstream = \"ALLOW\"",
            "package_prefix = \"tool-7\"\npublish = \"BLOCK\"",
        ] {
            let found = world.listed("packages", filter, "packages");
            assert_eq!(found.len(), 1, "{filter}");
            assert_eq!(found[0]["package"], "tool-7", "{filter}");
        }
        world.write(&read("packages", "").replace("format     = \"generic\"", ""));
        let plan = world.plan();
        assert!(plan.text.contains("needs a `format`"), "{}", plan.text);
    });
}

#[test]
fn versions_come_from_every_page_and_through_every_filter() {
    play(|world| {
        for number in 0..60 {
            world.publish("store", "tool", &format!("{number}.0.0"), "a");
        }
        world.set_version_status("store", "tool", "7.0.0", "Unlisted");
        let listed = |filter: &str| {
            let more = format!("package = \"tool\"\n{filter}");
            world.listed("package_versions", &more, "versions")
        };
        assert_eq!(listed("").len(), 60);
        assert_eq!(listed("sort_by = \"PUBLISHED_TIME\"").len(), 60);
        assert_eq!(listed("origin_type = \"INTERNAL\"").len(), 60);
        assert_eq!(listed("origin_type = \"EXTERNAL\""), [] as [Json; 0]);
        let unlisted = listed("status = \"Unlisted\"");
        assert_eq!(unlisted.len(), 1);
        assert_eq!(unlisted[0]["version"], "7.0.0");
        assert_eq!(unlisted[0]["origin"]["repository"], "store");
    });
}

#[test]
fn an_asset_is_written_to_a_file_and_a_small_one_is_read() {
    play(|world| {
        let big = "0123456789abcdef".repeat(128 * 1024);
        world.publish("store", "tool", "1.0.0", "a");
        world.publish("store", "tool", "2.0.0", &big);
        let asset = |version: &str, more: &str| {
            let more =
                format!("package = \"tool\"\nversion = {version:?}\nasset = \"a.txt\"\n{more}");
            read("package_version_asset", &more)
        };
        world.must_apply(&asset("1.0.0", ""));
        assert_eq!(
            world.state("data.codeartifact_package_version_asset.it")["content_base64"],
            "YQ=="
        );
        world.write(&asset("2.0.0", ""));
        let plan = world.plan();
        assert!(plan.text.contains("bigger than 1 MiB"), "{}", plan.text);
        world.must_apply(&asset("2.0.0", "path = \"downloaded\""));
        assert!(fs::read_to_string(world.path("downloaded")).expect("a file") == big);
        world.must_be_settled();
        world.write(&asset("2.0.0", "path = \"no/where/downloaded\""));
        let plan = world.plan();
        assert!(plan.text.contains("cannot be written"), "{}", plan.text);
    });
}
