//! How much SQLite has worked, for tests: its steps are the same on every machine, where times are not.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::Connection;

/// So many steps go by unseen: to stop at each would take longer than the steps.
const PERIOD: u64 = 64;

thread_local! {
    static DONE: RefCell<Arc<AtomicU64>> = RefCell::default();
}

/// The steps of this thread's connections so far, as far as they were seen.
pub(crate) fn done() -> u64 {
    DONE.with_borrow(|done| done.load(Ordering::Relaxed))
}

/// Lets a connection be counted.
pub(crate) fn counted(mut connection: Connection) -> rusqlite::Result<Connection> {
    let done = DONE.with_borrow(Arc::clone);
    let more = move || {
        done.fetch_add(PERIOD, Ordering::Relaxed);
        false
    };
    connection.progress_handler(PERIOD as i32, Some(more))?;
    Ok(connection)
}
