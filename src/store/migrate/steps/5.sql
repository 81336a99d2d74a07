-- From version 4 to 5. What is dated stays dated, the names and kinds of organisations, «Сетевая» of groups, the mentees of a pair
-- and the links of programs. A pair has its organisation and its term, and what was stored as its end stays its actual end. Numbers
-- are never given twice, and the journal knows which ones were. Papers have a term and may be repealed. A council of mentors is a
-- mentoring community. A mentor may be a student.

-- alters: orgs
ALTER TABLE orgs ADD COLUMN parent_id INTEGER CONSTRAINT orgs_parent REFERENCES orgs
    CONSTRAINT orgs_branch_inn CHECK (parent_id IS NULL OR inn IS NULL);
ALTER TABLE orgs ADD COLUMN successor_id INTEGER CONSTRAINT orgs_successor REFERENCES orgs
    CONSTRAINT orgs_succeeded CHECK (successor_id IS NULL OR closed IS NOT NULL AND successor_id <> id);
ALTER TABLE orgs ADD COLUMN since TEXT CONSTRAINT orgs_since CHECK (since IS date(since));

-- alters: groups
ALTER TABLE groups ADD COLUMN since TEXT CONSTRAINT groups_since CHECK (since IS date(since));

-- alters: pairs
ALTER TABLE pairs ADD COLUMN org_id INTEGER CONSTRAINT pairs_org_ref REFERENCES orgs;
ALTER TABLE pairs ADD COLUMN planned_end TEXT CONSTRAINT pairs_planned_end CHECK (planned_end IS date(planned_end))
    CONSTRAINT pairs_term CHECK (planned_end >= started);

-- alters: mentees
DROP INDEX mentees_key;
ALTER TABLE mentees ADD COLUMN joined TEXT CONSTRAINT mentees_joined CHECK (joined IS date(joined));
ALTER TABLE mentees ADD COLUMN order_number TEXT CONSTRAINT mentees_order_number CHECK (order_number <> '');
ALTER TABLE mentees ADD COLUMN order_dated TEXT CONSTRAINT mentees_order_dated CHECK (order_dated IS date(order_dated));
ALTER TABLE mentees ADD COLUMN ended TEXT CONSTRAINT mentees_ended CHECK (ended IS date(ended))
    CONSTRAINT mentees_period CHECK (ended >= joined);
ALTER TABLE mentees ADD COLUMN end_reason TEXT CONSTRAINT mentees_end_reason CHECK (end_reason IS NULL OR ended IS NOT NULL);

-- alters: program_pairs
ALTER TABLE program_pairs ADD COLUMN since TEXT CONSTRAINT program_pairs_since CHECK (since IS date(since));
ALTER TABLE program_pairs ADD COLUMN until TEXT CONSTRAINT program_pairs_until CHECK (until IS date(until))
    CONSTRAINT program_pairs_period CHECK (until >= since);

-- alters: changes
CREATE TABLE old_numbers AS SELECT relation, max(last_id) AS last FROM changes GROUP BY relation;

-- alters: district
ALTER TABLE district ADD COLUMN known_since TEXT CONSTRAINT district_known_since CHECK (known_since IS date(known_since));

-- alters: documents
ALTER TABLE documents ADD COLUMN valid_until TEXT
    CONSTRAINT documents_valid_until CHECK (valid_until IS date(valid_until))
    CONSTRAINT documents_term CHECK (valid_until >= dated);
ALTER TABLE documents ADD COLUMN repealed TEXT
    CONSTRAINT documents_repealed CHECK (repealed IS date(repealed))
    CONSTRAINT documents_repeal CHECK (repealed >= dated);

-- alters: group_kinds
UPDATE group_kinds SET community = 1 WHERE key = 'совет наставников';

-- alters: mentors
ALTER TABLE mentors RENAME TO old_mentors;
