//! `pair suggest`: a mentor for everybody who needs one and has none, the best for all of them together.

mod proposal;

use anyhow::Result;
use clap::Args;

use self::proposal::{PairProposal, Proposals};
use crate::command::{Context, Outcome};
use crate::domain::{Day, PairKind, Phrase, mentor_fit, plural};
use crate::report::{Column, List, Value};
use crate::store::Store;
use crate::store::pair::{MenteeDraft, PairDraft};

/// `pair suggest`.
#[derive(Debug, Args)]
pub struct PairSuggest {
    #[arg(
        long,
        value_name = "ОРГАНИЗАЦИЯ",
        help = "Только для перечня этой организации; наставники — из всего реестра"
    )]
    org: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "На какую дату; по умолчанию на сегодня")]
    as_of: Option<Day>,
    #[arg(
        long,
        value_name = "ЧИСЛО",
        default_value_t = mentor_fit::LIMIT,
        value_parser = clap::value_parser!(u32).range(1..=1000),
        help = "Сколько наставляемых самое большее предлагать наставнику, у которого нет своего предела"
    )]
    limit: u32,
    #[arg(long, help = "Записать предложенные пары как проекты: без приказа и дат")]
    create: bool,
}

impl PairSuggest {
    /// Runs the command.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        let day = self.as_of.unwrap_or(context.today);
        match self.create {
            true => context.write(|store| create(store, self.proposals(store, day)?)),
            false => context.read(|store| Ok(listed(self.proposals(store, day)?, day))),
        }
    }

    fn proposals(&self, store: &Store, day: Day) -> Result<Proposals> {
        let org = self.org.as_deref().map(|org| store.orgs().find(org)).transpose()?;
        Proposals::of(store, org.map(|org| org.id), day, self.limit)
    }
}

/// What is told of those for whom a pair is being prepared: nothing is suggested to them.
fn prepared(count: usize) -> Option<String> {
    let people = plural::count(count as u64, "человека", "человек", "человек");
    (count > 0).then(|| {
        format!(
            "для {people} из перечня пара уже записана, но ещё не действует: приказ печатает nastavnik pair print order"
        )
    })
}

/// The proposals as a list.
fn listed(proposals: Proposals, day: Day) -> Outcome {
    let Proposals { pairs, prepared: count } = proposals;
    let is_any = pairs.iter().any(|pair| pair.mentor.is_some());
    let columns = [
        Column::data("mentee", "№ наставляемого", |p: &PairProposal| p.mentee.id.into()),
        Column::both("mentee_name", "Кому нужен", |p| (&p.mentee).into()),
        Column::data("mentee_org", "Организация наставляемого", |p| (&p.mentee_org).into()),
        Column::data("mentor", "№ наставника", |p| p.mentor.as_ref().map(|mentor| mentor.who.id).into()),
        Column::both("mentor_name", "Кого предложить", |p| {
            p.mentor.as_ref().map(|mentor| &mentor.who).into()
        }),
        Column::data("mentor_org", "Организация наставника", |p| {
            p.mentor.as_ref().map_or(Value::Empty, |mentor| (&mentor.org).into())
        }),
        Column::both("score", "Баллы", |p| p.mentor.as_ref().map(|mentor| mentor.score).into()),
        Column::data("reasons", "Чем подходит", |p| p.mentor.as_ref().map(|mentor| &*mentor.reasons).into()),
        Column::data("alternatives", "Другие возможности", |p| (&p.alternatives).into()),
        Column::data("status", "Подбор", |p| match p.mentor {
            Some(_) => Value::Code("proposed", "предложен"),
            None => Value::Code("unmatched", "не найден"),
        }),
        Column::data("why", "Почему не найден", |p| p.why.as_deref().into()),
        // In a table what speaks for somebody and why there is nobody stand in one place.
        Column::table("because", "Чем подходит, или почему не найден", |p| {
            p.mentor.as_ref().map(|mentor| &*mentor.reasons).or(p.why.as_deref()).into()
        }),
    ];
    let note = is_any.then(|| "Записать предложенные пары проектами, без приказа: та же команда с --create. Организации и другие возможности — в книге: --output пары.xlsx".to_owned());
    let list = List::new(format!("Кого предложить в наставники, на {day}:"), columns).counted();
    let report = list.notes(note.into_iter().collect()).of(pairs);
    Outcome { warnings: prepared(count).into_iter().collect(), ..Outcome::report(report) }
}

/// The proposals as pairs without an order.
fn create(store: &Store, proposals: Proposals) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut number = store.pairs().next_number()?;
    let (mut made, mut unmatched) = (0_u64, 0_u64);
    for PairProposal { mentee, mentor, pair_org, is_reverse, why, .. } in proposals.pairs {
        let Some(mentor) = mentor else {
            unmatched += 1;
            outcome.warnings.push(format!("{}: {}", mentee.name, why.unwrap_or_default()));
            continue;
        };
        let kind = is_reverse.then_some(PairKind::Reverse);
        let draft = PairDraft {
            number: number.clone(),
            mentor_id: mentor.who.id,
            kind,
            org_id: pair_org,
            ..PairDraft::default()
        };
        store.pairs().put(&draft)?;
        let pair = store.pairs().named(&number)?;
        store.pairs().put_mentee(&pair, &MenteeDraft { person_id: mentee.id, ..MenteeDraft::default() })?;
        outcome.warnings.extend(store.pairs().remarks(&number)?);
        outcome.messages.push(format!("Записана пара № {number}: {} → {}", mentor.who.name, mentee.name));
        made += 1;
        number =
            number.parse::<u64>().map_or_else(|_| store.pairs().next_number(), |last| Ok((last + 1).to_string()))?;
    }
    let pairs = plural::count(made, "пара", "пары", "пар");
    let rest = match unmatched {
        0 => String::new(),
        count => format!(", наставник не найден для {}", plural::count(count, "человека", "человек", "человек")),
    };
    outcome.messages.push(format!("Записано проектов: {pairs}{rest}"));
    outcome.warnings.extend(prepared(proposals.prepared));
    Ok(outcome)
}

/// Phrases one after another, with a semicolon between.
fn parted(all: impl IntoIterator<Item = Phrase>) -> Option<Phrase> {
    all.into_iter().reduce(|phrase, next| phrase.and("; ").and(next))
}
