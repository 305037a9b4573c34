//! Diagnostics, as a user meets them: in a frame, with the place that they are about.

use std::fmt;

/// One diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Diagnostic {
    /// `Error` or `Warning`.
    pub(crate) severity: String,
    /// What it begins with.
    pub(crate) summary: String,
    /// The object that it is about.
    pub(crate) address: Option<String>,
    /// The line that it points at.
    pub(crate) line: Option<String>,
    /// The rest.
    pub(crate) detail: String,
}

impl Diagnostic {
    /// All diagnostics in frames, except those about the CLI's own configuration, without what differs
    /// in each run.
    pub(crate) fn all(text: &str) -> Vec<Self> {
        let ours = Self::shown(text).filter(|it| !it.summary.starts_with("Provider develop"));
        let mut all: Vec<_> =
            ours.map(|it| Self { detail: of_any_run(&it.detail), ..it }).collect();
        all.sort();
        all.dedup();
        all
    }

    /// Everything in frames, with details as they are shown.
    pub(crate) fn shown(text: &str) -> impl Iterator<Item = Self> {
        let frames = text.split('╷').skip(1).filter_map(|rest| rest.split('╵').next());
        frames.filter_map(Self::framed)
    }

    fn framed(frame: &str) -> Option<Self> {
        let lines = frame.lines().map(|line| line.trim_start_matches('│').trim_end());
        let lines = lines.map(|line| line.strip_prefix(' ').unwrap_or(line));
        let mut lines = lines.skip_while(|line| line.is_empty());
        let (severity, summary) = lines.next()?.trim().split_once(": ")?;
        let mut lines = lines.skip_while(|line| line.is_empty()).peekable();
        let address = lines.next_if(|line| line.starts_with("  with "));
        let place: Vec<&str> = match lines.peek().is_some_and(|line| line.starts_with("  on ")) {
            true => lines.by_ref().take_while(|line| !line.is_empty()).collect(),
            false => Vec::new(),
        };
        let detail: String = lines.map(|line| line.to_owned() + "\n").collect();
        let detail = detail.split("\n\n(and ").next().unwrap_or_default();
        Some(Self {
            severity: severity.to_owned(),
            summary: summary.to_owned(),
            address: address.map(|it| it.trim().replace("with ", "").replace(',', "")),
            line: place.get(1).and_then(|line| line.split_once(": ")).map(|it| it.1.to_owned()),
            detail: detail.trim_end().to_owned(),
        })
    }

    /// Whether two say the same. What core itself has to say differs from version to version: the
    /// host leaves out its details, and core does not name every object, nor show every line.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        let detail = |it: &Self| Some(it.detail.clone()).filter(|text| !text.is_empty());
        (&self.severity, &self.summary) == (&other.severity, &other.summary)
            && unless_silent(self.address.clone(), other.address.clone())
            && self.is_of_same_argument(other)
            && unless_silent(detail(self), detail(other))
    }

    /// Whether two point at the same argument, where both point at one. Of an argument inside of
    /// another one, some versions of Terraform show the line of the inner one, and some that of the
    /// outer one: both are named in the summary.
    fn is_of_same_argument(&self, other: &Self) -> bool {
        let [one, another] = [self, other].map(|it| it.line.as_deref().and_then(argument));
        let is_named = |name: &str| self.summary.split(['`', '.', '[']).any(|part| part == name);
        one.zip(another)
            .is_none_or(|(one, other)| one == other || is_named(&one) && is_named(&other))
    }
}

/// Whether two are the same, where both are there.
fn unless_silent(one: Option<String>, other: Option<String>) -> bool {
    one.zip(other).is_none_or(|(one, other)| one == other)
}

/// A text with single spaces, and without the IDs of requests.
fn of_any_run(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut parts = text.split(", request ");
    let first = parts.next().unwrap_or_default().to_owned();
    let after = |part: &str| part.split_once(')').map_or(part, |(_, rest)| rest).to_owned();
    first + &parts.map(|part| format!(", request){}", after(part))).collect::<String>()
}

/// The argument in a line such as `domain = "main"`.
fn argument(line: &str) -> Option<String> {
    let (name, _) = line.split_once('=')?;
    let is_part = |c: char| c.is_ascii_lowercase() || c == '_';
    Some(name.trim().to_owned()).filter(|name| name.chars().all(is_part))
}

/// As the CLI shows it, but for the number of the line.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "╷\n│ {}: {}\n│", self.severity, self.summary)?;
        if let Some(address) = &self.address {
            writeln!(f, "│   with {address},")?;
        }
        if let Some(line) = &self.line {
            writeln!(f, "│   on main.tf line 0:\n│    0: {line}\n│")?;
        }
        writeln!(f, "│ {}\n╵", self.detail.replace('\n', "\n│ "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diagnostic() -> Diagnostic {
        Diagnostic {
            severity: "Error".to_owned(),
            summary: "Invalid value for `domain`".to_owned(),
            address: Some("codeartifact_domain.it".to_owned()),
            line: Some("domain = \"Main\"".to_owned()),
            detail: "`domain` must be lower-case. (CreateDomain, request)".to_owned(),
        }
    }

    #[test]
    fn a_diagnostic_is_what_stands_in_its_frame() {
        let shown = diagnostic().to_string().replace(", request)", ", request 1b-2)");
        assert_eq!(Diagnostic::all(&format!("before\n{shown}{shown}after\n")), [diagnostic()]);
        let silent = Diagnostic { address: None, line: None, ..diagnostic() };
        assert_eq!(Diagnostic::all(&silent.to_string()), [silent]);
    }

    #[test]
    fn another_word_is_no_agreement_and_silence_is() {
        let other = || "other = 1".to_owned();
        let lines_apart = Diagnostic { line: Some("domain = var.name".to_owned()), ..diagnostic() };
        let silent =
            Diagnostic { address: None, line: None, detail: String::new(), ..diagnostic() };
        for same in [diagnostic(), lines_apart, silent] {
            assert!(diagnostic().agrees(&same), "{same:?}");
        }
        let nested = |line: &str| Diagnostic {
            summary: "Invalid value for `outer[0].inner.mode`".to_owned(),
            line: Some(line.to_owned()),
            ..diagnostic()
        };
        assert!(nested("outer = [").agrees(&nested("inner = {}")));
        assert!(!nested("outer = [").agrees(&nested("domain = 1")));
        for another in [
            Diagnostic { severity: other(), ..diagnostic() },
            Diagnostic { summary: other(), ..diagnostic() },
            Diagnostic { address: Some(other()), ..diagnostic() },
            Diagnostic { line: Some(other()), ..diagnostic() },
            Diagnostic { detail: other(), ..diagnostic() },
        ] {
            assert!(!diagnostic().agrees(&another), "{another:?}");
        }
    }
}
