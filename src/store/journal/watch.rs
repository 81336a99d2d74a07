//! The journal's ear: SQLite itself says which tables a statement updates or deletes from, while it prepares it. A table
//! that isn't watched yet is refused there, so that nothing can be changed past the journal.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};

use super::OWN;

/// Which tables of a writing connection are watched.
#[derive(Debug, Default)]
pub(super) struct Watch {
    known: Arc<Mutex<WatchedTables>>,
}

#[derive(Debug, Default)]
struct WatchedTables {
    watched: HashSet<String>,
    /// The table for which the last statement was refused.
    refused: Option<String>,
}

impl Watch {
    /// Listens to what is prepared from now on.
    pub(super) fn listen(&self, connection: &mut Connection) -> rusqlite::Result<()> {
        let known = Arc::clone(&self.known);
        connection.authorizer(Some(move |context: AuthContext<'_>| {
            let (AuthAction::Update { table_name, .. } | AuthAction::Delete { table_name }) = context.action else {
                return Authorization::Allow;
            };
            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
            if OWN.contains(&table_name) || table_name.starts_with("sqlite_") || known.watched.contains(table_name) {
                return Authorization::Allow;
            }
            known.refused = Some(table_name.to_owned());
            Authorization::Deny
        }))
    }

    /// The table for which a statement has just been refused.
    pub(super) fn take_refused(&self) -> Option<String> {
        self.known().refused.take()
    }

    /// Whether changes of a table are let through.
    pub(super) fn is_watched(&self, table: &str) -> bool {
        self.known().watched.contains(table)
    }

    /// Lets changes of a table through: its triggers are there.
    pub(super) fn add(&self, table: String) {
        self.known().watched.insert(table);
    }

    fn known(&self) -> MutexGuard<'_, WatchedTables> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
