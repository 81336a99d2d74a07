//! Which organisation is meant: by its id, its ИНН, its full or short name, or by one that it bore once. A branch bears its
//! parent's ИНН, so that the name decides between them.

use anyhow::Result;

use super::{AS_LISTED, Org, OrgDraft, OrgNames, Orgs, SELECT, read};
use crate::domain::{Day, name};
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::org::ORGS;

/// Those whose full or short name has a key: two questions, as an index answers each, and none answers both together.
const NAMED: &str = "SELECT id FROM orgs WHERE key = ?1 UNION SELECT id FROM orgs WHERE short_key = ?1";
/// Those who bore such a name once.
const FORMERLY: &str =
    "SELECT org_id FROM former_orgs WHERE key = ?1 UNION SELECT org_id FROM former_orgs WHERE short_key = ?1";
/// Those who bear an ИНН: the one whose own it is, and its branches.
const OF_INN: &str = "SELECT id FROM orgs WHERE inn = ?1 \
                      UNION ALL SELECT b.id FROM orgs p JOIN orgs b ON b.parent_id = p.id WHERE p.inn = ?1";

impl Org {
    /// As it stands in a list of those that may be meant.
    fn in_list(&self) -> String {
        let closed = self.closed_note().map(|note| format!("; {note}")).unwrap_or_default();
        format!("{:>5}  {} ({}{closed})", self.id, self.name, self.municipality)
    }

    /// «закрыта 31.08.2025, преемник — № 3 СОШ № 1», if it is closed.
    pub fn closed_note(&self) -> Option<String> {
        let successor = self.successor.as_ref().map(|kin| format!(", преемник — № {} {}", kin.id, kin.name));
        self.closed.map(|closed| format!("закрыта {closed}{}", successor.unwrap_or_default()))
    }

    /// What there is to say where it is closed before a day.
    pub fn closed_by(&self, day: Day) -> Option<String> {
        let note = self.closed.filter(|closed| *closed < day).and_then(|_| self.closed_note());
        note.map(|note| format!("организация {note}: {}", self.name))
    }
}

impl Orgs<'_> {
    /// The organisation that a person at the command line means: an id, an ИНН or an unambiguous part of a name. Who bears a
    /// name comes before whoever bore it.
    ///
    /// # Errors
    /// None is like that, or several are: the message lists them.
    pub fn find(&self, text: &str) -> Result<Org> {
        let text = name::tidy(text);
        let is_number = text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty();
        let key = name::org_key(&text);
        if key.is_empty() {
            refuse!("организация не названа");
        }
        let names = OrgNames::default();
        let mut found = match is_number {
            true => self.numbered(&text)?,
            false => self.called(&text, &key, &names)?,
        };
        match found.len() {
            1 => Ok(found.remove(0)),
            0 if is_number => Err(Failure::refused(format!("нет организации с номером или ИНН {text}"))
                .advise(Advice::ListOrgNumbers)
                .untyped("нет организации с таким номером или ИНН")
                .into()),
            0 => Err(self.none_such(&text, &names)?.untyped("нет такой организации").into()),
            n => {
                let mut failure = Failure::refused(format!("«{text}» — это {}", several(n)));
                for org in found.iter().take(20) {
                    failure = failure.hint(org.in_list());
                }
                let failure = failure.hint("назовите точнее или укажите номер из этого списка");
                Err(failure.untyped(format!("подходит: {}", several(n))).into())
            }
        }
    }

    fn numbered(&self, text: &str) -> Result<Vec<Org>> {
        let of_inn =
            self.0.all(&format!("{SELECT} WHERE o.id IN ({OF_INN}) ORDER BY o.parent_id, o.id"), [text], read)?;
        if !of_inn.is_empty() {
            return Ok(of_inn);
        }
        Ok(self.0.all(&format!("{SELECT} WHERE o.id = ?1"), [text.parse::<i64>().unwrap_or(-1)], read)?)
    }

    fn called(&self, text: &str, key: &str, names: &OrgNames) -> Result<Vec<Org>> {
        for exact in [NAMED, FORMERLY] {
            let found = self.0.all(&format!("{SELECT} WHERE o.id IN ({exact}) ORDER BY o.id"), [key], read)?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        let part = format!("{SELECT} WHERE instr(o.key, ?1) OR instr(o.short_key, ?1) ORDER BY {AS_LISTED}");
        let mut found = self.0.all(&part, [key], read)?;
        found.retain(|org| {
            let names = [Some(&org.name), org.short_name.as_ref()];
            names.into_iter().flatten().any(|whole| name::stands_in(key, &name::org_key(whole)))
        });
        if !found.is_empty() {
            return Ok(found);
        }
        let mut ids = self.by_bare_name(text, names)?;
        if ids.is_empty() {
            let sql = "SELECT org_id, key FROM former_orgs WHERE instr(key, ?1) \
                       UNION SELECT org_id, short_key FROM former_orgs WHERE instr(short_key, ?1) ORDER BY 1";
            let former: Vec<(i64, String)> = self.0.all(sql, [key], |row| Ok((row.get(0)?, row.get(1)?)))?;
            ids = former.into_iter().filter(|(_, whole)| name::stands_in(key, whole)).map(|(id, _)| id).collect();
            ids.dedup();
        }
        ids.into_iter().map(|id| self.of_id(id)).collect()
    }

    /// The organisation that a file's row means: ИНН and name exactly, or not at all; where both are given, they must agree. A
    /// name that nobody bears to the letter is one that somebody bore, or is sought once more by its
    /// [bare key](name::bare_key): through the legal form, «средняя общеобразовательная школа» for «СОШ», № and N.
    ///
    /// # Errors
    /// None is like that, several are, or ИНН and name belong to different ones.
    pub fn known(&self, inn: Option<&str>, title: Option<&str>, names: &OrgNames) -> Result<Option<i64>> {
        let of_inn = match inn {
            Some(inn) => {
                let found = self.ids(OF_INN, inn)?;
                if found.is_empty() {
                    let failure = Failure::refused(format!("нет организации с ИНН {inn}"));
                    return Err(failure.absent(ORGS.table, &[[inn]]).into());
                }
                Some(found)
            }
            None => None,
        };
        let Some(title) = title else {
            return match (of_inn.as_deref(), inn) {
                (Some([_, _, ..]), Some(inn)) => Err(self.borne_by_branches(inn)?.into()),
                (of_inn, _) => Ok(of_inn.and_then(|ids| ids.first().copied())),
            };
        };
        let key = name::org_key(title);
        let is_meant = |id: &i64| of_inn.as_ref().is_none_or(|ids| ids.contains(id));
        let mut is_known = false;
        for (at, sql) in [Some(NAMED), Some(FORMERLY), None].into_iter().enumerate() {
            let mut found = match sql {
                Some(sql) => self.ids(sql, &key)?,
                None => self.by_bare_name(title, names)?,
            };
            is_known |= !found.is_empty();
            found.retain(is_meant);
            match found[..] {
                [] if is_known && of_inn.is_none() => break,
                [] => {}
                [id] => {
                    if at > 0 {
                        names.take(title, id);
                    }
                    return Ok(Some(id));
                }
                _ => return Err(self.ambiguous(title, &found)?.into()),
            }
        }
        match is_known {
            true => refuse!("ИНН и наименование принадлежат разным организациям"),
            false => Err(self.none_such(title, names)?.absent(ORGS.table, &[[title]]).into()),
        }
    }

    /// The organisation whose own an ИНН is: never a branch.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn head_of_inn(&self, inn: &str) -> Result<Option<i64>> {
        Ok(self.0.first("SELECT id FROM orgs WHERE inn = ?1", [inn], |row| row.get(0))?)
    }

    /// The organisation that a row of the organisations' own file means, if it is known: by ИНН, else by the exact name
    /// within its municipality, else by the short name or one that was borne. A name only finds.
    ///
    /// # Errors
    /// ИНН and name belong to different organisations; several bore the name.
    pub fn same(&self, draft: &OrgDraft) -> Result<Option<Org>> {
        let municipality = self.municipality_of(draft)?;
        let key = draft.name.as_deref().map(name::org_key).unwrap_or_default();
        let in_order = format!("{SELECT} WHERE o.id IN ({OF_INN}) ORDER BY o.key <> ?2, o.parent_id, o.id");
        let of_inn = match &draft.inn {
            Some(inn) => self.0.all(&in_order, (inn, &key), read)?,
            None => Vec::new(),
        };
        let by_name = self.0.first(&format!("{SELECT} WHERE o.key = ?1 AND m.id = ?2"), (&key, municipality), read)?;
        if let Some(head) = of_inn.iter().find(|org| org.parent.is_none()) {
            for org in &of_inn {
                if self.bears(org, &key)? {
                    return Ok(Some(org.clone()));
                }
            }
            if let Some(b) = by_name {
                refuse!(
                    "ИНН принадлежит организации «{}», а наименование — другой организации (№ {})",
                    head.name,
                    b.id
                );
            }
            // Under the same ИНН another name is a change, but that of a branch is another branch.
            return Ok(Some(head.clone()).filter(|_| draft.parent.is_none()));
        }
        match by_name {
            Some(b) if draft.inn.is_some() && b.inn.is_some() => {
                refuse!("у организации «{}» уже записан другой ИНН: {}", b.name, b.inn.unwrap_or_default())
            }
            Some(b) => Ok(Some(b)),
            None => {
                let sql = format!("{SELECT} WHERE o.id IN ({NAMED} UNION {FORMERLY}) AND m.id = ?2 ORDER BY o.id");
                let mut found = self.0.all(&sql, (&key, municipality), read)?;
                found.retain(|org| draft.inn.is_none() || org.inn.is_none());
                match found.len() {
                    0 | 1 => Ok(found.pop()),
                    _ => {
                        let ids: Vec<_> = found.iter().map(|org| org.id).collect();
                        Err(self.ambiguous(draft.name.as_deref().unwrap_or_default(), &ids)?.into())
                    }
                }
            }
        }
    }

    /// Others that bear a name or bore it.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn namesakes(&self, id: i64, title: &str) -> Result<Vec<Org>> {
        let sql = format!("{SELECT} WHERE o.id IN ({NAMED} UNION {FORMERLY}) AND o.id <> ?2 ORDER BY o.id");
        Ok(self.0.all(&sql, (name::org_key(title), id), read)?)
    }

    /// Whether a name with a key is or once was an organisation's.
    fn bears(&self, org: &Org, key: &str) -> Result<bool> {
        let is_key = |title: &String| name::org_key(title) == key;
        if is_key(&org.name) || org.short_name.as_ref().is_some_and(is_key) {
            return Ok(true);
        }
        let former = self.former(org.id)?;
        Ok(former.iter().any(|was| is_key(&was.name) || was.short_name.as_ref().is_some_and(is_key)))
    }

    fn borne_by_branches(&self, inn: &str) -> Result<Failure> {
        let message = format!("ИНН {inn} носит и филиал: укажите наименование");
        let borne = self.numbered(inn)?;
        Ok(borne.iter().take(20).fold(Failure::refused(message), |failure, org| failure.hint(org.in_list())))
    }

    fn ids(&self, sql: &str, value: &str) -> Result<Vec<i64>> {
        Ok(self.0.all(sql, [value], |row| row.get(0))?)
    }
}

fn several(n: usize) -> String {
    crate::domain::plural::count(n as u64, "организация", "организации", "организаций")
}
