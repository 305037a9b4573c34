//! Lists of hashicorp/awscc that are maps or single values here.

use std::ops::Range;

use hcl_edit::expr::{Array, Conditional, Expression, ForExpr, Object};
use hcl_edit::structure::Attribute;

use crate::rules::notes::Notes;
use crate::rules::references::Rewriter;
use crate::syntax::comments::within;
use crate::syntax::expressions::{is_operation, is_reference, item, span};
use crate::syntax::lines::line_start;
use crate::syntax::pieces::Pieces;
use crate::tally::Rewritten;

/// A tag that is written out.
struct Tag<'a> {
    element: Range<usize>,
    key: &'a Expression,
    value: &'a Expression,
}

impl Rewriter<'_> {
    /// Tags as a map.
    pub(crate) fn tags(&mut self, attribute: &Attribute) {
        let value = &attribute.value;
        let range = span(value);
        let map = match value {
            Expression::Array(array) => self.tag_list(array, &range),
            Expression::ForExpr(node) => self.tag_loop(node),
            Expression::Null(_) => return,
            Expression::Conditional(node) => self.tags_or_null(node),
            _ => None,
        };
        let map = map.unwrap_or_else(|| self.tags_of(value));
        self.count(Rewritten::Argument);
        self.edits.replace(range, map);
    }

    /// A condition with null, over which no loop can go.
    fn tags_or_null(&self, node: &Conditional) -> Option<Pieces> {
        let (one, other) = (&node.true_expr, &node.false_expr);
        if !one.is_null() && !other.is_null() {
            return None;
        }
        let branch = |branch: &Expression| {
            let range = span(branch);
            let map = match branch {
                Expression::Null(_) => Some("null".into()),
                Expression::Array(array) => self.tag_list(array, &range),
                Expression::ForExpr(node) => self.tag_loop(node),
                _ => None,
            };
            map.unwrap_or_else(|| self.tags_of(branch))
        };
        let condition = self.edits.slice(span(&node.cond_expr));
        Some(condition.text(" ? ").then(branch(one)).text(" : ").then(branch(other)))
    }

    fn tags_of(&self, list: &Expression) -> Pieces {
        let list = match list {
            list if is_reference(list) => {
                Pieces::from(" coalesce(").then(self.edits.slice(span(list))).text(", [])")
            }
            list if is_operation(list) => {
                Pieces::from("(").then(self.edits.slice(span(list))).text(")")
            }
            list => Pieces::from(" ").then(self.edits.slice(span(list))),
        };
        Pieces::from("{ for tag in").then(list).text(" : tag.key => tag.value }")
    }

    fn tag_list(&self, array: &Array, range: &Range<usize>) -> Option<Pieces> {
        let tags: Option<Vec<_>> = array.iter().map(tag).collect();
        let tags = tags?;
        if tags.is_empty() && within(self.comments, range).is_empty() {
            return Some("{}".into());
        }
        if !self.text[range.clone()].contains('\n') {
            let entries = tags.iter().map(|tag| self.tag_entry(tag));
            return Some(Pieces::from("{ ").then(Pieces::join(entries, ", ")).text(" }"));
        }
        Some(self.tag_lines(&tags, range))
    }

    /// One line for each tag, with the comments of the list.
    fn tag_lines(&self, tags: &[Tag<'_>], range: &Range<usize>) -> Pieces {
        let width = self.width(range.start) + self.step();
        let free = self.free_notes(tags, range);
        let mut lines = Pieces::from("{\n");
        let mut from = range.start;
        for (index, tag) in tags.iter().enumerate() {
            let next = tags.get(index + 1).map_or(range.end, |next| next.element.start);
            let notes = self.tag_notes(tag, &free, from..next);
            from = notes.end.as_ref().map_or(from, |end| end.end).max(tag.element.end);
            let entry = self.above(&notes.above, width).then(self.tag_entry(tag));
            lines = lines.text(self.indent(width)).then(self.with_end(entry, &notes)).text("\n");
        }
        for rest in free.iter().filter(|note| note.start >= from) {
            lines = lines.text(self.indent(width)).source(rest.clone()).text("\n");
        }
        lines.text(self.indent(width - self.step()) + "}")
    }

    /// The comments of a list that stand neither in a key nor in a value.
    fn free_notes(&self, tags: &[Tag<'_>], range: &Range<usize>) -> Vec<Range<usize>> {
        let used: Vec<_> = tags.iter().flat_map(|tag| [span(tag.key), span(tag.value)]).collect();
        let notes = within(self.comments, range).iter().map(|note| note.range.clone());
        notes.filter(|note| !used.iter().any(|used| used.contains(&note.start))).collect()
    }

    /// The comments of one tag, of those within a part of the list.
    fn tag_notes(&self, tag: &Tag<'_>, free: &[Range<usize>], part: Range<usize>) -> Notes {
        let value = span(tag.value).end;
        let line = |place: usize| line_start(self.text, place);
        let lines = [line(value), line(tag.element.end)];
        let is_behind = |note: &&Range<usize>| {
            (value..part.end).contains(&note.start) && lines.contains(&line(note.start))
        };
        let end = free.iter().find(is_behind).cloned();
        let until = end.as_ref().map_or(tag.element.end, |end| end.end.max(tag.element.end));
        let above = free.iter().filter(|note| (part.start..until).contains(&note.start));
        let above = above.filter(|note| end.as_ref() != Some(*note)).cloned().collect();
        Notes { above, end }
    }

    fn tag_entry(&self, tag: &Tag<'_>) -> Pieces {
        let key = span(tag.key);
        let key = match tag.key {
            Expression::String(text) if is_word(text.as_str()) => text.as_str().into(),
            Expression::String(_) | Expression::StringTemplate(_) => self.edits.slice(key),
            _ => Pieces::from("(").then(self.edits.slice(key)).text(")"),
        };
        key.text(" = ").then(self.edits.slice(span(tag.value)))
    }

    /// A loop that gives tags, as one that gives a map, or as the map that it loops over.
    fn tag_loop(&self, node: &ForExpr) -> Option<Pieces> {
        let object = node.value_expr.as_object().filter(|_| node.key_expr.is_none())?;
        let (key, value) = pair(object)?;
        let is = |expression: &Expression, name: Option<&str>| {
            name.is_some() && expression.as_variable().map(|name| name.as_str()) == name
        };
        let key_var = node.intro.key_var.as_ref().map(|name| name.as_str());
        let is_same = is(key, key_var) && is(value, Some(node.intro.value_var.as_str()));
        if is_same && node.cond.is_none() {
            return Some(self.edits.slice(span(&node.intro.collection_expr)));
        }
        let intro = self.edits.slice(span(&node.intro));
        let map = Pieces::from("{ ").then(intro).text(" ");
        let map = map.then(self.edits.slice(span(key))).text(" => ");
        let map = map.then(self.edits.slice(span(value)));
        let map = match &node.cond {
            Some(cond) => map.text(" if ").then(self.edits.slice(span(&cond.expr))),
            None => map,
        };
        Some(map.text(" }"))
    }

    /// A list of at most one connection as a text.
    pub(crate) fn connection_argument(&mut self, attribute: &Attribute) {
        self.count(Rewritten::Argument);
        self.edits.rename(span(&attribute.key), "external_connection");
        let value = &attribute.value;
        let range = span(value);
        let pieces = match value {
            Expression::Null(_) => return,
            Expression::Array(array) => {
                let pieces = self.one_element(array);
                return self.replace_list(range, array, pieces);
            }
            Expression::Conditional(node) => {
                let branches = (self.branch(&node.true_expr), self.branch(&node.false_expr));
                match branches {
                    (Some(one), Some(other)) => {
                        let condition = self.edits.slice(span(&node.cond_expr));
                        condition.text(" ? ").then(one).text(" : ").then(other)
                    }
                    _ => self.one_of(value),
                }
            }
            _ => self.one_of(value),
        };
        self.edits.replace(range, pieces);
    }

    fn one_of(&self, value: &Expression) -> Pieces {
        let slice = self.edits.slice(span(value));
        if is_reference(value) {
            return Pieces::from("one(coalesce(").then(slice).text(", []))");
        }
        Pieces::from("one(").then(slice).text(")")
    }

    fn branch(&self, branch: &Expression) -> Option<Pieces> {
        match branch {
            Expression::Null(_) => Some("null".into()),
            Expression::Array(array) if array.len() < 2 => Some(self.one_element(array)),
            _ => None,
        }
    }

    fn one_element(&self, array: &Array) -> Pieces {
        match array.get(0) {
            Some(element) => self.edits.slice(span(element)),
            None => "null".into(),
        }
    }

    /// Puts the element in the place of its list, and the comment within the list behind it.
    fn replace_list(&mut self, range: Range<usize>, array: &Array, pieces: Pieces) {
        if array.len() > 1 {
            let list = Pieces::from("one(").then(self.edits.slice(range.clone())).text(")");
            return self.edits.replace(range, list);
        }
        let used = array.get(0).map(span).unwrap_or_default();
        let free = within(self.comments, &range).iter();
        let free = free.filter(|note| !used.contains(&note.range.start));
        let notes: Vec<_> = free.map(|note| note.range.clone()).collect();
        let pieces = match &notes[..] {
            [] => pieces,
            [only] => pieces.text(" ").source(only.clone()),
            notes => {
                let start = line_start(self.text, range.start);
                let indent = start + self.width(range.start);
                let above = self.above(notes, self.width(range.start));
                self.edits.insert(indent, above);
                pieces
            }
        };
        self.edits.replace(range, pieces);
    }
}

fn tag(element: &Expression) -> Option<Tag<'_>> {
    let (key, value) = pair(element.as_object()?)?;
    Some(Tag { element: span(element), key, value })
}

fn pair(object: &Object) -> Option<(&Expression, &Expression)> {
    let (_, key) = item(object, "key")?;
    let (_, value) = item(object, "value")?;
    (object.len() == 2).then(|| (key.expr(), value.expr()))
}

fn is_word(text: &str) -> bool {
    hcl_edit::Ident::try_new(text).is_ok()
}
