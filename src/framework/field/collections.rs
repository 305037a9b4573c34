//! Lists, sets and maps.

use std::collections::{BTreeMap, BTreeSet};

use super::typed::Field;
use crate::framework::answer;
use crate::framework::attribute::Type;
use crate::framework::diagnostic::{Error, Result};
use crate::framework::path::{Path, Step};
use crate::framework::value::Value;

impl<T: Field> Field for Vec<T> {
    const TYPE: Type = Type::List(&T::TYPE);
    const CHOICES: &'static [&'static str] = T::CHOICES;

    fn decode(value: Value) -> Result<Self> {
        let Value::List(elements) = value else {
            return Err(value.mismatch("a list"));
        };
        let decode =
            |(index, element)| T::decode(element).map_err(|error| error.under(Step::Index(index)));
        elements.into_iter().enumerate().map(decode).collect()
    }

    fn encode(self) -> Value {
        Value::List(self.into_iter().map(T::encode).collect())
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        let Value::List(elements) = value else { return };
        for (index, element) in elements.iter().enumerate() {
            check_element::<T>(element, &at.then(Step::Index(index)), report);
        }
    }

    fn same(one: &Value, other: &Value) -> bool {
        answer::same_list(one, other, T::same)
    }
}

impl<T: Field + Ord> Field for BTreeSet<T> {
    const TYPE: Type = Type::Set(&T::TYPE);

    fn decode(value: Value) -> Result<Self> {
        let Value::List(elements) = value else {
            return Err(value.mismatch("a set"));
        };
        elements.into_iter().map(T::decode).collect()
    }

    fn encode(self) -> Value {
        let mut elements: Vec<_> = self.into_iter().map(T::encode).collect();
        elements.sort();
        Value::List(elements)
    }

    /// Elements of a set have no path: a fault is reported at the set.
    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        let Value::List(elements) = value else { return };
        for element in elements {
            check_element::<T>(element, at, report);
        }
    }
}

impl<T: Field> Field for BTreeMap<String, T> {
    const TYPE: Type = Type::Map(&T::TYPE);

    fn decode(value: Value) -> Result<Self> {
        let Value::Map(elements) = value else {
            return Err(value.mismatch("a map"));
        };
        let decode = |(key, element): (String, Value)| match T::decode(element) {
            Ok(element) => Ok((key, element)),
            Err(error) => Err(error.under(Step::Key(key))),
        };
        elements.into_iter().map(decode).collect()
    }

    fn encode(self) -> Value {
        self.into_iter().map(|(key, element)| (key, element.encode())).collect()
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        let Value::Map(elements) = value else { return };
        for (key, element) in elements {
            check_element::<T>(element, &at.then(Step::Key(key.clone())), report);
        }
    }
}

fn check_element<T: Field>(element: &Value, at: &Path, report: &mut Vec<Error>) {
    match element {
        Value::Unknown => {}
        Value::Null => report.push(Error { cause: "must not be null".into(), path: at.clone() }),
        known => T::check(known, at, report),
    }
}
