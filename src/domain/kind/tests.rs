//! Every spelling has its member, and every set is walked.

use super::*;

#[test]
fn every_spelling_leads_to_one_member() {
    assert_eq!(OrgKind::parse("  Детский  САД "), Ok(OrgKind::Preschool));
    assert_eq!(OrgKind::parse("general"), Ok(OrgKind::General));
    assert_eq!(Sex::parse("Ж"), Ok(Sex::Female));
    assert_eq!(PairKind::parse("Традиционная форма наставничества («один−на−один»)"), Ok(PairKind::Traditional));
    assert!(OrgKind::parse("цирк").is_err_and(|why| why.contains("школа")));
    for kind in OrgKind::ALL {
        assert_eq!(OrgKind::parse(kind.title()), Ok(*kind));
        assert_eq!(OrgKind::of_code(kind.code()), Some(*kind));
    }
}

#[test]
fn every_set_of_the_page_is_walked() {
    macro_rules! named {
        ($($set:ident)+) => { [$(stringify!($set)),+] };
    }
    let page = include_str!("../kind.rs");
    let defined: Vec<_> = page.lines().filter_map(|line| line.strip_prefix("    ")?.strip_suffix(" {")).collect();
    let defined: Vec<_> = defined.into_iter().filter(|name| name.chars().all(char::is_alphanumeric)).collect();
    assert_eq!(each_closed_set!(named).to_vec(), defined);
}
