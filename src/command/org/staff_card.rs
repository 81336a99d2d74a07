//! `org staff show`: a person's whole story on one screen.

use anyhow::Result;
use clap::Args;

use crate::command::{Card, Outcome, span};
use crate::domain::{Phrase, Secret, number, plural};
use crate::phrase;
use crate::store::Store;
use crate::store::group::Party;

/// `org staff show`.
#[derive(Debug, Args)]
pub struct Show {
    #[arg(value_name = "ЧЕЛОВЕК", help = "Номер, СНИЛС или часть имени")]
    person: String,
}

impl Show {
    /// Shows it.
    pub fn run(self, store: &Store) -> Result<Outcome> {
        let person = store.people().find(&self.person)?;
        let mut card = Card::default();
        let main = "Человек";
        card.line(main, "Номер", Some(person.id.to_string()));
        card.line(main, "СНИЛС", person.snils.as_deref().map(number::snils_shown));
        card.line(main, "Пол", person.sex.map(|sex| sex.title()));
        let born = person.born.map_or_else(|| "не указана".into(), |day| Phrase::from(Secret(day.to_string())));
        card.line(main, "Дата рождения", Some(born));
        let since = person.start().map_or("не указано".into(), |start| start.to_string());
        card.line(main, "Начало педагогической деятельности", Some(since));
        for former in store.people().former_names(person.id)? {
            card.line(main, "Прежняя фамилия", Some(phrase![Secret(former.name), format!(" по {}", former.until)]));
        }
        for consent in store.consents(person.id)? {
            let withdrawn = consent.withdrawn.map(|day| format!(", отозвано {day}")).unwrap_or_default();
            let field = "Согласие на обработку персональных данных";
            card.line(main, field, Some(format!("от {}{withdrawn}", consent.given)));
        }
        if let Some(erasure) = store.erasure(person.id)? {
            let basis = erasure.basis.map(|basis| phrase![", основание: ", Secret(basis)]).unwrap_or_default();
            card.line(main, "Персональные данные", Some(phrase![format!("удалены {}", erasure.dated), basis]));
        }
        for e in store.staff().employments_of(person.id)? {
            let number = e.number.map(|n| phrase![", таб. № ", Secret(n)]).unwrap_or_default();
            let side = if e.main { "" } else { ", не основное место" };
            let pedagogical = match e.pedagogical {
                Some(true) => "",
                Some(false) => ", не педагогическая должность",
                None => ", педагогическая ли должность, неизвестно",
            };
            let period = span(Some(e.hired), e.dismissed);
            card.line("Работа", &period, Some(phrase![e.org, ": ", e.post, number, side, pedagogical]));
        }
        for m in store.registrations(person.id)? {
            let limit = m
                .capacity
                .map(|n| {
                    format!(
                        ", не больше {n} {}",
                        plural::form(n.unsigned_abs(), "наставляемого", "наставляемых", "наставляемых")
                    )
                })
                .unwrap_or_default();
            let org = m.org.map(|org| format!(", {org}")).unwrap_or_default();
            let period = span(Some(m.registered), m.retired);
            card.line("Реестр наставников", &period, Some(format!("{}{org}{limit}", m.category)));
        }
        for pair in store.pairs_of(person.id)? {
            let period = span(pair.started, pair.ended);
            let order = pair.order().map_or("приказа нет".into(), |order| format!("приказ {order}"));
            let with = if pair.mentor.id == person.id {
                let mentees = store.mentees(pair.id)?.into_iter().map(|m| m.who);
                phrase!["наставник; наставляемые: ", Phrase::list(mentees)]
            } else {
                phrase!["наставляемый; наставник: ", pair.mentor]
            };
            card.line("Пары и группы", &format!("№ {} {period}", pair.number), Some(phrase![with, "; ", order]));
        }
        for program in store.programs_of(person.id)? {
            let approved =
                program.approved.map_or("не утверждена".into(), |day| format!("утверждена {day}"));
            let title = program.title.map(|title| phrase![Secret(title), ", "]).unwrap_or_default();
            let outcome =
                program.outcome.zip(program.ended).map(|(o, day)| format!(", {} {day}", o.title())).unwrap_or_default();
            let period = format!("№ {} {}", program.number, span(Some(program.starts), Some(program.finishes)));
            card.line("Программы", &period, Some(phrase![title, approved, outcome]));
        }
        for m in store.memberships(Party::Person(person.id))? {
            let period = span(m.joined, m.ended);
            let period = if period.is_empty() { "с самого начала" } else { &period };
            card.line("Группы", period, Some(m.group));
        }
        Ok(Outcome::report(card.report(person.who())))
    }
}
