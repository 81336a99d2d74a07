//! By what reports judge where an act leaves it open: what is settled, from a day on.

use anyhow::Result;
use rusqlite::OptionalExtension;

use super::Store;
use crate::domain::{Day, ReportRules, ReportSetting, RuleOrigin};

/// A setting as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettledRule {
    /// The id of the row.
    pub id: i64,
    /// Which one.
    pub setting: ReportSetting,
    /// From which day on; `None`: from the first.
    pub since: Option<Day>,
    /// What holds then.
    pub value: String,
}

/// The settings of the reports of a file.
#[derive(Debug, Clone, Copy)]
pub struct ReportSettings<'s>(&'s Store);

impl Store {
    /// The settings of reports.
    pub fn report_settings(&self) -> ReportSettings<'_> {
        ReportSettings(self)
    }
}

impl ReportSettings<'_> {
    /// All that is settled, each setting by its days.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn all(&self) -> Result<Vec<SettledRule>> {
        let sql = "SELECT id, name, since, value FROM report_settings ORDER BY name, since IS NOT NULL, since";
        Ok(self.0.all(sql, [], |row| {
            Ok(SettledRule {
                id: row.get("id")?,
                setting: row.get("name")?,
                since: row.get("since")?,
                value: row.get("value")?,
            })
        })?)
    }

    /// What holds on a day: of each setting the last one that has begun.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn on(&self, day: Day) -> Result<Vec<SettledRule>> {
        let mut begun: Vec<SettledRule> = Vec::new();
        for rule in self.all()?.into_iter().filter(|rule| rule.since.is_none_or(|since| since <= day)) {
            begun.retain(|known| known.setting != rule.setting);
            begun.push(rule);
        }
        Ok(begun)
    }

    /// By what a report of a day judges.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn rules_on(&self, day: Day) -> Result<ReportRules> {
        let mut rules = ReportRules::default();
        for SettledRule { setting, since, value, .. } in self.on(day)? {
            // A value that this program can't read is one of a newer one, and a file of such isn't opened.
            let _ = rules.settle(setting, &value, RuleOrigin::File(since));
        }
        Ok(rules)
    }

    /// The acts of which reports of a day speak, if that is settled from some day on: codes, or none for all.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn acts_on(&self, day: Day) -> Result<Option<Vec<String>>> {
        let settled = self.on(day)?.into_iter().find(|rule| rule.setting == ReportSetting::Acts);
        let codes = |rule: SettledRule| rule.value.split(' ').filter(|code| *code != ALL).map(Into::into).collect();
        Ok(settled.map(codes))
    }

    /// Settles one from a day on.
    ///
    /// # Errors
    /// The file can't be written; a rule of the schema.
    pub fn settle(&self, setting: ReportSetting, since: Option<Day>, value: &str) -> Result<()> {
        match self.row(setting, since)? {
            Some(id) => self.0.execute("UPDATE report_settings SET value = ?2 WHERE id = ?1", (id, value)).map(drop)?,
            None => {
                let sql = "INSERT INTO report_settings (name, since, value) VALUES (?1, ?2, ?3)";
                self.0.insert(sql, (setting, since, value))?;
            }
        }
        Ok(())
    }

    /// Takes one out; returns whether it was there.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn remove(&self, setting: ReportSetting, since: Option<Day>) -> Result<bool> {
        let Some(id) = self.row(setting, since)? else { return Ok(false) };
        Ok(self.0.execute("DELETE FROM report_settings WHERE id = ?1", [id])? > 0)
    }

    fn row(&self, setting: ReportSetting, since: Option<Day>) -> Result<Option<i64>> {
        let sql = "SELECT id FROM report_settings WHERE name = ?1 AND since IS ?2";
        Ok(self.0.connection.query_row(sql, (setting, since), |row| row.get(0)).optional()?)
    }
}

/// In place of the codes of acts: all of them.
pub const ALL: &str = "all";
