//! `org needs show`: somebody on the list of who needs a mentor, and whether there is one.

use anyhow::Result;
use clap::Args;

use crate::command::field_column::on_card;
use crate::command::{Context, Outcome};
use crate::domain::{DaySpan, PairState};
use crate::phrase;
use crate::register::mentor_need;
use crate::report::{Card, Object, Value};
use crate::store::Store;
use crate::store::mentor_need::MentorNeed;

/// `org needs show`.
#[derive(Debug, Args)]
pub struct NeedsShow {
    #[arg(value_name = "НОМЕР", help = "Номер записи перечня")]
    id: i64,
}

impl NeedsShow {
    /// Runs the command.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let need = store.mentor_needs().get(self.id, context.today)?;
        let mut card = Card::new(need.who.clone(), "Нужен наставник");
        card.field("id", "Номер", need.id);
        card.datum("person", need.who.id);
        card.datum("name", need.who.clone());
        on_card(&mut card, mentor_need::ORG, need.org.as_ref().map(|org| org.full.to_string()));
        on_card(&mut card, mentor_need::REASON, need.reason);
        on_card(&mut card, mentor_need::SUBJECT, need.subject);
        on_card(&mut card, mentor_need::REVERSE, need.reverse);
        card.line("В перечне", DaySpan::new(need.dated, need.removed).to_string());
        card.datum(mentor_need::DATED.name, need.dated);
        card.datum(mentor_need::REMOVED.name, need.removed);
        let confirmed = store.mentor_needs().confirmations(Some(need.org_id))?;
        let last = confirmed.first().map(|last| last.confirmed);
        let told = last.map_or_else(|| "не подтверждался".to_owned(), |day| day.to_string());
        card.field_told("confirmed", "Перечень подтверждён", last, Some(told));
        card.heading("Наставники");
        let mut pairs = Vec::new();
        for pair in store.pairs().of_person(need.who.id)? {
            let mentees = store.pairs().mentees(pair.id)?;
            let state = pair.state(&mentees, context.today);
            if pair.mentor.id != need.who.id && state != PairState::Ended {
                pairs.push((pair, state));
            }
        }
        if pairs.is_empty() {
            card.line("Наставник", "нет; кого предложить, скажет nastavnik pair suggest");
        }
        card.each("pairs", pairs, |(pair, state)| {
            let text = phrase![pair.mentor.clone(), format!(", {}", state.title())];
            let object = Object::default()
                .with("number", pair.number.clone())
                .with_object("mentor", pair.mentor.into())
                .with("state", Value::Code(state.code(), state.title()));
            (format!("Пара № {}", pair.number), text, object)
        });
        Ok(Outcome::report(card.report(Vec::new())))
    }
}

/// A need for programs.
pub fn need_object(need: &MentorNeed) -> Object {
    Object::default()
        .with("id", need.id)
        .with("org", need.org.as_ref().map(|org| org.full.to_string()))
        .with("reason", need.reason)
        .with("date", need.dated)
        .with("subject", need.subject.clone())
        .with("reverse", need.reverse)
        .with("removed", need.removed)
}
