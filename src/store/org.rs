//! Organisations.

mod org_name;

use anyhow::Result;
use rusqlite::Row;

use super::{Change, RowDraft, Store};
use crate::domain::{Day, OrgKind, name};
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::org::{self, ORGS};

pub use org_name::OrgNames;

/// An organisation as it is stored.
#[derive(Debug, Clone)]
pub struct Org {
    /// Stays the same for ever.
    pub id: i64,
    /// 10 or 12 digits.
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
}

/// An organisation with the papers by which it introduces mentoring.
#[derive(Debug, Clone)]
pub struct OrgInFull {
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
#[derive(Debug, Clone, Default)]
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
}

const SELECT: &str = "SELECT o.id, o.inn, o.name, o.short_name, o.kind, m.name AS municipality, o.address, o.head, o.site, \
                      o.opened, o.closed FROM orgs o JOIN municipalities m ON m.id = o.municipality_id";

/// Those whose full or short name has a key: two questions, as an index answers each, and none answers both together.
const NAMED: &str = "SELECT id FROM orgs WHERE key = ?1 UNION SELECT id FROM orgs WHERE short_key = ?1";

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
    })
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
    /// All organisations by municipality and name, in the order of the Russian alphabet.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn all(&self) -> Result<Vec<Org>> {
        Ok(self.0.all(&format!("{SELECT} ORDER BY m.key, o.key, o.id"), [], read)?)
    }

    /// Hands over all organisations in the same order, each with its papers of introduction and its curator: of the editions
    /// of a paper the last, of the curators the present one.
    pub fn each(&self, found: &mut dyn FnMut(OrgInFull) -> Result<()>) -> Result<()> {
        let sql = "SELECT o.id, o.inn, o.name, o.short_name, o.kind, m.name AS municipality, o.address, o.head, o.site, \
                   o.opened, o.closed, d.number AS order_number, d.dated AS order_dated, \
                   (SELECT dated FROM documents WHERE org_id = o.id AND kind = 'regulation' \
                   ORDER BY dated DESC, id DESC LIMIT 1) AS regulation_dated, \
                   (SELECT dated FROM documents WHERE org_id = o.id AND kind = 'road_map' \
                   ORDER BY dated DESC, id DESC LIMIT 1) AS road_map_dated, c.name AS curator, c.appointed \
                   FROM orgs o JOIN municipalities m ON m.id = o.municipality_id \
                   LEFT JOIN documents d ON d.id = (SELECT id FROM documents WHERE org_id = o.id AND kind = 'order' \
                   ORDER BY dated DESC, id DESC LIMIT 1) \
                   LEFT JOIN curators c ON c.org_id = o.id AND c.ended IS NULL ORDER BY m.key, o.key, o.id";
        let in_full = |row: &Row<'_>| {
            Ok(OrgInFull {
                org: read(row)?,
                order_number: row.get("order_number")?,
                order_dated: row.get("order_dated")?,
                regulation_dated: row.get("regulation_dated")?,
                road_map_dated: row.get("road_map_dated")?,
                curator: row.get("curator")?,
                appointed: row.get("appointed")?,
            })
        };
        self.0.each(sql, [], in_full, found)
    }

    /// The organisation with an id.
    ///
    /// # Errors
    /// There is none.
    pub fn of_id(&self, id: i64) -> Result<Org> {
        let found = self.0.first(&format!("{SELECT} WHERE o.id = ?1"), [id], read)?;
        found.ok_or_else(|| Failure::refused(format!("нет организации с номером {id}")).into())
    }

    /// The organisation that a person at the command line means: an id, an ИНН or an unambiguous part of the name.
    ///
    /// # Errors
    /// None is like that, or several are: the message lists them.
    pub fn find(&self, text: &str) -> Result<Org> {
        let text = name::tidy(text);
        if text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty() {
            let sql = format!("{SELECT} WHERE o.id = ?1 OR o.inn = ?2 ORDER BY o.inn IS ?2 DESC");
            let found = self.0.first(&sql, (text.parse::<i64>().unwrap_or(-1), &text), read)?;
            return found.ok_or_else(|| {
                Failure::refused(format!("нет организации с номером или ИНН {text}"))
                    .advise(Advice::ListOrgNumbers)
                    .untyped("нет организации с таким номером или ИНН")
                    .into()
            });
        }
        let key = name::org_key(&text);
        if key.is_empty() {
            refuse!("организация не названа");
        }
        let exact = format!("{SELECT} WHERE o.id IN ({NAMED}) ORDER BY o.id");
        let part = format!("{SELECT} WHERE instr(o.key, ?1) OR instr(o.short_key, ?1) ORDER BY m.key, o.key, o.id");
        let mut found = self.0.all(&exact, [&key], read)?;
        if found.is_empty() {
            found = self.0.all(&part, [&key], read)?;
            found.retain(|org| {
                let names = [Some(&org.name), org.short_name.as_ref()];
                names.into_iter().flatten().any(|whole| name::stands_in(&key, &name::org_key(whole)))
            });
        }
        let names = OrgNames::default();
        if found.is_empty() {
            found = self.by_bare_name(&text, &names)?.into_iter().map(|id| self.of_id(id)).collect::<Result<_>>()?;
        }
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => Err(self.none_such(&text, &names)?.untyped("нет такой организации").into()),
            n => {
                let mut failure = Failure::refused(format!("«{text}» — это {}", several(n)));
                for org in found.iter().take(20) {
                    failure = failure.hint(format!("{:>5}  {} ({})", org.id, org.name, org.municipality));
                }
                let failure = failure.hint("назовите точнее или укажите номер из этого списка");
                Err(failure.untyped(format!("подходит: {}", several(n))).into())
            }
        }
    }

    /// The organisation that a file's row means: ИНН and name exactly, or not at all; where both are given, they must agree. A
    /// name that nobody bears to the letter is sought once more by its [bare key](name::bare_key): through the legal form,
    /// «средняя общеобразовательная школа» for «СОШ», № and N.
    ///
    /// # Errors
    /// None is like that, several are, or ИНН and name belong to different ones.
    pub fn known(&self, inn: Option<&str>, title: Option<&str>, names: &OrgNames) -> Result<Option<i64>> {
        let by_inn = match inn {
            Some(inn) => match self.0.first("SELECT id FROM orgs WHERE inn = ?1", [inn], |row| row.get::<_, i64>(0))? {
                Some(id) => Some(id),
                None => refuse!("нет организации с ИНН {inn}"),
            },
            None => None,
        };
        let Some(title) = title else { return Ok(by_inn) };
        let mut found = self.0.all(NAMED, [name::org_key(title)], |row| row.get::<_, i64>(0))?;
        let is_exact = !found.is_empty();
        if !is_exact {
            found = self.by_bare_name(title, names)?;
        }
        let by_name = match (found.as_slice(), by_inn) {
            ([], _) => return Err(self.none_such(title, names)?.into()),
            (many, Some(id)) if many.contains(&id) => id,
            ([id], _) => *id,
            (many, _) => return Err(self.ambiguous(title, many)?.into()),
        };
        if by_inn.is_some_and(|id| id != by_name) {
            refuse!("ИНН и наименование принадлежат разным организациям");
        }
        if !is_exact {
            names.take(title, by_name);
        }
        Ok(Some(by_name))
    }

    /// The organisation that a row of the organisations' own file means, if it is known: by ИНН, else by the exact name
    /// within its municipality.
    ///
    /// # Errors
    /// ИНН and name belong to different organisations.
    pub fn same(&self, draft: &OrgDraft) -> Result<Option<Org>> {
        let municipality = self.municipality_of(draft)?;
        let key = draft.name.as_deref().map(name::org_key);
        let by_inn = self.0.first(&format!("{SELECT} WHERE o.inn = ?1"), [&draft.inn], read)?;
        let by_name = self.0.first(&format!("{SELECT} WHERE o.key = ?1 AND m.id = ?2"), (&key, municipality), read)?;
        match (by_inn, by_name) {
            (Some(a), Some(b)) if a.id != b.id => {
                refuse!("ИНН принадлежит организации «{}», а наименование — другой организации (№ {})", a.name, b.id)
            }
            (None, Some(b)) if draft.inn.is_some() && b.inn.is_some() => {
                refuse!("у организации «{}» уже записан другой ИНН: {}", b.name, b.inn.unwrap_or_default())
            }
            (a, b) => Ok(a.or(b)),
        }
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
        let row = row_of(draft, Some(self.municipality_of(draft)?))
            .with(org::NAME, Some(name::tidy(title)))
            .with(org::KIND, Some(kind));
        self.0.insert_row(&row)
    }

    /// Changes what a draft says otherwise; returns the changes.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn amend(&self, org: &Org, draft: &OrgDraft) -> Result<Vec<Change>> {
        let municipality =
            draft.municipality.as_ref().map(|title| self.0.municipalities().known_or_new(title)).transpose()?;
        let row = row_of(draft, municipality).with(org::NAME, draft.name.as_ref()).with(org::KIND, draft.kind);
        self.0.amend_row(org.id, &row)
    }
}

/// What a draft says of the fields that may be absent.
fn row_of(draft: &OrgDraft, municipality: Option<i64>) -> RowDraft {
    RowDraft::of(&ORGS)
        .with(org::INN, draft.inn.as_ref())
        .with(org::SHORT_NAME, draft.short_name.as_ref())
        .with(org::MUNICIPALITY, municipality)
        .with(org::ADDRESS, draft.address.as_ref())
        .with(org::HEAD, draft.head.as_ref())
        .with(org::SITE, draft.site.as_ref())
        .with(org::OPENED, draft.opened)
        .with(org::CLOSED, draft.closed)
}

fn several(n: usize) -> String {
    crate::domain::plural::count(n as u64, "организация", "организации", "организаций")
}
