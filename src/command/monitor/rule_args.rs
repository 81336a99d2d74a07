//! What a report judges by, for one run: options that go before the settings of the file.

use anyhow::Result;
use clap::Args;

use crate::domain::{AgeDay, Day, Reference, ReportRules, ReportSetting, RuleOrigin, report_rules};
use crate::indicator::OrgsOnDay;
use crate::store::Store;

/// The settings of one run.
#[derive(Debug, Args)]
#[command(next_help_heading = "Вместо настроек базы, на этот раз")]
pub struct RuleArgs {
    #[arg(long, value_name = "БАЛЛ", help = "Порог удовлетворённости: балл от 1 до 10", value_parser = satisfaction)]
    satisfaction: Option<String>,
    #[arg(long, value_name = "ЛЕТ", help = "Предельный возраст молодых: моложе стольких лет", value_parser = age_limit)]
    age_limit: Option<String>,
    #[arg(long, value_name = "ЛЕТ", help = "Стаж, с которым молодой специалист уже не молодой", value_parser = novice_years)]
    novice_years: Option<String>,
    #[arg(long, value_name = "ДЕНЬ", help = "На какой день считать возраст: «отчётная дата» или «1 января»")]
    age_on: Option<AgeDay>,
}

impl RuleArgs {
    /// By what a report of a day judges.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn rules(&self, store: &Store, day: Day) -> Result<ReportRules> {
        let mut rules = store.report_settings().rules_on(day)?;
        for (setting, value) in [
            (ReportSetting::Satisfaction, self.satisfaction.as_deref()),
            (ReportSetting::AgeLimit, self.age_limit.as_deref()),
            (ReportSetting::NoviceYears, self.novice_years.as_deref()),
            (ReportSetting::AgeOn, self.age_on.map(AgeDay::code)),
        ] {
            if let Some(value) = value {
                // The value was read when the line was.
                let _ = rules.settle(setting, value, RuleOrigin::Command);
            }
        }
        Ok(rules)
    }

    /// The organisations of a day, judged by these settings.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn orgs<'s>(&self, store: &'s Store, when: Reference) -> Result<OrgsOnDay<'s>> {
        Ok(OrgsOnDay::new(store, when)?.judging_by(self.rules(store, when.day)?))
    }
}

fn satisfaction(text: &str) -> Result<String, String> {
    report_rules::parse(ReportSetting::Satisfaction, text)
}

fn age_limit(text: &str) -> Result<String, String> {
    report_rules::parse(ReportSetting::AgeLimit, text)
}

fn novice_years(text: &str) -> Result<String, String> {
    report_rules::parse(ReportSetting::NoviceYears, text)
}
