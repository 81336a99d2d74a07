-- From version 4 to 5: papers have a term of their own and may be repealed; a council of mentors is a mentoring community.

-- alters: documents
ALTER TABLE documents ADD COLUMN valid_until TEXT
    CONSTRAINT documents_valid_until CHECK (valid_until IS date(valid_until))
    CONSTRAINT documents_term CHECK (valid_until >= dated);
ALTER TABLE documents ADD COLUMN repealed TEXT
    CONSTRAINT documents_repealed CHECK (repealed IS date(repealed))
    CONSTRAINT documents_repeal CHECK (repealed >= dated);

-- alters: group_kinds
UPDATE group_kinds SET community = 1 WHERE key = 'совет наставников';
