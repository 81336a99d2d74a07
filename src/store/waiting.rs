//! How long a command waits for another one that works with the file, what it says meanwhile, and who that is.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::lock_note;

/// How this process waits: the same for whatever it opens.
pub struct Patience {
    /// So long, and no longer.
    pub wait: Duration,
    /// Its own words, for whoever waits for it: `org staff import`.
    pub command: String,
    /// Who is told that it waits.
    pub told: fn(&str),
}

/// How long a command waits if nobody says otherwise.
pub const WAIT: Duration = Duration::from_secs(15);

/// A wait so short isn't worth a word.
const SILENCE: Duration = Duration::from_secs(1);

/// Between two tries.
const PAUSE: Duration = Duration::from_millis(50);

static PATIENCE: OnceLock<Patience> = OnceLock::new();

/// Says how this process waits. What was said first holds.
pub fn settle(patience: Patience) {
    let _ = PATIENCE.set(patience);
}

/// How long this process waits.
pub(super) fn patience() -> Duration {
    PATIENCE.get().map_or(WAIT, |patience| patience.wait)
}

/// The words of this process's command.
pub(super) fn command() -> &'static str {
    PATIENCE.get().map_or("", |patience| patience.command.as_str())
}

/// Lets a connection wait for others: SQLite asks before each try.
///
/// # Errors
/// SQLite's own.
pub(super) fn wait_for_others(connection: &mut Connection) -> rusqlite::Result<()> {
    let db = connection.path().map(PathBuf::from).unwrap_or_default();
    let (mut since, mut is_told) = (None, false);
    connection.busy_handler(Some(move |tries: i32| {
        if tries == 0 {
            (since, is_told) = (Some(Instant::now()), false);
        }
        let waited = since.map_or(Duration::ZERO, |since: Instant| since.elapsed());
        let left = patience().saturating_sub(waited);
        if left.is_zero() {
            return false;
        }
        if waited >= SILENCE && !is_told {
            is_told = true;
            let who = lock_note::holder(&db).unwrap_or_else(|| "другая программа".into());
            if let Some(patience) = PATIENCE.get() {
                (patience.told)(&format!(
                    "Файл базы занят: с ним работает {who}; жду до {} с",
                    patience.wait.as_secs()
                ));
            }
        }
        // The first tries come quickly: most commands are short.
        std::thread::sleep(PAUSE.min(Duration::from_millis(1 << tries.clamp(0, 6))).min(left));
        true
    }))
}
