//! An organisation that is sought by a name written otherwise than it is stored.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};

use anyhow::Result;

use super::Orgs;
use crate::domain::name;
use crate::error::{Advice, Failure};

/// How many unknown names are told with what is like them: each time all names are compared.
const HINTED: u32 = 50;

/// What the search by bare keys has found out so far; it is made for one command, in which no name of an organisation changes.
#[derive(Debug, Default)]
pub struct OrgNames {
    /// The organisations by their bare keys, as soon as one is asked for.
    bare: OnceCell<HashMap<String, Vec<i64>>>,
    /// How many names were unknown.
    unknown: Cell<u32>,
    /// The names that were taken for those of organisations that are stored under another.
    taken: RefCell<BTreeMap<String, i64>>,
}

impl OrgNames {
    /// Notes that a name was taken for that of an organisation.
    pub(super) fn take(&self, title: &str, org: i64) {
        self.taken.borrow_mut().insert(title.to_owned(), org);
    }

    /// The names that were taken for others, each with the organisation.
    pub fn taken(&self) -> BTreeMap<String, i64> {
        self.taken.borrow().clone()
    }
}

impl Orgs<'_> {
    /// The organisations whose full or short name has the same [bare key](name::bare_key) as a name.
    ///
    /// # Errors
    /// The file can't be read.
    pub(super) fn by_bare_name(&self, title: &str, names: &OrgNames) -> Result<Vec<i64>> {
        let Some(key) = name::bare_key(title) else { return Ok(Vec::new()) };
        let bare = match names.bare.get() {
            Some(bare) => bare,
            None => {
                let bare = self.bare_keys()?;
                names.bare.get_or_init(|| bare)
            }
        };
        Ok(bare.get(&key).cloned().unwrap_or_default())
    }

    fn bare_keys(&self) -> Result<HashMap<String, Vec<i64>>> {
        let mut bare: HashMap<String, Vec<i64>> = HashMap::new();
        let sql =
            "SELECT id, name FROM orgs UNION SELECT id, short_name FROM orgs WHERE short_name IS NOT NULL ORDER BY 1";
        for (id, title) in self.0.all(sql, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))? {
            if let Some(key) = name::bare_key(&title) {
                let ids = bare.entry(key).or_default();
                ids.extend((ids.last() != Some(&id)).then_some(id));
            }
        }
        // Who bears a name comes before whoever bore it.
        let mut former: HashMap<String, Vec<i64>> = HashMap::new();
        let sql = "SELECT org_id, name FROM former_orgs UNION SELECT org_id, short_name FROM former_orgs \
                   WHERE short_name IS NOT NULL ORDER BY 1";
        for (id, title) in self.0.all(sql, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))? {
            if let Some(key) = name::bare_key(&title).filter(|key| !bare.contains_key(key)) {
                let ids = former.entry(key).or_default();
                ids.extend((ids.last() != Some(&id)).then_some(id));
            }
        }
        bare.extend(former);
        Ok(bare)
    }

    /// The refusal of a name that several organisations bear, with all of them.
    ///
    /// # Errors
    /// The file can't be read.
    pub(super) fn ambiguous(&self, title: &str, ids: &[i64]) -> Result<Failure> {
        let mut failure = Failure::refused(format!("организаций с наименованием «{title}» несколько: укажите ИНН"));
        for id in ids.iter().take(20) {
            let org = self.of_id(*id)?;
            let inn = org.inn.map(|inn| format!(", ИНН {inn}")).unwrap_or_default();
            failure = failure.hint(format!("{} ({}{inn})", org.name, org.municipality));
        }
        Ok(failure)
    }

    /// The refusal of a name that no organisation bears, with what is like it.
    ///
    /// # Errors
    /// The file can't be read.
    pub(super) fn none_such(&self, title: &str, names: &OrgNames) -> Result<Failure> {
        let mut failure = Failure::refused(format!("нет организации «{title}»"));
        if names.unknown.replace(names.unknown.get() + 1) < HINTED {
            let sql = "SELECT name FROM orgs UNION SELECT short_name FROM orgs WHERE short_name IS NOT NULL";
            let known: Vec<String> = self.0.all(sql, [], |row| row.get(0))?;
            for near in name::nearest(title, known.iter().map(String::as_str)) {
                failure = failure.hint(format!("похожее наименование: {near}"));
            }
        }
        Ok(failure.advise(Advice::ListOrgs))
    }
}
