//! Numbers without loss: Terraform's are decimals of 512 bits, which no machine type holds.

use std::fmt;
use std::str::FromStr;

use bigdecimal::{BigDecimal, ToPrimitive};

/// A decimal number of any size and precision that Terraform itself can hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(BigDecimal);

/// Digits before or after the point beyond which a number is refused. Terraform's own numbers have
/// about 155 significant digits; the bound keeps `1e999999999` from filling the memory.
const MOST_DIGITS: i64 = 1_000;

/// The longest text of a number with that number of digits: a sign, a zero, a point, and an
/// exponent with its own sign.
const LONGEST: usize = 1_032;

impl Number {
    /// The number as an `i64`, where it is one.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.is_integer().then(|| self.0.to_i64()).flatten()
    }

    /// The number that a float stands for: its shortest decimal text, as Terraform compares it.
    /// None for infinities and for "not a number".
    pub fn from_f64(float: f64) -> Option<Self> {
        float.is_finite().then(|| float.to_string().parse().ok()).flatten()
    }
}

impl From<i64> for Number {
    fn from(integer: i64) -> Self {
        Self(integer.into())
    }
}

impl From<u64> for Number {
    fn from(integer: u64) -> Self {
        Self(integer.into())
    }
}

impl FromStr for Number {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let too_many = || format!("it has more than {MOST_DIGITS} digits");
        if text.len() > LONGEST {
            return Err(too_many());
        }
        let number = BigDecimal::from_str(text).map_err(|_| "it is not a number".to_owned())?;
        let exponent = number.fractional_digit_count();
        if exponent.abs() > MOST_DIGITS || number.digits() > MOST_DIGITS.unsigned_abs() {
            return Err(too_many());
        }
        Ok(Self(number.normalized()))
    }
}

/// The shortest decimal text without an exponent, the form in which Terraform sends numbers.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_plain_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_survives_and_is_normal() {
        for (text, plain) in [
            ("0", "0"),
            ("0.10", "0.1"),
            ("1e-1", "0.1"),
            ("-0.5", "-0.5"),
            ("1e3", "1000"),
            ("12345678901234567890123", "12345678901234567890123"),
        ] {
            assert_eq!(text.parse::<Number>().unwrap().to_string(), plain);
        }
    }

    #[test]
    fn bombs_are_refused() {
        for text in ["1e999999999", "1e-999999999", "NaN", "", "1x", "inf"] {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
    }

    /// The parser takes a time that grows with the square of the digits, and never sees them.
    #[test]
    fn a_number_of_too_many_digits_is_not_even_parsed() {
        for text in ["9".repeat(20_000_000), format!("0.{}1", "0".repeat(20_000_000))] {
            let error = text.parse::<Number>().unwrap_err();
            assert!(error.contains("1000 digits"), "{error}");
        }
        let most = format!("-0.{}1e-1", "0".repeat(998));
        most.parse::<Number>().unwrap();
    }

    #[test]
    fn only_whole_numbers_are_integers() {
        assert_eq!("1e3".parse::<Number>().unwrap().as_i64(), Some(1000));
        assert_eq!("0.5".parse::<Number>().unwrap().as_i64(), None);
        assert_eq!("9223372036854775808".parse::<Number>().unwrap().as_i64(), None);
        assert_eq!(Number::from_f64(f64::NAN), None);
        assert_eq!(Number::from_f64(0.1), "0.1".parse().ok());
    }
}
