-- From version 6 to 7.

-- Courses and seminars have a level: kuzbass app. 3 item 7.
-- alters: tasks
ALTER TABLE tasks ADD COLUMN level TEXT
    CONSTRAINT tasks_level CHECK (level IN ('school', 'municipal', 'regional', 'federal'));
