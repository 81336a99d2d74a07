//! `pair show`: a pair's whole story on one screen.

use anyhow::Result;
use clap::Args;

use super::meeting_log;
use crate::command::field_column::on_card;
use crate::command::program::program_object;
use crate::command::{Context, Outcome};
use crate::domain::{Day, DaySpan, PairKind, Secret, Who};
use crate::phrase;
use crate::register::{overrule, pair, renewal, tutor};
use crate::report::{Card, Object, Value};
use crate::store::Store;

/// `pair show`.
#[derive(Debug, Args)]
pub struct PairShow {
    #[arg(value_name = "НОМЕР", help = "Номер пары")]
    number: String,
}

impl PairShow {
    /// Runs the command.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let pair = store.pairs().named(&self.number)?;
        let mentees = store.pairs().mentees(pair.id)?;
        let state = pair.state(&mentees, context.today);
        let (renewals, overrules) = (store.pairs().renewals(pair.id)?, store.pairs().overrules(pair.id)?);
        let has_schedule = pair.kind == Some(PairKind::ShortTerm) && pair.open_on(context.today);
        let papers = store.pairs().papers(&pair, &mentees, context.today)?;
        let mut card = Card::new(phrase!["Пара № ", pair.number.as_str(), ": ", pair.mentor.clone()], "Пара");
        let (order, period) = (pair.order(), DaySpan::new(pair.started, pair.ended).to_string());
        card.datum("number", pair.number);
        on_card(&mut card, pair::FORM, pair.form);
        on_card(&mut card, pair::MODEL, pair.model);
        on_card(&mut card, pair::KIND, pair.kind);
        card.line("Приказ о закреплении", order.unwrap_or_else(|| "нет".into()));
        card.datum("order_number", pair.order_number);
        card.datum("order_date", pair.order_dated);
        if !period.is_empty() {
            card.line("Действует", period);
        }
        card.datum("started", pair.started);
        card.datum("ended", pair.ended);
        on_card(&mut card, pair::ORG, pair.org);
        on_card(&mut card, pair::PLANNED_END, pair.planned_end);
        card.each("renewals", renewals, |renewal| {
            let object = Object::default()
                .with(renewal::ORDER_NUMBER.name, renewal.order_number.clone())
                .with(renewal::ORDER_DATED.name, renewal.order_dated)
                .with(renewal::UNTIL.name, renewal.until);
            let text = format!("{}, приказ {}", renewal.until, renewal.order());
            (renewal::UNTIL.heading.to_owned(), text.into(), object)
        });
        card.field("state", "Состояние", Value::Code(state.code(), state.title()));
        on_card(&mut card, pair::ENDING, pair.ending);
        on_card(&mut card, pair::NOTIFIED, pair.notified);
        on_card(&mut card, pair::END_REASON, pair.end_reason.map(Secret));
        on_card(&mut card, pair::BASIS, pair.basis.map(Secret));
        card.each("overrules", overrules, |overrule| {
            let object = Object::default()
                .with(overrule::LIMIT.name, overrule.limit)
                .with("reason", Secret(overrule.reason.clone()))
                .with("date", overrule.dated);
            let text = phrase![format!("{}, {}: ", overrule.limit, overrule.dated), Secret(overrule.reason)];
            ("Вопреки пределу".to_owned(), text, object)
        });
        card.heading("Участники");
        let told = |role: &str, who: Who, consent: Option<Day>, withdrawn: Option<Day>| {
            let agreed = consent.map_or("согласия нет".into(), |day| format!("согласие {day}"));
            let taken_back = withdrawn.map(|day| format!(", отозвано {day}")).unwrap_or_default();
            let text = phrase![who.clone(), format!(" (№ {}), {agreed}{taken_back}", who.id)];
            (role.to_owned(), text, Object::from(who).with("consent", consent))
        };
        let withdrawn = pair.mentor_consent_withdrawn;
        let (role, text, mentor) = told("Наставник", pair.mentor, pair.mentor_consent, withdrawn);
        let mentor = mentor.with("consent_withdrawn", withdrawn);
        card.line(role, text);
        card.object("mentor", mentor);
        card.each("mentees", mentees, |mentee| {
            let order = mentee.order().map(|order| format!(", приказ о включении {order}")).unwrap_or_default();
            let stay = match mentee.days().to_string() {
                stay if stay.is_empty() => stay,
                stay => format!(", {stay}"),
            };
            // The end by law is worth a word where nothing stored says it.
            let is_told = [pair.ended, mentee.ended].into_iter().flatten().min() == mentee.in_force_until;
            let over = mentee.in_force_until.filter(|_| !is_told);
            let over = over.map(|day| format!(", последний день работы {day}")).unwrap_or_default();
            let (role, text, object) = told("Наставляемый", mentee.who, mentee.consent, mentee.consent_withdrawn);
            let object = object
                .with("joined", mentee.joined)
                .with("order_number", mentee.order_number)
                .with("order_date", mentee.order_dated)
                .with("left", mentee.ended)
                .with("leave_reason", mentee.end_reason.map(Secret))
                .with("in_force_since", mentee.in_force_since)
                .with("in_force_until", mentee.in_force_until)
                .with("consent_withdrawn", mentee.consent_withdrawn)
                .with("request", mentee.request.clone().map(Secret));
            let request = mentee.request.map(|request| phrase!["; запрос: ", Secret(request)]).unwrap_or_default();
            (role, phrase![text, stay, order, over, request], object)
        });
        card.each("tutors", store.tutors().of_pair(pair.id)?, |beside| {
            let days = Some(beside.days().to_string()).filter(|days| !days.is_empty());
            let text = phrase![
                beside.who.clone(),
                format!(" (№ {}){}", beside.who.id, days.map(|days| format!(", {days}")).unwrap_or_default())
            ];
            let object =
                Object::from(beside.who).with(tutor::JOINED.name, beside.joined).with(tutor::ENDED.name, beside.ended);
            (tutor::OF_PAIR.1.to_owned(), text, object)
        });
        meeting_log::put_on_card(&mut card, store.meetings().of_pair(pair.id)?, has_schedule, context.today);
        super::papers::papers_on_card(&mut card, papers)?;
        let releases = store.releases().of_pair(pair.id)?;
        if !releases.is_empty() {
            card.heading("Освобождение от обязанностей");
        }
        card.each("releases", releases, |release| {
            let number = release.text.number.as_ref().map(|number| format!(" № {number}")).unwrap_or_default();
            let dated = release.text.dated.map(|day| format!(" от {day}")).unwrap_or_default();
            let days = release.text.days();
            let stands_in = Secret(release.text.substitute.clone().unwrap_or_default());
            let text = phrase![release.who.clone(), format!(", решение{number}{dated}, замещает "), stands_in];
            let object = Object::default()
                .with("person", release.who.id)
                .with("name", release.who)
                .with("decision_number", release.text.number)
                .with("decision_date", release.text.dated)
                .with("from", release.text.began)
                .with("to", release.text.ended)
                .with("substitute", release.text.substitute.map(Secret))
                .with("purpose", release.text.purpose.map(Secret));
            (days.to_string(), text, object)
        });
        card.heading("Программы");
        card.each("programs", store.programs().under_pair(pair.id)?, |program| {
            let approved =
                program.approved.map_or("не утверждена".into(), |day| format!("утверждена {day}"));
            let text = format!("{}, {approved}", DaySpan::new(program.starts, program.finishes));
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
