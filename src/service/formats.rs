//! Package formats and the addresses that serve them.

use crate::framework::schema::choice;

choice! {
    /// A package format.
    pub enum Format {
        /// Rust crates.
        Cargo = "cargo",
        /// Files of any kind.
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

choice! {
    /// The kind of address that an endpoint has.
    pub enum EndpointType {
        /// IPv4 only.
        Ipv4 = "ipv4",
        /// IPv4 and IPv6.
        Dualstack = "dualstack",
    }
}
