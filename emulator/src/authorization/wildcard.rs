//! Texts with `*` and `?` in them.

/// Whether the pattern matches a text: `*` is any text, `?` any character.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), text.chars().collect());
    let (mut at, mut next) = (0, 0);
    let mut last_star = None;
    while next < text.len() {
        match pattern.get(at) {
            Some('*') => {
                last_star = Some((at, next));
                at += 1;
            }
            Some(wanted) if *wanted == '?' || *wanted == text[next] => {
                (at, next) = (at + 1, next + 1)
            }
            _ => match &mut last_star {
                // The last star takes one character more.
                Some((star, taken)) => {
                    *taken += 1;
                    (at, next) = (*star + 1, *taken);
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|rest| *rest == '*')
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_and_question_marks_stand_for_others() {
        for (pattern, text, expect) in [
            ("*", "", true),
            ("codeartifact:Get*", "codeartifact:GetDomain", true),
            ("codeartifact:Get*", "codeartifact:PutDomain", false),
            ("a*b*c", "axxbyybzzc", true),
            ("a*b*c", "axxbyy", false),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("abc", "abcd", false),
        ] {
            assert_eq!(matches(pattern, text), expect, "{pattern} and {text}");
        }
    }
}
