-- From version 2 to 3: every table has an `id`, the key of its rows in place of several columns.

-- alters: monitoring_dates
ALTER TABLE monitoring_dates ADD COLUMN id INTEGER;
ALTER TABLE monitoring_dates RENAME TO old_monitoring_dates;

-- alters: form_wordings
ALTER TABLE form_wordings ADD COLUMN id INTEGER;
ALTER TABLE form_wordings RENAME TO old_form_wordings;

-- alters: program_people
ALTER TABLE program_people ADD COLUMN id INTEGER;
ALTER TABLE program_people RENAME TO old_program_people;

-- alters: program_pairs
ALTER TABLE program_pairs ADD COLUMN id INTEGER;
ALTER TABLE program_pairs RENAME TO old_program_pairs;

-- alters: replies
ALTER TABLE replies ADD COLUMN id INTEGER;
ALTER TABLE replies RENAME TO old_replies;
