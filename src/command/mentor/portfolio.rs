//! `mentor portfolio`: what a mentor has done, as a paper for attestation (order of the Ministry of Education of 24.03.2023 № 196:
//! the category «педагог-наставник»).

use anyhow::Result;
use clap::{ArgGroup, Args};

use super::mentored::{MentoredStay, stays_of};
use crate::command::pair::print::participant::job_on;
use crate::command::paper_template::PaperTemplateArgs;
use crate::command::person_choice::NamesakeChoice;
use crate::command::{Context, Outcome, field_column};
use crate::domain::{Day, Phrase, ProgramOutcome, Role, Secret, SurveyStage, plural};
use crate::error::Failure;
use crate::phrase;
use crate::register::{pair, post, program};
use crate::report::{Column, Document, DocumentFields, List};
use crate::store::Store;
use crate::store::group::Party;
use crate::store::mentor::{Mentor, MentorProfile};
use crate::store::program::Program;
use crate::store::staff::Person;

/// The name of its template.
const NAME: &str = "portfolio";
/// What is filled in by hand.
const BLANK: &str = "____________________________________________________________";

/// `mentor portfolio`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("printed").args(["person", "print_template"]).required(true))]
pub struct MentorPortfolio {
    #[arg(value_name = "ЧЕЛОВЕК", help = "Номер, СНИЛС или часть имени")]
    person: Option<String>,
    #[command(flatten)]
    namesake: NamesakeChoice,
    #[command(flatten)]
    template: PaperTemplateArgs,
}

/// What mentees have said of a mentor after the program began.
#[derive(Debug, Default)]
struct MenteeScores {
    sum: i64,
    count: i64,
}

impl MentorPortfolio {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; nobody is like that, or has never been a mentor.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        if let Some(outcome) = self.template.printed(NAME, || paper(DocumentFields::default()), context)? {
            return Ok(outcome);
        }
        context.read(|store| self.print(store, context))
    }

    fn print(&self, store: &Store, context: &Context) -> Result<Outcome> {
        let day = context.today;
        let person = self.namesake.find(store, self.person.as_deref().unwrap_or_default(), day)?;
        let registrations = store.mentors().registrations(person.id)?;
        let stays = stays_of(store, person.id, day)?;
        if registrations.is_empty() && stays.is_empty() {
            return Err(Failure::refused(format!("{}: нет ни записи в реестре наставников, ни пар", person.name))
                .hint(format!("карточка человека: nastavnik org staff show {}", person.id))
                .nameless(Failure::refused("у этого человека нет ни записи в реестре наставников, ни пар"))
                .into());
        }
        let mut outcome = Outcome::default();
        let template = self.template.chosen(NAME, context, &mut outcome)?;
        let fields = fields(store, &person, &registrations, &stays, day)?;
        let title = phrase![person.who(), ", наставник: наставляемые"];
        let list = List::new(title, columns()).counted().of(stays);
        outcome.report = Some(list.with_document(paper(fields).by_template(template)));
        Ok(outcome)
    }
}

fn columns() -> [Column<MentoredStay>; 9] {
    [
        field_column::short(pair::NUMBER, |stay| (&stay.pair.number).into()),
        Column::both("mentee", "Наставляемый", |stay| (&stay.mentee.who).into()),
        field_column::data(post::TITLE, |stay| (&stay.job).into()),
        field_column::both(program::LINKED_SINCE, |stay| stay.days.first.into()),
        field_column::both(program::LINKED_UNTIL, |stay| stay.days.last.into()),
        field_column::both(pair::FORM, |stay| (&stay.pair.form).into()),
        field_column::data(pair::KIND, |stay| stay.pair.kind.into()),
        Column::both("order", "Приказ", |stay| (&stay.order).into()),
        Column::both("programs", "Программы", |stay| stay.programs_told().into()),
    ]
}

fn fields(
    store: &Store,
    person: &Person,
    registrations: &[Mentor],
    stays: &[MentoredStay],
    day: Day,
) -> Result<DocumentFields> {
    let (students, teachers): (Vec<_>, Vec<_>) = stays.iter().partition(|stay| stay.is_of_student());
    let rows = |stays: &[&MentoredStay]| stays.iter().map(|stay| stay.fields()).collect::<Vec<_>>();
    let last = registrations.last().map(|mentor| &mentor.profile);
    let qualification = last.and_then(MentorProfile::qualification_told);
    let secret = |text: Option<&String>| text.map(|text| Phrase::from(Secret(text.clone())));
    let registered: Vec<_> = registrations.iter().map(|mentor| mentor.days().to_string()).collect();
    let scores = MenteeScores::of(store, stays, day)?;
    let groups = store.groups().memberships(Party::Person(person.id))?.into_iter().map(|member| {
        DocumentFields::default().with("название", member.group.as_str()).with("период", member.days().to_string())
    });
    let job = job_on(store, person.id, None, day)?;
    Ok(DocumentFields::default()
        .with("имя", person.who())
        .with("должность", if job.is_empty() { BLANK.into() } else { job })
        .with_known("категория", qualification)
        .with_known("педстаж_с", person.start().map(|start| start.to_string()))
        .with("реестр", registered.join("; "))
        .with_known("компетенции", secret(last.and_then(|profile| profile.competences.as_ref())))
        .with_known("достижения", secret(last.and_then(|profile| profile.achievements.as_ref())))
        .with("итог", summary(stays, day))
        .with_known("оценка", scores.told())
        .with_rows("наставляемые", rows(&teachers))
        .with_rows("студенты", rows(&students))
        .with_rows("объединения", groups.collect())
        .with("дата", day.to_string()))
}

/// How many there were, in one sentence.
fn summary(stays: &[MentoredStay], day: Day) -> String {
    let distinct = |of: &dyn Fn(&MentoredStay) -> i64| {
        let mut ids: Vec<_> = stays.iter().map(of).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.len() as u64
    };
    let (pairs, people) = (distinct(&|stay| stay.pair.id), distinct(&|stay| stay.mentee.who.id));
    let now = stays.iter().filter(|stay| stay.is_in_force_on(day)).count();
    let mut programs: Vec<_> = stays.iter().flat_map(|stay| &stay.programs).collect();
    programs.sort_by_key(|program| program.id);
    programs.dedup_by_key(|program| program.id);
    let approved = programs.iter().filter(|program| program.approved.is_some_and(|approved| approved <= day)).count();
    let is_completed = |program: &&&Program| {
        program.outcome == Some(ProgramOutcome::Completed) && program.ended.is_some_and(|ended| ended <= day)
    };
    let completed = programs.iter().filter(is_completed).count();
    format!(
        "Пар и групп: {pairs}; наставляемых: {people}, из них сейчас: {now}; утверждено программ: {approved}, завершено: {completed}."
    )
}

impl MenteeScores {
    /// The answers of mentees to a mentor's pairs up to a day, those before the program left out (nozhay-yurt 7.2).
    fn of(store: &Store, stays: &[MentoredStay], day: Day) -> Result<Self> {
        let mut scores = Self::default();
        let mut pairs: Vec<_> = stays.iter().map(|stay| stay.pair.id).collect();
        pairs.sort_unstable();
        pairs.dedup();
        for pair in pairs {
            for answer in store.answers().of_pair(pair)? {
                if answer.role == Role::Mentee && answer.stage != Some(SurveyStage::Entry) && answer.dated <= day {
                    scores.sum += answer.score;
                    scores.count += 1;
                }
            }
        }
        Ok(scores)
    }

    /// The mean with one decimal, half up, and of how many answers.
    fn told(&self) -> Option<String> {
        let tenths = (20 * self.sum + self.count).checked_div(2 * self.count)?;
        let answers = plural::form(self.count.unsigned_abs(), "ответу", "ответам", "ответам");
        Some(format!("{},{} из 10 по {} {answers}", tenths / 10, tenths % 10, self.count))
    }
}

/// The words of the portfolio, with places for its facts.
fn paper(fields: DocumentFields) -> Document {
    let of_mentees = [
        ("№", 5, "{{ loop.index }}"),
        ("Наставляемый", 32, "{{ запись.имя }}{% if запись.должность %}, {{ запись.должность }}{% endif %}"),
        ("Период", 20, "{{ запись.период }}"),
        ("Форма и вид", 20, "{{ запись.форма }}{% if запись.форма and запись.вид %}; {% endif %}{{ запись.вид }}"),
        ("Приказ", 16, "{{ запись.приказ }}"),
        ("Программа", 24, "{{ запись.программы }}"),
    ];
    Document::new("Портфолио наставника", fields)
        .kind("ПОРТФОЛИО")
        .heading("педагога-наставника")
        .line("Фамилия, имя, отчество: {{ имя }}")
        .line("Должность и место работы: {{ должность }}")
        .statement("if педстаж_с")
        .line("Педагогическая работа с: {{ педстаж_с }}")
        .statement("endif")
        .statement("if категория")
        .line("Квалификационная категория: {{ категория }}")
        .statement("endif")
        .statement("if реестр")
        .line("В муниципальном реестре наставников: {{ реестр }}")
        .statement("endif")
        .statement("if компетенции")
        .line("Компетенции: {{ компетенции }}")
        .statement("endif")
        .statement("if достижения")
        .line("Достижения: {{ достижения }}")
        .statement("endif")
        .part("1. Наставничество педагогических работников")
        .line("{{ итог }}")
        .statement("if оценка")
        .line("Удовлетворённость наставляемых: {{ оценка }}.")
        .statement("endif")
        .table_of("запись in наставляемые", &of_mentees)
        .part("2. Практическая подготовка студентов")
        .statement("if студенты")
        .table_of("запись in студенты", &of_mentees)
        .statement("else")
        .line(BLANK)
        .statement("endif")
        .part("3. Подготовка педагогических работников к конкурсам профессионального мастерства")
        .line(BLANK)
        .part("4. Авторские подходы и методические разработки в наставничестве, где они представлены")
        .line(BLANK)
        .part("5. Методические объединения, сообщества, сетевые проекты")
        .statement("if объединения")
        .table_of(
            "объединение in объединения",
            &[("№", 5, "{{ loop.index }}"), ("Название", 65, "{{ объединение.название }}"), ("Период", 30, "{{ объединение.период }}")],
        )
        .statement("else")
        .line(BLANK)
        .statement("endif")
        .remark("Разделы 1–4 соответствуют тому, чего для категории «педагог-наставник» требует порядок аттестации (приказ Минпросвещения России от 24.03.2023 № 196). Чего нет в базе, вписывается от руки.")
        .sides("Наставник  ____________________", "{{ имя }}")
        .sides("Руководитель организации  ____________________", "{{ дата }}")
}
