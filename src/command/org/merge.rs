//! `org merge`: an organisation becomes a part of another.

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome, field_column};
use crate::domain::{Day, Document, plural};
use crate::register::{employment, person};
use crate::report::{Column, List};
use crate::store::Store;
use crate::store::org::{GoesOver, MergedWork, Merger, Org};

/// `org merge`.
#[derive(Debug, Args)]
pub struct OrgMerge {
    #[arg(value_name = "ОРГАНИЗАЦИЯ", help = "Кого присоединяют: номер, ИНН или часть наименования")]
    org: String,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "К кому: преемник")]
    into: String,
    #[arg(long, value_name = "ДАТА", help = "Первый день в преемнике; присоединяемая организация закрыта накануне")]
    date: Day,
    #[arg(long, help = "Только показать, что изменится, ничего не записывая")]
    dry_run: bool,
}

impl OrgMerge {
    /// Closes the organisation and lets its staff go on in the successor.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let (org, into) = (store.orgs().find(&self.org)?, store.orgs().find(&self.into)?);
        let mut outcome = Outcome { keep: !self.dry_run, ..Outcome::default() };
        context.check_day(Some(self.date), "дата присоединения", &mut outcome)?;
        let merger = store.orgs().merge(&org, &into, self.date)?;
        if self.dry_run {
            outcome.messages.push("Проверка: ничего не записано".into());
        }
        let jobs = plural::count(merger.work.len() as u64, "запись о работе", "записи о работе", "записей о работе");
        outcome.messages.push(format!(
            "№ {} {}: закрыта {}, преемник — № {} {}",
            org.id,
            org.name,
            self.date.previous(),
            into.id,
            into.name
        ));
        outcome.messages.push(format!("Продолжается в преемнике с {}: {jobs}", self.date));
        outcome.messages.extend(
            merger.groups.iter().map(|title| format!("В группе «{title}» вместо неё с {} преемник", self.date)),
        );
        outcome.messages.extend(merger.registrations.iter().map(|who| {
            format!("Наставник не из сотрудников: № {} {} записан за преемником с {}", who.id, who.name, self.date)
        }));
        if !merger.needs.is_empty() {
            let people = plural::count(merger.needs.len() as u64, "человек", "человека", "человек");
            outcome.messages.push(format!("В перечне нуждающихся в наставнике преемника с {}: {people}", self.date));
        }
        outcome.warnings.extend(left(store, &org, &into, &merger, self.date)?);
        let columns = [
            Column::both("person", "№", |work: &MergedWork| work.who.id.into()),
            field_column::both(person::NAME, |work| (&work.who).into()),
            field_column::both(employment::POST, |work| (&work.post).into()),
            field_column::both(employment::NUMBER, |work| (&work.number).into()),
            Column::both("note", "Примечание", |work| note(work).into()),
        ];
        outcome.report = Some(List::new("Кто продолжает работу в преемнике", columns).of(merger.work));
        Ok(outcome)
    }
}

fn note(work: &MergedWork) -> Option<String> {
    match &work.how {
        GoesOver::AsItIs => None,
        GoesOver::IsThere => Some("такая работа там уже записана".into()),
        GoesOver::WithoutNumber(other) => Some(format!("без табельного номера: там он у № {}", other.id)),
    }
}

/// So many pairs are listed by number.
const LISTED: usize = 20;

/// What isn't taken over by itself, a sentence each.
fn left(store: &Store, org: &Org, into: &Org, merger: &Merger, from: Day) -> Result<Vec<String>> {
    let mut told = Vec::new();
    let (last, of_order) = (from.previous(), "--order-number НОМЕР --order-date ДАТА");
    let [unnamed, named] = &merger.pairs;
    let pairs = |numbers: &[String]| {
        let count = plural::count(numbers.len() as u64, "пара", "пары", "пар");
        let more = if numbers.len() > LISTED { ", …" } else { "" };
        format!("{count} (№ {}{more})", numbers[..numbers.len().min(LISTED)].join(", "))
    };
    let ended = format!("участие её сотрудников в парах по её приказам — по {last}");
    if !unnamed.is_empty() {
        told.push(format!(
            "{ended}: {}; если закрепление продолжается по приказу преемника: nastavnik pair leave ПАРА ЧЕЛОВЕК --date {last}, затем \
             nastavnik pair join ПАРА ЧЕЛОВЕК --date {from} {of_order}",
            pairs(unnamed)
        ));
    }
    if !named.is_empty() {
        told.push(format!(
            "{ended}: {}, у них указана эта организация; если закрепление продолжается по приказу преемника: nastavnik pair close \
             ПАРА --date {last}, затем nastavnik pair create --mentor ЧЕЛОВЕК --mentee ЧЕЛОВЕК --start {from} {of_order}",
            pairs(named)
        ));
    }
    let taken = merger.work.iter().filter(|work| matches!(work.how, GoesOver::WithoutNumber(_))).count() as u64;
    if taken > 0 {
        let jobs = plural::count(taken, "запись", "записи", "записей");
        told.push(format!("табельные номера, которые в преемнике заняты другими, сняты ({jobs}): укажите новые"));
    }
    let papers: Vec<_> = store.documents().papers(org.id)?;
    let named: Vec<_> = Document::ALL
        .iter()
        .filter(|kind| papers.iter().any(|paper| paper.kind == **kind))
        .map(|kind| kind.title().to_owned())
        .collect();
    if !named.is_empty() {
        told.push(format!(
            "документы о внедрении не переносятся: {}; новые документы преемника записывает nastavnik org adopt {}",
            named.join(", "),
            into.id
        ));
    }
    for curator in &merger.curators {
        let name = curator.as_deref().unwrap_or("не назван");
        told.push(format!(
            "куратор закрытой организации ({name}) преемнику не передаётся; назначить: nastavnik org adopt {} --curator ФИО --curator-date ДАТА",
            into.id
        ));
    }
    for branch in &merger.branches {
        told.push(format!(
            "филиал остаётся за закрытой организацией: {}; передать: nastavnik org edit {} --parent {}",
            branch.name, branch.id, into.id
        ));
    }
    Ok(told)
}
