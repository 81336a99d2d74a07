//! `org review list`: what is submitted, what is agreed, what is to be worked over.

use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome, TemplateSchool, field_column};
use crate::domain::{ReviewSubject, Secret, Verdict, number};
use crate::register::review;
use crate::report::{Column, List, Value};
use crate::store::Store;
use crate::store::review::{Expert, Review, ReviewsSought};

/// `org review list`.
#[derive(Debug, Default, Args)]
pub struct ReviewList {
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Только того, что представила эта организация")]
    org: Option<String>,
    #[arg(long, value_name = "НОМЕР", help = "Только на эту программу")]
    program: Option<String>,
    #[arg(long, value_name = "ПРЕДМЕТ", help = "Только на такие документы")]
    subject: Option<ReviewSubject>,
    #[arg(long, conflicts_with = "returned", help = "Только те, по которым заключения ещё нет")]
    open: bool,
    #[arg(long, help = "Только возвращённые и не исправленные")]
    returned: bool,
    #[arg(skip)]
    school: Option<Rc<TemplateSchool>>,
}

impl ReviewList {
    /// What a school submitted.
    pub fn of_school(school: &Rc<TemplateSchool>) -> Self {
        Self { school: Some(Rc::clone(school)), ..Self::default() }
    }

    /// Runs the command.
    ///
    /// # Errors
    /// There is no such organisation or program.
    pub fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let org = self.org.as_deref().map(|org| store.orgs().find(org)).transpose()?.map(|org| org.id);
        let program = self.program.as_deref().map(|number| store.programs().named(number)).transpose()?;
        let sought = ReviewsSought { org, program: program.map(|program| program.id), subject: self.subject };
        let columns = [
            Column::both("id", "№", |r: &Review| r.id.into()),
            field_column::both(review::ORG, |r| (&r.org).into()),
            field_column::both(review::SUBJECT, |r| r.subject.into()),
            field_column::both(review::PROGRAM, |r| (&r.program).into()),
            field_column::both(review::TITLE, |r| Secret(&r.text.title).into()),
            field_column::both(review::SUBMITTED, |r| r.submitted.into()),
            field_column::both(review::VERDICT, |r| r.text.verdict.into()),
            field_column::both(review::CONCLUDED, |r| r.text.concluded.into()),
            field_column::both(review::EXPERT, |r| named(r.expert.as_ref())),
            field_column::data(review::REMARKS, |r| Secret(&r.text.remarks).into()),
            field_column::both(review::CORRECTED, |r| r.text.corrected.into()),
            field_column::data(review::CHANGES, |r| Secret(&r.text.changes).into()),
            Column::data("org_inn", "ИНН организации", |r| (&r.org_inn).into()),
            Column::data("expert_snils", "СНИЛС эксперта", |r| {
                r.expert_snils.as_deref().map(number::snils_shown).into()
            }),
        ];
        let is_listed = move |review: &Review| {
            let text = &review.text;
            (!self.open || text.verdict.is_none())
                && (!self.returned || text.verdict == Some(Verdict::Returned) && text.corrected.is_none())
        };
        let names = store.people().names_on(context.today)?;
        let (store, school) = (Rc::clone(store), self.school);
        Ok(Outcome::report(List::new("Рецензии:", columns).counted().walked(move |row| {
            store.reviews().each(sought, &mut |mut review| {
                let is_here = match (&school, review.program_id) {
                    (Some(school), Some(program)) if review.org.is_none() => school.has_program(&store, program)?,
                    (Some(school), _) => school.is_named(review.org.as_deref()),
                    (None, _) => true,
                };
                if !is_here || !is_listed(&review) {
                    return Ok(());
                }
                review.expert = review.expert.map(|expert| match expert {
                    Expert::Known(who) => Expert::Known(names.of(who)),
                    outside @ Expert::Outside(_) => outside,
                });
                row(review)
            })
        })))
    }
}

/// An expert in a list or on a card.
pub(super) fn named(expert: Option<&Expert>) -> Value<'_> {
    match expert {
        Some(Expert::Known(who)) => who.into(),
        Some(Expert::Outside(name)) => Secret(name).into(),
        None => Value::Empty,
    }
}
