//! clap in Russian: every help page and every error, with nothing of clap's English left. The tests hold that.

mod failure;
mod help;
#[cfg(test)]
mod tests;

pub use failure::{failure, suggestions};
pub use help::{localise, localise_named, read};
