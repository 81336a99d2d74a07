//! `monitor setting`: what the owner of the file has settled of its reports.

use anyhow::Result;
use clap::{Args, Subcommand};

use super::selection::{OwnActArgs, keep};
use super::setting_rule::{self, SettingRule};
use super::setting_since::SettingSince;
use crate::command::{Context, Outcome};
use crate::domain::{Day, ReportSetting};
use crate::error::Failure;
use crate::indicator::Act;
use crate::report::{Column, List};
use crate::store::Store;
use crate::store::report_setting::ALL;

/// The commands under `monitor setting`.
#[derive(Debug, Subcommand)]
pub enum SettingCommand {
    /// The first day of knowledge.
    #[command(
        about = "С какого дня сведения полны: о более ранних показателях отчёты предупреждают",
        after_help = "Примеры:\n  nastavnik monitor setting since 01.09.2024\n  nastavnik monitor setting since\n\n\
                      Кто уволился до этого дня, в базе нет, и доли за прежние дни сосчитаны без них.\n\
                      Если день не указан ни здесь, ни при создании базы, это день первой загрузки сотрудников."
    )]
    Since(SettingSince),
    /// Which acts reports speak of.
    #[command(
        about = "«Наш акт»: о каких актах говорят отчёты, если не указано иное; свои акты базы",
        after_help = "Примеры:\n  nastavnik monitor setting acts\n  nastavnik monitor setting acts spassky\n  nastavnik monitor setting acts --all\n  nastavnik monitor setting acts --act наш-план.toml --keep\n  nastavnik monitor setting acts --remove spassky"
    )]
    Acts(SettingActs),
    /// Who is satisfied.
    #[command(
        about = "Порог удовлетворённости: с какого балла участник доволен (акт его не называет)",
        after_help = "Примеры:\n  nastavnik monitor setting satisfaction 8 --from 01.01.2025\n  nastavnik monitor setting satisfaction\n  nastavnik monitor setting satisfaction --remove --from 01.01.2025"
    )]
    Satisfaction(SettingRule),
    /// Who is young.
    #[command(
        about = "Предельный возраст: моложе скольких лет педагог молод",
        after_help = "Примеры:\n  nastavnik monitor setting age-limit 30 --from 01.01.2025\n  nastavnik monitor setting age-limit"
    )]
    AgeLimit(SettingRule),
    /// Who is a novice.
    #[command(
        about = "Стаж, с которым молодой специалист уже не молодой",
        after_help = "Примеры:\n  nastavnik monitor setting novice-years 2 --from 01.09.2025\n  nastavnik monitor setting novice-years"
    )]
    NoviceYears(SettingRule),
    /// When the age is taken.
    #[command(
        about = "На какой день считать возраст: на отчётную дату или на 1 января её года",
        after_help = "Примеры:\n  nastavnik monitor setting age-on \"1 января\" --from 01.01.2025\n  nastavnik monitor setting age-on"
    )]
    AgeOn(SettingRule),
    /// All of them.
    #[command(
        about = "Все настройки отчётов: что, с какой даты, что действует сегодня",
        after_help = "Примеры:\n  nastavnik monitor setting list\n  nastavnik monitor setting list --format excel --output настройки.csv"
    )]
    List(SettingList),
}

/// `monitor setting list`.
#[derive(Debug, Args)]
pub struct SettingList {}

impl SettingList {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        Ok(Outcome::report(setting_rule::list(store, context.today, None)?))
    }
}

/// `monitor setting acts`.
#[derive(Debug, Args)]
pub struct SettingActs {
    #[arg(value_name = "АКТ", help = "Коды актов; не указаны — показать, какие акты есть и о каких говорят отчёты")]
    codes: Vec<String>,
    #[arg(long, conflicts_with = "codes", help = "Отчёты снова говорят обо всех актах")]
    all: bool,
    #[arg(long, requires = "act", conflicts_with_all = ["codes", "all"], help = "К --act: сохранить акт в базе")]
    keep: bool,
    #[arg(long, value_name = "АКТ", conflicts_with_all = ["codes", "all", "act"], help = "Убрать свой акт из базы")]
    remove: Option<String>,
    #[arg(
        long,
        value_name = "ДАТА",
        conflicts_with = "keep",
        help = "С какой отчётной даты; не указана — для всех дат, с которых не указано иное"
    )]
    from: Option<Day>,
    #[command(flatten)]
    own: OwnActArgs,
}

impl SettingCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        let args = match self {
            Self::Since(args) => return args.run(context),
            Self::Acts(args) => args,
            Self::Satisfaction(args) => return args.run(ReportSetting::Satisfaction, context),
            Self::AgeLimit(args) => return args.run(ReportSetting::AgeLimit, context),
            Self::NoviceYears(args) => return args.run(ReportSetting::NoviceYears, context),
            Self::AgeOn(args) => return args.run(ReportSetting::AgeOn, context),
            Self::List(args) => return context.read(|store| args.run(store, context)),
        };
        if args.from.is_some() && args.codes.is_empty() && !args.all && args.remove.is_none() {
            return Err(Failure::usage("указана дата без актов: добавьте коды актов или --all").into());
        }
        match &args {
            SettingActs { remove: Some(code), .. } => context.write_nameless(|store| remove(store, code)),
            SettingActs { keep: true, .. } => context.write_nameless(|store| {
                let source = args.own.source()?;
                keep(store, &source.unwrap_or_default(), &args.own.catalogue(store, context.today)?.catalogue)
            }),
            SettingActs { all: true, .. } => context.write_nameless(|store| args.settle(store, context)),
            SettingActs { codes, .. } if !codes.is_empty() => {
                context.write_nameless(|store| args.settle(store, context))
            }
            _ => context.read(|store| args.list(store, context)),
        }
    }
}

impl SettingActs {
    fn settle(&self, store: &Store, context: &Context) -> Result<Outcome> {
        let catalogue = self.own.catalogue(store, context.today)?.catalogue;
        let mut acts: Vec<&Act> = Vec::new();
        for code in &self.codes {
            acts.push(&catalogue.acts[catalogue.act(code)?]);
        }
        let codes: Vec<_> = acts.iter().map(|act| act.code.as_str()).collect();
        if self.from.is_some() {
            let value = if codes.is_empty() { ALL.to_owned() } else { codes.join(" ") };
            return setting_rule::settle(store, ReportSetting::Acts, self.from, &value);
        }
        store.acts().report(&codes)?;
        let titles: Vec<_> = acts.iter().map(|act| act.short.as_str()).collect();
        Ok(Outcome::done(match titles.is_empty() {
            true => "Отчёты говорят обо всех актах".to_owned(),
            false => format!("Отчёты, если не указано иное, говорят только об актах: {}", titles.join(", ")),
        }))
    }

    fn list(&self, store: &Store, context: &Context) -> Result<Outcome> {
        let kept: Vec<String> =
            store.acts().all()?.into_iter().filter(|act| act.source.is_some()).map(|act| act.code).collect();
        let catalogues = self.own.catalogue(store, context.today)?;
        let columns = [
            Column::both("code", "Код", |(act, ..): &(Act, bool, bool)| (&act.code).into()),
            Column::both("title", "Акт", |(act, ..)| (&act.title).into()),
            Column::both("reported", "В отчётах", |(_, is_reported, _)| (*is_reported).into()),
            Column::both("own", "Свой", |(.., is_own)| (*is_own).into()),
        ];
        let acts: Vec<_> = (0..)
            .zip(&catalogues.catalogue.acts)
            .map(|(at, act)| (act.clone(), catalogues.is_reported(at), kept.contains(&act.code)))
            .collect();
        Ok(Outcome::report(List::new("Акты", columns).of(acts)))
    }
}

fn remove(store: &Store, code: &str) -> Result<Outcome> {
    if !store.acts().remove(code)? {
        let failure = Failure::refused(format!("своего акта «{code}» в базе нет, ничего не убрано"));
        return Err(failure.hint("какие есть: nastavnik monitor setting acts").into());
    }
    Ok(Outcome::done(format!("Акт «{code}» убран из базы")))
}
