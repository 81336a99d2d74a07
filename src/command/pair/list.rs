//! `pair list`: the pairs and groups, or their mentees as a file of pairs has them.

use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome};
use crate::domain::{Day, PairState, Phrase, Secret, Who, number};
use crate::register::{mentee, pair};
use crate::report::{Column, Format, List, Value};
use crate::store::Store;
use crate::store::pair::{Mentee, Pair};
use crate::store::staff::NamesOnDay;

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
        let names = store.people().names_on(day)?;
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
                    let (pair, mentees) = named(pair, mentees, &names);
                    let pair = Rc::new(pair);
                    let mentees = mentees.into_iter().filter(|_| is_meant(&pair));
                    mentees.map(|mentee| (Rc::clone(&pair), mentee)).try_for_each(&mut *row)
                })
            })));
        }
        let ended = if self.all { "Прекращена" } else { "Дата прекращения" };
        let columns = [
            Column::both("number", "№", |listed: &ListedPair| (&listed.pair.number).into()),
            Column::both("mentor", pair::MENTOR.heading, |listed| (&listed.pair.mentor).into()),
            Column::both("mentees", "Наставляемые", |listed| Phrase::list(listed.people()).into()),
            Column::table("order", "Приказ", |listed| listed.pair.order().into()),
            Column::both("started", pair::STARTED.short, |listed| listed.pair.started.into()),
            Column::both_if(self.all, "ended", ended, |listed| listed.pair.ended.into()),
            Column::data("form", pair::FORM.heading, |listed| (&listed.pair.form).into()),
            Column::data("model", pair::MODEL.heading, |listed| listed.pair.model.into()),
            Column::data("kind", pair::KIND.heading, |listed| listed.pair.kind.into()),
            Column::data("order_number", pair::ORDER_NUMBER.heading, |listed| (&listed.pair.order_number).into()),
            Column::data("order_date", pair::ORDER_DATED.heading, |listed| listed.pair.order_dated.into()),
            Column::data("org", pair::ORG.heading, |listed| (&listed.pair.org).into()),
            Column::data("org_inn", "ИНН организации", |listed| (&listed.pair.org_inn).into()),
            Column::data("planned_end", pair::PLANNED_END.heading, |listed| listed.pair.planned_end.into()),
            Column::both("state", "Состояние", |listed| {
                Value::Code(listed.state.code(), listed.state.title())
            }),
        ];
        Ok(Outcome::report(List::new(title, columns).counted().walked(move |row| {
            store.pairs().each(&mut |pair, mentees| {
                if !is_meant(&pair) {
                    return Ok(());
                }
                let (pair, mentees) = named(pair, mentees, &names);
                let state = pair.state(&mentees, day);
                row(ListedPair { pair, mentees, state })
            })
        })))
    }
}

/// A pair and its mentees by the names that they bear on a day.
fn named(pair: Pair, mentees: Vec<Mentee>, names: &NamesOnDay) -> (Pair, Vec<Mentee>) {
    let mentees = mentees.into_iter().map(|mentee| Mentee { who: names.of(mentee.who), ..mentee });
    (Pair { mentor: names.of(pair.mentor), ..pair }, mentees.collect())
}

/// A pair with its mentees and what has become of it by the day of the list.
struct ListedPair {
    pair: Pair,
    mentees: Vec<Mentee>,
    state: PairState,
}

impl ListedPair {
    /// Its mentees, each once though he came back.
    fn people(&self) -> Vec<Who> {
        let mut people: Vec<Who> = Vec::new();
        for mentee in &self.mentees {
            if people.iter().all(|who| who.id != mentee.who.id) {
                people.push(mentee.who.clone());
            }
        }
        people
    }
}

/// The columns of a file of pairs.
fn by_mentee() -> [Column<(Rc<Pair>, Mentee)>; 26] {
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
        Column::data("mentee_consent", mentee::CONSENT.heading, |(_, mentee)| mentee.consent.into()),
        Column::data("end_reason", pair::END_REASON.heading, |(pair, _)| Secret(&pair.end_reason).into()),
        Column::data("basis", pair::BASIS.heading, |(pair, _)| Secret(&pair.basis).into()),
        Column::data("mentor_born", "Дата рождения наставника", |(pair, _)| {
            Secret(pair.mentor_born).into()
        }),
        Column::data("mentee_born", "Дата рождения наставляемого", |(_, mentee)| {
            Secret(mentee.born).into()
        }),
        Column::data("org", pair::ORG.heading, |(pair, _)| (&pair.org).into()),
        Column::data("org_inn", "ИНН организации", |(pair, _)| (&pair.org_inn).into()),
        Column::data("planned_end", pair::PLANNED_END.heading, |(pair, _)| pair.planned_end.into()),
        Column::data("joined", mentee::JOINED.heading, |(_, mentee)| mentee.joined.into()),
        Column::data("own_order_number", mentee::ORDER_NUMBER.heading, |(_, mentee)| (&mentee.order_number).into()),
        Column::data("own_order_date", mentee::ORDER_DATED.heading, |(_, mentee)| mentee.order_dated.into()),
        Column::data("left", mentee::ENDED.heading, |(_, mentee)| mentee.ended.into()),
        Column::data("leave_reason", mentee::END_REASON.heading, |(_, mentee)| Secret(&mentee.end_reason).into()),
    ]
}
