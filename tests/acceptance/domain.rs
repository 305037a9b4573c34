//! Domains.

use crate::world::World;

#[test]
fn a_domain_lives() {
    let world = World::new();
    world.must_apply("resource \"codeartifact_domain\" \"main\" {\n domain = \"main\"\n}\n");
    world.must_be_settled();
    assert_eq!(
        world.state("codeartifact_domain.main")["owner"],
        "000000000000"
    );
    world.must_destroy();
    assert_eq!(world.calls("DeleteDomain"), 1);
}
