//! The table that is printed: a figure a line, with its bound.

use std::io::Write;
use std::process::ExitCode;

/// Figures and their bounds.
#[derive(Default)]
pub(crate) struct Table(Vec<Row>);

struct Row {
    what: String,
    figure: f64,
    unit: &'static str,
    bound: Option<f64>,
}

impl Table {
    /// Enters a figure that must not be above `bound`.
    pub(crate) fn bounded(&mut self, what: &str, figure: f64, unit: &'static str, bound: f64) {
        self.enter(what, figure, unit, Some(bound));
    }

    /// Enters a figure for comparison.
    pub(crate) fn plain(&mut self, what: &str, figure: f64, unit: &'static str) {
        self.enter(what, figure, unit, None);
    }

    fn enter(&mut self, what: &str, figure: f64, unit: &'static str, bound: Option<f64>) {
        let row = Row { what: what.to_owned(), figure, unit, bound };
        show(&format!("measured: {}", row.line()));
        self.0.push(row);
    }

    /// Prints the table. The exit code says whether every bound holds.
    pub(crate) fn print(&self) -> ExitCode {
        show(&format!("\n{:<66}{:>10} {:<7}{:>8}", "figure", "measured", "", "bound"));
        self.0.iter().for_each(|row| show(&row.line()));
        match self.0.iter().all(Row::holds) {
            true => ExitCode::SUCCESS,
            false => ExitCode::FAILURE,
        }
    }
}

impl Row {
    fn holds(&self) -> bool {
        self.bound.is_none_or(|bound| self.figure <= bound)
    }

    fn line(&self) -> String {
        let Self { what, figure, unit, bound } = self;
        let bound = bound.map_or("-".to_owned(), |bound| format!("{bound}"));
        let verdict = if self.holds() { "" } else { "  OVER" };
        format!("{what:<66}{figure:>10.2} {unit:<7}{bound:>8}{verdict}")
    }
}

fn show(line: &str) {
    writeln!(std::io::stdout(), "{line}").expect("the table can be printed");
}
