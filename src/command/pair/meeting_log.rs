//! The log of a pair's meetings: how many there were, the last one, what is due by the schedule.

use crate::domain::{Day, MeetingState, Phrase, Secret, plural};
use crate::phrase;
use crate::register::meeting;
use crate::report::{Card, Object, Value};
use crate::store::meeting::{Meeting, MeetingTotals};

/// Puts the log on the card of a pair; `has_schedule`: the act wants one of it (nozhay-yurt 4.6), so that none is worth a word.
pub fn put_on_card(card: &mut Card, meetings: Vec<Meeting>, has_schedule: bool, today: Day) {
    let totals = MeetingTotals::of(&meetings, today);
    if !meetings.is_empty() || has_schedule {
        card.heading("Встречи");
        card.line("Состоялось", held_in_words(&totals));
        match due_in_words(&totals) {
            Some(due) => card.line(meeting::DUE.heading, due),
            None if has_schedule && meetings.iter().all(|meeting| meeting.due.is_none()) => {
                card.line(meeting::DUE.heading, "графика нет, а вид «краткосрочное» его требует (Ножай-Юрт, п. 4.6)");
            }
            None => {}
        }
    }
    card.datum("meetings_held", totals.held as i64);
    card.datum("last_meeting", totals.last);
    card.datum("next_meeting", totals.next);
    card.datum("meetings_overdue", totals.overdue as i64);
    card.each("meetings", meetings, |meeting| {
        let state = meeting.state(today);
        let day = meeting.day().map(|day| day.to_string()).unwrap_or_default();
        let object = Object::default()
            .with("id", meeting.id)
            .with(meeting::HELD.name, meeting.held)
            .with(meeting::DUE.name, meeting.due)
            .with("state", Value::Code(state.code(), state.title()))
            .with(meeting::FORM.name, meeting.form)
            .with(meeting::TOPIC.name, meeting.topic.clone().map(Secret))
            .with(meeting::LESSON.name, meeting.lesson.clone().map(Secret))
            .with(meeting::MINUTES.name, meeting.minutes.clone().map(Secret));
        (day, in_words(meeting, state), object)
    });
}

/// A meeting in the log.
fn in_words(meeting: Meeting, state: MeetingState) -> Phrase {
    let form = meeting.form.map(|form| format!(", {form}")).unwrap_or_default();
    let planned = meeting.due.filter(|due| meeting.held.is_some_and(|held| held != *due));
    let planned = planned.map(|due| format!(" (по графику {due})")).unwrap_or_default();
    let minutes = meeting.minutes.map(|minutes| phrase!["протокол ", Secret(minutes)]);
    let lesson = meeting.lesson.map(|lesson| phrase!["урок: ", Secret(lesson)]);
    let topic = meeting.topic.map(|topic| phrase![Secret(topic)]);
    let told = [topic, lesson, minutes].into_iter().flatten();
    told.fold(phrase![format!("№ {}: {}{planned}{form}", meeting.id, state.title())], |all, part| {
        all.and(", ").and(part)
    })
}

/// «5, последняя 12.05.2025».
pub fn held_in_words(totals: &MeetingTotals) -> String {
    match totals.last {
        Some(last) => format!("{}, последняя {last}", plural::count(totals.held, "встреча", "встречи", "встреч")),
        None => "встреч нет".into(),
    }
}

/// «впереди 2, ближайшая 10.06.2025; не отмечено 1, с 03.05.2025».
pub fn due_in_words(totals: &MeetingTotals) -> Option<String> {
    let ahead = totals.next.map(|next| format!("впереди {}, ближайшая {next}", totals.ahead));
    let overdue = totals.overdue_since.map(|day| format!("не отмечено {}, с {day}", totals.overdue));
    let told: Vec<_> = [ahead, overdue].into_iter().flatten().collect();
    Some(told.join("; ")).filter(|told| !told.is_empty())
}
