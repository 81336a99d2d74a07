//! `monitor facts`: the facts that acts may name, for whoever writes one.

use anyhow::Result;
use clap::Args;

use crate::command::Outcome;
use crate::domain::ReportRules;
use crate::indicator::page::pages;
use crate::indicator::{FactPage, FactQuery};
use crate::report::{Column, List};

/// `monitor facts`.
#[derive(Debug, Args)]
pub struct MonitorFacts {
    #[arg(value_name = "ЕДИНИЦА", help = "Только факты о единицах этого вида: org или русское название")]
    unit: Option<String>,
}

/// A fact with the page on which it stands.
struct ListedFact {
    page: &'static FactPage,
    fact: &'static FactQuery,
}

impl MonitorFacts {
    /// Lists them.
    ///
    /// # Errors
    /// There is no such unit.
    pub fn run(self) -> Result<Outcome> {
        let wanted = match &self.unit {
            Some(unit) => Some(FactPage::called(unit)?),
            None => None,
        };
        let all = pages().iter().filter(move |page| wanted.is_none_or(|wanted| wanted.units.name == page.units.name));
        let facts = all.flat_map(|page| page.facts.iter().map(move |fact| ListedFact { page, fact }));
        let columns = [
            Column::table("heading", "Единица", |listed: &ListedFact| {
                format!(
                    "{}, unit = \"{}\": {}",
                    listed.page.units.title,
                    listed.page.units.name,
                    said(&listed.page.units.says)
                )
                .into()
            }),
            Column::data("unit", "Единица", |listed| (&listed.page.units.name).into()),
            Column::both("fact", "Факт", |listed| (&listed.fact.name).into()),
            Column::both("title", "Название", |listed| (&listed.fact.title).into()),
            Column::both("says", "Что означает", |listed| said(&listed.fact.says).into()),
            Column::both("clause", "Пункт", |listed| {
                Some(&listed.fact.clause).filter(|clause| !clause.is_empty()).into()
            }),
            Column::data("otherwise", "Причина, если не выполнен", |listed| {
                said(&listed.fact.otherwise).into()
            }),
            Column::data("unknown", "Если неизвестно", |listed| {
                Some(&listed.fact.unknown).filter(|unknown| !unknown.is_empty()).into()
            }),
        ];
        let notes = vec![
            "В файле акта факт называют словом из столбца «Факт» или русским названием: \
                          population — кто в знаменателе, condition — что должно быть выполнено"
                .into(),
        ];
        Ok(Outcome::report(List::new("Факты для показателей", columns).grouped().notes(notes).of(facts)))
    }
}

/// A text of a page with the values that hold where nothing is settled.
fn said(text: &str) -> String {
    ReportRules::default().said(text).into_owned()
}
