//! `org staff merge`: two records of one person become one.

use anyhow::Result;
use clap::Args;

use crate::command::person_choice::NamesakeChoice;
use crate::command::register::value;
use crate::command::{Context, Outcome};
use crate::domain::plural;
use crate::error::Failure;
use crate::report::{Column, List, Report};
use crate::store::Store;
use crate::store::staff::{MergeDeed, MergeResult, MergeStep, Person};

/// `org staff merge`.
#[derive(Debug, Args)]
pub struct StaffMerge {
    #[arg(value_name = "ЧЕЛОВЕК", help = "Запись, которая остаётся: номер, СНИЛС или часть имени")]
    keep: String,
    #[arg(value_name = "ПОВТОР", help = "Запись того же человека, которая исчезнет: номер, СНИЛС или часть имени")]
    other: String,
    #[command(flatten)]
    namesake: NamesakeChoice,
    #[arg(long, help = "Только показать, что изменится, ничего не записывая")]
    dry_run: bool,
}

impl StaffMerge {
    /// Runs the command.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let (keep, other) = (
            self.namesake.find(store, &self.keep, context.today)?,
            self.namesake.find(store, &self.other, context.today)?,
        );
        let MergeResult { steps, conflicts } = store.people().merge(&keep, &other, context.today)?;
        let title = format!("Объединение записей № {} {} и № {} {}", keep.id, keep.name, other.id, other.name);
        if !conflicts.is_empty() {
            let failure = Failure::refused(format!("{title} невозможно, ничего не изменено"));
            let failure = conflicts.into_iter().fold(failure, Failure::hint);
            return Err(failure.hint("сначала исправьте эти записи, затем повторите команду").into());
        }
        if self.dry_run {
            return Ok(Outcome { keep: false, ..Outcome::report(plan(&title, steps)) });
        }
        Ok(merge_outcome(&keep, &other, &steps, store.history().entry_number()?))
    }
}

/// What would happen.
fn plan(title: &str, steps: Vec<MergeStep>) -> Report {
    let columns = [
        Column::both("deed", "Что произойдёт", |step: &MergeStep| words(step.deed).into()),
        Column::both("record", "Запись", |step| step.noun.into()),
        Column::both("label", "Какая", |step| (&step.label).into()),
        Column::both("field", "Поле", |step| step.field.into()),
        Column::both("kept", "Остаётся", |step| match step.deed {
            MergeDeed::Taken => value(&step.other),
            _ => value(&step.kept),
        }),
        Column::both("other", "В повторе", |step| value(&step.other)),
    ];
    List::new(format!("{title}:"), columns).of(steps)
}

const fn words(deed: MergeDeed) -> &'static str {
    match deed {
        MergeDeed::Moved => "переносится",
        MergeDeed::Joined => "есть у обеих, остаётся одна",
        MergeDeed::Taken => "дополняется",
        MergeDeed::Stays => "различается",
    }
}

/// What was done, and the values that went.
fn merge_outcome(keep: &Person, other: &Person, steps: &[MergeStep], entry: i64) -> Outcome {
    let mut outcome =
        Outcome::done(format!("Записи объединены: № {} {} теперь № {} {}", other.id, other.name, keep.id, keep.name));
    let count = |deed| steps.iter().filter(|step| step.deed == deed).count() as u64;
    let records = |n| plural::count(n, "запись", "записи", "записей");
    let (moved, joined) = (count(MergeDeed::Moved), count(MergeDeed::Joined));
    outcome.messages.push(format!("Перенесено: {}; у обеих были и стали одной: {}", records(moved), records(joined)));
    let line = |step: &MergeStep| {
        let (field, kept, other) =
            (step.field.unwrap_or_default(), step.kept.clone().words(), step.other.clone().words());
        match step.deed {
            MergeDeed::Taken => format!("{} {}: {field}: {other}", step.noun, step.label),
            _ => format!("{} {}: {field}: остаётся «{kept}», было и «{other}»", step.noun, step.label),
        }
    };
    outcome.messages.extend(steps.iter().filter(|step| step.deed == MergeDeed::Taken).map(line));
    outcome.warnings.extend(steps.iter().filter(|step| step.deed == MergeDeed::Stays).map(line));
    outcome.messages.push(format!("Отменить объединение: nastavnik org undo {entry}"));
    outcome
}
