//! What is said of refusals, and where the refused rows go.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::batch::Batch;
use crate::command::Context;
use crate::domain::plural;
use crate::error::Failure;
use crate::intake::Plan;
use crate::intake::reading::{is_rejects, is_stdin};
use crate::report::{probe, write_atomic};
use crate::store::refusal;

impl Batch {
    /// Whether the refused rows can go where they are to go.
    ///
    /// # Errors
    /// Several files would go into one; it is the database, a file of this import, or can't be written.
    pub fn check_rejects(&self, context: &Context) -> Result<(), Failure> {
        let Some(target) = &self.rejects else { return Ok(()) };
        if target.is_dir() {
            let places = self.inputs.iter().enumerate().filter_map(|(at, _)| self.rejects_of(at));
            return places.into_iter().try_for_each(|path| self.target(&path, context, is_rejects));
        }
        if self.inputs.len() > 1 {
            return Err(Failure::usage("файлов несколько, а файл для отказанных строк один")
                .hint("укажите после --rejects существующую папку: у каждого файла будет свой"));
        }
        self.target(target, context, is_rejects)
    }

    /// Whether a file that the command writes may be this one: a new one, or one that such a command wrote before.
    ///
    /// # Errors
    /// It is the database, a file of this import or anything else; it can't be written.
    pub fn target(&self, path: &Path, context: &Context, is_ours: fn(&Path) -> bool) -> Result<(), Failure> {
        let same =
            |other: &Path| fs::canonicalize(path).is_ok_and(|path| fs::canonicalize(other).is_ok_and(|o| o == path));
        super::template::is_text(path)?;
        let shown = path.display();
        if same(&context.db) {
            return Err(
                Failure::usage(format!("«{shown}» — файл базы, его нельзя заменить")).hint("укажите другое имя")
            );
        }
        let read = self.inputs.iter().map(|input| &input.path).chain(&self.how.map_path);
        if read.into_iter().any(|input| same(input)) {
            return Err(
                Failure::usage(format!("«{shown}» — исходный файл, его нельзя заменить")).hint("укажите другое имя")
            );
        }
        if path.is_file() && !is_ours(path) {
            return Err(Failure::refused(format!("файл «{shown}» уже есть, он не тронут")).hint("укажите другое имя"));
        }
        probe(path).map_err(|error| refusal::of_io(&error, "записать", path))
    }

    /// Where the refused rows of a file go.
    fn rejects_of(&self, at: usize) -> Option<PathBuf> {
        let target = self.rejects.as_ref()?;
        if !target.is_dir() {
            return Some(target.clone());
        }
        let stem = |at: usize| match &self.inputs[at].path {
            path if is_stdin(path) => "ввод".to_owned(),
            path => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        };
        // Files of one name come from several folders.
        let before = (0..at).filter(|other| stem(*other) == stem(at)).count();
        let number = if before == 0 { String::new() } else { format!("-{}", before + 1) };
        Some(target.join(format!("{}-отказы{number}.csv", stem(at))))
    }

    /// Writes the refused rows of a file, if there are any; returns what there is to say of it.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn write_rejects(&self, at: usize, plan: &mut Plan) -> Result<Option<String>> {
        let (Some(bytes), Some(path)) = (plan.rejects.take(), self.rejects_of(at)) else { return Ok(None) };
        write_atomic(&path, |out| out.write_all(&bytes)).map_err(|error| refusal::of_io(&error, "записать", &path))?;
        let rest = if self.accept_valid {
            ""
        } else {
            ", а остальные строки — с параметром --accept-valid"
        };
        Ok(Some(format!(
            "отказанные строки — в файле {}: исправьте их и загрузите этот файл с теми же параметрами{rest}",
            path.display()
        )))
    }

    /// What is said of a file with refused rows.
    pub fn blame(&self, plan: &Plan) -> Option<Failure> {
        let defects = &plan.defects;
        if defects.count() == 0 {
            return None;
        }
        let errors = plural::count(defects.count() as u64, "ошибка", "ошибки", "ошибок");
        let rows = plural::count(defects.lines().len() as u64, "строка", "строки", "строк");
        let mut failure = Failure::refused(match (self.accept_valid, self.dry_run) {
            (false, _) => format!("{}: {errors}, ничего не записано", plan.name),
            (true, true) => format!("{}: {errors}, отказано: {rows}, остальные будут записаны", plan.name),
            (true, false) => format!("{}: {errors}, отказано: {rows}, остальные записаны", plan.name),
        });
        failure.hints = defects.told();
        Some(failure)
    }

    /// The refusals of several files as one.
    pub fn together(&self, mut refused: Vec<Failure>, nothing_kept: bool) -> Option<Failure> {
        if refused.len() < 2 && self.inputs.len() < 2 {
            return refused.pop();
        }
        if refused.is_empty() {
            return None;
        }
        let bad = plural::form(refused.len() as u64, "файле", "файлах", "файлах");
        let kept = match (nothing_kept, self.dry_run) {
            (true, _) => "ничего не записано",
            (false, true) => "остальное будет записано",
            (false, false) => "остальное записано",
        };
        let count = refused.len();
        let mut failure = Failure::refused(format!("ошибки в {count} {bad} из {}, {kept}", self.inputs.len()));
        for one in refused {
            failure.hints.push(one.message);
            failure.hints.extend(one.hints.into_iter().map(|hint| format!("  {hint}")));
        }
        Some(failure)
    }
}
