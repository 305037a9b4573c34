//! Registry pages.
