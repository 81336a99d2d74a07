//! A bar that shows how far a long work is.

use std::cell::Cell;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What is done sooner needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);
/// The parts into which the work is divided.
const PARTS: u64 = 1000;

/// The bar; it is seen only once the work takes long.
pub struct Bar {
    bar: ProgressBar,
    /// Where it will be drawn; nowhere yet, or there already.
    target: Cell<Option<ProgressDrawTarget>>,
}

impl Bar {
    /// Nothing is shown yet.
    pub fn new(target: ProgressDrawTarget) -> Self {
        let bar = ProgressBar::with_draw_target(Some(PARTS), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("[{bar:40}] {percent} %, прошло {elapsed_precise}") {
            bar.set_style(style.progress_chars("=> "));
        }
        Self { bar, target: Cell::new(Some(target)) }
    }

    /// So much is done, 0 to 1.
    pub fn show(&self, share: f64) {
        self.bar.set_position((share.clamp(0.0, 1.0) * PARTS as f64) as u64);
        if self.bar.elapsed() > PATIENCE
            && let Some(target) = self.target.take()
        {
            self.bar.set_draw_target(target);
            self.bar.tick();
        }
    }

    /// Leaves no trace of it.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
