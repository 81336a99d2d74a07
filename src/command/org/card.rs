//! `org show`: an organisation's whole story on one screen; without a name, the district's card.

use anyhow::Result;
use clap::Args;

use crate::command::{Card, Context, Outcome, span};
use crate::domain::{Day, Document, OrgKind, Phrase, Secret, Sex, Share, Start, plural};
use crate::phrase;
use crate::store::Store;
use crate::store::group::Party;
use crate::store::staff::Colleague;

/// `org show`.
#[derive(Debug, Args)]
pub struct Show {
    #[arg(value_name = "ОРГАНИЗАЦИЯ", help = "Номер, ИНН или часть наименования; не указана — весь район")]
    org: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "На какую дату; по умолчанию на сегодня")]
    as_of: Option<Day>,
}

impl Show {
    /// Shows it.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let day = self.as_of.unwrap_or(context.today);
        match self.org {
            Some(org) => organisation(store, &org, day),
            None => district(store, day),
        }
    }
}

fn organisation(store: &Store, text: &str, day: Day) -> Result<Outcome> {
    let org = store.find_org(text)?;
    let mut card = Card::default();
    let main = "Организация";
    card.line(main, "Номер", Some(org.id.to_string()));
    card.line(main, "Краткое наименование", org.short_name);
    card.line(main, "Вид", Some(org.kind.title()));
    card.line(main, "ИНН", org.inn);
    card.line(main, "Муниципалитет", Some(org.municipality));
    card.line(main, "Адрес", org.address);
    card.line(main, "Руководитель", org.head.map(Secret));
    card.line(main, "Сайт", org.site);
    card.line(main, "Работает", Some(span(org.opened, org.closed)).filter(|span| !span.is_empty()));

    let papers = "Внедрение наставничества";
    let stored = store.papers(org.id)?;
    for kind in Document::ALL {
        let field = capital(kind.title());
        if !stored.iter().any(|paper| paper.kind == *kind) {
            card.line(papers, &field, Some("нет"));
        }
        for paper in stored.iter().filter(|paper| paper.kind == *kind) {
            let number = paper.number.as_ref().map(|n| format!("№ {n}")).unwrap_or_default();
            let text = match paper.dated {
                Some(dated) => format!("{number} от {dated}"),
                None => format!("{number}, дата не указана"),
            };
            card.line(papers, &field, Some(text.trim_start()));
            card.line(papers, "Планируемые результаты", paper.planned_results.clone().map(Secret));
            let due: Vec<_> = store.monitoring_dates(paper.id)?.iter().map(ToString::to_string).collect();
            card.line(papers, "Сроки мониторинга", Some(due.join(", ")).filter(|due| !due.is_empty()));
        }
    }
    let curators = store.curators(org.id)?;
    for curator in &curators {
        let who = curator.name.clone().map_or_else(|| "не назван".into(), |name| Phrase::from(Secret(name)));
        let since = span(curator.appointed, curator.ended);
        let number = curator.number.as_ref().map(|n| format!(", приказ № {n}")).unwrap_or_default();
        card.line(papers, "Куратор", Some(phrase![who, format!(" {since}{number}")]));
    }
    if curators.is_empty() {
        card.line(papers, "Куратор", Some("не назначен"));
    }

    let staff = store.staff().list(Some(org.id), Some(day))?;
    summary(&mut card, &format!("Сотрудники на {day}"), &staff, day);
    let registered = staff.iter().filter(|s| s.main && s.mentor).count();
    card.line("Наставничество", "Наставников в реестре", Some(registered.to_string()));
    let [mentees, ordered, programs] = store.mentees_in(org.id, day)?;
    let told = format!("{mentees}, по приказу {ordered}, с утверждённой программой {programs}");
    card.line("Наставничество", "Наставляемых", Some(told));
    for member in store.memberships(Party::Org(org.id))? {
        card.line("Наставничество", "Участие", Some(format!("{} {}", member.group, span(member.joined, member.ended))));
    }
    Ok(Outcome::report(card.report(org.name)))
}

/// The figures of a staff, as section 2 of the Spassky act tells them: teachers by main workplace.
fn summary(card: &mut Card, section: &str, staff: &[Colleague], day: Day) {
    let teachers: Vec<_> = staff.iter().filter(|s| s.main && s.pedagogical == Some(true)).collect();
    let whole = teachers.len() as u64;
    // Whoever of whom it isn't known is in neither number.
    let count = |fits: &dyn Fn(&Colleague) -> Option<bool>| {
        let known: Vec<bool> = teachers.iter().filter_map(|s| fits(s)).collect();
        let share = Share { part: known.iter().filter(|fits| **fits).count() as u64, whole: known.len() as u64 };
        (share.whole > 0).then(|| format!("{} ({})", share.part, share.percent_shown()))
    };
    card.line(section, "Всего записей о работе", Some(staff.len().to_string()));
    card.line(section, "Педагогических работников", Some(whole.to_string()));
    let unknown = staff.iter().filter(|s| s.main && s.pedagogical.is_none()).count();
    card.line(section, "Должность вне номенклатуры", (unknown > 0).then(|| unknown.to_string()));
    if whole == 0 {
        return;
    }
    card.line(section, "Из них женщин", count(&|s| Some(s.sex? == Sex::Female)));
    let ages: Vec<u64> = teachers.iter().filter_map(|s| s.born).map(|b| u64::from(b.years_until(day))).collect();
    if !ages.is_empty() {
        let known = ages.len() as u64;
        let mean = (ages.iter().sum::<u64>() * 2 + known) / (known * 2);
        card.line(section, "Средний возраст", Some(plural::count(mean, "год", "года", "лет")));
    }
    let start = |s: &Colleague| Start::of(s.teaching_since, s.teaching_spread);
    let long = day.minus_years(20).previous();
    card.line(section, "Стаж более 20 лет", count(&|s| start(s)?.is_after(long).map(|later| !later)));
    let novice = |s: &Colleague| start(s)?.is_after(day.minus_years(3));
    card.line(section, "Молодых педагогов (стаж до 3 лет)", count(&novice));
    card.line(section, "Моложе 35 лет", count(&|s| Some(s.born? > day.minus_years(35))));
    let blank = teachers.iter().filter(|s| s.born.is_none() || s.teaching_since.is_none()).count();
    card.line(section, "Нет даты рождения или начала работы", (blank > 0).then(|| blank.to_string()));
    let rough = teachers.iter().filter(|s| start(s).is_some() && novice(s).is_none()).count();
    card.line(section, "Стаж указан слишком грубо, чтобы судить", (rough > 0).then(|| rough.to_string()));
    let blank = teachers.iter().filter(|s| s.sex.is_none()).count();
    card.line(section, "Не указан пол", (blank > 0).then(|| blank.to_string()));
}

fn district(store: &Store, day: Day) -> Result<Outcome> {
    let (_, title) = store.district()?;
    let mut card = Card::default();
    let mut orgs = store.orgs()?;
    orgs.retain(|org| org.opened.is_none_or(|d| d <= day) && org.closed.is_none_or(|d| d >= day));
    for kind in OrgKind::ALL {
        let count = orgs.iter().filter(|org| org.kind == *kind).count();
        card.line("Организации", capital(kind.title()).as_str(), (count > 0).then(|| count.to_string()));
    }
    card.line("Организации", "Всего", Some(orgs.len().to_string()));
    let staff = store.staff().list(None, Some(day))?;
    for (section, kinds) in [
        ("Педагоги общеобразовательных организаций", &[OrgKind::General][..]),
        ("Педагоги прочих образовательных организаций", &OrgKind::EDUCATIONAL[1..]),
    ] {
        let of: Vec<_> = staff.iter().filter(|s| kinds.contains(&s.org_kind)).cloned().collect();
        if !of.is_empty() {
            summary(&mut card, section, &of, day);
            let mentors = of.iter().filter(|s| s.main && s.pedagogical == Some(true) && s.mentor).count() as u64;
            let whole = of.iter().filter(|s| s.main && s.pedagogical == Some(true)).count() as u64;
            let share = Share { part: mentors, whole };
            card.line(section, "В реестре наставников", Some(format!("{mentors} ({})", share.percent_shown())));
        }
    }
    card.line(
        "Наставничество",
        "Записей в реестре наставников",
        Some(store.mentors()?.iter().filter(|m| m.open_on(day)).count().to_string()),
    );
    card.line("Наставничество", "Групп и объединений", Some(store.groups()?.len().to_string()));
    Ok(Outcome::report(card.report(format!("{title}, на {day}"))))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
