//! The list of what happened, field by field: in one entry, or to one row in the course of time.

use std::collections::HashMap;
use std::rc::Rc;

use anyhow::Result;

use crate::command::register::value;
use crate::domain::Phrase;
use crate::phrase;
use crate::report::{Column, List, Report, Value};
use crate::store::journal::{Deed, Entry, HistoryStep};

/// What the rows of a list of steps need to know of their entries.
struct StepContext {
    /// Whether all steps are of one entry.
    is_of_entry: bool,
    entries: HashMap<i64, Entry>,
}

/// The columns of steps: of one entry a row each, of a subject under the entry and the row of each.
pub struct StepList {
    list: List<(HistoryStep, bool, Rc<StepContext>)>,
    heads: StepContext,
}

impl StepList {
    /// The steps of one entry.
    pub fn of_entry(title: Phrase, entries: Vec<Entry>) -> Self {
        Self::new(title, entries, true)
    }

    /// The steps of a row and of what belongs to it.
    pub fn of_subject(title: Phrase, entries: Vec<Entry>) -> Self {
        let steps = Self::new(title, entries, false);
        Self { list: steps.list.grouped(), ..steps }
    }

    fn new(title: Phrase, entries: Vec<Entry>, is_of_entry: bool) -> Self {
        let columns = [
            Column::table("what", "Что", |(step, is_again, heads): &(HistoryStep, bool, Rc<StepContext>)| {
                heads.heading(step, *is_again).into()
            }),
            Column::data("entry", "Запись", |(step, ..)| step.entry.into()),
            Column::data("made", "Когда", |(step, _, heads)| {
                heads.entries.get(&step.entry).map(|entry| entry.made.iso()).unwrap_or_default().into()
            }),
            Column::data("command", "Команда", |(step, _, heads)| {
                heads.entries.get(&step.entry).map_or("", |entry| &entry.command).into()
            }),
            Column::data("subject", "Вид строки", |(step, ..)| step.noun.into()),
            Column::data("row", "Номер строки", |(step, ..)| step.row.into()),
            Column::data("label", "Строка", |(step, ..)| (&step.label).into()),
            Column::both("deed", "Как", |(step, ..)| match step.deed {
                Deed::Added => Value::Code("added", "добавлено"),
                Deed::Changed => Value::Code("changed", "изменено"),
                Deed::Removed => Value::Code("removed", "удалено"),
            }),
            Column::data("field", "Столбец", |(step, ..)| step.field.map(|(column, _)| column).into()),
            Column::table("heading", "Поле", |(step, ..)| step.field.map(|(_, heading)| heading).into()),
            Column::both("old", "Было", |(step, ..)| if step.erased { "(удалено)".into() } else { value(&step.old) }),
            Column::both("new", "Стало", |(step, ..)| value(&step.new)),
        ];
        let entries = entries.into_iter().map(|entry| (entry.id, entry)).collect();
        Self { list: List::new(title, columns), heads: StepContext { is_of_entry, entries } }
    }

    /// Lines under the table.
    pub fn notes(self, notes: Vec<String>) -> Self {
        Self { list: self.list.notes(notes), ..self }
    }

    /// The list of these steps.
    pub fn of(self, steps: Vec<HistoryStep>) -> Report {
        self.walked(move |row| steps.into_iter().try_for_each(row))
    }

    /// The list of what `walk` hands over.
    pub fn walked(
        self,
        walk: impl FnOnce(&mut dyn FnMut(HistoryStep) -> Result<()>) -> Result<()> + 'static,
    ) -> Report {
        let heads = Rc::new(self.heads);
        self.list.walked(move |row| {
            let mut before = (0, "", Phrase::default());
            walk(&mut |step| {
                let this = (step.entry, step.noun, step.label.clone());
                let is_again = before == this;
                before = this;
                row((step, is_again, Rc::clone(&heads)))
            })
        })
    }
}

impl StepContext {
    fn heading(&self, step: &HistoryStep, is_again: bool) -> Phrase {
        let what = phrase![step.noun, " ", step.label.clone()];
        let head = |entry: &Entry| format!("{}. {}, {}", entry.id, entry.made, entry.command);
        match (self.is_of_entry, is_again) {
            (true, true) => "".into(),
            (true, false) => what,
            (false, _) => phrase![self.entries.get(&step.entry).map(head).unwrap_or_default(), ": ", what],
        }
    }
}
