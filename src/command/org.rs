//! `org`: the file, the organisations, their staff, papers and groups.

mod adopt;
mod backup;
mod card;
mod change_args;
mod check;
mod completions;
mod edit;
mod erased_again;
mod group;
mod group_edit;
mod group_list;
mod group_party;
mod history;
mod history_steps;
mod import;
mod merge;
mod moved;
mod moved_by_file;
mod needs;
mod needs_card;
mod needs_confirm;
mod needs_propose;
mod post;
mod register;
mod restore;
mod review;
mod review_card;
mod review_list;
mod staff;
mod staff_absence;
mod staff_absent;
mod staff_advice;
mod staff_card;
mod staff_consent;
mod staff_edit;
mod staff_erase;
mod staff_fields;
mod staff_figures;
mod staff_import;
mod staff_list;
mod staff_merge;
mod staff_moved;
mod undo;
mod workbook;

pub(super) use moved::Moved;
pub(super) use register::changed;
pub(super) use review_card::review_line;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::{Context, Outcome};
use crate::domain::{Day, name};
use crate::error::Failure;
use crate::report::Object;
use crate::store::Store;

/// The commands under `org`.
#[derive(Debug, Subcommand)]
pub enum OrgCommand {
    /// Creates the file.
    #[command(
        about = "Создать файл базы района",
        after_help = "Примеры:\n  nastavnik org init --name \"Спасский муниципальный район\" --since 01.09.2024\n  nastavnik --db region.db org init --name \"Приморский край\""
    )]
    Init(OrgInit),
    /// Enters an organisation.
    #[command(
        about = "Записать организацию",
        after_help = "Примеры:\n  nastavnik org add \"МБОУ «СОШ № 1» с. Ясное\" --kind школа --inn 2599000111\n  nastavnik org add \"Дом творчества\" --kind \"дополнительное образование\""
    )]
    Add(register::OrgAdd),
    /// Corrects an organisation, or renames it from a day on.
    #[command(
        about = "Исправить сведения об организации, с датой — переименовать или сменить вид",
        after_help = "Без --effective наименование и вид исправляются и за прошлые даты. С --effective они стали другими\n\
                      с этой даты: отчёты за прежние даты не меняются, прежнее наименование находит организацию в поиске\n\
                      и в файлах.\n\n\
                      Примеры:\n  nastavnik org edit \"СОШ № 1\" --head \"Ромашкина Анна Петровна\"\n  \
                      nastavnik org edit 3 --name \"МБОУ «Лицей № 3»\" --effective 01.09.2025\n  \
                      nastavnik org edit 3 --name \"МБОУ «СОШ № 3»\" --until 31.08.2025\n  \
                      nastavnik org edit 5 --parent \"СОШ № 1\""
    )]
    Edit(edit::OrgEdit),
    /// Lists the organisations.
    #[command(
        about = "Список организаций",
        after_help = "Примеры:\n  nastavnik org list\n  nastavnik org list --kind школа --format excel --output schools.csv"
    )]
    List(register::OrgList),
    /// Shows an organisation, or the district.
    #[command(
        about = "Карточка организации, без названия — карточка района",
        after_help = "Примеры:\n  nastavnik org show\n  nastavnik org show \"СОШ № 8\""
    )]
    Show(card::OrgShow),
    /// Ends an organisation's work.
    #[command(
        about = "Закрыть организацию",
        after_help = "Примеры:\n  nastavnik org close \"СОШ № 8\" --date 31.08.2024\n  nastavnik org close 8 --date 31.08.2024 --successor \"СОШ № 3\""
    )]
    Close(register::OrgClose),
    /// Makes an organisation a part of another.
    #[command(
        about = "Присоединить организацию к другой вместе с сотрудниками",
        after_help = "Работа сотрудников продолжается в преемнике с указанной даты, организация закрыта накануне.\n\
                      Приказы о закреплении пар, документы, куратор и филиалы не переносятся: команда их называет.\n\n\
                      Примеры:\n  nastavnik org merge \"СОШ № 8\" --into \"СОШ № 3\" --date 01.09.2025 --dry-run\n  \
                      nastavnik org merge 8 --into 3 --date 01.09.2025"
    )]
    Merge(merge::OrgMerge),
    /// Imports organisations.
    #[command(
        about = "Загрузить файл организаций",
        after_help = "Другое наименование или другой вид под тем же ИНН — либо событие (--effective), либо исправление (--correct);\n\
                      без этого строка не принимается. Прежнее наименование находит организацию и не переименовывает её обратно.\n\n\
                      Примеры:\n  nastavnik org import organizations.csv --dry-run\n  nastavnik org import organizations.csv\n  \
                      nastavnik org import organizations.csv --effective 01.09.2025"
    )]
    Import(import::OrgImportArgs),
    /// The staff.
    #[command(
        subcommand,
        about = "Сотрудники: загрузка, приём, перевод, увольнение",
        after_help = "Примеры:\n  nastavnik org staff import school-08.csv\n  nastavnik org staff dismiss Ромашкина --date 31.08.2025"
    )]
    Staff(staff::StaffCommand),
    /// Enters the papers of introduction.
    #[command(
        about = "Записать документы о внедрении наставничества и куратора",
        after_help = "Примеры:\n  nastavnik org adopt \"СОШ № 8\" --order-number 15-ОД --order-date 01.09.2021\n  nastavnik org adopt 8 --curator \"Ромашкина А. П.\" --curator-date 01.09.2021"
    )]
    Adopt(adopt::OrgAdopt),
    /// The district's dictionary of posts.
    #[command(
        subcommand,
        about = "Словарь должностей района: педагогические ли они",
        after_help = "Примеры:\n  nastavnik org post list --unknown\n  nastavnik org post set \"координатор школьных проектов\" --pedagogical да"
    )]
    Post(post::PostCommand),
    /// Who needs a mentor.
    #[command(
        subcommand,
        about = "Кому нужен наставник: перечень, который ведёт куратор (Ножай-Юрт, п. 6.5.2.1)",
        after_help = "Примеры:\n  nastavnik org needs propose\n  nastavnik org needs add Васильков --need \"молодой специалист\" --date 01.09.2025\n  \
                      nastavnik org needs confirm --org \"СОШ № 8\" --date 01.09.2025"
    )]
    Needs(needs::NeedsCommand),
    /// Reviews.
    #[command(
        subcommand,
        about = "Рецензии на программы, положения, дорожные карты и материалы (Ножай-Юрт, п. 6.2; Кузбасс, п. 4.2, 5.2)",
        after_help = "Примеры:\n  nastavnik org review add программа --program 7 --date 01.10.2024\n  nastavnik org review list --open"
    )]
    Review(review::ReviewCommand),
    /// Workbooks with a sheet a register.
    #[command(
        subcommand,
        about = "Книги организаций: по листу на каждый реестр, все реестры одной командой",
        after_help = "Примеры:\n  nastavnik org workbook import --template книга.xlsx --org \"СОШ № 8\"\n  nastavnik org workbook import книги"
    )]
    Workbook(workbook::WorkbookCommand),
    /// The groups.
    #[command(
        subcommand,
        about = "Объединения, клубы, сетевые проекты и их участники",
        after_help = "Примеры:\n  nastavnik org group import groups.csv\n  nastavnik org group join РМО-1 --person Ромашкина --date 01.09.2024"
    )]
    Group(group::GroupCommand),
    /// Copies the file.
    #[command(
        about = "Снять копию базы",
        after_help = "Копия проверяется и никогда не ложится на место другого файла. Без имени она ложится в\n\
                      папку автоматических копий: к имени базы добавлено «-backups». Программа и сама\n\
                      снимает там копии: перед обновлением и восстановлением базы, перед загрузкой,\n\
                      которая изменит много записей. Из таких копий хранятся последние; снятые этой\n\
                      командой программа не считает и не удаляет.\n\n\
                      Примеры:\n  nastavnik org backup\n  nastavnik org backup E:/копии\n  nastavnik org backup --keep 30 --share 10"
    )]
    Backup(backup::OrgBackup),
    /// Puts a copy in the place of the file.
    #[command(
        about = "Восстановить базу из копии",
        after_help = "Копия сначала проверяется. Прежняя база не пропадает: она ложится к автоматическим копиям.\n\n\
                      Примеры:\n  nastavnik org restore nastavnik.db-backups/2024-11-01-101112-import.db\n  \
                      nastavnik org restore E:/копии/nastavnik-2024-11-01-101112.db --yes"
    )]
    Restore(restore::OrgRestore),
    /// Examines the file.
    #[command(
        about = "Проверить сам файл базы: цел ли он",
        after_help = "Код завершения: 0 — замечаний нет, 3 — есть, 4 — файл повреждён. Что требует внимания в записях,\n\
                      покажет nastavnik monitor check.\n\n\
                      Примеры:\n  nastavnik org check\n  nastavnik org check --format excel --output findings.csv"
    )]
    Check(check::OrgCheck),
    /// The journal.
    #[command(
        about = "Журнал изменений: что и когда изменили команды",
        after_help = "Примеры:\n  nastavnik org history\n  nastavnik org history 12\n  nastavnik org history --of person:Ромашкина\n  nastavnik org history --prune-before 01.01.2024"
    )]
    History(history::OrgHistory),
    /// Takes a command back.
    #[command(
        about = "Отменить команду или загрузку целиком",
        after_help = "Примеры:\n  nastavnik org undo\n  nastavnik org undo 12 --reason \"загружен не тот файл\""
    )]
    Undo(undo::OrgUndo),
    /// Tells a shell how lines go on.
    #[command(
        about = "Подсказки по клавише Tab: сценарий для оболочки",
        after_help = "Оболочка будет спрашивать программу, чем продолжить строку: командой, кодом\n\
                      показателя, ИНН организации, фамилией. Сценарий подключают строкой в настройке\n\
                      оболочки:\n  \
                      ~/.bashrc                   source <(nastavnik org completions bash)\n  \
                      ~/.zshrc                    source <(nastavnik org completions zsh)\n  \
                      ~/.config/fish/config.fish  nastavnik org completions fish | source\n\
                      В PowerShell — строкой в файле, имя которого хранит переменная $PROFILE:\n  \
                      nastavnik org completions powershell | Out-String | Invoke-Expression\n\n\
                      Примеры:\n  nastavnik org completions bash\n  nastavnik org completions powershell --output подсказки.ps1"
    )]
    Completions(completions::OrgCompletions),
}

/// `org init`.
#[derive(Debug, Args)]
pub struct OrgInit {
    #[arg(long, value_name = "НАЗВАНИЕ", help = "Название района (муниципалитета), чья это база")]
    name: String,
    #[arg(
        long,
        value_name = "ДАТА",
        help = "Первый день, с которого сведения полны; без него — день первой загрузки сотрудников"
    )]
    since: Option<Day>,
}

impl OrgCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Init(args) => args.run(context),
            Self::Add(args) => context.write(|store| args.run(store, context)),
            Self::Edit(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
            Self::Show(args) => context.read(|store| args.run(store, context)),
            Self::Close(args) => context.write(|store| args.run(store, context)),
            Self::Merge(args) => context.write(|store| args.run(store, context)),
            Self::Import(args) => args.run(context),
            Self::Staff(command) => command.run(context),
            Self::Adopt(args) => context.write(|store| args.run(store, context)),
            Self::Post(command) => command.run(context),
            Self::Needs(command) => command.run(context),
            Self::Review(command) => command.run(context),
            Self::Workbook(command) => command.run(context),
            Self::Group(command) => command.run(context),
            Self::Backup(args) => args.run(context),
            Self::Restore(args) => args.run(context),
            Self::Check(args) => args.run(context),
            Self::History(args) => args.run(context),
            Self::Undo(args) => context.write(|store| args.run(store)),
            Self::Completions(args) => args.run(context),
        }
    }
}

impl OrgInit {
    fn run(self, context: &Context) -> Result<Outcome> {
        context.no_field_is_chosen()?;
        let district = name::tidy(&self.name);
        if district.is_empty() {
            return Err(Failure::usage("название района пусто").into());
        }
        if let Some(day) = self.since {
            day.not_after(context.today).map_err(|why| Failure::usage(format!("сведения с {day}: {why}")))?;
        }
        Store::create(&context.db, &district, self.since, &context.entry(None))?;
        let mut outcome = Outcome::done(format!("Создана база «{}»: {district}", context.db.display()));
        outcome.messages.push("Дальше: nastavnik org import ФАЙЛ — загрузить организации".into());
        // The journal of a new file begins with its making.
        outcome.report = context.told_to_programs(|| {
            let file = context.db.display().to_string();
            Object::default().with("file", file).with("label", district).with("entry", 1_u32).report()
        });
        Ok(outcome)
    }
}
