//! What else holds for one attribute, beside its type.

/// What a text must look like.
#[derive(Debug, Clone, Copy)]
pub struct Pattern {
    /// A regular expression for the whole text.
    pub regex: &'static str,
    /// The same for people: completes "must be …".
    pub says: &'static str,
}

/// What else holds for one attribute, beside its type.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    /// A change replaces the object.
    pub replaces: bool,
    /// The service never changes it once the object exists.
    pub stable: bool,
    /// The text, or each text of a collection, looks like this.
    pub pattern: Option<Pattern>,
    /// The least and the most characters of a text.
    pub length: Option<(usize, usize)>,
    /// The least and the most elements of a collection.
    pub items: Option<(usize, usize)>,
    /// Its page names it behind the other arguments.
    pub last: bool,
}

impl Rules {
    /// No rule.
    pub const NONE: Self = Self {
        replaces: false,
        stable: false,
        pattern: None,
        length: None,
        items: None,
        last: false,
    };

    /// These rules and more; where both say something, the others count.
    pub const fn and(self, more: Self) -> Self {
        Self {
            replaces: self.replaces || more.replaces,
            stable: self.stable || more.stable,
            pattern: if more.pattern.is_some() { more.pattern } else { self.pattern },
            length: if more.length.is_some() { more.length } else { self.length },
            items: if more.items.is_some() { more.items } else { self.items },
            last: self.last || more.last,
        }
    }

    /// A change replaces the object.
    pub const fn replaces(mut self) -> Self {
        self.replaces = true;
        self
    }

    /// The service never changes it once the object exists, so that a plan need not doubt it.
    pub const fn stable(mut self) -> Self {
        self.stable = true;
        self
    }

    /// The text, or each text of a collection, must look like this.
    pub const fn matching(mut self, pattern: Pattern) -> Self {
        self.pattern = Some(pattern);
        self
    }

    /// The text must have at least `least` and at most `most` characters.
    pub const fn length(mut self, least: usize, most: usize) -> Self {
        self.length = Some((least, most));
        self
    }

    /// The collection must have at least `least` and at most `most` elements.
    pub const fn items(mut self, least: usize, most: usize) -> Self {
        self.items = Some((least, most));
        self
    }

    /// Its page names it behind the other arguments, wherever its group stands.
    pub const fn last(mut self) -> Self {
        self.last = true;
        self
    }
}

/// See [`Rules::replaces`].
pub const fn replaces() -> Rules {
    Rules::NONE.replaces()
}

/// See [`Rules::stable`].
pub const fn stable() -> Rules {
    Rules::NONE.stable()
}

/// See [`Rules::matching`].
pub const fn matching(pattern: Pattern) -> Rules {
    Rules::NONE.matching(pattern)
}

/// See [`Rules::length`].
pub const fn length(least: usize, most: usize) -> Rules {
    Rules::NONE.length(least, most)
}

/// See [`Rules::items`].
pub const fn items(least: usize, most: usize) -> Rules {
    Rules::NONE.items(least, most)
}
