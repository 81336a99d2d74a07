//! A foreign crate that panics, over a damaged file, must not take the program down, nor talk over it.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// A foreign crate has panicked.
#[derive(Debug)]
pub struct ForeignPanic;

/// What `work` gives, unless it panics; in silence.
///
/// Calamine indexes into records without asking for their length (XLS and XLSB: seen with flipped bytes), so panics are
/// a way in which it says "damaged".
///
/// # Errors
/// It panicked.
pub fn without_panic<T>(work: impl FnOnce() -> T) -> Result<T, ForeignPanic> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                usual(info);
            }
        }));
    });
    let before = QUIET.replace(true);
    // Whatever the work leaves half-done is dropped by the caller with the refusal that follows.
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    QUIET.set(before);
    done.map_err(|_| ForeignPanic)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error() {
        assert_eq!(without_panic(|| 5).unwrap(), 5);
        assert!(without_panic(|| [1, 2][std::hint::black_box(7)]).is_err());
    }
}
