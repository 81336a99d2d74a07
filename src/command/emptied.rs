//! What a command line empties: a word in the place of a value, the same for the fields of all registers.

use std::cell::RefCell;
use std::rc::Rc;

use anyhow::Result;

use crate::error::Failure;
use crate::register::{self, Field, Register};
use crate::store::{Change, Store};

/// A field of a register.
type RegisterField = (&'static Register, &'static Field);

/// The fields that the line empties and that no row has lost yet.
#[derive(Debug, Clone, Default)]
pub struct Emptied(Rc<RefCell<Vec<RegisterField>>>);

impl Emptied {
    /// In the place of a value: the field becomes empty. «Нет» would be a value of some.
    pub const WORD: &'static str = "пусто";

    /// The fields that a command corrects, each with its option.
    pub fn fields(command: &str) -> impl Iterator<Item = RegisterField> {
        register::ALL
            .iter()
            .filter(move |register| !command.is_empty() && register.corrected_by == command)
            .flat_map(|register| register.fields.iter().map(|field| (*register, field)))
            .filter(|(_, field)| !field.option.is_empty())
    }

    /// Some fields.
    pub fn new(fields: Vec<RegisterField>) -> Self {
        Self(Rc::new(RefCell::new(fields)))
    }

    /// Whether the line empties nothing, or everything is emptied.
    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Whether a field of a register is to be emptied.
    pub fn has(&self, register: &Register, field: &Field) -> bool {
        self.0.borrow().iter().any(|(of, told)| of.table == register.table && told.column == field.column)
    }

    /// Whether any field of a register is to be emptied.
    pub fn has_any(&self, register: &Register) -> bool {
        self.0.borrow().iter().any(|(of, _)| of.table == register.table)
    }

    /// Empties a row's fields, as far as the line says so.
    ///
    /// # Errors
    /// One of them is required; a rule of the schema.
    pub fn apply(&self, store: &Store, register: &'static Register, id: i64) -> Result<Vec<Change>> {
        let mut fields = Vec::new();
        self.0.borrow_mut().retain(|(of, field)| {
            let is_meant = of.table == register.table;
            fields.extend(is_meant.then_some(*field));
            !is_meant
        });
        store.empty_fields(register, id, &fields)
    }

    /// Goes on only if everything is emptied: what the line says is never passed over.
    ///
    /// # Errors
    /// The command didn't learn of which row a field is.
    pub fn check_done(&self) -> Result<(), Failure> {
        let left: Vec<String> = self
            .0
            .borrow()
            .iter()
            .map(|(of, field)| format!("{} (--{}, {})", field.heading, field.option, of.noun))
            .collect();
        match left.is_empty() {
            true => Ok(()),
            false => Err(Failure::usage(format!(
                "не сделано пустым: {}: в этой команде не указано, чьё это поле, или оно меняется с даты",
                left.join(", ")
            ))),
        }
    }
}
