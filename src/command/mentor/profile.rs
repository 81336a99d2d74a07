//! What the register of mentors tells besides who and when: contacts, qualification, competences (nozhay-yurt 6.3).

use clap::Args;

use crate::command::{Context, Outcome, field_column};
use crate::domain::{Day, Qualification, Secret};
use crate::error::Failure;
use crate::register::mentor;
use crate::report::{Card, Column, Object};
use crate::store::mentor::{Mentor, MentorProfile};

/// What `mentor add` and `mentor edit` say of a mentor besides.
#[derive(Debug, Args)]
pub struct MentorProfileArgs {
    #[arg(long, value_name = "ТЕЛЕФОН", help = "Телефон для связи")]
    phone: Option<String>,
    #[arg(long, value_name = "АДРЕС", value_parser = mentor::email_address, help = "Адрес электронной почты")]
    email: Option<String>,
    #[arg(
        long,
        value_name = "КАТЕГОРИЯ",
        help = "Квалификационная категория: высшая, первая, педагог-наставник, педагог-методист, соответствие занимаемой должности"
    )]
    qualification: Option<Qualification>,
    #[arg(long, value_name = "ДАТА", help = "Дата присвоения квалификационной категории")]
    qualified: Option<Day>,
    #[arg(long, value_name = "ТЕКСТ", help = "Компетенции: в чём наставник силён")]
    competences: Option<String>,
    #[arg(long, value_name = "ТЕКСТ", help = "Достижения")]
    achievements: Option<String>,
}

impl MentorProfileArgs {
    /// What is said.
    ///
    /// # Errors
    /// The day lies too far ahead.
    pub fn told(self, context: &Context, outcome: &mut Outcome) -> Result<MentorProfile, Failure> {
        context.check_day(self.qualified, "дата присвоения категории", outcome)?;
        Ok(MentorProfile {
            phone: self.phone,
            email: self.email,
            qualification: self.qualification,
            qualified: self.qualified,
            competences: self.competences,
            achievements: self.achievements,
        })
    }
}

/// The columns of the list.
pub fn profile_columns() -> [Column<Mentor>; 6] {
    [
        field_column::data(mentor::PHONE, |m| Secret(&m.profile.phone).into()),
        field_column::data(mentor::EMAIL, |m| Secret(&m.profile.email).into()),
        field_column::data(mentor::QUALIFICATION, |m| m.profile.qualification.into()),
        field_column::data(mentor::QUALIFIED, |m| m.profile.qualified.into()),
        field_column::data(mentor::COMPETENCES, |m| Secret(&m.profile.competences).into()),
        field_column::data(mentor::ACHIEVEMENTS, |m| Secret(&m.profile.achievements).into()),
    ]
}

/// On the card: what is told at all.
pub fn profile_lines(card: &mut Card, profile: &MentorProfile) {
    let secrets = [
        (mentor::PHONE, &profile.phone),
        (mentor::EMAIL, &profile.email),
        (mentor::COMPETENCES, &profile.competences),
        (mentor::ACHIEVEMENTS, &profile.achievements),
    ];
    profile.qualification_told().into_iter().for_each(|told| card.line(mentor::QUALIFICATION.heading, told));
    for (field, text) in secrets {
        text.iter().for_each(|text| card.line(field.heading, Secret(text.clone())));
    }
}

/// For programs.
pub fn profile_fields(object: Object, profile: MentorProfile) -> Object {
    object
        .with(mentor::PHONE.name, Secret(profile.phone))
        .with(mentor::EMAIL.name, Secret(profile.email))
        .with(mentor::QUALIFICATION.name, profile.qualification)
        .with(mentor::QUALIFIED.name, profile.qualified)
        .with(mentor::COMPETENCES.name, Secret(profile.competences))
        .with(mentor::ACHIEVEMENTS.name, Secret(profile.achievements))
}
