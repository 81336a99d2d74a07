//! Where the refused rows go: a file beside the others, never in the place of one. Somebody may have corrected rows in it since;
//! and whether it is as the program wrote it, nobody could tell for sure.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::batch::{Batch, InputFile};
use super::template::is_text;
use crate::command::{Context, occupied};
use crate::disk::{folder_of, means_folder, numbered};
use crate::error::Failure;
use crate::intake::Plan;
use crate::intake::reading::{is_rejects, is_stdin};
use crate::store::refusal;

/// What follows the name of a file in that of its refused rows.
const REJECTS: &str = "-отказы";

impl Batch {
    /// Whether the refused rows can go where they are to go.
    ///
    /// # Errors
    /// Several files would go into one; something else than refused rows bears the name; it can't be written.
    pub fn check_rejects(&self, context: &Context) -> Result<(), Failure> {
        let Some(target) = &self.rejects else { return Ok(()) };
        if !means_folder(target) && self.inputs.len() > 1 {
            let (many, each) =
                if self.is_of_books() { ("листов", "листа") } else { ("файлов", "файла") };
            return Err(Failure::usage(format!("{many} несколько, а файл для отказанных строк один"))
                .hint(format!("укажите после --rejects папку (имя без окончания): у каждого {each} будет свой")));
        }
        for path in (0..self.inputs.len()).filter_map(|at| self.rejects_of(at)) {
            is_text(&path)?;
            if path.is_file() && !is_rejects(&path) {
                context.files.check(&path)?;
                return Err(occupied(&path));
            }
            // Of a folder that will be made, the place where it will be.
            let free = names(&path).find(|name| name.symlink_metadata().is_err());
            let mut probed = free.unwrap_or(path);
            if means_folder(target) {
                while !folder_of(&probed).exists() {
                    probed = folder_of(&probed).with_extension("csv");
                }
            }
            context.files.probe(&probed)?;
        }
        Ok(())
    }

    /// The name that the refused rows of a file get, if nothing bears it.
    fn rejects_of(&self, at: usize) -> Option<PathBuf> {
        let target = self.rejects.as_ref()?;
        if !means_folder(target) {
            return Some(target.clone());
        }
        let InputFile { path, sheet, kind, .. } = &self.inputs[at];
        if is_stdin(path) {
            return Some(target.join(format!("ввод{REJECTS}.csv")));
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        // What is refused once more is still of the first file.
        let stem = match stem.rsplit_once(REJECTS) {
            Some((first, rest)) if rest.trim_start_matches('-').chars().all(|c| c.is_ascii_digit()) => first,
            _ => &stem,
        };
        let part = kind.as_ref().filter(|_| sheet.is_some()).map(|kind| format!("-{}", kind.replace(' ', "-")));
        Some(target.join(format!("{stem}{}{REJECTS}.csv", part.unwrap_or_default())))
    }

    /// Writes the refused rows of a file, if there are any; returns what there is to say of it.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn write_rejects(&self, at: usize, plan: &mut Plan, context: &Context) -> Result<Option<String>> {
        let (Some(bytes), Some(path)) = (plan.rejects.take(), self.rejects_of(at)) else { return Ok(None) };
        if self.rejects.as_ref().is_some_and(|target| means_folder(target)) {
            let folder = folder_of(&path);
            fs::create_dir_all(folder).map_err(|error| refusal::of_io(&error, "создать папку", folder))?;
        }
        let (written, why) = rejects_place(&bytes, &path, context)?;
        let rest = if self.accept_valid {
            ""
        } else {
            ", а остальные строки — с параметром --accept-valid"
        };
        Ok(Some(format!(
            "отказанные строки — в файле {}{why}: исправьте их и загрузите этот файл с теми же параметрами{rest}",
            written.display()
        )))
    }
}

/// The names that a file may get, one after another.
fn names(path: &Path) -> impl Iterator<Item = PathBuf> {
    let others = (2..).map(|number| numbered(path, number));
    std::iter::once(path.to_owned()).chain(others)
}

/// Puts rows under the first name that nothing bears, unless they lie under one already; returns the name, and a word about it.
fn rejects_place(bytes: &[u8], path: &Path, context: &Context) -> Result<(PathBuf, String), Failure> {
    for name in names(path) {
        let written = match fs::metadata(&name) {
            Ok(found) if found.len() == bytes.len() as u64 && fs::read(&name).is_ok_and(|there| there == bytes) => {
                return Ok((name, " (он уже есть, в нём те же строки)".into()));
            }
            Ok(_) => continue,
            Err(_) => context.files.write_new(&name, |out| out.write_all(bytes)),
        };
        match written {
            Ok(()) if name == path => return Ok((name, String::new())),
            Ok(()) => return Ok((name, format!(" ({} уже есть, он не тронут)", path.display()))),
            // Somebody was faster; or a link leads nowhere.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(refusal::of_io(&error, "записать", &name)),
        }
    }
    Err(Failure::unavailable("для отказанных строк не нашлось имени"))
}
