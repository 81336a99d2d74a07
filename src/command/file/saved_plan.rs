//! A plan on disk: made by `--plan`, carried out by `--apply` if nothing it was made of has changed.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::batch::{Batch, InputFile, ReadOptions};
use super::file_origin::FileOrigin;
use super::import_command::{ImportCommand, Options};
use super::plan_line::PlanLine;
use super::result::BatchResult;
use super::safety_copy::SafetyCopy;
use super::template::is_text;
use crate::command::{Context, Outcome, occupied, word};
use crate::disk::{FileWriter, SparedFile};
use crate::error::Failure;
use crate::intake::Tally;
use crate::intake::reading::{Encoding, Map};
use crate::store::refusal;
use crate::store::state::State;

/// The version of the file that this program writes and reads.
const FORMAT: u32 = 1;

/// A plan with all that it was made of.
#[derive(Debug, Serialize, Deserialize)]
pub struct SavedPlan {
    format: u32,
    /// The version of the program.
    program: String,
    /// Which import: `org staff import`.
    command: String,
    /// The day that counted as today (ISO).
    today: String,
    files: Vec<FileOrigin>,
    encoding: Option<String>,
    sheet: Option<String>,
    map: Option<FileOrigin>,
    accept_valid: bool,
    /// The options of the command.
    options: Options,
    /// The state of the database.
    database: State,
    counts: Vec<(String, Tally)>,
    rows: Vec<PlanLine>,
}

/// Whether a file looks like a saved plan.
pub fn is_plan(path: &Path) -> bool {
    let mut begins = Vec::new();
    let read = File::open(path).and_then(|file| file.take(64).read_to_end(&mut begins));
    let text = String::from_utf8_lossy(&begins);
    let mut words = text.split_whitespace();
    read.is_ok_and(|read| read == 0 || (words.next(), words.next()) == (Some("{"), Some("\"format\":")))
}

impl SavedPlan {
    /// The plan that files came to.
    ///
    /// # Errors
    /// A file can't be read again.
    pub fn of(
        batch: &Batch,
        result: &BatchResult,
        database: State,
        context: &Context,
        import: &dyn ImportCommand,
    ) -> Result<Self> {
        let origin = |input: &InputFile| {
            let origin = FileOrigin::of(&input.path, &input.source(&batch.how).name())?;
            Ok(origin.on_sheet(input.sheet.clone(), input.kind.clone()))
        };
        let map = batch.how.map_path.as_ref();
        Ok(Self {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            command: import.command().to_owned(),
            today: context.today.iso(),
            files: batch.inputs.iter().map(origin).collect::<Result<_>>()?,
            encoding: batch.how.encoding.map(|encoding| encoding.name().to_owned()),
            sheet: batch.how.sheet.clone(),
            map: map.map(|path| FileOrigin::of(path, &path.display().to_string())).transpose()?,
            accept_valid: batch.accept_valid,
            options: import.options(),
            database,
            counts: result.tallies.clone(),
            rows: result.lines.clone(),
        })
    }

    /// Writes it, for its owner alone.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn write(&self, path: &Path, files: &FileWriter) -> Result<(), Failure> {
        let written = files.write(path, |out| {
            serde_json::to_writer_pretty(&mut *out, self)?;
            out.write_all(b"\n")
        });
        written.map_err(|error| refusal::of_io(&error, "записать план", path))
    }

    fn open(path: &Path, command: &str) -> Result<Self, Failure> {
        let shown = path.display();
        let text = fs::read(path).map_err(|error| refusal::of_io(&error, "прочитать план", path))?;
        let stranger =
            || Failure::refused(format!("«{shown}» — не план загрузки")).hint("план записывает параметр --plan");
        let value: serde_json::Value = serde_json::from_slice(&text).map_err(|_| stranger())?;
        match value.get("format").and_then(serde_json::Value::as_u64) {
            Some(format) if format == u64::from(FORMAT) => {}
            Some(format) => {
                return Err(Failure::refused(format!(
                    "«{shown}» — план версии {format}, а эта программа знает {FORMAT}"
                ))
                .hint("составьте план заново этой же программой"));
            }
            None => return Err(stranger()),
        }
        let saved: Self = serde_json::from_value(value).map_err(|_| stranger())?;
        if saved.command != command {
            return Err(Failure::refused(format!("«{shown}» — план другой команды: {}", saved.command)).hint(format!(
                "выполнить его: nastavnik {} --apply {}",
                saved.command,
                word(path)
            )));
        }
        Ok(saved)
    }

    fn batch(&self) -> Result<Batch, Failure> {
        let input = |origin: &FileOrigin| InputFile {
            path: origin.path.clone(),
            name: Some(origin.name.clone()),
            sheet: origin.sheet.clone(),
            kind: origin.kind.clone(),
        };
        let encoding = self.encoding.as_deref().map(str::parse::<Encoding>).transpose().map_err(Failure::refused)?;
        let map_path = self.map.as_ref().map(|origin| origin.path.clone());
        let map = map_path.as_ref().map(|path| Map::open(path)).transpose()?.map(Arc::new);
        Ok(Batch {
            inputs: self.files.iter().map(input).collect(),
            notes: Vec::new(),
            passed_over: Vec::new(),
            how: ReadOptions { encoding, sheet: self.sheet.clone(), map, map_path },
            accept_valid: self.accept_valid,
            dry_run: false,
            whole: true,
            rejects: None,
        })
    }

    /// Why a plan that is made again isn't the saved one.
    fn difference(&self, context: &Context) -> Failure {
        let changed: Vec<_> = self
            .files
            .iter()
            .chain(&self.map)
            .filter(|file| !file.is_as_it_was())
            .map(|file| file.name.as_str())
            .collect();
        let missing: Vec<_> =
            self.files.iter().filter(|file| !file.path.exists()).map(|file| file.name.as_str()).collect();
        let today = context.today.iso();
        let why = if !missing.is_empty() {
            format!("нет {} {}", if missing.len() == 1 { "файла" } else { "файлов" }, missing.join(", "))
        } else if !changed.is_empty() {
            let word = if changed.len() == 1 { "изменён файл" } else { "изменены файлы" };
            format!("с тех пор {word} {}", changed.join(", "))
        } else if self.today != today {
            let made =
                crate::domain::Day::parse(&self.today).map_or_else(|_| self.today.clone(), |day| day.to_string());
            format!("он составлен {made}, а сегодня ({}) те же файлы значат другое", context.today)
        } else {
            format!("он составлен другой версией программы ({})", self.program)
        };
        self.refusal(&why)
    }

    fn refusal(&self, why: &str) -> Failure {
        let names: Vec<_> = self.files.iter().map(|file| word(Path::new(&file.name))).collect();
        let names = if names.len() < 4 { names.join(" ") } else { format!("{} …", names[..3].join(" ")) };
        Failure::refused(format!("план не выполнен: {why}; ничего не записано"))
            .hint(format!("составьте план заново: nastavnik {} {names} --plan ФАЙЛ", self.command))
    }
}

/// Whether a plan may be written there: in the place of an older plan, but of nothing else.
///
/// # Errors
/// Something else bears the name; it can't be written.
pub fn check_place(path: &Path, context: &Context) -> Result<(), Failure> {
    is_text(path)?;
    context.files.check(path)?;
    if path.is_file() && !is_plan(path) {
        return Err(occupied(path));
    }
    context.files.probe(path)
}

/// Carries a saved plan out.
///
/// # Errors
/// It isn't a plan of this command; the database, a file or what today means has changed since.
pub fn apply(path: &Path, context: &Context, import: &mut dyn ImportCommand) -> Result<Outcome> {
    let saved = SavedPlan::open(path, import.command())?;
    let batch = saved.batch()?;
    for path in batch.inputs.iter().map(|input| &input.path).chain(&batch.how.map_path) {
        context.files.spare(SparedFile::Input(path.clone()))?;
    }
    import.restore(&saved.options)?;
    context.import(|store| {
        if store.state()? != saved.database {
            return Err(saved.refusal("база с тех пор изменилась, или это другая база").into());
        }
        let copy = SafetyCopy::take(store, context, &batch, import.is_far_reaching())?;
        let result = batch.run(store, context, import)?;
        if result.lines != saved.rows || result.tallies != saved.counts {
            return Err(saved.difference(context).into());
        }
        let mut outcome = batch.outcome(result, context)?;
        copy.keep_if_wanted(store, context, &mut outcome)?;
        Ok(outcome)
    })
}
