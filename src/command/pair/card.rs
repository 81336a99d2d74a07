//! `pair show`: a pair's whole story on one screen.

use anyhow::Result;
use clap::Args;

use crate::command::program::program_object;
use crate::command::{Outcome, span};
use crate::domain::{Day, Secret, Who};
use crate::phrase;
use crate::report::{Card, Object};
use crate::store::Store;

/// `pair show`.
#[derive(Debug, Args)]
pub struct PairShow {
    #[arg(value_name = "НОМЕР", help = "Номер пары")]
    number: String,
}

impl PairShow {
    /// Runs the command.
    pub fn run(self, store: &Store) -> Result<Outcome> {
        let pair = store.pairs().named(&self.number)?;
        let mut card = Card::new(phrase!["Пара № ", pair.number.as_str(), ": ", pair.mentor.clone()], "Пара");
        let (order, period) = (pair.order(), span(pair.started, pair.ended));
        card.datum("number", pair.number);
        card.field("form", "Форма", pair.form);
        card.field("model", "Модель", pair.model);
        card.field("kind", "Вид", pair.kind);
        card.line("Приказ о закреплении", order.unwrap_or_else(|| "нет".into()));
        card.datum("order_number", pair.order_number);
        card.datum("order_date", pair.order_dated);
        if !period.is_empty() {
            card.line("Действует", period);
        }
        card.datum("started", pair.started);
        card.datum("ended", pair.ended);
        card.field("end_reason", "Причина прекращения", pair.end_reason.map(Secret));
        card.field("basis", "Основание", pair.basis.map(Secret));
        card.heading("Участники");
        let told = |role: &str, who: Who, consent: Option<Day>| {
            let agreed = consent.map_or("согласия нет".into(), |day| format!("согласие {day}"));
            let text = phrase![who.clone(), format!(" (№ {}), {agreed}", who.id)];
            (role.to_owned(), text, Object::from(who).with("consent", consent))
        };
        let (role, text, mentor) = told("Наставник", pair.mentor, pair.mentor_consent);
        card.line(role, text);
        card.object("mentor", mentor);
        card.each("mentees", store.pairs().mentees(pair.id)?, |mentee| {
            told("Наставляемый", mentee.who, mentee.consent)
        });
        card.heading("Программы");
        card.each("programs", store.programs().under_pair(pair.id)?, |program| {
            let approved =
                program.approved.map_or("не утверждена".into(), |day| format!("утверждена {day}"));
            let text = format!("{}, {approved}", span(Some(program.starts), Some(program.finishes)));
            (format!("№ {}", program.number), text.into(), program_object(program))
        });
        card.heading("Ответы");
        card.each("answers", store.answers().of_pair(pair.id)?, |answer| {
            let stage = answer.stage.map(|s| format!(", {s}")).unwrap_or_default();
            let score = format!(": {} из 10{stage}", answer.score);
            let text = phrase![answer.role.title(), ", ", answer.who.clone(), score];
            let object = Object::default()
                .with("date", answer.dated)
                .with("role", answer.role)
                .with("person", answer.who.id)
                .with("name", answer.who)
                .with("score", answer.score)
                .with("stage", answer.stage);
            (answer.dated.to_string(), text, object)
        });
        Ok(Outcome::report(card.report(Vec::new())))
    }
}
