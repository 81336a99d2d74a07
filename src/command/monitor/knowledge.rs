//! What figures of a day before the registers began can't say.

use anyhow::Result;

use crate::domain::Day;
use crate::store::Store;

/// That whoever left before the first day of knowledge isn't known, where a figure lies before it.
///
/// # Errors
/// The file can't be read.
pub fn unknown_before(store: &Store, day: Day) -> Result<Option<String>> {
    let since = store.knowledge().since()?.filter(|since| day < *since);
    Ok(since.map(|since| {
        format!("сведения ведутся с {since}: кто уволился раньше, неизвестно, и {day} сосчитаны только те, кто остался")
    }))
}
