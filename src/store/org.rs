//! Organisations.

mod merger;
mod org_name;
mod past;
mod search;

use std::collections::HashMap;

use anyhow::Result;
use rusqlite::Row;

use super::{Change, RowDraft, Store};
use crate::domain::{Day, OrgKind, OrgTitle, name};
use crate::error::Failure;
use crate::refuse;
use crate::register::org::{self, ORGS};

pub use merger::{GoesOver, MergedWork, Merger};
pub use org_name::OrgNames;
pub use past::FormerOrg;

/// An organisation as it is stored.
#[derive(Debug, Clone)]
pub struct Org {
    /// Stays the same for ever.
    pub id: i64,
    /// 10 or 12 digits; a branch bears its parent's.
    pub inn: Option<String>,
    /// The full name as registered.
    pub name: String,
    /// The name for everyday use.
    pub short_name: Option<String>,
    /// What it is.
    pub kind: OrgKind,
    /// The municipality's name.
    pub municipality: String,
    /// Where it is.
    pub address: Option<String>,
    /// Its head.
    pub head: Option<String>,
    /// Its site.
    pub site: Option<String>,
    /// Works since; `None`: for as long as anyone remembers.
    pub opened: Option<Day>,
    /// The last day of its work.
    pub closed: Option<Day>,
    /// The organisation of which it is a branch.
    pub parent: Option<Kin>,
    /// The organisation that took over, of a closed one.
    pub successor: Option<Kin>,
    /// The first day of its present name and kind; `None`: from the first.
    pub since: Option<Day>,
}

/// Another organisation to which one is related.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kin {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
}

/// An organisation with the papers by which it introduces mentoring.
#[derive(Debug, Clone)]
pub struct OrgInFull {
    /// What it is called.
    pub title: OrgTitle,
    /// The organisation.
    pub org: Org,
    /// Of the order of introduction.
    pub order_number: Option<String>,
    /// Of the order of introduction.
    pub order_dated: Option<Day>,
    /// When the regulation was approved.
    pub regulation_dated: Option<Day>,
    /// When the road map was approved.
    pub road_map_dated: Option<Day>,
    /// The curator in office.
    pub curator: Option<String>,
    /// When the curator was appointed.
    pub appointed: Option<Day>,
}

/// What a command or a file says of an organisation; absent fields change nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OrgDraft {
    /// 10 or 12 digits.
    pub inn: Option<String>,
    /// The full name.
    pub name: Option<String>,
    /// The name for everyday use.
    pub short_name: Option<String>,
    /// What it is.
    pub kind: Option<OrgKind>,
    /// The municipality's name; absent: the district's.
    pub municipality: Option<String>,
    /// Where it is.
    pub address: Option<String>,
    /// Its head.
    pub head: Option<String>,
    /// Its site.
    pub site: Option<String>,
    /// Works since.
    pub opened: Option<Day>,
    /// The last day of its work.
    pub closed: Option<Day>,
    /// The id of the organisation of which it is a branch.
    pub parent: Option<i64>,
    /// The id of the organisation that took over.
    pub successor: Option<i64>,
}

/// The order of every list of organisations `o` of municipalities `m`.
pub(crate) const AS_LISTED: &str = "m.key, coalesce(o.short_key, o.key) COLLATE counted, o.id";

/// The short name of an organisation `o`, unless somebody else in the file goes by it: «Лицей» of another municipality.
pub(crate) const SHORT_IF_UNIQUE: &str = "CASE WHEN o.short_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM orgs n \
    WHERE (n.short_key = o.short_key OR n.key = o.short_key) AND n.id <> o.id) THEN o.short_name END";

/// Joins `w`, what an organisation `o` was on a day (`?2`; NULL: today's) where an event has changed it since.
pub(crate) const ON_DAY: &str =
    "LEFT JOIN former_orgs w ON w.org_id = o.id AND w.until >= ?2 AND ifnull(w.since, ?2) <= ?2";

/// What [`read`] reads, and whence.
macro_rules! select {
    ($further:literal) => {
        concat!(
            "SELECT o.id, ifnull(o.inn, p.inn) AS inn, o.name, o.short_name, o.kind, m.name AS municipality, o.address, \
             o.head, o.site, o.opened, o.closed, o.parent_id, p.name AS parent, o.successor_id, s.name AS successor, o.since",
            $further,
            " FROM orgs o JOIN municipalities m ON m.id = o.municipality_id LEFT JOIN orgs p ON p.id = o.parent_id \
             LEFT JOIN orgs s ON s.id = o.successor_id"
        )
    };
}
const SELECT: &str = select!("");

fn read(row: &Row<'_>) -> rusqlite::Result<Org> {
    Ok(Org {
        id: row.get("id")?,
        inn: row.get("inn")?,
        name: row.get("name")?,
        short_name: row.get("short_name")?,
        kind: row.get("kind")?,
        municipality: row.get("municipality")?,
        address: row.get("address")?,
        head: row.get("head")?,
        site: row.get("site")?,
        opened: row.get("opened")?,
        closed: row.get("closed")?,
        parent: kin(row, "parent_id", "parent")?,
        successor: kin(row, "successor_id", "successor")?,
        since: row.get("since")?,
    })
}

fn kin(row: &Row<'_>, id: &str, name: &str) -> rusqlite::Result<Option<Kin>> {
    let id: Option<i64> = row.get(id)?;
    id.map(|id| Ok(Kin { id, name: row.get(name)? })).transpose()
}

/// What an organisation is called, from the columns of its full and its short name; `None`: there is no organisation.
pub(super) fn title_if_any(row: &Row<'_>, full: &str, short: &str) -> rusqlite::Result<Option<OrgTitle>> {
    let (full, short): (Option<_>, _) = (row.get(full)?, row.get(short)?);
    Ok(full.map(|full| OrgTitle { full, short }))
}

fn title(row: &Row<'_>, full: &str, short: &str) -> rusqlite::Result<OrgTitle> {
    Ok(OrgTitle { full: row.get(full)?, short: row.get(short)? })
}

/// The organisations of a file.
#[derive(Debug, Clone, Copy)]
pub struct Orgs<'s>(&'s Store);

impl Store {
    /// Organisations.
    pub fn orgs(&self) -> Orgs<'_> {
        Orgs(self)
    }
}

impl Orgs<'_> {
    /// All organisations as they are listed: by municipality and by what they are called in tables, as people count.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn all(&self) -> Result<Vec<Org>> {
        Ok(self.0.all(&format!("{SELECT} ORDER BY {AS_LISTED}"), [], read)?)
    }

    /// Hands over all organisations in the same order, each with its papers of introduction and its curator: of the editions
    /// of a paper the last, of the curators the present one.
    pub fn each(&self, found: &mut dyn FnMut(OrgInFull) -> Result<()>) -> Result<()> {
        let sql = format!(
            concat!(
                select!(
                    ", {short} AS shown, d.number AS order_number, d.dated AS order_dated, \
                     (SELECT dated FROM documents WHERE org_id = o.id AND kind = 'regulation' \
                     ORDER BY dated DESC, id DESC LIMIT 1) AS regulation_dated, \
                     (SELECT dated FROM documents WHERE org_id = o.id AND kind = 'road_map' \
                     ORDER BY dated DESC, id DESC LIMIT 1) AS road_map_dated, c.name AS curator, c.appointed"
                ),
                " LEFT JOIN documents d ON d.id = (SELECT id FROM documents WHERE org_id = o.id AND kind = 'order' \
                 ORDER BY dated DESC, id DESC LIMIT 1) \
                 LEFT JOIN curators c ON c.org_id = o.id AND c.ended IS NULL ORDER BY {order}"
            ),
            short = SHORT_IF_UNIQUE,
            order = AS_LISTED
        );
        let in_full = |row: &Row<'_>| {
            Ok(OrgInFull {
                title: title(row, "name", "shown")?,
                org: read(row)?,
                order_number: row.get("order_number")?,
                order_dated: row.get("order_dated")?,
                regulation_dated: row.get("regulation_dated")?,
                road_map_dated: row.get("road_map_dated")?,
                curator: row.get("curator")?,
                appointed: row.get("appointed")?,
            })
        };
        self.0.each(&sql, [], in_full, found)
    }

    /// What an organisation is called.
    ///
    /// # Errors
    /// There is none such; the file can't be read.
    pub fn title(&self, id: i64) -> Result<OrgTitle> {
        let sql = format!("SELECT o.name, {SHORT_IF_UNIQUE} AS shown FROM orgs o WHERE o.id = ?1");
        match self.0.first(&sql, [id], |row| title(row, "name", "shown"))? {
            Some(title) => Ok(title),
            None => Ok(OrgTitle { full: self.of_id(id)?.name.into(), short: None }),
        }
    }

    /// The short names of those that have one of their own, by their full names.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn short_names(&self) -> Result<HashMap<String, String>> {
        let sql = format!("SELECT o.name, {SHORT_IF_UNIQUE} AS shown FROM orgs o");
        let all = self.0.all(&sql, [], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?)))?;
        let mut short: HashMap<String, Option<String>> = HashMap::with_capacity(all.len());
        for (full, shown) in all {
            // Two of one name in two municipalities can't be told apart by it.
            short.entry(full).and_modify(|known| *known = None).or_insert(shown);
        }
        Ok(short.into_iter().filter_map(|(full, shown)| Some((full, shown?))).collect())
    }

    /// The organisation with an id.
    ///
    /// # Errors
    /// There is none.
    pub fn of_id(&self, id: i64) -> Result<Org> {
        let found = self.0.first(&format!("{SELECT} WHERE o.id = ?1"), [id], read)?;
        found.ok_or_else(|| Failure::refused(format!("нет организации с номером {id}")).into())
    }

    /// The branches of an organisation, by name.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn branches(&self, org: i64) -> Result<Vec<Kin>> {
        self.kin("SELECT id, name FROM orgs WHERE parent_id = ?1 ORDER BY key, id", org)
    }

    /// The organisations that became a part of one, by name.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn predecessors(&self, org: i64) -> Result<Vec<Kin>> {
        self.kin("SELECT id, name FROM orgs WHERE successor_id = ?1 ORDER BY key, id", org)
    }

    fn kin(&self, sql: &str, org: i64) -> Result<Vec<Kin>> {
        Ok(self.0.all(sql, [org], |row| Ok(Kin { id: row.get(0)?, name: row.get(1)? }))?)
    }

    fn municipality_of(&self, draft: &OrgDraft) -> Result<i64> {
        match &draft.municipality {
            Some(title) => self.0.municipalities().known_or_new(title),
            None => Ok(self.0.municipalities().district()?.0),
        }
    }

    /// Enters an organisation; returns its id.
    ///
    /// # Errors
    /// A rule of the schema: the ИНН or the name is taken, the dates are the wrong way round.
    pub fn add(&self, draft: &OrgDraft) -> Result<i64> {
        let (Some(title), Some(kind)) = (&draft.name, draft.kind) else {
            refuse!("у новой организации нет наименования или вида");
        };
        let row = row_of(draft, self.own_inn(draft, draft.parent)?, Some(self.municipality_of(draft)?))
            .with(org::NAME, Some(name::tidy(title)))
            .with(org::KIND, Some(kind));
        self.0.insert_row(&row)
    }

    /// Corrects what a draft says otherwise; returns the changes. What an organisation is called and what kind it is was so
    /// in the past too, as far back as it was the same.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn amend(&self, org: &Org, draft: &OrgDraft) -> Result<Vec<Change>> {
        let row = self.amending(org, draft)?;
        self.correct_past(org, draft)?;
        self.0.amend_row(org.id, &row)
    }

    fn amending(&self, org: &Org, draft: &OrgDraft) -> Result<RowDraft> {
        let municipality =
            draft.municipality.as_ref().map(|title| self.0.municipalities().known_or_new(title)).transpose()?;
        let inn = self.own_inn(draft, draft.parent.or(org.parent.as_ref().map(|parent| parent.id)))?;
        Ok(row_of(draft, inn, municipality).with(org::NAME, draft.name.as_ref()).with(org::KIND, draft.kind))
    }

    /// The ИНН that is an organisation's own: of a branch none, it bears its parent's.
    fn own_inn<'d>(&self, draft: &'d OrgDraft, parent: Option<i64>) -> Result<Option<&'d String>> {
        let (Some(inn), Some(parent)) = (&draft.inn, parent) else { return Ok(draft.inn.as_ref()) };
        let parent = self.of_id(parent)?;
        match &parent.inn {
            Some(of_parent) if of_parent == inn => Ok(None),
            Some(of_parent) => {
                refuse!("филиал носит ИНН головной организации ({}): {of_parent}, а указан {inn}", parent.name)
            }
            None => refuse!("филиал носит ИНН головной организации, а у неё он не указан: {}", parent.name),
        }
    }
}

/// What a draft says of the fields that may be absent.
fn row_of(draft: &OrgDraft, inn: Option<&String>, municipality: Option<i64>) -> RowDraft {
    RowDraft::of(&ORGS)
        .with(org::INN, inn)
        .with(org::SHORT_NAME, draft.short_name.as_ref())
        .with(org::MUNICIPALITY, municipality)
        .with(org::ADDRESS, draft.address.as_ref())
        .with(org::HEAD, draft.head.as_ref())
        .with(org::SITE, draft.site.as_ref())
        .with(org::OPENED, draft.opened)
        .with(org::CLOSED, draft.closed)
        .with(org::PARENT, draft.parent)
        .with(org::SUCCESSOR, draft.successor)
}
