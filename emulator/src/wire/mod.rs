//! The wire: requests as they arrive, and answers as they leave.

pub(crate) mod answer;
pub(crate) mod received;
