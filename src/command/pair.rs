//! `pair`: mentors with their mentees, and the orders that fix them (nozhay-yurt 2.7, 4, 5.2).

mod agreement;
mod by_form;
mod card;
mod create;
mod decided_list;
mod despite;
mod edit;
mod fields;
mod handover;
mod import;
mod list;
mod meet;
mod meet_list;
mod meeting_log;
mod papers;
pub(super) mod print;
mod release;
mod renew;
mod stay;
mod suggest;
mod tutor;

use anyhow::Result;
use clap::{Args, Subcommand};

pub(super) use agreement::import_of_agreements;
pub(super) use release::import_of_releases;

use super::{Context, Outcome, field_column};
use crate::domain::{Day, PairEnding, name};
use crate::refuse;
use crate::register::form;
use crate::report::List;
use crate::store::Store;
use crate::store::form as pair_form;
use crate::store::pair::PairDraft;
pub(super) use import::import_of_pairs;
pub(super) use meet::import_of_meetings;
pub(super) use tutor::{import_of_tutors, tutored_on_card};

/// The commands under `pair`.
#[derive(Debug, Subcommand)]
pub enum PairCommand {
    /// Imports pairs.
    #[command(
        about = "Загрузить файл пар и групп",
        after_help = "Примеры:\n  nastavnik pair import pairs.csv --dry-run\n  nastavnik pair import pairs.csv"
    )]
    Import(import::PairImportArgs),
    /// Enters a pair.
    #[command(
        about = "Записать пару или группу",
        after_help = "Примеры:\n  nastavnik pair create --mentor Ромашкина --mentee Васильков --form \"педагог–педагог\"\n  nastavnik pair create --mentor 15 --mentee 16 --mentee 17 --kind \"в группе\"\n\n\
                      Руководитель, который наставляет как успешный предметник, — это форма «педагог – педагог» (Ножай-Юрт, п. 4.4).\n\
                      «Работодатель – студент – ученик» — две пары этой формы: работодателя со студентом и студента с учеником."
    )]
    Create(create::PairCreate),
    /// Lists the pairs.
    #[command(
        about = "Список пар и групп",
        after_help = "Примеры:\n  nastavnik pair list\n  nastavnik pair list --all --by-mentee --format excel --output pairs.csv\n  \
                      nastavnik pair list --renewed --output продлены.xlsx\n  nastavnik pair list --overruled --all"
    )]
    List(list::PairList),
    /// Shows a pair.
    #[command(
        about = "Карточка пары",
        after_help = "Примеры:\n  nastavnik pair show 12\n  nastavnik pair show 12 --format json"
    )]
    Show(card::PairShow),
    /// A mentee comes.
    #[command(
        about = "Включить наставляемого или тьютора в пару или группу, которая уже есть",
        after_help = "Примеры:\n  nastavnik pair join 12 Василькова --date 10.12.2024 --order-number 20 --order-date 10.12.2024\n  nastavnik pair join 12 17 --date 10.12.2024 --consent 09.12.2024\n  \
                      nastavnik pair join 12 Ландыш --as тьютор --date 01.10.2024\n\n\
                      Тьютор — рядом с наставником: выявляет потребности наставляемого, сопровождает его маршрут (Ножай-Юрт, п. 5.2, 5.4)."
    )]
    Join(stay::PairJoin),
    /// A mentee goes.
    #[command(
        about = "Записать выход наставляемого или тьютора из пары; для остальных она продолжается",
        after_help = "Примеры:\n  nastavnik pair leave 12 Васильков --date 31.05.2025 --reason \"перевод в другую школу\"\n  nastavnik pair leave 12 Ландыш --as тьютор --date 31.05.2025"
    )]
    Leave(stay::PairLeave),
    /// Corrects a pair.
    #[command(
        about = "Исправить пару или сведения о её наставляемом",
        after_help = "Примеры:\n  nastavnik pair edit 12 --order-number 15-ОД --order-date 01.09.2024\n  nastavnik pair edit 12 --mentee Васильков --mentee-consent 30.08.2024"
    )]
    Edit(edit::PairEdit),
    /// Ends a pair.
    #[command(
        about = "Прекратить пару",
        after_help = "Примеры:\n  nastavnik pair close 12 --date 31.05.2025 --ending выполнена\n  nastavnik pair close 13 --date 31.03.2025 --ending \"по уведомлению\" --notice 25.03.2025"
    )]
    Close(PairClose),
    /// Takes back the end of a pair.
    #[command(
        about = "Отменить прекращение пары: она продолжается",
        after_help = "Примеры:\n  nastavnik pair reopen 12\n  nastavnik pair reopen 13"
    )]
    Reopen(PairReopen),
    /// Another mentor takes over.
    #[command(
        about = "Передать пару другому наставнику: прежняя прекращается накануне, история остаётся",
        after_help = "Примеры:\n  nastavnik pair handover 12 --to Ромашкина --date 01.12.2024\n  \
                      nastavnik pair handover 12 --to 15 --date 01.12.2024 --order-number 40 --order-date 29.11.2024\n\n\
                      С наставляемыми переходят их программы, тьютор и встречи, назначенные графиком."
    )]
    Handover(handover::PairHandover),
    /// One order prolongs pairs.
    #[command(
        about = "Продлить пары на следующий учебный год одним приказом",
        after_help = "Примеры:\n  nastavnik pair renew 12 13 --until 31.05.2026 --order-number 40 --order-date 01.09.2025\n  \
                      nastavnik pair renew --org 8 --until 31.05.2026 --order-number 40 --order-date 01.09.2025\n\n\
                      Пара остаётся той же; на прошлые даты её срок остаётся прежним."
    )]
    Renew(renew::PairRenew),
    /// Meetings.
    #[command(
        subcommand,
        about = "Встречи пары: журнал и график (Ножай-Юрт, п. 4.6)",
        after_help = "Примеры:\n  nastavnik pair meet add 12 --date 12.10.2024 --topic \"рабочая программа\"\n  nastavnik pair meet list 12"
    )]
    Meet(meet::MeetCommand),
    /// Agreements with mentors.
    #[command(
        subcommand,
        about = "Дополнительные соглашения с наставниками или основания, по которым они не требуются",
        after_help = "Примеры:\n  nastavnik pair agreement list\n  nastavnik pair agreement add 12 --number 7 --date 30.08.2024"
    )]
    Agreement(agreement::AgreementCommand),
    /// Proposes mentors.
    #[command(
        about = "Предложить наставника каждому, кто в перечне нуждающихся и без пары",
        after_help = "Наставники — педагоги реестра, которые работают и не отсутствуют; места каждого — его предельное число наставляемых\n\
                      без тех, кто у него уже есть (пары без приказа тоже). Сначала находят наставника возможно большему числу людей,\n\
                      затем сумма баллов по всем вместе — наибольшая. Баллы: тот же предмет 40, та же организация 30 (иначе тот же\n\
                      муниципалитет 10), та же должность 20, прежний наставник 15, стаж больше на три года 10; каждый наставляемый,\n\
                      который уже есть, отнимает 4. Просит перечень о реверсивной паре — предлагаются только те, кто моложе. Из равных\n\
                      возможностей берётся та, что раньше по алфавиту. Без --create ничего не записывается.\n\n\
                      Примеры:\n  nastavnik pair suggest\n  nastavnik pair suggest --org \"СОШ № 8\" --output кого-предложить.xlsx\n  nastavnik pair suggest --create"
    )]
    Suggest(suggest::PairSuggest),
    /// Releases from duties.
    #[command(
        subcommand,
        about = "Освобождение участников пары от обязанностей решением руководителя",
        after_help = "Примеры:\n  nastavnik pair release list\n  nastavnik pair release add 12 16 --date 10.02.2025 --from 12.02.2025 --substitute Ландыш"
    )]
    Release(release::ReleaseCommand),
    /// Tutors.
    #[command(
        subcommand,
        about = "Тьюторы пар: список, исправление, загрузка (Ножай-Юрт, п. 5.2)",
        after_help = "Примеры:\n  nastavnik pair tutor list\n  nastavnik pair tutor edit 3 --joined 01.10.2024"
    )]
    Tutor(tutor::TutorCommand),
    /// Papers.
    #[command(
        subcommand,
        about = "Напечатать: приказ о закреплении пар, согласия участников, соглашения с наставниками, освобождения",
        after_help = "Примеры:\n  nastavnik pair print order --org \"СОШ № 8\" --output приказ.docx\n  nastavnik pair print consent 12 --output согласия.docx"
    )]
    Print(print::PairPrint),
    /// Lists the forms, or enters one.
    #[command(
        about = "Формы наставничества: список, или записать свою форму",
        after_help = "Примеры:\n  nastavnik pair form\n  nastavnik pair form \"ветеран – молодой педагог\" --mentor-outside"
    )]
    Form(PairFormArgs),
}

/// `pair close`.
#[derive(Debug, Args)]
pub struct PairClose {
    #[arg(value_name = "НОМЕР", help = "Номер пары")]
    number: String,
    #[arg(long, value_name = "ДАТА", help = "Последний день")]
    date: Day,
    #[arg(
        long,
        value_name = "ВИД",
        help = "Вид прекращения: выполнена, наставник выбыл, наставляемый выбыл, по желанию, по уведомлению, замена наставника"
    )]
    ending: Option<PairEnding>,
    #[arg(
        long,
        value_name = "ДАТА",
        help = "Дата письменного уведомления: не позже чем за три рабочих дня (ТК РФ, ст. 351.8)"
    )]
    notice: Option<Day>,
    #[arg(long, value_name = "ТЕКСТ", help = "Причина прекращения")]
    reason: Option<String>,
}

/// `pair reopen`.
#[derive(Debug, Args)]
pub struct PairReopen {
    #[arg(value_name = "НОМЕР", help = "Номер пары")]
    number: String,
    #[command(flatten)]
    despite: despite::Despite,
}

/// `pair form`.
#[derive(Debug, Args)]
pub struct PairFormArgs {
    #[arg(value_name = "НАЗВАНИЕ", help = "Новая форма наставничества")]
    title: Option<String>,
    #[arg(long, requires = "title", help = "Наставник может быть не из сотрудников")]
    mentor_outside: bool,
    #[arg(long, requires = "title", help = "Наставляемый может быть не из сотрудников")]
    mentee_outside: bool,
}

impl PairCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.run(context),
            Self::Create(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
            Self::Show(args) => context.read(|store| args.run(store, context)),
            Self::Join(args) => context.write(|store| args.run(store, context)),
            Self::Leave(args) => context.write(|store| args.run(store, context)),
            Self::Edit(args) => context.write(|store| args.run(store, context)),
            Self::Reopen(args) => context.write(|store| args.run(store, context)),
            Self::Close(args) => context.write(|store| args.run(store, context)),
            Self::Handover(args) => context.write(|store| args.run(store, context)),
            Self::Renew(args) => context.write(|store| args.run(store, context)),
            Self::Meet(command) => command.run(context),
            Self::Agreement(command) => command.run(context),
            Self::Suggest(args) => args.run(context),
            Self::Release(command) => command.run(context),
            Self::Tutor(command) => command.run(context),
            Self::Print(command) => command.run(context),
            Self::Form(args) if args.title.is_some() => context.write(|store| args.run(store)),
            Self::Form(args) => context.read(|store| args.run(store)),
        }
    }
}

impl PairClose {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let pair = store.pairs().named(&self.number)?;
        if let Some(ended) = pair.ended {
            refuse!("пара № {} уже прекращена {ended}", pair.number);
        }
        let mut outcome = Outcome::default();
        context.check_day(Some(self.date), "дата прекращения", &mut outcome)?;
        context.check_day(self.notice, "дата уведомления", &mut outcome)?;
        store.pairs().put(&PairDraft {
            number: pair.number.clone(),
            mentor_id: pair.mentor.id,
            ended: Some(self.date),
            end_reason: self.reason,
            ending: self.ending,
            notified: self.notice,
            ..PairDraft::default()
        })?;
        outcome.messages.push(format!("Пара № {} прекращена {}: {}", pair.number, self.date, pair.mentor.name));
        Ok(outcome)
    }
}

impl PairReopen {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let pair = store.pairs().named(&self.number)?;
        store.pairs().reopen(&pair)?;
        let mut outcome = Outcome::done(format!("Пара № {} продолжается: {}", pair.number, pair.mentor.name));
        if pair.ending == Some(PairEnding::Replaced) {
            outcome.warnings.push(format!(
                "пара № {} была передана другому наставнику: теперь у наставляемых два наставника, а программы остались в новой паре; \
                 если передача ошибочна, отмените её саму: nastavnik org history, nastavnik org undo ЗАПИСЬ",
                pair.number
            ));
        }
        self.despite.overrule(store, context, &mut outcome)?;
        Ok(outcome)
    }
}

impl PairFormArgs {
    fn run(self, store: &Store) -> Result<Outcome> {
        if let Some(title) = &self.title {
            store.forms().add(title, self.mentor_outside, self.mentee_outside)?;
            return Ok(Outcome::done(format!("Записана форма наставничества: {}", name::tidy(title))));
        }
        let columns = [
            field_column::short(form::TITLE, |form: &pair_form::Form| (&form.title).into()),
            field_column::both(form::MENTOR_OUTSIDE, |form| form.mentor_outside.into()),
            field_column::both(form::MENTEE_OUTSIDE, |form| form.mentee_outside.into()),
        ];
        Ok(Outcome::report(List::new("Формы наставничества", columns).of(store.forms().all()?)))
    }
}
