//! `org staff`: who works where, as what, from when to when.

use anyhow::Result;
use clap::{Args, Subcommand};

use super::staff_fields::{JobSought, PersonFields, WorkFields, meant};
use super::{
    erased_again, staff_absence, staff_advice, staff_card, staff_consent, staff_edit, staff_erase, staff_import,
    staff_list, staff_merge,
};
use crate::command::person_choice::{JobChoice, person_at};
use crate::command::{Context, Outcome};
use crate::domain::{Day, name};
use crate::refuse;
use crate::store::Store;
use crate::store::staff::{ChangeMode, EmploymentDraft};

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
        after_help = "Примеры:\n  nastavnik org staff add \"Ким Анна\" --org 8 --post тьютор --hired 01.09.2024\n  \
                      nastavnik org staff add 15 --org 3 --post методист --hired 01.09.2024 --side\n\n\
                      Показателям нужны и --born, и --teaching-since; тёзок различают --born и --snils."
    )]
    Add(StaffAdd),
    /// Lists the staff.
    #[command(
        about = "Список сотрудников",
        after_help = "Примеры:\n  nastavnik org staff list --org \"СОШ № 8\"\n  nastavnik org staff list --as-of 31.12.2024 --format excel --output staff.csv"
    )]
    List(staff_list::StaffList),
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
    Edit(staff_edit::StaffEdit),
    /// Transfers somebody from a date.
    #[command(
        about = "Перевести сотрудника с даты",
        after_help = "Примеры:\n  nastavnik org staff transfer Ромашкина --to \"СОШ № 3\" --date 01.09.2025\n  nastavnik org staff transfer 15 --to 8 --date 01.09.2025 --post директор"
    )]
    Transfer(StaffTransfer),
    /// Ends an employment.
    #[command(
        about = "Уволить сотрудника",
        after_help = "Примеры:\n  nastavnik org staff dismiss Ромашкина --date 31.08.2025\n  nastavnik org staff dismiss 15 --org \"СОШ № 8\" --job учитель --date 31.08.2025"
    )]
    Dismiss(StaffDismiss),
    /// Makes two records of one person one.
    #[command(
        about = "Объединить две записи об одном человеке",
        after_help = "Примеры:\n  nastavnik org staff merge 15 121 --dry-run\n  nastavnik org staff merge Ромашкина 121\n\n\
                      Остаётся первая запись: к ней переходят работа, пары, программы, группы и всё остальное от второй.\n\
                      Чего у первой нет, берётся у второй; где они различаются, остаётся сведение первой, и об этом сказано.\n\
                      Имя второй записи становится прежним именем первой. Объединение отменяет nastavnik org undo."
    )]
    Merge(staff_merge::StaffMerge),
    /// Long absences.
    #[command(
        subcommand,
        about = "Длительные отсутствия: отпуск по уходу за ребёнком, военная служба и другие",
        after_help = "Примеры:\n  nastavnik org staff absence add Ромашкина --kind \"отпуск по уходу за ребёнком\" --from 01.03.2025\n  nastavnik org staff absence list\n\n\
                      Отсутствующие остаются в показателях; без них считают прочтения с окончанием «-present»."
    )]
    Absence(staff_absence::AbsenceCommand),
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

/// `org staff add`.
#[derive(Debug, Args)]
pub struct StaffAdd {
    #[arg(
        value_name = "ФИО",
        help = "Фамилия, имя и отчество полностью; кто уже записан — номер или СНИЛС: вторая работа",
        value_parser = name_or_number
    )]
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
    #[command(flatten)]
    choice: JobChoice,
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
    #[command(flatten)]
    choice: JobChoice,
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
            Self::Show(args) => context.read(|store| args.run(store, context)),
            Self::Edit(args) => context.write(|store| args.run(store, context)),
            Self::Transfer(args) => context.write(|store| args.run(store, context)),
            Self::Dismiss(args) => context.write(|store| args.run(store, context)),
            Self::Merge(args) => context.write(|store| args.run(store, context)),
            Self::Absence(command) => command.run(context),
            Self::Consent(args) => context.write(|store| args.run(store, context)),
            Self::Erase(args) => args.run(context),
        }
    }
}

impl StaffAdd {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let org = store.orgs().find(&self.org)?;
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
        let before = store.staff().last_employment()?;
        let full = name::person(&self.name).ok();
        let is_named = full.is_some();
        let person = self.person.draft(full, context)?;
        let hire = if is_named {
            store.staff().hire(&person, &draft, ChangeMode::Unsaid)?
        } else {
            // By a number somebody who is there already is meant, and begins another job.
            store.staff().hire_again(&store.people().find(&self.name)?, &person, &draft)?
        };
        if !hire.new {
            refuse!("такая запись о работе уже есть: человек № {}", hire.person);
        }
        outcome.messages.push(format!(
            "Записан приём на работу: № {} {}, {}",
            hire.person,
            store.people().get(hire.person)?.name,
            org.name
        ));
        outcome.warnings.extend(org.closed_by(self.hired));
        if hire.unknown_post {
            outcome.warnings.push(format!(
                "должности «{}» нет в номенклатуре: педагогическая ли она, неизвестно; укажите --pedagogical да или нет",
                self.post
            ));
        }
        if let Some(double) = hire.double {
            outcome
                .warnings
                .push(format!("у № {double} те же ФИО и дата рождения, но другой СНИЛС: записан другой человек"));
        }
        if hire.several_main {
            outcome.warnings.push(
                "у человека теперь несколько основных мест работы: считается одно, с самой ранней датой приёма, а из начатых \
                 в один день — педагогическое; о работе по совместительству скажите --side"
                    .into(),
            );
        }
        if hire.is_new_person
            && let Some(near) = store.people().near(hire.person, &person, Some(&draft), &|_| true)?
        {
            outcome.warnings.push(format!(
                "похоже на № {} {} ({}); если это один человек: nastavnik org staff merge {} {}",
                near.id,
                near.name,
                near.why.words(),
                near.id,
                hire.person
            ));
        }
        if let Some(namesake) = hire.namesake {
            outcome.warnings.push(format!(
                "есть тёзка № {namesake}: записан другой человек; если это он же: nastavnik org staff merge {namesake} {}",
                hire.person
            ));
        }
        outcome.warnings.extend(erased_again::warnings(store, before)?);
        outcome.warnings.extend(staff_advice::uncounted(store, hire.person, hire.employment)?);
        Ok(outcome)
    }
}

impl StaffTransfer {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let to = store.orgs().find(&self.to)?;
        let last = self.date.previous();
        let (org, job) = (self.from.as_deref(), self.choice.job.as_deref());
        let person = person_at(store, &self.person, org, job, last)?;
        let stored = meant(store, &person, JobSought { org, job, day: last, is_main_meant: true })?;
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
        outcome.warnings.extend(to.closed_by(self.date));
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
        let (org, job) = (self.org.as_deref(), self.choice.job.as_deref());
        let person = person_at(store, &self.person, org, job, self.date)?;
        let stored = meant(store, &person, JobSought { org, job, day: self.date, is_main_meant: false })?;
        let mut outcome = Outcome::default();
        context.check_day(Some(self.date), "дата увольнения", &mut outcome)?;
        if let Some(end) = stored.dismissed {
            refuse!("увольнение уже записано: {}, {end}; исправить дату — org staff edit --dismissed", person.name);
        }
        store.staff().dismiss(stored.id, self.date)?;
        outcome.messages.push(format!("{}: {} ({}) по {}", person.name, stored.org, stored.post, self.date));
        outcome.warnings.extend(staff_advice::left_open(store, &person, &stored, self.date)?);
        Ok(outcome)
    }
}

/// A whole name, or the number by which somebody is known.
fn name_or_number(text: &str) -> Result<String, String> {
    let is_number = |c: char| c.is_ascii_digit() || c == '-' || c == ' ';
    match text.chars().all(is_number) && text.contains(|c: char| c.is_ascii_digit()) {
        true => Ok(text.to_owned()),
        false => name::person(text),
    }
}
