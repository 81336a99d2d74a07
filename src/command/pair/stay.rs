//! `pair join`, `pair leave`: a mentee comes to a pair that is there, or goes before it ends.

use anyhow::Result;
use clap::Args;

use super::despite::Despite;
use crate::command::person_choice::{NamesakeChoice, someone};
use crate::command::{Context, Outcome};
use crate::domain::Day;
use crate::refuse;
use crate::store::Store;
use crate::store::form::Form;
use crate::store::pair::MenteeDraft;
use crate::store::staff::PersonOrigin;

/// `pair join`.
#[derive(Debug, Args)]
pub struct PairJoin {
    #[arg(value_name = "ПАРА", help = "Номер пары")]
    number: String,
    #[arg(value_name = "НАСТАВЛЯЕМЫЙ", help = "Новый наставляемый: номер, СНИЛС или часть имени")]
    person: String,
    #[command(flatten)]
    namesake: NamesakeChoice,
    #[arg(long, value_name = "ДАТА", help = "Дата включения: первый день в паре")]
    date: Day,
    #[arg(long, value_name = "НОМЕР", help = "Номер приказа о включении; не указан — приказ о закреплении пары")]
    order_number: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Дата приказа о включении")]
    order_date: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Дата согласия наставляемого")]
    consent: Option<Day>,
    #[arg(long, value_name = "ТЕКСТ", help = "Запрос: чего наставляемый ждёт от наставничества")]
    request: Option<String>,
    #[command(flatten)]
    despite: Despite,
}

/// `pair leave`.
#[derive(Debug, Args)]
pub struct PairLeave {
    #[arg(value_name = "ПАРА", help = "Номер пары")]
    number: String,
    #[arg(value_name = "НАСТАВЛЯЕМЫЙ", help = "Номер, СНИЛС или часть имени")]
    person: String,
    #[command(flatten)]
    namesake: NamesakeChoice,
    #[arg(long, value_name = "ДАТА", help = "Последний день в паре")]
    date: Day,
    #[arg(long, value_name = "ТЕКСТ", help = "Причина выхода")]
    reason: Option<String>,
}

impl PairJoin {
    /// Runs the command.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let pair = store.pairs().named(&self.number)?;
        let mut outcome = Outcome::default();
        for (day, what) in [
            (Some(self.date), "дата включения"),
            (self.order_date, "дата приказа о включении"),
            (self.consent, "дата согласия наставляемого"),
        ] {
            context.check_day(day, what, &mut outcome)?;
        }
        if let Some(ended) = pair.ended.filter(|ended| *ended < self.date) {
            refuse!("пара № {} прекращена {ended}", pair.number);
        }
        let form = pair.form.as_deref().map(|form| store.forms().find(form)).transpose()?;
        let origin = form.as_ref().map_or(PersonOrigin::Staff, Form::mentee_origin);
        let work = self.namesake.work(store, pair.org_id, self.date)?;
        let person = someone(store, &self.person, origin, work, &mut outcome)?.id;
        let mut before = store.pairs().mentees(pair.id)?.into_iter().filter(|mentee| mentee.who.id == person);
        if let Some(stay) = before.find(|stay| stay.ended.is_none_or(|last| self.date <= last)) {
            match stay.ended {
                None => refuse!("{} уже в паре № {}", stay.who.name, pair.number),
                Some(last) => {
                    refuse!("{} в паре № {} по {last}: включить снова можно позже", stay.who.name, pair.number)
                }
            }
        }
        store.pairs().put_mentee(
            &pair,
            &MenteeDraft {
                person_id: person,
                consent: self.consent,
                joined: Some(self.date),
                order_number: self.order_number,
                order_dated: self.order_date,
                request: self.request,
                ..MenteeDraft::default()
            },
        )?;
        self.despite.overrule(store, context, &mut outcome)?;
        outcome.warnings.extend(store.pairs().remarks(&pair.number)?);
        let name = store.people().get(person)?.name;
        outcome.messages.push(format!("{name}: в паре № {} с {}", pair.number, self.date));
        Ok(outcome)
    }
}

impl PairLeave {
    /// Runs the command.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let pair = store.pairs().named(&self.number)?;
        let mentee = self.namesake.mentee(store, &pair, &self.person, self.date)?;
        context.check_plan(Some(self.date), "дата выхода")?;
        if let Some(last) = mentee.ended {
            refuse!("{}: в паре № {} по {last}", mentee.who.name, pair.number);
        }
        let mut outcome = Outcome::done(format!("{}: в паре № {} по {}", mentee.who.name, pair.number, self.date));
        store.pairs().amend_mentee(
            &pair,
            &mentee,
            &MenteeDraft {
                person_id: mentee.who.id,
                ended: Some(self.date),
                end_reason: self.reason,
                ..MenteeDraft::default()
            },
        )?;
        let stays = store.pairs().mentees(pair.id)?;
        if pair.ended.is_none() && stays.iter().all(|stay| stay.ended.is_some()) {
            outcome.warnings.push(format!(
                "в паре № {} не осталось наставляемых: прекратите её (nastavnik pair close)",
                pair.number
            ));
        }
        Ok(outcome)
    }
}
