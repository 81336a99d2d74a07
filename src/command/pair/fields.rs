//! What `pair create` and `pair edit` say of a pair alike.

use clap::Args;

use crate::command::{Context, Outcome};
use crate::domain::{Day, Model, PairKind};
use crate::error::Failure;
use crate::store::org::Org;
use crate::store::pair::PairDraft;

/// What is the pair's own.
#[derive(Debug, Args)]
pub struct PairFields {
    #[arg(long, value_name = "ФОРМА", help = "Форма наставничества; список: nastavnik pair form")]
    pub form: Option<String>,
    #[arg(long, value_name = "МОДЕЛЬ", help = "Модель (Ножай-Юрт, п. 4.3)")]
    model: Option<Model>,
    #[arg(long, value_name = "ВИД", help = "Вид наставничества (Ножай-Юрт, п. 4.6)")]
    kind: Option<PairKind>,
    #[arg(long, value_name = "НОМЕР", help = "Номер приказа о закреплении")]
    order_number: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Дата приказа о закреплении")]
    pub order_date: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Дата согласия наставника")]
    mentor_consent: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Дата отзыва согласия наставника")]
    mentor_consent_withdrawn: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Дата начала")]
    pub start: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Срок: планируемый последний день")]
    until: Option<Day>,
    #[arg(long, value_name = "ТЕКСТ", help = "Основание")]
    basis: Option<String>,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Чья пара: номер, ИНН или часть наименования")]
    pub org: Option<String>,
}

/// Refuses the number of an order whose date nobody tells: without both an order fixes nobody. Files bring such ones, and the
/// check finds them.
///
/// # Errors
/// There is a number and no date.
pub fn check_order(number: Option<&str>, date: Option<Day>, option: &str) -> Result<(), Failure> {
    match number.filter(|number| !number.is_empty()) {
        Some(number) if date.is_none() => Err(Failure::refused(format!(
            "приказ № {number} без даты: закрепляет приказ, у которого есть и номер, и дата (Ножай-Юрт, п. 2.7, 7.7 *)"
        ))
        .hint(format!("укажите дату: --{option} ДД.ММ.ГГГГ"))
        .untyped("приказ без даты: закрепляет приказ, у которого есть и номер, и дата (Ножай-Юрт, п. 2.7, 7.7 *)")),
        _ => Ok(()),
    }
}

impl PairFields {
    /// Looks at the order, of which something may be stored already.
    ///
    /// # Errors
    /// A number is told, and no date is there.
    pub fn check_order(&self, stored: Option<Day>) -> Result<(), Failure> {
        check_order(self.order_number.as_deref(), self.order_date.or(stored), "order-date")
    }

    /// Looks at the days that are said.
    pub fn check_days(&self, context: &Context, outcome: &mut Outcome) -> Result<(), Failure> {
        for (day, what) in [
            (self.order_date, "дата приказа"),
            (self.start, "дата начала"),
            (self.mentor_consent, "дата согласия наставника"),
            (self.mentor_consent_withdrawn, "дата отзыва согласия наставника"),
        ] {
            context.check_day(day, what, outcome)?;
        }
        context.check_plan(self.until, "срок")
    }

    /// What is said of a pair.
    pub fn draft(self, number: &str, mentor: i64, org: Option<&Org>) -> PairDraft {
        PairDraft {
            number: number.to_owned(),
            mentor_id: mentor,
            form: self.form,
            model: self.model,
            kind: self.kind,
            order_number: self.order_number,
            order_dated: self.order_date,
            mentor_consent: self.mentor_consent,
            started: self.start,
            basis: self.basis,
            org_id: org.map(|org| org.id),
            planned_end: self.until,
            mentor_consent_withdrawn: self.mentor_consent_withdrawn,
            ..PairDraft::default()
        }
    }
}
