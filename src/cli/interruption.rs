//! Ctrl-C: whoever stops a command that writes is told what became of the file.

use std::io::{self, Write};
use std::process;

use crate::command::{WritePhase, Writing};
use crate::report::escape;

/// What a shell reports of a program that Ctrl-C has ended.
const EXIT_INTERRUPTED: i32 = 130;

/// Listens for it until the program ends.
pub fn listen(writing: Writing) {
    // Without a listener the system ends the program all the same, only without a word.
    let _ = ctrlc::set_handler(move || {
        if let Some(said) = phase_in_words(writing.phase()) {
            let _ = writeln!(io::stderr(), "\n{}", escape(said));
        }
        process::exit(EXIT_INTERRUPTED);
    });
}

fn phase_in_words(phase: WritePhase) -> Option<&'static str> {
    match phase {
        WritePhase::Nothing => None,
        WritePhase::Open => Some("Прервано: ничего не записано, база осталась такой, какой была"),
        WritePhase::Keeping => Some("Прервано; что успело записаться, покажет nastavnik org history"),
    }
}
