//! What whoever takes somebody on or lets somebody go should know: what no share can count, what is left open.

use anyhow::Result;

use crate::domain::{Day, name};
use crate::indicator::Catalogue;
use crate::register::employment::EMPLOYMENTS;
use crate::store::Store;
use crate::store::erasure::Participation;
use crate::store::staff::{Employment, Person};

/// What each missing day keeps from being known: how the facts begin that need it.
const NEEDED: [(&str, &str, &str); 2] = [
    ("young", "нет даты рождения", "--born"),
    ("novice", "нет начала педагогической деятельности", "--teaching-since"),
];

/// Which shares can't count somebody whose birth date or start of work isn't known.
pub(super) fn uncounted(store: &Store, person: i64, employment: i64) -> Result<Vec<String>> {
    let (who, work) = (store.people().get(person)?, store.staff().employment(employment)?);
    if work.pedagogical != Some(true) || !work.main {
        return Ok(Vec::new());
    }
    let kind = store.orgs().of_id(work.org_id)?.kind;
    let catalogue = Catalogue::known()?;
    let is_known = [who.born.is_some(), who.teaching_since.is_some()];
    let mut told = Vec::new();
    for ((fact, what, option), _) in NEEDED.into_iter().zip(is_known).filter(|(_, is_known)| !is_known) {
        let codes: Vec<_> = catalogue
            .measures
            .iter()
            .filter(|m| m.reading.is_none() && m.page.units.name == "teacher" && m.kinds.contains(&kind))
            .filter(|m| m.population.iter().chain(&m.condition).any(|needed| needed.name.starts_with(fact)))
            .map(|m| m.code.as_str())
            .collect();
        if !codes.is_empty() {
            told.push(format!(
                "{what}: в показателях {} этот человек не учтён; указать: nastavnik org staff edit {person} {option} ДАТА",
                codes.join(", ")
            ));
        }
    }
    Ok(told)
}

/// What somebody who goes leaves open: pairs, groups, the register of mentors, programs, the office of a curator.
pub(super) fn left_open(store: &Store, person: &Person, work: &Employment, last: Day) -> Result<Vec<String>> {
    let date = last.to_string();
    let open = store.erasures().participations(person.id, last.next())?;
    // Another job goes on by itself.
    let open = open.into_iter().filter(|open| open.table != EMPLOYMENTS.table);
    let mut told: Vec<_> = open
        .map(|Participation { what, last, ended_by, .. }| {
            let until = last.map(|day| format!(" по {day}")).unwrap_or_default();
            format!("не завершено: {what}{until}; завершить: nastavnik {}", ended_by.replace("ДАТА", &date))
        })
        .collect();
    for program in store.programs().of_person(person.id)? {
        if program.ended.is_none() && program.finishes > last {
            told.push(format!(
                "не завершено: программа № {number} по {}; завершить: nastavnik program complete {number} --date {date}",
                program.finishes,
                number = program.number
            ));
        }
    }
    let is_curator = store.documents().curators(work.org_id)?.iter().any(|curator| {
        let is_open = curator.ended.is_none_or(|ended| ended > last);
        is_open && curator.name.as_deref().is_some_and(|full| name::key(full) == name::key(&person.name))
    });
    if is_curator {
        told.push(format!(
            "остаётся куратором: {}; нового назначает nastavnik org adopt {} --curator",
            work.org, work.org_id
        ));
    }
    Ok(told)
}
