//! Which person and which of the jobs a command is about, where a name or a person alone doesn't tell.

use anyhow::Result;
use clap::Args;

use super::Outcome;
use crate::domain::{Day, name};
use crate::store::Store;
use crate::store::pair::{Mentee, Pair};
use crate::store::staff::{Person, PersonDraft, PersonOrigin, WorkSought};
use crate::store::tutor::Tutor;

/// Which of somebody's jobs is meant, and so which of namesakes.
#[derive(Debug, Clone, Default, Args)]
pub struct JobChoice {
    #[arg(
        long,
        value_name = "РАБОТА",
        help = "Кто из тёзок и какая из работ: часть должности, табельный номер или номер записи о работе"
    )]
    pub job: Option<String>,
}

/// Which of several people of one name is meant.
#[derive(Debug, Clone, Default, Args)]
pub struct NamesakeChoice {
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Кто из тёзок: работает в этой организации")]
    org: Option<String>,
    #[command(flatten)]
    choice: JobChoice,
}

impl JobChoice {
    /// The person that is typed; of several the one who has the job, if one is named.
    ///
    /// # Errors
    /// Nobody is like that, or several are: the message lists them.
    pub fn find(&self, store: &Store, text: &str, day: Day) -> Result<Person> {
        person_at(store, text, None, self.job.as_deref(), day)
    }

    /// The mentee of a pair that is typed; of several the one who has the job.
    ///
    /// # Errors
    /// None is like that, or several are: the message lists them.
    pub fn mentee(&self, store: &Store, pair: &Pair, text: &str, day: Day) -> Result<Mentee> {
        let namesake = NamesakeChoice { org: None, choice: self.clone() };
        namesake.mentee(store, pair, text, day)
    }
}

impl NamesakeChoice {
    /// The mentee of a pair that is typed; of several the one who works as told.
    ///
    /// # Errors
    /// None is like that, or several are: the message lists them.
    pub fn mentee(&self, store: &Store, pair: &Pair, text: &str, day: Day) -> Result<Mentee> {
        if self.org.is_none() && self.choice.job.is_none() {
            return store.pairs().find_mentee(pair, text);
        }
        let person = self.find(store, text, day)?;
        store.pairs().find_mentee(pair, &person.id.to_string())
    }

    /// The tutor of a pair that is typed; of several the one who works as told.
    ///
    /// # Errors
    /// None is like that, or several are.
    pub fn tutor(&self, store: &Store, pair: &Pair, text: &str, day: Day) -> Result<Tutor> {
        if self.org.is_none() && self.choice.job.is_none() {
            return store.tutors().find(pair, text);
        }
        let person = self.find(store, text, day)?;
        store.tutors().find(pair, &person.id.to_string())
    }

    /// The work that is told: in an organisation, else in that of the pair.
    ///
    /// # Errors
    /// There is no such organisation.
    pub fn work(&self, store: &Store, org: Option<i64>, day: Day) -> Result<WorkSought<'_>> {
        let told = self.org.as_deref().map(|org| store.orgs().find(org)).transpose()?.map(|org| org.id);
        Ok(WorkSought { org: told.or(org), job: self.choice.job.as_deref(), day })
    }

    /// The person that is typed; of several the one who works as told, on the day or else at any time.
    ///
    /// # Errors
    /// Nobody is like that, or several are: the message lists them.
    pub fn find(&self, store: &Store, text: &str, day: Day) -> Result<Person> {
        person_at(store, text, self.org.as_deref(), self.choice.job.as_deref(), day)
    }
}

/// The person that is typed; of several the one who works in an organisation or has a job, if one is named.
///
/// # Errors
/// Nobody is like that, or several are: the message lists them.
pub fn person_at(store: &Store, text: &str, org: Option<&str>, job: Option<&str>, day: Day) -> Result<Person> {
    let org = org.map(|org| store.orgs().find(org)).transpose()?.map(|org| org.id);
    store.people().find_at(text, WorkSought { org, job, day })
}

/// The person that is typed: known, or new where whoever comes from outside is named whole and nobody is like that.
///
/// # Errors
/// Nobody is like that and nobody new may come, or several are: the message lists them.
pub fn someone(
    store: &Store,
    text: &str,
    origin: PersonOrigin,
    work: WorkSought<'_>,
    outcome: &mut Outcome,
) -> Result<Person> {
    let people = store.people();
    let Some(full) = name::person(text).ok().filter(|_| origin != PersonOrigin::Staff) else {
        return people.find_at(text, work);
    };
    let draft = PersonDraft { name: Some(full.clone()), ..PersonDraft::default() };
    match people.recognise(&draft, work.org, origin) {
        Ok(Some(known)) => return Ok(known),
        Ok(None) => {}
        // Several bear the name, and it isn't said here which of them there are.
        Err(_) => return people.find_at(text, work),
    }
    // Whoever bears just this name is another one; else whose name is longer, or once was this one, is meant.
    let like = people.like(text)?;
    let is_borne = like.iter().any(|person| name::key(&person.name) == name::key(&full));
    if !like.is_empty() && !is_borne {
        return people.only(text, like);
    }
    let id = people.add(&draft)?;
    let near = people.near_new(id, &draft)?.map(|near| {
        let (other, name, why) = (near.id, near.name, near.why.words());
        format!(", похоже на № {other} {name} ({why}); если это один человек: nastavnik org staff merge {other} {id}")
    });
    outcome.warnings.push(format!("записан новый человек: {full}{}", near.unwrap_or_default()));
    people.get(id)
}
