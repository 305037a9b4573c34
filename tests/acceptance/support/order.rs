//! The order of a detail: what has failed, why, and then what to do.

/// The verbs in the imperative of the texts that say what to do.
const VERBS: [&str; 43] = [
    "add",
    "allow",
    "apply",
    "ask",
    "begin",
    "change",
    "check",
    "create",
    "delete",
    "destroy",
    "enable",
    "enforce",
    "grant",
    "have",
    "import",
    "install",
    "keep",
    "let",
    "look",
    "lower",
    "move",
    "omit",
    "plan",
    "raise",
    "refresh",
    "remove",
    "rename",
    "report",
    "request",
    "restore",
    "run",
    "see",
    "set",
    "shorten",
    "spell",
    "trust",
    "try",
    "undo",
    "update",
    "use",
    "wait",
    "write",
    "did you mean",
];

/// Words between the beginning of a clause and its verb.
const BEFORE_VERBS: [&str; 6] = ["and ", "first ", "instead, ", "or ", "please ", "then "];

/// How a sentence begins that says in which case to do something, and then what.
const CASES: [&str; 5] = ["for ", "if ", "otherwise, ", "to ", "with "];

/// What says what is right instead of what to do.
const DEMANDS: [&str; 3] = [" must ", " require ", " requires "];

/// What is in the wrong place: advice at the beginning, or what and why after advice.
pub(crate) fn misplaced(detail: &str) -> Option<String> {
    let sentences = sentences(detail);
    let advice = sentences.iter().position(|it| leads_to_advice(it))?;
    let is_first = is_advice(&sentences[0]).then(|| &sentences[0]);
    let after = &sentences[advice + 1..];
    is_first.or_else(|| after.iter().find(|it| !is_advice(it))).cloned()
}

/// What is said of a stop, which the reader has asked for.
const STOPS: [&str; 3] =
    ["Stopped ", "Terraform asked the provider to stop", " was stopped after "];

/// Whether a reader knows what to do, as far as that can be known: what some of its errors mean,
/// AWS alone knows, and a text of many thousand characters is cut at its end.
pub(crate) fn says_what_to_do(detail: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|words| detail.contains(words));
    let is_open = is_of_aws_alone(detail) || detail.ends_with(" more characters.");
    has(&DEMANDS)
        || has(&STOPS)
        || is_open
        || sentences(detail).iter().any(|it| leads_to_advice(it))
}

/// Whether the whole is what AWS has said, with a code that leaves open what to do about it.
fn is_of_aws_alone(detail: &str) -> bool {
    let is_open = |said: &str| OPEN.iter().any(|open| said.starts_with(open));
    let is_alone = |said: &str| after_aws(said) == Some("") || said.contains(" was rejected: ");
    let paragraphs = paragraphs(detail);
    let said = match &paragraphs[..] {
        [said] => said,
        // A summary that is too long opens the detail.
        [summary, said] if summary.ends_with(':') => said,
        _ => return false,
    };
    is_open(said) && is_alone(said)
}

/// What AWS says of a request or a version without what it means for the reader.
const OPEN: [&str; 3] = ["ConflictException: ", "ValidationException: ", "Version "];

/// What follows on what AWS has said, which ends with `(DescribeDomain, request 1)`.
fn after_aws(paragraph: &str) -> Option<&str> {
    let (context, rest) = paragraph.rsplit_once(" (")?.1.split_once(')')?;
    let operation = context.split(',').next().unwrap_or_default();
    let is_name = operation.chars().all(|c| c.is_ascii_alphabetic());
    let has_words =
        operation.starts_with(char::is_uppercase) && operation.contains(char::is_lowercase);
    (is_name && has_words).then_some(rest)
}

/// The paragraphs, each in one line, without blocks of code.
fn paragraphs(detail: &str) -> Vec<String> {
    let is_code = |line: &str| line.trim().is_empty() || line.starts_with([' ', '\t']);
    let lines = detail.lines().map(|line| if is_code(line) { "\n" } else { line });
    let text = lines.collect::<Vec<_>>().join(" ");
    let paragraphs = text.split('\n').map(|it| it.trim().to_owned());
    paragraphs.filter(|it| !it.is_empty()).collect()
}

/// The sentences. What AWS has said is one, whatever it says.
fn sentences(detail: &str) -> Vec<String> {
    let of_paragraph = |paragraph: &String| match after_aws(paragraph) {
        Some(rest) => [vec!["AWS".to_owned()], of_prose(rest)].concat(),
        None => of_prose(paragraph),
    };
    paragraphs(detail).iter().flat_map(of_paragraph).collect()
}

/// Sentences without what is quoted, and what stands in parentheses.
fn of_prose(paragraph: &str) -> Vec<String> {
    let text = without(&without(paragraph, '`', '`'), '(', ')').replace(['?', '!'], ".");
    let sentences = text.split(". ").map(|it| it.trim().trim_end_matches('.').to_owned());
    sentences.filter(|it| !it.is_empty()).collect()
}

/// The text without what is between such marks.
fn without(text: &str, opening: char, closing: char) -> String {
    let mut parts = text.split(opening);
    let mut rest = parts.next().unwrap_or_default().to_owned();
    while let Some(part) = parts.next() {
        // With equal marks, the next part is outside of them.
        let outside = match opening == closing {
            true => parts.next().unwrap_or_default(),
            false => part.split_once(closing).map_or(part, |(_, outside)| outside),
        };
        rest = rest + &String::from(opening) + outside;
    }
    rest
}

/// Whether a sentence says nothing but what to do.
fn is_advice(sentence: &str) -> bool {
    let sentence = sentence.to_lowercase();
    let is_of_a_case = CASES.iter().any(|case| sentence.starts_with(case));
    has_verb(&sentence) || is_of_a_case && clauses(&sentence).any(has_verb)
}

/// Whether a sentence says what to do, maybe after something else.
fn leads_to_advice(sentence: &str) -> bool {
    is_advice(sentence) || clauses(sentence).any(has_verb)
}

/// What follows the first comma, colon or semicolon, and each of the others.
fn clauses(sentence: &str) -> impl Iterator<Item = &str> {
    [", ", ": ", "; "].into_iter().flat_map(|mark| sentence.split(mark).skip(1))
}

fn has_verb(clause: &str) -> bool {
    let stripped = |word: &&str| clause.strip_prefix(word);
    let clause = BEFORE_VERBS.iter().find_map(stripped).unwrap_or(clause);
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    VERBS.iter().any(|verb| clause.strip_prefix(verb).is_some_and(ends))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_and_why_come_before_what_to_do() {
        for right in [
            "",
            "It failed. Nothing is known.",
            "It failed. Because. Set `a. B c`. Or remove it. If it is there, and if not, set `b`.",
            "It exists, see there:\n\n  import {\n    to = a. B\n  }\n\nTo keep it, use `c`.",
            "`a` is not known. Did you mean `b`?",
            "AccessDenied: keep it, or\nnot (GetIt, request 1)\n\nIt is denied. Allow it.",
            "Not accepted: Check your key. Or not. (GetIt, request 1). See another error.",
        ] {
            assert_eq!(misplaced(right), None, "{right}");
        }
        for (wrong, what) in [
            ("Set it. It is missing.", "Set it"),
            ("To keep it, set `a`.", "To keep it, set `"),
            ("It failed. Check it. Another one\nwas there.", "Another one was there"),
            ("It failed: check it.\n\nWaited for 2 s.", "Waited for 2 s"),
            ("No. Import it:\n\n  a = 1\n\nNow: b", "Now: b"),
        ] {
            assert_eq!(misplaced(wrong).as_deref(), Some(what), "{wrong}");
        }
    }

    #[test]
    fn a_reader_knows_what_to_do() {
        for right in ["It failed: check it.", "`a` must be set.", "ConflictException: no (GetIt)"] {
            assert!(says_what_to_do(right), "{right}");
        }
        for wrong in ["It failed. Nothing is known.", "ConflictException: no (GetIt)\n\nNothing."] {
            assert!(!says_what_to_do(wrong), "{wrong}");
        }
    }
}
