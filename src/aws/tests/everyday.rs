//! What happens when nothing goes wrong.

use codeartifact_emulator::{Endpoints, Options};

use super::{World, domain, repository, tags};
use crate::aws::{DomainId, PolicyTarget, Tags};

#[tokio::test]
async fn a_domain_lives_and_dies() {
    let world = World::new().await;
    let id = domain("main");
    assert_eq!(world.aws.describe_domain(&id).await.expect("an answer"), None);
    let key = Some("alias/packages");
    let made = world.aws.create_domain(&id, key, &tags(&[("a", "1")])).await;
    let made = made.expect("a new domain");
    assert_eq!(made.arn, "arn:aws:codeartifact:eu-west-1:000000000000:domain/main");
    assert_eq!((made.name.as_str(), made.owner.as_str()), ("main", "000000000000"));
    assert_eq!((made.status.as_str(), made.repository_count), ("Active", 0));
    assert!(made.encryption_key.starts_with("arn:aws:kms:eu-west-1:"), "{made:?}");
    assert!(made.created_time.ends_with('Z'), "{made:?}");
    assert_eq!(world.aws.describe_domain(&id).await.expect("an answer"), Some(made));
    world.aws.delete_domain(&id).await.expect("deleted");
    world.aws.delete_domain(&id).await.expect("gone already");
    assert_eq!(world.aws.describe_domain(&id).await.expect("an answer"), None);
}

#[tokio::test]
async fn a_region_of_its_own_is_another_place() {
    let world = World::with_domain().await;
    let there = DomainId { region: Some("us-east-1".to_owned()), ..domain("main") };
    assert_eq!(world.aws.describe_domain(&there).await.expect("an answer"), None);
    assert_eq!(world.requests().await[0].region, "us-east-1");
}

#[tokio::test]
async fn a_repository_lives_and_dies() {
    let world = World::with_domain().await;
    let aws = &world.aws;
    let (store, id) = (repository("main", "store"), repository("main", "app"));
    assert_eq!(aws.describe_repository(&id).await.expect("an answer"), None);
    aws.create_repository(&store, None, &[], &Tags::new()).await.expect("a store");
    let upstreams = ["store".to_owned()];
    let made = aws.create_repository(&id, Some("ours"), &upstreams, &Tags::new()).await;
    let made = made.expect("a repository");
    assert_eq!(made.upstreams, upstreams);
    assert_eq!(made.description.as_deref(), Some("ours"));
    assert_eq!(made.arn, "arn:aws:codeartifact:eu-west-1:000000000000:repository/main/app");
    assert_eq!((made.domain.as_str(), made.domain_owner.as_str()), ("main", "000000000000"));
    aws.delete_repository(&id).await.expect("deleted");
    aws.delete_repository(&id).await.expect("gone already");
    let nowhere = repository("nowhere", "app");
    assert_eq!(aws.describe_repository(&nowhere).await.expect("an answer"), None);
    aws.delete_repository(&nowhere).await.expect("gone with its domain");
}

#[tokio::test]
async fn a_repository_changes_and_is_cleared() {
    let world = World::with_domain().await;
    let aws = &world.aws;
    let (store, id) = (repository("main", "store"), repository("main", "app"));
    for (id, upstreams) in [(&store, vec![]), (&id, vec!["store".to_owned()])] {
        let made = aws.create_repository(id, Some("ours"), &upstreams, &Tags::new()).await;
        made.expect("a repository");
    }
    let changed = aws.update_repository(&id, Some("other"), None).await.expect("changed");
    assert_eq!((changed.description.as_deref(), changed.upstreams.len()), (Some("other"), 1));
    let cleared = aws.update_repository(&id, Some(""), Some(&[])).await.expect("cleared");
    assert_eq!((cleared.description, cleared.upstreams.len()), (None, 0));
}

#[tokio::test]
async fn a_connection_comes_and_goes() {
    let world = World::with_domain().await;
    let id = repository("main", "store");
    let made = world.aws.create_repository(&id, None, &[], &Tags::new()).await;
    assert_eq!(made.expect("a repository").external_connections, []);
    let name = "public:npmjs";
    let connected = world.aws.associate_external_connection(&id, name).await;
    let connected = connected.expect("connected").external_connections;
    assert_eq!((connected[0].name.as_str(), connected[0].package_format.as_str()), (name, "npm"));
    assert_eq!(connected[0].status, "AVAILABLE");
    for _ in 0..2 {
        let gone = world.aws.disassociate_external_connection(&id, name).await;
        gone.expect("no connection");
    }
    let found = world.aws.describe_repository(&id).await.expect("an answer");
    assert_eq!(found.expect("a repository").external_connections, []);
}

#[tokio::test]
async fn all_addresses_come_from_one_call() {
    for form in [Endpoints::Local, Endpoints::Aws] {
        let world = World::with(Options::default().endpoints(form), |_| {}).await;
        let id = repository("main", "npm");
        let tags = Tags::new();
        world.aws.create_domain(&domain("main"), None, &tags).await.expect("a domain");
        world.aws.create_repository(&id, None, &[], &tags).await.expect("a repository");
        world.clear_requests().await;
        let all = world.aws.repository_endpoints(&id, None).await.expect("addresses");
        assert_eq!(world.operations().await, ["GetRepositoryEndpoint"]);
        assert_eq!(all.len(), 8);
        for (format, address) in all {
            let asked = world.aws.repository_endpoint(&id, &format, None).await;
            assert_eq!(asked.expect("an address"), address);
        }
    }
}

#[tokio::test]
async fn tags_change_by_difference() {
    let world = World::new().await;
    let old = tags(&[("gone", "1"), ("same", "1"), ("changed", "1")]);
    let made = world.aws.create_domain(&domain("main"), None, &old).await;
    let arn = made.expect("a domain").arn;
    world.clear_requests().await;
    world.aws.retag(&arn, None, &old, &old).await.expect("nothing to do");
    assert!(world.operations().await.is_empty());
    let new = tags(&[("same", "1"), ("changed", "2"), ("new", "")]);
    world.aws.retag(&arn, None, &old, &new).await.expect("other tags");
    assert_eq!(world.operations().await, ["UntagResource", "TagResource"]);
    assert_eq!(world.aws.tags(&arn, None).await.expect("tags"), Some(new));
    let gone = arn.replace("main", "gone");
    assert_eq!(world.aws.tags(&gone, None).await.expect("an answer"), None);
}

const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"codeartifact:DescribeRepository","Resource":"*"}]}"#;

#[tokio::test]
async fn a_policy_comes_and_goes() {
    let world = World::with_domain().await;
    let id = repository("main", "store");
    let made = world.aws.create_repository(&id, None, &[], &Tags::new()).await;
    made.expect("a repository");
    for target in [PolicyTarget::Domain(domain("main")), PolicyTarget::Repository(id)] {
        assert_eq!(world.aws.get_policy(&target).await.expect("an answer"), None);
        let first = world.aws.put_policy(&target, POLICY, None).await.expect("a policy");
        assert_eq!(first.document, POLICY);
        let revision = Some(first.revision.as_str());
        let second = world.aws.put_policy(&target, POLICY, revision).await.expect("a policy");
        assert_eq!(world.aws.get_policy(&target).await.expect("an answer"), Some(second));
        for _ in 0..2 {
            world.aws.delete_policy(&target).await.expect("no policy");
        }
        assert_eq!(world.aws.get_policy(&target).await.expect("an answer"), None);
    }
    // Also in a repository that is new, a policy that is absent is not waited for.
    let operations = world.operations().await;
    let deletions = operations.iter().filter(|it| it.starts_with("Delete")).count();
    assert_eq!(deletions, 4);
}

#[tokio::test]
async fn the_service_learns_who_is_calling() {
    let world = World::with(Options::default(), |settings| {
        settings.terraform_version = Some("1.14.0".to_owned());
    });
    let world = world.await;
    world.aws.describe_domain(&domain("main")).await.expect("an answer");
    let agent = world.requests().await.remove(0).user_agent;
    assert!(agent.starts_with("aws-sdk-rust/"), "{agent}");
    assert!(agent.contains(" Terraform/1.14.0 terraform-provider-codeartifact/"), "{agent}");
}
