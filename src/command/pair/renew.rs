//! `pair renew`: one order carries pairs into the next school year.

use anyhow::Result;
use clap::{ArgGroup, Args};

use super::despite::Despite;
use crate::command::{Context, Outcome};
use crate::domain::{Day, PairState};
use crate::refuse;
use crate::store::Store;
use crate::store::pair::{Pair, RenewalDraft};

/// `pair renew`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("chosen").args(["numbers", "org"]).required(true))]
pub struct PairRenew {
    #[arg(value_name = "ПАРА", help = "Номера пар")]
    numbers: Vec<String>,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Все действующие пары организации, чей срок истекает раньше")]
    org: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Новый срок: планируемый последний день")]
    until: Day,
    #[arg(long, value_name = "НОМЕР", help = "Номер приказа о продлении")]
    order_number: String,
    #[arg(long, value_name = "ДАТА", help = "Дата приказа о продлении")]
    order_date: Day,
    #[command(flatten)]
    despite: Despite,
}

impl PairRenew {
    /// Runs the command.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        context.check_day(Some(self.order_date), "дата приказа о продлении", &mut outcome)?;
        context.check_plan(Some(self.until), "новый срок")?;
        let pairs = match &self.org {
            Some(org) => self.pairs_of(store, org)?,
            None => self.numbers.iter().map(|number| store.pairs().named(number)).collect::<Result<_>>()?,
        };
        let draft =
            RenewalDraft { order_number: self.order_number.clone(), order_dated: self.order_date, until: self.until };
        let mut renewed = Vec::new();
        for pair in &pairs {
            store.pairs().renew(pair, &draft)?;
            for broken in store.pairs().judge(context.today).broken(pair)? {
                let Some(reason) = self.despite.reason() else { return Err(broken.refusal()) };
                store.pairs().overrule(pair.id, broken.limit, reason, context.today)?;
            }
            renewed.push(pair.number.as_str());
        }
        outcome.messages.push(format!(
            "Продлены до {} приказом № {} от {}: № {}",
            self.until,
            self.order_number,
            self.order_date,
            renewed.join(", № ")
        ));
        Ok(outcome)
    }

    /// The pairs of an organisation that go on and whose term runs out before the new one.
    fn pairs_of(&self, store: &Store, org: &str) -> Result<Vec<Pair>> {
        let org = store.orgs().find(org)?;
        let day = self.order_date;
        let mut pairs = Vec::new();
        for pair in store.pairs().of_org(org.id, day)? {
            let state = pair.state(&store.pairs().mentees(pair.id)?, day);
            let goes_on = pair.ended.is_none() && matches!(state, PairState::InForce | PairState::Expired);
            let is_due = pair.term_on(day).is_none_or(|term| term < self.until);
            // Whoever was fixed by an order of that very day isn't carried over by it.
            let is_old =
                pair.first_day().is_some_and(|first| first < day) && pair.order_dated.is_some_and(|dated| dated < day);
            if goes_on && is_due && is_old {
                pairs.push(pair);
            }
        }
        if pairs.is_empty() {
            refuse!("на {day} нет действующих пар организации «{}», чей срок истекает раньше {}", org.name, self.until);
        }
        Ok(pairs)
    }
}
