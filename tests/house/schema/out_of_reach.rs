//! Every rule is broken by a command or a file, or it is said why none can.

use std::collections::BTreeSet;

use super::by_command::BY_COMMAND;
use super::by_file::BY_FILE;
use nastavnik::store::schema;

/// What neither a command nor a file can break, and why. A rule that stands in no list fails the test.
const OUT_OF_REACH: &[(&str, &str)] = &[
    ("municipalities.key", "a known name is the known municipality"),
    ("district_single", "`org init` alone writes it"),
    ("orgs_since", "a day is read before"),
    ("former_orgs_name", "the name that was stored isn't empty, nor can it become so"),
    ("former_orgs_kind", "the kind that was stored, or a word that is read as one"),
    ("former_orgs_since", "what was stored is a day"),
    ("former_orgs_until", "a day is read before"),
    ("former_orgs_period", "an event lies after the last one, or is refused"),
    ("former_orgs.org_id, former_orgs.until", "an event lies after the last one, or is refused"),
    ("groups_since", "a day is read before"),
    ("former_groups_network", "yes or no"),
    ("former_groups_since", "what was stored is a day"),
    ("former_groups_until", "a day is read before"),
    ("former_groups_period", "an event lies after the last one, or is refused"),
    ("former_groups.group_id, former_groups.until", "an event lies after the last one, or is refused"),
    ("documents_kind", "the columns and options name the kinds"),
    ("documents_named", "a paper without both isn't entered"),
    ("documents_key", "the same paper is the stored one"),
    ("monitoring_dates.document_id, monitoring_dates.due", "a known term is passed over"),
    ("curators_ended", "computed from the successor's date"),
    ("people_teaching_spread", "no command tells a tenure; a file's is read as months"),
    ("former_names_name", "the name that was stored isn't empty"),
    ("former_names.person_id, former_names.until", "a later surname begins after an earlier one, or is refused"),
    ("posts.key", "a known title is the known post"),
    ("posts_pedagogical", "yes or no, or the nomenclature answers"),
    ("posts_stands_for", "a title of the nomenclature"),
    ("group_kinds_community", "an option without a value"),
    ("forms_mentor_outside", "an option without a value"),
    ("forms_mentee_outside", "an option without a value"),
    ("mentees_key", "a stay that begins on the day is the stored one"),
    ("mentees.pair_id, mentees.person_id", "a known mentee of the pair is passed over"),
    ("tutors_key", "a time that begins on the day is the stored one"),
    ("renewals.pair_id, renewals.order_dated", "an order of the same day corrects the first"),
    ("overrules_broken", "the program names the limits"),
    ("waivers_finding", "only what is found is put off"),
    ("waivers_dated", "today is a day"),
    ("waivers_term", "the last day is looked at before"),
    ("waivers.finding", "another reason takes the place of the first"),
    ("overrules_dated", "today is a day"),
    ("overrules.pair_id, overrules.broken", "another reason takes the place of the first"),
    ("meetings.pair_id, meetings.held", "another meeting of that day says more of the first"),
    ("agreements.pair_id", "another ground is told of by a command, and a file corrects the first"),
    ("reviews_one_expert", "another expert takes the place of the first"),
    ("programs.number_key", "a known number is the known program"),
    ("programs_outcome", "the commands name the outcomes"),
    ("programs_end", "the commands set both"),
    ("program_stages.program_id, program_stages.stage", "a known stage of the program is corrected"),
    ("program_people.program_id, program_people.person_id", "a known mentee is passed over"),
    ("program_pairs.program_id, program_pairs.pair_id", "a known pair is passed over"),
    (
        "answers.pair_id, answers.role, answers.person_id, answers.dated",
        "another answer of that day corrects the first",
    ),
    ("replies.answer_id, replies.question", "another reply to the question corrects the first"),
    ("erasures_dated", "today is a day"),
    ("erasures.person_id", "who is erased already is only packed once more"),
    ("settings_name", "the program names the settings"),
    ("settings_value", "the options take numbers from 0 on"),
    ("settings.name", "a known setting is changed"),
    ("report_settings_name", "the commands name the settings"),
    ("report_settings_value", "a value is read before, and none is empty"),
    ("report_settings_key", "a setting of that day is changed"),
    ("targets_code", "a code of the catalogue"),
    ("targets_key", "a known plan is changed"),
    ("acts_code", "an act whose code can't name a file isn't kept"),
    ("acts_source", "an empty file is no act"),
    ("acts_reported", "the commands name what is reported"),
    ("acts.code", "a known act is changed"),
    ("schedules_folder", "a folder that is there has a name"),
    ("schedules_codes", "codes of the catalogue, or none"),
    ("schedules_regulation", "the code of an act of the catalogue, or none"),
    ("schedules_removed", "today is a day"),
    ("runs_ends", "computed from the period"),
    ("runs_made", "today is a day"),
    ("runs_below", "a count"),
    ("runs.schedule_id, runs.ends", "what is done isn't due"),
    ("entries_made", "the clock tells a time"),
    ("entries_command", "the program names the command"),
    ("entries_source", "no files, no names"),
    ("entries_reason", "an empty reason is none"),
    ("entries_added", "a count"),
    ("entries_changed", "a count"),
    ("entries_removed", "a count"),
    ("entries_undoes", "an entry that is there is earlier"),
    ("entries_prunes", "a day is read before"),
    ("entries_kept", "no command touches an entry but to prune and to erase"),
    ("numbers.relation", "a greater number replaces the last one"),
    ("changes_relation", "the schema names the tables"),
    ("changes_range", "the journal writes whole ranges"),
];

#[test]
fn every_rule_is_reached_or_said_to_be_out_of_reach() {
    let reached = BY_COMMAND.iter().map(|(rule, ..)| *rule).chain(BY_FILE.iter().map(|(rule, ..)| *rule));
    let listed: BTreeSet<_> = reached.chain(OUT_OF_REACH.iter().map(|(rule, _)| *rule)).collect();
    let missing: Vec<_> =
        schema::rules().iter().map(|(rule, _)| rule.as_str()).filter(|rule| !listed.contains(rule)).collect();
    assert_eq!(missing, Vec::<&str>::new(), "add a command or a file that breaks them, or say why there is none");
}
