//! An intake that can be trusted: the same file in any dress, a register exported and imported back, every defect told in
//! one pass, and files that mean no good.

#![allow(clippy::unwrap_used)]

mod common;

#[path = "trust/defects.rs"]
mod defects;
#[path = "trust/hostile.rs"]
mod hostile;
#[path = "trust/repeat.rs"]
mod repeat;
#[path = "trust/round_trip.rs"]
mod round_trip;
#[path = "trust/ten_ways.rs"]
mod ten_ways;
