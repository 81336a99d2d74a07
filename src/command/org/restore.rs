//! `org restore`: the file as a copy has it.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome};
use crate::domain::plural;
use crate::store::migrate::VERSION;
use crate::store::restore::{self, Former, Present, Size, Substitute};

/// `org restore`.
#[derive(Debug, Args)]
pub struct Restore {
    #[arg(value_name = "ФАЙЛ", help = "Копия, из которой восстановить базу")]
    file: PathBuf,
}

impl Restore {
    /// Puts a copy in the place of the file, and keeps what was there.
    ///
    /// # Errors
    /// The copy isn't sound; nobody agrees; the file is in use or somebody else's.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        let (db, file) = (context.db.display(), self.file.display());
        let substitute = Substitute::of(&self.file, &context.db)?;
        let made = substitute.made.map(|made| format!(" от {made}")).unwrap_or_default();
        let present = restore::present(&context.db)?;
        let now = match present {
            Present::Missing => None,
            Present::Ours(size) => Some(format!("сейчас в ней {}", told(size))),
            Present::Damaged => Some("сейчас она повреждена".into()),
        };
        if let Some(now) = now {
            let what = told(substitute.size);
            context.agreed(&format!("база «{db}» будет заменена копией «{file}»{made}: {now}; в копии {what}"))?;
        }
        let (size, version) = (substitute.size, substitute.version);
        let source = self.file.file_name().map(|name| name.to_string_lossy().into_owned());
        let former = substitute.put(&context.db, present, &context.entry(source))?;
        let bytes = size.bytes.div_ceil(1024);
        let mut outcome =
            Outcome::said(format!("База «{db}» восстановлена из копии{made}: {}, {bytes} КБ", told(size)));
        outcome.wrote = true;
        if version < VERSION {
            outcome.said.push(format!("Копия была версии {version}, база обновлена до версии {VERSION}"));
        }
        match former {
            Former::None => {}
            Former::Kept(kept) => {
                let kept = kept.display();
                outcome.said.push(format!("Прежняя база сохранена; вернуть её: nastavnik org restore {kept}"));
            }
            Former::Bytes(kept) => {
                let kept = kept.display();
                outcome.said.push(format!("Прежняя база была повреждена; её файл сохранён как есть: {kept}"));
            }
        }
        Ok(outcome)
    }
}

fn told(size: Size) -> String {
    let orgs = plural::count(size.orgs.into(), "организация", "организации", "организаций");
    let people = plural::count(size.people.into(), "человек", "человека", "человек");
    let pairs = plural::count(size.pairs.into(), "пара", "пары", "пар");
    format!("{orgs}, {people}, {pairs}")
}
