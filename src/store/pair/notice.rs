//! The end of a pair by notice.

use anyhow::Result;

use super::{Pair, PairDraft};
use crate::domain::{Day, PairEnding};
use crate::error::Failure;
use crate::register::pair;

/// Refuses an end of which notice was given too late (ст. 351.8 ТК РФ), whichever of the two days is said now.
pub(super) fn check_notice(known: Option<&Pair>, draft: &PairDraft) -> Result<()> {
    if draft.ended.is_none() && draft.notified.is_none() {
        return Ok(());
    }
    let of_known = |day: fn(&Pair) -> Option<Day>| known.and_then(day);
    let goes_on_unnoticed = draft.ending.is_some_and(|ending| ending != PairEnding::Notice);
    let (Some(ended), Some(notified)) = (
        draft.ended.or_else(|| of_known(|pair| pair.ended)),
        draft.notified.or_else(|| of_known(|pair| pair.notified).filter(|_| !goes_on_unnoticed)),
    ) else {
        return Ok(());
    };
    let earliest = pair::earliest_end(notified);
    if ended >= earliest {
        return Ok(());
    }
    let why = format!(
        "пара {}: уведомление {notified}, последний день {ended}, а между ними должно пройти не меньше трёх рабочих дней: \
         не раньше {earliest} (ТК РФ, ст. 351.8)",
        draft.number
    );
    Err(Failure::refused(why)
        .hint("рабочие дни считаются по пятидневной неделе и праздникам ст. 112 ТК РФ; если из-за переноса выходных или шестидневной недели срок выдержан, вид прекращения — «по желанию», а об уведомлении скажет причина")
        .into())
}
