-- From version 4 to 5: numbers are never given twice; the journal knows which ones were.

-- alters: changes
CREATE TABLE old_numbers AS SELECT relation, max(last_id) AS last FROM changes GROUP BY relation;
