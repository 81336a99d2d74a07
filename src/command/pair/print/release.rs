//! `pair print release`: the decisions that let somebody of a pair off duties (nozhay-yurt 1.7), a page each, to sign.

use anyhow::Result;
use clap::{ArgGroup, Args};

use super::participant::{PeopleOnDay, PrintedPair, pairs_asked_for};
use super::{BLANK, BLANK_DAY};
use crate::command::paper_template::PaperTemplateArgs;
use crate::command::{Context, Outcome, field_column};
use crate::domain::{Day, Phrase, Role, Secret};
use crate::error::Failure;
use crate::register::{pair, person, release};
use crate::report::{Document, DocumentFields, List};
use crate::store::Store;
use crate::store::release::Release;

/// The name of its template.
const NAME: &str = "release";

/// `pair print release`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("printed").args(["org", "number", "print_template"]).required(true))]
pub struct PrintRelease {
    #[arg(value_name = "НОМЕР", help = "Номер пары")]
    number: Option<String>,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Все пары организации: номер, ИНН или часть наименования")]
    org: Option<String>,
    #[arg(long, help = "И освобождения, которые уже закончились")]
    all: bool,
    #[command(flatten)]
    template: PaperTemplateArgs,
}

impl PrintRelease {
    /// Runs the command.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        if let Some(outcome) = self.template.printed(NAME, || paper(DocumentFields::default()), context)? {
            return Ok(outcome);
        }
        context.read(|store| self.print(store, context))
    }

    fn print(&self, store: &Store, context: &Context) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let day = context.today;
        let mut people = PeopleOnDay::new(store, 0, day)?;
        let (mut releases, mut rows) = (Vec::new(), Vec::new());
        for pair in pairs_asked_for(store, self.number.as_deref(), self.org.as_deref(), day)? {
            let printed = PrintedPair::on_day(store, pair, day)?;
            for release in store.releases().of_pair(printed.pair.id)? {
                if self.all || !release.text.days().is_over_before(day) {
                    rows.push(fields(store, &printed, &release, day, &mut people)?);
                    releases.push(Release { who: people.named(&release.who), ..release });
                }
            }
        }
        if releases.is_empty() {
            return Err(Failure::refused("нет освобождений, которые ещё не закончились")
                .hint("напечатать и прошлые: --all")
                .hint("записать решение: nastavnik pair release add")
                .into());
        }
        let template = self.template.chosen(NAME, context, &mut outcome)?;
        let columns = [
            field_column::short(pair::NUMBER, |release: &Release| (&release.pair).into()),
            field_column::both(person::NAME, |release| (&release.who).into()),
            field_column::both(release::NUMBER, |release| (&release.text.number).into()),
            field_column::both(release::DATED, |release| release.text.dated.into()),
            field_column::both(release::BEGAN, |release| release.text.began.into()),
            field_column::both(release::ENDED, |release| release.text.ended.into()),
            field_column::both(release::SUBSTITUTE, |release| Secret(&release.text.substitute).into()),
        ];
        let fields = DocumentFields::default().with_rows("освобождения", rows);
        let list = List::new("Освобождения от обязанностей:", columns).counted().of(releases);
        outcome.report = Some(list.with_document(paper(fields).by_template(template)));
        Ok(outcome)
    }
}

/// What a decision says, with whoever is let off at the work of the day.
fn fields(
    store: &Store,
    printed: &PrintedPair,
    release: &Release,
    day: Day,
    people: &mut PeopleOnDay<'_>,
) -> Result<DocumentFields> {
    let org = PeopleOnDay::org_of(store, &printed.pair, &printed.mentees, day)?;
    let org = org.map(|org| store.orgs().of_id(org)).transpose()?;
    people.of_another_org(org.as_ref().map_or(0, |org| org.id));
    let role = if release.who.id == printed.pair.mentor.id { Role::Mentor } else { Role::Mentee };
    let secret = |text: Option<&String>| text.map(|text| Phrase::from(Secret(text.clone())));
    let text = &release.text;
    Ok(DocumentFields::default()
        .with("пара", printed.pair.number.as_str())
        .with("номер", text.number.clone().unwrap_or_else(|| "________".into()))
        .with("дата", text.dated.map_or(BLANK_DAY.to_owned(), |day| day.to_string()))
        .with("организация", org.as_ref().map_or(BLANK, |org| &org.name))
        .with("руководитель", secret(org.as_ref().and_then(|org| org.head.as_ref())).unwrap_or_else(|| BLANK.into()))
        .with("имя", people.named(&release.who))
        .with("должность", people.job(&release.who)?)
        .with("роль", role.title())
        .with("период", text.days().to_string())
        .with("замещает", secret(text.substitute.as_ref()).unwrap_or_else(|| BLANK.into()))
        .with("мероприятие", secret(text.purpose.as_ref()).unwrap_or_else(|| BLANK.into())))
}

/// The words of the decisions, with places for their facts.
fn paper(fields: DocumentFields) -> Document {
    Document::new("Освобождение от обязанностей для участия в наставничестве", fields)
        .statement("for решение in освобождения")
        .statement("if not loop.first")
        .page_break()
        .statement("endif")
        .heading("{{ решение.организация }}")
        .kind("ПРИКАЗ")
        .sides("{{ решение.дата }}", "№ {{ решение.номер }}")
        .topic("Об освобождении от выполнения должностных обязанностей")
        .sentence("Для участия в мероприятии персонализированной программы наставничества, при условии непрерывности образовательного процесса, приказываю:")
        .sentence("1. Освободить от выполнения должностных обязанностей участника наставнической пары (группы) № {{ решение.пара }}.")
        .line("Участник: {{ решение.имя }}{% if решение.должность %}, {{ решение.должность }}{% endif %} ({{ решение.роль }})")
        .line("Период: {{ решение.период }}")
        .line("Мероприятие: {{ решение.мероприятие }}")
        .sentence("2. На это время обязанности исполняет замещающий работник.")
        .line("Замещает: {{ решение.замещает }}")
        .sentence("3. Контроль за исполнением приказа оставляю за собой.")
        .sides("Руководитель  ____________________", "{{ решение.руководитель }}")
        .line("С приказом ознакомлены:")
        .sides("____________________", "{{ решение.имя }}")
        .sides("____________________", "{{ решение.замещает }}")
        .statement("endfor")
}
