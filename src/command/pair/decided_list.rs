//! `pair list --renewed`, `--overruled`: which orders prolonged which pairs, and which pairs were let in beyond a limit, and why.

use std::rc::Rc;

use anyhow::Result;

use crate::command::field_column;
use crate::domain::Secret;
use crate::register::{overrule, pair, renewal};
use crate::report::{List, Report};
use crate::store::Store;
use crate::store::pair::{Overrule, Pair, Renewal};
use crate::store::staff::NamesOnDay;

/// What was decided of a pair, with its number and its mentor.
struct Decided<D> {
    pair: Rc<Pair>,
    decision: D,
}

/// The orders that prolonged those pairs that are meant, a row an order.
///
/// # Errors
/// The file can't be read.
pub fn renewed(store: &Store, title: String, names: &NamesOnDay, is_meant: impl Fn(&Pair) -> bool) -> Result<Report> {
    let is_renewed = |pair: &Pair| !pair.renewed.is_empty() && is_meant(pair);
    let rows = decided(store, names, is_renewed, |pair| store.pairs().renewals(pair.id))?;
    let columns = [
        field_column::short(pair::NUMBER, |row: &Decided<Renewal>| (&row.pair.number).into()),
        field_column::both(pair::MENTOR, |row| (&row.pair.mentor).into()),
        field_column::data(pair::ORG, |row| (&row.pair.org).into()),
        field_column::both(renewal::ORDER_NUMBER, |row| (&row.decision.order_number).into()),
        field_column::both(renewal::ORDER_DATED, |row| row.decision.order_dated.into()),
        field_column::both(renewal::UNTIL, |row| row.decision.until.into()),
        field_column::data(pair::PLANNED_END, |row| row.pair.planned_end.into()),
    ];
    Ok(List::new(title, columns).counted().of(rows))
}

/// The limits that are overruled in those pairs that are meant, each with its reason.
///
/// # Errors
/// The file can't be read.
pub fn overruled(store: &Store, title: String, names: &NamesOnDay, is_meant: impl Fn(&Pair) -> bool) -> Result<Report> {
    let is_beyond = |pair: &Pair| (pair.beyond.is_some() || pair.second.is_some()) && is_meant(pair);
    let rows = decided(store, names, is_beyond, |pair| store.pairs().overrules(pair.id))?;
    let columns = [
        field_column::short(pair::NUMBER, |row: &Decided<Overrule>| (&row.pair.number).into()),
        field_column::both(pair::MENTOR, |row| (&row.pair.mentor).into()),
        field_column::data(pair::ORG, |row| (&row.pair.org).into()),
        field_column::both(overrule::LIMIT, |row| row.decision.limit.into()),
        field_column::both(overrule::REASON, |row| Secret(&row.decision.reason).into()),
        field_column::both(overrule::DATED, |row| row.decision.dated.into()),
    ];
    Ok(List::new(title, columns).counted().of(rows))
}

fn decided<D>(
    store: &Store,
    names: &NamesOnDay,
    is_meant: impl Fn(&Pair) -> bool,
    of_pair: impl Fn(&Pair) -> Result<Vec<D>>,
) -> Result<Vec<Decided<D>>> {
    let mut pairs = Vec::new();
    store.pairs().each(&mut |pair, _| {
        if is_meant(&pair) {
            pairs.push(pair);
        }
        Ok(())
    })?;
    let mut rows = Vec::new();
    for pair in pairs {
        let pair = Rc::new(Pair { mentor: names.of(pair.mentor), ..pair });
        rows.extend(of_pair(&pair)?.into_iter().map(|decision| Decided { pair: Rc::clone(&pair), decision }));
    }
    Ok(rows)
}
