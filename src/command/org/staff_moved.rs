//! `org staff import`: who has left one school and begun in another, as the files tell it; perhaps it was a transfer.

use anyhow::Result;

use crate::command::BatchEnd;
use crate::store::Store;
use crate::store::staff::MovedPerson;

/// So many are told one by one.
const NAMED: usize = 10;

/// Tells of people who have moved by the files of an import; `before` is the last employment before the first of them. Where the
/// former work goes on beside the new, a person has to look at it.
///
/// # Errors
/// The database can't be used.
pub fn tell(store: &Store, before: i64, end: &mut BatchEnd) -> Result<()> {
    let moved = store.staff().moved_since(before)?;
    let (over, lasting): (Vec<_>, Vec<_>) =
        moved.iter().partition(|moved| moved.dismissed.is_some_and(|last| last < moved.hired));
    end.messages.extend(together(&over, |_| String::new()));
    end.warnings.extend(together(&lasting, |MovedPerson { person, from_id, hired, dismissed, .. }| {
        let last = dismissed.map_or_else(|| "не закончена".to_owned(), |last| format!("до {last}"));
        let day = hired.previous();
        let command = match dismissed {
            None => format!("nastavnik org staff dismiss {person} --org {from_id} --date {day}"),
            Some(_) => format!("nastavnik org staff edit {person} --org {from_id} --dismissed {day}"),
        };
        format!(", прежняя работа {last}: {command}")
    }));
    Ok(())
}

fn together(moved: &[&MovedPerson], rest: impl Fn(&MovedPerson) -> String) -> Option<String> {
    let sentence = |moved: &&MovedPerson| {
        let MovedPerson { name, from, to, hired, .. } = moved;
        format!("{name}: {from} → {to} с {hired}{}", rest(moved))
    };
    let told: Vec<_> = moved.iter().take(NAMED).map(sentence).collect();
    let more = moved.len() - told.len();
    let more = if more > 0 { format!("; и ещё {more}") } else { String::new() };
    (!moved.is_empty()).then(|| format!("перевод? {}{more}", told.join("; ")))
}
