//! Arguments in, exit code out.

use std::process::ExitCode;

/// An import hands rows from one thread to another: the system's allocator would spend a third of its time on that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(nastavnik::cli::run(std::env::args_os()))
}
