//! A foreign reader that panics over a damaged file must not take the program down, nor talk over it.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// What `work` gives, or nothing if it panicked; in silence.
///
/// Calamine indexes into records without asking for their length (XLS and XLSB: seen with flipped bytes), so panics are
/// a way in which it says "damaged".
pub fn without_panic<T>(work: impl FnOnce() -> T) -> Option<T> {
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
    done.ok()
}

#[cfg(test)]
mod tests {
    use super::without_panic;

    #[test]
    fn a_panic_is_nothing() {
        assert_eq!(without_panic(|| 5), Some(5));
        assert_eq!(without_panic(|| [1, 2][std::hint::black_box(7)]), None);
    }
}
