//! `pair edit`: a pair is corrected, or one of its mentees.

use anyhow::Result;
use clap::Args;

use super::despite::Despite;
use super::fields::PairFields;
use crate::command::org::changed;
use crate::command::person_choice::JobChoice;
use crate::command::{Context, Outcome};
use crate::domain::{Day, PairEnding};
use crate::error::Failure;
use crate::refuse;
use crate::register::mentee::{self, MENTEES};
use crate::register::pair::{self, PAIRS};
use crate::store::Store;
use crate::store::pair::{MenteeDraft, PairDraft};

/// `pair edit`.
#[derive(Debug, Args)]
pub struct PairEdit {
    #[arg(value_name = "ПАРА", help = "Номер пары")]
    number: String,
    #[command(flatten)]
    pair: PairFields,
    #[command(flatten)]
    end: EndFields,
    #[command(flatten)]
    mentee: MenteeFields,
    #[command(flatten)]
    despite: Despite,
}

/// How the pair ended, where that is written down with a mistake.
#[derive(Debug, Args)]
struct EndFields {
    #[arg(long, value_name = "ДАТА", help = "Дата прекращения, если она записана с ошибкой")]
    ended: Option<Day>,
    #[arg(long, value_name = "ТЕКСТ", help = "Причина прекращения")]
    end_reason: Option<String>,
    #[arg(long, value_name = "ВИД", help = "Вид прекращения")]
    ending: Option<PairEnding>,
    #[arg(long, value_name = "ДАТА", help = "Дата уведомления о прекращении (ТК РФ, ст. 351.8)")]
    notice: Option<Day>,
}

/// What is the mentee's own.
#[derive(Debug, Args)]
struct MenteeFields {
    #[arg(long, value_name = "ЧЕЛОВЕК", help = "Наставляемый, о котором остальное: номер, СНИЛС или часть имени")]
    mentee: Option<String>,
    #[command(flatten)]
    choice: JobChoice,
    #[arg(long, value_name = "ДАТА", requires = "mentee", help = "Дата согласия наставляемого")]
    mentee_consent: Option<Day>,
    #[arg(long, value_name = "ДАТА", requires = "mentee", help = "Дата отзыва согласия наставляемого")]
    mentee_consent_withdrawn: Option<Day>,
    #[arg(long, value_name = "ТЕКСТ", requires = "mentee", help = "Запрос: чего наставляемый ждёт от наставничества")]
    request: Option<String>,
    #[arg(long, value_name = "ДАТА", requires = "mentee", help = "Дата включения")]
    joined: Option<Day>,
    #[arg(long, value_name = "НОМЕР", requires = "mentee", help = "Номер приказа о включении")]
    join_order_number: Option<String>,
    #[arg(long, value_name = "ДАТА", requires = "mentee", help = "Дата приказа о включении")]
    join_order_date: Option<Day>,
    #[arg(long, value_name = "ДАТА", requires = "mentee", help = "Дата выхода, если она записана с ошибкой")]
    left: Option<Day>,
    #[arg(long, value_name = "ТЕКСТ", requires = "mentee", help = "Причина выхода")]
    leave_reason: Option<String>,
}

impl PairEdit {
    /// Runs the command.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let Self { number, pair: of_pair, end, mentee: of_mentee, despite } = self;
        let pair = store.pairs().named(&number)?;
        let mut checked = Outcome::default();
        of_pair.check_days(context, &mut checked)?;
        of_pair.check_order(pair.order_dated)?;
        for (day, what) in [
            (end.ended, "дата прекращения"),
            (end.notice, "дата уведомления"),
            (of_mentee.mentee_consent, "дата согласия наставляемого"),
            (of_mentee.mentee_consent_withdrawn, "дата отзыва согласия наставляемого"),
            (of_mentee.joined, "дата включения"),
            (of_mentee.join_order_date, "дата приказа о включении"),
        ] {
            context.check_day(day, what, &mut checked)?;
        }
        context.check_plan(of_mentee.left, "дата выхода")?;
        // An end is taken back or put right here; it is set by a command of its own.
        if end.ended.is_some() && pair.ended.is_none() {
            refuse!("пара № {} не прекращена: прекращает её nastavnik pair close", pair.number);
        }
        let org = of_pair.org.as_deref().map(|org| store.orgs().find(org)).transpose()?;
        let draft = PairDraft {
            ended: end.ended,
            end_reason: end.end_reason,
            ending: end.ending,
            notified: end.notice,
            ..of_pair.draft(&pair.number, pair.mentor.id, org.as_ref())
        };
        let told = of_mentee
            .mentee
            .as_deref()
            .map(|text| of_mentee.choice.mentee(store, &pair, text, context.today))
            .transpose()?;
        if told.as_ref().is_some_and(|mentee| of_mentee.left.is_some() && mentee.ended.is_none()) {
            refuse!("наставляемый не вышел из пары № {}: выход записывает nastavnik pair leave", pair.number);
        }
        let stay = told.as_ref().map(|mentee| of_mentee.draft(mentee.who.id));
        let is_said = |draft: &PairDraft| {
            let nothing =
                PairDraft { number: draft.number.clone(), mentor_id: draft.mentor_id, ..PairDraft::default() };
            *draft != nothing
        };
        let is_stay_said =
            |draft: &MenteeDraft| *draft != MenteeDraft { person_id: draft.person_id, ..MenteeDraft::default() };
        let is_emptied = !context.emptied.is_empty();
        if !is_said(&draft) && !stay.as_ref().is_some_and(is_stay_said) && !is_emptied {
            return Err(Failure::usage("не указано, что исправить").into());
        }
        let mut changes = store.pairs().put(&draft)?.changes;
        if let (Some(mentee), Some(stay)) = (&told, &stay) {
            let pair = store.pairs().named(&number)?;
            changes.extend(store.pairs().amend_mentee(&pair, mentee, stay)?);
        }
        let moves_first =
            context.emptied.has(&PAIRS, &pair::STARTED) || context.emptied.has(&PAIRS, &pair::ORDER_DATED);
        changes.extend(context.emptied.apply(store, &PAIRS, pair.id)?);
        if let Some(mentee) = &told {
            let joins = context.emptied.has(&MENTEES, &mentee::JOINED);
            changes.extend(context.emptied.apply(store, &MENTEES, mentee.id)?);
            if joins {
                store.pairs().check_joining(&number, mentee.who.id)?;
            }
        }
        if moves_first {
            store.pairs().check_start(&number)?;
        }
        despite.overrule(store, context, &mut checked)?;
        let first = store.pairs().named(&number)?.first_day().unwrap_or(context.today);
        checked.warnings.extend(org.and_then(|org| org.closed_by(first)));
        checked.warnings.extend(store.pairs().remarks(&pair.number)?);
        let outcome = changed(&format!("Пара № {}", pair.number), &changes);
        Ok(Outcome { warnings: checked.warnings, ..outcome })
    }
}

impl MenteeFields {
    fn draft(self, person: i64) -> MenteeDraft {
        MenteeDraft {
            person_id: person,
            consent: self.mentee_consent,
            joined: self.joined,
            order_number: self.join_order_number,
            order_dated: self.join_order_date,
            ended: self.left,
            end_reason: self.leave_reason,
            consent_withdrawn: self.mentee_consent_withdrawn,
            request: self.request,
        }
    }
}
