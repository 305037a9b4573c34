//! Every construct, with the input and the output wanted.

use codeartifact_migrate::{Input, migrate, write};

use crate::support::{Files, pairs, read, written};

/// The files that come out, and the places of the reports.
fn migrated(files: &Files) -> (Files, Vec<String>) {
    let directory = written(files);
    let outcome = migrate(&Input::Paths(vec![directory.path().to_owned()]), true)
        .expect("a pair that can be read");
    write(&outcome.changes).expect("a pair that can be read");
    let places =
        outcome.reports.iter().map(|(_, report)| format!("{}:{}", report.file, report.line));
    (read(directory.path()), places.collect())
}

#[test]
fn every_pair_comes_out_byte_for_byte() {
    let only = std::env::var("PAIR").ok();
    let mut wrong = Vec::new();
    for pair in pairs() {
        let name =
            pair.file_name().expect("a pair that can be read").to_string_lossy().into_owned();
        if only.as_ref().is_some_and(|only| *only != name) {
            continue;
        }
        let mut wanted = read(&pair.join("out"));
        let report = wanted.remove("report.txt").unwrap_or_default();
        let places: Vec<_> =
            report.lines().filter_map(|line| Some(line.split_once(": ")?.0.to_owned())).collect();
        let found = migrated(&read(&pair.join("in")));
        if found != (wanted.clone(), places.clone()) {
            wrong.push(name);
            for (file, text) in &found.0 {
                let expected = wanted.get(file).map_or("", String::as_str);
                if expected != text {
                    let diff = similar::TextDiff::from_lines(expected, text);
                    println!(
                        "{}",
                        diff.unified_diff()
                            .header(&format!("{}/{file} wanted", pair.display()), "found")
                    );
                }
            }
            if found.1 != places {
                println!("reports of {}: wanted {places:?}, found {:?}", pair.display(), found.1);
            }
            for file in wanted.keys().filter(|file| !found.0.contains_key(*file)) {
                println!("{}: {file} is missing", pair.display());
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {} pairs are wrong: {wrong:?}", wrong.len(), pairs().len());
}
