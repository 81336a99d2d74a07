//! `pair handover`: another mentor takes a pair over.

use anyhow::Result;
use clap::Args;

use super::despite::Despite;
use super::fields::check_order;
use crate::command::person_choice::{JobChoice, someone};
use crate::command::{Context, Outcome};
use crate::domain::{Day, PairKind, Who, name, plural};
use crate::refuse;
use crate::store::Store;
use crate::store::form::Form;
use crate::store::pair::HandoverDraft;
use crate::store::staff::{PersonOrigin, WorkSought};

/// `pair handover`.
#[derive(Debug, Args)]
pub struct PairHandover {
    #[arg(value_name = "ПАРА", help = "Номер пары")]
    number: String,
    #[arg(long, value_name = "ЧЕЛОВЕК", help = "Новый наставник: номер, СНИЛС или часть имени")]
    to: String,
    #[command(flatten)]
    choice: JobChoice,
    #[arg(long, value_name = "ДАТА", help = "Первый день с новым наставником; прежняя пара прекращается накануне")]
    date: Day,
    #[arg(long, value_name = "НОМЕР", help = "Номер приказа о закреплении новой пары")]
    order_number: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Дата этого приказа")]
    order_date: Option<Day>,
    #[arg(long, value_name = "НОМЕР", help = "Номер новой пары; не указан — следующий по порядку")]
    new_number: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Дата согласия нового наставника")]
    mentor_consent: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Дата согласия наставляемых на нового наставника")]
    mentee_consent: Option<Day>,
    #[arg(long, value_name = "ВИД", help = "Вид новой пары; не указан — прежний")]
    kind: Option<PairKind>,
    #[command(flatten)]
    despite: Despite,
}

impl PairHandover {
    /// Runs the command.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let pair = store.pairs().named(&self.number)?;
        let mut outcome = Outcome::default();
        for (day, what) in [
            (Some(self.date), "первый день с новым наставником"),
            (self.order_date, "дата приказа"),
            (self.mentor_consent, "дата согласия наставника"),
            (self.mentee_consent, "дата согласия наставляемых"),
        ] {
            context.check_day(day, what, &mut outcome)?;
        }
        check_order(self.order_number.as_deref(), self.order_date, "order-date")?;
        let number = match &self.new_number {
            Some(number) => name::tidy(number),
            None => store.pairs().next_number()?,
        };
        if store.pairs().of_number(&number)?.is_some() {
            refuse!("пара с номером {number} уже есть");
        }
        let form = pair.form.as_deref().map(|form| store.forms().find(form)).transpose()?;
        let origin = form.as_ref().map_or(PersonOrigin::Staff, Form::mentor_origin);
        let work = WorkSought { org: None, job: self.choice.job.as_deref(), day: self.date };
        let mentor = someone(store, &self.to, origin, work, &mut outcome)?.id;
        let mentor = Who::new(mentor, store.people().get(mentor)?.name);
        let has_order = self.order_number.is_some() && self.order_date.is_some();
        let draft = HandoverDraft {
            number,
            mentor,
            day: self.date,
            order_number: self.order_number,
            order_dated: self.order_date,
            mentor_consent: self.mentor_consent,
            mentee_consent: self.mentee_consent,
            kind: self.kind,
        };
        let done = store.pairs().hand_over(&pair, &draft)?;
        self.despite.overrule(store, context, &mut outcome)?;
        outcome.warnings.extend(store.pairs().remarks(&draft.number)?);
        if !has_order {
            outcome.warnings.push(format!(
                "пара № {}: приказа о закреплении с номером и датой нет, наставляемые не считаются закреплёнными (Ножай-Юрт, п. 2.7)",
                draft.number
            ));
        }
        let mentees: Vec<_> = done.mentees.iter().map(|who| &*who.name).collect();
        outcome.messages.push(format!(
            "Пара № {} прекращена {}, с {} её продолжает пара № {}: {} → {}",
            pair.number,
            self.date.previous(),
            self.date,
            draft.number,
            draft.mentor.name,
            mentees.join(", ")
        ));
        if !done.programs.is_empty() {
            outcome.messages.push(format!("Перешли программы: № {}", done.programs.join(", № ")));
        }
        if done.meetings > 0 {
            let meetings = plural::count(done.meetings as u64, "встреча", "встречи", "встреч");
            outcome.messages.push(format!("Перешло по графику: {meetings}"));
        }
        let names = |people: &[Who]| people.iter().map(|who| who.name.to_string()).collect::<Vec<_>>().join(", ");
        if !done.tutors.is_empty() {
            outcome.messages.push(format!("Тьютор остаётся: {}", names(&done.tutors)));
        }
        if !done.become_mentor.is_empty() {
            let who = names(&done.become_mentor);
            outcome.messages.push(format!("{who}: теперь наставник, тьютора у пары № {} нет", draft.number));
        }
        Ok(outcome)
    }
}
