//! `pair list`: the pairs and groups, or their mentees as a file of pairs has them.

use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome};
use crate::domain::{Day, Phrase, Secret, number};
use crate::register::pair;
use crate::report::{Column, Format, List};
use crate::store::Store;
use crate::store::pair::{Mentee, Pair};

/// `pair list`.
#[derive(Debug, Args)]
pub struct PairList {
    #[arg(long, value_name = "ДАТА", help = "На какую дату; по умолчанию на сегодня")]
    as_of: Option<Day>,
    #[arg(long, help = "Вместе с прекращёнными")]
    all: bool,
    #[arg(long, help = "Строка на каждого наставляемого: такой список можно загрузить обратно")]
    by_mentee: bool,
}

impl PairList {
    /// Runs the command.
    pub fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let day = self.as_of.unwrap_or(context.today);
        let when = if self.all { "за всё время".into() } else { format!("на {day}") };
        let title = format!("Пары и группы {when}:");
        let store = Rc::clone(store);
        let is_meant = move |pair: &Pair| self.all || pair.open_on(day);
        if self.by_mentee {
            // As a file of pairs has them: a row a mentee, the same headings. The title counts the pairs.
            let mut pairs = 0;
            if context.format == Format::Table {
                store.pairs().each(&mut |pair, _| {
                    pairs += u64::from(is_meant(&pair));
                    Ok(())
                })?;
            }
            return Ok(Outcome::report(List::new(format!("{title} {pairs}"), by_mentee()).walked(move |row| {
                store.pairs().each(&mut |pair, mentees| {
                    let pair = Rc::new(pair);
                    let mentees = mentees.into_iter().filter(|_| is_meant(&pair));
                    mentees.map(|mentee| (Rc::clone(&pair), mentee)).try_for_each(&mut *row)
                })
            })));
        }
        let ended = if self.all { "Прекращена" } else { "Дата прекращения" };
        let columns = [
            Column::both("number", "№", |(pair, _): &(Pair, Vec<Mentee>)| (&pair.number).into()),
            Column::both("mentor", pair::MENTOR.heading, |(pair, _)| (&pair.mentor).into()),
            Column::both("mentees", "Наставляемые", |(_, mentees)| {
                Phrase::list(mentees.iter().map(|mentee| mentee.who.clone())).into()
            }),
            Column::table("order", "Приказ", |(pair, _)| pair.order().into()),
            Column::both("started", pair::STARTED.short, |(pair, _)| pair.started.into()),
            Column::both_if(self.all, "ended", ended, |(pair, _)| pair.ended.into()),
            Column::data("form", pair::FORM.heading, |(pair, _)| (&pair.form).into()),
            Column::data("model", pair::MODEL.heading, |(pair, _)| pair.model.into()),
            Column::data("kind", pair::KIND.heading, |(pair, _)| pair.kind.into()),
            Column::data("order_number", pair::ORDER_NUMBER.heading, |(pair, _)| (&pair.order_number).into()),
            Column::data("order_date", pair::ORDER_DATED.heading, |(pair, _)| pair.order_dated.into()),
        ];
        Ok(Outcome::report(List::new(title, columns).counted().walked(move |row| {
            store.pairs().each(&mut |pair, mentees| if is_meant(&pair) { row((pair, mentees)) } else { Ok(()) })
        })))
    }
}

/// The columns of a file of pairs.
fn by_mentee() -> [Column<(Rc<Pair>, Mentee)>; 16] {
    [
        Column::both("number", pair::NUMBER.heading, |(pair, _)| (&pair.number).into()),
        Column::both("mentor", pair::MENTOR.heading, |(pair, _)| (&pair.mentor).into()),
        Column::both("mentee", "Наставляемый", |(_, mentee)| (&mentee.who).into()),
        Column::both("started", pair::STARTED.heading, |(pair, _)| pair.started.into()),
        Column::both("ended", pair::ENDED.heading, |(pair, _)| pair.ended.into()),
        Column::data("mentor_snils", "СНИЛС наставника", |(pair, _)| {
            pair.mentor_snils.as_deref().map(number::snils_shown).into()
        }),
        Column::data("mentee_snils", "СНИЛС наставляемого", |(_, mentee)| {
            mentee.snils.as_deref().map(number::snils_shown).into()
        }),
        Column::data("form", pair::FORM.heading, |(pair, _)| (&pair.form).into()),
        Column::data("model", pair::MODEL.heading, |(pair, _)| pair.model.into()),
        Column::data("kind", pair::KIND.heading, |(pair, _)| pair.kind.into()),
        Column::data("order_number", pair::ORDER_NUMBER.heading, |(pair, _)| (&pair.order_number).into()),
        Column::data("order_date", pair::ORDER_DATED.heading, |(pair, _)| pair.order_dated.into()),
        Column::data("mentor_consent", pair::MENTOR_CONSENT.heading, |(pair, _)| pair.mentor_consent.into()),
        Column::data("mentee_consent", pair::MENTEE_CONSENT.heading, |(_, mentee)| mentee.consent.into()),
        Column::data("end_reason", pair::END_REASON.heading, |(pair, _)| Secret(&pair.end_reason).into()),
        Column::data("basis", pair::BASIS.heading, |(pair, _)| Secret(&pair.basis).into()),
    ]
}
