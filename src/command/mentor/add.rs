//! `mentor add`: somebody comes into the register of mentors.

use anyhow::Result;
use clap::Args;

use super::profile::MentorProfileArgs;
use crate::command::person_choice::{JobChoice, someone};
use crate::command::{Context, Outcome};
use crate::domain::{Day, MentorCategory};
use crate::refuse;
use crate::store::Store;
use crate::store::mentor::MentorDraft;
use crate::store::staff::{Person, PersonOrigin, WorkSought};

/// `mentor add`.
#[derive(Debug, Args)]
pub struct MentorAdd {
    #[arg(
        value_name = "ЧЕЛОВЕК",
        help = "Номер, СНИЛС или часть имени; новый наставник с предприятия, студент или обучающийся — ФИО полностью"
    )]
    person: String,
    #[arg(long, value_name = "ДАТА", help = "Дата включения")]
    date: Day,
    #[arg(
        long,
        value_name = "КАТЕГОРИЯ",
        default_value = "педагог",
        help = "Категория: педагог, предприятие, студент, обучающийся"
    )]
    category: MentorCategory,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Номер, ИНН или часть наименования; из тёзок — кто там работает")]
    org: Option<String>,
    #[command(flatten)]
    choice: JobChoice,
    #[arg(long, value_name = "ПРЕДМЕТ", help = "Предмет")]
    subject: Option<String>,
    #[arg(long, value_name = "ЧИСЛО", help = "Предельное число наставляемых; не указано — без ограничения")]
    capacity: Option<i64>,
    #[command(flatten)]
    profile: MentorProfileArgs,
}

impl MentorAdd {
    /// Runs the command.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let org = self.org.as_deref().map(|org| store.orgs().find(org)).transpose()?;
        let mut outcome = Outcome::default();
        context.check_day(Some(self.date), "дата включения", &mut outcome)?;
        let profile = self.profile.told(context, &mut outcome)?;
        let work = WorkSought { org: org.as_ref().map(|org| org.id), job: self.choice.job.as_deref(), day: self.date };
        let origin = PersonOrigin::of_mentor(self.category);
        let Person { id: person, name: full, .. } = someone(store, &self.person, origin, work, &mut outcome)?;
        // Whoever left the register may come back, but only after that: a past period stays as it was.
        let mut before = store.mentors().registrations(person)?.into_iter();
        if let Some(m) = before.find(|m| m.retired.is_none_or(|last| self.date <= last)) {
            match m.retired {
                None => refuse!("{full} уже состоит в реестре наставников с {}", m.registered),
                Some(last) => refuse!(
                    "{full}: пребывание в реестре наставников с {} по {last} уже записано; включить снова можно позже {last}",
                    m.registered
                ),
            }
        }
        store.mentors().put(
            person,
            &MentorDraft {
                org_id: org.as_ref().map(|org| org.id),
                category: Some(self.category),
                subject: self.subject,
                capacity: self.capacity,
                registered: Some(self.date),
                retired: None,
                profile,
            },
        )?;
        outcome.warnings.extend(org.and_then(|org| org.closed_by(self.date)));
        outcome.messages.push(format!("Записано включение в реестр наставников с {}: № {person} {full}", self.date));
        Ok(outcome)
    }
}
