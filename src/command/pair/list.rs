//! `pair list`: the pairs and groups, or their mentees as a file of pairs has them.

use std::collections::HashMap;
use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use super::{by_form, decided_list};
use crate::command::{Context, Outcome, TemplateSchool, field_column};
use crate::domain::{Day, PairState, Phrase, Secret, Who, number};
use crate::register::{mentee, overrule, pair, renewal, tutor};
use crate::report::{Column, Format, List, Value};
use crate::store::Store;
use crate::store::pair::{Mentee, Pair};
use crate::store::staff::NamesOnDay;
use crate::store::tutor::Tutor;

/// `pair list`.
#[derive(Debug, Args)]
pub struct PairList {
    #[arg(long, value_name = "ДАТА", help = "На какую дату; по умолчанию на сегодня")]
    as_of: Option<Day>,
    #[arg(long, help = "Вместе с прекращёнными")]
    all: bool,
    #[arg(long, help = "Строка на каждого наставляемого: такой список можно загрузить обратно")]
    by_mentee: bool,
    #[arg(
        long,
        conflicts_with = "by_mentee",
        help = "Сколько пар каждой формы, вида и модели, и что пока не развито (Спасский, раздел 2)"
    )]
    by_form: bool,
    #[arg(long, conflicts_with_all = ["by_mentee", "by_form"], help = "Приказы о продлении: какая пара, до какого дня")]
    renewed: bool,
    #[arg(
        long,
        conflicts_with_all = ["by_mentee", "by_form", "renewed"],
        help = "Пары, записанные вопреки пределу (--despite), и причины"
    )]
    overruled: bool,
    #[arg(skip)]
    school: Option<Rc<TemplateSchool>>,
}

impl PairList {
    /// The pairs of a school: its own, and those of whoever works there.
    pub fn of_school(school: &Rc<TemplateSchool>) -> Self {
        Self {
            as_of: None,
            all: false,
            by_mentee: true,
            by_form: false,
            renewed: false,
            overruled: false,
            school: Some(Rc::clone(school)),
        }
    }

    /// Runs the command.
    pub fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let day = self.as_of.unwrap_or(context.today);
        let when = if self.all { "за всё время".into() } else { format!("на {day}") };
        let title = format!("Пары и группы {when}:");
        let store = Rc::clone(store);
        let names = store.people().names_on(day)?;
        let school = self.school;
        let is_meant = move |pair: &Pair| self.all || pair.open_on(day);
        let tutors = store.tutors().last_by(day)?;
        if self.by_form {
            let title = format!("Формы, виды и модели наставничества {when}");
            return Ok(Outcome::report(by_form::report(&store, title, is_meant)?));
        }
        if self.renewed {
            let title = format!("Продления пар {when}:");
            return Ok(Outcome::report(decided_list::renewed(&store, title, &names, is_meant)?));
        }
        if self.overruled {
            let title = format!("Пары вопреки пределам {when}:");
            return Ok(Outcome::report(decided_list::overruled(&store, title, &names, is_meant)?));
        }
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
                    if !is_meant(&pair) || !school.as_ref().is_none_or(|school| school.has_pair(&pair, &mentees)) {
                        return Ok(());
                    }
                    let tutor = tutor_of_day(&tutors, pair.id, &names).map(Rc::new);
                    let (pair, mentees) = with_names_of_day(pair, mentees, &names);
                    let pair = Rc::new(pair);
                    let rows = mentees.into_iter().map(|mentee| PairRow {
                        pair: Rc::clone(&pair),
                        mentee,
                        tutor: tutor.clone(),
                    });
                    rows.into_iter().try_for_each(&mut *row)
                })
            })));
        }
        let ended = if self.all { pair::ENDED.short } else { pair::ENDED.heading };
        let columns = [
            field_column::short(pair::NUMBER, |listed: &ListedPair| (&listed.pair.number).into()),
            field_column::both(pair::MENTOR, |listed| (&listed.pair.mentor).into()),
            Column::both("mentees", "Наставляемые", |listed| Phrase::list(listed.people()).into()),
            Column::table("order", "Приказ", |listed| listed.pair.order().into()),
            field_column::short(pair::STARTED, |listed| listed.pair.started.into()),
            Column::both_if(self.all, pair::ENDED.name, ended, |listed| listed.pair.ended.into()),
            field_column::data(pair::FORM, |listed| (&listed.pair.form).into()),
            field_column::data(pair::MODEL, |listed| listed.pair.model.into()),
            field_column::data(pair::KIND, |listed| listed.pair.kind.into()),
            field_column::data(pair::ORDER_NUMBER, |listed| (&listed.pair.order_number).into()),
            field_column::data(pair::ORDER_DATED, |listed| listed.pair.order_dated.into()),
            field_column::data(pair::ORG, |listed| (&listed.pair.org).into()),
            Column::data("org_inn", "ИНН организации", |listed| (&listed.pair.org_inn).into()),
            field_column::data(pair::PLANNED_END, |listed| listed.pair.planned_end.into()),
            Column::both("state", "Состояние", |listed| {
                Value::Code(listed.state.code(), listed.state.title())
            }),
            Column::data("renewed_until", renewal::UNTIL.heading, |listed| {
                listed.pair.renewed.last().map(|term| term.until).into()
            }),
            field_column::data(pair::ENDING, |listed| listed.pair.ending.into()),
            Column::data(tutor::OF_PAIR.0, tutor::OF_PAIR.1, |listed| {
                listed.tutor.as_ref().map(|tutor| &tutor.who).into()
            }),
        ];
        Ok(Outcome::report(List::new(title, columns).counted().walked(move |row| {
            store.pairs().each(&mut |pair, mentees| {
                if !is_meant(&pair) {
                    return Ok(());
                }
                let tutor = tutor_of_day(&tutors, pair.id, &names);
                let (pair, mentees) = with_names_of_day(pair, mentees, &names);
                let state = pair.state(&mentees, day);
                let pair =
                    Pair { renewed: pair.renewed.into_iter().filter(|term| term.since <= day).collect(), ..pair };
                row(ListedPair { pair, mentees, tutor, state })
            })
        })))
    }
}

/// A pair and its mentees by the names that they bear on a day.
fn with_names_of_day(pair: Pair, mentees: Vec<Mentee>, names: &NamesOnDay) -> (Pair, Vec<Mentee>) {
    let mentees = mentees.into_iter().map(|mentee| Mentee { who: names.of(mentee.who), ..mentee });
    (Pair { mentor: names.of(pair.mentor), ..pair }, mentees.collect())
}

/// A pair with its mentees and what has become of it by the day of the list.
struct ListedPair {
    pair: Pair,
    mentees: Vec<Mentee>,
    tutor: Option<Tutor>,
    state: PairState,
}

/// A row of a file of pairs.
struct PairRow {
    pair: Rc<Pair>,
    mentee: Mentee,
    tutor: Option<Rc<Tutor>>,
}

/// The tutor of a pair by the name of the day.
fn tutor_of_day(tutors: &HashMap<i64, Tutor>, pair: i64, names: &NamesOnDay) -> Option<Tutor> {
    tutors.get(&pair).map(|tutor| Tutor { who: names.of(tutor.who.clone()), ..tutor.clone() })
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
fn by_mentee() -> [Column<PairRow>; 37] {
    [
        field_column::both(pair::NUMBER, |row| (&row.pair.number).into()),
        field_column::both(pair::MENTOR, |row| (&row.pair.mentor).into()),
        Column::both("mentee", "Наставляемый", |row| (&row.mentee.who).into()),
        field_column::both(pair::STARTED, |row| row.pair.started.into()),
        field_column::both(pair::ENDED, |row| row.pair.ended.into()),
        Column::data("mentor_snils", "СНИЛС наставника", |row| {
            row.pair.mentor_snils.as_deref().map(number::snils_shown).into()
        }),
        Column::data("mentee_snils", "СНИЛС наставляемого", |row| {
            row.mentee.snils.as_deref().map(number::snils_shown).into()
        }),
        field_column::data(pair::FORM, |row| (&row.pair.form).into()),
        field_column::data(pair::MODEL, |row| row.pair.model.into()),
        field_column::data(pair::KIND, |row| row.pair.kind.into()),
        field_column::data(pair::ORDER_NUMBER, |row| (&row.pair.order_number).into()),
        field_column::data(pair::ORDER_DATED, |row| row.pair.order_dated.into()),
        field_column::data(pair::MENTOR_CONSENT, |row| row.pair.mentor_consent.into()),
        field_column::data(mentee::CONSENT, |row| row.mentee.consent.into()),
        field_column::data(pair::END_REASON, |row| Secret(&row.pair.end_reason).into()),
        field_column::data(pair::BASIS, |row| Secret(&row.pair.basis).into()),
        Column::data("mentor_born", "Дата рождения наставника", |row| {
            Secret(row.pair.mentor_born).into()
        }),
        Column::data("mentee_born", "Дата рождения наставляемого", |row| {
            Secret(row.mentee.born).into()
        }),
        field_column::data(pair::ORG, |row| (&row.pair.org).into()),
        Column::data("org_inn", "ИНН организации", |row| (&row.pair.org_inn).into()),
        field_column::data(pair::PLANNED_END, |row| row.pair.planned_end.into()),
        field_column::data(mentee::JOINED, |row| row.mentee.joined.into()),
        field_column::data(mentee::ORDER_NUMBER, |row| (&row.mentee.order_number).into()),
        field_column::data(mentee::ORDER_DATED, |row| row.mentee.order_dated.into()),
        field_column::data(mentee::ENDED, |row| row.mentee.ended.into()),
        field_column::data(mentee::END_REASON, |row| Secret(&row.mentee.end_reason).into()),
        field_column::data(pair::MENTOR_CONSENT_WITHDRAWN, |row| row.pair.mentor_consent_withdrawn.into()),
        field_column::data(mentee::CONSENT_WITHDRAWN, |row| row.mentee.consent_withdrawn.into()),
        field_column::data(pair::ENDING, |row| row.pair.ending.into()),
        field_column::data(pair::NOTIFIED, |row| row.pair.notified.into()),
        field_column::data(mentee::REQUEST, |row| Secret(&row.mentee.request).into()),
        Column::data(overrule::BEYOND.0, overrule::BEYOND.1, |row| Secret(&row.pair.beyond).into()),
        Column::data(overrule::SECOND.0, overrule::SECOND.1, |row| Secret(&row.pair.second).into()),
        Column::data(tutor::OF_PAIR.0, tutor::OF_PAIR.1, |row| row.tutor.as_ref().map(|tutor| &tutor.who).into()),
        Column::data("tutor_snils", "СНИЛС тьютора", |row| {
            row.tutor.as_ref().and_then(|tutor| tutor.snils.as_deref()).map(number::snils_shown).into()
        }),
        Column::data("tutor_born", "Дата рождения тьютора", |row| {
            Secret(row.tutor.as_ref().and_then(|tutor| tutor.born)).into()
        }),
        Column::data(tutor::SINCE.0, tutor::SINCE.1, |row| row.tutor.as_ref().and_then(|tutor| tutor.joined).into()),
    ]
}
