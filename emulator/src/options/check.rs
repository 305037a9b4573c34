//! Options with which no emulator starts: each refusal names the value, and the remedy.

use std::path::Path;
use std::{fs, io};

use super::{Credential, Options};
use crate::authorization::Identities;
use crate::model::matches;
use crate::state::{CONNECTIONS, is_key};

impl Options {
    /// Refuses options that make no sense.
    ///
    /// # Errors
    ///
    /// The public address is none, an access key has no account or principal of it, an identity
    /// policy says nothing, an unknown key cannot be one, or the directory of the public
    /// repositories cannot be read or has one that is named after none of them.
    pub(crate) fn check(&self) -> io::Result<()> {
        self.public_url.as_deref().map_or(Ok(()), check_url)?;
        self.credentials.iter().try_for_each(check_credential)?;
        self.settings.identities.as_ref().map_or(Ok(()), check_identities)?;
        self.settings.unknown_keys.iter().try_for_each(|key| check_key(key))?;
        self.public.as_deref().map_or(Ok(()), check_public)
    }
}

fn check_url(url: &str) -> io::Result<()> {
    match matches("https?://[A-Za-z0-9._\\[\\]:-]+(/[^?#\\s]*)?", url) {
        true => Ok(()),
        false => Err(refused("public address", url, "it must be one like https://host:port")),
    }
}

fn check_credential(credential: &Credential) -> io::Result<()> {
    let Credential { access_key_id, account, principal, .. } = credential;
    let refused = |why: String| Err(refused("access key", access_key_id, &why));
    if !matches("[0-9]{12}", account) {
        return refused(format!("its account must be 12 digits, and is '{account}'"));
    }
    if !principal.starts_with(&format!("arn:aws:iam::{account}:")) {
        let like = format!("arn:aws:iam::{account}:user/name");
        return refused(format!("its principal must be an ARN like {like}, and is '{principal}'"));
    }
    Ok(())
}

fn check_identities(identities: &Identities) -> io::Result<()> {
    identities.check().map_err(|(holder, why)| refused("identity policy of", holder, why))
}

fn check_key(key: &str) -> io::Result<()> {
    let why = "a KMS key is named by its id, its alias (alias/name), or the ARN of either";
    if is_key(key) { Ok(()) } else { Err(refused("unknown key", key, why)) }
}

/// Its directories must be named after public repositories: what is in any other is never looked
/// at.
fn check_public(directory: &Path) -> io::Result<()> {
    let unusable = |why: &str| refused("public directory", &directory.display().to_string(), why);
    let advice = "it must hold a directory for each public repository, such as npmjs";
    let failed = |error: io::Error| unusable(&format!("{error}: {advice}"));
    let known = CONNECTIONS.iter().filter_map(|(known, _)| known.strip_prefix("public:"));
    let known: Vec<&str> = known.collect();
    for entry in fs::read_dir(directory).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && entry.path().is_dir() && !known.contains(&name.as_str()) {
            let known = known.join(", ");
            let why =
                format!("'{name}' in it is named after no public repository: these are {known}");
            return Err(unusable(&why));
        }
    }
    Ok(())
}

fn refused(what: &str, given: &str, why: &str) -> io::Error {
    io::Error::other(format!("the {what} '{given}' cannot be used: {why}"))
}
