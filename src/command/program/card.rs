//! `program show`: a program's whole story on one screen.

use anyhow::Result;
use clap::Args;

use crate::command::field_column::on_card;
use crate::command::org::review_line;
use crate::command::{Context, Outcome};
use crate::domain::{Day, DaySpan, Phrase, Secret};
use crate::phrase;
use crate::register::program;
use crate::report::{Card, Object, Value};
use crate::store::Store;
use crate::store::deficit::Deficit;
use crate::store::program::{Program, ProgramContents, ProgramLink};
use crate::store::review::ReviewsSought;
use crate::store::task::Task;

/// `program show`.
#[derive(Debug, Args)]
pub struct ProgramShow {
    #[arg(value_name = "НОМЕР", help = "Номер программы")]
    number: String,
}

impl ProgramShow {
    /// Runs the command.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let program = store.programs().named(&self.number)?;
        let mut card = Card::new(format!("Программа № {}", program.number), "Программа");
        card.datum("number", program.number.as_str().to_owned());
        on_card(&mut card, program::TITLE, program.title.clone().map(Secret));
        let long = if program.is_over_a_year() { ", дольше года" } else { "" };
        card.line("Срок", format!("{}{long}", DaySpan::new(program.starts, program.finishes)));
        card.datum("starts", program.starts);
        card.datum("finishes", program.finishes);
        on_card(&mut card, program::LENGTH_REASON, program.length_reason.clone().map(Secret));
        let by = program.approval_number.as_ref().map(|number| format!(", приказ № {number}")).unwrap_or_default();
        let will_be = program.approved.filter(|day| *day > context.today).map_or("", |_| "будет утверждена ");
        let approved = program.approved.map_or("нет".into(), |day| format!("{will_be}{day}{by}"));
        card.field_told(program::APPROVED.name, program::APPROVED.short, program.approved, Some(approved));
        card.field("state", "Состояние", program.state(context.today));
        card.datum("outcome", program.outcome);
        card.field(program::ENDED.name, "Последний день", program.ended);
        on_card(&mut card, program::END_REASON, program.end_reason.clone().map(Secret));
        card.datum("approval_number", program.approval_number.clone());
        let ProgramContents { directions, goals, resources, strengths } = program.contents.clone();
        on_card(&mut card, program::DIRECTIONS, directions.map(Secret));
        on_card(&mut card, program::GOALS, goals.map(Secret));
        on_card(&mut card, program::RESOURCES, resources.map(Secret));
        on_card(&mut card, program::STRENGTHS, strengths.map(Secret));
        on_card(&mut card, program::REFLECTED, program.reflected);
        on_card(&mut card, program::REPORTED, program.reported);
        card.heading("Наставляемые");
        card.each("mentees", store.programs().people(program.id)?, |who| {
            (format!("№ {}", who.id), who.clone().into(), who.into())
        });
        card.heading("Профессиональные дефициты");
        card.each("deficits", store.deficits().of_program(program.id)?, |deficit| {
            let Deficit { id, who, text, method, found, .. } = deficit;
            let how = [method.map(|method| method.to_string()), found.map(|day| day.to_string())];
            let how = how.into_iter().flatten().collect::<Vec<_>>().join(" ");
            let how = if how.is_empty() { how } else { format!(" ({how})") };
            let told = phrase![who.clone(), ": ", Secret(text.clone()), how];
            let object = Object::default()
                .with("id", id)
                .with_object("mentee", who.into())
                .with("deficit", Secret(text))
                .with("method", method)
                .with("date", found);
            (format!("№ {id}"), told, object)
        });
        card.heading("Задачи");
        let today = context.today;
        card.each("tasks", store.tasks().of_program(program.id)?, |task| task_line(task, today));
        card.heading("Этапы");
        card.each("stages", store.program_stages().of_program(program.id)?, |reached| {
            let object = Object::default()
                .with("stage", reached.stage)
                .with("since", reached.since)
                .with("until", reached.until);
            (reached.stage.to_string(), reached.days().to_string().into(), object)
        });
        card.heading("Рецензии");
        let reviews = ReviewsSought { program: Some(program.id), ..ReviewsSought::default() };
        card.each("reviews", store.reviews().of(reviews)?, |review| review_line(review, false));
        card.heading("Корректировки");
        card.each("corrections", store.program_corrections().of_program(program.id)?, |correction| {
            let object = Object::default()
                .with("id", correction.id)
                .with("date", correction.dated)
                .with("content", Secret(correction.content.clone()))
                .with("reason", Secret(correction.reason.clone()));
            let told = phrase![
                format!("{}: ", correction.dated),
                Secret(correction.content),
                "; причина: ",
                Secret(correction.reason)
            ];
            (format!("№ {}", correction.id), told, object)
        });
        card.heading("Пары");
        let links = store.programs().links(program.id)?.into_iter();
        let pairs = links.map(|link| Ok((store.pairs().named(&link.pair)?, link)));
        card.each("pairs", pairs.collect::<Result<Vec<_>>>()?, |(pair, ProgramLink { since, until, .. })| {
            let order = pair.order().map_or("приказа нет".into(), |order| format!("приказ {order}"));
            let linked = Some(DaySpan::new(since, until).to_string()).filter(|linked| !linked.is_empty());
            let linked = linked.map(|linked| format!("; {linked}")).unwrap_or_default();
            let how = [pair.form.clone(), pair.kind.map(|kind| kind.to_string())].into_iter().flatten();
            let how = how.map(|how| format!(", {how}")).collect::<String>();
            let text = phrase!["наставник ", pair.mentor.clone(), ", ", order, how, linked];
            let object = Object::default()
                .with("number", pair.number.clone())
                .with_object("mentor", pair.mentor.into())
                .with("form", pair.form)
                .with("kind", pair.kind)
                .with("order_number", pair.order_number)
                .with("order_date", pair.order_dated)
                .with("linked_since", since)
                .with("linked_until", until);
            (format!("№ {}", pair.number), text, object)
        });
        Ok(Outcome::report(card.report(Vec::new())))
    }
}

/// What is to be done, as cards show it: the number, what has become of it, and the same for programs.
pub fn task_line(task: Task, today: Day) -> (String, Phrase, Object) {
    let state = task.state(today);
    let term = task.due.map(|due| format!(", срок {due}")).unwrap_or_default();
    let done = task.done.map(|day| format!(" {day}")).unwrap_or_default();
    let text = phrase![Secret(task.text.clone()), format!(" ({}{term}; {}{done})", task.kind, state.title())];
    let object = Object::default()
        .with("id", task.id)
        .with("kind", task.kind)
        .with("task", Secret(task.text))
        .with("due", task.due)
        .with("state", Value::Code(state.code(), state.title()))
        .with("done", task.done);
    (format!("№ {}", task.id), text, object)
}

/// A program for programs.
pub fn program_object(program: Program) -> Object {
    Object::default()
        .with("number", program.number)
        .with("title", program.title.map(Secret))
        .with("approved", program.approved)
        .with("starts", program.starts)
        .with("finishes", program.finishes)
        .with("outcome", program.outcome)
        .with("ended", program.ended)
}
