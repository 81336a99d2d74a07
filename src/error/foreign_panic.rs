//! A foreign crate that panics, over a damaged file or a full disk, must not take the program down, nor talk over it.

use std::any::Any;
use std::cell::Cell;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// What a foreign crate said when it panicked.
#[derive(Debug)]
pub struct ForeignPanic(String);

/// What `work` gives, or what it panicked with; in silence.
///
/// Calamine indexes into records without asking for their length (XLS and XLSB: seen with flipped bytes), so panics are
/// a way in which it says "damaged". `rust_xlsxwriter` panics where its temporary file can't be written.
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
    done.map_err(|payload| ForeignPanic(panic_text(&*payload)))
}

fn panic_text(payload: &(dyn Any + Send)) -> String {
    let plain = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    plain.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default()
}

impl ForeignPanic {
    /// The error of the system that was behind it, if it is told: `… Os { code: 28, … }`.
    pub fn io_error(&self) -> io::Error {
        let digits = self.0.split_once("Os { code: ").and_then(|(_, rest)| rest.split_once(','));
        let code = digits.and_then(|(code, _)| code.parse().ok());
        code.map_or_else(|| io::Error::other(self.0.clone()), io::Error::from_raw_os_error)
    }
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

    #[test]
    fn a_panic_over_the_disk_is_the_disk_s_error() {
        let refused: io::Result<()> = std::hint::black_box(Err(io::Error::from_raw_os_error(28)));
        let full = without_panic(|| refused.expect("can't write"));
        let error = full.unwrap_err().io_error();
        assert_eq!((error.raw_os_error(), error.kind()), (Some(28), io::Error::from_raw_os_error(28).kind()));
        assert_eq!(without_panic(|| panic!("why")).unwrap_err().io_error().to_string(), "why");
    }
}
