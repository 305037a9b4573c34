//! Maps that know what was changed in them.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::ops::Deref;

/// A map that remembers the keys whose values may have changed since it was last
/// [settled](Tracked::settle).
///
/// It is read as the map that it holds. A value can be changed only through the methods here, so no
/// change is missed.
#[derive(Clone, Debug)]
pub(crate) struct Tracked<K, V> {
    values: BTreeMap<K, V>,
    touched: BTreeMap<K, Touch>,
}

/// What happened to a key.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Touch {
    /// Whether its value was taken out, even if another one has come since.
    pub(crate) removed: bool,
}

impl<K, V> Default for Tracked<K, V> {
    fn default() -> Self {
        Self { values: BTreeMap::new(), touched: BTreeMap::new() }
    }
}

impl<K, V> Deref for Tracked<K, V> {
    type Target = BTreeMap<K, V>;

    fn deref(&self) -> &BTreeMap<K, V> {
        &self.values
    }
}

impl<K: Ord + Clone, V> Tracked<K, V> {
    /// A value to change.
    pub(crate) fn get_mut<Q>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
        Q: Ord + ToOwned<Owned = K> + ?Sized,
    {
        let value = self.values.get_mut(key)?;
        self.touched.entry(key.to_owned()).or_default();
        Some(value)
    }

    /// Inserts a value, or replaces the existing one, and returns it to be changed.
    pub(crate) fn insert(&mut self, key: K, value: V) -> &mut V {
        self.touched.entry(key.clone()).or_default();
        self.values.entry(key).insert_entry(value).into_mut()
    }

    /// Takes a value out.
    pub(crate) fn remove<Q>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Ord + ToOwned<Owned = K> + ?Sized,
    {
        let value = self.values.remove(key)?;
        self.touched.insert(key.to_owned(), Touch { removed: true });
        Some(value)
    }

    /// The keys that were touched, each with what happened to it and the value that it has now.
    pub(crate) fn touched(&self) -> impl Iterator<Item = (&K, Touch, Option<&V>)> {
        self.touched.iter().map(|(key, touch)| (key, *touch, self.values.get(key)))
    }

    /// Forgets what was touched, in each value first.
    pub(crate) fn settle(&mut self, mut value: impl FnMut(&mut V)) {
        for key in std::mem::take(&mut self.touched).keys() {
            self.values.get_mut(key).into_iter().for_each(&mut value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn touched(map: &Tracked<String, u8>) -> Vec<(&str, bool, Option<u8>)> {
        let touched = map.touched();
        touched.map(|(key, touch, value)| (key.as_str(), touch.removed, value.copied())).collect()
    }

    #[test]
    fn what_is_changed_is_remembered_until_it_is_settled() {
        let mut map = Tracked::default();
        for (key, value) in [("a", 1), ("b", 2), ("c", 3)] {
            map.insert(key.to_owned(), value);
        }
        map.settle(|_| ());
        assert_eq!((touched(&map), map.get("a")), (vec![], Some(&1)));
        map.get_mut("a").into_iter().for_each(|value| *value = 4);
        assert!(map.get_mut("z").is_none() && map.remove("z").is_none());
        map.remove("b");
        map.remove("c");
        map.insert("c".to_owned(), 5);
        assert_eq!(touched(&map), [("a", false, Some(4)), ("b", true, None), ("c", true, Some(5))]);
    }
}
