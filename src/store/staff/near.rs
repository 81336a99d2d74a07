//! Who is nearly like somebody new: perhaps one person, entered twice. Nobody is taken for another by it; people are told.

use anyhow::Result;
use rusqlite::Row;

use super::{EmploymentDraft, People, Person, PersonDraft};
use crate::domain::name::{self, likeness};

/// So many people of one birthday, or of one post and first day in an organisation, are compared: a country has no more, and
/// where all of a school have begun on one day, that tells nothing.
const MOST: i64 = 64;

/// Somebody who may be the one who was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearPerson {
    /// The id.
    pub id: i64,
    /// The name.
    pub name: String,
    /// What they have in common.
    pub why: Likeness,
}

/// What two people have in common who may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// The birth date, and nearly the name.
    Birth,
    /// The words of the name, in another order.
    Order,
    /// Organisation, post and first day, and nearly the name.
    Work,
    /// Nearly the name, and nothing that tells them apart.
    Name,
}

impl Likeness {
    /// In Russian.
    pub fn words(self) -> &'static str {
        match self {
            Self::Birth => "та же дата рождения",
            Self::Order => "те же слова имени",
            Self::Work => "те же организация, должность и дата приёма",
            Self::Name => "почти то же имя",
        }
    }
}

struct Other {
    id: i64,
    key: String,
    name: String,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Other> {
    Ok(Other { id: row.get(0)?, key: row.get(1)?, name: row.get(2)? })
}

impl People<'_> {
    /// Somebody who may be the person described but isn't that one: `id`. Two whole СНИЛС or two birth dates tell people apart.
    /// `is_free` says of whose work no row of the file speaks: work is only compared with theirs.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn near(
        &self,
        id: i64,
        person: &PersonDraft,
        work: Option<&EmploymentDraft>,
        is_free: &dyn Fn(i64) -> bool,
    ) -> Result<Option<NearPerson>> {
        let key = person.name.as_deref().map(name::key).unwrap_or_default();
        let found = |other: Other, why| Some(NearPerson { id: other.id, name: other.name, why });
        if let Some(born) = person.born {
            let sql = match person.snils {
                Some(_) => {
                    "SELECT id, key, name FROM people INDEXED BY people_bare_by_birth \
                     WHERE born = ?1 AND snils IS NULL AND id <> ?2 LIMIT ?3"
                }
                None => "SELECT id, key, name FROM people WHERE born = ?1 AND id <> ?2 LIMIT ?3",
            };
            let same_day = self.0.all(sql, (born, id, MOST), read)?;
            let is_like = |other: &Other| {
                likeness::is_slip(&key, &other.key)
                    || likeness::has_another_surname(&key, &other.key)
                    || likeness::lacks_patronymic(&key, &other.key)
            };
            // The same name is no slip: whoever bears it is told apart by the СНИЛС.
            if let Some(other) = same_day.into_iter().find(|other| other.key != key && is_like(other)) {
                return Ok(found(other, Likeness::Birth));
            }
        }
        for order in likeness::other_orders(&key) {
            let sql = "SELECT id, key, name FROM people WHERE key = ?1 AND id <> ?2 AND (?3 IS NULL OR born IS NULL OR born = ?3) \
                       AND (?4 IS NULL OR +snils IS NULL) LIMIT 1";
            if let Some(other) = self.0.first(sql, (order, id, person.born, &person.snils), read)?
                && other.key != key
            {
                return Ok(found(other, Likeness::Order));
            }
        }
        let Some(work) = work else { return Ok(None) };
        let sql = "SELECT p.id, p.key, p.name, e.id \
                   FROM (SELECT * FROM employments WHERE org_id = ?1 AND hired = ?2 LIMIT ?7) e \
                   JOIN people p ON p.id = e.person_id JOIN posts t ON t.id = e.post_id \
                   WHERE +t.key = ?3 AND e.person_id <> ?4 \
                   AND (?5 IS NULL OR p.born IS NULL) AND (?6 IS NULL OR p.snils IS NULL)";
        let post = work.post.as_deref().map(name::key).unwrap_or_default();
        let params = (work.org_id, work.hired, post, id, person.born, &person.snils, MOST);
        let colleagues = self.0.all(sql, params, |row| Ok((read(row)?, row.get::<_, i64>(3)?)))?;
        let is_like = |other: &Other| {
            other.key != key && (likeness::is_slip(&key, &other.key) || likeness::lacks_patronymic(&key, &other.key))
        };
        let one = colleagues.into_iter().find(|(other, employment)| is_free(*employment) && is_like(other));
        Ok(one.and_then(|(other, _)| found(other, Likeness::Work)))
    }

    /// Somebody who may be a person whom a register other than that of staff has brought: as [`People::near`], and where it
    /// finds nobody, by nearly the same name, unless birth dates or two СНИЛС tell them apart.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn near_new(&self, id: i64, person: &PersonDraft) -> Result<Option<NearPerson>> {
        if let Some(near) = self.near(id, person, None, &|_| false)? {
            return Ok(Some(near));
        }
        let Some(full) = person.name.as_deref() else { return Ok(None) };
        let key = name::key(full);
        for other in self.0.people_named_alike(full)? {
            let other_key = name::key(&other);
            if other_key == key
                || !(likeness::is_slip(&key, &other_key) || likeness::lacks_patronymic(&key, &other_key))
            {
                continue;
            }
            let may_be = |known: &Person| {
                known.id != id
                    && (person.snils.is_none() || known.snils.is_none())
                    && (person.born.is_none() || known.born.is_none() || person.born == known.born)
            };
            if let Some(known) = self.named(Some(&other))?.into_iter().find(may_be) {
                return Ok(Some(NearPerson { id: known.id, name: known.name, why: Likeness::Name }));
            }
        }
        Ok(None)
    }
}
