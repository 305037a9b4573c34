//! The table of the guide "Versions": what the suite has seen, a row for each feature, a column for
//! each CLI.
//!
//! A CLI that has a column is held to it. One that has none fills one in where
//! `TF_ACC_RECORD_VERSIONS` is set, so that what the guide says has run.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::{env, fs};

/// Only one test at a time fills something in.
static RECORDING: Mutex<()> = Mutex::new(());

/// Demands that the table says of a feature what was seen with a CLI.
pub(super) fn check(cli: &str, feature: &str, works: bool) {
    if env::var_os("TF_ACC_RECORD_VERSIONS").is_some() {
        let _alone = RECORDING.lock();
        let mut table = Table::parse(&text());
        table.fill_in(cli, feature, works);
        fs::write(path(), table.text()).expect("the table");
    }
    let said = Table::parse(&text()).cell(cli, feature).map(|cell| cell == YES);
    assert!(
        said.is_none_or(|said| said == works),
        "{}: {cli}: {feature}: {works}",
        path().display()
    );
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/guides/versions/table.md")
}

fn text() -> String {
    fs::read_to_string(path()).expect("the table of the guide")
}

const YES: &str = "yes";
const NO: &str = "–";

/// A table in Markdown, whose first line names the CLIs.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Table {
    clis: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
}

impl Table {
    fn parse(text: &str) -> Self {
        let cells = |line: &str| {
            let inside = line.trim().trim_start_matches('|').trim_end_matches('|');
            inside.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()
        };
        let mut lines = text.lines().filter(|line| line.starts_with('|')).map(cells);
        let clis = lines.next().expect("a line that names the CLIs").split_off(1);
        let row = |mut cells: Vec<String>| (cells.remove(0), cells);
        Self { clis, rows: lines.skip(1).map(row).collect() }
    }

    /// What it says of a feature of a CLI: nothing where it has no column of it.
    fn cell(&self, cli: &str, feature: &str) -> Option<&str> {
        let column = self.clis.iter().position(|known| known == cli)?;
        let row = self.rows.iter().find(|(known, _)| known == feature);
        let (_, cells) = row.unwrap_or_else(|| panic!("the guide has no row {feature:?}"));
        Some(&cells[column])
    }

    fn fill_in(&mut self, cli: &str, feature: &str, works: bool) {
        let column = self.clis.iter().position(|known| known == cli);
        let column = column.unwrap_or_else(|| self.add(cli));
        if self.rows.iter().all(|(known, _)| known != feature) {
            self.rows.push((feature.to_owned(), vec![NO.to_owned(); self.clis.len()]));
        }
        for (_, cells) in self.rows.iter_mut().filter(|(known, _)| known == feature) {
            cells[column] = if works { YES } else { NO }.to_owned();
        }
    }

    /// A new column, in the order of products and versions.
    fn add(&mut self, cli: &str) -> usize {
        let column = self.clis.partition_point(|known| order(known) < order(cli));
        self.clis.insert(column, cli.to_owned());
        for (_, cells) in &mut self.rows {
            cells.insert(column, NO.to_owned());
        }
        column
    }

    fn text(&self) -> String {
        let line = |first: &str, cells: &[String]| format!("| {first} | {} |\n", cells.join(" | "));
        let rule = format!("|---|{}\n", "---|".repeat(self.clis.len()));
        let rows = self.rows.iter().map(|(feature, cells)| line(feature, cells));
        line("Feature", &self.clis) + &rule + &rows.collect::<String>()
    }
}

/// Terraform before OpenTofu, and an older version before a newer one.
fn order(cli: &str) -> (bool, Vec<u32>) {
    let (product, version) = cli.split_once(' ').unwrap_or((cli, ""));
    let numbers = version.split(['.', '-']).map(|number| number.parse().unwrap_or_default());
    (product != "Terraform", numbers.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_holds_what_was_filled_in() {
        let mut table = Table::parse("| Feature | OpenTofu 1.12.6 |\n|---|---|\n| Mocks | yes |\n");
        assert_eq!(table.cell("OpenTofu 1.12.6", "Mocks"), Some(YES));
        assert_eq!(table.cell("Terraform 1.9.8", "Mocks"), None);
        table.fill_in("Terraform 1.10.5", "Mocks", true);
        table.fill_in("Terraform 1.9.8", "Import", false);
        table.fill_in("OpenTofu 1.12.6", "Import", true);
        assert_eq!(
            table.text(),
            "| Feature | Terraform 1.9.8 | Terraform 1.10.5 | OpenTofu 1.12.6 |\n|---|---|---|---|\n\
             | Mocks | – | yes | yes |\n| Import | – | – | yes |\n"
        );
        assert_eq!(Table::parse(&table.text()), table);
    }
}
