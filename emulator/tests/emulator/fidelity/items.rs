//! The functions and constants of a source, with what their comments say, and how they lead to each
//! other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Words before the name of something that a source defines.
const KINDS: &[&str] = &["fn", "const", "static", "struct", "enum", "trait", "type", "mod"];

/// Something that a source defines, or what the source as a whole is about.
pub(super) struct Item {
    /// The source, below the directory of all.
    pub(super) file: String,
    /// Nothing where others do not name it in a call.
    pub(super) name: String,
    /// Its comments, each as one line.
    pub(super) comments: Vec<String>,
    /// Its text without comments.
    pub(super) text: String,
}

/// A name in a text that may be that of an item.
struct Word<'a> {
    text: &'a str,
    /// Whether it is called as a method.
    is_method: bool,
    /// The module that it is said to be in.
    module: Option<&'a str>,
    /// Whether it is called, or is a constant.
    is_clear: bool,
    /// Whether it is an argument.
    is_argument: bool,
}

impl Item {
    /// Whether it is a method.
    fn is_method(&self) -> bool {
        let head = self.text.split(['{', ';']).next().unwrap_or_default();
        head.split(is_of_no_name).any(|word| word == "self")
    }

    /// Whether it is of no operation more than of others, as errors and the names of resources are.
    fn is_for_all(&self) -> bool {
        ["model/", "names/"].iter().any(|floor| self.file.starts_with(floor))
    }

    /// The part of the emulator that it is in.
    pub(super) fn part(&self) -> &str {
        self.file.trim_end_matches(".rs").trim_end_matches("/mod")
    }

    /// The module that it is in.
    fn module(&self) -> Option<&str> {
        self.part().rsplit('/').next()
    }

    /// Whether its text names a constant.
    pub(super) fn names(&self, constant: &str) -> bool {
        self.text.split(is_of_no_name).any(|word| word == constant)
    }
}

/// The items of all sources below a directory.
pub(super) fn items(directory: &Path) -> Vec<Item> {
    let mut items = Vec::new();
    for path in files(directory) {
        let file = path.strip_prefix(directory).expect("a file within");
        let text = fs::read_to_string(&path).expect("a source");
        items.extend(items_in(&file.to_string_lossy(), &text));
    }
    items
}

/// All sources, in the order of their paths.
fn files(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).expect("a directory");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let each = paths.into_iter().map(|path| if path.is_dir() { files(&path) } else { vec![path] });
    each.collect::<Vec<_>>().concat()
}

fn items_in(file: &str, text: &str) -> Vec<Item> {
    let new = |name: &str| {
        let (file, name) = (file.to_owned(), name.to_owned());
        Item { file, name, comments: Vec::new(), text: String::new() }
    };
    let (mut items, mut comments, mut is_open) = (vec![new("")], Vec::<String>::new(), false);
    // Tests come last.
    for line in text.lines().take_while(|line| *line != "#[cfg(test)]") {
        let line = line.trim();
        if let Some(words) = line.strip_prefix("//") {
            let words = words.trim_start_matches(['/', '!']).trim();
            match comments.last_mut().filter(|_| is_open && !words.is_empty()) {
                Some(last) => *last = format!("{last} {words}"),
                None => comments.push(words.to_owned()),
            }
            is_open = !words.is_empty();
            continue;
        }
        is_open = false;
        // Comments belong to what follows them, unless an empty line does.
        items.extend(defined(line).map(new));
        let last = items.last_mut().expect("the first item");
        last.comments.append(&mut comments);
        last.text.push_str(&format!("{line}\n"));
    }
    items
}

/// The name of what a line defines.
fn defined(line: &str) -> Option<&str> {
    let mut words = line.split(' ').skip_while(|word| !KINDS.contains(word));
    let before = line.split(' ').take_while(|word| !KINDS.contains(word));
    let is_definition = before
        .into_iter()
        .all(|word| ["async", "unsafe"].contains(&word) || word.starts_with("pub"));
    // `const fn` defines a function.
    let kind = words.next().filter(|_| is_definition)?;
    let name = words.find(|word| *word != "fn")?;
    let end = name.find(is_of_no_name).unwrap_or(name.len());
    Some(if ["fn", "const", "static"].contains(&kind) { &name[..end] } else { "" })
}

/// A text of a source without the texts in it.
fn bare(text: &str) -> String {
    let text = text.replace("\\\"", "").replace("'\"'", "");
    let parts = text.split('"').enumerate().filter(|(place, _)| place % 2 == 0);
    parts.map(|(_, part)| part).collect::<Vec<_>>().join("\"\"")
}

fn is_of_name(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || sign == '_'
}

fn is_of_no_name(sign: char) -> bool {
    !is_of_name(sign)
}

/// The names in a text.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut end = 0;
    while let Some(begin) = text[end..].find(is_of_name).map(|at| end + at) {
        let length = text[begin..].find(is_of_no_name).unwrap_or(text.len() - begin);
        end = begin + length;
        let (before, after) = (text[..begin].trim_end(), text[end..].trim_start());
        let text = &text[begin..end];
        let is_constant = text.len() > 1 && !text.contains(|sign: char| sign.is_ascii_lowercase());
        words.push(Word {
            text,
            is_method: before.ends_with('.'),
            module: before.strip_suffix("::").and_then(|path| path.rsplit(is_of_no_name).next()),
            is_clear: is_constant || after.starts_with('('),
            is_argument: before.ends_with(['(', ',']) && after.starts_with([')', ',']),
        });
    }
    words
}

/// Items that lead to others by their names.
pub(super) struct Web<'a> {
    items: &'a [Item],
    named: BTreeMap<&'a str, Vec<usize>>,
    /// What each file imports.
    imports: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// Where each leads.
    leads: Vec<Vec<usize>>,
}

impl<'a> Web<'a> {
    pub(super) fn new(items: &'a [Item]) -> Self {
        let mut web =
            Self { items, named: BTreeMap::new(), imports: BTreeMap::new(), leads: Vec::new() };
        for (place, item) in items.iter().enumerate().filter(|(_, item)| !item.name.is_empty()) {
            web.named.entry(&item.name).or_default().push(place);
        }
        for item in items {
            let imports = item.text.split("use ").skip(1).filter_map(|text| text.split(';').next());
            let names = imports.flat_map(|text| text.split(is_of_no_name));
            web.imports.entry(&item.file).or_default().extend(names);
        }
        web.leads = items.iter().map(|item| web.leads(&item.file, &item.text)).collect();
        web
    }

    /// What a text in a file leads to, and where that leads: places among the items.
    pub(super) fn from(&self, file: &str, text: &str) -> BTreeSet<usize> {
        let mut reached = BTreeSet::new();
        let mut next = self.leads(file, text);
        while let Some(place) = next.pop() {
            if reached.insert(place) {
                next.extend(&self.leads[place]);
            }
        }
        reached
    }

    fn leads(&self, file: &str, text: &str) -> Vec<usize> {
        words(&bare(text)).iter().flat_map(|word| self.meant(file, word)).collect()
    }

    /// Whether a file has methods of this type.
    fn has_methods(&self, file: &str, name: &str) -> bool {
        let head = |lifetimes: &str| format!("impl{lifetimes} {name}");
        let heads = [head(""), head("<'a>")];
        let mut here = self.items.iter().filter(|item| item.file == file);
        here.any(|item| heads.iter().any(|head| item.text.contains(head)))
    }

    /// What a name means: what has it in the same file, or else in one that is imported. Methods
    /// are not looked for elsewhere: many have the same names.
    fn meant(&self, file: &str, word: &Word<'_>) -> Vec<usize> {
        let all = self.named.get(word.text).into_iter().flatten().copied();
        let is_like = |item: &Item| item.is_method() == word.is_method && !item.is_for_all();
        let all: Vec<usize> = all.filter(|place| is_like(&self.items[*place])).collect();
        let is_here = |place: &usize| self.items[*place].file == file;
        if all.iter().any(is_here) {
            let is_meant = match word.module {
                Some(of) => of == "Self" || self.has_methods(file, of),
                None => word.is_clear || word.is_argument,
            };
            return all.into_iter().filter(|place| is_meant && is_here(place)).collect();
        }
        let is_named = |place: &usize| self.items[*place].module() == word.module;
        match all.iter().copied().filter(is_named).collect::<Vec<_>>().as_slice() {
            [only] => vec![*only],
            _ if self.imports[file].contains(word.text) && all.len() == 1 => all,
            _ => Vec::new(),
        }
    }
}
