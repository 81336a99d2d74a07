//! The command tree and the one place that prints: results to stdout or `--output`, talk and errors to stderr.

mod bar;
pub mod russian;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod visible;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::Result;
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};
use indicatif::ProgressDrawTarget;

use self::bar::Bar;
use self::visible::Visible;
use crate::command::{Confirm, Context, Message, Outcome, Progress, Talk, advice, mentor, monitor, org, pair, program};
use crate::disk::{FileToRead, FileToWrite, FileWriter, FolderToWrite, PlaceToWrite, SparedFile, is_standard_output};
use crate::domain::{Day, Moment, Names, name};
use crate::error::{EXIT_DONE, EXIT_UNAVAILABLE, Failure};
use crate::report::{Format, Unwritten, escape};
use crate::store::backup::folder;
use crate::store::refusal;

#[derive(Debug, Parser)]
#[command(
    name = "nastavnik",
    version,
    about = "Учёт наставничества педагогических работников и показатели по положениям о нём",
    after_help = "Примеры:\n  nastavnik org init --name \"Спасский муниципальный район\"\n  \
                  nastavnik org import organizations.csv\n  nastavnik monitor indicators --as-of 08.09.2022\n\n\
                  Коды завершения:\n  0 — сделано\n  1 — отказано, ничего не изменено\n  2 — ошибка в команде\n\
                  \x20 3 — сделано, но нужно внимание\n  4 — база или диск недоступны, ничего не изменено"
)]
struct Cli {
    #[arg(
        long,
        global = true,
        env = "NASTAVNIK_DB",
        default_value = "nastavnik.db",
        value_name = "ФАЙЛ",
        help = "Файл базы"
    )]
    db: PathBuf,
    #[arg(long, global = true, default_value = "table", value_name = "ВИД", help = "Вид результата: table — таблица, csv и json — для программ, excel — для Excel", value_parser = format)]
    format: Format,
    #[arg(
        long,
        global = true,
        value_name = "ФАЙЛ",
        help = "Записать результат в файл, в место прежнего; «-» — вывести на экран"
    )]
    output: Option<FileToWrite>,
    #[arg(long, global = true, help = "Списки и выгрузки без имён («Лицо 1»), СНИЛС, дат рождения, причин")]
    no_names: bool,
    #[arg(long, global = true, help = "Не сообщать о ходе работы")]
    quiet: bool,
    #[arg(long, global = true, help = "Не переспрашивать")]
    yes: bool,
    #[arg(long, global = true, value_name = "ПРИЧИНА", help = "Причина изменения, для журнала")]
    reason: Option<String>,
    #[arg(
        long,
        global = true,
        hide = true,
        env = "NASTAVNIK_TODAY",
        value_name = "ДАТА",
        help = "Считать сегодняшним днём"
    )]
    today: Option<Day>,
    #[command(subcommand)]
    command: CliCommand,
}

#[derive(Debug, Subcommand)]
enum CliCommand {
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

fn format(text: &str) -> Result<Format, String> {
    Format::of_code(text).ok_or_else(|| {
        let codes: Vec<_> = Format::ALL.iter().map(|format| format.code()).collect();
        format!("допустимо: {}", codes.join(", "))
    })
}

/// The command tree, in Russian: what a command line is read by.
pub fn tree() -> clap::Command {
    russian::localise(Cli::command())
}

/// The whole program: the exit code of a command line.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<_> = args.into_iter().collect();
    // Asked of the bare words: what is wrong with a command line isn't to be told with a name either.
    let nameless = args.iter().any(|word| word == "--no-names");
    let names = if nameless { Names::left_out() } else { Names::default() };
    let read = tree().try_get_matches_from(args);
    let (command, reason) = read.as_ref().map(words_and_reason).unwrap_or_default();
    let named = read.as_ref().map(NamedFiles::of).unwrap_or_default();
    let cli = match read.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => {
            return match russian::failure(&error, &names) {
                Some(failure) => tell(&failure, &names),
                None => match error.print().and_then(|()| io::stdout().flush()) {
                    // Nobody reads on: no reason to complain.
                    Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                        tell(&refusal::of_io(&error, "вывести", Path::new("-")), &names)
                    }
                    _ => u8::try_from(error.exit_code()).unwrap_or(EXIT_DONE),
                },
            };
        }
    };
    let bar = (!cli.quiet && io::stderr().is_terminal()).then(|| Rc::new(Bar::new(ProgressDrawTarget::stderr())));
    let progress = Progress(bar.clone().map(|bar| Rc::new(move |share| bar.show(share)) as Rc<dyn Fn(f64)>));
    let moment = cli.today.map_or_else(Moment::of_clock, Moment::begin);
    let today = moment.day();
    let yes = cli.yes;
    let confirm = Confirm(Rc::new(move |what| yes || ask(what)));
    let (quiet, above) = (cli.quiet, bar.clone());
    let talk = Talk(Rc::new(move |notice| {
        above.iter().for_each(|bar| bar.clear());
        say(notice, quiet);
    }));
    let (db, format) = (cli.db, cli.format);
    let output = cli.output.map(PathBuf::from).filter(|path| !is_standard_output(path));
    let files = match named.guarded(&db, output.as_deref()) {
        Ok(files) => files,
        Err(failure) => return tell(&failure, &names),
    };
    let context = Context { db, today, moment, command, reason, confirm, format, names, progress, talk, files };
    let names = context.names.clone();
    let outcome = match cli.command {
        CliCommand::Org(command) => command.run(&context),
        CliCommand::Mentor(command) => command.run(&context),
        CliCommand::Pair(command) => command.run(&context),
        CliCommand::Program(command) => command.run(&context),
        CliCommand::Monitor(command) => command.run(&context),
    };
    bar.iter().for_each(|bar| bar.clear());
    match outcome.and_then(|outcome| print(outcome, &context, output.as_deref(), quiet)) {
        Ok(code) => code,
        Err(error) => tell(&refusal::of(&error), &names),
    }
}

/// The files that a command line names, by what becomes of them.
#[derive(Default)]
struct NamedFiles {
    read: Vec<FileToRead>,
    written: Vec<FileToWrite>,
    places: Vec<PlaceToWrite>,
    folders: Vec<FolderToWrite>,
}

impl NamedFiles {
    fn of(matches: &ArgMatches) -> Self {
        /// The values of one type, whatever the options are called.
        fn values<T: Clone + Send + Sync + 'static>(leaf: &ArgMatches) -> Vec<T> {
            let of_one = |id: &clap::Id| leaf.try_get_many::<T>(id.as_str()).ok().flatten();
            leaf.ids().filter_map(of_one).flatten().cloned().collect()
        }
        let mut leaf = matches;
        while let Some((_, below)) = leaf.subcommand() {
            leaf = below;
        }
        Self { read: values(leaf), written: values(leaf), places: values(leaf), folders: values(leaf) }
    }

    /// What writes the command's files, and knows what must stay. Whatever is named is looked at before anything is done.
    fn guarded(&self, db: &Path, output: Option<&Path>) -> Result<FileWriter, Failure> {
        let files = FileWriter::default();
        files.spare(SparedFile::Database(db.to_owned()))?;
        files.spare(SparedFile::Copies(folder::of(db)))?;
        for path in &self.read {
            let is_standard_input = **path == *Path::new("-");
            let input = SparedFile::Input(path.to_path_buf());
            files.spare(if is_standard_input { SparedFile::StandardInput } else { input })?;
        }
        for path in self.written.iter().filter(|path| !is_standard_output(path)) {
            files.announce_file(path)?;
        }
        self.places.iter().try_for_each(|path| files.announce_place(path))?;
        self.folders.iter().try_for_each(|path| files.announce_folder(path))?;
        output.map_or(Ok(()), |path| files.probe(path))?;
        Ok(files)
    }
}

/// The words of the command and the reason that is given for it; some commands have a reason of their own, which is as good.
fn words_and_reason(matches: &ArgMatches) -> (String, Option<String>) {
    let (mut words, mut leaf) = (Vec::new(), matches);
    while let Some((word, below)) = leaf.subcommand() {
        words.push(word);
        leaf = below;
    }
    let reason = leaf.try_get_one::<String>("reason").ok().flatten();
    (words.join(" "), reason.map(|reason| name::tidy(reason)).filter(|reason| !reason.is_empty()))
}

/// Asks a person at the terminal; nobody there is a no.
fn ask(what: &str) -> bool {
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return false;
    }
    let mut talk = io::stderr().lock();
    let mut answer = String::new();
    let lines: Vec<_> = what.lines().map(escape).collect();
    let lines = lines.join("\n  ");
    // Behind «Ошибка: » the same words stand within a sentence; here they begin one.
    let mut rest = lines.chars();
    let first: String = rest.next().into_iter().flat_map(char::to_uppercase).collect();
    let asked = write!(talk, "{first}{}. Продолжить? [да/нет] ", rest.as_str()).and_then(|()| talk.flush());
    asked.is_ok() && io::stdin().read_line(&mut answer).is_ok() && matches!(answer.trim(), "да" | "Да" | "ДА")
}

/// Prints what a command handed back; returns its exit code.
fn print(outcome: Outcome, context: &Context, output: Option<&Path>, quiet: bool) -> Result<u8> {
    let (format, names) = (context.format, &context.names);
    if let Some(refusal) = &outcome.refusal {
        tell(refusal, names);
    }
    outcome.messages.iter().for_each(|line| say(Message::Done(line), quiet));
    outcome.warnings.iter().for_each(|line| say(Message::Warning(line), quiet));
    if let Some(report) = outcome.report {
        let lost = |error, doing, path: &Path| match error {
            Unwritten::Unread(error) => refusal::of(&refusal::of_file(error, &context.db)),
            Unwritten::Unplaced(error) => lost(&error, doing, path, outcome.wrote),
        };
        match output {
            Some(path) => {
                context
                    .files
                    .write(path, |out| report.write(format, WIDTH, names, out))
                    .map_err(|error| lost(error, "записать", path))?;
                say(Message::Done(&format!("Записано: {}", path.display())), quiet);
            }
            None => {
                let mut out = io::stdout().lock();
                let written = match out.is_terminal() {
                    true => report.write(format, width(), names, &mut Visible::new(out)),
                    false => report.write(format, width(), names, &mut out),
                };
                match written {
                    // Nobody reads on: no reason to complain.
                    Err(Unwritten::Unplaced(error)) if error.kind() == io::ErrorKind::BrokenPipe => {}
                    written => written.map_err(|error| lost(error, "вывести", Path::new("-")))?,
                }
            }
        }
    }
    Ok(outcome.exit)
}

/// Prints a sentence; where nobody listens any more, that is no reason to stop.
fn say(notice: Message<'_>, quiet: bool) {
    let mut talk = io::stderr().lock();
    let _ = match notice {
        Message::Done(_) if quiet => Ok(()),
        Message::Done(text) => writeln!(talk, "{}", escape(text)),
        Message::Warning(text) => writeln!(talk, "Внимание: {}", escape(text)),
    };
}

/// The result can't be written; if the command wrote into the database, that stands.
fn lost(error: &io::Error, doing: &str, path: &Path, wrote: bool) -> Failure {
    let failure = refusal::of_io(error, doing, path);
    if wrote {
        failure.hint("изменения в базе уже записаны: не выведен только отчёт о них")
    } else {
        failure
    }
}

/// Columns of a table that goes to a file or a pipe.
const WIDTH: usize = 80;

fn width() -> usize {
    let terminal = terminal_size::terminal_size().filter(|_| io::stdout().is_terminal());
    terminal.map_or(WIDTH, |(width, _)| usize::from(width.0).max(60))
}

/// Prints an error and what to do about it; returns the exit code.
fn tell(failure: &Failure, names: &Names) -> u8 {
    let mut talk = io::stderr().lock();
    let failure = advice::told(failure.clone());
    let told = failure.nameless.as_deref().filter(|_| !names.are_told()).unwrap_or(&failure);
    let _ = writeln!(talk, "Ошибка: {}", escape(&told.message));
    for hint in &told.hints {
        let _ = writeln!(talk, "  {}", escape(hint));
    }
    if talk.flush().is_err() { EXIT_UNAVAILABLE } else { failure.exit_code() }
}
