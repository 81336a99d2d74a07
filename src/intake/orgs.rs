//! The file of organisations.

use anyhow::Result;

use super::field_column::{column_named, column_of};
use super::import_mode::ImportMode;
use super::importer::{Importer, ReadRow};
use super::pipeline;
use super::plan::{Plan, RowResult};
use super::reading::{Brought, CellSort, Layout, Need, Opened, Remarks, Row, Source, column};
use super::session::ImportSession;
use crate::domain::{Day, Document, OrgKind, name};
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::org;
use crate::store::Store;
use crate::store::document::Requisites;
use crate::store::org::{Org, OrgDraft, OrgNames};
use crate::store::staff::ChangeMode;

/// The columns of `org import`.
pub const LAYOUT: Layout = Layout {
    what: "файл организаций",
    sheet: "Организации",
    brings: &[Brought { table: org::ORGS.table, named_by: &[&["inn"], &["name"], &["short_name"]] }],
    further: false,
    names: &[
        ("id", "№"),
        org::INN.words(),
        org::NAME.words(),
        org::KIND.words(),
        org::MUNICIPALITY.words(),
        org::SHORT_NAME.words(),
        org::ADDRESS.words(),
        org::HEAD.words(),
        org::SITE.words(),
        org::OPENED.words(),
        org::CLOSED.words(),
        ("order_number", "Номер приказа о внедрении"),
        ("order_date", "Дата приказа о внедрении"),
        ("regulation_date", "Дата утверждения положения"),
        ("road_map_date", "Дата утверждения дорожной карты"),
        ("curator", "Куратор"),
        ("curator_date", "Дата назначения куратора"),
        org::PARENT.words(),
        org::SUCCESSOR.words(),
    ],
    columns: &[
        column_of(&org::INN),
        column_of(&org::NAME),
        column_of(&org::SHORT_NAME),
        column_of(&org::KIND),
        column_named("municipality", &org::MUNICIPALITY),
        column_of(&org::ADDRESS),
        column_of(&org::HEAD),
        column(
            "order_number",
            "Номер приказа о внедрении",
            &["№ приказа о внедрении", "Приказ о внедрении, №"],
            Need::Optional,
            "номер приказа о внедрении",
            "15-ОД",
        ),
        column(
            "order_dated",
            "Дата приказа о внедрении",
            &["Приказ о внедрении, дата", "Дата внедрения"],
            Need::Optional,
            "дата приказа о внедрении",
            "01.09.2021",
        )
        .holding(CellSort::Day),
        column(
            "regulation_dated",
            "Дата утверждения положения",
            &["Дата положения", "Положение, дата утверждения", "Положение утверждено"],
            Need::Optional,
            "дата утверждения положения о наставничестве",
            "01.09.2021",
        )
        .holding(CellSort::Day),
        column(
            "road_map_dated",
            "Дата утверждения дорожной карты",
            &["Дата дорожной карты", "Дорожная карта, дата утверждения", "Дорожная карта утверждена"],
            Need::Optional,
            "дата утверждения дорожной карты",
            "01.09.2021",
        )
        .holding(CellSort::Day),
        column(
            "curator",
            "Куратор",
            &["ФИО куратора", "Куратор наставничества", "Куратор реализации программ наставничества"],
            Need::Optional,
            "куратор наставничества",
            "",
        ),
        column(
            "curator_appointed",
            "Дата назначения куратора",
            &["Куратор назначен", "Дата приказа о назначении куратора"],
            Need::Optional,
            "дата назначения",
            "01.09.2021",
        )
        .holding(CellSort::Day),
        column_of(&org::OPENED),
        column_of(&org::CLOSED),
        column_of(&org::SITE),
        column_named("parent", &org::PARENT),
        column_named("successor", &org::SUCCESSOR),
    ],
};

/// Whether a municipality is known; what can't be asked isn't worth a word.
fn seen(session: &ImportSession<'_>, title: &str) -> bool {
    session.store.municipalities().known(title).is_ok_and(|id| id.is_some())
}

/// A row of organisations: one with its papers and its curator.
#[derive(Debug, Clone)]
pub struct OrgRow {
    line: usize,
    draft: OrgDraft,
    papers: [(Document, Requisites); 3],
    curator: Option<String>,
    appointed: Requisites,
    parent: Option<String>,
    successor: Option<String>,
    remarks: Remarks,
}

impl ReadRow for OrgRow {
    type FileContext = ();

    fn read(row: Row<'_>, (): &()) -> Self {
        let row = &row;
        let paper = |number: Option<String>, field: &str| Requisites { number, dated: row.day(field) };
        let draft = OrgDraft {
            inn: row.inn("inn"),
            name: row.required_text("name"),
            short_name: row.text("short_name"),
            kind: row.required("kind", OrgKind::parse),
            municipality: row.text("municipality"),
            address: row.text("address"),
            head: row.text("head"),
            site: row.text("site"),
            opened: row.day("opened"),
            closed: row.day("closed"),
            parent: None,
            successor: None,
        };
        if draft.opened.zip(draft.closed).is_some_and(|(opened, closed)| closed < opened) {
            row.defect("closed", "организация закрыта раньше, чем открыта");
        }
        Self {
            line: row.line(),
            draft,
            papers: [
                (Document::Order, paper(row.text("order_number"), "order_dated")),
                (Document::Regulation, paper(None, "regulation_dated")),
                (Document::RoadMap, paper(None, "road_map_dated")),
            ],
            curator: row.text("curator"),
            appointed: paper(None, "curator_appointed"),
            parent: row.text("parent"),
            successor: row.text("successor"),
            remarks: row.take_remarks(),
        }
    }

    fn line(&self) -> usize {
        self.line
    }

    fn take_remarks(&mut self) -> Remarks {
        std::mem::take(&mut self.remarks)
    }
}

/// `org import`: one file after another.
#[derive(Debug, Clone)]
pub struct OrgImporter {
    /// What another name or kind of a known organisation is.
    pub mode: ChangeMode,
    /// Rows that name an organisation which may only follow.
    later: Vec<OrgRow>,
}

impl OrgImporter {
    /// Nothing imported yet.
    pub fn new(mode: ChangeMode) -> Self {
        Self { mode, later: Vec::new() }
    }

    /// Imports a file within the command's transaction.
    ///
    /// # Errors
    /// The file isn't such a table; the database can't be used.
    pub fn import(&mut self, store: &Store, today: Day, source: &Source, mode: ImportMode<'_>) -> Result<Plan> {
        pipeline::run_sheet(store, today, Opened::open(source)?.sheet(&LAYOUT)?, &(), self, mode)
    }
}

impl Importer for OrgImporter {
    type Row = OrgRow;

    fn layout(&self) -> &'static Layout {
        &LAYOUT
    }

    fn enter(&mut self, session: &ImportSession<'_>, row: &mut OrgRow) -> Result<Option<RowResult>> {
        if !row.remarks.defects.is_empty() {
            return Ok(None);
        }
        if let Some(title) = row.draft.municipality.as_deref().filter(|title| !seen(session, title)) {
            session.warn(row.line, format!("новый муниципалитет «{title}»"));
        }
        let named = [&row.parent, &row.successor].into_iter().flatten();
        if named.map(|text| related(session, text)).any(|found| found.is_err()) {
            self.later.push(row.clone());
            row.take_remarks();
            return Ok(None);
        }
        self.settle(session, row)
    }

    /// A branch may stand above its parent, whoever was closed above its successor.
    fn finish(&mut self, session: &ImportSession<'_>) -> Result<()> {
        let mut later = std::mem::take(&mut self.later);
        while !later.is_empty() {
            let is_ready = |row: &OrgRow| {
                let mut named = [&row.parent, &row.successor].into_iter().flatten();
                named.all(|text| related(session, text).is_ok())
            };
            let (mut ready, mut rest): (Vec<_>, Vec<_>) = later.into_iter().partition(is_ready);
            // Nobody else will come: each is refused for what it names.
            if ready.is_empty() {
                ready = std::mem::take(&mut rest);
            }
            for row in ready {
                let result = self.settle(session, &row);
                session.tally(row.line, result)?;
            }
            later = rest;
        }
        Ok(())
    }
}

/// The organisation that a cell names: by its ИНН, which is never that of a branch, or by name.
fn related(session: &ImportSession<'_>, text: &str) -> Result<i64> {
    let orgs = session.store.orgs();
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return match orgs.head_of_inn(text)? {
            Some(id) => Ok(id),
            None => refuse!("нет организации с ИНН {text}"),
        };
    }
    match orgs.known(None, Some(text), &OrgNames::default())? {
        Some(id) => Ok(id),
        None => refuse!("организация не названа"),
    }
}

impl OrgImporter {
    /// Enters a row as one step, with the organisations that it names.
    fn settle(&self, session: &ImportSession<'_>, row: &OrgRow) -> Result<Option<RowResult>> {
        session.store.savepoint(|_| Ok((Some(self.put(session, row)?), true)))
    }

    fn put(&self, session: &ImportSession<'_>, row: &OrgRow) -> Result<RowResult> {
        let orgs = session.store.orgs();
        let related = |text: &Option<String>| text.as_deref().map(|text| related(session, text)).transpose();
        let draft =
            OrgDraft { parent: related(&row.parent)?, successor: related(&row.successor)?, ..row.draft.clone() };
        let who = draft.name.clone().unwrap_or_default();
        let known = orgs.same(&draft)?;
        let mut changes = Vec::new();
        let id = match &known {
            Some(org) => {
                session.check_title(org.id, &who)?;
                let draft = self.news(session, row.line, org, draft)?;
                changes = match self.mode {
                    ChangeMode::Event(from) if draft.makes_another(org) => orgs.change_from(org, &draft, from)?,
                    _ => orgs.amend(org, &draft)?,
                };
                org.id
            }
            None => orgs.add(&draft)?,
        };
        let documents = session.store.documents();
        for (kind, said) in row.papers.iter().filter(|(_, said)| !said.is_empty()) {
            changes.extend(documents.put_paper(id, *kind, said, false)?.1);
        }
        if row.curator.is_some() || !row.appointed.is_empty() {
            changes.extend(documents.put_curator(id, row.curator.as_deref(), &row.appointed, false)?);
        }
        // Last of all: a row that is refused has told nothing.
        session.tell_org(id, row.line, &who)?;
        // The papers of a new organisation are part of it, no changes.
        changes.retain(|_| known.is_some());
        Ok(RowResult { who, new: known.is_none(), changes })
    }

    /// What a row says that wasn't known. A name that is the organisation's in other quotes, its short one or one that it bore
    /// only finds it; of the old days is the kind that it had then, too.
    ///
    /// # Errors
    /// Another name or kind, and nothing is said of what that is: an event and a correction look alike.
    fn news(&self, session: &ImportSession<'_>, line: usize, org: &Org, draft: OrgDraft) -> Result<OrgDraft> {
        let key = |title: &String| name::org_key(title);
        let former = session.store.orgs().former(org.id)?;
        let bore = |title: &String| {
            former.iter().any(|was| {
                key(&was.name) == key(title) || was.short_name.as_ref().is_some_and(|s| key(s) == key(title))
            })
        };
        let present: Vec<_> = [Some(&org.name), org.short_name.as_ref()].into_iter().flatten().map(key).collect();
        let mut draft = draft;
        let title = draft.name.take().filter(|title| !present.contains(&key(title)));
        if title.as_ref().is_some_and(bore) {
            session.warn(line, format!("прежнее наименование; сейчас это {}, и оно не изменено", org.name));
        } else {
            draft.name = title;
        }
        let short = draft.short_name.take();
        draft.short_name = short.filter(|short| present.contains(&key(short)) || !bore(short));
        let kind = draft.kind.filter(|kind| *kind != org.kind);
        draft.kind = kind;
        if self.mode != ChangeMode::Unsaid {
            return Ok(draft);
        }
        if let Some(kind) = kind.filter(|kind| former.iter().any(|was| was.kind == *kind)) {
            session.warn(
                line,
                format!("прежний вид ({}); сейчас это {}, и он не изменён", kind.title(), org.kind.title()),
            );
            draft.kind = None;
        }
        let told = match (&draft.name, draft.kind) {
            (Some(title), _) => format!("наименование было «{}», а стало «{title}»", org.name),
            (None, Some(kind)) => {
                format!("вид организации «{}» был «{}», а стал «{}»", org.name, org.kind.title(), kind.title())
            }
            (None, None) => return Ok(draft),
        };
        Err(Failure::refused(told).ending(Advice::SayEventOrCorrection).into())
    }
}
