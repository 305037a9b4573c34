//! Domains of another account: the caller works in them, and never in a domain of its own that has
//! the same name.

use serde_json::json;

use crate::resources::permissions_policies::allow;
use crate::support::agreement::both;
use crate::support::world::{ACCOUNT, OTHER_ACCOUNT, World};

/// The domain `main` of the other account.
fn owner() -> String {
    format!("domain = \"main\"\n domain_owner = {OTHER_ACCOUNT:?}")
}

/// The repository `npm`, as what belongs to it names it.
const NPM: &str = "repository = codeartifact_repository.npm.repository";

/// Everything that can be made in that domain.
fn resources() -> String {
    let (owner, policy) = (owner(), json!(allow("codeartifact:*")));
    format!(
        "resource \"codeartifact_repository\" \"npm\" {{
           {owner}
           repository = \"npm\"
           tags       = {{ team = \"a\" }}
           lifecycle {{ ignore_changes = [upstreams] }}
         }}
         resource \"codeartifact_package_group\" \"ours\" {{
           {owner}
           pattern = \"/npm/ours/*\"
           tags    = {{ team = \"a\" }}
         }}
         resource \"codeartifact_repository\" \"store\" {{
           {owner}
           repository          = \"store\"
           external_connection = \"public:npmjs\"
         }}
         resource \"codeartifact_repository_upstreams\" \"npm\" {{
           {owner}
           {NPM}
           upstreams = [codeartifact_repository.store.repository]
         }}
         resource \"codeartifact_repository_permissions_policy\" \"npm\" {{
           {owner}
           {NPM}
           policy_document = {policy}
         }}
         resource \"codeartifact_domain_permissions_policy\" \"main\" {{
           {owner}
           policy_document = {policy}
         }}\n"
    )
}

/// Everything that can be asked about it.
fn data_sources() -> String {
    let owner = owner();
    format!(
        "data \"codeartifact_domain\" \"main\" {{
           {owner}
         }}
         data \"codeartifact_repository\" \"npm\" {{
           {owner}
           {NPM}
           depends_on = [codeartifact_repository_upstreams.npm]
         }}
         data \"codeartifact_repository_endpoint\" \"npm\" {{
           {owner}
           {NPM}
           format = \"npm\"
         }}
         data \"codeartifact_authorization_token\" \"main\" {{
           {owner}
         }}\n"
    )
}

/// Plays a scenario in a world in which both accounts have a domain `main`.
fn play(scenario: impl Fn(World)) {
    both(|world| {
        world.make_domain_of_other_account("main");
        world.make_domain("main");
        scenario(world);
    });
}

#[test]
fn a_domain_of_another_account_can_be_worked_in() {
    play(|world| {
        world.must_apply(&(resources() + &data_sources()));
        world.apply().succeeded();
        world.must_be_settled();
        let repository = world.state("codeartifact_repository.npm");
        let arn = format!("arn:aws:codeartifact:eu-west-1:{OTHER_ACCOUNT}:repository/main/npm");
        assert_eq!(repository["arn"], arn);
        assert_eq!(repository["domain_owner"], OTHER_ACCOUNT);
        assert_eq!(repository["administrator_account"], ACCOUNT);
        let endpoint = world.state("data.codeartifact_repository_endpoint.npm");
        let endpoint = endpoint["repository_endpoint"].as_str().expect("an address");
        assert!(endpoint.contains(&format!("main-{OTHER_ACCOUNT}/npm/")), "{endpoint}");
        let domain = world.state("data.codeartifact_domain.main");
        assert_eq!(domain["domain_owner"], OTHER_ACCOUNT);
        assert!(world.repository("main", "npm").is_none(), "the caller's own domain has it");
        world.must_destroy();
    });
}

/// An import by ARN finds the account in the ARN; the short form is of the caller's own account.
#[test]
fn objects_of_another_account_are_imported_by_their_arn() {
    play(|world| {
        world.must_apply(&resources());
        world.apply().succeeded();
        for (address, of) in [
            ("codeartifact_package_group.ours", "package-group/main/npm/ours/%2a"),
            ("codeartifact_repository.npm", "repository/main/npm"),
            ("codeartifact_repository_upstreams.npm", "repository/main/npm"),
            ("codeartifact_repository_permissions_policy.npm", "repository/main/npm"),
            ("codeartifact_domain_permissions_policy.main", "domain/main"),
        ] {
            world.forget(address);
            let arn = format!("arn:aws:codeartifact:eu-west-1:{OTHER_ACCOUNT}:{of}");
            world.import(address, &arn).succeeded();
        }
        world.must_plan_nothing();
        world.forget("codeartifact_repository.npm");
        world
            .import("codeartifact_repository.npm", "main/npm")
            .failed_with(&["non-existent remote object"]);
    });
}

/// The account is learnt from the answers, so that no plan doubts it.
#[test]
fn an_owner_that_is_left_out_is_the_caller_and_may_be_said_later() {
    both(|world| {
        world.make_domain("main");
        let repository = |owner: &str| {
            format!(
                "resource \"codeartifact_repository\" \"it\" {{\n domain = \"main\"\n {owner}
             repository = \"npm\"\n}}\n"
            )
        };
        world.must_apply(&repository(""));
        let state = world.state("codeartifact_repository.it");
        assert_eq!(state["domain_owner"], ACCOUNT);
        world.write(&repository(&format!("domain_owner = {ACCOUNT:?}")));
        world.must_be_settled();
    });
}
