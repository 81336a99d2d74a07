//! `monitor explain`: who stands behind a share, by name, and why whoever isn't counted isn't.

use std::rc::Rc;

use anyhow::Result;
use clap::{ArgGroup, Args};

use super::explained::{ExplainContext, ExplainedUnit, Listing, columns, lead, rows, versus};
use super::knowledge::unknown_before;
use super::rule_args::RuleArgs;
use super::selection::{Catalogues, OwnActArgs, PeriodArgs, is_all};
use crate::command::person_choice::{JobChoice, person_at};
use crate::command::{Context, Outcome};
use crate::domain::{OrgKind, Phrase, Who};
use crate::error::Failure;
use crate::indicator::{Catalogue, Judgement, Measure, OrgsOnDay, judge};
use crate::phrase;
use crate::report::List;
use crate::store::Store;
use crate::store::org::Org;

/// `monitor explain`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("explained").args(["code", "person"]).required(true).multiple(true))]
pub struct MonitorExplain {
    #[arg(value_name = "КОД", help = "Код показателя; ALL — все показатели, удобно в файл")]
    code: Option<String>,
    #[arg(
        long,
        value_name = "ОРГАНИЗАЦИЯ",
        help = "Только одной организации: номер, ИНН или часть наименования; с --person — кто из тёзок"
    )]
    org: Option<String>,
    #[arg(long, conflicts_with = "versus", help = "И тех, кто вне показателя, с причиной")]
    outside: bool,
    #[arg(
        long,
        value_name = "ЧЕЛОВЕК",
        help = "Один человек по всем показателям (или по указанному), и вне показателя: номер, СНИЛС или имя"
    )]
    person: Option<String>,
    #[command(flatten)]
    choice: JobChoice,
    #[arg(
        long,
        value_name = "КОД",
        conflicts_with = "person",
        help = "Только те, о ком другой показатель или прочтение говорит иначе"
    )]
    versus: Option<String>,
    #[arg(long, help = "К ALL и --person: и другие прочтения актов")]
    readings: bool,
    #[command(flatten)]
    when: PeriodArgs,
    #[command(flatten)]
    rules: RuleArgs,
    #[command(flatten)]
    own: OwnActArgs,
}

impl MonitorExplain {
    /// Explains it.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let when = self.when.seen(context)?;
        let catalogue = self.own.catalogue(store, when.day)?;
        let org = self.org.as_deref().filter(|_| self.person.is_none());
        let org = org.map(|org| store.orgs().find(org)).transpose()?;
        let (at, job) = (self.org.as_deref(), self.choice.job.as_deref());
        let person = self.person.as_deref().map(|text| person_at(store, text, at, job, when.day)).transpose()?;
        let names = store.people().names_on(when.day)?;
        let person = person.map(|person| names.of(person.who()));
        let mut measures = self.measures(&catalogue, person.is_some())?;
        let other = self.versus.as_deref().map(|code| catalogue.catalogue.measure(code)).transpose()?;
        if let (Some(other), Some(code)) = (other, &self.code) {
            if is_all(code) {
                return Err(Failure::usage("--versus сравнивает два показателя: укажите код вместо ALL").into());
            }
            if !other.is_comparable_to(&measures[0]) {
                return Err(incomparable(&catalogue.catalogue, &measures[0], other).into());
            }
            measures.push(other.clone());
        }
        let orgs = match (&org, &person) {
            (Some(org), _) => OrgsOnDay::of_org(store, when, org.id)?,
            (_, Some(who)) => OrgsOnDay::of_person(store, when, who.id)?,
            (None, None) => OrgsOnDay::new(store, when)?,
        };
        let orgs = orgs.judging_by(self.rules.rules(store, when.day)?);
        let with_outside = self.outside || person.is_some() || other.is_some();
        let mut judged = judge(&orgs, &measures, with_outside)?;
        let shown = match (&person, other) {
            (Some(_), _) => Listing::Person,
            (_, Some(other)) => Listing::Versus(other.code.clone()),
            _ if judged.len() > 1 => Listing::All,
            _ => Listing::One { is_of_people: measures[0].unit() != "org", is_of_one_org: org.is_some() },
        };
        let title = title(&judged, org.as_ref(), person.as_ref(), &shown);
        let leads: Vec<String> = match &shown {
            Listing::Person | Listing::Versus(_) => Vec::new(),
            Listing::All => {
                judged.iter().flat_map(|judged| lead(judged, &format!("{}. ", judged.measure.code))).collect()
            }
            Listing::One { .. } => lead(&judged[0], ""),
        };
        let mut notes = Vec::new();
        if person.is_none() {
            let total = |judged: &Judgement| {
                let share = judged.share();
                let code = if measures.len() > 1 { format!("{}: ", judged.measure.code) } else { String::new() };
                format!("{code}Итого {}: {share}, {}", when.told(), share.percent_shown())
            };
            notes.extend(judged.iter().map(total));
        }
        if let (Listing::One { .. }, Some(org)) = (&shown, &org) {
            notes.extend(other_kind(&measures[0], org.kind));
        }
        for note in measures.iter().flat_map(|measure| measure.notes(&orgs.rules)) {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        if let Some(who) = &person {
            judged.retain(|judged| judged.measure.unit() != "org");
            judged
                .iter_mut()
                .flat_map(|judged| &mut judged.units)
                .for_each(|unit| Rc::make_mut(&mut unit.about).label = who.clone().into());
        }
        let long = Rc::new(store.programs().over_a_year(when.from, when.day)?);
        let rows: Vec<ExplainedUnit> = match &shown {
            Listing::Versus(_) => {
                let other = judged.remove(1);
                let context = Rc::new(ExplainContext::new(&catalogue.catalogue, &orgs, &judged[0], &shown, &long));
                versus(&context, judged.remove(0), other)
            }
            _ => {
                judged.into_iter().flat_map(|judged| rows(&catalogue.catalogue, &orgs, judged, &shown, &long)).collect()
            }
        };
        let has_long = rows.iter().any(|row| row.long_program().is_some());
        let grouped = List::new(title, columns(&shown, has_long)).grouped().lead(leads).notes(notes);
        let warnings = unknown_before(store, when.day)?.into_iter().collect();
        Ok(Outcome { warnings, ..Outcome::report(grouped.of(rows)) })
    }

    /// The code that is asked for, or all those that count people.
    fn measures(&self, catalogue: &Catalogues, is_of_person: bool) -> Result<Vec<Measure>> {
        match self.code.as_deref().filter(|code| !is_all(code)) {
            Some(code) => Ok(vec![catalogue.catalogue.measure(code)?.clone()]),
            None => {
                let wanted = |measure: &&Measure| !is_of_person || measure.unit() != "org";
                let all = catalogue.reported().filter(|measure| self.readings || measure.reading.is_none());
                Ok(all.filter(wanted).cloned().collect())
            }
        }
    }
}

/// That two measures don't judge the same, and which do.
fn incomparable(catalogue: &Catalogue, one: &Measure, other: &Measure) -> Failure {
    let fits = |measure: &&Measure| measure.code != one.code && measure.is_comparable_to(one);
    let codes: Vec<&str> = catalogue.measures.iter().filter(fits).map(|measure| measure.code.as_str()).collect();
    let [unit, other_unit] = [one, other].map(|measure| &measure.page.units.title);
    let what = format!("{} и {} не сравнить: единица одного — {unit}, другого — {other_unit}", one.code, other.code);
    Failure::usage(what).hint(format!("с {} сравниваются: {}", one.code, codes.join(", ")))
}

fn title(judged: &[Judgement], org: Option<&Org>, person: Option<&Who>, shown: &Listing) -> Phrase {
    let of = |measure: &Measure| match &measure.reading {
        Some(reading) => format!("{}. {} — {reading}", measure.code, measure.title),
        None => format!("{}. {}", measure.code, measure.title),
    };
    let title: Phrase = match (shown, person) {
        (Listing::Person, Some(who)) => phrase!["Показатели: ", who.clone()],
        (Listing::All, _) => "Обоснование показателей".into(),
        (Listing::Versus(other), _) => format!("{}. Иначе, чем {other}", of(&judged[0].measure)).into(),
        _ => of(&judged[0].measure).into(),
    };
    match org {
        Some(org) => phrase![title, ". ", org.name.clone()],
        None => title,
    }
}

/// That the organisation asked for is of a kind that the measure doesn't count.
fn other_kind(measure: &Measure, kind: OrgKind) -> Option<String> {
    let kinds: Vec<_> = measure.kinds.iter().map(|kind| kind.title()).collect();
    let counts = measure.kinds.contains(&kind);
    (!counts).then(|| format!("Показатель не считает организации вида «{kind}»; считает: {}", kinds.join(", ")))
}
