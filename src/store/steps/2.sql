-- From version 1 to 2: a start of work that is known by the tenure only, and former surnames. schema.sql tells them.

ALTER TABLE people ADD COLUMN teaching_spread INTEGER CONSTRAINT people_teaching_spread
    CHECK (teaching_spread IS NULL OR (teaching_spread > 0 AND teaching_since IS NOT NULL));
DROP INDEX people_by_born;
DROP INDEX people_by_start;
CREATE INDEX people_by_birth ON people (born, teaching_since, teaching_spread);

CREATE TABLE former_names (
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL CONSTRAINT former_names_person_ref REFERENCES people,
    name      TEXT NOT NULL CONSTRAINT former_names_name CHECK (name <> ''),
    key       TEXT NOT NULL,
    until     TEXT NOT NULL CONSTRAINT former_names_until CHECK (until IS date(until))
) STRICT;
CREATE UNIQUE INDEX former_names_by_person ON former_names (person_id, until);
CREATE INDEX former_names_key ON former_names (key);
