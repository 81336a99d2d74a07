//! `org group`: associations, clubs, network projects; persons and organisations as members.

use std::rc::Rc;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::change_args::{self, ChangeArgs};
use super::group_party::{PartyArgs, closed_by, party};
use super::moved_by_file::tell_groups;
use super::{group_edit, group_list};
use crate::command::person_choice::JobChoice;
use crate::command::{Context, FileArgs, ImportCommand, Options, Outcome, TemplateSchool, field_column};
use crate::domain::{Day, name};
use crate::error::Failure;
use crate::intake::reading::{Layout, Source};
use crate::intake::{ImportMode, Plan, groups};
use crate::refuse;
use crate::register::group;
use crate::report::List;
use crate::store::Store;
use crate::store::group::{GroupDraft, GroupKind};
use crate::store::staff::ChangeMode;

/// The commands under `org group`.
#[derive(Debug, Subcommand)]
pub enum GroupCommand {
    /// Imports groups or members.
    #[command(
        about = "Загрузить файл групп или файл участников",
        after_help = "Примеры:\n  nastavnik org group import groups.csv\n  nastavnik org group import members.csv --dry-run"
    )]
    Import(GroupImportArgs),
    /// Enters a group.
    #[command(
        about = "Записать группу",
        after_help = "Примеры:\n  nastavnik org group add РМО-1 \"РМО химиков\" --kind \"методическое объединение\"\n  nastavnik org group add СП-1 \"Проект «Маяк»\" --kind \"сетевой проект\" --network"
    )]
    Add(GroupAdd),
    /// Corrects a group, or changes it from a day on.
    #[command(
        about = "Исправить группу или даты её участника, с датой — сменить вид или признак «Сетевая»",
        after_help = "Без --effective вид и признак «Сетевая» исправляются и за прошлые даты, с --effective они стали другими\n\
                      с этой даты: отчёты за прежние даты не меняются.\n\
                      Участника называют --person или --org; исправляется последнее его участие, более раннее назовёт --on.\n\n\
                      Примеры:\n  nastavnik org group edit РМО-1 --title \"РМО учителей химии и биологии\"\n  \
                      nastavnik org group edit СП-1 --network да --effective 01.09.2025\n  \
                      nastavnik org group edit РМО-1 --person Ромашкина --joined 15.09.2024"
    )]
    Edit(group_edit::GroupEdit),
    /// Enters a member.
    #[command(
        about = "Записать участника группы",
        after_help = "Примеры:\n  nastavnik org group join РМО-1 --person Ромашкина --date 01.09.2024\n  nastavnik org group join СП-1 --org \"СОШ № 8\" --date 01.09.2024"
    )]
    Join(GroupJoin),
    /// Ends a membership.
    #[command(
        about = "Записать выход участника из группы",
        after_help = "Примеры:\n  nastavnik org group leave РМО-1 --person Ромашкина --date 31.05.2025\n  nastavnik org group leave СП-1 --org 8 --date 31.05.2025"
    )]
    Leave(GroupLeave),
    /// Lists the groups.
    #[command(
        about = "Список групп",
        after_help = "Примеры:\n  nastavnik org group list\n  nastavnik org group list --format csv"
    )]
    List(group_list::GroupList),
    /// Shows a group.
    #[command(
        about = "Группа и её участники",
        after_help = "Примеры:\n  nastavnik org group show РМО-1\n  nastavnik org group show химии"
    )]
    Show(group_list::GroupShow),
    /// Lists the kinds, or enters one.
    #[command(
        about = "Виды групп: список, или записать свой вид",
        after_help = "Примеры:\n  nastavnik org group kind\n  nastavnik org group kind \"лаборатория наставников\" --community"
    )]
    Kind(GroupKindArgs),
}

/// `org group import`.
#[derive(Debug, Args)]
pub struct GroupImportArgs {
    #[command(flatten)]
    file: FileArgs,
    #[command(flatten)]
    change: ChangeArgs,
}

/// `org group add`.
#[derive(Debug, Args)]
pub struct GroupAdd {
    #[arg(value_name = "КОД", help = "Код группы, например РМО-1")]
    code: String,
    #[arg(value_name = "НАЗВАНИЕ", help = "Название")]
    title: String,
    #[arg(long, value_name = "ВИД", help = "Вид группы; список: nastavnik org group kind")]
    kind: String,
    #[arg(long, value_name = "НАЗВАНИЕ", help = "Муниципалитет, если это не район базы")]
    municipality: Option<String>,
    #[arg(long, help = "Сетевая")]
    network: bool,
}

/// `org group join`.
#[derive(Debug, Args)]
pub struct GroupJoin {
    #[arg(value_name = "ГРУППА", help = "Код или часть названия")]
    group: String,
    #[command(flatten)]
    who: PartyArgs,
    #[command(flatten)]
    choice: JobChoice,
    #[arg(long, value_name = "ДАТА", help = "Дата вступления; не указана — с самого начала")]
    date: Option<Day>,
}

/// `org group leave`.
#[derive(Debug, Args)]
pub struct GroupLeave {
    #[arg(value_name = "ГРУППА", help = "Код или часть названия")]
    group: String,
    #[command(flatten)]
    who: PartyArgs,
    #[command(flatten)]
    choice: JobChoice,
    #[arg(long, value_name = "ДАТА", help = "Последний день участия")]
    date: Day,
}

/// `org group kind`.
#[derive(Debug, Args)]
pub struct GroupKindArgs {
    #[arg(value_name = "НАЗВАНИЕ", help = "Новый вид группы")]
    title: Option<String>,
    #[arg(long, requires = "title", help = "Это наставническое сообщество (учитывается в показателе S3)")]
    community: bool,
}

impl GroupCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.run(context),
            Self::Add(args) => context.write(|store| args.run(store)),
            Self::Edit(args) => context.write(|store| args.run(store, context)),
            Self::Join(args) => context.write(|store| args.run(store, context)),
            Self::Leave(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
            Self::Show(args) => context.read(|store| args.run(store)),
            Self::Kind(args) if args.title.is_some() => context.write(|store| args.run(store)),
            Self::Kind(args) => context.read(|store| args.run(store)),
        }
    }
}

impl GroupImportArgs {
    fn run(self, context: &Context) -> Result<Outcome> {
        let change = self.change.mode(context)?;
        self.file.run(context, import_of_groups(change))
    }
}

/// The import of groups and their members, where another kind or mark of a known group is what the mode says.
pub fn import_of_groups(change: ChangeMode) -> impl ImportCommand {
    GroupImport { change }
}

/// The import: a file is one of groups or one of members.
struct GroupImport {
    change: ChangeMode,
}

impl ImportCommand for GroupImport {
    fn command(&self) -> &'static str {
        "org group import"
    }

    fn layouts(&self) -> Vec<&'static Layout> {
        vec![&groups::GROUPS, &groups::MEMBERS]
    }

    fn known_rows(
        &self,
        store: &Rc<Store>,
        context: &Context,
        school: &Rc<TemplateSchool>,
        layout: &'static Layout,
    ) -> Result<Option<Outcome>> {
        // The groups are the district's, who is in them the school's.
        let is_of_members = layout.sheet == groups::MEMBERS.sheet;
        Ok(is_of_members.then(|| group_list::members_of_school(store, context, school)))
    }

    fn options(&self) -> Options {
        change_args::options(self.change)
    }

    fn restore(&mut self, options: &Options) -> Result<(), Failure> {
        self.change = change_args::restored(options)?;
        Ok(())
    }

    fn import(&mut self, store: &Store, context: &Context, source: &Source, mode: ImportMode<'_>) -> Result<Plan> {
        let mut plan = groups::import(store, context.today, source, self.change, mode)?;
        tell_groups(&mut plan, self.change)?;
        Ok(plan)
    }
}

impl GroupAdd {
    fn run(self, store: &Store) -> Result<Outcome> {
        if let Some(group) = store.groups().of_code(&self.code)? {
            refuse!("группа с кодом {} уже есть: {}", group.code, group.title);
        }
        let title = name::tidy(&self.title);
        store.groups().add(&GroupDraft {
            code: name::tidy(&self.code),
            title: Some(title.clone()),
            kind: Some(self.kind),
            municipality: self.municipality,
            network: Some(self.network),
        })?;
        Ok(Outcome::done(format!("Записана группа {}: {title}", self.code)))
    }
}

impl GroupJoin {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let group = store.groups().find(&self.group)?;
        let (party, who) = party(
            store,
            self.who.person.as_deref(),
            self.who.org.as_deref(),
            &self.choice,
            self.date.unwrap_or(context.today),
        )?;
        let mut outcome = Outcome::default();
        context.check_day(self.date, "дата вступления", &mut outcome)?;
        // Whoever was in the group before may come back, but only after that: a past period stays as it was.
        let mut before = store.groups().memberships(party)?.into_iter().filter(|m| m.group_id == group.id);
        let in_the_way = |ended: Option<Day>| ended.is_none_or(|last| self.date.is_none_or(|day| day <= last));
        if let Some(member) = before.find(|m| in_the_way(m.ended)) {
            let period = member.span();
            match member.ended {
                None => refuse!("{who} уже состоит в группе {} ({}) {period}", group.code, group.title),
                Some(last) => refuse!(
                    "{who}: участие в группе {} ({}) {period} уже записано; для нового участия нужна дата вступления \
                     позже {last}",
                    group.code,
                    group.title
                ),
            }
        }
        store.groups().put_member(group.id, party, self.date, None)?;
        let since = self.date.map_or_else(|| "с самого начала".into(), |day| format!("с {day}"));
        outcome.messages.push(format!("{who}: в группе {} ({}) {since}", group.code, group.title));
        outcome.warnings.extend(closed_by(store, party, self.date)?);
        Ok(outcome)
    }
}

impl GroupLeave {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let group = store.groups().find(&self.group)?;
        let (party, who) = party(store, self.who.person.as_deref(), self.who.org.as_deref(), &self.choice, self.date)?;
        let mut outcome = Outcome::default();
        context.check_day(Some(self.date), "дата выхода", &mut outcome)?;
        let open = store.groups().memberships(party)?.into_iter().find(|m| m.group_id == group.id && m.ended.is_none());
        let Some(open) = open else {
            refuse!("{who} не состоит в группе {} ({})", group.code, group.title)
        };
        store.groups().put_member(group.id, party, open.joined, Some(self.date))?;
        outcome.messages.push(format!("{who}: в группе {} ({}) по {}", group.code, group.title, self.date));
        Ok(outcome)
    }
}

impl GroupKindArgs {
    fn run(self, store: &Store) -> Result<Outcome> {
        if let Some(title) = &self.title {
            store.groups().add_kind(title, self.community)?;
            return Ok(Outcome::done(format!("Записан вид группы: {}", name::tidy(title))));
        }
        let columns = [
            field_column::short(group::KIND_TITLE, |kind: &GroupKind| (&kind.title).into()),
            field_column::both(group::COMMUNITY, |kind| kind.community.into()),
        ];
        Ok(Outcome::report(List::new("Виды групп", columns).of(store.groups().kinds()?)))
    }
}
