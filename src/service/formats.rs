//! Package formats and the addresses that serve them.

use crate::framework::schema::choice;

choice! {
    /// A package format.
    pub(crate) enum Format {
        /// Rust crates.
        Cargo = "cargo",
        /// Files of any type.
        Generic = "generic",
        /// Maven and Gradle artifacts.
        Maven = "maven",
        /// npm packages.
        Npm = "npm",
        /// NuGet packages.
        Nuget = "nuget",
        /// Python distributions.
        Pypi = "pypi",
        /// Ruby gems.
        Ruby = "ruby",
        /// Swift packages.
        Swift = "swift",
    }
}

impl Format {
    /// Whether its packages can have a namespace. Source: the service's guide.
    pub(crate) const fn has_namespaces(self) -> bool {
        matches!(self, Self::Npm) || self.needs_namespace()
    }

    /// Whether its packages must have a namespace. Source: the service's guide.
    pub(crate) const fn needs_namespace(self) -> bool {
        matches!(self, Self::Generic | Self::Maven | Self::Swift)
    }

    /// The spelling in which the service stores a name or a namespace. Source: the service's guide.
    pub(crate) fn normalised(self, name: &str) -> String {
        match self {
            Self::Nuget | Self::Swift => name.to_lowercase(),
            Self::Pypi => separators_as(name, "-").to_lowercase(),
            _ => name.to_owned(),
        }
    }
}

/// The name with each run of hyphens, dots and underscores as one `separator`.
pub(crate) fn separators_as(name: &str, separator: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let mut in_run = false;
    for character in name.chars() {
        let separates = matches!(character, '-' | '.' | '_');
        match separates {
            true if in_run => {}
            true => folded.push_str(separator),
            false => folded.push(character),
        }
        in_run = separates;
    }
    folded
}

choice! {
    /// Types of endpoints.
    pub(crate) enum EndpointType {
        /// IPv4 only.
        Ipv4 = "ipv4",
        /// IPv4 and IPv6.
        Dualstack = "dualstack",
    }
}

/// The public repositories that a repository can be connected to, and the format of each. Source:
/// the service's guide.
pub(crate) const PUBLIC_REPOSITORIES: [(&str, Format); 10] = [
    ("public:crates-io", Format::Cargo),
    ("public:maven-central", Format::Maven),
    ("public:maven-clojars", Format::Maven),
    ("public:maven-commonsware", Format::Maven),
    ("public:maven-googleandroid", Format::Maven),
    ("public:maven-gradleplugins", Format::Maven),
    ("public:npmjs", Format::Npm),
    ("public:nuget-org", Format::Nuget),
    ("public:pypi", Format::Pypi),
    ("public:ruby-gems-org", Format::Ruby),
];
