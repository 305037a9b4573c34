//! What was made a moment ago, and cannot be seen yet.

use std::time::Duration;

use codeartifact_emulator::Fault;

use super::{World, domain, repository};
use crate::aws::{PackageGroupId, Tags};

/// Nobody waits for what is not asked for again; who asks waits until it can be seen.
#[tokio::test]
async fn who_needs_a_new_object_waits_for_it() {
    let world = World::new().await;
    let hidden = Duration::from_millis(400);
    for operation in ["CreateDomain", "CreateRepository", "CreatePackageGroup"] {
        world.fault(Fault::on(operation).times(1).stale_reads(hidden)).await;
    }
    let (main, store) = (domain("main"), repository("main", "store"));
    let group = PackageGroupId { domain: main.clone(), pattern: "/npm/*".to_owned() };
    let tags = Tags::new();
    world.aws.create_domain(&main, None, &tags).await.expect("a domain");
    assert!(world.aws.describe_domain(&main).await.expect("an answer").is_some());
    world.aws.create_repository(&store, None, &[], &tags).await.expect("a repository");
    assert!(world.aws.describe_repository(&store).await.expect("an answer").is_some());
    world.aws.create_package_group(&group, None, None, &tags).await.expect("a group");
    assert!(world.aws.describe_package_group(&group).await.expect("an answer").is_some());
    let asked = world.operations().await;
    for operation in ["CreateDomain", "CreateRepository", "CreatePackageGroup"] {
        assert_eq!(asked.iter().filter(|asked| **asked == operation).count(), 1, "{asked:?}");
    }
    for operation in ["DescribeDomain", "DescribeRepository", "DescribePackageGroup"] {
        assert!(asked.iter().filter(|asked| **asked == operation).count() > 1, "{asked:?}");
    }
    world.aws.create_domain(&domain("elsewhere"), None, &tags).await.expect("another domain");
    world.clear_requests().await;
    let other = repository("main", "other");
    assert_eq!(world.aws.describe_repository(&other).await.expect("an answer"), None);
    let namesake = repository("elsewhere", "store");
    assert_eq!(world.aws.describe_repository(&namesake).await.expect("an answer"), None);
    assert_eq!(world.operations().await, ["DescribeRepository"; 2], "they were never made");
}
