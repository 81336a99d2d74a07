-- From version 4 to 5: numbers are never given twice; the journal knows which ones were.

-- alters: changes
CREATE TABLE old_numbers AS SELECT relation, max(last_id) AS last FROM changes GROUP BY relation;

-- alters: district
ALTER TABLE district ADD COLUMN known_since TEXT CONSTRAINT district_known_since CHECK (known_since IS date(known_since));
