//! What becomes of a district the day after a report: organisations are renamed, of another kind, merged, closed; groups change.

use chrono::NaiveDate;
use nastavnik::domain::OrgKind;
use nastavnik::store::group::GroupDraft;
use nastavnik::store::org::OrgDraft;
use nastavnik::store::refusal;

use super::district::plus;
use super::model::District;
use super::program::{Loaded, day};

/// Why something can't come to pass on that day; anything else is a defect of the program.
const BARRED: &[&str] = &["закрыта", "открыт", "действуют с", "к ней самой"];

/// Whether it came to pass.
fn came<T>(result: anyhow::Result<T>) -> u32 {
    let Err(error) = result else { return 1 };
    let why = refusal::of(&error).message;
    assert!(BARRED.iter().any(|barred| why.contains(barred)), "{why}");
    0
}

/// Lets everything happen; how much did.
pub fn befall(loaded: &Loaded, district: &District, reference: NaiveDate) -> u32 {
    let (orgs, groups) = (loaded.store.orgs(), loaded.store.groups());
    let from = day(plus(reference, 1));
    let mut done = 0;
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
