//! `org staff edit`: a person or an employment is corrected, or a surname changes.

use anyhow::Result;
use clap::Args;

use super::register::changed;
use super::staff_fields::{JobSought, PersonFields, WorkFields, meant, yes_or_no};
use crate::command::person_choice::{JobChoice, person_at};
use crate::command::{Context, Outcome};
use crate::domain::{Day, name};
use crate::refuse;
use crate::register::employment::EMPLOYMENTS;
use crate::register::person::PEOPLE;
use crate::store::Store;
use crate::store::staff::{Employment, EmploymentDraft, Person, jobs_named};

/// `org staff edit`.
#[derive(Debug, Args)]
pub struct StaffEdit {
    #[arg(value_name = "ЧЕЛОВЕК", help = "Номер, СНИЛС или часть имени")]
    person: String,
    #[arg(long, value_name = "ФИО", help = "Фамилия, имя и отчество полностью", value_parser = name::person)]
    name: Option<String>,
    #[arg(long, value_name = "ДАТА", requires = "name", help = "С какого дня фамилия новая, если она сменилась")]
    effective: Option<Day>,
    #[command(flatten)]
    fields: PersonFields,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Где исправить запись о работе, если мест работы несколько")]
    org: Option<String>,
    #[command(flatten)]
    choice: JobChoice,
    #[arg(long, value_name = "ДОЛЖНОСТЬ", help = "Должность, если прежняя записана с ошибкой")]
    post: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Дата приёма")]
    hired: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Дата увольнения")]
    dismissed: Option<Day>,
    #[arg(long, value_name = "ДА|НЕТ", help = "Основное место работы", value_parser = yes_or_no)]
    main: Option<bool>,
    #[command(flatten)]
    work: WorkFields,
}

impl StaffEdit {
    /// Runs the command.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let person = person_at(store, &self.person, self.org.as_deref(), self.choice.job.as_deref(), context.today)?;
        let mut draft = EmploymentDraft {
            org_id: 0,
            number: self.work.number,
            post: self.post.map(|post| name::tidy(&post)),
            subject: self.work.subject,
            hired: self.hired,
            dismissed: self.dismissed,
            main: self.main,
            declared: self.work.pedagogical,
        };
        let teaching_since = self.fields.teaching_since;
        let (corrected, renamed) = match self.effective {
            Some(from) => (None, self.name.map(|name| (name, from))),
            None => (self.name, None),
        };
        if let Some(full) = corrected.as_deref().filter(|full| name::key(full) != name::key(&person.name))
            && store.people().once_had_name(person.id, full)?
        {
            refuse!("{full} — прежнее имя человека № {}: если фамилия снова такая, укажите --effective", person.id);
        }
        let mut changes = store.people().amend(&person, &self.fields.draft(corrected, context)?)?;
        changes.extend(context.emptied.apply(store, &PEOPLE, person.id)?);
        if let Some((full, from)) = renamed {
            changes.extend(store.people().rename(&person, &full, from)?);
        }
        let of_work = draft.number.is_some()
            || draft.post.is_some()
            || draft.subject.is_some()
            || draft.hired.is_some()
            || draft.dismissed.is_some()
            || draft.main.is_some()
            || draft.declared.is_some()
            || context.emptied.has_any(&EMPLOYMENTS);
        if of_work {
            let (org, job) = (self.org.as_deref(), self.choice.job.as_deref());
            let sought = JobSought { org, job, day: context.today, is_main_meant: true };
            let stored = match meant(store, &person, sought) {
                Ok(stored) => stored,
                Err(error) => last_ended(store, &person, sought)?.ok_or(error)?,
            };
            draft.org_id = stored.org_id;
            changes.extend(store.staff().amend_employment(&stored, &draft)?);
            changes.extend(context.emptied.apply(store, &EMPLOYMENTS, stored.id)?);
        }
        let mut outcome = changed(&person.name, &changes);
        context.check_day(teaching_since, "начало педагогической деятельности", &mut outcome)?;
        context.check_day(self.effective, "дата новой фамилии", &mut outcome)?;
        context.check_day(draft.hired, "дата приёма", &mut outcome)?;
        context.check_day(draft.dismissed, "дата увольнения", &mut outcome)?;
        Ok(outcome)
    }
}

/// The employment that ended last, if none is open, or the one that is named: a past record is corrected too.
fn last_ended(store: &Store, person: &Person, sought: JobSought<'_>) -> Result<Option<Employment>> {
    let org = sought.org.map(|org| store.orgs().find(org)).transpose()?;
    let mut all = store.staff().employments_of(person.id)?;
    all.retain(|e| org.as_ref().is_none_or(|org| org.id == e.org_id));
    match sought.job {
        Some(job) => {
            all.retain(|e| !e.open_on(sought.day));
            all = jobs_named(&all, job);
        }
        None if all.iter().any(|e| e.open_on(sought.day)) => return Ok(None),
        None => {}
    }
    Ok(all.into_iter().max_by_key(|e| e.dismissed))
}
