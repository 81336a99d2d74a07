//! `pair join`, `pair leave`: a mentee or a tutor comes to a pair that is there, or goes before it ends.

use anyhow::Result;
use clap::Args;

use super::despite::Despite;
use super::fields::check_order;
use crate::command::person_choice::{NamesakeChoice, someone};
use crate::command::{Context, Outcome};
use crate::domain::{Day, PairPart};
use crate::error::Failure;
use crate::refuse;
use crate::store::Store;
use crate::store::form::Form;
use crate::store::pair::{MenteeDraft, Pair};
use crate::store::staff::PersonOrigin;
use crate::store::tutor::TutorDraft;

/// `pair join`.
#[derive(Debug, Args)]
pub struct PairJoin {
    #[arg(value_name = "ПАРА", help = "Номер пары")]
    number: String,
    #[arg(value_name = "УЧАСТНИК", help = "Новый наставляемый или тьютор: номер, СНИЛС или часть имени")]
    person: String,
    #[arg(
        long = "as",
        value_name = "РОЛЬ",
        default_value = "наставляемый",
        help = "Кто он в паре: наставляемый или тьютор"
    )]
    part: PairPart,
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
    #[arg(value_name = "УЧАСТНИК", help = "Номер, СНИЛС или часть имени")]
    person: String,
    #[arg(
        long = "as",
        value_name = "РОЛЬ",
        default_value = "наставляемый",
        help = "Кто он в паре: наставляемый или тьютор"
    )]
    part: PairPart,
    #[command(flatten)]
    namesake: NamesakeChoice,
    #[arg(long, value_name = "ДАТА", help = "Последний день в паре")]
    date: Day,
    #[arg(long, value_name = "ТЕКСТ", help = "Причина выхода; у тьютора остаётся только в журнале")]
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
        if self.part == PairPart::Tutor {
            return self.join_as_tutor(store, &pair, outcome);
        }
        check_order(self.order_number.as_deref(), self.order_date, "order-date")?;
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

impl PairJoin {
    fn join_as_tutor(&self, store: &Store, pair: &Pair, mut outcome: Outcome) -> Result<Outcome> {
        let of_mentee = [
            ("--order-number", self.order_number.is_some()),
            ("--order-date", self.order_date.is_some()),
            ("--consent", self.consent.is_some()),
            ("--request", self.request.is_some()),
        ];
        if let Some((option, _)) = of_mentee.iter().find(|(_, is_said)| *is_said) {
            return Err(Failure::usage(format!("{option} — о наставляемом, а включается тьютор")).into());
        }
        let person = self.namesake.find(store, &self.person, self.date)?;
        if person.id == pair.mentor.id {
            refuse!(
                "{} — наставник пары № {}: тьютор бывает рядом с ним (Ножай-Юрт, п. 5.2)",
                person.name,
                pair.number
            );
        }
        if store.pairs().mentees(pair.id)?.iter().any(|mentee| mentee.who.id == person.id) {
            refuse!(
                "{} — наставляемый пары № {}: её тьютором он не бывает (Ножай-Юрт, п. 5.2)",
                person.name,
                pair.number
            );
        }
        let mut before = store.tutors().of_pair(pair.id)?.into_iter().filter(|tutor| tutor.who.id == person.id);
        if let Some(there) = before.find(|there| there.ended.is_none_or(|last| self.date <= last)) {
            let last = there.ended.map(|last| format!(" по {last}: включить снова можно позже")).unwrap_or_default();
            refuse!("{} уже тьютор пары № {}{last}", person.name, pair.number);
        }
        let draft = TutorDraft { person_id: person.id, joined: Some(self.date), ended: None };
        store.tutors().put(pair, &draft)?;
        outcome.messages.push(format!("{}: тьютор пары № {} с {}", person.name, pair.number, self.date));
        Ok(outcome)
    }
}

impl PairLeave {
    /// Runs the command.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let pair = store.pairs().named(&self.number)?;
        if self.part == PairPart::Tutor {
            return self.leave_as_tutor(store, context, &pair);
        }
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

    fn leave_as_tutor(&self, store: &Store, context: &Context, pair: &Pair) -> Result<Outcome> {
        let tutor = self.namesake.tutor(store, pair, &self.person, self.date)?;
        context.check_plan(Some(self.date), "дата выхода")?;
        if let Some(last) = tutor.ended {
            refuse!("{}: тьютор пары № {} по {last}", tutor.who.name, pair.number);
        }
        store.tutors().amend(&tutor, &TutorDraft { ended: Some(self.date), ..TutorDraft::default() })?;
        Ok(Outcome::done(format!("{}: тьютор пары № {} по {}", tutor.who.name, pair.number, self.date)))
    }
}
