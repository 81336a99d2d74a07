//! `org staff show`: a person's whole story on one screen.

use anyhow::Result;
use clap::Args;

use super::needs_card::need_object;
use crate::command::field_column::on_card;
use crate::command::mentor::registration;
use crate::command::pair::tutored_on_card;
use crate::command::person_choice::NamesakeChoice;
use crate::command::program::program_object;
use crate::command::{Context, Outcome};
use crate::domain::{DaySpan, Phrase, Role, Secret, number, plural};
use crate::phrase;
use crate::register::person;
use crate::report::{Card, Object};
use crate::store::Store;
use crate::store::group::{Member, Party};
use crate::store::pair::{Mentee, Pair};
use crate::store::staff::Employment;

/// `org staff show`.
#[derive(Debug, Args)]
pub struct StaffShow {
    #[arg(value_name = "ЧЕЛОВЕК", help = "Номер, СНИЛС или часть имени")]
    person: String,
    #[command(flatten)]
    namesake: NamesakeChoice,
}

impl StaffShow {
    /// Shows it.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let person = self.namesake.find(store, &self.person, context.today)?;
        let mut card = Card::new(person.who(), "Человек");
        card.field("id", "Номер", person.id);
        card.datum("name", person.who());
        on_card(&mut card, person::SNILS, person.snils.as_deref().map(number::snils_shown));
        on_card(&mut card, person::SEX, person.sex);
        let born = person.born.map_or_else(|| "не указана".into(), |day| Phrase::from(Secret(day.to_string())));
        card.field_told(person::BORN.name, person::BORN.heading, Secret(person.born), Some(born));
        let since = person.start().map_or("не указано".into(), |start| start.to_string());
        card.field_told(
            person::TEACHING_SINCE.name,
            person::TEACHING_SINCE.heading,
            person.teaching_since,
            Some(since),
        );
        card.datum("teaching_spread", person.teaching_spread);
        card.each("former_names", store.people().former_names(person.id)?, |former| {
            let text = phrase![Secret(former.name.clone()), format!(" по {}", former.until)];
            let object = Object::default().with("name", Secret(former.name)).with("until", former.until);
            (person::FORMER_NAME.heading.into(), text, object)
        });
        card.each("consents", store.consents().of_person(person.id)?, |consent| {
            let withdrawn = consent.withdrawn.map(|day| format!(", отозвано {day}")).unwrap_or_default();
            let text = format!("от {}{withdrawn}", consent.given);
            let object = Object::default().with("given", consent.given).with("withdrawn", consent.withdrawn);
            ("Согласие на обработку персональных данных".into(), text.into(), object)
        });
        card.each("absences", store.absences().of_person(person.id)?, |absence| {
            let object = Object::default()
                .with("id", absence.id)
                .with("kind", absence.kind)
                .with("from", absence.began)
                .with("to", absence.ended);
            let text = format!("№ {}: {} {}", absence.id, absence.kind, absence.days());
            ("Отсутствие".into(), text.into(), object)
        });
        let erasure = store.erasures().of_person(person.id)?;
        if let Some(erasure) = &erasure {
            let basis = erasure.basis.clone().map(|basis| phrase![", основание: ", Secret(basis)]).unwrap_or_default();
            card.line("Персональные данные", phrase![format!("удалены {}", erasure.dated), basis]);
        }
        card.datum("erased", erasure.as_ref().map(|erasure| erasure.dated));
        card.datum("erasure_basis", erasure.and_then(|erasure| erasure.basis).map(Secret));
        card.heading("Работа");
        card.each("employments", store.staff().employments_of(person.id)?, employment);
        card.heading("Реестр наставников");
        card.each("registrations", store.mentors().registrations(person.id)?, |m| {
            let limit = |n: i64| {
                let people = plural::form(n.unsigned_abs(), "наставляемого", "наставляемых", "наставляемых");
                format!(", не больше {n} {people}")
            };
            let limit = m.capacity.map(limit).unwrap_or_default();
            let org = m.org.as_ref().map(|org| format!(", {}", org.full)).unwrap_or_default();
            let text = format!("{}{org}{limit}", m.category);
            (m.days().to_string(), text.into(), registration(m))
        });
        card.heading("Нужен наставник");
        card.each("needs", store.mentor_needs().of_person(person.id, context.today)?, |need| {
            let org = need.org.as_ref().map(|org| format!(", {}", org.full)).unwrap_or_default();
            let text = format!("№ {}: {}{org}", need.id, need.reason);
            (need.days().to_string(), text.into(), need_object(&need))
        });
        card.heading("Пары и группы");
        let mut pairs = Vec::new();
        for pair in store.pairs().of_person(person.id)? {
            pairs.push((store.pairs().mentees(pair.id)?, pair));
        }
        card.each("pairs", pairs, |(mentees, pair)| participation(person.id, pair, mentees));
        tutored_on_card(&mut card, store.tutors().of_person(person.id)?);
        card.heading("Программы");
        card.each("programs", store.programs().of_person(person.id)?, |program| {
            let approved =
                program.approved.map_or("не утверждена".into(), |day| format!("утверждена {day}"));
            let title = program.title.clone().map(|title| phrase![Secret(title), ", "]).unwrap_or_default();
            let outcome =
                program.outcome.zip(program.ended).map(|(o, day)| format!(", {} {day}", o.title())).unwrap_or_default();
            let period = format!("№ {} {}", program.number, DaySpan::new(program.starts, program.finishes));
            (period, phrase![title, approved, outcome], program_object(program))
        });
        card.heading("Группы");
        card.each("memberships", store.groups().memberships(Party::Person(person.id))?, |m| {
            let period = Some(m.days().to_string()).filter(|period| !period.is_empty());
            let text = m.group.as_str().into();
            (period.unwrap_or_else(|| "с самого начала".into()), text, membership(m))
        });
        Ok(Outcome::report(card.report(Vec::new())))
    }
}

fn employment(e: Employment) -> (String, Phrase, Object) {
    let number = e.number.clone().map(|n| phrase![", таб. № ", Secret(n)]).unwrap_or_default();
    let side = if e.main { "" } else { ", не основное место" };
    let pedagogical = match e.pedagogical {
        Some(true) => "",
        Some(false) => ", не педагогическая должность",
        None => ", педагогическая ли должность, неизвестно",
    };
    let text = phrase![e.org.as_str(), ": ", e.post.as_str(), number, side, pedagogical];
    let days = e.days().to_string();
    let object = Object::default()
        .with("id", e.id)
        .with("org_id", e.org_id)
        .with("org", e.org)
        .with("number", e.number.map(Secret))
        .with("post", e.post)
        .with("subject", e.subject)
        .with("hired", e.hired)
        .with("dismissed", e.dismissed)
        .with("main", e.main)
        .with("pedagogical", e.pedagogical);
    (days, text, object)
}

/// A pair as one of its people sees it.
fn participation(person: i64, pair: Pair, mentees: Vec<Mentee>) -> (String, Phrase, Object) {
    let order = pair.order().map_or("приказа нет".into(), |order| format!("приказ {order}"));
    let mentees = mentees.into_iter().map(|mentee| mentee.who);
    let (role, with) = if pair.mentor.id == person {
        (Role::Mentor, phrase!["наставник; наставляемые: ", Phrase::list(mentees.clone())])
    } else {
        (Role::Mentee, phrase!["наставляемый; наставник: ", pair.mentor.clone()])
    };
    let label = format!("№ {} {}", pair.number, DaySpan::new(pair.started, pair.ended));
    let object = Object::default()
        .with("number", pair.number)
        .with("role", role)
        .with_object("mentor", pair.mentor.into())
        .with_objects("mentees", mentees.map(Object::from))
        .with("order_number", pair.order_number)
        .with("order_date", pair.order_dated)
        .with("started", pair.started)
        .with("ended", pair.ended);
    (label, phrase![with, "; ", order], object)
}

/// A membership for programs.
pub fn membership(member: Member) -> Object {
    Object::default().with("group", member.group).with("joined", member.joined).with("ended", member.ended)
}
