//! How far a command is with what it writes: whoever interrupts it is told what became of the file.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// Shared with whoever listens for an interruption, which is another thread.
#[derive(Debug, Clone, Default)]
pub struct Writing(Arc<AtomicU8>);

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WritePhase {
    /// It doesn't write, or hasn't begun.
    Nothing,
    /// What it has written is in no file yet.
    Open,
    /// It has begun to keep what it wrote, and may have kept it.
    Keeping,
}

const PHASES: [WritePhase; 3] = [WritePhase::Nothing, WritePhase::Open, WritePhase::Keeping];

impl Writing {
    /// It gets so far; never back: what is kept stays so.
    pub fn reach(&self, phase: WritePhase) {
        self.0.fetch_max(phase as u8, Ordering::SeqCst);
    }

    /// How far it is.
    pub fn phase(&self) -> WritePhase {
        PHASES[usize::from(self.0.load(Ordering::SeqCst)).min(2)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_never_goes_back() {
        let writing = Writing::default();
        assert_eq!(writing.phase(), WritePhase::Nothing);
        for (reached, then) in [
            (WritePhase::Open, WritePhase::Open),
            (WritePhase::Keeping, WritePhase::Keeping),
            (WritePhase::Open, WritePhase::Keeping),
        ] {
            writing.clone().reach(reached);
            assert_eq!(writing.phase(), then);
        }
    }
}
