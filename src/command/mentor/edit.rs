//! `mentor edit`: a registration in the register of mentors is corrected.

use anyhow::Result;
use clap::Args;

use super::profile::MentorProfileArgs;
use crate::command::org::{Moved, changed};
use crate::command::person_choice::JobChoice;
use crate::command::{Context, Outcome};
use crate::domain::{Day, MentorCategory};
use crate::error::Failure;
use crate::refuse;
use crate::register::mentor::{self, MENTORS};
use crate::store::Store;
use crate::store::mentor::MentorDraft;

/// `mentor edit`.
#[derive(Debug, Args)]
pub struct MentorEdit {
    #[arg(value_name = "ЧЕЛОВЕК", help = "Номер, СНИЛС или часть имени")]
    person: String,
    #[command(flatten)]
    choice: JobChoice,
    #[arg(
        long,
        value_name = "ДАТА",
        help = "День включения, о котором речь, если их несколько; не указан — последнее"
    )]
    on: Option<Day>,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Организация: номер, ИНН или часть наименования")]
    org: Option<String>,
    #[arg(long, value_name = "КАТЕГОРИЯ", help = "Категория: педагог, предприятие, студент, обучающийся")]
    category: Option<MentorCategory>,
    #[arg(long, value_name = "ПРЕДМЕТ", help = "Предмет")]
    subject: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Дата включения")]
    registered: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Дата исключения, если она записана с ошибкой")]
    retired: Option<Day>,
    #[arg(long, value_name = "ЧИСЛО", help = "Предельное число наставляемых")]
    capacity: Option<i64>,
    #[arg(long, conflicts_with = "capacity", help = "Без предельного числа наставляемых")]
    no_limit: bool,
    #[command(flatten)]
    profile: MentorProfileArgs,
}

impl MentorEdit {
    /// Runs the command.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let person = self.choice.find(store, &self.person, self.on.unwrap_or(context.today))?;
        let org = self.org.as_deref().map(|org| store.orgs().find(org)).transpose()?;
        let mut outcome = Outcome::default();
        let profile = self.profile.told(context, &mut outcome)?;
        let draft = MentorDraft {
            org_id: org.as_ref().map(|org| org.id),
            category: self.category,
            subject: self.subject,
            capacity: self.capacity,
            registered: self.registered,
            retired: self.retired,
            profile,
        };
        if draft == MentorDraft::default() && !self.no_limit && context.emptied.is_empty() {
            return Err(Failure::usage("не указано, что исправить").into());
        }
        context.check_day(draft.registered, "дата включения", &mut outcome)?;
        context.check_day(draft.retired, "дата исключения", &mut outcome)?;
        let stored = store.mentors().meant(&person, self.on)?;
        // An end is put right here; it is set by a command of its own.
        if draft.retired.is_some() && stored.retired.is_none() {
            refuse!("{} состоит в реестре наставников: исключает из него nastavnik mentor retire", person.name);
        }
        let mut changes = store.mentors().amend(&stored, &draft)?;
        if self.no_limit {
            changes.extend(store.mentors().lift_limit(&stored)?);
        }
        let goes_on = context.emptied.has(&MENTORS, &mentor::RETIRED);
        changes.extend(context.emptied.apply(store, &MENTORS, stored.id)?);
        if let Some(retired) = stored.retired.filter(|_| goes_on) {
            outcome.warnings.extend(Moved::asked_of("registrations")?.since(retired.next()));
        }
        for (old, new) in [(Some(stored.registered), draft.registered), (stored.retired, draft.retired)] {
            if let Some(new) = new.filter(|new| Some(*new) != old) {
                outcome.warnings.extend(Moved::asked_of("registrations")?.between(old, new));
            }
        }
        outcome.warnings.extend(org.and_then(|org| org.closed_by(draft.registered.unwrap_or(stored.registered))));
        Ok(Outcome { warnings: outcome.warnings, ..changed(&person.name, &changes) })
    }
}
