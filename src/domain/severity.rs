//! How much a finding matters. No row keeps it.

use super::closed_set::{ClosedSet, closed_set, wording};

closed_set! {
    /// How much a finding matters, the gravest first.
    Severity {
        /// Something is wrong.
        Error = "error", "ошибка", "ошибки";
        /// Something is missing or doubtful.
        Warning = "warning", "внимание", "предупреждение";
        /// Something is worth knowing; by itself it asks for nobody.
        Note = "note", "к сведению", "сведение";
    }
}
