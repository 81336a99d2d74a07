-- From version 5 to 6. The papers and the life of a pair, what a program is made of, and who needs a mentor.

-- An export by schedule may be a workbook, a document or a page. What refers to schedules is put aside first.
-- alters: runs
CREATE TABLE old_runs AS SELECT * FROM runs;
DROP TABLE runs;

-- alters: schedules
CREATE TABLE old_schedules AS SELECT * FROM schedules;
DROP TABLE schedules;
