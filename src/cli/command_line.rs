//! The command line as it may be typed: the options that every command has, and the first words of the commands.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Command, Parser, Subcommand};

use crate::command::{mentor, monitor, org, pair, program};
use crate::disk::FileToWrite;
use crate::domain::Day;
use crate::report::Format;

/// What may be typed.
#[derive(Debug, Parser)]
#[command(
    name = "nastavnik",
    version,
    disable_help_subcommand = true,
    about = "Учёт наставничества педагогических работников и показатели по положениям о нём",
    after_help = "Примеры:\n  nastavnik org init --name \"Спасский муниципальный район\"\n  \
                  nastavnik org import organizations.csv\n  nastavnik monitor indicators --as-of 08.09.2022\n\n\
                  Справка о команде: nastavnik help КОМАНДА или та же команда с --help\n\n\
                  Даты: 15.10.2025, 2025-10-15, 15.10.25, «15 октября 2025», вчера, сегодня, завтра\n\n\
                  Коды завершения:\n  0 — сделано\n  1 — отказано, ничего не изменено\n  2 — ошибка в команде\n\
                  \x20 3 — сделано, но нужно внимание\n  4 — база или диск недоступны, ничего не изменено"
)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) common: CommonOptions,
    #[command(subcommand)]
    pub(super) command: CliCommand,
}

/// What every command takes.
#[derive(Debug, Args)]
pub(super) struct CommonOptions {
    #[arg(
        long,
        global = true,
        env = "NASTAVNIK_DB",
        default_value = "nastavnik.db",
        value_name = "ФАЙЛ",
        help = "Файл базы"
    )]
    pub(super) db: PathBuf,
    #[arg(long, global = true, default_value = "table", value_name = "ВИД", help = "Вид результата: table — таблица, csv и json — для программ, excel — текст для Excel, xlsx — книга Excel, docx — документ Word, html — страница", value_parser = format_of_code)]
    pub(super) format: Format,
    #[arg(
        long,
        global = true,
        value_name = "ФАЙЛ",
        help = "Записать результат в файл, в место прежнего; имя на .xlsx, .docx, .html, .csv или .json говорит и вид; «-» — вывести на экран"
    )]
    pub(super) output: Option<FileToWrite>,
    #[arg(
        long,
        global = true,
        value_name = "ПОЛЯ",
        value_delimiter = ',',
        help = "Только эти поля списка, через запятую, в этом порядке: имена столбцов csv"
    )]
    pub(super) fields: Vec<String>,
    #[arg(long, global = true, help = "Списки и выгрузки без имён («Лицо 1»), СНИЛС, дат рождения, причин")]
    pub(super) no_names: bool,
    #[arg(long, global = true, help = "Не сообщать о ходе работы")]
    pub(super) quiet: bool,
    #[arg(long, global = true, help = "Не переспрашивать")]
    pub(super) yes: bool,
    #[arg(long, global = true, value_name = "ПРИЧИНА", help = "Причина изменения, для журнала")]
    pub(super) reason: Option<String>,
    #[arg(
        long,
        global = true,
        env = "NASTAVNIK_WAIT",
        default_value = "15",
        value_name = "СЕКУНДЫ",
        value_parser = clap::value_parser!(u64).range(..=86_400),
        help = "Сколько ждать, если файл базы занят другой командой"
    )]
    pub(super) wait: u64,
    #[arg(long, global = true, env = "NASTAVNIK_TODAY", value_name = "ДАТА", help = "Считать этот день сегодняшним")]
    pub(super) today: Option<Day>,
}

/// Puts the commands below a word.
type AddedBelow = fn(Command) -> Command;

impl Cli {
    /// The commands as far as a line may go into them: below a first word that it doesn't name there is nothing. To build all
    /// of them takes longer than to open a file. Enough to read a line that is right; it shows no page.
    pub(super) fn commands_within(line: &[OsString]) -> Command {
        let below: [(&str, AddedBelow); 6] = [
            ("org", org::OrgCommand::augment_subcommands),
            ("mentor", mentor::MentorCommand::augment_subcommands),
            ("pair", pair::PairCommand::augment_subcommands),
            ("program", program::ProgramCommand::augment_subcommands),
            ("monitor", monitor::MonitorCommand::augment_subcommands),
            ("help", HelpArgs::augment_args),
        ];
        let top = CommonOptions::augment_args(Command::new("nastavnik")).subcommand_required(true);
        let top = top.disable_help_subcommand(true);
        below.into_iter().fold(top, |top, (word, augment)| {
            let command = Command::new(word);
            top.subcommand(match line.iter().any(|typed| typed == word) {
                true => augment(command).subcommand_required(word != "help"),
                false => command,
            })
        })
    }
}

/// The first word.
#[derive(Debug, Subcommand)]
pub(super) enum CliCommand {
    #[command(flatten)]
    Work(Box<WorkCommand>),
    /// Not among the commands: the first page says of itself how it is asked for. At every other place
    /// [`super::russian::read`] understands the word.
    #[command(
        hide = true,
        about = "Справка о команде и страницы руководства",
        after_help = "Примеры:\n  nastavnik help\n  nastavnik help org staff import\n  nastavnik help двадцать"
    )]
    Help(HelpArgs),
}

/// `help`.
#[derive(Debug, Args)]
pub(super) struct HelpArgs {
    #[arg(
        value_name = "КОМАНДА ИЛИ ТЕМА",
        help = "Слова команды или слово из названия темы; без них — список тех и других"
    )]
    pub(super) asked: Vec<String>,
}

/// What works with a file of a district.
#[derive(Debug, Subcommand)]
pub(super) enum WorkCommand {
    #[command(
        subcommand,
        about = "Организации, сотрудники, документы внедрения, группы; файл базы",
        after_help = "Примеры:\n  nastavnik org init --name \"Спасский муниципальный район\"\n  nastavnik org import organizations.csv\n  nastavnik org show \"СОШ № 8\""
    )]
    Org(org::OrgCommand),
    #[command(
        subcommand,
        about = "Реестр наставников",
        after_help = "Примеры:\n  nastavnik mentor import mentors.csv\n  nastavnik mentor add Ромашкина --date 01.11.2024"
    )]
    Mentor(mentor::MentorCommand),
    #[command(
        subcommand,
        about = "Наставнические пары и группы",
        after_help = "Примеры:\n  nastavnik pair import pairs.csv\n  nastavnik pair show 12"
    )]
    Pair(pair::PairCommand),
    #[command(
        subcommand,
        about = "Персонализированные программы наставничества",
        after_help = "Примеры:\n  nastavnik program import programs.csv\n  nastavnik program approve 7 --date 05.09.2024"
    )]
    Program(program::ProgramCommand),
    #[command(
        subcommand,
        about = "Показатели: доли, их обоснование, карточки, выгрузка; опросы",
        after_help = "Примеры:\n  nastavnik monitor indicators --regulation spassky --as-of 08.09.2022\n  nastavnik monitor explain S8 --as-of 08.09.2022"
    )]
    Monitor(monitor::MonitorCommand),
}

fn format_of_code(text: &str) -> Result<Format, String> {
    Format::of_code(text).ok_or_else(|| {
        let codes: Vec<_> = Format::ALL.iter().map(|format| format.code()).collect();
        format!("допустимо: {}", codes.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    /// The words of all commands, and the options of each.
    fn described(command: &Command, above: &str, met: &mut Vec<String>) {
        let words = format!("{above} {}", command.get_name());
        met.push(format!("{words}: {:?}", command.get_arguments().map(clap::Arg::get_id).collect::<Vec<_>>()));
        command.get_subcommands().for_each(|below| described(below, &words, met));
    }

    #[test]
    fn a_line_that_names_everything_has_all_commands() {
        let words = ["org", "mentor", "pair", "program", "monitor", "help"].map(OsString::from);
        let (mut whole, mut within) = (Vec::new(), Vec::new());
        described(&Cli::command(), "", &mut whole);
        described(&Cli::commands_within(&words), "", &mut within);
        assert_eq!(whole, within);
    }

    #[test]
    fn a_first_word_alone_is_no_command() {
        for line in
            [&["nastavnik"][..], &["nastavnik", "org"], &["nastavnik", "org", "staff"], &["nastavnik", "mentor", "org"]]
        {
            let line: Vec<_> = line.iter().map(OsString::from).collect();
            assert!(Cli::commands_within(&line).try_get_matches_from(&line).is_err(), "{line:?}");
        }
    }
}
