//! Whom somebody at the command line means by a number or a name, and which of the jobs: of namesakes their work tells.

use anyhow::Result;

use super::People;
use super::employment::Employment;
use super::person::{Person, SELECT, read};
use crate::domain::{Day, name, number, plural};
use crate::error::{Advice, Failure};
use crate::refuse;

/// The work by which one of several people is meant.
#[derive(Debug, Clone, Copy)]
pub struct WorkSought<'s> {
    /// In an organisation, by id.
    pub org: Option<i64>,
    /// The job as it was typed.
    pub job: Option<&'s str>,
    /// Whoever has it on this day comes before whoever once had it.
    pub day: Day,
}

/// The jobs that a text names: by the number of the record, by the personnel number, by the post or a part of it.
pub fn jobs_named(jobs: &[Employment], text: &str) -> Vec<Employment> {
    let key = name::key(text);
    let tests: [&dyn Fn(&Employment) -> bool; 4] = [
        &|e| e.number.as_deref() == Some(text.trim()) || text.trim().parse() == Ok(e.id),
        &|e| name::key(&e.post) == key,
        &|e| name::key(&e.post).contains(&key),
        &|e| e.subject.as_deref().is_some_and(|subject| name::key(subject).contains(&key)),
    ];
    let named = tests.into_iter().map(|test| jobs.iter().filter(|e| test(e)).cloned().collect::<Vec<_>>());
    named.into_iter().find(|named| !named.is_empty()).unwrap_or_default()
}

impl People<'_> {
    /// The person that somebody at the command line means: an id, a СНИЛС or an unambiguous part of the name that is or
    /// once was theirs.
    ///
    /// # Errors
    /// Nobody is like that, or several are: the message lists them.
    pub fn find(&self, text: &str) -> Result<Person> {
        self.only(text, self.like(text)?)
    }

    /// As [`find`](Self::find); of several the one with some work.
    ///
    /// # Errors
    /// As there.
    pub fn find_at(&self, text: &str, work: WorkSought<'_>) -> Result<Person> {
        let mut found = self.like(text)?;
        if found.len() > 1 && (work.org.is_some() || work.job.is_some()) {
            let (mut now, mut ever) = (Vec::new(), Vec::new());
            for person in &found {
                let mut jobs = self.0.staff().employments_of(person.id)?;
                jobs.retain(|e| work.org.is_none_or(|org| e.org_id == org));
                if let Some(job) = work.job {
                    jobs = jobs_named(&jobs, job);
                }
                now.extend(jobs.iter().any(|e| e.open_on(work.day)).then(|| person.clone()));
                ever.extend((!jobs.is_empty()).then(|| person.clone()));
            }
            let meant = if now.is_empty() { ever } else { now };
            if !meant.is_empty() {
                found = meant;
            }
        }
        self.only(text, found)
    }

    /// Everybody whom a text may mean: by id or СНИЛС one, by a whole name whoever bears or bore it, else by a part of it.
    ///
    /// # Errors
    /// Nobody has that number; the text is empty.
    pub fn like(&self, text: &str) -> Result<Vec<Person>> {
        let text = name::tidy(text);
        if let Ok(snils) = number::snils(&text) {
            let found = self.0.first(&format!("{SELECT} WHERE snils = ?1"), [&snils], read)?;
            return found
                .map(|person| vec![person])
                .ok_or_else(|| Failure::refused("нет человека с таким СНИЛС").into());
        }
        if let Ok(id) = text.parse() {
            return Ok(vec![self.get(id)?]);
        }
        let key = name::key(&text);
        if key.is_empty() {
            refuse!("человек не назван");
        }
        let bearing = |by: &str| {
            format!("{SELECT} WHERE {by} OR id IN (SELECT person_id FROM former_names WHERE {by}) ORDER BY key, id")
        };
        let whole = self.0.all(&bearing("key = ?1"), [&key], read)?;
        if whole.is_empty() { Ok(self.0.all(&bearing("instr(key, ?1)"), [&key], read)?) } else { Ok(whole) }
    }

    /// The only one of those whom a text may mean.
    ///
    /// # Errors
    /// There is nobody, or there are several: the message lists them.
    pub fn only(&self, text: &str, mut found: Vec<Person>) -> Result<Person> {
        let text = name::tidy(text);
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => {
                let mut failure = Failure::refused(format!("нет человека «{text}»"));
                for near in self.0.people_named_alike(&text)? {
                    failure = failure.hint(format!("похожее имя: {near}"));
                }
                let nameless = Failure::refused("нет такого человека").advise(Advice::ListStaff);
                Err(failure.advise(Advice::ListStaff).nameless(nameless).into())
            }
            n => {
                let people = plural::count(n as u64, "человек", "человека", "человек");
                let nameless = Failure::refused(format!("подходит: {people}")).hint("укажите номер");
                let mut failure = Failure::refused(format!("«{text}» — это {people}"));
                for person in found.iter().take(20) {
                    let told = self.told_apart(person, &name::key(&text))?;
                    failure = failure.hint(format!("{:>5}  {}{told}", person.id, person.name));
                }
                Err(failure.hint("назовите точнее или укажите номер из этого списка").nameless(nameless).into())
            }
        }
    }

    /// What tells a namesake apart: the former name by which one was found, the year of birth and the place of work.
    pub(super) fn told_apart(&self, person: &Person, sought: &str) -> Result<String> {
        let mut former = self.former_names(person.id)?;
        former.retain(|f| !name::key(&person.name).contains(sought) && name::key(&f.name).contains(sought));
        let former: String = former.into_iter().map(|f| format!(", прежде {}", f.name)).collect();
        let sql = "SELECT o.name FROM employments e JOIN orgs o ON o.id = e.org_id WHERE e.person_id = ?1 \
                   ORDER BY e.dismissed IS NULL DESC, e.main DESC, e.hired DESC";
        let place: Option<String> = self.0.first(sql, [person.id], |row| row.get(0))?;
        let born = person.born.map(|b| format!(", {} г. р.", b.year())).unwrap_or_default();
        Ok(former + &born + &place.map(|p| format!(", {p}")).unwrap_or_default())
    }
}
