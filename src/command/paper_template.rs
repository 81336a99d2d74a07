//! The template of a paper: the built-in one to edit, one of the user's own that is named, or one that lies in the folder
//! `templates` beside the database.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use super::{Context, Outcome, occupied, unwritten, word};
use crate::disk::{FileToRead, PlaceToWrite, SparedFile, folder_of, means_folder};
use crate::error::Failure;
use crate::report::{Document, DocumentTemplate, Format};
use crate::store::refusal;

/// No template of words is greater.
const LARGEST: u64 = 32 << 20;
/// The folder beside the database.
const FOLDER: &str = "templates";
/// How the name of a template ends.
const ENDING: &str = "docx";

/// Which template a paper goes by.
#[derive(Debug, Args)]
pub struct PaperTemplateArgs {
    #[arg(
        long,
        value_name = "ОБРАЗЕЦ",
        conflicts_with = "print_template",
        help = "Свой образец документа Word вместо встроенного; без него — образец из папки templates/ рядом с базой, если он там есть"
    )]
    use_template: Option<FileToRead>,
    #[arg(
        long,
        value_name = "ОБРАЗЕЦ",
        help = "Записать встроенный образец (.docx), чтобы изменить его в Word, и больше ничего"
    )]
    print_template: Option<PlaceToWrite>,
}

impl PaperTemplateArgs {
    /// Writes the built-in template, if that is what is wanted: a file that isn't there yet, or one of the name `name` in a folder.
    ///
    /// # Errors
    /// There is one already; it can't be written.
    pub fn printed(&self, name: &str, paper: impl FnOnce() -> Document, context: &Context) -> Result<Option<Outcome>> {
        let Some(place) = &self.print_template else { return Ok(None) };
        let path = match means_folder(place) {
            true => place.join(name).with_extension(ENDING),
            false => place.to_path_buf(),
        };
        if path.as_os_str() == "-" || !has_ending(&path) {
            return Err(Failure::usage(format!(
                "«{}»: образец — документ Word, его имя кончается на .{ENDING}",
                path.display()
            ))
            .hint(format!("укажите имя: --print-template {}", word(Path::new(&format!("{name}.{ENDING}")))))
            .into());
        }
        if path.symlink_metadata().is_ok() {
            return Err(occupied(&path).into());
        }
        let folder = folder_of(&path);
        std::fs::create_dir_all(folder).map_err(|error| refusal::of_io(&error, "создать папку", folder))?;
        let written = context.files.write_new(&path, |out| paper().template(out));
        written.map_err(|error| unwritten(error, "записать образец", &path))?;
        let mut outcome = Outcome::done(format!("Записан образец: {}", path.display()));
        outcome.messages.push("В местах {{ … }} стоят поля документа; всё остальное можно менять".into());
        outcome.messages.push(match is_beside(&path, name, context) {
            true => "Документы будут делаться по нему: он лежит рядом с базой".into(),
            false => format!("Документ по нему: та же команда с --use-template {}", word(&path)),
        });
        Ok(Some(outcome))
    }

    /// The template of the user's own, if there is one for a document.
    ///
    /// # Errors
    /// It can't be read; another form than a document is wanted.
    pub fn chosen(&self, name: &str, context: &Context, outcome: &mut Outcome) -> Result<Option<DocumentTemplate>> {
        if let Some(path) = &self.use_template {
            if context.format != Format::Docx {
                return Err(Failure::usage("--use-template — образец документа Word, а вид результата другой")
                    .hint(format!("укажите файл: --output {name}.{ENDING}"))
                    .into());
            }
            return Ok(Some(read(path)?));
        }
        let path = beside(name, context);
        if context.format != Format::Docx || !path.is_file() {
            return Ok(None);
        }
        context.files.spare(SparedFile::Input(path.clone()))?;
        outcome.messages.push(format!("Образец: {}", path.display()));
        Ok(Some(read(&path)?))
    }
}

fn has_ending(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.to_string_lossy().to_lowercase() == ENDING)
}

/// Where a template lies that needn't be named.
fn beside(name: &str, context: &Context) -> PathBuf {
    context.db.with_file_name(FOLDER).join(name).with_extension(ENDING)
}

fn is_beside(path: &Path, name: &str, context: &Context) -> bool {
    crate::disk::is_same(path, &beside(name, context))
}

fn read(path: &Path) -> Result<DocumentTemplate, Failure> {
    let failed = |error| refusal::of_io(&error, "прочитать образец", path);
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes)).map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        return Err(
            Failure::refused(format!("{}: образец слишком велик", path.display())).hint("сожмите в нём картинки")
        );
    }
    Ok(DocumentTemplate { path: path.to_owned(), bytes })
}
