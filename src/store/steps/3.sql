-- From version 2 to 3: every table has an `id`; the journal, consents and erasures, schedules. schema.sql tells them.

DROP INDEX program_people_by_person;
DROP INDEX program_pairs_by_pair;

ALTER TABLE monitoring_dates RENAME TO former_monitoring_dates;
CREATE TABLE monitoring_dates (
    id          INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL CONSTRAINT monitoring_dates_document REFERENCES documents ON DELETE CASCADE,
    due         TEXT NOT NULL CONSTRAINT monitoring_dates_due CHECK (due IS date(due))
) STRICT;
INSERT INTO monitoring_dates (document_id, due) SELECT document_id, due FROM former_monitoring_dates ORDER BY document_id, due;
DROP TABLE former_monitoring_dates;
CREATE UNIQUE INDEX monitoring_dates_key ON monitoring_dates (document_id, due);

ALTER TABLE form_wordings RENAME TO former_form_wordings;
CREATE TABLE form_wordings (
    id      INTEGER PRIMARY KEY,
    key     TEXT NOT NULL CONSTRAINT form_wordings_key UNIQUE,
    form_id INTEGER NOT NULL CONSTRAINT form_wordings_form REFERENCES forms
) STRICT;
INSERT INTO form_wordings (key, form_id) SELECT key, form_id FROM former_form_wordings ORDER BY key, form_id;
DROP TABLE former_form_wordings;

ALTER TABLE program_people RENAME TO former_program_people;
CREATE TABLE program_people (
    id         INTEGER PRIMARY KEY,
    program_id INTEGER NOT NULL CONSTRAINT program_people_program REFERENCES programs,
    person_id  INTEGER NOT NULL CONSTRAINT program_people_person REFERENCES people
) STRICT;
INSERT INTO program_people (program_id, person_id) SELECT program_id, person_id FROM former_program_people ORDER BY program_id, person_id;
DROP TABLE former_program_people;
CREATE UNIQUE INDEX program_people_key ON program_people (program_id, person_id);
CREATE INDEX program_people_by_person ON program_people (person_id, program_id);

ALTER TABLE program_pairs RENAME TO former_program_pairs;
CREATE TABLE program_pairs (
    id         INTEGER PRIMARY KEY,
    program_id INTEGER NOT NULL CONSTRAINT program_pairs_program REFERENCES programs,
    pair_id    INTEGER NOT NULL CONSTRAINT program_pairs_pair REFERENCES pairs
) STRICT;
INSERT INTO program_pairs (program_id, pair_id) SELECT program_id, pair_id FROM former_program_pairs ORDER BY program_id, pair_id;
DROP TABLE former_program_pairs;
CREATE UNIQUE INDEX program_pairs_key ON program_pairs (program_id, pair_id);
CREATE INDEX program_pairs_by_pair ON program_pairs (pair_id, program_id);

ALTER TABLE replies RENAME TO former_replies;
CREATE TABLE replies (
    id        INTEGER PRIMARY KEY,
    answer_id INTEGER NOT NULL CONSTRAINT replies_answer REFERENCES answers,
    question  TEXT NOT NULL CONSTRAINT replies_question CHECK (question <> ''),
    reply     TEXT NOT NULL
) STRICT;
INSERT INTO replies (answer_id, question, reply) SELECT answer_id, question, reply FROM former_replies ORDER BY answer_id, question, reply;
DROP TABLE former_replies;
CREATE UNIQUE INDEX replies_key ON replies (answer_id, question);

CREATE TABLE consents (
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL CONSTRAINT consents_person_ref REFERENCES people,
    given     TEXT NOT NULL CONSTRAINT consents_given CHECK (given IS date(given)),
    withdrawn TEXT CONSTRAINT consents_withdrawn CHECK (withdrawn IS date(withdrawn)),
    CONSTRAINT consents_period CHECK (withdrawn >= given)
) STRICT;
CREATE UNIQUE INDEX consents_open ON consents (person_id) WHERE withdrawn IS NULL;
CREATE INDEX consents_by_person ON consents (person_id);

CREATE TABLE erasures (
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL CONSTRAINT erasures_person_ref REFERENCES people,
    dated     TEXT NOT NULL CONSTRAINT erasures_dated CHECK (dated IS date(dated)),
    basis     TEXT CONSTRAINT erasures_basis CHECK (basis <> '')
) STRICT;
CREATE UNIQUE INDEX erasures_person ON erasures (person_id);

CREATE TABLE settings (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL CONSTRAINT settings_name CHECK (name <> ''),
    value INTEGER NOT NULL CONSTRAINT settings_value CHECK (value >= 0)
) STRICT;
CREATE UNIQUE INDEX settings_key ON settings (name);

CREATE TABLE schedules (
    id         INTEGER PRIMARY KEY,
    period     TEXT NOT NULL CONSTRAINT schedules_period CHECK (period IN
                   ('month', 'quarter', 'half-year', 'year', 'school-year')),
    folder     TEXT NOT NULL CONSTRAINT schedules_folder CHECK (folder <> ''),    -- from the root of the disk
    format     TEXT NOT NULL CONSTRAINT schedules_format CHECK (format IN ('csv', 'excel', 'json')),
    codes      TEXT CONSTRAINT schedules_codes CHECK (codes <> ''),               -- parted by spaces; NULL: all
    regulation TEXT CONSTRAINT schedules_regulation CHECK (regulation <> ''),
    breakdown  TEXT CONSTRAINT schedules_breakdown CHECK (breakdown IN ('org', 'kind', 'municipality')),
    since      TEXT NOT NULL CONSTRAINT schedules_since CHECK (since IS date(since)),  -- no period that ended before it
    removed    TEXT CONSTRAINT schedules_removed CHECK (removed IS date(removed))
) STRICT;
CREATE UNIQUE INDEX schedules_key
    ON schedules (period, folder, format, ifnull(codes, ''), ifnull(regulation, ''), ifnull(breakdown, ''))
    WHERE removed IS NULL;

CREATE TABLE runs (
    id          INTEGER PRIMARY KEY,
    schedule_id INTEGER NOT NULL CONSTRAINT runs_schedule REFERENCES schedules ON DELETE CASCADE,
    ends        TEXT NOT NULL CONSTRAINT runs_ends CHECK (ends IS date(ends)),    -- the last day of the period
    made        TEXT NOT NULL CONSTRAINT runs_made CHECK (made IS date(made)),
    below       INTEGER NOT NULL CONSTRAINT runs_below CHECK (below >= 0)         -- figures that missed their target
) STRICT;
CREATE UNIQUE INDEX runs_key ON runs (schedule_id, ends);

CREATE TABLE entries (
    id      INTEGER PRIMARY KEY,
    made    TEXT NOT NULL CONSTRAINT entries_made CHECK (made IS datetime(made)),   -- by the clock on the wall
    command TEXT NOT NULL CONSTRAINT entries_command CHECK (command <> ''),
    source  TEXT CONSTRAINT entries_source CHECK (source <> ''),                    -- the names of the files imported
    reason  TEXT CONSTRAINT entries_reason CHECK (reason <> ''),
    added   INTEGER NOT NULL CONSTRAINT entries_added CHECK (added >= 0),           -- rows
    changed INTEGER NOT NULL CONSTRAINT entries_changed CHECK (changed >= 0),
    removed INTEGER NOT NULL CONSTRAINT entries_removed CHECK (removed >= 0),
    undoes  INTEGER CONSTRAINT entries_undoes CHECK (undoes < id),                  -- an entry, perhaps a pruned one
    prunes  TEXT CONSTRAINT entries_prunes CHECK (prunes IS date(prunes)),          -- whatever was made before this day
    version INTEGER NOT NULL                                                        -- of the schema
) STRICT;

CREATE TABLE changes (
    id       INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL CONSTRAINT changes_entry REFERENCES entries DEFERRABLE INITIALLY DEFERRED,
    relation TEXT NOT NULL CONSTRAINT changes_relation CHECK (relation <> ''),
    row_id   INTEGER NOT NULL,
    last_id  INTEGER NOT NULL,
    field    TEXT,
    old      ANY,
    new      ANY,
    CONSTRAINT changes_range CHECK (last_id = row_id OR (last_id > row_id AND field IS NULL AND old IS NULL))
) STRICT;
CREATE INDEX changes_by_entry ON changes (entry_id, relation, row_id);

CREATE TRIGGER entries_kept BEFORE DELETE ON entries
WHEN NOT EXISTS (SELECT 1 FROM entries WHERE prunes > OLD.made)
BEGIN SELECT RAISE(ABORT, 'entries_kept'); END;
CREATE TRIGGER entries_settled BEFORE UPDATE OF id, made, command, added, changed, removed, undoes, prunes, version ON entries
BEGIN SELECT RAISE(ABORT, 'entries_kept'); END;
CREATE TRIGGER changes_kept BEFORE DELETE ON changes
WHEN EXISTS (SELECT 1 FROM entries e WHERE e.id = OLD.entry_id
             AND NOT EXISTS (SELECT 1 FROM entries p WHERE p.prunes > e.made))
BEGIN SELECT RAISE(ABORT, 'entries_kept'); END;
CREATE TRIGGER changes_settled BEFORE UPDATE OF id, entry_id, relation, row_id, last_id, field ON changes
BEGIN SELECT RAISE(ABORT, 'entries_kept'); END;
CREATE TRIGGER changes_redacted BEFORE UPDATE OF old, new ON changes
WHEN NEW.new IS NOT NULL OR NEW.old <> '{}'
BEGIN SELECT RAISE(ABORT, 'entries_kept'); END;
