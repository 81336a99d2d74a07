//! `pair create`: a pair or a group is entered.

use std::collections::BTreeSet;

use anyhow::Result;
use clap::Args;

use super::despite::Despite;
use super::fields::PairFields;
use crate::command::person_choice::{JobChoice, someone};
use crate::command::{Context, Outcome};
use crate::domain::{Day, name};
use crate::refuse;
use crate::store::Store;
use crate::store::form as pair_form;
use crate::store::pair::{MenteeDraft, Pair};
use crate::store::staff::{PersonOrigin, WorkSought};

/// `pair create`.
#[derive(Debug, Args)]
#[command(
    mut_arg("kind", |kind| kind.help(
        "Вид: традиционное, в группе, виртуальное, краткосрочное, реверсивное, ситуационное, скоростное"
    )),
    mut_arg("start", |start| start.help("Дата начала; не указана — дата приказа")),
    mut_arg("until", |until| until.help("Срок: планируемый последний день; пару он не прекращает")),
    mut_arg("org", |org| org.help(
        "Чья пара: номер, ИНН или часть наименования; не указана — основное место работы наставляемого"
    )),
)]
pub struct PairCreate {
    #[arg(long, value_name = "ЧЕЛОВЕК", help = "Наставник: номер, СНИЛС или часть имени")]
    mentor: String,
    #[arg(long, value_name = "ЧЕЛОВЕК", required = true, help = "Наставляемый; для группы повторите параметр")]
    mentee: Vec<String>,
    #[command(flatten)]
    choice: JobChoice,
    #[arg(long, value_name = "НОМЕР", help = "Номер пары; не указан — следующий по порядку")]
    number: Option<String>,
    #[command(flatten)]
    pair: PairFields,
    #[arg(long, value_name = "ДАТА", help = "Дата согласия наставляемого (всех наставляемых группы)")]
    mentee_consent: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Дата отзыва согласия наставляемого (всех наставляемых группы)")]
    mentee_consent_withdrawn: Option<Day>,
    #[arg(
        long,
        value_name = "ТЕКСТ",
        help = "Запрос: чего наставляемый ждёт от наставничества (все наставляемые группы)"
    )]
    request: Option<String>,
    #[command(flatten)]
    despite: Despite,
}

impl PairCreate {
    /// Runs the command.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let number = match &self.number {
            Some(number) => name::tidy(number),
            None => store.pairs().next_number()?,
        };
        if store.pairs().of_number(&number)?.is_some() {
            refuse!("пара с номером {number} уже есть");
        }
        let form = self.pair.form.as_deref().map(|form| store.forms().find(form)).transpose()?;
        let mut outcome = Outcome::default();
        let origin = |side: fn(&pair_form::Form) -> PersonOrigin| form.as_ref().map_or(PersonOrigin::Staff, side);
        let org = self.pair.org.as_deref().map(|org| store.orgs().find(org)).transpose()?;
        // A mentor may come from elsewhere: the organisation of the pair tells of its mentees alone.
        let anywhere = WorkSought {
            org: None,
            job: self.choice.job.as_deref(),
            day: self.pair.order_date.or(self.pair.start).unwrap_or(context.today),
        };
        let mentor = someone(store, &self.mentor, origin(pair_form::Form::mentor_origin), anywhere, &mut outcome)?.id;
        self.pair.check_days(context, &mut outcome)?;
        self.pair.check_order(None)?;
        context.check_day(self.mentee_consent, "дата согласия наставляемого", &mut outcome)?;
        context.check_day(self.mentee_consent_withdrawn, "дата отзыва согласия наставляемого", &mut outcome)?;
        store.pairs().put(&self.pair.draft(&number, mentor, org.as_ref()))?;
        let pair = store.pairs().named(&number)?;
        for mentee in &self.mentee {
            let work = WorkSought { org: org.as_ref().map(|org| org.id), ..anywhere };
            let person = someone(store, mentee, origin(pair_form::Form::mentee_origin), work, &mut outcome)?;
            let draft = MenteeDraft {
                person_id: person.id,
                consent: self.mentee_consent,
                consent_withdrawn: self.mentee_consent_withdrawn,
                request: self.request.clone(),
                ..MenteeDraft::default()
            };
            store.pairs().put_mentee(&pair, &draft)?;
        }
        outcome.warnings.extend(org.and_then(|org| org.closed_by(pair.first_day().unwrap_or(context.today))));
        refuse_same(store, &pair, self.number.is_some())?;
        self.despite.overrule(store, context, &mut outcome)?;
        outcome.warnings.extend(store.pairs().remarks(&number)?);
        let mentees: Vec<_> = store.pairs().mentees(pair.id)?.into_iter().map(|m| m.who.name).collect();
        outcome.messages.push(format!(
            "Записана пара № {number}: {} → {}",
            store.people().get(mentor)?.name,
            mentees.join(", ")
        ));
        Ok(outcome)
    }
}

/// Refuses a pair that is there already, to the last word, unless a number of its own says that this is another. Whether the same
/// people are together twice is a limit of its own.
///
/// # Errors
/// It is there.
fn refuse_same(store: &Store, pair: &Pair, is_numbered: bool) -> Result<()> {
    let people = |pair: &Pair| -> Result<BTreeSet<i64>> {
        Ok(store.pairs().mentees(pair.id)?.iter().map(|mentee| mentee.who.id).collect())
    };
    let ours = people(pair)?;
    for other in store.pairs().of_person(pair.mentor.id)? {
        if is_numbered || other.id == pair.id || other.mentor.id != pair.mentor.id || other.ended.is_some() {
            continue;
        }
        let like = Pair { id: pair.id, number: pair.number.clone(), ..other.clone() };
        if like == *pair && ours == people(&other)? {
            refuse!("такая пара уже есть: № {}", other.number);
        }
    }
    Ok(())
}
