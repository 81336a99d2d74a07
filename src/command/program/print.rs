//! `program print`: the personalised program as a document (nozhay-yurt 1.6, 5.3), to sign or to print once more.

use anyhow::Result;
use clap::{ArgGroup, Args};

use crate::command::pair::print::participant::{PeopleOnDay, PrintedPair};
use crate::command::paper_template::PaperTemplateArgs;
use crate::command::{Context, Outcome, field_column};
use crate::domain::{Day, DaySpan, Phrase, ProgramStage, Secret, Who};
use crate::phrase;
use crate::register::{deficit, program_correction, stage, task};
use crate::report::{Column, Document, DocumentFields, List};
use crate::store::Store;
use crate::store::deficit::Deficit;
use crate::store::program::Program;
use crate::store::review::ReviewsSought;
use crate::store::stage::ReachedStage;
use crate::store::task::Task;

/// The name of its template.
const NAME: &str = "program";
/// A place to fill in by hand.
const BLANK: &str = "____________________";

/// `program print`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("printed").args(["number", "print_template"]).required(true))]
pub struct ProgramPrint {
    #[arg(value_name = "НОМЕР", help = "Номер программы")]
    number: Option<String>,
    #[command(flatten)]
    template: PaperTemplateArgs,
}

impl ProgramPrint {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; there is no such program.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        if let Some(outcome) = self.template.printed(NAME, || paper(DocumentFields::default()), context)? {
            return Ok(outcome);
        }
        context.read(|store| self.print(store, context))
    }

    fn print(&self, store: &Store, context: &Context) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let program = store.programs().named(self.number.as_deref().unwrap_or_default())?;
        let tasks = store.tasks().of_program(program.id)?;
        let template = self.template.chosen(NAME, context, &mut outcome)?;
        let fields = fields(&program, &tasks, store, context.today)?;
        let title = format!("Программа № {}: что нужно сделать:", program.number);
        let list = List::new(title, columns()).counted().of(tasks);
        outcome.report = Some(list.with_document(paper(fields).by_template(template)));
        Ok(outcome)
    }
}

fn columns() -> [Column<Task>; 6] {
    [
        Column::both("id", "№", |task: &Task| task.id.into()),
        field_column::both(task::KIND, |task| task.kind.into()),
        field_column::both(task::TASK, |task| Secret(&task.text).into()),
        field_column::both(task::DUE, |task| task.due.into()),
        field_column::both(task::RESPONSIBLE, |task| Secret(&task.responsible).into()),
        field_column::both(task::DONE, |task| task.done.into()),
    ]
}

/// What the paper says, as of the day of its approval, else of today.
fn fields(program: &Program, tasks: &[Task], store: &Store, today: Day) -> Result<DocumentFields> {
    let day = program.approved.filter(|day| *day <= today).unwrap_or(today);
    let mut pairs = Vec::new();
    for link in store.programs().links(program.id)? {
        pairs.push(PrintedPair::on_day(store, store.pairs().named(&link.pair)?, day)?);
    }
    let org = match pairs.first() {
        Some(first) => PeopleOnDay::org_of(store, &first.pair, &first.mentees, day)?,
        None => None,
    };
    let org_title = org.map(|org| store.orgs().of_id(org)).transpose()?.map(|org| org.name);
    let mut people = PeopleOnDay::new(store, org.unwrap_or_default(), day)?;
    let mut mentors = Vec::new();
    for PrintedPair { pair, .. } in &pairs {
        let told = phrase![people.told(&pair.mentor)?, format!(" (пара № {})", pair.number)];
        mentors.push(told);
    }
    let mut mentees = Vec::new();
    for who in store.programs().people(program.id)? {
        let told = people.told(&who)?;
        mentees.push(DocumentFields::default().with("имя", told).with("подпись", people.named(&who)));
    }
    let deficits = store.deficits().of_program(program.id)?;
    let stages = store.program_stages().of_program(program.id)?;
    let once = |all: Vec<String>| {
        let mut seen: Vec<String> = Vec::new();
        all.into_iter().for_each(|one| {
            if !seen.contains(&one) {
                seen.push(one)
            }
        });
        seen.join("; ")
    };
    let forms = once(pairs.iter().filter_map(|printed| printed.pair.form.clone()).collect());
    let kinds = once(pairs.iter().filter_map(|printed| printed.pair.kind).map(|kind| kind.to_string()).collect());
    let secret = |text: &Option<String>| text.clone().map(|text| phrase![Secret(text)]);
    let contents = &program.contents;
    let long = if program.is_over_a_year() { " (дольше года)" } else { "" };
    let (route, own): (Vec<_>, Vec<_>) = tasks.iter().partition(|task| task.kind.is_of_route());
    Ok(DocumentFields::default()
        .with("номер", program.number.as_str())
        .with_known("название", secret(&program.title))
        .with("организация", org_title.as_deref().unwrap_or(BLANK))
        .with("утверждение", approval(program))
        .with("период", format!("{}{long}", DaySpan::new(program.starts, program.finishes)))
        .with_known("причина", secret(&program.length_reason))
        .with("наставники", Phrase::list(mentors))
        .with("форма", forms)
        .with("вид", kinds)
        .with_known("направления", secret(&contents.directions))
        .with_known("цели", secret(&contents.goals))
        .with_known("ресурсы", secret(&contents.resources))
        .with_known("стороны", secret(&contents.strengths))
        .with_rows("наставляемые", mentees)
        .with_rows("дефициты", deficits.iter().map(|deficit| deficit_fields(deficit, &people)).collect())
        .with_rows("задачи", own.into_iter().map(|task| task_fields(task, &people)).collect())
        .with_rows("маршрут", route.into_iter().map(|task| task_fields(task, &people)).collect())
        .with_rows("корректировки", corrections(program, store)?)
        .with_rows("этапы", ProgramStage::ALL.iter().map(|stage| stage_fields(*stage, &stages)).collect()))
}

/// By what order it is approved, or a place to say so.
fn approval(program: &Program) -> String {
    let number = program.approval_number.as_deref().unwrap_or("________");
    match program.approved {
        Some(day) => format!("УТВЕРЖДЕНА приказом от {day} № {number}"),
        None => format!("УТВЕРЖДЕНА приказом от «___» ____________ 20___ г. № {number}"),
    }
}

/// What was corrected on the way, and after reviews, by the day.
fn corrections(program: &Program, store: &Store) -> Result<Vec<DocumentFields>> {
    let fields = |what: Phrase, why: Phrase| DocumentFields::default().with("содержание", what).with("причина", why);
    let mut dated = Vec::new();
    for correction in store.program_corrections().of_program(program.id)? {
        let (what, why) = (phrase![Secret(correction.content)], phrase![Secret(correction.reason)]);
        dated.push((correction.dated, fields(what, why)));
    }
    for review in store.reviews().of(ReviewsSought { program: Some(program.id), ..ReviewsSought::default() })? {
        let Some(day) = review.text.corrected else { continue };
        let what = review.text.changes.map_or_else(|| "исправлено".into(), |changes| phrase![Secret(changes)]);
        let concluded = review.text.concluded.map(|day| format!(" от {day}")).unwrap_or_default();
        dated.push((day, fields(what, format!("рецензия № {}{concluded}", review.id).into())));
    }
    dated.sort_by_key(|(day, _)| *day);
    Ok(dated.into_iter().map(|(day, fields)| fields.with_day("дата", Some(day))).collect())
}

fn deficit_fields(deficit: &Deficit, people: &PeopleOnDay<'_>) -> DocumentFields {
    DocumentFields::default()
        .with("наставляемый", people.named(&deficit.who))
        .with("дефицит", phrase![Secret(deficit.text.clone())])
        .with_known("способ", deficit.method.map(|method| method.title()))
        .with_day("дата", deficit.found)
}

fn task_fields(task: &Task, people: &PeopleOnDay<'_>) -> DocumentFields {
    let named = |who: &Who| Phrase::from(people.named(who));
    DocumentFields::default()
        .with("вид", task.kind.title())
        .with("задача", phrase![Secret(task.text.clone())])
        .with("для", task.who.as_ref().map_or_else(|| "все".into(), named))
        .with_known("дефицит", task.deficit.clone().map(|text| phrase![Secret(text)]))
        .with_day("срок", task.due)
        .with_known("ответственный", task.responsible.clone().map(|who| phrase![Secret(who)]))
        .with_known("результат", task.result.clone().map(|text| phrase![Secret(text)]))
        .with_day("выполнено", task.done)
}

fn stage_fields(stage: ProgramStage, reached: &[ReachedStage]) -> DocumentFields {
    let days = reached.iter().find(|one| one.stage == stage).map(|one| one.days().to_string());
    DocumentFields::default().with("название", stage.title()).with_known("дни", days)
}

/// The words of the program, with places for its facts.
fn paper(fields: DocumentFields) -> Document {
    Document::new("Персонализированная программа наставничества", fields)
        .heading("{{ организация }}")
        .sides("", "{{ утверждение }}")
        .kind("ПЕРСОНАЛИЗИРОВАННАЯ ПРОГРАММА НАСТАВНИЧЕСТВА № {{ номер }}")
        .statement("if название")
        .heading("{{ название }}")
        .statement("endif")
        .line("Наставник: {{ наставники }}")
        .statement("for наставляемый in наставляемые")
        .line("Наставляемый: {{ наставляемый.имя }}")
        .statement("endfor")
        .statement("if форма")
        .line("Форма наставничества: {{ форма }}")
        .statement("endif")
        .statement("if вид")
        .line("Вид наставничества: {{ вид }}")
        .statement("endif")
        .line("Срок реализации: {{ период }}")
        .statement("if причина")
        .line("Причина иного срока: {{ причина }}")
        .statement("endif")
        .statement("if направления")
        .line("Направления: {{ направления }}")
        .statement("endif")
        .statement("if цели")
        .line("Цели: {{ цели }}")
        .statement("endif")
        .statement("if ресурсы")
        .line("Ресурсы: {{ ресурсы }}")
        .statement("endif")
        .statement("if стороны")
        .line("Сильные стороны наставляемого: {{ стороны }}")
        .statement("endif")
        .sentence("1. Профессиональные дефициты, на которые отвечает программа:")
        .table_of(
            "дефицит in дефициты",
            &[
                ("№", 6, "{{ loop.index }}"),
                ("Наставляемый", 27, "{{ дефицит.наставляемый }}"),
                (deficit::DEFICIT.heading, 37, "{{ дефицит.дефицит }}"),
                (
                    deficit::METHOD.heading,
                    30,
                    "{{ дефицит.способ }}{% if дефицит.способ and дефицит.дата %}, {% endif %}{{ дефицит.дата }}",
                ),
            ],
        )
        .sentence("2. Мероприятия:")
        .table_of(
            "задача in задачи",
            &[
                ("№", 6, "{{ loop.index }}"),
                (task::TASK.heading, 38, "{{ задача.задача }}"),
                (task::DUE.heading, 16, "{{ задача.срок }}"),
                (task::RESPONSIBLE.heading, 20, "{{ задача.ответственный }}"),
                (task::DONE.heading, 20, "{{ задача.выполнено }}"),
            ],
        )
        .sentence("3. Индивидуальный образовательный маршрут:")
        .table_of(
            "пункт in маршрут",
            &[
                ("№", 6, "{{ loop.index }}"),
                (task::KIND.heading, 22, "{{ пункт.вид }}"),
                ("Что предстоит", 36, "{{ пункт.задача }}"),
                (task::DUE.heading, 16, "{{ пункт.срок }}"),
                (task::DONE.heading, 20, "{{ пункт.выполнено }}"),
            ],
        )
        .sentence("4. Этапы реализации:")
        .table_of(
            "этап in этапы",
            &[
                ("№", 6, "{{ loop.index }}"),
                (stage::STAGE.heading, 47, "{{ этап.название }}"),
                ("Сроки", 47, "{{ этап.дни }}"),
            ],
        )
        .statement("if корректировки")
        .sentence("5. Корректировки:")
        .table_of(
            "корректировка in корректировки",
            &[
                ("№", 6, "{{ loop.index }}"),
                (program_correction::DATED.heading, 16, "{{ корректировка.дата }}"),
                (program_correction::CONTENT.heading, 42, "{{ корректировка.содержание }}"),
                (program_correction::REASON.heading, 36, "{{ корректировка.причина }}"),
            ],
        )
        .statement("endif")
        .line("Наставник  ____________________")
        .line("С программой ознакомлены:")
        .table_of(
            "наставляемый in наставляемые",
            &[
                ("№", 6, "{{ loop.index }}"),
                ("Фамилия, имя, отчество", 57, "{{ наставляемый.подпись }}"),
                ("Подпись, дата", 37, ""),
            ],
        )
}
