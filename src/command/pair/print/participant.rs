//! Somebody of a pair as a paper names him: by the name and at the work of its day.

use std::collections::HashMap;

use anyhow::Result;

use crate::domain::{Day, Phrase, Who, name};
use crate::error::Failure;
use crate::phrase;
use crate::report::DocumentFields;
use crate::store::Store;
use crate::store::pair::{Mentee, Pair};
use crate::store::staff::{Employment, NamesOnDay};

/// A pair with its mentees for a paper of a day.
#[derive(Debug)]
pub struct PrintedPair {
    /// The pair.
    pub pair: Pair,
    /// Whom it is with.
    pub mentees: Vec<Mentee>,
}

impl PrintedPair {
    /// A pair with the mentees who haven't left it before a day.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn on_day(store: &Store, pair: Pair, day: Day) -> Result<Self> {
        let mut mentees = store.pairs().mentees(pair.id)?;
        mentees.retain(|mentee| mentee.ended.is_none_or(|ended| ended >= day));
        Ok(Self { pair, mentees })
    }

    /// The fields with those of the pair behind them: both papers know it by the same names.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn added_to(&self, fields: DocumentFields, people: &mut PeopleOnDay<'_>) -> Result<DocumentFields> {
        Ok(fields
            .with("пара", self.pair.number.as_str())
            .with("наставник", people.told(&self.pair.mentor)?)
            .with("наставляемые", people.all_told(&self.mentees)?)
            .with_known("форма", self.pair.form.as_deref())
            .with_known("вид", self.pair.kind.map(|kind| kind.title()))
            .with_known("модель", self.pair.model.map(|model| model.title())))
    }
}

/// The pairs of an organisation that aren't over on a day.
///
/// # Errors
/// The file can't be read.
pub fn pairs_on_day(store: &Store, org: i64, day: Day) -> Result<Vec<Pair>> {
    let mut pairs = store.pairs().of_org(org, day)?;
    pairs.retain(|pair| pair.ended.is_none_or(|ended| ended >= day));
    Ok(pairs)
}

/// The pair with a number, else those of an organisation that aren't over on a day.
///
/// # Errors
/// There is no such pair or organisation, or none of its pairs goes on.
pub fn pairs_asked_for(store: &Store, number: Option<&str>, org: Option<&str>, day: Day) -> Result<Vec<Pair>> {
    if let Some(number) = number {
        return Ok(vec![store.pairs().named(number)?]);
    }
    let org = store.orgs().find(org.unwrap_or_default())?;
    let pairs = pairs_on_day(store, org.id, day)?;
    if pairs.is_empty() {
        return Err(Failure::refused(format!("{}: нет пар, которые не прекращены", org.name))
            .hint("все пары: nastavnik pair list --all")
            .into());
    }
    Ok(pairs)
}

/// Who is called what, and works where, on the day of a paper.
pub struct PeopleOnDay<'s> {
    store: &'s Store,
    org: i64,
    day: Day,
    names: NamesOnDay,
    /// By the organisation whose paper it is, and the person.
    jobs: HashMap<(i64, i64), String>,
}

impl<'s> PeopleOnDay<'s> {
    /// The people of an organisation's pairs on a day.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn new(store: &'s Store, org: i64, day: Day) -> Result<Self> {
        Ok(Self { store, org, day, names: store.people().names_on(day)?, jobs: HashMap::new() })
    }

    /// From here on they are those of another organisation's pairs.
    pub fn of_another_org(&mut self, org: i64) {
        self.org = org;
    }

    /// The id of the organisation whose pair it is: its own, else the main workplace of the mentee who came first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn org_of(store: &Store, pair: &Pair, mentees: &[Mentee], day: Day) -> Result<Option<i64>> {
        let (None, Some(first)) = (pair.org_id, mentees.first()) else { return Ok(pair.org_id) };
        Ok(first_job(store, first.who.id, None, day)?.map(|job| job.org_id))
    }

    /// Somebody by the name of the day.
    pub fn named(&self, who: &Who) -> Who {
        self.names.of(who.clone())
    }

    /// The post with the subject, first that in the organisation; of a mentor without work his category and where he comes from.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn job(&mut self, who: &Who) -> Result<String> {
        if let Some(known) = self.jobs.get(&(self.org, who.id)) {
            return Ok(known.clone());
        }
        let job = job_on(self.store, who.id, Some(self.org), self.day)?;
        self.jobs.insert((self.org, who.id), job.clone());
        Ok(job)
    }

    /// The name, and behind a comma the post.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn told(&mut self, who: &Who) -> Result<Phrase> {
        let job = self.job(who)?;
        let name = self.named(who);
        Ok(if job.is_empty() { name.into() } else { phrase![name, ", ", job] })
    }

    /// Several people one after another.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn all_told(&mut self, people: &[Mentee]) -> Result<Phrase> {
        let mut told = Phrase::default();
        for (at, mentee) in people.iter().enumerate() {
            let next = self.told(&mentee.who)?;
            told = if at == 0 { next } else { told.and("; ").and(next) };
        }
        Ok(told)
    }
}

/// The job that somebody has on a day: first one in an organisation, then the main one.
///
/// # Errors
/// The file can't be read.
pub fn first_job(store: &Store, person: i64, within: Option<i64>, day: Day) -> Result<Option<Employment>> {
    let mut jobs = store.staff().employments_of(person)?;
    jobs.retain(|job| job.open_on(day));
    jobs.sort_by_key(|job| (Some(job.org_id) != within, !job.main));
    Ok(jobs.into_iter().next())
}

/// The post with the subject that somebody has on a day, first that in an organisation, in which its name goes without saying; of a
/// mentor without work his category and where he comes from; empty: nothing is known.
///
/// # Errors
/// The file can't be read.
pub fn job_on(store: &Store, person: i64, within: Option<i64>, day: Day) -> Result<String> {
    let Some(job) = first_job(store, person, within, day)? else {
        let registered = store.mentors().registrations(person)?;
        let open = registered.into_iter().find(|mentor| mentor.open_on(day));
        let told = |org: Option<_>, category: &str| match org {
            Some(org) => format!("{category}, {org}"),
            None => category.to_owned(),
        };
        return Ok(open.map(|m| told(m.org.map(|org| org.full), m.category.title())).unwrap_or_default());
    };
    let subject = job.subject.filter(|subject| !name::key(&job.post).contains(&name::key(subject)));
    let post = [Some(within_sentence(job.post)), subject].into_iter().flatten().collect::<Vec<_>>().join(", ");
    Ok(if Some(job.org_id) == within { post } else { format!("{post}, {}", job.org) })
}

/// A post as it stands behind a name: «Учитель» with a small letter, «ПДО» as it is.
fn within_sentence(post: String) -> String {
    let mut signs = post.chars();
    match (signs.next(), signs.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(signs).collect(),
        _ => post,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_behind_a_name_begins_small() {
        for (post, told) in [("Учитель", "учитель"), ("ПДО", "ПДО"), ("учитель", "учитель"), ("Я", "Я"), ("", "")]
        {
            assert_eq!(within_sentence(post.to_owned()), told);
        }
    }
}
