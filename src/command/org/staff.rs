//! `org staff`: who works where, as what, from when to when.

use std::rc::Rc;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::register::changed;
use super::{erased_again, staff_card, staff_consent, staff_erase, staff_import};
use crate::command::{Context, Outcome};
use crate::domain::{Day, Secret, Sex, name, number};
use crate::error::Failure;
use crate::refuse;
use crate::report::{Column, List};
use crate::store::Store;
use crate::store::staff::{ChangeMode, Colleague, Employment, EmploymentDraft, Person, PersonDraft};

/// The commands under `org staff`.
#[derive(Debug, Subcommand)]
pub enum StaffCommand {
    /// Imports a school's file.
    #[command(
        about = "Загрузить файлы сотрудников",
        after_help = "Примеры:\n  nastavnik org staff import school-08.csv --dry-run\n  nastavnik org staff import school-08.csv school-09.xlsx\n  \
                      nastavnik org staff import school-08.csv --accept-valid --rejects school-08-errors.csv\n  \
                      nastavnik org staff import school-08.csv --dismiss-absent 31.08.2025 --plan plan.json\n  \
                      nastavnik org staff import --apply plan.json\n  \
                      nastavnik org staff import school-11.xls --map-template map.txt\n  \
                      nastavnik org staff import school-11.xls --map map.txt --sheet \"Сотрудники\"\n  \
                      nastavnik org staff import --template staff.csv\n\n\
                      Загрузка показывает и тех, кто работает в организациях из файлов, но ни в одном файле не назван."
    )]
    Import(staff_import::StaffImportArgs),
    /// Enters somebody.
    #[command(
        about = "Принять сотрудника",
        after_help = "Примеры:\n  nastavnik org staff add \"Ким Анна\" --org 8 --post тьютор --hired 01.09.2024\n\n\
                      Показателям нужны и --born, и --teaching-since; тёзок различают --born и --snils."
    )]
    Add(StaffAdd),
    /// Lists the staff.
    #[command(
        about = "Список сотрудников",
        after_help = "Примеры:\n  nastavnik org staff list --org \"СОШ № 8\"\n  nastavnik org staff list --as-of 31.12.2024 --format excel --output staff.csv"
    )]
    List(StaffList),
    /// Shows a person.
    #[command(
        about = "Карточка человека",
        after_help = "Примеры:\n  nastavnik org staff show Ромашкина\n  nastavnik org staff show 15"
    )]
    Show(staff_card::StaffShow),
    /// Corrects a person or an employment.
    #[command(
        about = "Исправить сведения о сотруднике",
        after_help = "Примеры:\n  nastavnik org staff edit Ромашкина --born 12.05.1999\n  nastavnik org staff edit 15 --org \"СОШ № 8\" --subject химия\n  \
                      nastavnik org staff edit 15 --name \"Ким Анна Ильинична\" --effective 01.09.2025\n\n\
                      С --effective новая фамилия — событие, и прежняя сохраняется; без него — исправление ошибки."
    )]
    Edit(StaffEdit),
    /// Transfers somebody from a date.
    #[command(
        about = "Перевести сотрудника с даты",
        after_help = "Примеры:\n  nastavnik org staff transfer Ромашкина --to \"СОШ № 3\" --date 01.09.2025\n  nastavnik org staff transfer 15 --to 8 --date 01.09.2025 --post директор"
    )]
    Transfer(StaffTransfer),
    /// Ends an employment.
    #[command(
        about = "Уволить сотрудника",
        after_help = "Примеры:\n  nastavnik org staff dismiss Ромашкина --date 31.08.2025\n  nastavnik org staff dismiss 15 --org \"СОШ № 8\" --date 31.08.2025"
    )]
    Dismiss(StaffDismiss),
    /// Enters a consent or its withdrawal.
    #[command(
        about = "Записать согласие на обработку персональных данных или его отзыв",
        after_help = "Примеры:\n  nastavnik org staff consent Ромашкина --given 01.09.2024\n  nastavnik org staff consent 15 --withdrawn 20.01.2026\n\n\
                      Согласия человека показывает его карточка. Ошибку в дате исправляет отмена: nastavnik org undo."
    )]
    Consent(staff_consent::StaffConsent),
    /// Destroys a person's data.
    #[command(
        about = "Удалить персональные данные человека без возможности отмены",
        after_help = "Примеры:\n  nastavnik org staff erase Ромашкина --basis \"отзыв согласия от 20.01.2026\"\n  nastavnik org staff erase 15 --yes\n  nastavnik org staff erase 15 --everywhere\n\n\
                      Показатели за прошлые даты не меняются: записи человека остаются без имени.\n\
                      Повтор команды для того же номера заново переписывает файл базы.\n\
                      Загрузка старого файла с этим человеком запишет его заново как нового, с предупреждением."
    )]
    Erase(staff_erase::StaffErase),
}

/// What `add` and `edit` say of a person.
#[derive(Debug, Args)]
struct PersonFields {
    #[arg(long, value_name = "СНИЛС", help = "СНИЛС", value_parser = number::snils)]
    snils: Option<String>,
    #[arg(long, value_name = "ПОЛ", help = "Пол: ж или м")]
    sex: Option<Sex>,
    #[arg(long, value_name = "ДАТА", help = "Дата рождения")]
    born: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Начало педагогической деятельности")]
    teaching_since: Option<Day>,
}

/// What `add`, `edit` and `transfer` say of an employment.
#[derive(Debug, Args)]
struct WorkFields {
    #[arg(long, value_name = "НОМЕР", help = "Табельный номер")]
    number: Option<String>,
    #[arg(long, value_name = "ПРЕДМЕТ", help = "Предмет")]
    subject: Option<String>,
    #[arg(long, value_name = "ДА|НЕТ", help = "Педагогический работник; не указано — по номенклатуре должностей", value_parser = yes_or_no)]
    pedagogical: Option<bool>,
}

/// `org staff add`.
#[derive(Debug, Args)]
pub struct StaffAdd {
    #[arg(value_name = "ФИО", help = "Фамилия, имя и отчество полностью", value_parser = name::person)]
    name: String,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Номер, ИНН или часть наименования")]
    org: String,
    #[arg(long, value_name = "ДОЛЖНОСТЬ", help = "Должность")]
    post: String,
    #[arg(long, value_name = "ДАТА", help = "Дата приёма")]
    hired: Day,
    #[arg(long, help = "Место работы не основное (совместительство)")]
    side: bool,
    #[command(flatten)]
    person: PersonFields,
    #[command(flatten)]
    work: WorkFields,
}

/// `org staff list`.
#[derive(Debug, Args)]
pub struct StaffList {
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Только этой организации")]
    org: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Работающие на дату; по умолчанию на сегодня")]
    as_of: Option<Day>,
    #[arg(long, help = "Все записи о работе, и прошлые")]
    all: bool,
}

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

/// `org staff transfer`.
#[derive(Debug, Args)]
pub struct StaffTransfer {
    #[arg(value_name = "ЧЕЛОВЕК", help = "Номер, СНИЛС или часть имени")]
    person: String,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Куда")]
    to: String,
    #[arg(long, value_name = "ДАТА", help = "Первый день на новом месте")]
    date: Day,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Откуда, если мест работы несколько; по умолчанию с основного")]
    from: Option<String>,
    #[arg(long, value_name = "ДОЛЖНОСТЬ", help = "Новая должность; по умолчанию прежняя")]
    post: Option<String>,
    #[command(flatten)]
    work: WorkFields,
}

/// `org staff dismiss`.
#[derive(Debug, Args)]
pub struct StaffDismiss {
    #[arg(value_name = "ЧЕЛОВЕК", help = "Номер, СНИЛС или часть имени")]
    person: String,
    #[arg(long, value_name = "ДАТА", help = "Последний день работы")]
    date: Day,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Откуда, если мест работы несколько")]
    org: Option<String>,
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    match name::key(text).as_str() {
        "да" => Ok(true),
        "нет" => Ok(false),
        _ => Err("ожидается да или нет".into()),
    }
}

impl StaffCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.run(context),
            Self::Add(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
            Self::Show(args) => context.read(|store| args.run(store)),
            Self::Edit(args) => context.write(|store| args.run(store, context)),
            Self::Transfer(args) => context.write(|store| args.run(store, context)),
            Self::Dismiss(args) => context.write(|store| args.run(store, context)),
            Self::Consent(args) => context.write(|store| args.run(store, context)),
            Self::Erase(args) => args.run(context),
        }
    }
}

impl PersonFields {
    fn draft(self, name: Option<String>, context: &Context) -> Result<PersonDraft> {
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

impl StaffAdd {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let org = store.find_org(&self.org)?;
        let mut outcome = Outcome::default();
        context.check_day(Some(self.hired), "дата приёма", &mut outcome)?;
        context.check_day(self.person.teaching_since, "начало педагогической деятельности", &mut outcome)?;
        let draft = EmploymentDraft {
            org_id: org.id,
            number: self.work.number,
            post: Some(name::tidy(&self.post)),
            subject: self.work.subject,
            hired: Some(self.hired),
            dismissed: None,
            main: Some(!self.side),
            declared: self.work.pedagogical,
        };
        let person = self.person.draft(Some(self.name), context)?;
        let before = store.staff().last_employment()?;
        let hire = store.staff().hire(&person, &draft, ChangeMode::Unsaid)?;
        if !hire.new {
            refuse!("такая запись о работе уже есть: человек № {}", hire.person);
        }
        outcome.messages.push(format!(
            "Записан приём на работу: № {} {}, {}",
            hire.person,
            store.people().get(hire.person)?.name,
            org.name
        ));
        if hire.unknown_post {
            outcome.warnings.push(format!(
                "должности «{}» нет в номенклатуре: педагогическая ли она, неизвестно; укажите --pedagogical да или нет",
                self.post
            ));
        }
        if let Some(namesake) = hire.namesake {
            outcome
                .warnings
                .push(format!("есть тёзка № {namesake}: записан другой человек; если это он же, укажите СНИЛС"));
        }
        outcome.warnings.extend(erased_again::warnings(store, before)?);
        Ok(outcome)
    }
}

impl StaffList {
    fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let org = self.org.as_deref().map(|org| store.find_org(org)).transpose()?.map(|org| org.id);
        let day = self.as_of.unwrap_or(context.today);
        let when = if self.all { "за всё время".into() } else { format!("на {day}") };
        let dismissed = if self.all { "Уволен" } else { "Дата увольнения" };
        let columns = [
            Column::both("org", "Организация", |s: &Colleague| (&s.org).into()),
            Column::both("person", "№", |s| s.who.id.into()),
            Column::both("name", "ФИО", |s| (&s.who).into()),
            Column::both("post", "Должность", |s| (&s.post).into()),
            Column::both("hired", "Дата приёма", |s| s.hired.into()),
            Column::both_if(self.all, "dismissed", dismissed, |s| s.dismissed.into()),
            Column::data("main", "Основное место работы", |s| s.main.into()),
            Column::data("pedagogical", "Педагогическая должность", |s| s.pedagogical.into()),
            Column::data("number", "Табельный номер", |s| Secret(&s.number).into()),
            Column::data("snils", "СНИЛС", |s| s.snils.as_deref().map(number::snils_shown).into()),
            Column::data("sex", "Пол", |s| s.sex.into()),
            Column::data("born", "Дата рождения", |s| Secret(s.born).into()),
            Column::data("subject", "Предмет", |s| (&s.subject).into()),
            Column::data("teaching_since", "Начало педагогической деятельности", |s| {
                s.teaching_since.into()
            }),
            Column::data("org_inn", "ИНН организации", |s| (&s.org_inn).into()),
            Column::data("mentor", "В реестре наставников", |s| s.mentor.into()),
            Column::data("teaching_spread", "Точность начала, мес.", |s| s.teaching_spread.into()),
            Column::data("declared", "Педагогический работник", |s| s.declared.into()),
        ];
        let list = List::new(format!("Сотрудники {when}: записей о работе"), columns).counted().grouped();
        let (store, day) = (Rc::clone(store), (!self.all).then_some(day));
        Ok(Outcome::report(list.walked(move |row| store.staff().each(org, day, row))))
    }
}

/// The one employment that is meant: open on the day, in the organisation if one is named, else the main one.
fn meant(store: &Store, person: &Person, org: Option<&str>, day: Day) -> Result<Employment> {
    let mut open = store.staff().employments_of(person.id)?;
    open.retain(|e| e.open_on(day));
    if let Some(org) = org {
        let org = store.find_org(org)?;
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

/// The employment that ended last, if none is open: a past record is corrected too.
fn last_ended(store: &Store, person: &Person, org: Option<&str>, day: Day) -> Result<Option<Employment>> {
    let org = org.map(|org| store.find_org(org)).transpose()?;
    let mut all = store.staff().employments_of(person.id)?;
    all.retain(|e| org.as_ref().is_none_or(|org| org.id == e.org_id));
    if all.iter().any(|e| e.open_on(day)) {
        return Ok(None);
    }
    Ok(all.into_iter().max_by_key(|e| e.dismissed))
}

impl StaffEdit {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let person = store.people().find(&self.person)?;
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
        if let Some((full, from)) = renamed {
            changes.extend(store.people().rename(&person, &full, from)?);
        }
        let of_work = draft.number.is_some()
            || draft.post.is_some()
            || draft.subject.is_some()
            || draft.hired.is_some()
            || draft.dismissed.is_some()
            || draft.main.is_some()
            || draft.declared.is_some();
        if of_work {
            let stored = match meant(store, &person, self.org.as_deref(), context.today) {
                Ok(stored) => stored,
                Err(error) => last_ended(store, &person, self.org.as_deref(), context.today)?.ok_or(error)?,
            };
            draft.org_id = stored.org_id;
            changes.extend(store.staff().amend_employment(&stored, &draft)?);
        }
        let mut outcome = changed(&person.name, &changes);
        context.check_day(teaching_since, "начало педагогической деятельности", &mut outcome)?;
        context.check_day(self.effective, "дата новой фамилии", &mut outcome)?;
        context.check_day(draft.hired, "дата приёма", &mut outcome)?;
        context.check_day(draft.dismissed, "дата увольнения", &mut outcome)?;
        Ok(outcome)
    }
}

impl StaffTransfer {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let person = store.people().find(&self.person)?;
        let to = store.find_org(&self.to)?;
        let last = self.date.previous();
        let stored = meant(store, &person, self.from.as_deref(), last)?;
        let mut outcome = Outcome::default();
        context.check_day(Some(self.date), "дата перевода", &mut outcome)?;
        if let Some(end) = stored.dismissed.filter(|end| *end != last) {
            refuse!("запись о работе уже закрыта {end}: исправьте её командой org staff edit");
        }
        let same = to.id == stored.org_id;
        let post = self.post.map_or_else(|| stored.post.clone(), |post| name::tidy(&post));
        if same
            && name::key(&post) == name::key(&stored.post)
            && self.work.number.is_none()
            && self.work.subject.is_none()
        {
            refuse!("перевод ничего не меняет: та же организация и та же должность");
        }
        store.staff().dismiss(stored.id, last)?;
        let draft = EmploymentDraft {
            org_id: to.id,
            number: self.work.number.or_else(|| stored.number.clone().filter(|_| same)),
            declared: self.work.pedagogical.or(stored.declared.filter(|_| name::key(&post) == name::key(&stored.post))),
            post: Some(post),
            subject: self.work.subject.or_else(|| stored.subject.clone()),
            hired: Some(self.date),
            dismissed: None,
            main: Some(stored.main),
        };
        store.staff().add_employment(person.id, &draft)?;
        outcome.messages.push(format!(
            "{}: {} ({}) по {last} → {} ({}) с {}",
            person.name,
            stored.org,
            stored.post,
            to.name,
            draft.post.unwrap_or_default(),
            self.date
        ));
        Ok(outcome)
    }
}

impl StaffDismiss {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let person = store.people().find(&self.person)?;
        let stored = meant(store, &person, self.org.as_deref(), self.date)?;
        let mut outcome = Outcome::default();
        context.check_day(Some(self.date), "дата увольнения", &mut outcome)?;
        if let Some(end) = stored.dismissed {
            refuse!("увольнение уже записано: {}, {end}; исправить дату — org staff edit --dismissed", person.name);
        }
        store.staff().dismiss(stored.id, self.date)?;
        outcome.messages.push(format!("{}: {} ({}) по {}", person.name, stored.org, stored.post, self.date));
        if store.registrations(person.id)?.iter().any(|m| m.open_on(self.date.next())) {
            outcome.warnings.push("человек остаётся в реестре наставников: исключить — nastavnik mentor retire".into());
        }
        Ok(outcome)
    }
}
