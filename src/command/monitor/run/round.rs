//! A round of everything that is due: a transaction a job, a line of the log a job, whatever becomes of the others.

use std::collections::BTreeSet;

use anyhow::Result;

use super::job::{DueExport, coming, due};
use crate::command::{Context, Outcome, advice};
use crate::domain::{Day, Period};
use crate::error::{EXIT_ATTENTION, EXIT_UNAVAILABLE, Failure};
use crate::report::Object;
use crate::store::Store;
use crate::store::schedule::Schedule;

/// What there is to do.
#[derive(Default)]
struct Agenda {
    /// The oldest period first.
    jobs: Vec<DueExport>,
    /// The first that isn't due yet.
    next: Option<(Period, Schedule)>,
    /// The day of the latest export.
    latest: Option<Day>,
}

/// Makes everything that is due.
///
/// # Errors
/// The file can't be read: nothing is made.
pub fn run(context: &Context) -> Result<Outcome> {
    let mut agenda = Agenda::default();
    let read = context.read(|store| {
        agenda = Agenda::of(store, context.today)?;
        if !agenda.jobs.is_empty() {
            store.look_through_before_export(&context.db)?;
        }
        Ok(Outcome::default())
    })?;
    read.messages.iter().for_each(|line| context.talk.done(line));
    let mut outcome = agenda.beginning(context);
    let (mut done, mut elsewhere, mut failed) = (0, 0, 0);
    let mut exports = Vec::new();
    let mut unavailable = false;
    // What to do is said once, whatever the number of those whom it concerns.
    let mut hints = BTreeSet::new();
    for job in &agenda.jobs {
        let mut made = Ok(None);
        // The lock against a second run is the transaction: within it the job is looked at once more.
        let kept = context.write_nameless(|store| {
            made = job.make(store, context);
            Ok(Outcome { keep: matches!(made, Ok(Some(_))), ..Outcome::default() })
        });
        let closed = kept.is_err();
        let about = format!("{} {}", context.moment, job.period_name());
        // Each is told as soon as it stands: whoever is killed later leaves a log.
        match kept.and(made) {
            Ok(Some(held)) => {
                done += 1;
                exports.push(
                    Object::default()
                        .with("schedule", job.schedule.id)
                        .with("from", job.period.from)
                        .with("to", job.period.to)
                        .with("file", job.path().display().to_string())
                        .with("indicators", held.measures)
                        .with_values("below", held.below.clone()),
                );
                let made = format!("{about} → {}: показателей {}", job.path().display(), held.measures);
                if held.below.is_empty() {
                    context.talk.done(&made);
                } else {
                    let (below, codes) = (held.below.len(), held.below.join(", "));
                    context.talk.warn(&format!("{made}, ниже плана {below}: {codes}"));
                    outcome.exit = EXIT_ATTENTION;
                }
                held.unknown.iter().for_each(|what| context.talk.warn(&format!("{about}: {what}")));
            }
            Ok(None) => elsewhere += 1,
            Err(error) => {
                let failure = advice::failure(&error);
                unavailable |= failure.exit_code() == EXIT_UNAVAILABLE;
                failed += 1;
                context.talk.warn(&format!("{about}, расписание № {}: {}", job.schedule.id, failure.message));
                hints.extend(failure.hints);
            }
        }
        // A folder that is missing is one schedule's misfortune; a database that can't be written is everybody's.
        if closed {
            break;
        }
    }
    if elsewhere > 0 {
        context.talk.done(&format!("{}: сделано другим запуском: {elsewhere}", context.moment));
    }
    outcome.wrote = done > 0;
    outcome.report = context.told_to_programs(|| {
        let left = agenda.jobs.len() - done - elsewhere;
        let object = Object::default().with("made", done).with("made_elsewhere", elsewhere).with("not_made", left);
        object.with_objects("exports", exports).report()
    });
    if failed == 0 {
        return Ok(outcome);
    }
    let left = agenda.jobs.len() - done - elsewhere;
    let what = format!("не сделано выгрузок: {left} из {}; следующий запуск попробует ещё раз", agenda.jobs.len());
    let failure = if unavailable { Failure::unavailable(what) } else { Failure::refused(what) };
    outcome.exit = failure.exit_code();
    outcome.refusal = Some(hints.into_iter().fold(failure, Failure::hint));
    Ok(outcome)
}

impl Agenda {
    fn of(store: &Store, today: Day) -> Result<Self> {
        let mut agenda = Self::default();
        for schedule in store.schedules().all()? {
            let periods = due(store, &schedule, today)?;
            agenda.jobs.extend(periods.into_iter().map(|period| DueExport { schedule: schedule.clone(), period }));
            agenda.latest =
                store.schedules().runs_of(schedule.id)?.iter().map(|made| made.made).max().max(agenda.latest);
            let next = coming(store, &schedule, today)?;
            if agenda.next.as_ref().is_none_or(|(earliest, _)| next.to < earliest.to) {
                agenda.next = Some((next, schedule));
            }
        }
        agenda.jobs.sort_by_key(|job| (job.period.to, job.schedule.id));
        Ok(agenda)
    }

    /// Says what is to be said before the work: nothing to do, or a clock that can't be right.
    fn beginning(&self, context: &Context) -> Outcome {
        let mut outcome = Outcome::default();
        let Some((next, schedule)) = &self.next else {
            context.talk.warn(
                "расписаний нет, выгружать нечего; добавить: nastavnik monitor run --add half-year --export ПАПКА",
            );
            return outcome;
        };
        if self.jobs.is_empty() {
            let (name, due) = (schedule.said.cycle.name(*next), next.to.next());
            context
                .talk
                .done(&format!("{}: выгружать нечего; следующая выгрузка — {name}, срок {due}", context.moment));
        }
        if let Some(latest) = self.latest.filter(|latest| *latest > context.today) {
            context.talk.warn(&format!(
                "{}: часы переведены назад: последняя выгрузка сделана {latest}; выгружается только то, чему пришёл \
                 срок, и ничего второй раз; проверьте дату на этом компьютере; если часы раньше спешили, отмените ту \
                 выгрузку: nastavnik org history, nastavnik org undo ЗАПИСЬ",
                context.moment
            ));
            outcome.exit = EXIT_ATTENTION;
        }
        outcome
    }
}
