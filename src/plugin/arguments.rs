//! The arguments, and the texts for those who give some.

use std::ffi::OsString;

use super::failure::Result;
use super::names::Names;

/// What the process is to do.
#[derive(Debug, PartialEq)]
pub(super) enum Start {
    /// Serve the host that started it, which gives no argument.
    Serve,
    /// Serve any host that connects, for a developer with a debugger.
    Debug,
    Version,
    Help,
}

impl Start {
    /// Reads the arguments that follow the name of the program, with one dash or two, as Go
    /// programs do.
    pub(super) fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Self> {
        let given: Vec<_> = arguments.map(|each| each.to_string_lossy().into_owned()).collect();
        match given.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            [] => Ok(Self::Serve),
            ["--debug" | "-debug"] => Ok(Self::Debug),
            ["--version" | "-version"] => Ok(Self::Version),
            ["--help" | "-help" | "-h"] => Ok(Self::Help),
            _ => Err(format!("unknown arguments: {}; see --help", given.join(" ")).into()),
        }
    }
}

/// The answer to `--version`.
pub(super) fn version(names: Names<'_>) -> String {
    format!("terraform-provider-{} {}\n", names.name, env!("CARGO_PKG_VERSION"))
}

/// What this is and how to use it: for `--help`, and for a user who starts it by hand.
pub(super) fn help(names: Names<'_>) -> String {
    let Names { name, source } = names;
    format!(
        "This is the {name} provider for Terraform and OpenTofu, which start it themselves.
To use it, name it in your configuration and run `terraform init` or `tofu init`:

  terraform {{
    required_providers {{
      {name} = {{
        source  = \"{source}\"
        version = \"~> {}.{}\"
      }}
    }}
  }}

Options:
  --debug    serve without being started by Terraform, and say how to attach it
  --version  print the version
  --help     print this text
",
        env!("CARGO_PKG_VERSION_MAJOR"),
        env!("CARGO_PKG_VERSION_MINOR"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_say_what_to_do() {
        check(&[], Some(Start::Serve));
        check(&["--debug"], Some(Start::Debug));
        check(&["-debug"], Some(Start::Debug));
        check(&["--version"], Some(Start::Version));
        check(&["-h"], Some(Start::Help));
        check(&["serve"], None);
        check(&["--debug", "--debug"], None);
        check(&[""], None);
    }

    fn check(arguments: &[&str], expect: Option<Start>) {
        assert_eq!(
            Start::parse(arguments.iter().map(OsString::from)).ok(),
            expect,
            "{arguments:?}"
        );
    }

    #[test]
    fn the_help_names_the_source_without_a_registry_and_the_versions() {
        let help = help(Names { name: "example", source: "acme/example" });
        assert!(help.contains("source  = \"acme/example\""), "{help}");
        assert!(help.contains("version = \"~> 0."), "{help}");
    }
}
