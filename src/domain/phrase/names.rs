//! Whether people are named, and what they are called if not.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use super::Who;

/// Whether people are named. Without names each is «Лицо 1», «Лицо 2», in the order in which they come up; copies of one
/// value call everybody alike.
#[derive(Clone, Default)]
pub struct Names(Option<Rc<RefCell<HashMap<i64, usize>>>>);

impl Names {
    /// People aren't named.
    pub fn left_out() -> Self {
        Self(Some(Rc::default()))
    }

    /// Whether people are named.
    pub fn are_told(&self) -> bool {
        self.0.is_none()
    }

    /// What somebody is called.
    pub fn of(&self, who: &Who) -> Rc<str> {
        let Some(known) = &self.0 else { return Rc::clone(&who.name) };
        let mut known = known.borrow_mut();
        let next = known.len() + 1;
        format!("Лицо {}", known.entry(who.id).or_insert(next)).into()
    }
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Names").field(&self.are_told()).finish()
    }
}
