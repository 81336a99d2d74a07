//! The file of organisations.

use anyhow::Result;

use super::field_column::{column_named, column_of};
use super::importer::ByRow;
use super::plan::RowResult;
use super::reading::{Layout, Need, Row, column};
use super::session::ImportSession;
use crate::domain::{Document, OrgKind, name};
use crate::register::org;
use crate::store::document::Requisites;
use crate::store::org::OrgDraft;

/// The columns of `org import`.
pub const LAYOUT: Layout = Layout {
    what: "файл организаций",
    further: false,
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
        ),
        column(
            "regulation_dated",
            "Дата утверждения положения",
            &["Дата положения", "Положение, дата утверждения", "Положение утверждено"],
            Need::Optional,
            "дата утверждения положения о наставничестве",
            "01.09.2021",
        ),
        column(
            "road_map_dated",
            "Дата утверждения дорожной карты",
            &["Дата дорожной карты", "Дорожная карта, дата утверждения", "Дорожная карта утверждена"],
            Need::Optional,
            "дата утверждения дорожной карты",
            "01.09.2021",
        ),
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
        ),
        column_of(&org::OPENED),
        column_of(&org::CLOSED),
        column_of(&org::SITE),
    ],
};

/// Whether a municipality is known; what can't be asked isn't worth a word.
fn seen(session: &ImportSession<'_>, title: &str) -> bool {
    session.store.municipalities().known(title).is_ok_and(|id| id.is_some())
}

/// `org import`.
pub const IMPORTER: ByRow = ByRow { layout: &LAYOUT, enter };

/// One row of it: an organisation with its papers and its curator.
///
/// # Errors
/// What the store refuses.
fn enter(session: &ImportSession<'_>, row: &Row<'_>) -> Result<Option<RowResult>> {
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
    };
    let papers = [
        (Document::Order, paper(row.text("order_number"), "order_dated")),
        (Document::Regulation, paper(None, "regulation_dated")),
        (Document::RoadMap, paper(None, "road_map_dated")),
    ];
    let (curator, appointed) = (row.text("curator"), paper(None, "curator_appointed"));
    if draft.opened.zip(draft.closed).is_some_and(|(opened, closed)| closed < opened) {
        row.defect("closed", "организация закрыта раньше, чем открыта");
    }
    if !row.is_sound() {
        return Ok(None);
    }
    if let Some(title) = draft.municipality.as_deref().filter(|title| !seen(session, title)) {
        row.warn(format!("новый муниципалитет «{title}»"));
    }
    let who = draft.name.clone().unwrap_or_default();
    let known = session.store.orgs().same(&draft)?;
    let mut changes = Vec::new();
    let id = match &known {
        Some(org) => {
            // Other quotes round the same name don't rename it.
            let told = draft.name.clone().filter(|title| name::org_key(title) != name::org_key(&org.name));
            changes = session.store.orgs().amend(org, &OrgDraft { name: told, ..draft })?;
            org.id
        }
        None => session.store.orgs().add(&draft)?,
    };
    for (kind, said) in papers.into_iter().filter(|(_, said)| !said.is_empty()) {
        changes.extend(session.store.documents().put_paper(id, kind, &said, false)?.1);
    }
    if curator.is_some() || !appointed.is_empty() {
        changes.extend(session.store.documents().put_curator(id, curator.as_deref(), &appointed, false)?);
    }
    // Last of all: a row that is refused has told nothing.
    session.tell_org(id, row.line(), &who)?;
    // The papers of a new organisation are part of it, no changes.
    changes.retain(|_| known.is_some());
    Ok(Some(RowResult { who, new: known.is_none(), changes }))
}
