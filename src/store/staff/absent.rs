//! Who works in an organisation and isn't in its file.

use std::collections::BTreeSet;

use anyhow::Result;
use rusqlite::Row;

use super::Staff;
use crate::domain::{Day, OrgTitle, name};
use crate::store::org::SHORT_IF_UNIQUE;

/// More organisations than this are found by one walk over all employments.
const FEW: usize = 1000;

/// An employment that no row of a file tells of.
#[derive(Debug, Clone)]
pub struct Absent {
    /// The employment's id.
    pub employment: i64,
    /// The person's id.
    pub person: i64,
    /// Фамилия Имя Отчество.
    pub name: String,
    /// What the organisation is called.
    pub org: OrgTitle,
    /// «Должность».
    pub post: String,
    /// «Дата приёма».
    pub hired: Day,
    /// The last day, if it is settled already.
    pub dismissed: Option<Day>,
}

const OPEN: &str = "SELECT id, org_id, person_id, dismissed FROM employments \
                    WHERE hired <= ?1 AND (dismissed IS NULL OR dismissed >= ?1)";

fn select() -> String {
    format!(
        "SELECT s.id, s.person_id, p.name, o.name AS org, {SHORT_IF_UNIQUE} AS org_short, s.post, s.hired, s.dismissed \
         FROM staff s JOIN people p ON p.id = s.person_id JOIN orgs o ON o.id = s.org_id WHERE s.id = ?1"
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Absent> {
    Ok(Absent {
        employment: row.get("id")?,
        person: row.get("person_id")?,
        name: row.get("name")?,
        org: OrgTitle { full: row.get("org")?, short: row.get("org_short")? },
        post: row.get("post")?,
        hired: row.get("hired")?,
        dismissed: row.get("dismissed")?,
    })
}

/// An employment that lasts: its id, the organisation, the person, the last day.
type Open = (i64, i64, i64, Option<Day>);

fn read_open(row: &Row<'_>) -> rusqlite::Result<Open> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

impl Staff<'_> {
    /// How many employments there are, past ones too.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn count(&self) -> Result<i64> {
        Ok(self.0.first("SELECT count(*) FROM employments", [], |row| row.get(0))?.unwrap_or_default())
    }

    /// The employments open on a day in some organisations, but for those that were `told` of and those that such a one
    /// continues from the next day on; by organisation.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn open_except(&self, orgs: &BTreeSet<i64>, day: Day, told: impl Fn(i64) -> bool) -> Result<Vec<i64>> {
        let mut absent = Vec::new();
        let mut take = |(id, org, person, dismissed): Open| {
            if !orgs.contains(&org) {
                return Ok(());
            }
            let continued = match dismissed {
                Some(last) => self.employments_of(person)?.iter().any(|e| e.hired == last.next() && told(e.id)),
                None => false,
            };
            absent.extend((!continued).then_some((org, id)));
            Ok::<_, anyhow::Error>(())
        };
        if orgs.len() > FEW {
            let mut statement = self.0.connection.prepare_cached(OPEN)?;
            let mut rows = statement.query([day])?;
            while let Some(row) = rows.next()? {
                // Nearly all are told of: nothing more is read of them.
                if !told(row.get(0)?) {
                    take(read_open(row)?)?;
                }
            }
        } else {
            for org in orgs {
                let here = self.0.all(&format!("{OPEN} AND org_id = ?2"), (day, org), read_open)?;
                here.into_iter().filter(|(id, ..)| !told(*id)).try_for_each(&mut take)?;
            }
        }
        absent.sort_unstable();
        Ok(absent.into_iter().map(|(_, id)| id).collect())
    }

    /// Who it is that is absent, by organisation and name.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn absent(&self, employments: &[i64]) -> Result<Vec<Absent>> {
        let sql = select();
        let one = |id: &i64| Ok(self.0.first(&sql, [id], read)?);
        let mut all: Vec<Absent> =
            employments.iter().map(one).collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
        all.sort_by_cached_key(|absent| {
            (name::CountedKey(name::org_key(absent.org.shown())), name::key(&absent.name), absent.hired)
        });
        Ok(all)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{EmploymentDraft, PersonDraft};
    use super::*;
    use crate::domain::OrgKind;
    use crate::store::journal::EntryDraft;
    use crate::store::org::OrgDraft;
    use crate::store::{Access, Store};

    #[test]
    fn few_organisations_and_many_are_asked_alike() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        Store::create(&path, "Лесной район", None, &EntryDraft::test()).unwrap();
        let store = Store::open(&path, Access::Write, crate::domain::Moment::of_clock()).unwrap();
        let today = Day::parse("15.06.2024").unwrap();
        for org in ["Лицей", "Гимназия"] {
            let draft = OrgDraft { name: Some(org.into()), kind: Some(OrgKind::General), ..OrgDraft::default() };
            let org_id = store.orgs().add(&draft).unwrap();
            for (name, hired, dismissed) in [
                ("Кац Лев", "01.09.2015", None),
                ("Ким Анна", "01.09.2016", Some("14.06.2024")),
                ("Ли Вера", "16.06.2024", None),
                ("Новик Олег", "01.09.2017", Some("15.06.2024")),
            ] {
                let day = |text: &str| Day::parse(text).unwrap();
                let person = PersonDraft { name: Some(name.into()), ..PersonDraft::default() };
                let (hired, dismissed) = (Some(day(hired)), dismissed.map(day));
                let post = Some("учитель".into());
                let work = EmploymentDraft { org_id, post, hired, dismissed, ..EmploymentDraft::default() };
                store.staff().add_employment(store.people().add(&person).unwrap(), &work).unwrap();
            }
        }
        let few = store.staff().open_except(&[1, 2].into(), today, |_| false).unwrap();
        let many = store.staff().open_except(&(1..=FEW as i64 + 1).collect(), today, |_| false).unwrap();
        assert_eq!((few.len(), &few), (4, &many));
        let of_one = store.staff().open_except(&[2].into(), today, |id| id == few[2]).unwrap();
        let names: Vec<_> = store.staff().absent(&of_one).unwrap().into_iter().map(|absent| absent.name).collect();
        assert_eq!(names, ["Новик Олег"]);
        store.rollback().unwrap();
    }
}
