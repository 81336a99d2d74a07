//! `org show`: an organisation's whole story on one screen; without a name, the district's card.

use anyhow::Result;
use clap::Args;

use super::review_line;
use super::staff_card::membership;
use super::staff_figures::StaffFigures;
use crate::command::field_column::on_card;
use crate::command::monitor::knowledge::unknown_before;
use crate::command::{Context, Outcome};
use crate::domain::{Day, DaySpan, Document, OrgKind, Phrase, Secret, Share, name, plural};
use crate::phrase;
use crate::register::{org, paper};
use crate::report::{Card, Object, Value};
use crate::store::Store;
use crate::store::group::Party;
use crate::store::org::Kin;
use crate::store::review::ReviewsSought;

/// `org show`.
#[derive(Debug, Args)]
pub struct OrgShow {
    #[arg(value_name = "ОРГАНИЗАЦИЯ", help = "Номер, ИНН или часть наименования; не указана — весь район")]
    org: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "На какую дату; по умолчанию на сегодня")]
    as_of: Option<Day>,
}

impl OrgShow {
    /// Shows it.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let day = self.as_of.unwrap_or(context.today);
        let outcome = match self.org {
            Some(org) => organisation(store, &org, day),
            None => district(store, day),
        }?;
        let warnings = unknown_before(store, day)?.into_iter().collect();
        Ok(Outcome { warnings, ..outcome })
    }
}

fn organisation(store: &Store, text: &str, day: Day) -> Result<Outcome> {
    let org = store.orgs().find(text)?;
    let former = store.orgs().former(org.id)?;
    // What it was on the day that is asked for.
    let (name, short_name, kind) = match former.iter().find(|was| was.until >= day) {
        Some(was) => (was.name.clone(), was.short_name.clone(), was.kind),
        None => (org.name, org.short_name, org.kind),
    };
    let mut card = Card::new(name.as_str(), "Организация");
    card.field("id", "Номер", org.id);
    card.datum("name", name);
    on_card(&mut card, org::SHORT_NAME, short_name);
    on_card(&mut card, org::KIND, kind);
    on_card(&mut card, org::INN, org.inn);
    on_card(&mut card, org::MUNICIPALITY, org.municipality);
    on_card(&mut card, org::ADDRESS, org.address);
    on_card(&mut card, org::HEAD, org.head.map(Secret));
    on_card(&mut card, org::SITE, org.site);
    let works = Some(DaySpan::new(org.opened, org.closed).to_string()).filter(|span| !span.is_empty());
    card.field_told("opened", "Работает", org.opened, works);
    card.datum("closed", org.closed);
    for (field, kin) in [(org::PARENT, org.parent), (org::SUCCESSOR, org.successor)] {
        card.each(field.name, kin, |kin| {
            (field.heading.into(), format!("№ {} {}", kin.id, kin.name).into(), related(kin))
        });
    }
    card.each("branches", store.orgs().branches(org.id)?, |kin| {
        ("Филиал".into(), format!("№ {} {}", kin.id, kin.name).into(), related(kin))
    });
    card.each("predecessors", store.orgs().predecessors(org.id)?, |kin| {
        ("Присоединена".into(), format!("№ {} {}", kin.id, kin.name).into(), related(kin))
    });
    card.each("former", former, |was| {
        let text = format!("{} ({}) {}", was.name, was.kind.title(), DaySpan::new(was.since, was.until));
        let object = Object::default()
            .with("name", was.name)
            .with("short_name", was.short_name)
            .with("kind", was.kind)
            .with("since", was.since)
            .with("until", was.until);
        ("Прежде".into(), text.into(), object)
    });

    card.heading("Внедрение наставничества");
    papers(&mut card, store, org.id)?;
    let curators = store.documents().curators(org.id)?;
    if curators.is_empty() {
        card.line("Куратор", "не назначен");
    }
    card.each("curators", curators, |curator| {
        let who = curator.name.clone().map_or_else(|| "не назван".into(), |name| Phrase::from(Secret(name)));
        let since = DaySpan::new(curator.appointed, curator.ended).to_string();
        let number = curator.number.as_ref().map(|n| format!(", приказ № {n}")).unwrap_or_default();
        let object = Object::default()
            .with("name", curator.name.map(Secret))
            .with("order_number", curator.number)
            .with("appointed", curator.appointed)
            .with("ended", curator.ended);
        ("Куратор".into(), phrase![who, format!(" {since}{number}")], object)
    });

    card.heading("Рецензии");
    let reviews = store.reviews().of(ReviewsSought { org: Some(org.id), ..ReviewsSought::default() })?;
    card.each("reviews", reviews, |review| review_line(review, true));

    card.datum("as_of", day);
    let staff = StaffFigures::of_org(store, org.id, kind, day)?;
    card.part("staff", format!("Сотрудники на {day}"));
    summary(&mut card, &staff);
    card.part("mentoring", "Наставничество");
    card.field("mentors", "Наставников в реестре", staff.mentors);
    let [mentees, ordered, programs] = store.pairs().mentees_in(org.id, day)?;
    let told = format!("{mentees}, по приказу {ordered}, с утверждённой программой {programs}");
    card.field_told("mentees", "Наставляемых", mentees, Some(told));
    card.datum("ordered", ordered);
    card.datum("programs", programs);
    let [listed, without] = store.mentor_needs().count_in(org.id, day)?;
    let confirmed = store.mentor_needs().confirmations(Some(org.id))?;
    let confirmed = confirmed.iter().map(|last| last.confirmed).find(|confirmed| *confirmed <= day);
    if listed > 0 || confirmed.is_some() {
        let last = confirmed.map_or("не подтверждался".into(), |day| format!("подтверждён {day}"));
        card.line("Нужен наставник", format!("{listed}, без действующей пары {without}; перечень {last}"));
    }
    card.datum("needs", listed);
    card.datum("needs_without_mentor", without);
    card.datum("needs_confirmed", confirmed);
    card.each("memberships", store.groups().memberships(Party::Org(org.id))?, |member| {
        let text = format!("{} {}", member.group, member.days());
        ("Участие".into(), text.into(), membership(member))
    });
    Ok(Outcome::report(card.report(Vec::new())))
}

fn related(kin: Kin) -> Object {
    Object::default().with("id", kin.id).with("name", kin.name)
}

/// The papers by which an organisation introduces mentoring; of a missing one it is said.
fn papers(card: &mut Card, store: &Store, org: i64) -> Result<()> {
    let stored = store.documents().papers(org)?;
    let mut objects = Vec::new();
    for kind in Document::ALL {
        let label = name::capital(kind.title());
        if !stored.iter().any(|paper| paper.kind == *kind) {
            card.line(label.as_str(), "нет");
        }
        for paper in stored.iter().filter(|paper| paper.kind == *kind) {
            let number = paper.number.as_ref().map(|n| format!("№ {n}")).unwrap_or_default();
            let text = match paper.dated {
                Some(dated) => format!("{number} от {dated}"),
                None => format!("{number}, дата не указана"),
            };
            let term = paper.valid_until.map(|day| format!(", срок по {day}")).unwrap_or_default();
            let repealed = paper.repealed.map(|day| format!(", действует по {day}, отменён")).unwrap_or_default();
            card.line(label.as_str(), format!("{}{term}{repealed}", text.trim_start()));
            let results = paper.planned_results.clone().map(Secret);
            results.iter().for_each(|results| card.line(paper::PLANNED_RESULTS.heading, results.clone()));
            let due = store.documents().monitoring_dates(paper.id)?;
            if !due.is_empty() {
                let due: Vec<_> = due.iter().map(ToString::to_string).collect();
                card.line("Сроки мониторинга", due.join(", "));
            }
            objects.push(
                Object::default()
                    .with("kind", *kind)
                    .with("number", paper.number.clone())
                    .with("date", paper.dated)
                    .with("valid_until", paper.valid_until)
                    .with("repealed", paper.repealed)
                    .with("planned_results", results)
                    .with_values("monitoring", due),
            );
        }
    }
    card.objects("papers", objects);
    Ok(())
}

/// The figures of a staff.
fn summary(card: &mut Card, staff: &StaffFigures) {
    // Told only where there is something to look at.
    let any = |count: u64| (count > 0).then(|| count.to_string());
    card.field("records", "Всего записей о работе", staff.records);
    card.field("teachers", "Педагогических работников", staff.teachers);
    card.field_told("unknown_posts", "Должность вне номенклатуры", staff.unknown_posts, any(staff.unknown_posts));
    women(card, staff);
    let mean = staff.mean_age;
    card.field_told("mean_age", "Средний возраст", mean, mean.map(|mean| plural::count(mean, "год", "года", "лет")));
    card.share("over_20_years", "Стаж более 20 лет", staff.experienced);
    card.share("novices", "Молодых педагогов (стаж до 3 лет)", staff.novices);
    card.share("under_35", "Моложе 35 лет", staff.young);
    card.field_told("no_dates", "Нет даты рождения или начала работы", staff.undated, any(staff.undated));
    card.field_told(
        "rough_tenure",
        "Стаж указан слишком грубо, чтобы судить",
        staff.rough_tenure,
        any(staff.rough_tenure),
    );
    card.field_told("no_sex", "Не указан пол", staff.no_sex, any(staff.no_sex));
}

/// How many are women: a share of those only whose sex is known says of how many that is.
fn women(card: &mut Card, staff: &StaffFigures) {
    let Share { part, whole } = staff.women;
    let of_known = match staff.no_sex {
        0 => String::new(),
        _ => format!(" из {whole}, у кого указан пол"),
    };
    let told = (whole > 0).then(|| format!("{part} ({}{of_known})", staff.women.percent_shown()));
    card.object_told("women", "Из них женщин", staff.women.into(), told);
}

fn district(store: &Store, day: Day) -> Result<Outcome> {
    let (_, title) = store.municipalities().district()?;
    let mut card = Card::new(format!("{title}, на {day}"), "");
    card.datum("name", title);
    card.datum("as_of", day);
    let mut orgs = store.orgs().all()?;
    orgs.retain(|org| org.opened.is_none_or(|d| d <= day) && org.closed.is_none_or(|d| d >= day));
    card.part("orgs", "Организации");
    for kind in OrgKind::ALL {
        let count = orgs.iter().filter(|org| org.kind == *kind).count();
        card.field_told(kind.code(), name::capital(kind.title()), count, (count > 0).then(|| count.to_string()));
    }
    card.field("total", "Всего", orgs.len());
    let sections = [
        ("general_staff", "Педагоги общеобразовательных организаций"),
        ("other_staff", "Педагоги прочих образовательных организаций"),
    ];
    let groups = [&[OrgKind::General][..], &OrgKind::EDUCATIONAL[1..]];
    for ((name, heading), staff) in sections.into_iter().zip(StaffFigures::of_kinds(store, &groups, day)?) {
        if staff.records == 0 {
            card.heading(heading);
            card.datum(name, Value::Empty);
            continue;
        }
        card.part(name, heading);
        summary(&mut card, &staff);
        let share = staff.teaching_mentors;
        card.line("В реестре наставников", format!("{} ({})", share.part, share.percent_shown()));
        card.object("mentors", share.into());
    }
    card.part("mentoring", "Наставничество");
    card.field("registrations", "Записей в реестре наставников", store.mentors().count(day)?);
    card.field("groups", "Групп и объединений", store.groups().count()?);
    Ok(Outcome::report(card.report(Vec::new())))
}
