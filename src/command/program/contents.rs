//! What a program is about, as a command line tells it.

use clap::Args;

use crate::domain::name;
use crate::store::program::ProgramContents;

/// What a program is about, in words.
#[derive(Debug, Default, Args)]
pub struct ContentsArgs {
    #[arg(long, value_name = "ТЕКСТ", help = "Направления наставнической деятельности")]
    directions: Option<String>,
    #[arg(long, value_name = "ТЕКСТ", help = "Цели: чего нужно достичь")]
    goals: Option<String>,
    #[arg(long, value_name = "ТЕКСТ", help = "Ресурсы: на что можно опереться")]
    resources: Option<String>,
    #[arg(long, value_name = "ТЕКСТ", help = "Сильные стороны наставляемого, которые программа поддерживает")]
    strengths: Option<String>,
}

impl ContentsArgs {
    /// The same as a program has it.
    pub fn told(&self) -> ProgramContents {
        let tidy = |text: &Option<String>| text.as_deref().map(name::tidy);
        ProgramContents {
            directions: tidy(&self.directions),
            goals: tidy(&self.goals),
            resources: tidy(&self.resources),
            strengths: tidy(&self.strengths),
        }
    }
}
