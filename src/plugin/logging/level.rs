//! How much is logged.

use tracing::level_filters::LevelFilter;

use crate::plugin::environment::Environment;

/// The level for the provider `name`: its own variable first, then that of all providers, then that
/// of everything.
pub(super) fn read(name: &str, environment: Environment<'_>) -> LevelFilter {
    let own = format!("TF_LOG_PROVIDER_{}", name.to_uppercase());
    [own.as_str(), "TF_LOG_PROVIDER", "TF_LOG"]
        .into_iter()
        .find_map(environment)
        .map_or(LevelFilter::OFF, |word| level(&word))
}

/// The level that a word names. JSON, and any word that the host does not know, it takes for the
/// finest.
fn level(word: &str) -> LevelFilter {
    match word.to_uppercase().as_str() {
        "OFF" => LevelFilter::OFF,
        "ERROR" => LevelFilter::ERROR,
        "WARN" => LevelFilter::WARN,
        "INFO" => LevelFilter::INFO,
        "DEBUG" => LevelFilter::DEBUG,
        _ => LevelFilter::TRACE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_variable_decides() {
        check(&[], LevelFilter::OFF);
        check(&[("TF_LOG", "warn")], LevelFilter::WARN);
        check(&[("TF_LOG", "JSON")], LevelFilter::TRACE);
        check(&[("TF_LOG", "1")], LevelFilter::TRACE);
        check(&[("TF_LOG", "TRACE"), ("TF_LOG_PROVIDER", "ERROR")], LevelFilter::ERROR);
        check(
            &[("TF_LOG_PROVIDER", "TRACE"), ("TF_LOG_PROVIDER_EXAMPLE", "off")],
            LevelFilter::OFF,
        );
        check(&[("TF_LOG_PROVIDER_OTHER", "TRACE"), ("TF_LOG_CORE", "TRACE")], LevelFilter::OFF);
    }

    fn check(variables: &[(&str, &str)], expect: LevelFilter) {
        let environment = |name: &str| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(read("example", &environment), expect, "{variables:?}");
    }
}
