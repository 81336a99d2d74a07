//! `monitor survey add`: an answer that came on paper.

use anyhow::Result;
use clap::Args;

use crate::command::person_choice::NamesakeChoice;
use crate::command::{Context, Outcome};
use crate::domain::{Day, Role, SurveyStage};
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::survey;
use crate::store::Store;
use crate::store::answer::AnswerDraft;
use crate::store::pair::Pair;

/// `monitor survey add`.
#[derive(Debug, Args)]
pub struct SurveyAdd {
    #[arg(value_name = "ПАРА", help = "Номер пары")]
    pair: String,
    #[arg(long, value_name = "РОЛЬ", help = "Кто ответил: наставник или наставляемый")]
    role: Role,
    #[arg(long, value_name = "ЧЕЛОВЕК", help = "Кто из наставляемых группы: номер, СНИЛС или часть имени")]
    person: Option<String>,
    #[command(flatten)]
    namesake: NamesakeChoice,
    #[arg(long, value_name = "ДАТА", help = "Дата ответа")]
    date: Day,
    #[arg(long, value_name = "БАЛЛ", help = "Балл, целое число от 0 до 10", value_parser = survey::score)]
    score: i64,
    #[arg(long, value_name = "ЭТАП", help = "Этап: вход или выход")]
    stage: Option<SurveyStage>,
}

impl SurveyAdd {
    /// Runs the command.
    ///
    /// # Errors
    /// No such pair, nobody like that in it; a day to come; an answer of that day that is there already.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        self.date
            .not_after(context.today)
            .map_err(|why| Failure::refused(format!("дата ответа {}: {why}", self.date)))?;
        let pair = store.pairs().named(&self.pair)?;
        let person_id = self.participant(store, &pair)?;
        let draft = AnswerDraft {
            pair_id: pair.id,
            role: self.role,
            person_id,
            dated: self.date,
            score: self.score,
            stage: self.stage,
            further: Vec::new(),
        };
        if let Some(id) = store.answers().known(&draft)? {
            refuse!(
                "ответ за {} уже записан: № {id}, пара № {}, {}; исправить его: nastavnik monitor survey edit {id}",
                self.date,
                pair.number,
                self.role
            );
        }
        let put = store.answers().put(&draft)?;
        let name = store.people().get(person_id)?.name;
        Ok(Outcome::done(format!(
            "Записан ответ № {}: пара № {}, {} {name}, {}, балл {}",
            put.id, pair.number, self.role, self.date, self.score
        )))
    }

    fn participant(&self, store: &Store, pair: &Pair) -> Result<i64> {
        match (self.role, &self.person) {
            (Role::Mentee, Some(text)) => Ok(self.namesake.mentee(store, pair, text, self.date)?.who.id),
            (Role::Mentee, None) => {
                let mentees = store.pairs().mentees(pair.id)?;
                match mentees.split_first() {
                    None => refuse!("в паре № {} нет наставляемых", pair.number),
                    Some((first, rest)) if rest.iter().all(|mentee| mentee.who.id == first.who.id) => Ok(first.who.id),
                    Some(_) => {
                        let what = format!("в паре № {} несколько наставляемых: укажите --person", pair.number);
                        Err(Failure::refused(what).advise(Advice::ShowPair).into())
                    }
                }
            }
            (Role::Mentor, None) => Ok(pair.mentor.id),
            (Role::Mentor, Some(text)) => {
                let named = self.namesake.find(store, text, self.date)?;
                if named.id != pair.mentor.id {
                    refuse!("наставник пары № {} — {}, а указан {}", pair.number, pair.mentor.name, named.name);
                }
                Ok(named.id)
            }
        }
    }
}
