//! `monitor setting satisfaction` and its like: by what reports judge, from a day on.

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome, field_column};
use crate::domain::{Day, ReportRules, ReportSetting, name, report_rules};
use crate::error::Failure;
use crate::register::report_setting::{NAME, SINCE, VALUE};
use crate::report::{Column, List, Report};
use crate::store::Store;
use crate::store::report_setting::SettledRule;

/// `monitor setting satisfaction`, `age-limit`, `novice-years`, `age-on`.
#[derive(Debug, Args)]
pub struct SettingRule {
    #[arg(value_name = "ЗНАЧЕНИЕ", help = "Что действует; не указано — показать, что указано")]
    value: Option<String>,
    #[arg(
        long,
        value_name = "ДАТА",
        help = "С какой отчётной даты; не указана — для всех дат, с которых не указано иное"
    )]
    from: Option<Day>,
    #[arg(long, conflicts_with = "value", help = "Убрать то, что указано (с --from — с этой даты)")]
    remove: bool,
}

/// A setting on some day: as the file has it, or as the program does.
struct ListedRule {
    setting: ReportSetting,
    /// The row of the file, if that is it.
    rule: Option<SettledRule>,
    value: String,
    is_in_force: bool,
}

impl SettingRule {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; the value can't be.
    pub fn run(self, setting: ReportSetting, context: &Context) -> Result<Outcome> {
        match (&self.value, self.remove) {
            (Some(value), _) => {
                let value = report_rules::parse(setting, value)
                    .map_err(|why| Failure::usage(format!("{}: {why}", setting.title())))?;
                context.write_nameless(|store| settle(store, setting, self.from, &value))
            }
            (None, true) => context.write_nameless(|store| remove(store, setting, self.from)),
            (None, false) if self.from.is_some() => {
                Err(Failure::usage("указана дата без значения: добавьте значение или --remove").into())
            }
            (None, false) => context.read(|store| Ok(Outcome::report(list(store, context.today, Some(setting))?))),
        }
    }
}

/// Settles one from a day on, and says from when on it holds.
///
/// # Errors
/// The file can't be written.
pub fn settle(store: &Store, setting: ReportSetting, from: Option<Day>, value: &str) -> Result<Outcome> {
    let former = store.report_settings().all()?;
    let is_settled = former.iter().any(|rule| rule.setting == setting && rule.since == from && rule.value == value);
    let said = format!("{} — {}", name::capital(setting.title()), report_rules::value_told(setting, value));
    let when = match from {
        Some(from) => format!("для отчётных дат с {from}; показатели более ранних дат не меняются"),
        None => "для всех отчётных дат, прошлых тоже; с определённой даты — --from ДАТА".into(),
    };
    if is_settled {
        return Ok(Outcome::done(format!("{said}: уже указано")));
    }
    store.report_settings().settle(setting, from, value)?;
    let mut outcome = Outcome::done(format!("{said}: {when}"));
    let later = former.iter().filter(|rule| rule.setting == setting && rule.since > from);
    outcome.messages.extend(later.filter_map(|rule| {
        Some(format!("С {} действует другое: {}", rule.since?, report_rules::value_told(setting, &rule.value)))
    }));
    Ok(outcome)
}

/// Takes one out.
///
/// # Errors
/// It isn't there; the file can't be written.
pub fn remove(store: &Store, setting: ReportSetting, from: Option<Day>) -> Result<Outcome> {
    let from_told = from.map(|from| format!(" с {from}")).unwrap_or_default();
    if !store.report_settings().remove(setting, from)? {
        let failure =
            Failure::refused(format!("{}: такой настройки{from_told} нет, ничего не убрано", setting.title()));
        return Err(failure.hint("что указано: nastavnik monitor setting list").into());
    }
    Ok(Outcome::done(format!("Убрано: {}{from_told}", setting.title())))
}

/// What is settled, and what holds where nothing is.
///
/// # Errors
/// The file can't be read.
pub fn list(store: &Store, today: Day, only: Option<ReportSetting>) -> Result<Report> {
    let settled = store.report_settings().all()?;
    let in_force: Vec<i64> = store.report_settings().on(today)?.into_iter().map(|rule| rule.id).collect();
    let mut rows = Vec::new();
    let asked = ReportSetting::ALL.iter().copied().filter(|setting| match only {
        Some(only) => *setting == only,
        // The acts have a list of their own; here only from which day on which of them are spoken of.
        None => *setting != ReportSetting::Acts || settled.iter().any(|rule| rule.setting == *setting),
    });
    for setting in asked {
        let of = || settled.iter().filter(move |rule| rule.setting == setting);
        if !of().any(|rule| rule.since.is_none()) && setting != ReportSetting::Acts {
            let is_in_force = !of().any(|rule| in_force.contains(&rule.id));
            rows.push(ListedRule { setting, rule: None, value: ReportRules::default().value(setting), is_in_force });
        }
        rows.extend(of().map(|rule| ListedRule {
            setting,
            is_in_force: in_force.contains(&rule.id),
            value: rule.value.clone(),
            rule: Some(rule.clone()),
        }));
    }
    let columns = [
        field_column::both(NAME, |row: &ListedRule| row.setting.into()),
        field_column::both(SINCE, |row| row.rule.as_ref().and_then(|rule| rule.since).into()),
        field_column::data(VALUE, |row| (&row.value).into()),
        Column::both("value_told", "Что действует", |row| {
            report_rules::value_told(row.setting, &row.value).into()
        }),
        Column::both("own", "Указано в базе", |row| row.rule.is_some().into()),
        Column::both("in_force", "Действует сегодня", |row| row.is_in_force.into()),
    ];
    Ok(List::new("Настройки отчётов", columns).of(rows))
}
