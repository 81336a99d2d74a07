//! `pair print`: the papers of pairs. The facts come from the file, the words from a template.

mod agreement;
mod consent;
mod order;
pub(in crate::command) mod participant;
mod release;

use anyhow::Result;
use clap::Subcommand;

use crate::command::{Context, Outcome};

/// The papers.
#[derive(Debug, Subcommand)]
pub enum PairPrint {
    /// The order.
    #[command(
        about = "Приказ о закреплении наставнических пар (групп) организации",
        after_help = "Примеры:\n  nastavnik pair print order --org \"СОШ № 8\" --output приказ.docx\n  nastavnik pair print order --org 3 --order 15-ОД --output приказ.docx\n  nastavnik pair print order --print-template templates/\n\nБез --output — список пар, которые вошли бы в приказ"
    )]
    Order(order::PrintOrder),
    /// The consents.
    #[command(
        about = "Согласия участников пар на участие в наставничестве, страница на каждого",
        after_help = "Примеры:\n  nastavnik pair print consent --org \"СОШ № 8\" --output согласия.docx\n  nastavnik pair print consent 12 --all --output согласия.docx\n\nБез --output — список участников, у которых согласия нет"
    )]
    Consent(consent::PrintConsent),
    /// The agreements.
    #[command(
        about = "Дополнительные соглашения с наставниками, страница на каждое",
        after_help = "Примеры:\n  nastavnik pair print agreement --org \"СОШ № 8\" --output соглашения.docx\n  nastavnik pair print agreement 12 --all --output соглашение.docx\n\nБез --output — список пар, у которых нет ни соглашения, ни основания, по которому оно не требуется"
    )]
    Agreement(agreement::PrintAgreement),
    /// The decisions that let somebody off duties.
    #[command(
        about = "Приказы об освобождении участников пар от обязанностей, страница на каждый (Ножай-Юрт, п. 1.7)",
        after_help = "Примеры:\n  nastavnik pair print release 12 --output освобождение.docx\n  nastavnik pair print release --org \"СОШ № 8\" --all --output освобождения.docx\n\nБез --output — список освобождений, которые вошли бы"
    )]
    Release(release::PrintRelease),
}

impl PairPrint {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Order(args) => args.run(context),
            Self::Consent(args) => args.run(context),
            Self::Agreement(args) => args.run(context),
            Self::Release(args) => args.run(context),
        }
    }
}

/// A place to fill in by hand.
const BLANK: &str = "____________________";
/// A day to fill in by hand.
const BLANK_DAY: &str = "«___» ____________ 20___ г.";
