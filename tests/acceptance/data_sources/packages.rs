//! Data sources of packages: every page, every filter, and assets of any size.

use std::fs;
#[cfg(unix)]
use std::fs::Permissions;
#[cfg(unix)]
use std::os::unix::fs::{PermissionsExt, symlink};
#[cfg(unix)]
use std::path::Path;

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
        assert!(plan.text.contains("requires `format`"), "{}", plan.text);
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
        assert!(plan.text.contains("larger than 1 MiB"), "{}", plan.text);
        world.must_apply(&asset("2.0.0", "path = \"downloaded\""));
        assert!(fs::read_to_string(world.path("downloaded")).expect("a file") == big);
        world.must_be_settled();
        world.write(&asset("2.0.0", "path = \"no/where/downloaded\""));
        let plan = world.plan();
        assert!(plan.text.contains("cannot be written"), "{}", plan.text);
    });
}

/// The mode of a file, without its type.
#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("a file").permissions().mode() & 0o777
}

#[cfg(unix)]
#[test]
fn an_asset_replaces_a_regular_file_alone_which_keeps_its_mode() {
    play(|world| {
        world.publish("store", "tool", "1.0.0", "a");
        let named = "package = \"tool\"\nversion = \"1.0.0\"\nasset = \"a.txt\"";
        let asset =
            |path: &Path| read("package_version_asset", &format!("{named}\npath = {path:?}"));
        let (fresh, kept, link) = (world.path("fresh"), world.path("kept"), world.path("link"));
        fs::write(&kept, "old").expect("a file");
        fs::set_permissions(&kept, Permissions::from_mode(0o640)).expect("a mode");
        let usual = world.path("usual");
        fs::write(&usual, "").expect("a file");
        for (path, expected) in [(&fresh, mode(&usual)), (&kept, 0o640)] {
            world.must_apply(&asset(path));
            assert_eq!(fs::read_to_string(path).expect("a file"), "a");
            assert_eq!(mode(path), expected, "{}", path.display());
        }
        symlink("/dev/null", &link).expect("a link");
        for path in [&link, Path::new("/dev/null"), &world.path(".")] {
            world.write(&asset(path));
            let plan = world.plan();
            assert!(plan.joined().contains("not a regular file"), "{}", plan.text);
        }
        assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
    });
}

/// A URL has no room for it, and the SDK would panic.
#[test]
fn what_is_too_long_for_a_request_is_refused_before_it() {
    play(|world| {
        let (long, longest) = ("x".repeat(600), "x".repeat(70_000));
        let named = "package = \"tool\"\nversion = \"1.0.0\"\nasset = \"a.txt\"";
        let revision = format!("{named}\npackage_version_revision = {long:?}");
        let groups = |kind: &str, name: &str| {
            format!(
                "data \"codeartifact_{kind}\" \"it\" {{\ndomain = \"main\"\n{name} = \"/{long}\"\n}}\n"
            )
        };
        for configuration in [
            read("package_version_asset", &revision),
            groups("package_groups", "prefix"),
            groups("package_group", "pattern"),
            groups("sub_package_groups", "pattern"),
        ] {
            world.write(&configuration);
            world.validate().failed_with(&["Invalid value for"]);
        }
        let domain = "resource \"codeartifact_domain\" \"it\" {\n domain = \"main\"\n}\n";
        world.write(domain);
        let arn = format!("arn:aws:codeartifact:eu-west-1:{longest}:domain/main");
        for id in [&longest, &arn, &format!("main@{longest}")] {
            let run = world.import("codeartifact_domain.it", id);
            assert!(!run.text.contains("Bug in"), "{}", run.text);
            run.failed_with(&[]);
        }
    });
}
