//! Rewrites configurations of hashicorp/aws and hashicorp/awscc to the CodeArtifact provider.

mod arguments;

use std::env;
use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use codeartifact_migrate::{Input, Outcome, Said, document, migrate, patch, summary, write};

use crate::arguments::Arguments;

/// Something would change, or is left to the user.
const LEFT: u8 = 2;

fn main() -> ExitCode {
    run(&Arguments::parse()).unwrap_or_else(|error| {
        let _ = writeln!(io::stderr(), "codeartifact-migrate: {error}");
        ExitCode::FAILURE
    })
}

fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let is_text = arguments.paths == [Path::new("-")];
    let writes = !arguments.check && !arguments.diff;
    let input = if is_text { text()? } else { Input::Paths(arguments.paths.clone()) };
    let outcome = migrate(&input, writes)?;
    if writes && !is_text {
        write(&outcome.changes)?;
    }
    match &input {
        Input::Text(text) if writes => say_text(arguments, &outcome, text)?,
        _ => say(arguments, &outcome, writes)?,
    }
    let is_left = !outcome.reports.is_empty() || arguments.check && !outcome.changes.is_empty();
    Ok(if is_left { ExitCode::from(LEFT) } else { ExitCode::SUCCESS })
}

fn text() -> io::Result<Input> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    Ok(Input::Text(text))
}

/// Prints the patch, or else the summary, and the summary beside the patch.
fn say(arguments: &Arguments, outcome: &Outcome, is_written: bool) -> io::Result<()> {
    match (arguments.json, arguments.diff) {
        (true, _) => io::stdout().write_all(document(outcome, is_written).as_bytes()),
        (_, true) => {
            io::stdout().write_all(patch(&outcome.changes).as_bytes())?;
            let said = Said { is_written, has_colors: has_colors(&io::stderr()) };
            io::stderr().write_all(summary(outcome, said).as_bytes())
        }
        _ => {
            let said = Said { is_written, has_colors: has_colors(&io::stdout()) };
            io::stdout().write_all(summary(outcome, said).as_bytes())
        }
    }
}

/// Prints the new text, and the summary beside it.
fn say_text(arguments: &Arguments, outcome: &Outcome, text: &str) -> io::Result<()> {
    let after = outcome.changes.first().map_or(text, |change| &change.after);
    io::stdout().write_all(after.as_bytes())?;
    let said = Said { is_written: true, has_colors: has_colors(&io::stderr()) };
    let summary = if arguments.json { document(outcome, true) } else { summary(outcome, said) };
    io::stderr().write_all(summary.as_bytes())
}

fn has_colors(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
