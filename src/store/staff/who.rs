//! Who is who and which work is which: the rules by which a row of staff is about somebody known. They stand here alone;
//! [`recognise`](super::recognise) brings the people whom they judge, `hire` does what they say.
//!
//! 1. **A key leads to a person**: the СНИЛС; a personnel number of the organisation that is in use while the row's work lasts,
//!    whatever zeros stand before it; the name with the birth date, and where nobody bears the name now, a former one. Keys that
//!    lead to different people are refused, and so is a personnel number under another name. Two whole СНИЛС are two people
//!    ([`by_keys`]).
//! 2. **Without a key, work tells**: the same name in the same organisation with the same post and «Дата приёма» is the same
//!    person. Any other person of that name there whom nothing tells apart makes the row ambiguous ([`by_work`]).
//! 3. **Nobody else is the one**: never by a similar name. Somebody of the same name elsewhere is a namesake, of whom people
//!    are told.
//! 4. **Work** is a person, an organisation and a personnel number, without one the post and «Дата приёма» ([`meant`]). A row
//!    whose key isn't known is no second job by that alone: it means the open one of which no other row speaks ([`candidates`]).
//!
//! Two shortcuts spare most rows these questions, and only where the answer is certain. A row of a file for an empty database
//! is about somebody new if none of its [`traces`] was met before (`bulk`); a row that comes again says nothing new if it
//! [`adds_nothing`] to the one employment that has its number (`roster`). Any doubt of theirs goes back to the rules.

use std::iter;

use anyhow::Result;

use super::{Employment, EmploymentDraft, Person, PersonDraft, StaffDraft};
use crate::domain::personnel::significant;
use crate::domain::{Day, DaySpan, name};
use crate::error::{Advice, Failure};
use crate::refuse;

/// People to whom the keys of a row lead.
#[derive(Default)]
pub(super) struct Led {
    pub by_snils: Option<Person>,
    /// Who had the personnel number while the row's work lasts.
    pub by_number: Vec<Person>,
    /// Who was born on the day and bears the name; if nobody does, who once bore it.
    pub by_birth: Vec<Person>,
}

/// The person to whom the keys of a draft lead together; `number` is the personnel number. Beside it whom a СНИЛС alone tells from
/// the one described, though name and birth date agree.
///
/// # Errors
/// Keys lead to different people; a personnel number stands under another name, or under several of which none is told; several
/// people have the name and the birth date.
pub(super) fn by_keys(draft: &PersonDraft, number: Option<&str>, led: Led) -> Result<(Option<Person>, Option<i64>)> {
    let number = number.unwrap_or_default();
    let mut found = led.by_snils;
    if let Some(holder) = the_holder(draft, number, found.as_ref(), led.by_number)?
        && found.as_ref().is_none_or(|person| person.id != holder.id)
    {
        let other_snils = holder.snils.is_some() && draft.snils.is_some() && holder.snils != draft.snils;
        if found.is_some() || other_snils {
            refuse!("СНИЛС и табельный номер {number} принадлежат разным людям ({})", holder.name);
        }
        if !holder.bears(draft) {
            refuse!("табельный номер {number} в этой организации записан за другим именем: {}", holder.name);
        }
        found = Some(holder);
    }
    // Two whole СНИЛС are two people, whatever else they have in common.
    let is_another = |person: &Person| person.snils.is_some() && draft.snils.is_some() && person.snils != draft.snils;
    let (others, by_birth): (Vec<_>, Vec<_>) = led.by_birth.into_iter().partition(is_another);
    let double = others.first().map(|other| other.id);
    match (&found, by_birth.as_slice()) {
        (_, []) => Ok((found, double)),
        (Some(person), many) if many.iter().any(|p| p.id == person.id) => Ok((found, None)),
        (Some(_), _) => refuse!("ФИО с датой рождения и другие ключи строки принадлежат разным людям"),
        (None, [one]) => Ok((Some(one.clone()), None)),
        (None, _) => refuse!("людей с этими ФИО и датой рождения несколько: укажите СНИЛС"),
    }
}

/// Of those who have a personnel number, the zeros before it left out of account, the one who is meant.
fn the_holder(
    draft: &PersonDraft,
    number: &str,
    found: Option<&Person>,
    mut holders: Vec<Person>,
) -> Result<Option<Person>> {
    if holders.len() > 1 {
        let names = holders.iter().map(|holder| holder.name.as_str()).collect::<Vec<_>>().join(", ");
        let is_told = |holder: &Person| match found {
            Some(person) => person.id == holder.id,
            None => holder.bears(draft) && holder.may_be(draft),
        };
        holders.retain(is_told);
        if holders.len() != 1 {
            refuse!(
                "табельный номер {number} в этой организации — у нескольких людей ({names}): укажите СНИЛС или исправьте номер"
            );
        }
    }
    Ok(holders.pop())
}

/// Whom a row without a telling key means among people of its name, each with the work in the row's organisation: the known
/// person, and a namesake elsewhere whom nothing tells from a new one.
///
/// # Errors
/// Somebody of the name works there and is neither the one nor another beyond doubt.
pub(super) fn by_work(
    person: &PersonDraft,
    work: &EmploymentDraft,
    others: impl IntoIterator<Item = Result<(Person, Vec<Employment>)>>,
) -> Result<(Option<Person>, Option<i64>)> {
    let (mut known, mut namesake) = (None, None);
    let post = work.post.as_deref().map(name::key);
    let same = |e: &Employment| {
        Some(e.hired) == work.hired && Some(name::key(&e.post)) == post && (e.number.is_none() || work.number.is_none())
    };
    for other in others {
        let (other, here) = other?;
        match (here.is_empty(), here.iter().any(same), other.may_be(person)) {
            (true, _, true) => namesake = Some(other.id).filter(|_| person.snils.is_none() && person.born.is_none()),
            (true, _, false) | (false, false, false) => {}
            // Two СНИЛС are two people, however alike their work.
            (false, true, false) if other.snils.is_some() && person.snils.is_some() => {}
            (false, true, true) if known.is_none() => known = Some(other),
            (false, true, false) => {
                let message = format!(
                    "{} (№ {}) с той же должностью и датой приёма уже есть, но с другой датой рождения",
                    other.name, other.id
                );
                return Err(Failure::refused(message).ending(Advice::CorrectFileOrCard).into());
            }
            (false, ..) => refuse!(
                "в этой организации уже есть {} (№ {}): укажите СНИЛС или дату рождения, чтобы отличить или узнать",
                other.name,
                other.id
            ),
        }
    }
    Ok((known, namesake))
}

/// The stored employment that a draft means, and whether its «Дата приёма» is that of the stored one.
///
/// Another key, or a span of days without one in common with the stored, is another employment. Where a number has several
/// periods one after another (a transfer within the organisation), a school's file goes on naming the first «Дата приёма»
/// beside the present post: the last period is meant then, and its date stays.
pub(super) fn meant<'a>(of_org: &'a [Employment], draft: &EmploymentDraft) -> Option<(&'a Employment, bool)> {
    let hired = draft.hired?;
    let post = draft.post.as_deref().map(name::key);
    let same_post = |e: &&Employment| post.as_deref() == Some(name::key(&e.post).as_str());
    let chain: Vec<&Employment> = match &draft.number {
        Some(number) if of_org.iter().any(|e| e.has_number(number)) => {
            of_org.iter().filter(|e| e.has_number(number)).collect()
        }
        number => {
            let found =
                of_org.iter().filter(same_post).find(|e| e.hired == hired && (number.is_none() || e.number.is_none()));
            return found.map(|e| (e, true));
        }
    };
    let last = chain.last().copied()?;
    let begun = chain.iter().find(|e| e.hired == hired).copied();
    if begun.is_none() && !last.days().meets(DaySpan::new(hired, draft.dismissed)) {
        return None;
    }
    match begun {
        Some(first) if first.id != last.id && !same_post(&first) && same_post(&last) => Some((last, false)),
        Some(exact) => Some((exact, true)),
        None => Some((last, true)),
    }
}

/// The open employments that a row may mean though its key is another: those of which no other row speaks (`spoken`). A row that
/// tells of an end means none that has another post or first day.
pub(super) fn candidates<'a>(
    of_org: &'a [Employment],
    draft: &EmploymentDraft,
    spoken: &dyn Fn(i64) -> bool,
) -> Vec<&'a Employment> {
    let may_be = |e: &&Employment| draft.dismissed.is_none() || is_same_work(e, draft);
    of_org.iter().filter(|e| e.dismissed.is_none() && !spoken(e.id)).filter(may_be).collect()
}

/// Whether a row has the post and the first day of a stored employment.
pub(super) fn is_same_work(stored: &Employment, draft: &EmploymentDraft) -> bool {
    Some(stored.hired) == draft.hired && draft.post.is_some() && !stored.has_another_post(draft)
}

/// Something by which the rules may lead from a row to somebody.
#[derive(Debug, Hash, PartialEq, Eq)]
pub(super) enum Trace<'a> {
    Snils(&'a str),
    Number(i64, &'a str),
    Born(&'a str, Day),
    /// The name of somebody without СНИЛС, with the birth date if there is one.
    Bare(&'a str, Option<Day>),
    /// The same name, whatever the birth date.
    BareName(&'a str),
    /// The same name, with the first day of work in an organisation.
    BareBegun(&'a str, i64, Option<Day>),
}

/// The traces that somebody leaves; `work` is the organisation, the personnel number and the first day.
pub(super) fn traces<'a>(
    snils: Option<&'a str>,
    key: &'a str,
    born: Option<Day>,
    work: Option<&'a EmploymentDraft>,
) -> impl Iterator<Item = Trace<'a>> {
    let is_bare = snils.is_none();
    let number = work.and_then(|work| Some(Trace::Number(work.org_id, significant(work.number.as_deref()?))));
    let keys = iter::once(snils.map(Trace::Snils)).chain([number, born.map(|born| Trace::Born(key, born))]);
    let begun = work.map(|work| Trace::BareBegun(key, work.org_id, work.hired));
    let bare = [Some(Trace::Bare(key, born)), Some(Trace::BareName(key)), begun];
    keys.chain(bare.into_iter().filter(move |_| is_bare)).flatten()
}

/// The traces of people without СНИЛС who may be the one of a row with СНИЛС: of two with СНИЛС a common name means nothing,
/// but for one that was born on the same day.
pub(super) fn traces_of_bare<'a>(key: &'a str, born: Option<Day>, work: &EmploymentDraft) -> [Trace<'a>; 2] {
    let by_name = match born {
        Some(_) => Trace::Bare(key, None),
        None => Trace::BareName(key),
    };
    [by_name, Trace::BareBegun(key, work.org_id, work.hired)]
}

/// Whether a row adds nothing to what is stored, to the letter: the number is this employment's alone, so that every rule leads
/// to it.
pub(super) fn adds_nothing(row: &StaffDraft, person: &PersonDraft, work: &EmploymentDraft) -> bool {
    fn adds<T: PartialEq>(row: &Option<T>, stored: &Option<T>) -> bool {
        row.is_some() && row != stored
    }
    row.person.name == person.name
        && row.work.post == work.post
        && row.work.hired == work.hired
        && row.person.teaching_spread.is_none()
        && person.teaching_spread.is_none()
        && !adds(&row.person.snils, &person.snils)
        && !adds(&row.person.born, &person.born)
        && !adds(&row.person.sex, &person.sex)
        && !adds(&row.person.teaching_since, &person.teaching_since)
        && !adds(&row.work.subject, &work.subject)
        && !adds(&row.work.dismissed, &work.dismissed)
        && !adds(&row.work.main, &work.main)
        && !adds(&row.work.declared, &work.declared)
}
