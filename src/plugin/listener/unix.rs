//! A Unix socket in a directory of its own.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::Path;

use async_trait::async_trait;
use tempfile::TempDir;
use tokio::net::UnixListener;

use super::connection::Connection;
use super::socket::{Address, Socket};
use crate::plugin::failure::Result;

pub(super) struct UnixSocket {
    listener: UnixListener,
    path: String,
    /// Removed with the socket in it when dropped.
    _directory: TempDir,
}

impl UnixSocket {
    /// Listens on a socket below `parent` that only its owner, and `group` when given, can reach.
    ///
    /// The directory is closed from the start, so that no other user can connect in the moment
    /// before the socket itself has its permissions.
    pub(super) fn bind(parent: &Path, group: Option<&str>) -> Result<Self> {
        let directory = tempfile::Builder::new()
            .prefix("plugin")
            .permissions(Permissions::from_mode(0o700))
            .tempdir_in(parent)
            .map_err(|error| {
                format!("could not create a directory in {}: {error}", parent.display())
            })?;
        let path = plain(&directory.path().join("socket"))?;
        let listener = UnixListener::bind(&path)
            .map_err(|error| format!("could not listen on {path}: {error}"))?;
        fs::set_permissions(&path, Permissions::from_mode(0o600))?;
        if let Some(group) = group {
            open_to(group, directory.path(), Path::new(&path))?;
        }
        Ok(Self { listener, path, _directory: directory })
    }
}

#[async_trait]
impl Socket for UnixSocket {
    fn address(&self) -> Address {
        Address { network: "unix", place: self.path.clone() }
    }

    async fn accept(&self) -> io::Result<Connection> {
        let (stream, _) = self.listener.accept().await?;
        Ok(Connection::new(stream))
    }
}

/// The path as text that the fields of the handshake line can hold.
fn plain(path: &Path) -> Result<String> {
    path.to_str()
        .filter(|text| !text.contains(['|', '\r', '\n']))
        .map(str::to_owned)
        .ok_or_else(|| format!("the path {path:?} does not fit into the handshake").into())
}

/// Lets the members of `group` through the directory to the socket.
fn open_to(group: &str, directory: &Path, socket: &Path) -> Result<()> {
    let id = group_id(group, &fs::read_to_string("/etc/group").unwrap_or_default()).ok_or_else(
        || format!("PLUGIN_UNIX_SOCKET_GROUP names no group of this system: {group}"),
    )?;
    for (path, mode) in [(socket, 0o660), (directory, 0o710)] {
        chown(path, None, Some(id))?;
        fs::set_permissions(path, Permissions::from_mode(mode))?;
    }
    Ok(())
}

/// The ID of a group that is given by its number, or by its name in `groups`, the text of
/// `/etc/group`.
fn group_id(group: &str, groups: &str) -> Option<u32> {
    let named = |line: &str| {
        let mut fields = line.split(':');
        (fields.next() == Some(group)).then(|| fields.nth(1)?.parse().ok())?
    };
    group.parse().ok().or_else(|| groups.lines().find_map(named))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_socket_is_for_its_owner_alone() {
        let parent = tempfile::tempdir().unwrap();
        let socket = UnixSocket::bind(parent.path(), None).unwrap();
        assert_eq!(modes(&socket), (0o700, 0o600));
    }

    #[tokio::test]
    async fn the_group_of_the_host_may_connect() {
        let parent = tempfile::tempdir().unwrap();
        let own = std::os::unix::fs::MetadataExt::gid(&fs::metadata(parent.path()).unwrap());
        let socket = UnixSocket::bind(parent.path(), Some(&own.to_string())).unwrap();
        assert_eq!(modes(&socket), (0o710, 0o660));
        assert!(UnixSocket::bind(parent.path(), Some("no such group")).is_err());
    }

    fn modes(socket: &UnixSocket) -> (u32, u32) {
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        (mode(Path::new(&socket.path).parent().unwrap()), mode(Path::new(&socket.path)))
    }

    #[tokio::test]
    async fn the_socket_and_its_directory_go_with_it() {
        let parent = tempfile::tempdir().unwrap();
        drop(UnixSocket::bind(parent.path(), None).unwrap());
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_group_is_a_number_or_a_name() {
        let groups = "root:x:0:\nbuild:x:1000:alice,bob\nbroken\n";
        assert_eq!(group_id("42", groups), Some(42));
        assert_eq!(group_id("build", groups), Some(1000));
        assert_eq!(group_id("broken", groups), None);
        assert_eq!(group_id("x", groups), None);
    }

    #[test]
    fn a_path_that_would_break_the_handshake_is_refused() {
        assert!(plain(Path::new("/tmp/plugin1/socket")).is_ok());
        assert!(plain(Path::new("/tmp/a|b/socket")).is_err());
        assert!(plain(Path::new("/tmp/a\nb/socket")).is_err());
    }
}
