-- From version 5 to 6. The papers and the life of a pair, what a program is made of, and who needs a mentor.

-- An export by schedule may be a workbook, a document or a page. What refers to schedules is put aside first.
-- alters: runs
CREATE TABLE old_runs AS SELECT * FROM runs;
DROP TABLE runs;

-- alters: schedules
CREATE TABLE old_schedules AS SELECT * FROM schedules;
DROP TABLE schedules;

-- alters: pairs
ALTER TABLE pairs ADD COLUMN mentor_consent_withdrawn TEXT
    CONSTRAINT pairs_mentor_withdrawn CHECK (mentor_consent_withdrawn IS date(mentor_consent_withdrawn))
    CONSTRAINT pairs_mentor_withdrawal CHECK (mentor_consent_withdrawn IS NULL OR mentor_consent IS NOT NULL)
    CONSTRAINT pairs_mentor_consented CHECK (mentor_consent_withdrawn >= mentor_consent);
ALTER TABLE pairs ADD COLUMN ending TEXT
    CONSTRAINT pairs_ending CHECK (ending IN ('completed', 'mentor_left', 'mentee_left', 'wish', 'notice', 'replaced'))
    CONSTRAINT pairs_ending_dated CHECK (ending IS NULL OR ended IS NOT NULL);
ALTER TABLE pairs ADD COLUMN notified TEXT CONSTRAINT pairs_notified CHECK (notified IS date(notified))
    CONSTRAINT pairs_notice CHECK (ifnull(ending, '') = 'notice' OR notified IS NULL)
    CONSTRAINT pairs_notice_dated CHECK (ifnull(ending, '') <> 'notice' OR notified IS NOT NULL)
    CONSTRAINT pairs_notice_term CHECK (notified < ended);

-- alters: mentees
ALTER TABLE mentees ADD COLUMN consent_withdrawn TEXT
    CONSTRAINT mentees_withdrawn CHECK (consent_withdrawn IS date(consent_withdrawn))
    CONSTRAINT mentees_withdrawal CHECK (consent_withdrawn IS NULL OR consent IS NOT NULL)
    CONSTRAINT mentees_consented CHECK (consent_withdrawn >= consent);

-- alters: mentors
ALTER TABLE mentors ADD COLUMN phone TEXT CONSTRAINT mentors_phone CHECK (phone <> '');
ALTER TABLE mentors ADD COLUMN email TEXT CONSTRAINT mentors_email CHECK (email LIKE '%_@_%');
ALTER TABLE mentors ADD COLUMN qualification TEXT CONSTRAINT mentors_qualification CHECK (qualification IN
    ('highest', 'first', 'mentor', 'methodist', 'compliance'));
ALTER TABLE mentors ADD COLUMN qualified TEXT CONSTRAINT mentors_qualified CHECK (qualified IS date(qualified))
    CONSTRAINT mentors_qualified_as CHECK (qualified IS NULL OR qualification IS NOT NULL);
ALTER TABLE mentors ADD COLUMN competences TEXT CONSTRAINT mentors_competences CHECK (competences <> '');
ALTER TABLE mentors ADD COLUMN achievements TEXT CONSTRAINT mentors_achievements CHECK (achievements <> '');

-- alters: mentees
ALTER TABLE mentees ADD COLUMN request TEXT CONSTRAINT mentees_request CHECK (request <> '');

-- alters: programs
ALTER TABLE programs ADD COLUMN approval_number TEXT CONSTRAINT programs_approval_number CHECK (approval_number <> '')
    CONSTRAINT programs_approval CHECK (approval_number IS NULL OR approved IS NOT NULL);
ALTER TABLE programs ADD COLUMN directions TEXT;
ALTER TABLE programs ADD COLUMN goals TEXT;
ALTER TABLE programs ADD COLUMN resources TEXT;
ALTER TABLE programs ADD COLUMN strengths TEXT;
ALTER TABLE programs ADD COLUMN reflected TEXT CONSTRAINT programs_reflected CHECK (reflected IS date(reflected))
    CONSTRAINT programs_reflexion CHECK (reflected >= starts);
ALTER TABLE programs ADD COLUMN reported TEXT CONSTRAINT programs_reported CHECK (reported IS date(reported))
    CONSTRAINT programs_report CHECK (reported >= starts);
