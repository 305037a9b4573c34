//! The provider block, as users of the AWS provider paste it.

use crate::support::agreement::both;
use crate::support::world::World;

const DOMAIN: &str = "resource \"codeartifact_domain\" \"main\" {\n domain = \"main\"\n}\n";

/// Makes a world's environment say nothing about AWS.
fn bare(world: &mut World) {
    for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_ENDPOINT_URL"] {
        world.set(name, "");
    }
}

#[test]
fn the_block_for_local_services_works_unchanged() {
    both(|mut world| {
        bare(&mut world);
        let url = world.emulator.url();
        world.must_apply(&format!(
            r#"
        provider "codeartifact" {{
          region                      = "eu-west-1"
          access_key                  = "test"
          secret_key                  = "test"
          skip_credentials_validation = true
          skip_metadata_api_check     = true
          skip_requesting_account_id  = true
          endpoints {{
            codeartifact = "{url}"
            sts          = "{url}"
          }}
        }}
        {DOMAIN}"#
        ));
        world.must_be_settled();
        let agent = &world.requests()[0].user_agent;
        assert!(agent.contains("Terraform") || agent.contains("OpenTofu"), "{agent}");
    });
}

/// Keys, Region and endpoint from the shared files of the AWS CLI.
#[test]
fn a_profile_works() {
    both(|mut world| {
        bare(&mut world);
        let url = world.emulator.url().to_owned();
        let config = format!("[profile team]\nregion = eu-west-1\nendpoint_url = {url}\n");
        let credentials = "[team]\naws_access_key_id = test\naws_secret_access_key = test\n";
        std::fs::write(world.path("config"), config).expect("a file");
        std::fs::write(world.path("credentials"), credentials).expect("a file");
        for (name, file) in
            [("AWS_CONFIG_FILE", "config"), ("AWS_SHARED_CREDENTIALS_FILE", "credentials")]
        {
            let path = world.path(file);
            world.set(name, path.to_str().expect("a path in UTF-8"));
        }
        world.must_apply(&format!(
            "provider \"codeartifact\" {{\n profile = \"team\"\n}}\n{DOMAIN}"
        ));
        world.must_be_settled();
    });
}

/// A plan without resources needs no credentials and calls nothing.
#[test]
fn nothing_is_called_before_it_is_needed() {
    both(|mut world| {
        bare(&mut world);
        world.write(
        "provider \"codeartifact\" {\n region = \"eu-west-1\"\n}\noutput \"x\" {\n value = 1\n}\n",
    );
        world.apply().succeeded();
        assert!(world.requests().is_empty());
    });
}
