//! What is wrong for every object is explained once.

use crate::support::diagnostic::Diagnostic;
use crate::support::world::World;

const DOMAINS: &str = "resource \"codeartifact_domain\" \"all\" {
  for_each = toset([\"one\", \"two\", \"three\", \"four\", \"five\", \"six\", \"seven\", \"eight\", \"nine\"])
  domain   = each.key
}
";

#[test]
fn refused_credentials_are_explained_once() {
    let mut world = World::new();
    world.must_apply(DOMAINS);
    world.set("AWS_SECRET_ACCESS_KEY", "wrong");
    let errors = Diagnostic::all(&world.plan().text);
    let errors: Vec<_> = errors.iter().filter(|it| it.severity == "Error").collect();
    let explained = errors.iter().filter(|it| it.detail.contains("AWS_PROFILE")).count();
    let referring = errors.iter().filter(|it| it.detail.contains("See another error of this run"));
    assert_eq!((errors.len(), explained, referring.count()), (9, 1, 8), "{errors:#?}");
}
