//! The words and signs of a source, as the compiler distinguishes them.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The words and signs of a source, without comments, literals, and what is for tests only. Where
/// something is visible is left out too: a `pub(in crate::a)` imports nothing.
pub(crate) fn words(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    collect(source.parse().expect("a source that the compiler takes"), &mut found);
    found
}

fn collect(stream: TokenStream, found: &mut Vec<String>) {
    let mut tokens = stream.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(name) => {
                found.push(name.to_string());
                tokens.next_if(|next| name == "pub" && is_group(next, Delimiter::Parenthesis));
            }
            TokenTree::Punct(sign) if sign.as_char() == ':' && sign.spacing() == Spacing::Joint => {
                tokens.next();
                found.push("::".to_owned());
            }
            TokenTree::Punct(sign) if sign.as_char() == '#' => {
                tokens.next_if(|next| next.to_string() == "!");
                let attribute = tokens.next_if(|next| is_group(next, Delimiter::Bracket));
                if attribute.is_some_and(|it| it.to_string() == "[cfg (test)]") {
                    // The item goes as far as its semicolon or its braces.
                    tokens.find(|next| is_group(next, Delimiter::Brace) || next.to_string() == ";");
                }
            }
            TokenTree::Punct(sign) => found.push(sign.to_string()),
            TokenTree::Literal(_) => found.push("literal".to_owned()),
            TokenTree::Group(group) => {
                let (open, close) = signs(group.delimiter());
                found.push(open.to_owned());
                collect(group.stream(), found);
                found.push(close.to_owned());
            }
        }
    }
}

fn is_group(token: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == delimiter)
}

fn signs(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

#[test]
fn comments_texts_and_tests_are_left_out() {
    let check = |source: &str, expected: &str| assert_eq!(words(source).join(" "), expected);
    check("//! crate::a\nb::c; // crate::d\n", "b :: c ;");
    check("f(\"crate::a \\\" {\", r#\"crate::b \"\"#)", "f ( literal , literal )");
    check("a;\n#[cfg(test)]\nmod tests;\nb", "a ; b");
    check("a;\n#[cfg(test)]\nmod tests {\n fn f() { }\n}\nb", "a ; b");
    check("pub(in crate::a) fn f(); pub(crate) use g;", "pub fn f ( ) ; pub use g ;");
}
