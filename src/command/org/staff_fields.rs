//! The options that commands of staff share, and the employment that they mean.

use anyhow::Result;
use clap::Args;

use crate::command::Context;
use crate::domain::{Day, Sex, name, number};
use crate::error::Failure;
use crate::refuse;
use crate::store::Store;
use crate::store::staff::{Employment, Person, PersonDraft};

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

/// The one employment that is meant: open on the day, in the organisation if one is named, else the main one.
pub(super) fn meant(store: &Store, person: &Person, org: Option<&str>, day: Day) -> Result<Employment> {
    let mut open = store.staff().employments_of(person.id)?;
    open.retain(|e| e.open_on(day));
    if let Some(org) = org {
        let org = store.orgs().find(org)?;
        open.retain(|e| e.org_id == org.id);
    }
    if open.len() > 1 && open.iter().filter(|e| e.main).count() == 1 && org.is_none() {
        open.retain(|e| e.main);
    }
    match open.len() {
        1 => Ok(open.remove(0)),
        0 => refuse!(
            "у человека «{}» нет записи о работе{}, действующей на {day}",
            person.name,
            if org.is_some() { " в этой организации" } else { "" }
        ),
        _ => {
            let mut failure = Failure::refused(format!("у человека «{}» на {day} несколько мест работы", person.name));
            for e in open {
                failure = failure.hint(format!("{}: {}, с {}", e.org, e.post, e.hired));
            }
            Err(failure.hint("укажите организацию").into())
        }
    }
}
