//! The calls as the SDK makes them, and what these return.

use std::collections::{BTreeMap, HashMap};

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::types::{
    PackageFormat, PackageGroupAllowedRepository, PackageGroupDescription,
    PackageGroupOriginRestrictionMode, PackageGroupOriginRestrictionType,
    PackageOriginConfiguration, PackageOriginRestrictions, PackageVersionError,
    PackageVersionStatus, SuccessfulPackageVersionInfo,
};
use sha2::{Digest, Sha256};

use super::{
    Answer, Call, Change, DOMAIN, Mode, NAMESPACE, Name, Package, REPOSITORIES, coded, missing,
};

/// Names package, repository and domain of a call that is about a generic package.
macro_rules! on {
    ($call:expr, $name:expr, $repository:expr) => {
        on!($call, $name).repository($repository)
    };
    ($call:expr, $name:expr) => {
        $call.domain(DOMAIN).format(PackageFormat::Generic).namespace(NAMESPACE).package($name)
    };
}

/// Makes a call. The domain and its repositories are made before the first.
pub(super) async fn send(client: &Client, call: &Call) -> Answer {
    if client.describe_domain().domain(DOMAIN).send().await.is_err() {
        prepare(client).await?;
    }
    match call {
        Call::Publish { .. } | Call::Fetch(..) => of_contents(client, call).await,
        Call::Change { .. } | Call::Copy { .. } => of_batches(client, call).await,
        Call::ListVersions(_) | Call::ListPackages(_) => of_lists(client, call).await,
        Call::Configure { .. } | Call::Describe(_) | Call::Delete(_) => {
            of_packages(client, call).await
        }
        _ => of_groups(client, call).await,
    }
}

async fn prepare(client: &Client) -> Result<(), String> {
    coded(client.create_domain().domain(DOMAIN).send().await)?;
    for repository in REPOSITORIES {
        let create = client.create_repository().domain(DOMAIN).repository(*repository);
        coded(create.send().await)?;
    }
    Ok(())
}

async fn of_contents(client: &Client, call: &Call) -> Answer {
    match call {
        Call::Publish {
            package: Package { repository, name },
            version,
            asset,
            content,
            unfinished,
        } => {
            let content = content.to_string().into_bytes();
            let hash: String =
                Sha256::digest(&content).iter().map(|b| format!("{b:02x}")).collect();
            let publish = on!(client.publish_package_version(), *name, *repository);
            let publish = publish.package_version(*version).asset_name(*asset).asset_sha256(hash);
            let publish = publish.asset_content(content.into()).unfinished(*unfinished);
            let answer = coded(publish.send().await)?;
            Ok(answer.status.iter().map(|status| status.to_string()).collect())
        }
        Call::Fetch(Package { repository, name }, version, asset) => {
            let fetch = on!(client.get_package_version_asset(), *name, *repository);
            let answer = coded(fetch.package_version(*version).asset(*asset).send().await)?;
            let content = answer.asset.collect().await.map_err(|error| error.to_string())?;
            Ok(vec![String::from_utf8_lossy(&content.to_vec()).into_owned()])
        }
        other => unreachable!("{other:?} is not a call about contents"),
    }
}

async fn of_batches(client: &Client, call: &Call) -> Answer {
    let (done, failed) = match call {
        Call::Copy { name, from, to, versions, overwrite } => {
            let copy = on!(client.copy_package_versions(), *name);
            let copy = copy.source_repository(*from).destination_repository(*to);
            let copy = copy.set_versions(list(versions)).allow_overwrite(*overwrite);
            let answer = coded(copy.send().await)?;
            (answer.successful_versions, answer.failed_versions)
        }
        Call::Change { package, versions, expected, change: Change::Become(target) } => {
            let update =
                on!(client.update_package_versions_status(), package.name, package.repository);
            let update = update.set_versions(list(versions)).target_status((*target).into());
            let answer = coded(update.set_expected_status(status(expected)).send().await)?;
            (answer.successful_versions, answer.failed_versions)
        }
        Call::Change { package, versions, expected, change: Change::Dispose } => {
            let dispose = on!(client.dispose_package_versions(), package.name, package.repository);
            let dispose = dispose.set_versions(list(versions));
            let answer = coded(dispose.set_expected_status(status(expected)).send().await)?;
            (answer.successful_versions, answer.failed_versions)
        }
        Call::Change { package, versions, expected, change: Change::Delete } => {
            let delete = on!(client.delete_package_versions(), package.name, package.repository);
            let delete = delete.set_versions(list(versions));
            let answer = coded(delete.set_expected_status(status(expected)).send().await)?;
            (answer.successful_versions, answer.failed_versions)
        }
        other => unreachable!("{other:?} is not a call about several versions"),
    };
    Ok(outcome(done.unwrap_or_default(), failed.unwrap_or_default()))
}

fn list(versions: &[Name]) -> Option<Vec<String>> {
    Some(versions.iter().map(|version| (*version).to_owned()).collect())
}

fn status(name: &Option<Name>) -> Option<PackageVersionStatus> {
    name.map(PackageVersionStatus::from)
}

fn outcome(
    done: HashMap<String, SuccessfulPackageVersionInfo>,
    failed: HashMap<String, PackageVersionError>,
) -> Vec<String> {
    let done = done.into_iter().map(|(version, it)| (version, it.status.map(|it| it.to_string())));
    let failed =
        failed.into_iter().map(|(version, it)| (version, it.error_code.map(|it| it.to_string())));
    let all: BTreeMap<_, _> = done.chain(failed).collect();
    all.iter()
        .map(|(version, what)| format!("{version} {}", what.as_deref().unwrap_or("?")))
        .collect()
}

async fn of_lists(client: &Client, call: &Call) -> Answer {
    match call {
        Call::ListVersions(package) => {
            let list = on!(client.list_package_versions(), package.name, package.repository);
            let answer = coded(list.send().await)?;
            let mut all: Vec<String> = answer
                .versions()
                .iter()
                .map(|it| format!("{} {}", it.version, it.status))
                .collect();
            all.sort();
            Ok(all)
        }
        Call::ListPackages(repository) => {
            let list = client.list_packages().domain(DOMAIN).repository(*repository);
            let answer = coded(list.send().await)?;
            let mut all: Vec<String> =
                answer.packages().iter().filter_map(|it| it.package.clone()).collect();
            // The reference has them in the order of its list.
            all.sort();
            Ok(all)
        }
        other => unreachable!("{other:?} is not a list"),
    }
}

async fn of_packages(client: &Client, call: &Call) -> Answer {
    let configuration = match call {
        Call::Configure { package: Package { repository, name }, publish, upstream } => {
            let word = |allowed: &bool| if *allowed { "ALLOW" } else { "BLOCK" };
            let restrictions = PackageOriginRestrictions::builder()
                .publish(word(publish).into())
                .upstream(word(upstream).into())
                .build()
                .map_err(|error| error.to_string())?;
            let put = on!(client.put_package_origin_configuration(), *name, *repository);
            coded(put.restrictions(restrictions).send().await)?.origin_configuration
        }
        Call::Describe(Package { repository, name }) => {
            let describe = on!(client.describe_package(), *name, *repository);
            coded(describe.send().await)?.package.and_then(|it| it.origin_configuration)
        }
        Call::Delete(Package { repository, name }) => {
            let delete = on!(client.delete_package(), *name, *repository);
            coded(delete.send().await)?.deleted_package.and_then(|it| it.origin_configuration)
        }
        other => unreachable!("{other:?} is not a call about a package"),
    };
    Ok(configuration.iter().filter_map(controls).collect())
}

fn controls(configuration: &PackageOriginConfiguration) -> Option<String> {
    let restrictions = configuration.restrictions()?;
    let allows = |word: &str| word == "ALLOW";
    let (publish, upstream) = (restrictions.publish.as_str(), restrictions.upstream.as_str());
    Some(format!("{} {}", allows(publish), allows(upstream)))
}

async fn of_groups(client: &Client, call: &Call) -> Answer {
    let group = match call {
        Call::CreateGroup(pattern) => {
            let create = client.create_package_group().domain(DOMAIN).package_group(*pattern);
            coded(create.send().await)?.package_group
        }
        Call::DeleteGroup(pattern) => {
            let delete = client.delete_package_group().domain(DOMAIN).package_group(*pattern);
            coded(delete.send().await)?.package_group
        }
        Call::Restrict(pattern, _) | Call::Allow { pattern, .. } => {
            let update = client.update_package_group_origin_configuration().domain(DOMAIN);
            let mut update = update.package_group(*pattern);
            for way in ways() {
                update = match call {
                    Call::Restrict(_, mode) => update.restrictions(way, to_wire(*mode)),
                    Call::Allow { repository, add: true, .. } => {
                        update.add_allowed_repositories(entry(way, repository))
                    }
                    Call::Allow { repository, .. } => {
                        update.remove_allowed_repositories(entry(way, repository))
                    }
                    _ => update,
                };
            }
            coded(update.send().await)?.package_group
        }
        other => return of_associations(client, other).await,
    };
    Ok(group.iter().flat_map(describe).collect())
}

async fn of_associations(client: &Client, call: &Call) -> Answer {
    match call {
        Call::Associated(name) => {
            let answer = coded(on!(client.get_associated_package_group(), *name).send().await)?;
            let group = answer.package_group.and_then(|group| group.pattern).ok_or_else(missing)?;
            let how = answer.association_type.map(|it| it.to_string()).unwrap_or_default();
            Ok(vec![group, how])
        }
        Call::Below(pattern) => {
            let list = client.list_sub_package_groups().domain(DOMAIN).package_group(*pattern);
            let answer = coded(list.send().await)?;
            Ok(answer.package_groups().iter().filter_map(|it| it.pattern.clone()).collect())
        }
        other => unreachable!("{other:?} is not a call about a group"),
    }
}

/// Both ways in which a generic package comes to a repository, and the third, so that a group is
/// open or not.
fn ways() -> [PackageGroupOriginRestrictionType; 3] {
    use PackageGroupOriginRestrictionType::{ExternalUpstream, InternalUpstream, Publish};
    [Publish, InternalUpstream, ExternalUpstream]
}

fn entry(
    way: PackageGroupOriginRestrictionType,
    repository: Name,
) -> PackageGroupAllowedRepository {
    let entry = PackageGroupAllowedRepository::builder().repository_name(repository);
    entry.origin_restriction_type(way).build()
}

fn to_wire(mode: Mode) -> PackageGroupOriginRestrictionMode {
    match mode {
        Mode::Allow => PackageGroupOriginRestrictionMode::Allow,
        Mode::Only => PackageGroupOriginRestrictionMode::AllowSpecificRepositories,
        Mode::Block => PackageGroupOriginRestrictionMode::Block,
        Mode::Inherit => PackageGroupOriginRestrictionMode::Inherit,
    }
}

fn describe(group: &PackageGroupDescription) -> Vec<String> {
    let restrictions = group.origin_configuration().and_then(|it| it.restrictions());
    let publish = restrictions.and_then(|it| it.get(&PackageGroupOriginRestrictionType::Publish));
    let modes = publish.map(|it| {
        let word = |mode: Option<&PackageGroupOriginRestrictionMode>| {
            let modes = [Mode::Allow, Mode::Only, Mode::Block, Mode::Inherit];
            let found = modes.into_iter().find(|known| Some(&to_wire(*known)) == mode);
            found.map(|mode| format!("{mode:?}")).unwrap_or_default()
        };
        let count = it.repositories_count().unwrap_or_default();
        format!("{} {} {count}", word(it.mode()), word(it.effective_mode()))
    });
    let parent = group.parent().and_then(|parent| parent.pattern()).unwrap_or("none");
    vec![modes.unwrap_or_default(), parent.to_owned()]
}
