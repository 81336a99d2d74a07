//! `org post`: the district's dictionary of posts. What it says of a post, imports ask before the nomenclature.

use std::rc::Rc;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::staff_fields::yes_or_no;
use crate::command::{Context, FileArgs, Outcome, SimpleImport, register};
use crate::domain::{ClosedSet, name, post as nomenclature};
use crate::error::Failure;
use crate::intake::reading::{FileColumn, Layout, Need};
use crate::intake::{RegisterFile, column_of};
use crate::register::post::{PEDAGOGICAL, POSTS, STANDS_FOR, TITLE};
use crate::store::{RowDraft, Store};

/// The columns of `org post import`.
static LAYOUT: Layout = Layout {
    what: "словарь должностей",
    sheet: "Должности",
    brings: &[],
    further: false,
    names: &[("id", "№"), TITLE.words(), PEDAGOGICAL.words(), STANDS_FOR.words()],
    columns: &[
        column_of(&TITLE),
        FileColumn { need: Need::Required, ..column_of(&PEDAGOGICAL) },
        column_of(&STANDS_FOR),
    ],
};

/// The commands under `org post`.
#[derive(Debug, Subcommand)]
pub enum PostCommand {
    /// Imports posts.
    #[command(
        about = "Загрузить словарь должностей",
        after_help = "Примеры:\n  nastavnik org post import posts.csv --dry-run\n  nastavnik org post import posts.csv"
    )]
    Import(PostImport),
    /// Says what a post is.
    #[command(
        about = "Указать, педагогическая ли должность",
        after_help = "Примеры:\n  nastavnik org post set \"координатор школьных проектов\" --pedagogical да\n  nastavnik org post set \"зам. директора\" --stands-for \"заместитель\""
    )]
    Set(PostSet),
    /// Lists the posts.
    #[command(
        about = "Должности, которые встретились в базе, и педагогические ли они",
        after_help = "Примеры:\n  nastavnik org post list\n  nastavnik org post list --unknown --format excel --output posts.csv"
    )]
    List(PostList),
}

/// `org post import`.
#[derive(Debug, Args)]
pub struct PostImport {
    #[command(flatten)]
    file: FileArgs,
}

/// `org post set`.
#[derive(Debug, Args)]
pub struct PostSet {
    #[arg(value_name = "ДОЛЖНОСТЬ", help = "Должность, как её пишут школы")]
    title: String,
    #[arg(long, value_name = "ДА|НЕТ", help = "Педагогическая ли она", value_parser = yes_or_no)]
    pedagogical: Option<bool>,
    #[arg(long, value_name = "ДОЛЖНОСТЬ", help = "Какой должности номенклатуры она соответствует", value_parser = of_nomenclature)]
    stands_for: Option<&'static str>,
}

/// `org post list`.
#[derive(Debug, Args)]
pub struct PostList {
    #[arg(long, help = "Только те, о которых неизвестно, педагогические ли они")]
    unknown: bool,
}

impl PostCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => {
                let importer = RegisterFile { register: &POSTS, layout: &LAYOUT };
                args.file.run(context, SimpleImport { command: "org post import", importer })
            }
            Self::Set(args) => context.write(|store| args.run(store)),
            Self::List(args) => context.read(|store| args.run(store)),
        }
    }
}

impl PostSet {
    fn run(self, store: &Store) -> Result<Outcome> {
        if self.pedagogical.is_none() && self.stands_for.is_none() {
            return Err(Failure::usage("нечего записать: укажите --pedagogical или --stands-for").into());
        }
        let title = name::tidy(&self.title);
        let known = store.row_named(&POSTS, &title)?;
        // A title of the nomenclature answers by itself, unless the district says otherwise.
        let pedagogical = self.pedagogical.or_else(|| nomenclature::pedagogical(self.stands_for?));
        let draft = RowDraft::of(&POSTS)
            .with(TITLE, Some(&title).filter(|_| known.is_none()))
            .with(PEDAGOGICAL, pedagogical)
            .with(STANDS_FOR, self.stands_for);
        let put = store.put_row(known, &draft)?;
        if put.is_new {
            return Ok(Outcome::done(format!("Записана должность № {}: {title}", put.id)));
        }
        let mut outcome = super::register::changed(&title, &put.changes);
        if put.changes.iter().any(|change| change.heading == PEDAGOGICAL.heading) {
            outcome
                .warnings
                .push("показатели изменились и за прошлые даты: должность одна на все записи о работе".into());
        }
        Ok(outcome)
    }
}

impl PostList {
    fn run(self, store: &Rc<Store>) -> Result<Outcome> {
        let title = if self.unknown {
            "Должности, о которых неизвестно, педагогические ли они:"
        } else {
            "Должности:"
        };
        Ok(Outcome::report(register::list(store, &POSTS, title, self.unknown.then_some(PEDAGOGICAL))))
    }
}

fn of_nomenclature(text: &str) -> Result<&'static str, String> {
    let ClosedSet { parse, .. } = nomenclature::SET;
    parse(text)
}
