//! Pages: no list of the service fits into one answer, and every data source that lists has all of
//! it.

use codeartifact::data_sources;

use crate::support::agreement::both;
use crate::support::world::World;

/// More than one page of any list holds.
const MANY: usize = 120;

/// What a list data source is asked, and its list.
struct Case {
    name: &'static str,
    arguments: &'static str,
    list: &'static str,
    count: usize,
}

const CASES: [Case; 10] = [
    Case::of("domains", "", "domains", MANY / 2 + 1),
    Case::of("repositories", IN_DOMAIN, "repositories", MANY + 1),
    Case::of("domain_graph", IN_DOMAIN, "repositories", MANY + 1),
    Case::of("packages", IN_REPOSITORY, "packages", MANY + 2),
    Case::of("package_versions", OF_PACKAGE, "versions", MANY),
    Case::of("package_version_assets", OF_VERSION, "assets", MANY),
    Case::of("package_groups", IN_DOMAIN, "package_groups", MANY + 3),
    Case::of("sub_package_groups", BELOW_GROUP, "package_groups", MANY),
    Case::of("package_group_allowed_repositories", OF_GROUP, "repositories", MANY),
    Case::of("package_group_packages", IN_GROUP, "packages", MANY + 2),
];

const IN_DOMAIN: &str = "domain = \"main\"";
const IN_REPOSITORY: &str = "domain = \"main\"\n repository = \"store\"";
const OF_PACKAGE: &str = "domain = \"main\"\n repository = \"store\"\n format = \"generic\"\n \
                          namespace = \"space\"\n package = \"tool\"";
const OF_VERSION: &str = "domain = \"main\"\n repository = \"store\"\n format = \"generic\"\n \
                          namespace = \"space\"\n package = \"wide\"\n version = \"1.0.0\"";
const BELOW_GROUP: &str = "domain = \"main\"\n pattern = \"/npm/*\"";
const OF_GROUP: &str = "domain = \"main\"\n pattern = \"/generic/space/*\"\n \
                        origin_restriction_type = \"INTERNAL_UPSTREAM\"";
const IN_GROUP: &str = "domain = \"main\"\n pattern = \"/generic/space/*\"";

/// A version with many assets, and a group that allows many repositories.
const ESTATE: &str = r#"
    locals { numbers = range(120) }
    resource "codeartifact_package_version" "wide" {
      domain     = "main"
      repository = "store"
      namespace  = "space"
      package    = "wide"
      version    = "1.0.0"
      assets     = { for n in local.numbers : "${n}.txt" => { content_base64 = "YQ==" } }
      # The origin controls of a new package depend on the group that it finds.
      depends_on = [codeartifact_package_group.space]
    }
    resource "codeartifact_package_group" "space" {
      domain  = "main"
      pattern = "/generic/space/*"
      origin_configuration = {
        internal_upstream = {
          mode         = "ALLOW_SPECIFIC_REPOSITORIES"
          repositories = [for n in local.numbers : "r-${n}"]
        }
      }
    }
"#;

/// Makes many of everything.
fn fill(world: &World) {
    (0..MANY / 2).for_each(|n| world.make_domain(&format!("d-{n:03}")));
    world.make_domain("main");
    let names: Vec<String> = (0..MANY).map(|n| format!("r-{n}")).collect();
    world.make_repositories("main", &names.iter().map(String::as_str).collect::<Vec<_>>());
    world.make_repositories("main", &["store"]);
    let groups: Vec<String> = (0..MANY).map(|n| format!("/npm//n{n:03}$")).collect();
    world.make_groups(&["/npm/*".to_owned()]);
    world.make_groups(&groups);
    for n in 0..MANY {
        world.publish("store", &format!("p-{n:03}"), "1.0.0", "a");
        world.publish("store", "tool", &format!("{n}.0.0"), "a");
    }
    world.must_apply(ESTATE);
}

#[test]
fn every_list_has_what_all_its_pages_have() {
    both(|world| {
        fill(&world);
        let sources: String = CASES.iter().map(Case::block).collect();
        world.must_apply(&(ESTATE.to_owned() + &sources));
        for case in &CASES {
            let found = world.state(&case.address())[case.list].as_array().expect("a list").clone();
            assert_eq!(found.len(), case.count, "{}", case.name);
            let repeated =
                found.iter().enumerate().any(|(n, element)| found[..n].contains(element));
            assert!(!repeated, "{} has one twice", case.name);
        }
        world.must_be_settled();
    });
}

/// The packages here are generic ones, which depend on nothing: see `clients` for what npm
/// publishes. A resolution looks at the newest versions alone.
#[test]
fn every_data_source_that_lists_is_among_the_cases() {
    let is_list =
        |operation: &&str| operation.starts_with("List") && *operation != "ListTagsForResource";
    let lists = data_sources::ALL.iter().filter(|source| source.operations().iter().any(is_list));
    let cases: Vec<&str> = CASES.iter().map(|case| case.name).collect();
    let missing: Vec<&str> =
        lists.map(|list| list.name()).filter(|name| !cases.contains(name)).collect();
    assert_eq!(missing, ["package_resolution", "package_version_dependencies"]);
}

impl Case {
    const fn of(
        name: &'static str,
        arguments: &'static str,
        list: &'static str,
        count: usize,
    ) -> Self {
        Self { name, arguments, list, count }
    }

    fn address(&self) -> String {
        format!("data.codeartifact_{}.it", self.name)
    }

    fn block(&self) -> String {
        format!("data \"codeartifact_{}\" \"it\" {{\n {}\n}}\n", self.name, self.arguments)
    }
}
