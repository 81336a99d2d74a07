-- From version 1 to 2: a start of work that is known by the tenure only.

-- alters: people
ALTER TABLE people ADD COLUMN teaching_spread INTEGER CONSTRAINT people_teaching_spread
    CHECK (teaching_spread IS NULL OR (teaching_spread > 0 AND teaching_since IS NOT NULL));
DROP INDEX people_by_born;
DROP INDEX people_by_start;
