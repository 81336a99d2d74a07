//! `org needs`: who needs a mentor, as the curator of each organisation lists them (nozhay-yurt 6.5.2.1).

use std::rc::Rc;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::needs_card::NeedsShow;
use super::needs_confirm::NeedsConfirm;
use super::needs_propose::NeedsPropose;
use super::register::changed;
use crate::command::person_choice::{JobChoice, person_at};
use crate::command::{
    Context, FileArgs, ImportCommand, Outcome, SchoolImport, SimpleImport, TemplateSchool, field_column,
};
use crate::domain::{Day, NeedReason, Secret, number};
use crate::error::Failure;
use crate::intake::mentor_needs;
use crate::refuse;
use crate::register::mentor_need::{self, NEEDS};
use crate::register::person;
use crate::report::{Column, List};
use crate::store::Store;
use crate::store::mentor_need::{MentorNeed, MentorNeedDraft};

/// The commands under `org needs`.
#[derive(Debug, Subcommand)]
pub enum NeedsCommand {
    /// Imports lists.
    #[command(
        about = "Загрузить перечень нуждающихся в наставнике",
        after_help = "Примеры:\n  nastavnik org needs import needs.csv --dry-run\n  nastavnik org needs import needs.csv"
    )]
    Import(NeedsImport),
    /// Enters somebody.
    #[command(
        about = "Включить в перечень",
        after_help = "Примеры:\n  nastavnik org needs add Васильков --need \"молодой специалист\" --date 01.09.2025\n  \
                      nastavnik org needs add 15 --org 3 --need дефициты --subject химия --date 01.09.2025"
    )]
    Add(NeedsAdd),
    /// Lists them.
    #[command(
        about = "Перечень нуждающихся в наставнике",
        after_help = "Примеры:\n  nastavnik org needs list --without-mentor\n  nastavnik org needs list --all --format excel --output needs.csv"
    )]
    List(NeedsList),
    /// Shows one.
    #[command(
        about = "Карточка записи перечня",
        after_help = "Примеры:\n  nastavnik org needs show 3\n  nastavnik org needs show 3 --format json"
    )]
    Show(NeedsShow),
    /// Corrects one.
    #[command(
        about = "Исправить запись перечня",
        after_help = "Примеры:\n  nastavnik org needs edit 3 --need \"после перерыва\"\n  nastavnik org needs edit 3 --subject физика --date 01.09.2025\n\n\
                      Номера записей: nastavnik org needs list. Это исправление ошибок: снимает с перечня nastavnik org needs close."
    )]
    Edit(NeedsEdit),
    /// Takes somebody off the list.
    #[command(
        about = "Снять с перечня: наставник больше не нужен",
        after_help = "Примеры:\n  nastavnik org needs close Васильков --date 31.05.2026\n  nastavnik org needs close 15 --org \"СОШ № 8\" --date 31.05.2026"
    )]
    Close(NeedsClose),
    /// Confirms a list.
    #[command(
        about = "Подтвердить, что перечень организации верен на дату; без параметров — какие подтверждены",
        after_help = "Перечень подтверждают не реже одного раза в год (Ножай-Юрт, п. 6.5.2.1), и пустой тоже.\n\n\
                      Примеры:\n  nastavnik org needs confirm --org \"СОШ № 8\" --date 01.09.2025\n  nastavnik org needs confirm"
    )]
    Confirm(NeedsConfirm),
    /// Proposes novices and newcomers.
    #[command(
        about = "Предложить в перечень молодых специалистов и недавно принятых, у которых нет наставника",
        after_help = "Предлагаются педагогические работники по основному месту работы: молодые специалисты (стаж меньше трёх лет)\n\
                      и те, кто принят на это место меньше года назад. Не предлагается тот, у кого есть действующая пара, кто уже\n\
                      в перечне, кто отсутствует (отпуск, служба) и кого после приёма на это место с перечня по той же причине сняли.\n\n\
                      Примеры:\n  nastavnik org needs propose\n  nastavnik org needs propose --org \"СОШ № 8\" --create"
    )]
    Propose(NeedsPropose),
}

/// `org needs import`.
#[derive(Debug, Args)]
pub struct NeedsImport {
    #[command(flatten)]
    file: FileArgs,
}

/// `org needs add`.
#[derive(Debug, Args)]
pub struct NeedsAdd {
    #[arg(value_name = "ЧЕЛОВЕК", help = "Номер, СНИЛС или часть имени")]
    person: String,
    #[arg(
        long,
        value_name = "ОРГАНИЗАЦИЯ",
        help = "Чей перечень, если не основного места работы; из тёзок — кто там работает"
    )]
    org: Option<String>,
    #[command(flatten)]
    choice: JobChoice,
    #[command(flatten)]
    told: NeedFields,
}

/// `org needs edit`.
#[derive(Debug, Args)]
pub struct NeedsEdit {
    #[arg(value_name = "НОМЕР", help = "Номер записи перечня")]
    id: i64,
    #[arg(long, value_name = "ПРИЧИНА", help = "Почему нужен наставник")]
    need: Option<NeedReason>,
    #[arg(long, value_name = "ДАТА", help = "Первый день в перечне")]
    date: Option<Day>,
    #[arg(long, value_name = "ПРЕДМЕТ", help = "В чём нужна помощь")]
    subject: Option<String>,
    #[arg(long, value_name = "ДА|НЕТ", help = "Нужен ли наставник моложе", value_parser = super::staff_fields::yes_or_no)]
    reverse: Option<bool>,
    #[arg(long, value_name = "ДАТА", help = "Последний день в перечне, если он записан с ошибкой")]
    removed: Option<Day>,
}

/// What is said of a new entry of a list.
#[derive(Debug, Args)]
pub struct NeedFields {
    #[arg(
        long,
        value_name = "ПРИЧИНА",
        help = "Молодой специалист, новое место или должность, после перерыва, профессиональные дефициты, собственное желание"
    )]
    need: NeedReason,
    #[arg(long, value_name = "ДАТА", help = "Первый день в перечне")]
    date: Day,
    #[arg(long, value_name = "ПРЕДМЕТ", help = "В чём нужна помощь; не указан — предмет, который человек ведёт")]
    subject: Option<String>,
    #[arg(long, value_name = "ДА|НЕТ", help = "Нужен ли наставник моложе: реверсивная пара", value_parser = super::staff_fields::yes_or_no)]
    reverse: Option<bool>,
}

/// `org needs close`.
#[derive(Debug, Args)]
pub struct NeedsClose {
    #[arg(value_name = "ЧЕЛОВЕК", help = "Номер, СНИЛС или часть имени")]
    person: String,
    #[arg(
        long,
        value_name = "ОРГАНИЗАЦИЯ",
        help = "Чей перечень, если человек в нескольких; из тёзок — кто там работает"
    )]
    org: Option<String>,
    #[command(flatten)]
    choice: JobChoice,
    #[arg(long, value_name = "ДАТА", help = "Последний день в перечне")]
    date: Day,
}

/// `org needs list`.
#[derive(Debug, Args)]
pub struct NeedsList {
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Только этой организации")]
    org: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "На какую дату; по умолчанию на сегодня")]
    as_of: Option<Day>,
    #[arg(long, help = "Вместе со снятыми с перечня")]
    all: bool,
    #[arg(long, help = "Только те, у кого на эту дату нет действующей пары")]
    without_mentor: bool,
    #[arg(skip)]
    school: Option<Rc<TemplateSchool>>,
}

impl NeedsCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.file.run(context, import_of_needs()),
            Self::Add(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
            Self::Show(args) => context.read(|store| args.run(store, context)),
            Self::Edit(args) => context.write(|store| args.run(store, context)),
            Self::Close(args) => context.write(|store| args.run(store, context)),
            Self::Confirm(args) => args.run(context),
            Self::Propose(args) => args.run(context),
        }
    }
}

/// The import of lists.
pub fn import_of_needs() -> impl ImportCommand {
    let import = SimpleImport { command: "org needs import", importer: mentor_needs::IMPORTER };
    let known = |store: &_, context: &_, school: &_| NeedsList::of_school(school).run(store, context);
    SchoolImport { import, known }
}

impl NeedsAdd {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let NeedFields { need, date, subject, reverse } = self.told;
        let person = person_at(store, &self.person, self.org.as_deref(), self.choice.job.as_deref(), date)?;
        let org = match &self.org {
            Some(org) => store.orgs().find(org)?,
            None => store.orgs().of_id(store.mentor_needs().list_of(&person, date)?)?,
        };
        let mut outcome = Outcome::default();
        context.check_day(Some(date), "дата включения в перечень", &mut outcome)?;
        let same = store.mentor_needs().of_person(person.id, context.today)?;
        if let Some(same) = same.iter().find(|same| same.org_id == org.id && same.dated == date) {
            refuse!("в перечне с {date} уже записано: № {}, {}, {}", same.id, person.name, same.reason);
        }
        let draft = MentorNeedDraft { reason: Some(need), dated: Some(date), subject, reverse, removed: None };
        let put = store.mentor_needs().put(org.id, person.id, &draft)?;
        outcome.messages.push(format!(
            "Записано в перечень нуждающихся в наставнике № {}: {}, {need}, с {date} ({})",
            put.id, person.name, org.name
        ));
        let jobs = store.staff().employments_of(person.id)?;
        if !jobs.iter().any(|job| job.org_id == org.id && job.open_on(date)) {
            outcome.warnings.push(format!(
                "на {date} у человека «{}» нет записи о работе в этой организации: {}",
                person.name, org.name
            ));
        }
        outcome.warnings.extend(org.closed_by(date));
        Ok(outcome)
    }
}

impl NeedsEdit {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let draft = MentorNeedDraft {
            reason: self.need,
            dated: self.date,
            subject: self.subject,
            reverse: self.reverse,
            removed: self.removed,
        };
        if draft == MentorNeedDraft::default() && context.emptied.is_empty() {
            return Err(Failure::usage("не указано, что исправить").into());
        }
        let mut outcome = Outcome::default();
        context.check_day(draft.dated, "дата включения в перечень", &mut outcome)?;
        context.check_day(draft.removed, "дата снятия с перечня", &mut outcome)?;
        let need = store.mentor_needs().get(self.id, context.today)?;
        // An end is put right here; it is set by a command of its own.
        if draft.removed.is_some() && need.removed.is_none() {
            refuse!("{} в перечне: снимает с него nastavnik org needs close", need.who.name);
        }
        let mut changes = store.mentor_needs().amend(&need, &draft)?;
        changes.extend(context.emptied.apply(store, &NEEDS, need.id)?);
        outcome.messages = changed(&need.who.name, &changes).messages;
        Ok(outcome)
    }
}

impl NeedsClose {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let person = person_at(store, &self.person, self.org.as_deref(), self.choice.job.as_deref(), self.date)?;
        let org = self.org.as_deref().map(|org| store.orgs().find(org)).transpose()?;
        let mut outcome = Outcome::default();
        context.check_day(Some(self.date), "дата снятия с перечня", &mut outcome)?;
        let need = store.mentor_needs().open_need(&person, org.map(|org| org.id), context.today)?;
        let draft = MentorNeedDraft { removed: Some(self.date), ..MentorNeedDraft::default() };
        store.mentor_needs().amend(&need, &draft)?;
        outcome.messages.push(format!("Последний день в перечне — {}: № {}, {}", self.date, need.id, person.name));
        Ok(outcome)
    }
}

impl NeedsList {
    fn of_school(school: &Rc<TemplateSchool>) -> Self {
        Self { org: None, as_of: None, all: false, without_mentor: false, school: Some(Rc::clone(school)) }
    }

    fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let org = self.org.as_deref().map(|org| store.orgs().find(org)).transpose()?.map(|org| org.id);
        let day = self.as_of.unwrap_or(context.today);
        let when = if self.all { "за всё время".into() } else { format!("на {day}") };
        let what = if self.without_mentor {
            "Нужен наставник, а пары нет"
        } else {
            "Нужен наставник"
        };
        let columns = [
            Column::both("id", "№", |n: &MentorNeed| n.id.into()),
            Column::data("person", "№ человека", |n| n.who.id.into()),
            field_column::both(person::NAME, |n| (&n.who).into()),
            field_column::both(mentor_need::ORG, |n| (&n.org).into()),
            field_column::both(mentor_need::REASON, |n| n.reason.into()),
            field_column::both(mentor_need::DATED, |n| n.dated.into()),
            field_column::data(mentor_need::SUBJECT, |n| (&n.subject).into()),
            field_column::data(mentor_need::REVERSE, |n| n.reverse.into()),
            field_column::both_if(self.all, mentor_need::REMOVED, |n| n.removed.into()),
            Column::both("mentored", "Есть действующая пара", |n| n.is_mentored.into()),
            field_column::data(person::SNILS, |n| n.snils.as_deref().map(number::snils_shown).into()),
            field_column::data(person::BORN, |n| Secret(n.born).into()),
            Column::data("org_inn", "ИНН организации", |n| (&n.org_inn).into()),
        ];
        let store = Rc::clone(store);
        Ok(Outcome::report(List::new(format!("{what} {when}:"), columns).counted().walked(move |row| {
            store.mentor_needs().each(day, self.all, &mut |need| {
                let is_listed = (self.all || need.open_on(day))
                    && org.is_none_or(|org| need.org_id == org)
                    && !(self.without_mentor && need.is_mentored)
                    && self.school.as_ref().is_none_or(|school| school.org.id == need.org_id);
                if is_listed { row(need) } else { Ok(()) }
            })
        })))
    }
}
