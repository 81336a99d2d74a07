//! What becomes of a district the day after a report: people bear other surnames, leave and return; organisations are renamed,
//! of another kind, merged, closed; groups change.

use chrono::NaiveDate;
use nastavnik::domain::{Day, OrgKind, Who};
use nastavnik::store::group::GroupDraft;
use nastavnik::store::org::OrgDraft;
use nastavnik::store::pair::{HandoverDraft, Mentee, MenteeDraft, Pair, PairDraft, RenewalDraft};
use nastavnik::store::refusal;
use nastavnik::store::staff::EmploymentDraft;

use super::district::plus;
use super::model::District;
use super::program::{Loaded, day};

/// Why something can't come to pass on that day; anything else is a defect of the program.
const BARRED: &[&str] = &["закрыта", "открыт", "действуют с", "к ней самой", "не может смениться", "уже есть"];

/// Whether it came to pass.
fn came<T>(result: anyhow::Result<T>) -> u32 {
    let Err(error) = result else { return 1 };
    let why = refusal::of(&error).message;
    assert!(BARRED.iter().any(|barred| why.contains(barred)), "{why}");
    0
}

/// Everybody bears another surname; whoever has left a job comes back to it, every other one leaves
/// where he still works, and a third are erased.
fn befall_people(loaded: &Loaded<'_>, from: Day) -> u32 {
    let (people, staff) = (loaded.store.people(), loaded.store.staff());
    let mut done = 0;
    for (at, id) in loaded.people.iter().enumerate() {
        let person = people.get(*id).unwrap();
        let given = person.name.split_once(' ').map_or("", |(_, given)| given);
        done += came(people.rename(&person, &format!("Новосельцева {given}"), from));
        for job in staff.employments_of(*id).unwrap() {
            if job.dismissed.is_some_and(|last| last < from) {
                let (post, main) = (Some(job.post.clone()), Some(job.main));
                let again = EmploymentDraft { org_id: job.org_id, post, main, hired: Some(from), ..Default::default() };
                done += came(staff.add_employment(*id, &again));
            } else if job.dismissed.is_none() && at % 2 == 0 && job.hired <= from {
                done += came(staff.dismiss(job.id, from));
            }
        }
        if at % 3 == 0 {
            done += came(loaded.store.erasures().erase(&people.get(*id).unwrap(), from, None, false));
        }
    }
    done
}

/// Why a pair can't be handed over, prolonged, joined or left on that day.
const BARRED_PAIRS: &[&str] = &[
    "у наставника",
    "у наставляемого",
    "и есть",
    "прекращена",
    "наставляемый (Ножай-Юрт, п. 1.6)",
    "один человек",
    "нет наставляемых",
    "передать её можно",
    "а передаётся она раньше",
    "ещё не закреплена приказом",
    "нужна более поздняя дата",
    "не позже прежнего",
    "раньше, чем",
    "уже",
];

/// Does something as one step, of which nothing stays if it is barred.
fn step(loaded: &Loaded<'_>, run: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    loaded.store.savepoint(|_| run().map(|()| ((), true)))
}

/// Pairs are handed over, prolonged, closed, left, joined: each in its turn.
fn befall_pairs(loaded: &Loaded<'_>, from: Day) -> u32 {
    let pairs = loaded.store.pairs();
    let mut all: Vec<(Pair, Vec<Mentee>)> = Vec::new();
    pairs
        .each(&mut |pair, mentees| {
            all.push((pair, mentees));
            Ok(())
        })
        .unwrap();
    let barred = |result: anyhow::Result<()>| {
        let Err(error) = result else { return 1 };
        let why = refusal::of(&error).message;
        assert!(BARRED_PAIRS.iter().any(|barred| why.contains(barred)), "{why}");
        0
    };
    let mut done = 0;
    for (at, (pair, mentees)) in all.iter().enumerate() {
        // Whoever is next in the district takes over or comes in.
        let place = loaded.people.iter().position(|id| *id == pair.mentor.id).unwrap_or_default();
        let next = loaded.people[(place + 1 + at) % loaded.people.len()];
        let next = Who::new(next, loaded.store.people().get(next).unwrap().name);
        let draft = || PairDraft { number: pair.number.clone(), mentor_id: pair.mentor.id, ..PairDraft::default() };
        let order = (Some("77".to_owned()), Some(from));
        done += barred(match at % 5 {
            0 => step(loaded, || {
                let (order_number, order_dated) = order.clone();
                let draft = HandoverDraft {
                    number: format!("{}-н", pair.number),
                    mentor: next.clone(),
                    day: from,
                    order_number,
                    order_dated,
                    mentor_consent: None,
                    mentee_consent: None,
                    kind: None,
                };
                pairs.hand_over(pair, &draft).map(drop)
            }),
            1 => {
                let until = day(plus(NaiveDate::parse_from_str(&from.iso(), "%Y-%m-%d").unwrap(), 300));
                let draft = RenewalDraft { order_number: "77".into(), order_dated: from, until };
                step(loaded, || pairs.renew(pair, &draft).map(drop))
            }
            2 if pair.ended.is_none() => {
                step(loaded, || pairs.put(&PairDraft { ended: Some(from), ..draft() }).map(drop))
            }
            3 => step(loaded, || {
                let open = mentees.iter().find(|mentee| mentee.ended.is_none() && mentee.joined.is_none());
                let Some(mentee) = open else { return Ok(()) };
                let leaves = MenteeDraft { person_id: mentee.who.id, ended: Some(from), ..MenteeDraft::default() };
                pairs.amend_mentee(pair, mentee, &leaves).map(drop)
            }),
            // Whoever is in the pair already can't join it: another first day of his would be a correction of the past.
            _ if mentees.iter().any(|stay| stay.who.id == next.id && stay.ended.is_none_or(|last| last >= from)) => {
                continue;
            }
            _ => step(loaded, || {
                let (order_number, order_dated) = order.clone();
                let joins = MenteeDraft {
                    person_id: next.id,
                    joined: Some(from),
                    order_number,
                    order_dated,
                    ..MenteeDraft::default()
                };
                pairs.put_mentee(pair, &joins).map(drop)
            }),
        });
    }
    done
}

/// Lets everything happen; how much did.
pub fn befall(loaded: &Loaded<'_>, district: &District, reference: NaiveDate) -> u32 {
    let (orgs, groups) = (loaded.store.orgs(), loaded.store.groups());
    let from = day(plus(reference, 1));
    let mut done = befall_pairs(loaded, from) + befall_people(loaded, from);
    for (at, id) in loaded.orgs.iter().enumerate() {
        let org = orgs.of_id(*id).unwrap();
        let kind = if org.kind == OrgKind::General { OrgKind::Vocational } else { OrgKind::General };
        let draft = OrgDraft { name: Some(format!("Другая № {at}")), kind: Some(kind), ..OrgDraft::default() };
        done += came(orgs.change_from(&org, &draft, from));
    }
    for group in &district.groups {
        let stored = groups.of_code(&group.code).unwrap().unwrap();
        let kind = if stored.community { "методическое объединение" } else { "клуб" };
        let draft = GroupDraft {
            code: stored.code.clone(),
            kind: Some(kind.to_owned()),
            network: Some(!stored.network),
            ..GroupDraft::default()
        };
        done += came(groups.change_from(&stored, &draft, from));
    }
    // The first becomes a part of the last a day later; the others are closed.
    let all: Vec<_> = loaded.orgs.iter().map(|id| orgs.of_id(*id).unwrap()).collect();
    done += came(orgs.merge(&all[0], &all[all.len() - 1], day(plus(reference, 2))));
    for org in all.iter().skip(1).filter(|org| org.closed.is_none() && org.opened.is_none_or(|opened| opened <= from)) {
        let closed = Some(day(plus(reference, 2)));
        done += came(orgs.amend(org, &OrgDraft { closed, ..OrgDraft::default() }));
    }
    done
}
