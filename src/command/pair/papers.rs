//! The papers of a pair on its card: which there are, which are missing, and what doesn't hold without them.

use anyhow::Result;

use crate::domain::{Phrase, Secret};
use crate::indicator::Catalogue;
use crate::phrase;
use crate::register::pair_paper::PaperStanding;
use crate::report::{Card, Object, Value};
use crate::store::pair::HeldPaper;

/// Tells the papers of a pair under a heading of their own.
///
/// # Errors
/// As [`Catalogue::known`].
pub fn papers_on_card(card: &mut Card, papers: Vec<HeldPaper>) -> Result<()> {
    let catalogue = Catalogue::known()?;
    card.heading("Бумаги");
    card.each("papers", papers, |held| {
        let codes = if held.standing.is_enough() { Vec::new() } else { catalogue.indicators_with(held.paper.facts()) };
        let object = Object::default()
            .with("paper", Value::Code(held.paper.code(), held.paper.title()))
            .with("person", held.who.as_ref().map(|who| who.id))
            .with("name", held.who.clone())
            .with("standing", Value::Code(held.standing.code(), held.standing.title()))
            .with("number", held.number.clone())
            .with("date", held.dated)
            .with("until", held.until)
            .with("ground", held.ground.clone().map(Secret))
            .with("clause", held.paper.clause())
            .with_values("lacks", held.lacks.iter().copied())
            .with_values("blocks", codes.iter().map(|code| (*code).to_owned()));
        (held.paper.title().to_owned(), in_words(&held, &codes), object)
    });
    Ok(())
}

/// A paper in a line: whose, what there is of it, and what doesn't hold without it.
fn in_words(held: &HeldPaper, codes: &[&str]) -> Phrase {
    let number = held.number.as_ref().map(|number| format!("№ {number}"));
    let dated = held.dated.map(|day| format!("от {day}"));
    let named = [number, dated].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let standing = match (held.standing, held.until) {
        (PaperStanding::There, _) if !named.is_empty() => named,
        (standing, until) => {
            let day = until.map(|day| format!(" {day}")).unwrap_or_default();
            let told = format!("{}{day}", standing.title());
            if named.is_empty() { told } else { format!("{named}, {told}") }
        }
    };
    let lacks = match held.lacks[..] {
        [] => String::new(),
        _ => {
            format!(": не указано {}", held.lacks.iter().map(|lack| format!("«{lack}»")).collect::<Vec<_>>().join(", "))
        }
    };
    let mut told = match &held.who {
        Some(who) => phrase![who.clone(), ": ", format!("{standing}{lacks}")],
        None => format!("{standing}{lacks}").into(),
    };
    if let Some(ground) = &held.ground {
        told = phrase![told, ": ", Secret(ground.clone())];
    }
    if !held.standing.is_enough() {
        let shares = match codes {
            [] => "показатели не меняются".to_owned(),
            _ => format!("не считается в {}", codes.join(", ")),
        };
        told = told.and(format!(" — {} ({}); {shares}", held.paper.without_it(), held.paper.clause()));
    }
    told
}
