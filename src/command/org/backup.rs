//! `org backup`: a copy of the whole file.

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome, word};
use crate::disk::PlaceToWrite;
use crate::domain::{Setting, plural};
use crate::report::Object;
use crate::store::backup::{self, asked_copy, folder};
use crate::store::refusal;

/// `org backup`.
#[derive(Debug, Args)]
pub struct OrgBackup {
    #[arg(
        value_name = "ФАЙЛ",
        help = "Новый файл (копия.db) или папка (имя без окончания; если её нет, будет создана); не указан — копия ляжет к автоматическим, рядом с базой"
    )]
    file: Option<PlaceToWrite>,
    #[arg(
        long,
        value_name = "ЧИСЛО",
        value_parser = clap::value_parser!(u32).range(1..=1000),
        help = "Сколько последних автоматических копий хранить, и впредь; сначала — 10; копии, снятые этой командой, не считаются и не удаляются"
    )]
    keep: Option<u32>,
    #[arg(
        long,
        value_name = "ПРОЦЕНТ",
        value_parser = clap::value_parser!(u32).range(0..=100),
        help = "Снимать копию перед загрузкой, которая изменит больше этой доли записей, и впредь; сначала — 20, 0 — всегда"
    )]
    share: Option<u32>,
}

impl OrgBackup {
    /// Settles what is to be settled, and makes a copy.
    ///
    /// # Errors
    /// There is such a file already; the disk is full; the file is damaged.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        context.no_field_is_chosen()?;
        let settled: Vec<_> = [(Setting::BackupKeep, self.keep), (Setting::BackupShare, self.share)]
            .into_iter()
            .filter_map(|(setting, value)| Some((setting, value?)))
            .collect();
        let mut outcome = if settled.is_empty() {
            // Whether it is ours, and of the present version.
            let looked = context.read(|_| Ok(Outcome::default()));
            looked.map_err(|error| asked_copy::of_unopened(error, &context.db))?
        } else {
            context.write_nameless(|store| {
                let mut outcome = Outcome::default();
                for (setting, value) in settled {
                    store.settings().settle(setting, value)?;
                    outcome.messages.push(setting_in_words(setting, value));
                }
                Ok(outcome)
            })?
        };
        let kept = asked_copy::make(&context.db, self.file.as_deref(), &context.entry(None));
        let kept = kept.map_err(|error| refusal::of_file(error, &context.db))?;
        outcome.messages.push(format!("Снята и проверена копия базы: {}", kept.display()));
        if let Some(keep) = self.keep {
            let gone = backup::keep_last(&context.db, keep) as u64;
            if gone > 0 {
                outcome.messages.push(format!("Старых автоматических копий удалено: {gone}"));
            }
        }
        if self.file.is_none() {
            let count = folder::copies(&context.db).len() as u64;
            let copies = plural::count(count, "копия", "копии", "копий");
            outcome.messages.push(format!("В папке «{}» {copies}", folder::of(&context.db).display()));
        }
        outcome.report = context.told_to_programs(|| {
            let bytes = std::fs::metadata(&kept).map(|file| file.len()).ok();
            let copies = self.file.is_none().then(|| folder::copies(&context.db).len());
            let object = Object::default().with("file", kept.display().to_string());
            object.with("bytes", bytes).with("copies", copies).report()
        });
        outcome.messages.push(format!("Восстановить базу из неё: nastavnik org restore {}", word(&kept)));
        Ok(outcome)
    }
}

fn setting_in_words(setting: Setting, value: u32) -> String {
    match setting {
        Setting::BackupKeep => {
            format!("Автоматических копий хранится: {value}; более старые удаляются, снятые вами остаются")
        }
        Setting::BackupShare if value == 0 => "Копия снимается перед каждой загрузкой, которая что-то изменит".into(),
        Setting::BackupShare => format!("Копия снимается перед загрузкой, которая изменит более {value} % записей"),
    }
}
