//! How each rule of the schema is broken, past the program.

/// One row of everything, so that a rule is broken by one short statement. Whoever adds a table adds a row.
pub const SEED: &str = "
    INSERT INTO municipalities (id, name, key) VALUES (1, 'Район', 'район'), (2, 'Город', 'город');
    INSERT INTO district VALUES (1, 1);
    INSERT INTO orgs (id, inn, name, key, kind, municipality_id, opened, closed)
        VALUES (1, '7707083893', 'А', 'а', 'general', 1, '1990-01-01', NULL), (2, '7736050003', 'Б', 'б', 'general', 1, NULL, NULL);
    INSERT INTO documents (id, org_id, kind, number, dated) VALUES (1, 1, 'order', '1', '2021-09-01'), (2, 1, 'order', '2', '2021-09-01');
    INSERT INTO monitoring_dates (document_id, due) VALUES (1, '2022-05-31'), (1, '2022-12-31');
    INSERT INTO curators (id, org_id, name, appointed) VALUES (1, 1, 'Иванова Анна', '2021-09-01');
    INSERT INTO people (id, snils, name, key, sex, born)
        VALUES (1, '11223344595', 'Иванова Анна', 'иванова анна', 'female', '1990-05-12'), (2, '90010000794', 'Петров Пётр', 'петров петр', 'male', NULL);
    INSERT INTO former_names (id, person_id, name, key, until) VALUES (1, 1, 'Кац Анна', 'кац анна', '2012-07-31');
    INSERT INTO posts (id, title, key, pedagogical) VALUES (1, 'учитель', 'учитель', 1), (2, 'повар', 'повар', NULL);
    INSERT INTO employments (id, person_id, org_id, number, post_id, hired, main) VALUES (1, 1, 1, '7', 1, '2015-09-01', 1), (2, 2, 1, NULL, 1, '2015-09-01', 1);
    INSERT INTO groups (id, code, code_key, title, key, kind_id, municipality_id, network) VALUES (1, 'А', 'а', 'РМО', 'рмо', 1, 1, 0), (2, 'Б', 'б', 'Клуб', 'клуб', 5, 1, 1);
    INSERT INTO members (id, group_id, person_id, joined) VALUES (1, 1, 1, '2021-09-01');
    INSERT INTO members (id, group_id, org_id, joined) VALUES (2, 1, 1, '2021-09-01');
    INSERT INTO mentors (id, person_id, category, registered) VALUES (1, 1, 'teacher', '2021-09-01');
    INSERT INTO pairs (id, number, number_key, mentor_id, started) VALUES (1, 'А', 'а', 1, '2021-09-01'), (2, 'Б', 'б', 1, NULL);
    INSERT INTO mentees (id, pair_id, person_id) VALUES (1, 1, 2);
    INSERT INTO programs (id, number, number_key, starts, finishes)
        VALUES (1, 'А', 'а', '2021-09-01', '2022-05-31'), (2, 'Б', 'б', '2021-09-01', '2022-05-31');
    UPDATE programs SET ended = finishes, outcome = 'completed';
    INSERT INTO program_people (program_id, person_id) VALUES (1, 2);
    INSERT INTO program_pairs (program_id, pair_id) VALUES (1, 1);
    INSERT INTO answers (id, pair_id, role, person_id, dated, score) VALUES (1, 1, 'mentee', 2, '2022-05-20', 8);
    INSERT INTO replies (answer_id, question, reply) VALUES (1, 'Что помогло?', 'Всё');
    INSERT INTO consents (id, person_id, given) VALUES (1, 1, '2021-09-01');
    INSERT INTO erasures (id, person_id, dated) VALUES (1, 2, '2024-09-01');
    INSERT INTO settings (id, name, value) VALUES (1, 'backup_keep', 5), (2, 'backup_share', 10);
    INSERT INTO schedules (id, period, folder, format, since) VALUES (1, 'half-year', 'exports', 'csv', '2024-01-01');
    INSERT INTO runs (id, schedule_id, ends, made, below) VALUES (1, 1, '2024-06-30', '2024-07-01', 0), (2, 1, '2024-12-31', '2025-01-01', 0);
    INSERT INTO entries (id, made, command, added, changed, removed, version) VALUES (1, '2024-06-15 10:00:00', 'org add', 1, 0, 0, 3);
    INSERT INTO changes (id, entry_id, relation, row_id, last_id) VALUES (1, 1, 'orgs', 1, 2);
";

/// How each rule is broken: the last statement is the one that it refuses.
pub const BROKEN: &[(&str, &str)] = &[
    ("municipalities_name", "UPDATE municipalities SET name = '' WHERE id = 1"),
    ("municipalities.key", "UPDATE municipalities SET key = 'город' WHERE id = 1"),
    ("district_single", "INSERT INTO district VALUES (2, 2)"),
    ("orgs_inn_digits", "UPDATE orgs SET inn = '770708389' WHERE id = 1"),
    ("orgs.inn", "UPDATE orgs SET inn = '7736050003' WHERE id = 1"),
    ("orgs_name", "UPDATE orgs SET name = '' WHERE id = 1"),
    ("orgs.key, orgs.municipality_id", "UPDATE orgs SET key = 'б' WHERE id = 1"),
    ("orgs_kind", "UPDATE orgs SET kind = 'circus'"),
    ("orgs_opened", "UPDATE orgs SET opened = '01.09.1990'"),
    ("orgs_closed", "UPDATE orgs SET closed = '2023-02-30'"),
    ("orgs_period", "UPDATE orgs SET closed = '1989-12-31' WHERE id = 1"),
    ("documents_kind", "UPDATE documents SET kind = 'letter'"),
    ("documents_number", "UPDATE documents SET number = ''"),
    ("documents_dated", "UPDATE documents SET dated = '2021'"),
    ("documents_named", "UPDATE documents SET number = NULL, dated = NULL WHERE id = 1"),
    ("documents_results", "UPDATE documents SET kind = 'road_map', planned_results = 'рост' WHERE id = 1"),
    ("documents_key", "UPDATE documents SET number = '2' WHERE id = 1"),
    ("monitoring_dates_due", "UPDATE monitoring_dates SET due = '31.05.2022'"),
    (
        "monitoring_dates.document_id, monitoring_dates.due",
        "INSERT INTO monitoring_dates (document_id, due) VALUES (1, '2022-05-31')",
    ),
    ("curators_name", "UPDATE curators SET name = ''"),
    ("curators_number", "UPDATE curators SET number = ''"),
    ("curators_appointed", "UPDATE curators SET appointed = '2021-9-1'"),
    ("curators_ended", "UPDATE curators SET ended = '2022-13-01'"),
    ("curators_known", "UPDATE curators SET name = NULL, appointed = NULL"),
    ("curators_period", "UPDATE curators SET ended = '2021-08-31'"),
    ("curators.org_id", "INSERT INTO curators (org_id, name) VALUES (1, 'Петров Пётр')"),
    ("people_snils_digits", "UPDATE people SET snils = '112-233-445 95' WHERE id = 1"),
    ("people.snils", "UPDATE people SET snils = '90010000794' WHERE id = 1"),
    ("people_name", "UPDATE people SET name = ''"),
    ("people_sex", "UPDATE people SET sex = 'ж'"),
    ("people_born", "UPDATE people SET born = '1990'"),
    ("people_teaching_since", "UPDATE people SET teaching_since = '2012-09-31'"),
    ("people_life", "UPDATE people SET teaching_since = '1990-05-12' WHERE id = 1"),
    ("people_teaching_spread", "UPDATE people SET teaching_since = '2012-09-01', teaching_spread = 0 WHERE id = 1"),
    ("former_names_name", "UPDATE former_names SET name = ''"),
    ("former_names_until", "UPDATE former_names SET until = '31.07.2012'"),
    (
        "former_names.person_id, former_names.until",
        "INSERT INTO former_names (person_id, name, key, until) VALUES (1, 'Рощина Анна', 'рощина анна', '2012-07-31')",
    ),
    ("posts_title", "UPDATE posts SET title = ''"),
    ("posts.key", "UPDATE posts SET key = 'повар' WHERE id = 1"),
    ("posts_pedagogical", "UPDATE posts SET pedagogical = 2"),
    ("employments_number_text", "UPDATE employments SET number = '' WHERE id = 1"),
    ("employments_hired", "UPDATE employments SET hired = '2015-09' WHERE id = 1"),
    ("employments_dismissed", "UPDATE employments SET dismissed = 'скоро'"),
    ("employments_main", "UPDATE employments SET main = 2"),
    ("employments_pedagogical", "UPDATE employments SET pedagogical = -1"),
    ("employments_period", "UPDATE employments SET dismissed = '2015-08-31'"),
    (
        "employments.org_id, employments.number, employments.person_id, employments.hired",
        "INSERT INTO employments (person_id, org_id, number, post_id, hired, main) VALUES (1, 1, '7', 2, '2015-09-01', 0)",
    ),
    (
        "employments.person_id, employments.org_id, employments.post_id, employments.hired",
        "INSERT INTO employments (person_id, org_id, post_id, hired, main) VALUES (2, 1, 1, '2015-09-01', 0)",
    ),
    ("group_kinds_title", "UPDATE group_kinds SET title = ''"),
    ("group_kinds.key", "UPDATE group_kinds SET key = 'клуб' WHERE id = 1"),
    ("group_kinds_community", "UPDATE group_kinds SET community = 2"),
    ("groups_code", "UPDATE groups SET code = ''"),
    ("groups.code_key", "UPDATE groups SET code_key = 'б' WHERE id = 1"),
    ("groups_title", "UPDATE groups SET title = ''"),
    ("groups_network", "UPDATE groups SET network = 2"),
    ("members_joined", "UPDATE members SET joined = '2021-02-29'"),
    ("members_ended", "UPDATE members SET ended = '31.12.2022'"),
    ("members_one", "UPDATE members SET org_id = 1 WHERE id = 1"),
    ("members_period", "UPDATE members SET ended = '2021-08-31'"),
    ("members.group_id, members.person_id", "INSERT INTO members (group_id, person_id) VALUES (1, 1)"),
    ("members.group_id, members.org_id", "INSERT INTO members (group_id, org_id) VALUES (1, 1)"),
    ("mentors_category", "UPDATE mentors SET category = 'friend'"),
    ("mentors_capacity", "UPDATE mentors SET capacity = 0"),
    ("mentors_registered", "UPDATE mentors SET registered = '2021-09-01 00:00'"),
    ("mentors_retired", "UPDATE mentors SET retired = ''"),
    ("mentors_period", "UPDATE mentors SET retired = '2021-08-31'"),
    ("mentors.person_id", "INSERT INTO mentors (person_id, category, registered) VALUES (1, 'teacher', '2022-09-01')"),
    ("forms_title", "UPDATE forms SET title = ''"),
    ("forms_mentor_outside", "UPDATE forms SET mentor_outside = 2"),
    ("forms_mentee_outside", "UPDATE forms SET mentee_outside = 2"),
    ("form_wordings.key", "INSERT INTO form_wordings (key, form_id) VALUES ('педагог-педагог', 2)"),
    ("pairs_number", "UPDATE pairs SET number = ''"),
    ("pairs.number_key", "UPDATE pairs SET number_key = 'б' WHERE id = 1"),
    ("pairs_model", "UPDATE pairs SET model = 'friends'"),
    ("pairs_kind", "UPDATE pairs SET kind = 'slow'"),
    ("pairs_order_number", "UPDATE pairs SET order_number = ''"),
    ("pairs_order_dated", "UPDATE pairs SET order_dated = '31.08.2021'"),
    ("pairs_mentor_consent", "UPDATE pairs SET mentor_consent = '2021'"),
    ("pairs_started", "UPDATE pairs SET started = '2021-09-31'"),
    ("pairs_ended", "UPDATE pairs SET ended = 'скоро'"),
    ("pairs_period", "UPDATE pairs SET ended = '2021-08-31'"),
    ("pairs_end_reason", "UPDATE pairs SET end_reason = 'увольнение'"),
    ("mentees_consent", "UPDATE mentees SET consent = '2021-08'"),
    ("mentees.pair_id, mentees.person_id", "INSERT INTO mentees (pair_id, person_id) VALUES (1, 2)"),
    ("mentees_self", "INSERT INTO mentees (pair_id, person_id) VALUES (1, 1)"),
    ("programs_number", "UPDATE programs SET number = ''"),
    ("programs.number_key", "UPDATE programs SET number_key = 'б' WHERE id = 1"),
    ("programs_approved", "UPDATE programs SET approved = 'да'"),
    ("programs_starts", "UPDATE programs SET starts = '2021-09'"),
    ("programs_finishes", "UPDATE programs SET finishes = '31.05.2022'"),
    ("programs_length_reason", "UPDATE programs SET length_reason = ''"),
    ("programs_ended", "UPDATE programs SET ended = 'да', outcome = 'completed'"),
    ("programs_outcome", "UPDATE programs SET ended = '2022-05-31', outcome = 'lost'"),
    ("programs_period", "UPDATE programs SET finishes = '2021-08-31'"),
    ("programs_end", "UPDATE programs SET outcome = NULL"),
    (
        "program_people.program_id, program_people.person_id",
        "INSERT INTO program_people (program_id, person_id) VALUES (1, 2)",
    ),
    (
        "program_pairs.program_id, program_pairs.pair_id",
        "INSERT INTO program_pairs (program_id, pair_id) VALUES (1, 1)",
    ),
    ("answers_role", "UPDATE answers SET role = 'friend'"),
    ("answers_dated", "UPDATE answers SET dated = '20.05.2022'"),
    ("answers_score", "UPDATE answers SET score = 11"),
    ("answers_stage", "UPDATE answers SET stage = 'middle'"),
    (
        "answers.pair_id, answers.role, answers.person_id, answers.dated",
        "INSERT INTO answers (pair_id, role, person_id, dated, score) VALUES (1, 'mentee', 2, '2022-05-20', 3)",
    ),
    ("consents_given", "UPDATE consents SET given = '01.09.2021'"),
    ("consents_withdrawn", "UPDATE consents SET withdrawn = '2021-9-2'"),
    ("consents_period", "UPDATE consents SET withdrawn = '2021-08-31'"),
    ("consents.person_id", "INSERT INTO consents (person_id, given) VALUES (1, '2022-09-01')"),
    ("erasures_dated", "UPDATE erasures SET dated = '2024'"),
    ("erasures_basis", "UPDATE erasures SET basis = ''"),
    ("erasures.person_id", "INSERT INTO erasures (person_id, dated) VALUES (2, '2024-09-02')"),
    ("settings_name", "UPDATE settings SET name = '' WHERE id = 1"),
    ("settings_value", "UPDATE settings SET value = -1"),
    ("settings.name", "UPDATE settings SET name = 'backup_share'"),
    ("schedules_period", "UPDATE schedules SET period = ''"),
    ("schedules_folder", "UPDATE schedules SET folder = ''"),
    ("schedules_format", "UPDATE schedules SET format = ''"),
    ("schedules_codes", "UPDATE schedules SET codes = ''"),
    ("schedules_regulation", "UPDATE schedules SET regulation = ''"),
    ("schedules_breakdown", "UPDATE schedules SET breakdown = ''"),
    ("schedules_since", "UPDATE schedules SET since = '2024-06-31'"),
    ("schedules_removed", "UPDATE schedules SET removed = '2024-06-31'"),
    (
        "schedules_key",
        "INSERT INTO schedules (period, folder, format, since) VALUES ('half-year', 'exports', 'csv', '2025-01-01')",
    ),
    ("runs_ends", "UPDATE runs SET ends = 'H1'"),
    ("runs_made", "UPDATE runs SET made = 'H1'"),
    ("runs_below", "UPDATE runs SET below = -1"),
    ("runs.schedule_id, runs.ends", "UPDATE runs SET ends = '2024-06-30'"),
    (
        "entries_made",
        "INSERT INTO entries (made, command, added, changed, removed, version) VALUES ('2024-06-15', 'org add', 0, 0, 0, 3)",
    ),
    (
        "entries_command",
        "INSERT INTO entries (made, command, added, changed, removed, version) VALUES ('2024-06-15 10:00:00', '', 0, 0, 0, 3)",
    ),
    (
        "entries_source",
        "INSERT INTO entries (made, command, added, changed, removed, version, source) VALUES ('2024-06-15 10:00:00', 'org add', 0, 0, 0, 3, '')",
    ),
    (
        "entries_reason",
        "INSERT INTO entries (made, command, added, changed, removed, version, reason) VALUES ('2024-06-15 10:00:00', 'org add', 0, 0, 0, 3, '')",
    ),
    (
        "entries_added",
        "INSERT INTO entries (made, command, added, changed, removed, version) VALUES ('2024-06-15 10:00:00', 'org add', -1, 0, 0, 3)",
    ),
    (
        "entries_changed",
        "INSERT INTO entries (made, command, added, changed, removed, version) VALUES ('2024-06-15 10:00:00', 'org add', 0, -1, 0, 3)",
    ),
    (
        "entries_removed",
        "INSERT INTO entries (made, command, added, changed, removed, version) VALUES ('2024-06-15 10:00:00', 'org add', 0, 0, -1, 3)",
    ),
    (
        "entries_undoes",
        "INSERT INTO entries (made, command, added, changed, removed, version, id, undoes) VALUES ('2024-06-15 10:00:00', 'org add', 0, 0, 0, 3, 7, 7)",
    ),
    (
        "entries_prunes",
        "INSERT INTO entries (made, command, added, changed, removed, version, prunes) VALUES ('2024-06-15 10:00:00', 'org add', 0, 0, 0, 3, '2024')",
    ),
    ("entries_kept", "DELETE FROM entries"),
    ("changes_relation", "INSERT INTO changes (entry_id, relation, row_id, last_id) VALUES (1, '', 1, 1)"),
    (
        "changes_range",
        "INSERT INTO changes (entry_id, relation, row_id, last_id, field) VALUES (1, 'orgs', 1, 2, 'inn')",
    ),
    ("replies_question", "UPDATE replies SET question = ''"),
    (
        "replies.answer_id, replies.question",
        "INSERT INTO replies (answer_id, question, reply) VALUES (1, 'Что помогло?', 'Ничего')",
    ),
];

/// Rules that a second way of breaking them must meet too: a trigger's other statement, a range's other edge.
pub const BROKEN_OTHERWISE: &[(&str, &str)] = &[
    ("people_teaching_spread", "UPDATE people SET teaching_spread = 12 WHERE id = 1"),
    ("mentees_self", "UPDATE pairs SET mentor_id = 2 WHERE id = 1"),
    ("answers_score", "UPDATE answers SET score = -1"),
    ("programs_end", "UPDATE programs SET ended = NULL"),
    ("pairs_end_reason", "UPDATE pairs SET end_reason = ''"),
];
