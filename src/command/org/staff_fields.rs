//! The options that commands of staff share, and the employment that they mean.

use anyhow::Result;
use clap::Args;

use crate::command::Context;
use crate::domain::{Day, Sex, name, number};
use crate::error::Failure;
use crate::refuse;
use crate::store::Store;
use crate::store::staff::{Employment, Person, PersonDraft, jobs_named};

/// What `add` and `edit` say of a person.
#[derive(Debug, Args)]
pub(super) struct PersonFields {
    #[arg(long, value_name = "СНИЛС", help = "СНИЛС", value_parser = number::snils)]
    pub(super) snils: Option<String>,
    #[arg(long, value_name = "ПОЛ", help = "Пол: ж или м")]
    pub(super) sex: Option<Sex>,
    #[arg(long, value_name = "ДАТА", help = "Дата рождения")]
    pub(super) born: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Начало педагогической деятельности")]
    pub(super) teaching_since: Option<Day>,
}

/// What `add`, `edit` and `transfer` say of an employment.
#[derive(Debug, Args)]
pub(super) struct WorkFields {
    #[arg(long, value_name = "НОМЕР", help = "Табельный номер")]
    pub(super) number: Option<String>,
    #[arg(long, value_name = "ПРЕДМЕТ", help = "Предмет")]
    pub(super) subject: Option<String>,
    #[arg(long, value_name = "ДА|НЕТ", help = "Педагогический работник; не указано — по номенклатуре должностей", value_parser = yes_or_no)]
    pub(super) pedagogical: Option<bool>,
}

impl PersonFields {
    /// The person as a draft.
    pub(super) fn draft(self, name: Option<String>, context: &Context) -> Result<PersonDraft> {
        if let Some(born) = self.born {
            born.not_after(context.today).map_err(|why| Failure::refused(format!("дата рождения {born}: {why}")))?;
        }
        Ok(PersonDraft {
            snils: self.snils,
            name,
            sex: self.sex,
            born: self.born,
            teaching_since: self.teaching_since,
            ..PersonDraft::default()
        })
    }
}

pub(super) fn yes_or_no(text: &str) -> Result<bool, String> {
    match name::key(text).as_str() {
        "да" => Ok(true),
        "нет" => Ok(false),
        _ => Err("ожидается да или нет".into()),
    }
}

/// Which employment is meant.
#[derive(Clone, Copy)]
pub(super) struct JobSought<'s> {
    /// The organisation as it was typed.
    pub(super) org: Option<&'s str>,
    /// The job as it was typed.
    pub(super) job: Option<&'s str>,
    /// A day of it.
    pub(super) day: Day,
    /// Whether of several the main one is meant, where nothing else is said.
    pub(super) is_main_meant: bool,
}

/// The one employment that is meant.
pub(super) fn meant(store: &Store, person: &Person, sought: JobSought<'_>) -> Result<Employment> {
    let JobSought { org, job, day, is_main_meant } = sought;
    let mut open = store.staff().employments_of(person.id)?;
    open.retain(|e| e.open_on(day));
    if let Some(org) = org {
        let org = store.orgs().find(org)?;
        open.retain(|e| e.org_id == org.id);
    }
    if open.is_empty() {
        refuse!(
            "у человека «{}» нет записи о работе{}, действующей на {day}",
            person.name,
            if org.is_some() { " в этой организации" } else { "" }
        );
    }
    if let Some(job) = job {
        let named = jobs_named(&open, job);
        if named.is_empty() {
            let failure =
                Failure::refused(format!("ни одна работа человека «{}» на {day} не подходит под «{job}»", person.name));
            return Err(open.iter().map(job_told).fold(failure, Failure::hint).into());
        }
        open = named;
    }
    let is_settled = org.is_some() || job.is_some() || !is_main_meant;
    if open.len() > 1 && open.iter().filter(|e| e.main).count() == 1 && !is_settled {
        open.retain(|e| e.main);
    }
    if open.len() > 1 {
        let failure = Failure::refused(format!("у человека «{}» на {day} несколько мест работы", person.name));
        let example = open[0].id;
        let failure = open.iter().map(job_told).fold(failure, Failure::hint);
        return Err(failure.hint(format!("укажите одно из них, например: --job {example}")).into());
    }
    Ok(open.remove(0))
}

/// A job in a list of several: by what it is chosen, and where it is.
fn job_told(e: &Employment) -> String {
    let number = e.number.as_ref().map(|number| format!(", таб. № {number}")).unwrap_or_default();
    let side = if e.main { "" } else { ", не основное место" };
    format!("{:>5}  {}: {}{number}, с {}{side}", e.id, e.org, e.post, e.hired)
}
