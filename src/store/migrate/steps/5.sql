-- From version 4 to 5: what is dated stays dated.

-- alters: orgs
ALTER TABLE orgs ADD COLUMN parent_id INTEGER CONSTRAINT orgs_parent REFERENCES orgs
    CONSTRAINT orgs_branch_inn CHECK (parent_id IS NULL OR inn IS NULL);
ALTER TABLE orgs ADD COLUMN successor_id INTEGER CONSTRAINT orgs_successor REFERENCES orgs
    CONSTRAINT orgs_succeeded CHECK (successor_id IS NULL OR closed IS NOT NULL AND successor_id <> id);
ALTER TABLE orgs ADD COLUMN since TEXT CONSTRAINT orgs_since CHECK (since IS date(since));

-- alters: groups
ALTER TABLE groups ADD COLUMN since TEXT CONSTRAINT groups_since CHECK (since IS date(since));
