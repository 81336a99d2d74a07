//! The command tree and the one place that prints: results to stdout or `--output`, talk and errors to stderr.

mod bar;
mod command_line;
mod completion;
mod emptied;
mod guide;
mod interruption;
mod output_format;
mod own_window;
pub mod russian;
mod screen;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod typed_day;
mod visible;
mod voice;
mod windows_console;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use anyhow::Result;
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches};
use indicatif::ProgressDrawTarget;

use self::bar::Bar;
use self::command_line::{Cli, CliCommand, HelpArgs, WorkCommand};
use self::visible::Visible;
use self::voice::Voice;
use crate::command::{Confirm, Context, Message, Outcome, Progress, Talk, Writing};
use crate::disk::{
    FileToRead, FileToWrite, FileWriter, FolderToWrite, HeldFilePatience, PlaceToWrite, SparedFile, behind_link,
    folder_of, is_standard_output,
};
use crate::domain::{Moment, Names, name};
use crate::error::{EXIT_DONE, Failure};
use crate::report::{Format, Rendering, Report, Unwritten};
use crate::store::backup::folder;
use crate::store::refusal;
use crate::store::waiting::{self, Patience};

/// The command tree with its pages in Russian.
pub fn tree() -> clap::Command {
    russian::localise(told())
}

/// The command tree with all that its pages tell.
fn told() -> clap::Command {
    guide::listed(emptied::explained(Cli::command()))
}

/// The whole program: the exit code of a command line.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<_> = args.into_iter().collect();
    if completion::answered(&args) {
        return EXIT_DONE;
    }
    if args.len() == 1 && windows_console::is_own_window() {
        return own_window::explained();
    }
    // Asked of the bare words: what is wrong with a command line isn't to be told with a name either.
    let nameless = args.iter().any(|word| word == "--no-names");
    let names = if nameless { Names::left_out() } else { Names::default() };
    let clock = Moment::of_clock();
    let today = typed_day::today(&args, clock.day());
    let (args, emptied) = emptied::taken(Cli::command, args);
    let understood = |tree| typed_day::understood(tree, today, &args);
    let read = russian::read(understood(Cli::commands_within(&args)), || understood(told()), &args);
    let (command, reason) = read.as_ref().map(words_and_reason).unwrap_or_default();
    let named = read.as_ref().map(NamedFiles::of).unwrap_or_default();
    let is_typed = |option: &str| {
        read.as_ref().is_ok_and(|matches| matches.value_source(option) == Some(ValueSource::CommandLine))
    };
    let (is_db_typed, is_format_typed) = (is_typed("db"), is_typed("format"));
    let voice = Voice::of(names);
    let cli = match read.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => {
            return match russian::failure(&error, &voice.names) {
                Some(failure) => voice.tell(&failure),
                None => show_page(&error, &voice),
            };
        }
    };
    let common = cli.common;
    let work = match cli.command {
        CliCommand::Work(work) => work,
        CliCommand::Help(HelpArgs { asked }) => return show_help(&asked, &voice),
    };
    let db = Some(common.db.as_path()).filter(|_| is_db_typed);
    let voice = Rc::new(voice.about(db, common.quiet));
    let told: fn(&str) = if common.quiet { |_| () } else { |text| Voice::default().say(Message::Done(text)) };
    let wait = Duration::from_secs(common.wait);
    waiting::settle(Patience { wait, command: command.clone(), told });
    let bar = (!common.quiet && io::stderr().is_terminal()).then(|| Rc::new(Bar::new(ProgressDrawTarget::stderr())));
    let progress = Progress(bar.clone().map(|bar| Rc::new(move |share| bar.show(share)) as Rc<dyn Fn(f64)>));
    let moment = common.today.map_or(clock, Moment::begin);
    let today = moment.day();
    let yes = common.yes;
    let asking = Rc::clone(&voice);
    let confirm = Confirm(Rc::new(move |what| yes || ask(what, &asking)));
    let (talking, above) = (Rc::clone(&voice), bar.clone());
    let talk = Talk(Rc::new(move |notice| {
        above.iter().for_each(|bar| bar.clear());
        talking.say(notice);
    }));
    let db = common.db;
    let output = common.output.map(PathBuf::from).filter(|path| !is_standard_output(path));
    let said = Some(common.format).filter(|_| is_format_typed);
    let agreed = named.guarded(&db, HeldFilePatience { wait, told }).and_then(|files| {
        // What must stay comes before what a name says.
        output.iter().try_for_each(|path| files.check(path))?;
        let format = output_format::agreed(said, output.as_deref(), io::stdout().is_terminal())?;
        if format == Format::Table && !common.fields.is_empty() {
            return Err(Failure::usage(
                "--fields выбирает поля для csv, json, excel, xlsx, docx и html, а не для таблицы на экране",
            )
            .hint("укажите вид, например --format csv, или файл: --output список.xlsx"));
        }
        output.iter().try_for_each(|path| files.probe(path))?;
        Ok((files, format))
    });
    let (files, format) = match agreed {
        Ok(agreed) => agreed,
        Err(failure) => return voice.tell(&failure),
    };
    let (names, writing) = (voice.names.clone(), Writing::default());
    interruption::listen(writing.clone());
    let fields = common.fields;
    let context = Context {
        db,
        today,
        moment,
        command,
        reason,
        confirm,
        format,
        names,
        progress,
        talk,
        files,
        writing,
        emptied,
        fields,
    };
    let outcome = match *work {
        WorkCommand::Org(command) => command.run(&context),
        WorkCommand::Mentor(command) => command.run(&context),
        WorkCommand::Pair(command) => command.run(&context),
        WorkCommand::Program(command) => command.run(&context),
        WorkCommand::Monitor(command) => command.run(&context),
    };
    bar.iter().for_each(|bar| bar.clear());
    match outcome.and_then(|outcome| print(outcome, &context, output.as_deref(), &voice)) {
        Ok(code) => code,
        Err(error) => voice.tell(&refusal::of(&error)),
    }
}

/// Shows the page of a command, or one of the guide; without words the first page, which lists both.
fn show_help(asked: &[String], voice: &Voice) -> u8 {
    let words: Vec<_> = asked.iter().map(OsString::from).collect();
    let tree = russian::localise_named(told(), &words);
    let is_command = asked.first().is_none_or(|first| tree.find_subcommand(first).is_some());
    let line = ["nastavnik".to_owned()].into_iter().chain(asked.iter().cloned());
    let Err(error) = tree.try_get_matches_from(line.chain(["--help".to_owned()])) else { return EXIT_DONE };
    if is_command {
        return russian::failure(&error, &voice.names)
            .map_or_else(|| show_page(&error, voice), |failure| voice.tell(&failure));
    }
    match guide::page_of(asked) {
        Ok(page) => {
            let text = page.plain_text(width().clamp(WIDTH, WIDEST_PAGE));
            shown(io::stdout().lock().write_all(text.as_bytes()), EXIT_DONE, voice)
        }
        Err(mut failure) => {
            failure.hints.splice(..0, russian::suggestions(&error));
            voice.tell(&failure)
        }
    }
}

/// Shows a page that clap has written: a page of help, the version.
fn show_page(page: &clap::Error, voice: &Voice) -> u8 {
    shown(page.print(), u8::try_from(page.exit_code()).unwrap_or(EXIT_DONE), voice)
}

/// The exit code of a page that was written; nobody who reads on is no reason to complain.
fn shown(written: io::Result<()>, exit: u8, voice: &Voice) -> u8 {
    match written.and_then(|()| io::stdout().flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            voice.tell(&refusal::of_io(&error, "вывести", Path::new("-")))
        }
        _ => exit,
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
    fn guarded(&self, db: &Path, patience: HeldFilePatience) -> Result<FileWriter, Failure> {
        let files = FileWriter::patient(patience);
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
fn ask(what: &str, voice: &Voice) -> bool {
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return false;
    }
    let mut talk = io::stderr().lock();
    let mut answer = String::new();
    let lines = what.lines().collect::<Vec<_>>().join("\n  ");
    // Behind «Ошибка: » the same words stand within a sentence; here they begin one.
    let mut rest = lines.chars();
    let first: String = rest.next().into_iter().flat_map(char::to_uppercase).collect();
    let whole = format!("{first}{}.", rest.as_str());
    let shown = whole.lines().map(|line| voice.sentence(line)).collect::<Vec<_>>().join("\n");
    // On a line of its own: what is asked may end with a list.
    let asked = write!(talk, "{shown}\nПродолжить? [да/нет] ").and_then(|()| talk.flush());
    asked.is_ok() && io::stdin().read_line(&mut answer).is_ok() && matches!(answer.trim(), "да" | "Да" | "ДА")
}

/// Prints what a command handed back; returns its exit code. What a person must read stands last, below a table that may
/// be longer than the screen.
fn print(outcome: Outcome, context: &Context, output: Option<&Path>, voice: &Voice) -> Result<u8> {
    let Outcome { report, text, is_talk, messages, warnings, refusal, wrote, exit, .. } = outcome;
    let report = report.filter(|_| !(is_talk && voice.is_quiet && output.is_none()));
    let report = match report {
        Some(report) if !context.fields.is_empty() => Some(report.with_fields(&context.fields, context.format)?),
        None => context.no_field_is_chosen().map(|()| None)?,
        whole => whole,
    };
    let target = output.filter(|_| report.is_some() || text.is_some());
    let is_seen = report.is_some() && output.is_none() && io::stdout().is_terminal() && io::stderr().is_terminal();
    let written = match (report, text) {
        (Some(report), _) => put(report, context, output, wrote),
        (None, Some(text)) => put_text(&text, context, output),
        (None, None) => Ok(()),
    };
    let is_said = !messages.is_empty() && !voice.is_quiet;
    if is_seen && (is_said || !warnings.is_empty() || refusal.is_some()) {
        // On a screen what is said of a table would stand as its last row.
        let _ = writeln!(io::stderr());
    }
    messages.iter().for_each(|line| voice.say(Message::Done(line)));
    if written.is_ok()
        && let Some(path) = target
    {
        voice.say(Message::Done(&format!("Записано: {}", path.display())));
    }
    warnings.iter().for_each(|line| voice.say(Message::Warning(line)));
    if let Some(refusal) = &refusal {
        voice.tell(refusal);
    }
    written.map(|()| exit)
}

/// Puts a text where it is to go, as it stands: another program will read it.
fn put_text(text: &str, context: &Context, output: Option<&Path>) -> Result<()> {
    let bytes = text.as_bytes();
    let (doing, path, written) = match output {
        Some(path) => ("записать", path, context.files.write(path, |out| out.write_all(bytes))),
        None => ("вывести", Path::new("-"), io::stdout().write_all(bytes).and_then(|()| io::stdout().flush())),
    };
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written.map_err(|error| refusal::of_io(&error, doing, path))?),
    }
}

/// Puts a result where it is to go.
fn put(report: Report, context: &Context, output: Option<&Path>, wrote: bool) -> Result<()> {
    let target = output.map_or_else(|| context.db.clone(), behind_link);
    let (format, names, scratch) = (context.format, &context.names, folder_of(&target));
    let rendering = |width| Rendering { format, width, names, scratch };
    let lost = |error, doing, path: &Path| match error {
        Unwritten::Unread(error) => refusal::of(&refusal::of_file(error, &context.db)),
        Unwritten::Unplaced(error) => lost(&error, doing, path, wrote),
    };
    if let Some(path) = output {
        let written = context.files.write(path, |out| report.write(rendering(WIDTH), out));
        return Ok(written.map_err(|error| lost(error, "записать", path))?);
    }
    let mut out = io::stdout().lock();
    let written = match out.is_terminal() {
        true => report.write(rendering(width()), &mut Visible::new(out)),
        false => report.write(rendering(width()), &mut out),
    };
    if format == Format::Table
        && !io::stdout().is_terminal()
        && io::stderr().is_terminal()
        && let Some(page) = windows_console::foreign_code_page()
    {
        Voice::default().say(Message::Warning(&windows_console::garbled(page)));
    }
    match written {
        // Nobody reads on: no reason to complain.
        Err(Unwritten::Unplaced(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written.map_err(|error| lost(error, "вывести", Path::new("-")))?),
    }
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
/// Columns of a page of the guide: wider lines are hard to read, and its tables are as wide as those of a file.
const WIDEST_PAGE: usize = 100;

fn width() -> usize {
    let terminal = terminal_size::terminal_size().filter(|_| io::stdout().is_terminal());
    terminal.map_or(WIDTH, |(width, _)| usize::from(width.0).max(60))
}
