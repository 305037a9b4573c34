//! Reads a seed.

use std::path::Path;
use std::str::FromStr;
use std::{fmt, fs, io};

use super::Seed;

/// Why a seed cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedError {
    /// Where in the seed, such as `domains[0].repositories[2].upstreams`; empty if it is the
    /// whole.
    pub(super) path: String,
    /// What is wrong there.
    pub(super) message: String,
}

impl fmt::Display for SeedError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" | "." => formatter.write_str(&self.message),
            path => write!(formatter, "{path}: {}", self.message),
        }
    }
}

impl std::error::Error for SeedError {}

impl Seed {
    /// Reads a file of YAML or JSON. Paths in it begin at its directory.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or is not a seed; the error names the file and the place in it.
    pub fn read(file: &Path) -> io::Result<Self> {
        let empty = Self { file: Some(file.to_owned()), ..Self::default() };
        let text = fs::read_to_string(file).map_err(|error| empty.refused(&error))?;
        let seed: Self = text.parse().map_err(|error| empty.refused(&error))?;
        Ok(Self { domains: seed.domains, ..empty })
    }

    /// The error that names the seed.
    pub(crate) fn refused(&self, why: &dyn fmt::Display) -> io::Error {
        let file = self.file.as_ref().map(|file| format!(" '{}'", file.display()));
        io::Error::other(format!("the seed{} cannot be used: {why}", file.unwrap_or_default()))
    }

    /// The directory that paths in it begin at.
    pub(super) fn directory(&self) -> &Path {
        self.file.as_deref().and_then(Path::parent).unwrap_or(Path::new(""))
    }

    /// The seed as YAML.
    pub fn to_yaml(&self) -> String {
        serde_saphyr::to_string(self).expect("a seed is made of what YAML can hold")
    }
}

impl FromStr for Seed {
    type Err = SeedError;

    /// Reads YAML or JSON, which is YAML too. Paths in it begin at the directory of the process.
    fn from_str(text: &str) -> Result<Self, SeedError> {
        let mut at = String::new();
        let options = serde_saphyr::options! { budget: None, with_snippet: false };
        let seed = serde_saphyr::with_deserializer_from_str_with_options(text, options, |input| {
            serde_path_to_error::deserialize(input).map_err(|error| {
                at = error.path().to_string();
                error.into_inner()
            })
        });
        seed.map_err(|error| SeedError { path: at, message: error.to_string() })
    }
}
