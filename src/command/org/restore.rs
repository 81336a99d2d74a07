//! `org restore`: the file as a copy has it.

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome, word};
use crate::disk::FileToRead;
use crate::domain::{Day, plural};
use crate::report::Object;
use crate::store::refusal;
use crate::store::restore::content::Content;
use crate::store::restore::{self, FormerFile, PresentFile, Replacement};
use crate::store::schema::VERSION;

/// `org restore`.
#[derive(Debug, Args)]
pub struct OrgRestore {
    #[arg(value_name = "ФАЙЛ", help = "Копия, из которой восстановить базу")]
    file: FileToRead,
}

impl OrgRestore {
    /// Puts a copy in the place of the file, and keeps what was there.
    ///
    /// # Errors
    /// The copy isn't sound; nobody agrees; the file is in use or somebody else's.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        context.no_field_is_chosen()?;
        let (db, file) = (context.db.display(), self.file.display());
        let source = self.file.file_name().map(|name| name.to_string_lossy().into_owned());
        let entry = context.entry(source);
        let substitute = Replacement::of(&self.file, &context.db, &entry)?;
        let made = substitute.made.map(|made| format!(" от {made}")).unwrap_or_default();
        let present = restore::present(&context.db)?;
        let content = substitute.content.clone();
        let mut erased = Vec::new();
        let now = match &present {
            PresentFile::Missing => None,
            PresentFile::Ours(now) => {
                erased = now.erased_since(&content);
                Some(questions(now, &content, &erased))
            }
            PresentFile::Damaged => {
                Some(vec!["сейчас база повреждена".into(), format!("в копии: {}", content_in_words(&content))])
            }
        };
        if let Some(now) = now {
            context.agreed_to(&format!("база «{db}» будет заменена копией «{file}»{made}"), &now)?;
        }
        let version = substitute.version;
        let put = substitute.put(&context.db, &present, &entry);
        let former = put.map_err(|error| refusal::of_file(error, &context.db))?;
        let kb = content.bytes.div_ceil(1024);
        let mut outcome = Outcome::done(format!("База «{db}» восстановлена из копии «{file}»{made}"));
        outcome.messages.push(format!("Теперь в ней: {}, {kb} КБ", content_in_words(&content)));
        outcome.wrote = true;
        outcome.report = context.told_to_programs(|| {
            let kept = match &former {
                FormerFile::None => None,
                FormerFile::Kept(kept) | FormerFile::Bytes(kept) => Some(kept.display().to_string()),
            };
            Object::default()
                .with("file", db.to_string())
                .with("source", file.to_string())
                .with("former", kept)
                .with("label", content.district.clone())
                .with("entry", content.last.map(|(entry, _)| entry))
                .with("orgs", content.orgs)
                .with("people", content.people)
                .with("pairs", content.pairs)
                .report()
        });
        outcome.warnings.extend(erased.into_iter().map(|(id, dated)| {
            format!("персональные данные № {id}, удалённые {dated}, снова в базе; удалите их ещё раз: nastavnik org staff erase {id}")
        }));
        if version < VERSION {
            outcome.messages.push(format!("Копия была версии {version}, база обновлена до версии {VERSION}"));
        }
        match former {
            FormerFile::None => {}
            FormerFile::Kept(kept) => {
                let kept = word(&kept);
                outcome.messages.push(format!("Прежняя база сохранена; вернуть её: nastavnik org restore {kept}"));
            }
            FormerFile::Bytes(kept) => {
                let kept = kept.display();
                outcome.messages.push(format!("Прежняя база была повреждена; её файл сохранён как есть: {kept}"));
            }
        }
        Ok(outcome)
    }
}

/// As many erased people are listed before a person is asked.
const LISTED: usize = 20;

/// What is to be known before the file goes: the two beside each other, and what would come back with the copy.
fn questions(now: &Content, copy: &Content, erased: &[(i64, Day)]) -> Vec<String> {
    let mut lines =
        vec![format!("сейчас в базе: {}", content_in_words(now)), format!("в копии: {}", content_in_words(copy))];
    if now.district != copy.district {
        lines.push("названия районов разные: проверьте, та ли это копия".into());
    }
    if !erased.is_empty() {
        let mut listed: Vec<_> = erased.iter().take(LISTED).map(|(id, dated)| format!("№ {id} ({dated})")).collect();
        if erased.len() > LISTED {
            listed.push(format!("и ещё {}", erased.len() - LISTED));
        }
        lines.push(format!(
            "в копии есть персональные данные, удалённые с тех пор: {}; их нужно будет удалить ещё раз",
            listed.join(", ")
        ));
    }
    lines
}

/// «Лесной район, последняя запись журнала № 12 от 15.06.2024; 2 организации, 1 человек, 0 пар».
fn content_in_words(content: &Content) -> String {
    let orgs = plural::count(content.orgs.into(), "организация", "организации", "организаций");
    let people = plural::count(content.people.into(), "человек", "человека", "человек");
    let pairs = plural::count(content.pairs.into(), "пара", "пары", "пар");
    let district = content.district.as_deref().unwrap_or("район не указан");
    let last = match content.last {
        Some((id, made)) => format!("последняя запись журнала № {id} от {made}"),
        None => "журнал пуст".into(),
    };
    format!("{district}, {last}; {orgs}, {people}, {pairs}")
}
