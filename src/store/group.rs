//! Groups (associations, clubs, projects) and their members: people and organisations.

mod past;

use anyhow::Result;
use rusqlite::Row;

pub use past::FormerGroup;

use super::{Change, PutRow, RowDraft, Store};
use crate::domain::{Day, DaySpan, Phrase, Who, name};
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::group::{self, GROUP_KINDS, GROUPS, MEMBERS};

/// A group as it is stored.
#[derive(Debug, Clone)]
pub struct Group {
    /// Stays the same for ever.
    pub id: i64,
    /// The methodist's own: «РМО-3».
    pub code: String,
    /// What it is called.
    pub title: String,
    /// The kind's title.
    pub kind: String,
    /// Whether the kind makes it a mentoring community (Spassky (3)).
    pub community: bool,
    /// The municipality's name.
    pub municipality: String,
    /// «Сетевая» (Spassky (8)).
    pub network: bool,
    /// The first day of its present kind and mark; `None`: from the first.
    pub since: Option<Day>,
}

/// What a command or a file says of a group; absent fields change nothing.
#[derive(Debug, Clone, Default)]
pub struct GroupDraft {
    /// The methodist's own code.
    pub code: String,
    /// What it is called.
    pub title: Option<String>,
    /// The kind's title.
    pub kind: Option<String>,
    /// The municipality's name; absent: the district's.
    pub municipality: Option<String>,
    /// «Сетевая»; absent in a new one means нет.
    pub network: Option<bool>,
}

/// Who is in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// A person, by id.
    Person(i64),
    /// An organisation, by id.
    Org(i64),
}

/// A membership as it is stored.
#[derive(Debug, Clone)]
pub struct Member {
    /// Stays the same for ever.
    pub id: i64,
    /// Which group.
    pub group_id: i64,
    /// The group's title.
    pub group: String,
    /// Who.
    pub party: Party,
    /// The person's or the organisation's name.
    pub name: Phrase,
    /// The person's СНИЛС, 11 digits.
    pub snils: Option<String>,
    /// The person's birth date.
    pub born: Option<Day>,
    /// The organisation's ИНН.
    pub inn: Option<String>,
    /// Since; `None`: from the first.
    pub joined: Option<Day>,
    /// The last day.
    pub ended: Option<Day>,
}

/// A kind of group.
#[derive(Debug, Clone)]
pub struct GroupKind {
    /// «клуб».
    pub title: String,
    /// Whether it is a mentoring community (Spassky (3)).
    pub community: bool,
}

const SELECT: &str = "SELECT g.*, k.title AS kind, k.community, m.name AS municipality \
                      FROM groups g JOIN group_kinds k ON k.id = g.kind_id JOIN municipalities m ON m.id = g.municipality_id";

const SELECT_MEMBER: &str = "SELECT b.*, g.title AS \"group\", coalesce(p.name, o.name) AS name, p.snils, p.born, \
                             ifnull(o.inn, head.inn) AS inn FROM members b \
                             JOIN groups g ON g.id = b.group_id LEFT JOIN people p ON p.id = b.person_id \
                             LEFT JOIN orgs o ON o.id = b.org_id LEFT JOIN orgs head ON head.id = o.parent_id";

fn read(row: &Row<'_>) -> rusqlite::Result<Group> {
    Ok(Group {
        id: row.get("id")?,
        code: row.get("code")?,
        title: row.get("title")?,
        kind: row.get("kind")?,
        community: row.get("community")?,
        municipality: row.get("municipality")?,
        network: row.get("network")?,
        since: row.get("since")?,
    })
}

fn read_member(row: &Row<'_>) -> rusqlite::Result<Member> {
    let name: String = row.get("name")?;
    let (party, name) = match row.get::<_, Option<i64>>("person_id")? {
        Some(person) => (Party::Person(person), Who::new(person, name).into()),
        None => (Party::Org(row.get("org_id")?), name.into()),
    };
    Ok(Member {
        id: row.get("id")?,
        group_id: row.get("group_id")?,
        group: row.get("group")?,
        party,
        name,
        snils: row.get("snils")?,
        born: row.get("born")?,
        inn: row.get("inn")?,
        joined: row.get("joined")?,
        ended: row.get("ended")?,
    })
}

impl Party {
    fn columns(self) -> (Option<i64>, Option<i64>) {
        match self {
            Self::Person(id) => (Some(id), None),
            Self::Org(id) => (None, Some(id)),
        }
    }
}

impl Member {
    /// The days of it.
    pub fn days(&self) -> DaySpan {
        DaySpan::new(self.joined, self.ended)
    }

    /// «с 01.09.2021 по 31.05.2023».
    pub fn span(&self) -> String {
        let first = self.joined.map_or_else(|| "с самого начала".into(), |day| format!("с {day}"));
        self.ended.map_or_else(|| first.clone(), |day| format!("{first} по {day}"))
    }

    /// The name of a person.
    pub fn person(&self) -> Option<&Phrase> {
        matches!(self.party, Party::Person(_)).then_some(&self.name)
    }

    /// The name of an organisation.
    pub fn org(&self) -> Option<&Phrase> {
        matches!(self.party, Party::Org(_)).then_some(&self.name)
    }
}

/// The groups of a file and their members.
#[derive(Debug, Clone, Copy)]
pub struct Groups<'s>(&'s Store);

impl Store {
    /// Groups and their members.
    pub fn groups(&self) -> Groups<'_> {
        Groups(self)
    }
}

impl Groups<'_> {
    /// Hands over all groups by title, each with the number of its members on a day.
    pub fn each(&self, day: Day, found: &mut dyn FnMut((Group, i64)) -> Result<()>) -> Result<()> {
        let sql = "SELECT g.*, k.title AS kind, k.community, m.name AS municipality, \
                   (SELECT count(*) FROM members b WHERE b.group_id = g.id AND (b.joined IS NULL OR b.joined <= ?1) \
                   AND (b.ended IS NULL OR b.ended >= ?1)) AS members \
                   FROM groups g JOIN group_kinds k ON k.id = g.kind_id JOIN municipalities m ON m.id = g.municipality_id \
                   ORDER BY g.key COLLATE counted, g.id";
        self.0.each(sql, [day], |row| Ok((read(row)?, row.get("members")?)), found)
    }

    /// How many groups there are.
    pub fn count(&self) -> Result<i64> {
        Ok(self.0.first("SELECT count(*) FROM groups", [], |row| row.get(0))?.unwrap_or_default())
    }

    /// The group with exactly this code.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_code(&self, code: &str) -> Result<Option<Group>> {
        Ok(self.0.first(&format!("{SELECT} WHERE g.code_key = ?1"), [name::key(code)], read)?)
    }

    /// The group that a person at the command line means: its code or an unambiguous part of its title.
    ///
    /// # Errors
    /// None is like that, or several are: the message lists them.
    pub fn find(&self, text: &str) -> Result<Group> {
        if let Some(group) = self.of_code(text)? {
            return Ok(group);
        }
        let sql = format!("{SELECT} WHERE instr(g.key, ?1) ORDER BY g.key COLLATE counted, g.id");
        let mut found = self.0.all(&sql, [name::org_key(text)], read)?;
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => Err(Failure::refused(format!("нет группы «{text}»"))
                .advise(Advice::ListGroups)
                .untyped("нет такой группы")
                .into()),
            _ => {
                let mut failure = Failure::refused(format!("под «{text}» подходит несколько групп"));
                for group in found.iter().take(20) {
                    failure = failure.hint(format!("{:>8}  {} ({})", group.code, group.title, group.kind));
                }
                Err(failure.hint("укажите код из этого списка").untyped("подходит несколько групп").into())
            }
        }
    }

    /// The kinds of groups: those of the acts first, then the district's own.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn kinds(&self) -> Result<Vec<GroupKind>> {
        let sql = "SELECT title, community FROM group_kinds ORDER BY id";
        Ok(self.0.all(sql, [], |row| Ok(GroupKind { title: row.get("title")?, community: row.get("community")? }))?)
    }

    /// Enters a kind of group of the district's own.
    ///
    /// # Errors
    /// There is such a kind already.
    pub fn add_kind(&self, title: &str, community: bool) -> Result<()> {
        let row = RowDraft::of(&GROUP_KINDS)
            .with(group::KIND_TITLE, Some(name::tidy(title)))
            .with(group::COMMUNITY, Some(community));
        self.0.insert_row(&row)?;
        Ok(())
    }

    fn kind_id(&self, title: &str) -> Result<i64> {
        match self.0.row_named(&GROUP_KINDS, title)? {
            Some(id) => Ok(id),
            None => {
                let kinds: Vec<_> = self.kinds()?.into_iter().map(|k| k.title).collect();
                Err(Failure::refused(format!("вида группы «{title}» нет; есть: {}", kinds.join(", ")))
                    .advise(Advice::AddGroupKind)
                    .into())
            }
        }
    }

    /// Enters a group; returns its id.
    ///
    /// # Errors
    /// No title, no kind, no such kind; a rule of the schema.
    pub fn add(&self, draft: &GroupDraft) -> Result<i64> {
        let (Some(title), Some(kind)) = (&draft.title, &draft.kind) else {
            refuse!("у новой группы «{}» нет названия или вида", draft.code);
        };
        let municipality = match &draft.municipality {
            Some(title) => self.0.municipalities().known_or_new(title)?,
            None => self.0.municipalities().district()?.0,
        };
        let row = RowDraft::of(&GROUPS)
            .with(group::CODE, Some(name::tidy(&draft.code)))
            .with(group::TITLE, Some(title))
            .with(group::KIND, Some(self.kind_id(kind)?))
            .with(group::GROUP_MUNICIPALITY, Some(municipality))
            .with(group::NETWORK, Some(draft.network.unwrap_or(false)));
        self.0.insert_row(&row)
    }

    /// Hands over a group's members: those who are in it first, then by name.
    pub fn each_member(&self, group: i64, found: &mut dyn FnMut(Member) -> Result<()>) -> Result<()> {
        let sql = format!(
            "{SELECT_MEMBER} WHERE b.group_id = ?1 ORDER BY b.ended IS NOT NULL, b.person_id IS NULL, coalesce(p.key, o.key) COLLATE counted, b.id"
        );
        self.0.each(&sql, [group], read_member, found)
    }

    /// The memberships of a person or an organisation, oldest first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn memberships(&self, party: Party) -> Result<Vec<Member>> {
        let sql = format!("{SELECT_MEMBER} WHERE b.person_id = ?1 OR b.org_id = ?2 ORDER BY b.joined, b.id");
        Ok(self.0.all(&sql, party.columns(), read_member)?)
    }

    /// Enters a membership, or corrects the stored one that is meant.
    ///
    /// A span of days without one in common is another membership; anything else corrects the stored one.
    ///
    /// # Errors
    /// A rule of the schema: the end lies before the start.
    pub fn put_member(&self, group: i64, party: Party, joined: Option<Day>, ended: Option<Day>) -> Result<PutRow> {
        let mut stored = self.memberships(party)?;
        stored.retain(|m| m.group_id == group);
        let exact = stored.iter().find(|m| joined.is_some() && m.joined == joined);
        let same = stored.iter().rev().find(|m| m.days().meets(DaySpan::new(joined, ended)));
        let (person, org) = party.columns();
        let row = RowDraft::of(&MEMBERS)
            .with(group::GROUP, Some(group))
            .with(group::MEMBER_PERSON, person)
            .with(group::MEMBER_ORG, org)
            .with(group::JOINED, joined)
            .with(group::ENDED, ended);
        self.0.put_row(exact.or(same).map(|member| member.id), &row)
    }

    /// The membership that somebody at the command line means: the one that holds on a day, else the last.
    ///
    /// # Errors
    /// There is none in this group, or none on that day.
    pub fn member_meant(&self, group: &Group, party: Party, who: &str, on: Option<Day>) -> Result<Member> {
        let mut stored = self.memberships(party)?;
        stored.retain(|member| member.group_id == group.id);
        let known: Vec<_> = stored.iter().map(Member::span).collect();
        let meant = stored.into_iter().rev().find(|m| on.is_none_or(|day| m.days().covers(day)));
        match (meant, on) {
            (Some(member), _) => Ok(member),
            (None, Some(day)) if !known.is_empty() => {
                let why = format!("{who} не состоит в группе {} ({}) на {day}", group.code, group.title);
                Err(Failure::refused(why).hint(format!("участие записано {}", known.join(", "))).into())
            }
            (None, _) => refuse!("{who} не состоит в группе {} ({})", group.code, group.title),
        }
    }

    /// Corrects a membership.
    ///
    /// # Errors
    /// It would have a day in common with another one of the same member; it would end before it begins.
    pub fn amend_member(&self, member: &Member, joined: Option<Day>, ended: Option<Day>) -> Result<Vec<Change>> {
        let days = DaySpan::new(joined.or(member.joined), ended.or(member.ended));
        let mut others = self.memberships(member.party)?;
        others.retain(|other| other.group_id == member.group_id && other.id != member.id);
        if let Some(other) = others.iter().find(|other| other.days().meets(days)) {
            refuse!("участие в группе «{}» {} уже записано", member.group, other.span());
        }
        let row = RowDraft::of(&MEMBERS).with(group::JOINED, joined).with(group::ENDED, ended);
        self.0.amend_row(member.id, &row)
    }
}
