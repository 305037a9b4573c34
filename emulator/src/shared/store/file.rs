//! The file: a database with one table of records.

use std::fmt::Display;
use std::ops::Range;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::{fs, io};

use redb::{
    Database, DatabaseError, Durability, ReadableDatabase, ReadableTable, ReadableTableMetadata,
    StorageError, Table, TableDefinition,
};

use crate::state::{Change, below};

/// Version of the records. A change that an older emulator would misread raises it.
const FORMAT: u64 = 1;

/// What says that the file is ours, and in which version.
const HEADER: TableDefinition<&str, u64> = TableDefinition::new("codeartifact-emulator");

/// The records by their addresses.
const RECORDS: TableDefinition<&str, &[u8]> = TableDefinition::new("records");

/// Bytes of the file that are held in memory at most.
const CACHE: usize = 16 << 20;

/// A file of records. One emulator has it at a time.
pub(super) struct File {
    /// `None` once it has failed: a database that has failed must be opened again.
    database: Option<Database>,
    path: PathBuf,
}

impl File {
    /// Opens the file, or makes it.
    ///
    /// # Errors
    ///
    /// The file is in use, is not ours, or is of a newer format.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut file = Self { database: None, path: path.to_owned() };
        file.check_header()?;
        // Earlier emulators made it for all users to read.
        fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
        Ok(file)
    }

    fn database(&mut self) -> io::Result<&Database> {
        let database = match self.database.take() {
            Some(database) => database,
            None => open(&self.path).map_err(|error| refused(&self.path, &why(&error)))?,
        };
        Ok(self.database.insert(database))
    }

    /// Says in a new file that it is ours, and refuses the file of another.
    fn check_header(&mut self) -> io::Result<()> {
        let transaction = self.database()?.begin_write().map_err(|error| self.failed(error))?;
        let is_new =
            transaction.list_tables().map_err(|error| self.failed(error))?.next().is_none();
        let format = {
            let mut header = transaction.open_table(HEADER).map_err(|error| self.failed(error))?;
            if is_new {
                header.insert("format", FORMAT).map_err(|error| self.failed(error))?;
            }
            let format = header.get("format").map_err(|error| self.failed(error))?;
            format.map(|format| format.value())
        };
        transaction.open_table(RECORDS).map_err(|error| self.failed(error))?;
        match format {
            Some(FORMAT) => transaction.commit().map_err(|error| self.failed(error)),
            None => Err(refused(&self.path, NOT_OURS)),
            Some(newer) => Err(refused(
                &self.path,
                &format!(
                    "it was written by a newer codeartifact-emulator, in format {newer}, and this one \
                     reads format {FORMAT} only: use the newer one, or another file"
                ),
            )),
        }
    }

    /// All records, in the order of their addresses.
    pub(super) fn records(
        &mut self,
    ) -> io::Result<impl Iterator<Item = io::Result<(String, Vec<u8>)>> + '_> {
        let transaction = self.database()?.begin_read().map_err(|error| self.failed(error))?;
        let table = transaction.open_table(RECORDS).map_err(|error| self.failed(error))?;
        let records = table.range::<&str>(..).map_err(|error| self.failed(error))?;
        Ok(records.map(|record| {
            let (address, record) = record.map_err(|error| self.failed(error))?;
            Ok((address.value().to_owned(), record.value().to_owned()))
        }))
    }

    /// Makes changes in one transaction, which is on the disk when this returns. Changes that
    /// change nothing cost no transaction.
    pub(super) fn commit(&mut self, changes: &[Change]) -> io::Result<()> {
        if changes.is_empty() {
            return Ok(());
        }
        let written = write(self.database()?, changes);
        written.map_err(|error| {
            self.database = None;
            self.failed(error)
        })
    }

    /// What went wrong with the file.
    pub(super) fn failed(&self, error: impl Display) -> io::Error {
        refused(&self.path, &error.to_string())
    }
}

/// Opens the file, or makes it: not for the eyes of other users, for it holds the secrets of
/// sessions.
fn open(path: &Path) -> Result<Database, DatabaseError> {
    let mut options = fs::File::options();
    options.write(true).create(true).truncate(false).mode(0o600);
    options.open(path).map_err(StorageError::Io)?;
    Database::builder().set_cache_size(CACHE).create(path)
}

fn write(database: &Database, changes: &[Change]) -> Result<(), redb::Error> {
    let mut transaction = database.begin_write()?;
    transaction.set_durability(Durability::Immediate)?;
    let mut table = transaction.open_table(RECORDS)?;
    let mut is_changed = false;
    for change in changes {
        is_changed |= make(&mut table, change)?;
    }
    drop(table);
    if is_changed { Ok(transaction.commit()?) } else { Ok(transaction.abort()?) }
}

/// Makes one change, and says whether it was one.
fn make(table: &mut Table<'_, &str, &[u8]>, change: &Change) -> Result<bool, StorageError> {
    match change {
        Change::Put(address, record) => {
            let same = table.get(address.as_str())?.is_some_and(|old| old.value() == record);
            if !same {
                table.insert(address.as_str(), record.as_slice())?;
            }
            Ok(!same)
        }
        Change::Clear => {
            let was_there = !table.is_empty()?;
            table.retain(|_, _| false)?;
            Ok(was_there)
        }
        Change::Remove(address) => {
            let was_there = table.remove(address.as_str())?.is_some();
            let Range { start, end } = below(address);
            table.retain_in(start.as_str()..end.as_str(), |_, _| false)?;
            Ok(was_there)
        }
    }
}

const NOT_OURS: &str = "it is not a state file of codeartifact-emulator: name another file, or one that does not exist";

fn why(error: &DatabaseError) -> String {
    match error {
        DatabaseError::DatabaseAlreadyOpen | DatabaseError::LockProtocolMismatch => {
            "it is in use by another codeartifact-emulator: stop that one, or name another file"
                .into()
        }
        DatabaseError::Storage(StorageError::Io(error)) => match error.kind() {
            io::ErrorKind::InvalidData => NOT_OURS.into(),
            io::ErrorKind::NotFound => "its directory does not exist: make it".into(),
            _ => format!("{error}: name a file that can be written"),
        },
        error => error.to_string(),
    }
}

fn refused(path: &Path, why: &str) -> io::Error {
    io::Error::other(format!("the state file '{}' cannot be used: {why}", path.display()))
}
