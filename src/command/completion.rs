//! What may stand for a value in a line that is being typed: `org completions` tells a shell to ask the program.

use std::any::TypeId;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Arg, Command, ValueHint};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use crate::disk::{FileToRead, FileToWrite, FolderToWrite, PlaceToWrite};
use crate::domain::{each_closed_set, *};
use crate::indicator::Catalogue;
use crate::intake::reading::Encoding;
use crate::report::Format;
use crate::store::Store;
use crate::store::typing::KnownWord;
use crate::store::waiting::{self, Patience};

/// The variable by which a shell asks: it holds the name of the shell.
pub const ASKED_BY: &str = "NASTAVNIK_COMPLETE";

/// What makes a list of words.
type KnownWords = fn() -> Vec<KnownWord>;
/// Which type a value has.
type TypeAsked = fn() -> TypeId;

/// What a value is taken from.
#[derive(Clone)]
enum WordSource {
    /// A closed set, a list that the program knows.
    Known(KnownWords),
    /// The file, by what has been typed.
    Stored(fn(&Store, &str) -> anyhow::Result<Vec<KnownWord>>),
}

/// The tree, each value of which knows what may be typed for it.
pub fn offering(tree: Command, db: &Path) -> Command {
    // A shell waits for the answer with every key.
    waiting::settle(Patience { wait: Duration::ZERO, command: String::new(), told: |_| () });
    offering_below(tree, db, "")
}

fn offering_below(command: Command, db: &Path, above: &str) -> Command {
    let top = above.split(' ').next().unwrap_or_default().to_owned();
    command.mut_args(|arg| offering_value(arg, db, &top)).mut_subcommands(|below| {
        let path = format!("{above} {}", below.get_name());
        offering_below(below, db, path.trim_start())
    })
}

fn offering_value(arg: Arg, db: &Path, top: &str) -> Arg {
    if !arg.get_action().takes_values() {
        return arg;
    }
    let kind = arg.get_value_parser().type_id();
    let is = |of: TypeId| kind == of;
    if is(TypeId::of::<FolderToWrite>()) {
        return arg.value_hint(ValueHint::DirPath);
    }
    if [TypeId::of::<FileToRead>(), TypeId::of::<FileToWrite>(), TypeId::of::<PlaceToWrite>()].into_iter().any(is) {
        return arg.value_hint(ValueHint::FilePath);
    }
    let named = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap_or_default();
    let set = CLOSED_SETS.iter().chain(OTHER_SETS).find(|(of, _)| is(of())).map(|(_, words)| WordSource::Known(*words));
    match set.or_else(|| source_by_name(&named, top)) {
        Some(source) => {
            let db = db.to_owned();
            arg.add(ArgValueCompleter::new(move |typed: &OsStr| candidates(&source, &db, typed)))
        }
        None => arg,
    }
}

macro_rules! members_by_type {
    ($($set:ident)+) => { &[$((TypeId::of::<$set>, || members($set::SET)),)+] };
}

/// The closed sets, by the types of the values.
const CLOSED_SETS: &[(TypeAsked, KnownWords)] = each_closed_set!(members_by_type);

/// What else has a list of its own.
const OTHER_SETS: &[(TypeAsked, KnownWords)] = &[
    (TypeId::of::<AgeDay>, || members(AgeDay::SET)),
    (TypeId::of::<Encoding>, || Encoding::ALL.iter().map(|encoding| known(encoding.name(), "")).collect()),
    (TypeId::of::<PairPart>, || members(PairPart::SET)),
    (TypeId::of::<Severity>, || members(Severity::SET)),
    (TypeId::of::<Format>, || Format::ALL.iter().map(|format| known(format.code(), "")).collect()),
];

/// Texts are told apart by what the page calls them.
fn source_by_name(named: &str, top: &str) -> Option<WordSource> {
    Some(match named {
        "ЧЕЛОВЕК" | "НАСТАВЛЯЕМЫЙ" | "УЧАСТНИК" => WordSource::Stored(Store::surnames),
        "ОРГАНИЗАЦИЯ" => WordSource::Stored(Store::known_inns),
        "ГРУППА" => WordSource::Stored(Store::known_groups),
        "КОД" if top == "monitor" => WordSource::Known(codes),
        "АКТ" => WordSource::Known(acts),
        "ДА|НЕТ" => WordSource::Known(|| vec![known("да", ""), known("нет", "")]),
        _ => return None,
    })
}

/// What may be typed; whatever fails says nothing, for nobody has asked for a sentence.
fn candidates(source: &WordSource, db: &Path, typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else { return Vec::new() };
    let words = match source {
        WordSource::Known(words) => words(),
        WordSource::Stored(words) => Store::look_up(db).and_then(|store| words(&store, typed)).unwrap_or_default(),
    };
    let start = typed.to_lowercase();
    let begun = words.into_iter().filter(|known| known.word.to_lowercase().starts_with(&start));
    let candidate = |KnownWord { word, meaning }| {
        CompletionCandidate::new(word).help(Some(meaning).filter(|meaning| !meaning.is_empty()).map(Into::into))
    };
    begun.map(candidate).collect()
}

/// The members of a set by their titles; a title of several words by its code.
fn members(set: ClosedSet) -> Vec<KnownWord> {
    let member = |title: &'static str| match (title.contains(' '), (set.parse)(title)) {
        (true, Ok(code)) => known(code, title),
        _ => known(title, ""),
    };
    (set.titles)().into_iter().map(member).collect()
}

fn codes() -> Vec<KnownWord> {
    let measures = Catalogue::known().map(|catalogue| catalogue.measures).unwrap_or_default();
    measures.iter().map(|measure| known(&measure.code, measure.reading.as_deref().unwrap_or(&measure.title))).collect()
}

fn acts() -> Vec<KnownWord> {
    let acts = Catalogue::known().map(|catalogue| catalogue.acts).unwrap_or_default();
    acts.iter().map(|act| known(&act.code, &act.short)).collect()
}

fn known(word: &str, meaning: &str) -> KnownWord {
    KnownWord { word: word.to_owned(), meaning: meaning.to_owned() }
}

/// The file that a line names, looked at before it is understood: it isn't whole yet.
pub fn named_database(line: &[String]) -> PathBuf {
    let mut words = line.iter();
    let mut named = std::env::var_os("NASTAVNIK_DB").map(PathBuf::from);
    while let Some(word) = words.next() {
        match word.strip_prefix("--db") {
            Some("") => named = words.next().map(PathBuf::from),
            Some(value) => named = value.strip_prefix('=').map(PathBuf::from).or(named),
            None => {}
        }
    }
    named.unwrap_or_else(|| "nastavnik.db".into())
}
