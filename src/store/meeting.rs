//! Meetings of pairs: they are while the pair lasts, and those of a schedule wait until somebody tells that they were.

use anyhow::Result;
use rusqlite::Row;

use super::pair::Pair;
use super::{Change, PutRow, RowDraft, Store};
use crate::domain::{Day, DaySpan, MeetingForm, MeetingState, Who};
use crate::refuse;
use crate::register::meeting::{DUE, FORM, HELD, LESSON, MEETINGS, MINUTES, PAIR, TOPIC};

/// The meetings of a file.
#[derive(Debug, Clone, Copy)]
pub struct Meetings<'s>(&'s Store);

/// A meeting as it is stored.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// Stays the same for ever.
    pub id: i64,
    /// The pair's id.
    pub pair_id: i64,
    /// The pair's number.
    pub pair: String,
    /// Its mentor.
    pub mentor: Who,
    /// The last day of the pair.
    pub pair_ended: Option<Day>,
    /// The day on which they met.
    pub held: Option<Day>,
    /// The day by the schedule.
    pub due: Option<Day>,
    /// In one place, or at a distance.
    pub form: Option<MeetingForm>,
    /// Of what.
    pub topic: Option<String>,
    /// The lesson that was visited.
    pub lesson: Option<String>,
    /// The number of the minutes, or where they are.
    pub minutes: Option<String>,
}

/// What a command or a file says of a meeting; absent fields change nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MeetingDraft {
    /// The day on which they met.
    pub held: Option<Day>,
    /// The day by the schedule.
    pub due: Option<Day>,
    /// In one place, or at a distance.
    pub form: Option<MeetingForm>,
    /// Of what.
    pub topic: Option<String>,
    /// The lesson that was visited.
    pub lesson: Option<String>,
    /// The number of the minutes, or where they are.
    pub minutes: Option<String>,
}

const SELECT: &str = "SELECT t.*, p.number AS pair, p.mentor_id, p.ended AS pair_ended, h.name AS mentor \
                      FROM meetings t JOIN pairs p ON p.id = t.pair_id JOIN people h ON h.id = p.mentor_id";

fn read(row: &Row<'_>) -> rusqlite::Result<Meeting> {
    Ok(Meeting {
        id: row.get("id")?,
        pair_id: row.get("pair_id")?,
        pair: row.get("pair")?,
        mentor: Who::new(row.get("mentor_id")?, row.get::<_, String>("mentor")?),
        pair_ended: row.get("pair_ended")?,
        held: row.get("held")?,
        due: row.get("due")?,
        form: row.get("form")?,
        topic: row.get("topic")?,
        lesson: row.get("lesson")?,
        minutes: row.get("minutes")?,
    })
}

impl Meeting {
    /// The day on which it was or is to be.
    pub fn day(&self) -> Option<Day> {
        self.held.or(self.due)
    }

    /// What has become of it by a day.
    pub fn state(&self, day: Day) -> MeetingState {
        match self.due {
            _ if self.held.is_some() => MeetingState::Held,
            Some(due) if self.pair_ended.is_some_and(|ended| ended < due) => MeetingState::Dropped,
            Some(due) if due < day => MeetingState::Overdue,
            _ => MeetingState::Ahead,
        }
    }
}

/// How many meetings there are, and when.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MeetingTotals {
    /// How many were held.
    pub held: u64,
    /// The last one of them.
    pub last: Option<Day>,
    /// How many are to be by the schedule.
    pub ahead: u64,
    /// The next one of them.
    pub next: Option<Day>,
    /// How many should have been by the schedule, and nobody has told that they were.
    pub overdue: u64,
    /// The first one of them.
    pub overdue_since: Option<Day>,
}

impl MeetingTotals {
    /// Of some meetings, on a day.
    pub fn of<'m>(meetings: impl IntoIterator<Item = &'m Meeting>, day: Day) -> Self {
        let mut totals = Self::default();
        for meeting in meetings {
            match meeting.state(day) {
                MeetingState::Held => {
                    totals.held += 1;
                    totals.last = totals.last.max(meeting.held);
                }
                MeetingState::Ahead => {
                    totals.ahead += 1;
                    totals.next = totals.next.into_iter().chain(meeting.due).min();
                }
                MeetingState::Overdue => {
                    totals.overdue += 1;
                    totals.overdue_since = totals.overdue_since.into_iter().chain(meeting.due).min();
                }
                MeetingState::Dropped => {}
            }
        }
        totals
    }
}

impl Store {
    /// Meetings of pairs.
    pub fn meetings(&self) -> Meetings<'_> {
        Meetings(self)
    }
}

impl Meetings<'_> {
    /// Hands over meetings by pair and day; of one pair, if one is given.
    ///
    /// # Errors
    /// The file can't be read; what `found` returns.
    pub fn each(&self, pair: Option<i64>, found: &mut dyn FnMut(Meeting) -> Result<()>) -> Result<()> {
        let order = "ORDER BY p.number_key COLLATE counted, p.id, ifnull(t.held, t.due), t.id";
        match pair {
            Some(pair) => self.0.each(&format!("{SELECT} WHERE t.pair_id = ?1 {order}"), [pair], read, found),
            None => self.0.each(&format!("{SELECT} {order}"), [], read, found),
        }
    }

    /// The meetings of a pair, by the day.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_pair(&self, pair: i64) -> Result<Vec<Meeting>> {
        let mut meetings = Vec::new();
        self.each(Some(pair), &mut |meeting| {
            meetings.push(meeting);
            Ok(())
        })?;
        Ok(meetings)
    }

    /// The meeting with a number.
    ///
    /// # Errors
    /// There is none.
    pub fn get(&self, id: i64) -> Result<Meeting> {
        match self.0.first(&format!("{SELECT} WHERE t.id = ?1"), [id], read)? {
            Some(meeting) => Ok(meeting),
            None => refuse!("нет встречи с номером {id}"),
        }
    }

    /// Enters a meeting, or says more of the one that is meant: of the pair's that of the same day, else that of the same day by
    /// the schedule which nobody has told of yet.
    ///
    /// # Errors
    /// It isn't while the pair lasts; the day is another meeting's.
    pub fn put(&self, pair: &Pair, draft: &MeetingDraft) -> Result<PutRow> {
        let stored = self.of_pair(pair.id)?;
        let on_day = stored.iter().find(|meeting| draft.held.is_some() && meeting.held == draft.held);
        let by_plan = stored.iter().find(|meeting| draft.due.is_some() && meeting.due == draft.due);
        let known = on_day.or(by_plan.filter(|meeting| meeting.held.is_none() || draft.held.is_none()));
        check_days(pair, known, &stored, draft)?;
        self.0.put_row(known.map(|meeting| meeting.id), &row(draft).with(PAIR, Some(pair.id)))
    }

    /// Changes what a draft says otherwise.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    pub fn amend(&self, pair: &Pair, meeting: &Meeting, draft: &MeetingDraft) -> Result<Vec<Change>> {
        check_days(pair, Some(meeting), &self.of_pair(pair.id)?, draft)?;
        self.0.amend_row(meeting.id, &row(draft))
    }

    /// Refuses a pair that doesn't last on a day on which it met.
    ///
    /// # Errors
    /// It doesn't.
    pub(super) fn check_life(&self, pair: &Pair) -> Result<()> {
        let sql = "SELECT id, held FROM meetings WHERE pair_id = ?1 AND (held < ?2 OR held > ?3) ORDER BY held LIMIT 1";
        let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, Day>(1)?));
        if let Some((id, held)) = self.0.first(sql, (pair.id, pair.first_day(), pair.ended), read)? {
            let when = if pair.ended.is_some_and(|ended| ended < held) {
                "позже её конца"
            } else {
                "раньше её начала"
            };
            refuse!("пара № {}: встреча № {id} была {held}, {when}", pair.number);
        }
        Ok(())
    }
}

fn row(draft: &MeetingDraft) -> RowDraft {
    RowDraft::of(&MEETINGS)
        .with(HELD, draft.held)
        .with(DUE, draft.due)
        .with(FORM, draft.form)
        .with(TOPIC, draft.topic.as_ref())
        .with(LESSON, draft.lesson.as_ref())
        .with(MINUTES, draft.minutes.as_ref())
}

/// Refuses days on which the pair doesn't last, and days of another meeting of it.
fn check_days(pair: &Pair, known: Option<&Meeting>, stored: &[Meeting], draft: &MeetingDraft) -> Result<()> {
    let held = draft.held.or(known.and_then(|meeting| meeting.held));
    let due = draft.due.or(known.and_then(|meeting| meeting.due));
    let Some(day) = held.or(due) else {
        refuse!("у встречи нет ни даты, ни дня по графику")
    };
    let life = DaySpan::new(pair.first_day(), pair.ended);
    if known.and_then(Meeting::day) != Some(day) && !life.covers(day) {
        refuse!("встреча {day}: пара № {} действует {life}", pair.number);
    }
    let others = || stored.iter().filter(|meeting| known.is_none_or(|known| known.id != meeting.id));
    if let Some(other) = others().find(|other| held.is_some() && other.held == held) {
        refuse!("встреча пары № {} {day} уже записана: № {}", pair.number, other.id);
    }
    if let Some((other, due)) = due.and_then(|due| Some((others().find(|other| other.due == Some(due))?, due))) {
        let noted = other.held.map(|held| format!(", состоялась {held}")).unwrap_or_default();
        refuse!("встреча пары № {} по графику на {due} уже записана: № {}{noted}", pair.number, other.id);
    }
    Ok(())
}
