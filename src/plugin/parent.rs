//! The life of the host.
//!
//! A host that is killed says nothing, and its provider would live on indefinitely.

/// Waits until the process that started this one has ended.
#[cfg(unix)]
pub(super) fn gone() -> impl Future<Output = ()> {
    use std::os::unix::process::parent_id;
    use std::time::Duration;

    use tokio::time;

    /// The look is a single system call.
    const BETWEEN_LOOKS: Duration = Duration::from_secs(1);

    let parent = parent_id();
    async move {
        // An orphan is given another parent.
        while parent_id() == parent {
            time::sleep(BETWEEN_LOOKS).await;
        }
    }
}

/// Other systems do not say without unsafe code who the parent is: there an orphan stays.
#[cfg(not(unix))]
pub(super) fn gone() -> impl Future<Output = ()> {
    std::future::pending()
}
