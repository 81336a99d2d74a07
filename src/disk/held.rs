//! A file that another program holds open. On Windows nothing can take its place meanwhile, and Excel holds every workbook that
//! it shows: whoever has the last one open is told, and as soon as it is closed the work goes on.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use crate::error::Failure;

/// Between two tries.
const PAUSE: Duration = Duration::from_millis(200);

/// After so many tries it is worth a word: what looks for viruses lets go sooner.
const SILENT: u128 = 3;

/// How long a file is waited for that another program holds, and who is told that it is.
#[derive(Debug, Clone, Copy)]
pub struct HeldFilePatience {
    /// So long, and no longer.
    pub wait: Duration,
    /// Is told once, when it takes long.
    pub told: fn(&str),
}

impl HeldFilePatience {
    /// Waits until nobody holds the file any more.
    ///
    /// # Errors
    /// It is still held: the [`Failure`] says so.
    pub fn wait_for_file(self, path: &Path) -> io::Result<()> {
        self.wait_while(path, || is_held(path))
    }

    fn wait_while(self, path: &Path, mut is_held: impl FnMut() -> bool) -> io::Result<()> {
        let most = self.wait.as_millis() / PAUSE.as_millis();
        let (shown, seconds) = (path.display(), self.wait.as_secs());
        for tries in 0..=most {
            if !is_held() {
                return Ok(());
            }
            if tries == SILENT {
                (self.told)(&format!(
                    "Файл «{shown}» открыт в другой программе, обычно это Excel: закройте его, жду до {seconds} с"
                ));
            }
            if tries < most {
                sleep(PAUSE);
            }
        }
        let held = Failure::unavailable(format!("не удалось записать «{shown}»: файл открыт в другой программе"));
        Err(io::Error::other(held.hint("закройте его там (обычно это Excel) и повторите команду или дайте другое имя")))
    }
}

/// Whether another program lets nobody write into the file. Elsewhere than on Windows a file is replaced whoever reads it.
fn is_held(path: &Path) -> bool {
    /// What Windows calls it: a violation of sharing, or of a lock.
    const HELD: [i32; 2] = [32, 33];
    cfg!(windows)
        && path.is_file()
        && OpenOptions::new()
            .write(true)
            .open(path)
            .is_err_and(|error| error.raw_os_error().is_some_and(|code| HELD.contains(&code)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::cell::{Cell, RefCell};

    use super::*;

    thread_local! {
        static TOLD: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    }

    fn patience(millis: u64) -> HeldFilePatience {
        TOLD.with_borrow_mut(Vec::clear);
        let told = |text: &str| TOLD.with_borrow_mut(|all| all.push(text.to_owned()));
        HeldFilePatience { wait: Duration::from_millis(millis), told }
    }

    #[test]
    fn as_soon_as_it_is_closed_the_work_goes_on() {
        let asked = Cell::new(0);
        let held_for = |tries: u32| {
            asked.set(0);
            patience(2_000).wait_while(Path::new("доли.xlsx"), || asked.replace(asked.get() + 1) < tries).unwrap();
            (asked.get(), TOLD.with_borrow(Vec::len))
        };
        assert_eq!(held_for(0), (1, 0));
        assert_eq!(held_for(2), (3, 0), "a short wait isn't worth a word");
        assert_eq!(held_for(6), (7, 1), "a long one is told once");
        let told = TOLD.with_borrow(|all| all[0].clone());
        assert!(told.contains("«доли.xlsx» открыт в другой программе") && told.contains("до 2 с"), "{told}");
    }

    #[test]
    fn what_stays_open_is_told_with_what_to_do() {
        for millis in [0, 400] {
            let error = patience(millis).wait_while(Path::new("доли.xlsx"), || true).unwrap_err();
            let failure = super::super::of_io(&error, "записать", Path::new("доли.xlsx"));
            assert_eq!(failure.message, "не удалось записать «доли.xlsx»: файл открыт в другой программе");
            assert!(failure.hints[0].contains("закройте его"), "{:?}", failure.hints);
            assert_eq!(failure.exit_code(), 4);
        }
    }

    /// On Windows this is otherwise while the file is open: there the trial under wine holds it.
    #[test]
    fn a_file_that_nobody_holds_isnt_held() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("доли.xlsx");
        assert!(!is_held(&path) && !is_held(folder.path()));
        std::fs::write(&path, "x").unwrap();
        assert!(!is_held(&path));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "x");
    }
}
