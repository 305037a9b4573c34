//! The order of a search, as far as it is known.

use std::collections::BTreeMap;

use super::place::Place;

/// The most repositories that one search comes to. Source: the service's guide.
const MOST: usize = 25;

/// The repositories that were looked at, by their names; none stands for one that does not exist.
pub(super) type Seen = BTreeMap<String, Option<Place>>;

/// A search as far as it is known.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Walk {
    /// Names of the repositories in the order of the search.
    pub(super) order: Vec<String>,
    /// Whether more repositories would follow, which the search does not come to.
    pub(super) is_cut: bool,
}

/// The search that begins at a repository: depth first, in the order of the upstreams, each
/// repository once. It goes on from those that are open. What has not been looked at yet is taken
/// to have no upstreams.
pub(super) fn walk(asked: &str, seen: &Seen, is_open: impl Fn(&Place) -> bool) -> Walk {
    let mut order: Vec<String> = Vec::new();
    let mut waiting = vec![asked];
    while let Some(next) = waiting.pop() {
        let found = seen.get(next);
        if found == Some(&None) || order.iter().any(|name| name == next) {
            continue;
        }
        if order.len() == MOST {
            return Walk { order, is_cut: true };
        }
        order.push(next.to_owned());
        if let Some(place) = found.and_then(Option::as_ref).filter(|place| is_open(place)) {
            waiting.extend(place.upstreams.iter().rev().map(String::as_str));
        }
    }
    Walk { order, is_cut: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Repositories as `name: upstreams`; a name alone does not exist.
    fn seen(texts: &[&str]) -> Seen {
        let one = |text: &&str| match text.split_once(':') {
            None => ((*text).to_owned(), None),
            Some((name, upstreams)) => {
                let upstreams = upstreams.split_whitespace().map(str::to_owned).collect();
                let place = Place { repository: name.into(), upstreams, ..Place::default() };
                (name.to_owned(), Some(place))
            }
        };
        texts.iter().map(one).collect()
    }

    fn check(texts: &[&str], expected: &str) {
        let is_open = |place: &Place| place.repository != "closed";
        let order = walk("a", &seen(texts), is_open).order;
        assert_eq!(order.join(" "), expected, "{texts:?}");
    }

    #[test]
    fn the_search_is_depth_first_and_comes_to_each_once() {
        check(&["a: b c", "b: d", "c: d e", "d:", "e:"], "a b d c e");
        check(&["a: b", "b: a"], "a b");
        check(&["a: gone b", "gone", "b:"], "a b");
        check(&["a: closed b", "closed: c", "b:", "c:"], "a closed b");
        check(&["a: b c"], "a b c");
        check(&[], "a");
    }

    #[test]
    fn the_search_ends_after_its_last_repository() {
        let chain: Vec<String> = (0..30).map(|n| format!("r{n}: r{}", n + 1)).collect();
        let texts: Vec<&str> = chain.iter().map(String::as_str).collect();
        let walked = walk("r0", &seen(&texts), |_| true);
        assert_eq!((walked.order.len(), walked.is_cut), (25, true));
        let walked = walk("r6", &seen(&texts), |_| true);
        assert_eq!((walked.order.len(), walked.is_cut), (25, false));
    }
}
