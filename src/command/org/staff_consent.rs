//! `org staff consent`: a person's consent to the processing of personal data, and its withdrawal.

use anyhow::Result;
use clap::Args;

use crate::command::person_choice::NamesakeChoice;
use crate::command::{Context, Outcome};
use crate::domain::Day;
use crate::refuse;
use crate::store::Store;

/// `org staff consent`.
#[derive(Debug, Args)]
pub struct StaffConsent {
    #[arg(value_name = "ЧЕЛОВЕК", help = "Номер, СНИЛС или часть имени")]
    person: String,
    #[command(flatten)]
    namesake: NamesakeChoice,
    #[command(flatten)]
    paper: ConsentPaper,
}

/// Which paper it is.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct ConsentPaper {
    #[arg(long, value_name = "ДАТА", help = "Дата согласия на обработку персональных данных")]
    given: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Дата отзыва согласия")]
    withdrawn: Option<Day>,
}

impl StaffConsent {
    /// Enters it.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let person = self.namesake.find(store, &self.person, context.today)?;
        if let Some(erasure) = store.erasures().of_person(person.id)? {
            refuse!(
                "персональные данные человека № {} удалены {}: согласия больше не ведутся",
                person.id,
                erasure.dated
            );
        }
        let mut outcome = Outcome::default();
        context.check_day(self.paper.given, "дата согласия", &mut outcome)?;
        context.check_day(self.paper.withdrawn, "дата отзыва", &mut outcome)?;
        if let Some(given) = self.paper.given {
            store.consents().give(person.id, given)?;
            outcome.messages.push(format!("{}: согласие на обработку персональных данных от {given}", person.name));
        }
        if let Some(withdrawn) = self.paper.withdrawn {
            store.consents().withdraw(person.id, withdrawn)?;
            outcome
                .messages
                .push(format!("{}: согласие на обработку персональных данных отозвано {withdrawn}", person.name));
            outcome.warnings.push(
                "если другой закон не требует хранить персональные данные, их уничтожают в течение 30 дней \
                 (152-ФЗ, ст. 21, ч. 5): nastavnik org staff erase"
                    .into(),
            );
        }
        Ok(outcome)
    }
}
