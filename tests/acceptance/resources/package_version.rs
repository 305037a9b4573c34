//! Generic versions: published asset by asset, replaced with their content, ended as they say.

use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use codeartifact_emulator::Fault;
use serde_json::{Value as Json, json};

use crate::support::agreement::both;
use crate::support::lifecycle::{Case, elsewhere, import_ids, prove};
use crate::support::packages::{NAMESPACE, package_arn};
use crate::support::world::World;

const ADDRESS: &str = "codeartifact_package_version.it";

fn configuration(assets: &str, more: &str) -> String {
    format!(
        "resource \"codeartifact_package_version\" \"it\" {{
           domain     = \"main\"
           repository = \"store\"
           namespace  = \"space\"
           package    = \"tool\"
           version    = \"1.0.0\"
           assets     = {{ {assets} }}
           {more}
         }}\n"
    )
}

fn text(content: &str) -> Json {
    json!({ "a.txt": { "content_base64": BASE64.encode(content) } })
}

fn play(scenario: impl Fn(World)) {
    both(|world| {
        world.make_package_repositories(&["store"]);
        scenario(world);
    });
}

#[test]
fn a_version_lives() {
    prove(&Case {
        resource: "package_version",
        prepare: |world| world.make_package_repositories(&["store", "shelf"]),
        first: vec![
            ("domain", json!("main")),
            ("repository", json!("store")),
            ("namespace", json!(NAMESPACE)),
            ("package", json!("tool")),
            ("version", json!("1.0.0")),
            ("assets", text("a")),
            ("status", json!("Published")),
        ],
        updates: vec![("status", json!("Unlisted")), ("on_destroy", json!("archive"))],
        replacements: [
            vec![
                ("version", json!("2.0.0")),
                ("package", json!("hammer")),
                ("repository", json!("shelf")),
                ("namespace", json!("place")),
                ("assets", text("b")),
            ],
            elsewhere(),
        ]
        .concat(),
        drifts: vec![("status", json!("Archived")), ("assets", json!({}))],
        edit: |world, argument, value| match argument {
            "status" => {
                let status = value.as_str().expect("a status");
                world.set_version_status("store", "tool", "1.0.0", status);
            }
            _ => world.dispose_version("store", "tool", "1.0.0"),
        },
        remove: |world| world.delete_version("store", "tool", "1.0.0"),
        look: |world| {
            let status = world.version_status("store", "tool", "1.0.0")?;
            let assets = world.asset("store", "tool", "1.0.0").map(|content| text(&content));
            Some(json!({
                "domain": "main", "repository": "store", "namespace": NAMESPACE, "package": "tool",
                "version": "1.0.0", "status": status, "assets": assets,
            }))
        },
        import_ids: ids(),
    });
}

fn ids() -> Vec<String> {
    let arn = package_arn("store", "tool") + "/1.0.0";
    import_ids("main/store/generic/space/tool/1.0.0", &arn)
}

#[test]
fn the_end_of_a_version_is_what_it_says() {
    for (on_destroy, status) in [
        ("delete", None),
        ("dispose", Some("Disposed")),
        ("archive", Some("Archived")),
        ("retain", Some("Published")),
    ] {
        play(|world| {
            let more = format!("on_destroy = {on_destroy:?}");
            world.must_apply(&configuration("\"a.txt\" = { content_base64 = \"YQ==\" }", &more));
            world.must_destroy();
            assert_eq!(world.version_status("store", "tool", "1.0.0").as_deref(), status);
            world.no_call_failed();
        });
    }
}

#[test]
fn files_are_distinguished_by_their_content_alone() {
    play(|world| {
        for (name, content) in [("one", "a"), ("two", "a"), ("three", "c")] {
            fs::write(world.path(name), content).expect("a file");
        }
        let assets = |source: &str| {
            format!("\"a.txt\" = {{ source = {source:?} }}, \"b\" = {{ source = \"three\" }}")
        };
        world.must_apply(&configuration(&assets("one"), ""));
        world.must_be_settled();
        assert_eq!(world.calls("PublishPackageVersion"), 2);
        world.write(&configuration(&assets("two"), ""));
        assert_eq!(world.planned().actions(ADDRESS), ["update"]);
        world.apply().succeeded();
        assert_eq!(world.calls("PublishPackageVersion"), 2);
        fs::write(world.path("two"), "b").expect("a file");
        assert_eq!(world.planned().actions(ADDRESS), ["delete", "create"]);
        world.apply().succeeded();
        assert_eq!(world.asset("store", "tool", "1.0.0").as_deref(), Some("b"));
        world.must_be_settled();
    });
}

/// It is core itself that refuses here, as it refuses a promise that the provider has broken.
#[test]
fn a_file_that_changes_after_the_plan_is_not_published() {
    let world = World::new();
    world.make_package_repositories(&["store"]);
    fs::write(world.path("file"), "a").expect("a file");
    world.write(&configuration("\"a.txt\" = { source = \"file\" }", ""));
    world.planned();
    fs::write(world.path("file"), "b").expect("a file");
    let late = world.apply_planned();
    assert_ne!(late.code, Some(0), "{}", late.text);
    assert_eq!(world.calls("PublishPackageVersion"), 0);
}

#[test]
fn a_lost_answer_is_no_second_version() {
    play(|world| {
        let lost = Fault::on("PublishPackageVersion").times(2).after_effect().drop_connection();
        world.fault(lost);
        fs::write(world.path("file"), "a").expect("a file");
        let assets = "\"a.txt\" = { source = \"file\" }, \"b.txt\" = { content_base64 = \"Yg==\" }";
        world.must_apply(&configuration(assets, ""));
        world.must_be_settled();
        assert_eq!(world.asset("store", "tool", "1.0.0").as_deref(), Some("a"));
    });
}

#[test]
fn a_version_of_somebody_else_is_not_taken_over() {
    play(|world| {
        world.publish("store", "tool", "1.0.0", "a");
        world.write(&configuration("\"a.txt\" = { content_base64 = \"YQ==\" }", ""));
        world.apply().failed_with(&["import it"]);
        assert_eq!(world.state(ADDRESS), Json::Null);
    });
}

/// Nobody has said what the status is to be after the version was published.
#[test]
fn a_status_that_is_left_to_others_is_no_drift() {
    play(|world| {
        let with = |more| configuration("\"a.txt\" = { content_base64 = \"YQ==\" }", more);
        world.must_apply(&with(""));
        world.set_version_status("store", "tool", "1.0.0", "Unlisted");
        world.plan_refresh_only().succeeded();
        world.must_be_settled();
        world.must_apply(&with("on_destroy = \"retain\""));
        assert_eq!(world.version_status("store", "tool", "1.0.0").as_deref(), Some("Unlisted"));
        world.must_apply(&with("status = \"Published\""));
        assert_eq!(world.version_status("store", "tool", "1.0.0").as_deref(), Some("Published"));
        world.set_version_status("store", "tool", "1.0.0", "Unlisted");
        assert_eq!(world.plan_refresh_only().code, Some(2), "what is set is held");
    });
}

/// The first asset is there already, in a version that is unfinished.
#[test]
fn a_version_that_failed_half_way_is_finished_by_the_next_apply() {
    play(|world| {
        let assets =
            "\"a.txt\" = { content_base64 = \"YQ==\" }, \"b.txt\" = { content_base64 = \"Yg==\" }";
        world.write(&configuration(assets, ""));
        let second = Fault::on("PublishPackageVersion").skip(1).times(1);
        world.fault(second.error(400, "ValidationException", "no"));
        assert_ne!(world.apply().code, Some(0));
        assert_eq!(world.version_status("store", "tool", "1.0.0").as_deref(), Some("Unfinished"));
        world.apply().succeeded();
        world.must_be_settled();
        assert_eq!(world.version_status("store", "tool", "1.0.0").as_deref(), Some("Published"));
    });
}

/// The first asset is there already, and no longer wanted.
#[test]
fn a_version_that_failed_half_way_has_no_asset_but_those_that_are_wanted() {
    play(|world| {
        let (a, b) = (
            "\"a.txt\" = { content_base64 = \"YQ==\" }",
            "\"b.txt\" = { content_base64 = \"Yg==\" }",
        );
        world.write(&configuration(&format!("{a}, {b}"), ""));
        let second = Fault::on("PublishPackageVersion").skip(1).times(1);
        world.fault(second.error(400, "ValidationException", "no"));
        world.apply().failed_with(&["Could not finish"]);
        world.must_apply(&configuration(b, ""));
        world.must_be_settled();
        assert_eq!(world.asset("store", "tool", "1.0.0"), None);
        assert_eq!(world.version_status("store", "tool", "1.0.0").as_deref(), Some("Published"));
    });
}

/// A version that somebody has begun would be published with what they have put into it.
#[test]
fn an_unfinished_version_of_somebody_else_is_not_published() {
    play(|world| {
        world.begin_version("store", "tool", "1.0.0", "theirs");
        world.write(&configuration("\"b.txt\" = { content_base64 = \"Yg==\" }", ""));
        world.apply().failed_with(&["with the status Unfinished", "import it"]);
        assert_eq!(world.version_status("store", "tool", "1.0.0").as_deref(), Some("Unfinished"));
        assert_eq!(world.calls("PublishPackageVersion"), 1);
    });
}

#[test]
fn what_cannot_be_published_is_refused_by_the_plan() {
    both(|world| {
        for (assets, more, part) in [
            ("", "", "at least 1"),
            ("\"a/b\" = { content_base64 = \"YQ==\" }", "", "cannot be the name of an asset"),
            ("\"a\" = {}", "", "must have a `source`"),
            ("\"a\" = { content_base64 = \"#\" }", "", "must be Base64"),
            (
                "\"a\" = { content_base64 = \"YQ==\" }",
                "format = \"npm\"",
                "must be one of \"generic\"",
            ),
            ("\"a\" = { content_base64 = \"YQ==\" }", "status = \"Disposed\"", "\"Archived\""),
        ] {
            world.write(&configuration(assets, more));
            world.plan().failed_with(&[part]);
        }
        assert!(world.called().is_empty());
    });
}

/// A version whose one asset is a file.
fn of_file() -> String {
    configuration("\"a.txt\" = { source = \"file\" }", "")
}

#[test]
fn a_file_that_is_missing_is_no_change() {
    play(|world| {
        fs::write(world.path("file"), "a").expect("a file");
        world.must_apply(&of_file());
        fs::remove_file(world.path("file")).expect("no file");
        let plan = world.plan();
        assert_eq!(plan.code, Some(0), "{}", plan.text);
        plan.says(&[
            "Warning: The file of an asset cannot be read",
            "file cannot be read: No such",
        ]);
        let unlisted = configuration("\"a.txt\" = { source = \"file\" }", "status = \"Unlisted\"");
        world.write(&unlisted);
        assert_eq!(world.planned().actions(ADDRESS), ["update"]);
        world.apply().succeeded();
        assert_eq!(world.calls("PublishPackageVersion"), 1);
    });
}

/// Led by the CLI alone, which plans everything before it plans the end.
#[test]
fn what_is_only_to_be_destroyed_needs_no_file() {
    let world = World::new();
    world.make_package_repositories(&["store"]);
    fs::write(world.path("file"), "a").expect("a file");
    world.must_apply(&of_file());
    fs::remove_file(world.path("file")).expect("no file");
    world.write(&of_file().replace("1.0.0", "2.0.0"));
    world.cli(["plan", "-destroy", "-input=false"]).succeeded();
    world.must_destroy();
    assert_eq!(world.version_status("store", "tool", "1.0.0"), None);
}

/// Led by the CLI alone, which runs the program that makes the file.
#[test]
fn a_file_that_the_same_apply_makes_can_be_planned() {
    let world = World::new();
    world.make_package_repositories(&["store"]);
    let made = "resource \"terraform_data\" \"file\" {
      provisioner \"local-exec\" {
        command = \"printf made > file\"
      }
    }\n";
    let version =
        configuration("\"a.txt\" = { source = \"file\" }", "depends_on = [terraform_data.file]");
    world.must_apply(&(made.to_owned() + &version));
    assert_eq!(world.asset("store", "tool", "1.0.0").as_deref(), Some("made"));
    world.must_be_settled();
}

#[test]
fn a_file_that_is_not_there_in_time_is_an_error() {
    play(|world| {
        world.write(&of_file());
        world.apply().failed_with(&["Could not create", "file cannot be read"]);
        assert_eq!(world.calls("PublishPackageVersion"), 0);
    });
}
