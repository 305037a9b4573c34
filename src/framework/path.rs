//! Where in a configuration or a state something is.

use std::fmt;

/// One step into a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// An attribute of an object, or a block.
    Attribute(String),
    /// An element of a list.
    Index(usize),
    /// An element of a map.
    Key(String),
}

/// The way from the root of an object to one of its parts; empty for the object itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path(Vec<Step>);

impl Path {
    /// The whole object.
    pub const ROOT: Self = Self(Vec::new());

    /// The path of a top-level attribute.
    pub fn attribute(name: &str) -> Self {
        Self::ROOT.then(Step::Attribute(name.to_owned()))
    }

    /// This path and one step more.
    pub fn then(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// The steps, from the root on.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// This path, seen from one step further out.
    pub fn under(mut self, step: Step) -> Self {
        self.0.insert(0, step);
        self
    }
}

/// The path as a user would write it: `assume_role[0].tags["team"]`.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                Step::Attribute(name) if position == 0 => write!(f, "{name}")?,
                Step::Attribute(name) => write!(f, ".{name}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) => write!(f, "[{key:?}]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_read_like_configuration() {
        let path = Path::attribute("assume_role")
            .then(Step::Index(0))
            .then(Step::Attribute("tags".into()))
            .then(Step::Key("team".into()));
        assert_eq!(path.to_string(), r#"assume_role[0].tags["team"]"#);
        assert_eq!(Path::attribute("b").under(Step::Attribute("a".into())).to_string(), "a.b");
    }
}
