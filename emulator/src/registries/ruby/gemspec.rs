//! The specification of a gem as RubyGems reads it from a repository.

use super::marshal::{Datum, dump};
use super::specification::{Dependency, Requirement, Specification, Texts};

/// The version of the list of fields below.
const FIELDS: u32 = 4;

/// The specification as data of Ruby.
pub(super) fn gemspec(gem: &Specification) -> Vec<u8> {
    let fields = dump(&Datum::List(fields(gem)));
    dump(&Datum::Loaded("Gem::Specification", fields))
}

/// The fields of a specification, in the order in which RubyGems has them.
fn fields(gem: &Specification) -> Vec<Datum<'_>> {
    let metadata = gem.metadata.iter().flatten();
    let metadata = metadata.map(|(name, text)| (Datum::text(name), Datum::text(text)));
    vec![
        Datum::or_nil(&gem.rubygems_version),
        Datum::Number(FIELDS),
        Datum::text(&gem.name),
        version(gem.number()),
        gem.date.as_deref().and_then(time).unwrap_or(Datum::Nil),
        Datum::or_nil(&gem.summary),
        requirement(gem.required_ruby_version.as_ref()),
        requirement(gem.required_rubygems_version.as_ref()),
        Datum::text(gem.named_platform()),
        Datum::List(gem.dependencies().iter().map(dependency).collect()),
        // The project at RubyForge, which is no more.
        Datum::text(""),
        texts(&gem.email),
        texts(&gem.authors),
        Datum::or_nil(&gem.description),
        Datum::or_nil(&gem.homepage),
        // Whether there is documentation, as is always said now.
        Datum::True,
        Datum::text(gem.named_platform()),
        texts(&gem.licenses),
        Datum::Map(metadata.collect()),
    ]
}

fn texts(texts: &Texts) -> Datum<'_> {
    Datum::List(texts.all().into_iter().map(Datum::text).collect())
}

fn version(number: &str) -> Datum<'_> {
    Datum::Made("Gem::Version", Box::new(Datum::List(vec![Datum::text(number)])))
}

fn requirement(requirement: Option<&Requirement>) -> Datum<'_> {
    let conditions = requirement.map_or_else(|| vec![(">=", "0")], Requirement::conditions);
    let conditions = conditions
        .into_iter()
        .map(|(sign, number)| Datum::List(vec![Datum::text(sign), version(number)]));
    let conditions = Datum::List(vec![Datum::List(conditions.collect())]);
    Datum::Made("Gem::Requirement", Box::new(conditions))
}

fn dependency(dependency: &Dependency) -> Datum<'_> {
    let variables = vec![
        ("@name", Datum::text(&dependency.name)),
        ("@requirement", requirement(dependency.requirement())),
        ("@type", Datum::Symbol(dependency.kind())),
        ("@prerelease", Datum::False),
    ];
    Datum::Object("Gem::Dependency", variables)
}

/// The time at which a day begins, in the bits in which Ruby keeps it.
fn time(date: &str) -> Option<Datum<'static>> {
    const IS_A_TIME_IN_UTC: u32 = 0b11 << 30;
    let mut parts = date.get(..10)?.split('-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let fits = (1900..=9999).contains(&year) && (1..=12).contains(&month) && day <= 31;
    let bits = IS_A_TIME_IN_UTC | (year.checked_sub(1900)? << 14) | ((month.checked_sub(1)?) << 10);
    let bytes = [(bits | (day << 5)).to_le_bytes(), [0; 4]].concat();
    fits.then_some(Datum::Loaded("Time", bytes))
}
