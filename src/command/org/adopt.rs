//! `org adopt`: the papers by which an organisation introduces mentoring, and its curator.

use anyhow::Result;
use clap::Args;

use super::register::changed;
use crate::command::{Context, Outcome};
use crate::domain::{Day, Document};
use crate::error::Failure;
use crate::store::Store;
use crate::store::document::{PaperEnds, Requisites};

/// `org adopt`.
#[derive(Debug, Args)]
pub struct OrgAdopt {
    #[arg(value_name = "ОРГАНИЗАЦИЯ", help = "Номер, ИНН или часть наименования")]
    org: String,
    #[arg(long, value_name = "НОМЕР", help = "Номер приказа о внедрении")]
    order_number: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Дата приказа о внедрении")]
    order_date: Option<Day>,
    #[arg(
        long,
        value_name = "ДАТА",
        value_delimiter = ',',
        help = "Сроки мониторинга по приказу, через запятую (Ножай-Юрт, п. 2.2)"
    )]
    monitoring: Vec<Day>,
    #[arg(long, value_name = "ТЕКСТ", help = "Планируемые результаты по приказу (Ножай-Юрт, п. 2.2)")]
    results: Option<String>,
    #[arg(long, value_name = "НОМЕР", help = "Номер приказа об утверждении положения")]
    regulation_number: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Дата утверждения положения")]
    regulation_date: Option<Day>,
    #[arg(long, value_name = "НОМЕР", help = "Номер приказа об утверждении дорожной карты")]
    road_map_number: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Дата утверждения дорожной карты")]
    road_map_date: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Последний день срока, на который составлена дорожная карта")]
    road_map_until: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Последний день действия отменённого приказа о внедрении")]
    order_repealed: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Последний день действия отменённого положения")]
    regulation_repealed: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Последний день действия отменённой дорожной карты")]
    road_map_repealed: Option<Day>,
    #[arg(long, value_name = "ФИО", help = "Куратор")]
    curator: Option<String>,
    #[arg(long, value_name = "НОМЕР", help = "Номер приказа о назначении куратора")]
    curator_number: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Дата назначения куратора")]
    curator_date: Option<Day>,
    #[arg(long, help = "Исправить последний документ, а не добавить новый")]
    correct: bool,
}

impl OrgAdopt {
    /// Enters what is said.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let org = store.orgs().find(&self.org)?;
        let curator = Requisites { number: self.curator_number, dated: self.curator_date };
        let papers = [
            (Document::Order, Requisites { number: self.order_number, dated: self.order_date }),
            (Document::Regulation, Requisites { number: self.regulation_number, dated: self.regulation_date }),
            (Document::RoadMap, Requisites { number: self.road_map_number, dated: self.road_map_date }),
        ];
        let repealed = [
            (Document::Order, self.order_repealed),
            (Document::Regulation, self.regulation_repealed),
            (Document::RoadMap, self.road_map_repealed),
        ];
        let ends = self.road_map_until.is_some() || repealed.iter().any(|(_, day)| day.is_some());
        let plans = self.results.is_some() || !self.monitoring.is_empty();
        let says_papers = papers.iter().any(|(_, said)| !said.is_empty()) || ends;
        if !says_papers && self.curator.is_none() && curator.is_empty() && !plans {
            return Err(Failure::usage("не указано ни одного документа")
                .hint("например: --order-number 15-ОД --order-date 01.09.2021")
                .into());
        }
        let mut changes = Vec::new();
        // What is repealed is the former paper, also where its successor is told at once.
        for (kind, day) in repealed.iter().filter(|(_, day)| day.is_some()) {
            let ends = PaperEnds { repealed: *day, ..PaperEnds::default() };
            changes.extend(store.documents().end_paper(org.id, *kind, ends)?);
        }
        let mut order = None;
        for (kind, said) in papers.iter().filter(|(_, said)| !said.is_empty()) {
            let (id, done) = store.documents().put_paper(org.id, *kind, said, self.correct)?;
            changes.extend(done);
            order = order.or((*kind == Document::Order).then_some(id));
        }
        if self.road_map_until.is_some() {
            let ends = PaperEnds { valid_until: self.road_map_until, ..PaperEnds::default() };
            changes.extend(store.documents().end_paper(org.id, Document::RoadMap, ends)?);
        }
        if self.curator.is_some() || !curator.is_empty() {
            changes.extend(store.documents().put_curator(org.id, self.curator.as_deref(), &curator, self.correct)?);
        }
        if plans {
            let last =
                store.documents().papers(org.id)?.into_iter().rev().find(|p| p.kind == Document::Order).map(|p| p.id);
            let order = order.or(last).ok_or_else(|| {
                Failure::refused(
                    "сроки мониторинга и планируемые результаты устанавливает приказ о внедрении, а его нет",
                )
                .hint("запишите приказ: --order-number НОМЕР --order-date ДАТА")
            })?;
            changes.extend(store.documents().plan_order(order, self.results.as_deref(), &self.monitoring)?);
        }
        let mut outcome = changed(&org.name, &changes);
        let dated = papers.iter().map(|(kind, said)| (kind.title(), said.dated));
        let over = repealed.iter().map(|(kind, day)| (kind.title(), *day));
        for (what, day) in dated.chain(over).chain([("назначение куратора", curator.dated)]) {
            context.check_day(day, what, &mut outcome)?;
        }
        Ok(outcome)
    }
}
