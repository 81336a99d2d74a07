//! `org review show`: a review, and how others show it: what is reviewed, what came of it, what was corrected after it.

use anyhow::Result;
use clap::Args;

use crate::command::Outcome;
use crate::command::field_column::on_card;
use crate::domain::{Phrase, Secret};
use crate::phrase;
use crate::register::review;
use crate::report::{Card, Object};
use crate::store::Store;
use crate::store::review::{Expert, Review};

/// `org review show`.
#[derive(Debug, Args)]
pub struct ReviewShow {
    #[arg(value_name = "НОМЕР", help = "Номер рецензии")]
    id: i64,
}

impl ReviewShow {
    /// Runs the command.
    ///
    /// # Errors
    /// There is no such review.
    pub fn run(self, store: &Store) -> Result<Outcome> {
        let review = store.reviews().get(self.id)?;
        let mut card = Card::new(format!("Рецензия № {}", review.id), review::SUBJECT.heading);
        card.datum("id", review.id);
        on_card(&mut card, review::SUBJECT, review.subject);
        on_card(&mut card, review::ORG, review.org);
        on_card(&mut card, review::PROGRAM, review.program);
        let text = review.text;
        on_card(&mut card, review::TITLE, text.title.map(Secret));
        on_card(&mut card, review::SUBMITTED, review.submitted);
        on_card(&mut card, review::VERDICT, text.verdict);
        on_card(&mut card, review::CONCLUDED, text.concluded);
        match review.expert {
            Some(Expert::Known(who)) => on_card(&mut card, review::EXPERT, who),
            Some(Expert::Outside(name)) => on_card(&mut card, review::EXPERT, Secret(name)),
            None => card.datum(review::EXPERT.name, None::<String>),
        }
        on_card(&mut card, review::REMARKS, text.remarks.map(Secret));
        on_card(&mut card, review::CORRECTED, text.corrected);
        on_card(&mut card, review::CHANGES, text.changes.map(Secret));
        Ok(Outcome::report(card.report(Vec::new())))
    }
}

/// A review on the card of what it is about, behind its number; `with_thing` says what is reviewed, too.
pub fn review_line(review: Review, with_thing: bool) -> (String, Phrase, Object) {
    let thing = if with_thing { format!("{}, ", review.about()) } else { String::new() };
    let Review { id, program, subject, submitted, expert, text, .. } = review;
    let verdict = match (text.verdict, text.concluded) {
        (Some(verdict), Some(day)) => format!("; {verdict} {day}"),
        _ => "; заключения нет".to_owned(),
    };
    let mut told = phrase![thing];
    if let Some(title) = text.title.clone() {
        told = told.and(phrase!["«", Secret(title), "», "]);
    }
    told = told.and(format!("представлено {submitted}{verdict}"));
    told = match expert.clone() {
        Some(Expert::Known(who)) => told.and(phrase![", эксперт ", who]),
        Some(Expert::Outside(name)) => told.and(phrase![", эксперт ", Secret(name)]),
        None => told,
    };
    if let Some(remarks) = text.remarks.clone() {
        told = told.and(phrase!["; замечания: ", Secret(remarks)]);
    }
    if let Some(day) = text.corrected {
        told = told.and(format!("; исправлено {day}"));
    }
    if let Some(changes) = text.changes.clone() {
        told = told.and(phrase![": ", Secret(changes)]);
    }
    let object = Object::default()
        .with("id", id)
        .with("subject", subject)
        .with("program", program)
        .with("title", text.title.clone().map(Secret))
        .with("submitted", submitted)
        .with("verdict", text.verdict)
        .with("concluded", text.concluded);
    let object = match expert {
        Some(Expert::Known(who)) => object.with("expert", who),
        Some(Expert::Outside(name)) => object.with("expert", Secret(name)),
        None => object.with("expert", None::<String>),
    };
    let object = object
        .with("remarks", text.remarks.clone().map(Secret))
        .with("corrected", text.corrected)
        .with("changes", text.changes.clone().map(Secret));
    (format!("№ {id}"), told, object)
}
