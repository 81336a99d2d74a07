-- The domain of nastavnik. One file is one district, a region or the country; this is the first page to read.
--
-- House rules:
--   * Every table is STRICT. A day is ISO text that SQLite itself reads back (`x IS date(x)`).
--   * A fact is a dated period or a document, never a flag overwritten in place. The end of a period (dismissed, ended,
--     retired, closed) is the last day on which the fact holds; NULL is "still".
--   * Every table has an `id`: the journal names rows by it.
--   * Every constraint has a name. A rule has its sentence beside it, the words in which people are refused (behind
--     `says:`), and a test that violates it. A table that came later tells the version of the schema (behind `since:`).
--   * `key` beside a name is its search key, computed by the program: small letters, ё as е, single spaces.
--   * Stored objects speak the SQL of SQLite 3.37 and nothing custom, so that stock tools open the file.
--   * Shares are stored nowhere: they are computed from these rows (src/indicator/).
--
-- In this order: organisations and how they introduce mentoring; people, their consent and their work; groups; mentors;
-- who needs one; pairs; programs; reviews; surveys; settings and scheduled exports; the journal; views, which say what the law counts.

-- ---------------------------------------------------------------------------------------------------- organisations

CREATE TABLE municipalities (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL CONSTRAINT municipalities_name CHECK (name <> ''),  -- says: название муниципалитета пусто
    key  TEXT NOT NULL CONSTRAINT municipalities_key UNIQUE                -- says: муниципалитет с таким названием уже есть
) STRICT;

-- Whose file this is: one row. An organisation that names no municipality belongs to this one.
-- From `known_since` on the registers answer; NULL: from the day of the first import of staff. Whoever left earlier isn't known.
CREATE TABLE district (
    id              INTEGER PRIMARY KEY CONSTRAINT district_single CHECK (id = 1),  -- says: район у базы один
    municipality_id INTEGER NOT NULL CONSTRAINT district_municipality REFERENCES municipalities,
    known_since     TEXT CONSTRAINT district_known_since CHECK (known_since IS date(known_since))
                    -- says: первый день сведений — не день календаря
) STRICT;

-- A branch bears its parent's ИНН. What it is called and what kind it is holds from the day `since` (NULL is "from the
-- first"): what was before stands in `former_orgs`.
CREATE TABLE orgs (
    id              INTEGER PRIMARY KEY,
    inn             TEXT CONSTRAINT orgs_inn_digits CHECK (length(inn) IN (10, 12) AND inn NOT GLOB '*[^0-9]*'),
                    -- says: ИНН состоит из 10 или 12 цифр
    name            TEXT NOT NULL CONSTRAINT orgs_name CHECK (name <> ''),  -- says: наименование организации пусто
    key             TEXT NOT NULL,
    short_name      TEXT,
    short_key       TEXT,
    kind            TEXT NOT NULL CONSTRAINT orgs_kind CHECK (kind IN
                        ('general', 'additional', 'preschool', 'vocational', 'authority', 'enterprise', 'university', 'other')),
                    -- says: такого вида организации нет
    municipality_id INTEGER NOT NULL CONSTRAINT orgs_municipality REFERENCES municipalities,
    address         TEXT,
    head            TEXT,
    site            TEXT,
    opened          TEXT CONSTRAINT orgs_opened CHECK (opened IS date(opened)),
                    -- says: дата открытия организации — не день календаря
    closed          TEXT CONSTRAINT orgs_closed CHECK (closed IS date(closed)),
                    -- says: дата закрытия организации — не день календаря
    parent_id       INTEGER CONSTRAINT orgs_parent REFERENCES orgs
                    CONSTRAINT orgs_branch_inn CHECK (parent_id IS NULL OR inn IS NULL),
                    -- says: у филиала нет своего ИНН: он носит ИНН головной организации
    successor_id    INTEGER CONSTRAINT orgs_successor REFERENCES orgs
                    CONSTRAINT orgs_succeeded CHECK (successor_id IS NULL OR closed IS NOT NULL AND successor_id <> id),
                    -- says: преемник бывает только у закрытой организации, и это другая организация
    since           TEXT CONSTRAINT orgs_since CHECK (since IS date(since)),
                    -- says: первый день нынешних сведений об организации — не день календаря
    CONSTRAINT orgs_period CHECK (closed >= opened)                         -- says: организация закрыта раньше, чем открыта
) STRICT;
CREATE UNIQUE INDEX orgs_inn ON orgs (inn);  -- says: организация с таким ИНН уже есть
CREATE UNIQUE INDEX orgs_key ON orgs (key, municipality_id);
    -- says: организация с таким наименованием в этом муниципалитете уже есть
CREATE INDEX orgs_short_key ON orgs (short_key);
CREATE INDEX orgs_by_parent ON orgs (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX orgs_by_successor ON orgs (successor_id) WHERE successor_id IS NOT NULL;

CREATE TRIGGER orgs_branch BEFORE UPDATE OF parent_id ON orgs
WHEN NEW.parent_id IN (SELECT NEW.id UNION ALL SELECT id FROM orgs WHERE parent_id IS NOT NULL)
  OR NEW.parent_id IS NOT NULL AND EXISTS (SELECT 1 FROM orgs WHERE parent_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'orgs_branch'); END;  -- says: головная организация сама не бывает филиалом
CREATE TRIGGER orgs_branch_entered BEFORE INSERT ON orgs
WHEN EXISTS (SELECT 1 FROM orgs WHERE id = NEW.parent_id AND parent_id IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'orgs_branch'); END;

-- What an organisation was up to the day `until`, that day included, where an event changed its name or its kind; of the
-- first NULL in `since` is "from the first".
CREATE TABLE former_orgs (  -- since: 5
    id         INTEGER PRIMARY KEY,
    org_id     INTEGER NOT NULL CONSTRAINT former_orgs_org REFERENCES orgs,
    name       TEXT NOT NULL CONSTRAINT former_orgs_name CHECK (name <> ''),  -- says: прежнее наименование организации пусто
    key        TEXT NOT NULL,
    short_name TEXT,
    short_key  TEXT,
    kind       TEXT NOT NULL CONSTRAINT former_orgs_kind CHECK (kind IN
                   ('general', 'additional', 'preschool', 'vocational', 'authority', 'enterprise', 'university', 'other')),
               -- says: такого прежнего вида организации нет
    since      TEXT CONSTRAINT former_orgs_since CHECK (since IS date(since)),
               -- says: первый день прежних сведений об организации — не день календаря
    until      TEXT NOT NULL CONSTRAINT former_orgs_until CHECK (until IS date(until)),
               -- says: последний день прежних сведений об организации — не день календаря
    CONSTRAINT former_orgs_period CHECK (until >= since)  -- says: прежние сведения об организации кончаются раньше, чем начинаются
) STRICT;
CREATE UNIQUE INDEX former_orgs_by_org ON former_orgs (org_id, until);  -- says: прежние сведения организации по этот день уже записаны
CREATE INDEX former_orgs_key ON former_orgs (key);
CREATE INDEX former_orgs_short_key ON former_orgs (short_key) WHERE short_key IS NOT NULL;

-- ------------------------------------------------------------------------------------ the introduction of mentoring

-- The papers by which an organisation introduces mentoring: nozhay-yurt 2.1, 2.2, 2.6. A paper without a date proves
-- nothing yet: no share counts it. `valid_until` is the paper's own term, `repealed` the last day before it was repealed.
CREATE TABLE documents (
    id              INTEGER PRIMARY KEY,
    org_id          INTEGER NOT NULL CONSTRAINT documents_org REFERENCES orgs,
    kind            TEXT NOT NULL CONSTRAINT documents_kind CHECK (kind IN ('order', 'regulation', 'road_map')),
                    -- says: такого вида документа о внедрении нет
    number          TEXT CONSTRAINT documents_number CHECK (number <> ''),         -- says: номер документа пуст
    dated           TEXT CONSTRAINT documents_dated CHECK (dated IS date(dated)),  -- says: дата документа — не день календаря
    planned_results TEXT,  -- of an order: nozhay-yurt 2.2
    valid_until     TEXT CONSTRAINT documents_valid_until CHECK (valid_until IS date(valid_until))
                    -- says: последний день действия документа — не день календаря
                    CONSTRAINT documents_term CHECK (valid_until >= dated),  -- says: срок документа истёк раньше, чем он издан
    repealed        TEXT CONSTRAINT documents_repealed CHECK (repealed IS date(repealed))
                    -- says: дата отмены документа — не день календаря
                    CONSTRAINT documents_repeal CHECK (repealed >= dated),  -- says: документ отменён раньше, чем издан
    CONSTRAINT documents_named CHECK (number IS NOT NULL OR dated IS NOT NULL),    -- says: у документа нет ни номера, ни даты
    CONSTRAINT documents_results CHECK (planned_results IS NULL OR kind = 'order')
        -- says: планируемые результаты указывает только приказ о внедрении (Ножай-Юрт, п. 2.2)
) STRICT;
CREATE UNIQUE INDEX documents_key ON documents (org_id, kind, ifnull(number, ''), ifnull(dated, ''));
    -- says: такой документ у организации уже есть

-- When the order of introduction wants the programs' effect monitored: nozhay-yurt 2.2.
CREATE TABLE monitoring_dates (
    id          INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL CONSTRAINT monitoring_dates_document REFERENCES documents ON DELETE CASCADE,
    due         TEXT NOT NULL CONSTRAINT monitoring_dates_due CHECK (due IS date(due))
                -- says: срок мониторинга — не день календаря
) STRICT;
CREATE UNIQUE INDEX monitoring_dates_key ON monitoring_dates (document_id, due);  -- says: такой срок мониторинга у приказа уже есть

-- Responsible for mentoring in an organisation, by appointment: nozhay-yurt 6.5.2.
CREATE TABLE curators (
    id        INTEGER PRIMARY KEY,
    org_id    INTEGER NOT NULL CONSTRAINT curators_org REFERENCES orgs,
    name      TEXT CONSTRAINT curators_name CHECK (name <> ''),             -- says: имя куратора пусто
    number    TEXT CONSTRAINT curators_number CHECK (number <> ''),         -- says: номер приказа о назначении куратора пуст
    appointed TEXT CONSTRAINT curators_appointed CHECK (appointed IS date(appointed)),
              -- says: дата назначения куратора — не день календаря
    ended     TEXT CONSTRAINT curators_ended CHECK (ended IS date(ended)),  -- says: дата освобождения куратора — не день календаря
    CONSTRAINT curators_known CHECK (name IS NOT NULL OR appointed IS NOT NULL),
        -- says: у куратора нет ни имени, ни даты назначения
    CONSTRAINT curators_period CHECK (ended >= appointed)                   -- says: куратор освобождён раньше, чем назначен
) STRICT;
CREATE UNIQUE INDEX curators_open ON curators (org_id) WHERE ended IS NULL;  -- says: у организации уже есть действующий куратор
CREATE INDEX curators_by_org ON curators (org_id);

-- ----------------------------------------------------------------------------------------------------------- people

-- Teachers, mentors from enterprises, pupils: everybody once. СНИЛС is optional and no key. Where a file gives the tenure
-- instead of the day when the work began, `teaching_since` is the latest day possible, and the true one lies after it less
-- `teaching_spread` months; NULL there is an exact day.
CREATE TABLE people (
    id              INTEGER PRIMARY KEY,
    snils           TEXT CONSTRAINT people_snils_digits CHECK (length(snils) = 11 AND snils NOT GLOB '*[^0-9]*'),
                    -- says: СНИЛС состоит из 11 цифр
    name            TEXT NOT NULL CONSTRAINT people_name CHECK (name <> ''),       -- says: ФИО пусто
    key             TEXT NOT NULL,
    sex             TEXT CONSTRAINT people_sex CHECK (sex IN ('female', 'male')),  -- says: пол — женский или мужской
    born            TEXT CONSTRAINT people_born CHECK (born IS date(born)),        -- says: дата рождения — не день календаря
    teaching_since  TEXT CONSTRAINT people_teaching_since CHECK (teaching_since IS date(teaching_since)),
                    -- says: начало педагогической деятельности — не день календаря
    teaching_spread INTEGER CONSTRAINT people_teaching_spread
                        CHECK (teaching_spread IS NULL OR (teaching_spread > 0 AND teaching_since IS NOT NULL)),
                    -- says: точность начала педагогической деятельности — целое число месяцев больше нуля, и только вместе с самой датой
    CONSTRAINT people_life CHECK (teaching_since > born)  -- says: педагогическая деятельность начата раньше рождения
) STRICT;
CREATE UNIQUE INDEX people_snils ON people (snils);  -- says: человек с таким СНИЛС уже есть
CREATE INDEX people_key ON people (key, born);  -- thousands may bear one name
CREATE INDEX people_bare ON people (key, born) WHERE snils IS NULL;  -- of them only these may be the one of a row with a СНИЛС
CREATE INDEX people_bare_by_birth ON people (born) WHERE snils IS NULL;  -- nor may others of that day be like it
-- The young are found, the novices sought in a narrow page: an index each would cost an import of the country two seconds.
CREATE INDEX people_by_birth ON people (born, teaching_since, teaching_spread);

-- The whole name with a surname that somebody bore up to the day `until`, that day included.
CREATE TABLE former_names (  -- since: 2
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL CONSTRAINT former_names_person_ref REFERENCES people,
    name      TEXT NOT NULL CONSTRAINT former_names_name CHECK (name <> ''),  -- says: прежнее имя пусто
    key       TEXT NOT NULL,
    until     TEXT NOT NULL CONSTRAINT former_names_until CHECK (until IS date(until))
              -- says: последний день прежней фамилии — не день календаря
) STRICT;
CREATE UNIQUE INDEX former_names_by_person ON former_names (person_id, until);  -- says: прежняя фамилия по этот день уже записана
CREATE INDEX former_names_key ON former_names (key);

-- ---------------------------------------------------------------------------------------------------------- consent

-- A person's consent to the processing of personal data, and its withdrawal (152-ФЗ, ст. 9); both dates are of papers.
CREATE TABLE consents (  -- since: 3
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL CONSTRAINT consents_person_ref REFERENCES people,
    given     TEXT NOT NULL CONSTRAINT consents_given CHECK (given IS date(given)),
              -- says: дата согласия на обработку персональных данных — не день календаря
    withdrawn TEXT CONSTRAINT consents_withdrawn CHECK (withdrawn IS date(withdrawn)),
              -- says: дата отзыва согласия — не день календаря
    CONSTRAINT consents_period CHECK (withdrawn >= given)  -- says: согласие отозвано раньше, чем дано
) STRICT;
CREATE UNIQUE INDEX consents_open ON consents (person_id) WHERE withdrawn IS NULL;
    -- says: у этого человека уже есть действующее согласие
CREATE INDEX consents_by_person ON consents (person_id);

-- Whose personal data were destroyed, when and on what ground (152-ФЗ, ст. 21): the row of `people` has no name since.
CREATE TABLE erasures (  -- since: 3
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL CONSTRAINT erasures_person_ref REFERENCES people,
    dated     TEXT NOT NULL CONSTRAINT erasures_dated CHECK (dated IS date(dated)),
              -- says: дата удаления персональных данных — не день календаря
    basis     TEXT CONSTRAINT erasures_basis CHECK (basis <> '')  -- says: основание удаления персональных данных пусто
) STRICT;
CREATE UNIQUE INDEX erasures_person ON erasures (person_id);  -- says: персональные данные этого человека уже удалены

-- ------------------------------------------------------------------------------------------------------------- work

-- The district's dictionary of posts: a post as schools write it, and whether it is pedagogical; NULL where nobody knows. What
-- files bring is answered by the nomenclature (постановление Правительства РФ от 21.02.2022 № 225), unless the district has.
CREATE TABLE posts (
    id          INTEGER PRIMARY KEY,
    title       TEXT NOT NULL CONSTRAINT posts_title CHECK (title <> ''),  -- says: название должности пусто
    key         TEXT NOT NULL CONSTRAINT posts_key UNIQUE,                 -- says: такая должность уже есть
    pedagogical INTEGER CONSTRAINT posts_pedagogical CHECK (pedagogical IN (0, 1)),
                -- says: признак педагогической должности — да или нет
    stands_for  TEXT CONSTRAINT posts_stands_for CHECK (stands_for <> '')  -- says: должность по номенклатуре пуста
) STRICT;

-- A person's work in an organisation. A transfer closes one period and opens another, so that no past figure moves.
-- `number` is the personnel number (табельный номер); `pedagogical` overrules the nomenclature.
CREATE TABLE employments (
    id          INTEGER PRIMARY KEY,
    person_id   INTEGER NOT NULL CONSTRAINT employments_person_ref REFERENCES people,
    org_id      INTEGER NOT NULL CONSTRAINT employments_org_ref REFERENCES orgs,
    number      TEXT CONSTRAINT employments_number_text CHECK (number <> ''),         -- says: табельный номер пуст
    post_id     INTEGER NOT NULL CONSTRAINT employments_post_ref REFERENCES posts,
    subject     TEXT,
    hired       TEXT NOT NULL CONSTRAINT employments_hired CHECK (hired IS date(hired)),  -- says: дата приёма — не день календаря
    dismissed   TEXT CONSTRAINT employments_dismissed CHECK (dismissed IS date(dismissed)),
                -- says: дата увольнения — не день календаря
    main        INTEGER NOT NULL CONSTRAINT employments_main CHECK (main IN (0, 1)),  -- says: основное место работы — да или нет
    pedagogical INTEGER CONSTRAINT employments_pedagogical CHECK (pedagogical IN (0, 1)),
                -- says: признак педагогического работника — да или нет
    CONSTRAINT employments_period CHECK (dismissed >= hired)                          -- says: дата увольнения раньше даты приёма
) STRICT;
CREATE UNIQUE INDEX employments_number ON employments (org_id, number, person_id, hired) WHERE number IS NOT NULL;
    -- says: такая запись о работе (человек, организация, табельный номер, дата приёма) уже есть
CREATE UNIQUE INDEX employments_post ON employments (person_id, org_id, post_id, hired) WHERE number IS NULL;
    -- says: такая запись о работе (человек, организация, должность, дата приёма) уже есть
CREATE INDEX employments_by_person ON employments (person_id, hired);
CREATE INDEX employments_by_org ON employments (org_id, hired);
CREATE INDEX employments_ended ON employments (person_id, dismissed) WHERE dismissed IS NOT NULL;
CREATE INDEX employments_left ON employments (org_id, dismissed, person_id) WHERE dismissed IS NOT NULL;  -- has a curator left?

-- When somebody who works is away for long: they stay in the shares unless a reading leaves them out.
CREATE TABLE leaves (  -- since: 5
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL CONSTRAINT leaves_person_ref REFERENCES people,
    kind      TEXT NOT NULL CONSTRAINT leaves_kind CHECK (kind IN ('parental', 'long', 'army', 'other')),
              -- says: такого вида отсутствия нет
    began     TEXT NOT NULL CONSTRAINT leaves_began CHECK (began IS date(began)),  -- says: первый день отсутствия — не день календаря
    ended     TEXT CONSTRAINT leaves_ended CHECK (ended IS date(ended)),           -- says: последний день отсутствия — не день календаря
    CONSTRAINT leaves_period CHECK (ended >= began)                                -- says: отсутствие закончилось раньше, чем началось
) STRICT;
CREATE UNIQUE INDEX leaves_key ON leaves (person_id, began);  -- says: отсутствие этого человека с этого дня уже записано

-- Nobody is away twice at once.
CREATE TRIGGER leaves_apart BEFORE INSERT ON leaves
WHEN EXISTS (SELECT 1 FROM leaves l WHERE l.person_id = NEW.person_id AND l.began <> NEW.began
             AND l.began <= ifnull(NEW.ended, '9999-12-31') AND ifnull(l.ended, '9999-12-31') >= NEW.began)
BEGIN SELECT RAISE(ABORT, 'leaves_apart'); END;  -- says: в эти дни у человека уже записано другое отсутствие
CREATE TRIGGER leaves_kept_apart BEFORE UPDATE OF person_id, began, ended ON leaves
WHEN EXISTS (SELECT 1 FROM leaves l WHERE l.person_id = NEW.person_id AND l.id <> NEW.id AND l.began <> NEW.began
             AND l.began <= ifnull(NEW.ended, '9999-12-31') AND ifnull(l.ended, '9999-12-31') >= NEW.began)
BEGIN SELECT RAISE(ABORT, 'leaves_apart'); END;

-- ----------------------------------------------------------------------------------------------------------- groups

-- Kinds are seeded and extensible. A community feeds Spassky (3): groups, communities, clubs of mentoring.
CREATE TABLE group_kinds (
    id        INTEGER PRIMARY KEY,
    title     TEXT NOT NULL CONSTRAINT group_kinds_title CHECK (title <> ''),  -- says: название вида группы пусто
    key       TEXT NOT NULL CONSTRAINT group_kinds_key UNIQUE,                 -- says: такой вид группы уже есть
    community INTEGER NOT NULL CONSTRAINT group_kinds_community CHECK (community IN (0, 1))
              -- says: признак наставнического сообщества — да или нет
) STRICT;

INSERT INTO group_kinds (title, key, community) VALUES
    ('методическое объединение', 'методическое объединение', 0),
    ('проблемная группа', 'проблемная группа', 0),
    ('творческая группа', 'творческая группа', 0),
    ('наставническая группа', 'наставническая группа', 1),
    ('клуб', 'клуб', 1),
    ('сообщество', 'сообщество', 1),
    ('школа наставничества', 'школа наставничества', 1),
    ('школа молодого педагога', 'школа молодого педагога', 0),
    ('сетевой проект', 'сетевой проект', 0),
    ('совет наставников', 'совет наставников', 1);

-- `network` is what files call «Сетевая»: Spassky (8). It and the kind hold from the day `since`, NULL is "from the first".
CREATE TABLE groups (
    id              INTEGER PRIMARY KEY,
    code            TEXT NOT NULL CONSTRAINT groups_code CHECK (code <> ''),              -- says: код группы пуст
    code_key        TEXT NOT NULL CONSTRAINT groups_code_key UNIQUE,                      -- says: группа с таким кодом уже есть
    title           TEXT NOT NULL CONSTRAINT groups_title CHECK (title <> ''),            -- says: название группы пусто
    key             TEXT NOT NULL,
    kind_id         INTEGER NOT NULL CONSTRAINT groups_kind REFERENCES group_kinds,
    municipality_id INTEGER NOT NULL CONSTRAINT groups_municipality REFERENCES municipalities,
    network         INTEGER NOT NULL CONSTRAINT groups_network CHECK (network IN (0, 1)),  -- says: признак «Сетевая» — да или нет
    since           TEXT CONSTRAINT groups_since CHECK (since IS date(since))
                    -- says: первый день нынешних сведений о группе — не день календаря
) STRICT;

-- What a group was up to the day `until`, where an event changed its kind or its mark.
CREATE TABLE former_groups (  -- since: 5
    id       INTEGER PRIMARY KEY,
    group_id INTEGER NOT NULL CONSTRAINT former_groups_group REFERENCES groups,
    kind_id  INTEGER NOT NULL CONSTRAINT former_groups_kind REFERENCES group_kinds,
    network  INTEGER NOT NULL CONSTRAINT former_groups_network CHECK (network IN (0, 1)),
             -- says: прежний признак «Сетевая» — да или нет
    since    TEXT CONSTRAINT former_groups_since CHECK (since IS date(since)),
             -- says: первый день прежних сведений о группе — не день календаря
    until    TEXT NOT NULL CONSTRAINT former_groups_until CHECK (until IS date(until)),
             -- says: последний день прежних сведений о группе — не день календаря
    CONSTRAINT former_groups_period CHECK (until >= since)  -- says: прежние сведения о группе кончаются раньше, чем начинаются
) STRICT;
CREATE UNIQUE INDEX former_groups_by_group ON former_groups (group_id, until);  -- says: прежние сведения группы по этот день уже записаны

-- A person or an organisation in a group, dated; NULL in `joined` is "from the first".
CREATE TABLE members (
    id        INTEGER PRIMARY KEY,
    group_id  INTEGER NOT NULL CONSTRAINT members_group_ref REFERENCES groups,
    person_id INTEGER CONSTRAINT members_person_ref REFERENCES people,
    org_id    INTEGER CONSTRAINT members_org_ref REFERENCES orgs,
    joined    TEXT CONSTRAINT members_joined CHECK (joined IS date(joined)),  -- says: дата вступления — не день календаря
    ended     TEXT CONSTRAINT members_ended CHECK (ended IS date(ended)),     -- says: дата выхода — не день календаря
    CONSTRAINT members_one CHECK ((person_id IS NULL) <> (org_id IS NULL)),
        -- says: участник группы — либо человек, либо организация
    CONSTRAINT members_period CHECK (ended >= joined)                         -- says: дата выхода раньше даты вступления
) STRICT;
CREATE UNIQUE INDEX members_person_open ON members (group_id, person_id) WHERE ended IS NULL AND person_id IS NOT NULL;
    -- says: этот человек уже состоит в группе
CREATE UNIQUE INDEX members_org_open ON members (group_id, org_id) WHERE ended IS NULL AND org_id IS NOT NULL;
    -- says: эта организация уже состоит в группе
CREATE INDEX members_by_group ON members (group_id);
CREATE INDEX members_by_person ON members (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX members_by_org ON members (org_id) WHERE org_id IS NOT NULL;

-- ---------------------------------------------------------------------------------------------------------- mentors

-- The register of mentors: Spassky (2), nozhay-yurt 6.3. One open registration a person. A mentor
-- without `capacity` may have any number of mentees. What the databases of 6.3 tell of a mentor besides (contacts, qualification
-- category, competences, achievements) is of the registration: as it was known then.
CREATE TABLE mentors (
    id         INTEGER PRIMARY KEY,
    person_id  INTEGER NOT NULL CONSTRAINT mentors_person_ref REFERENCES people,
    org_id     INTEGER CONSTRAINT mentors_org_ref REFERENCES orgs,
    category   TEXT NOT NULL CONSTRAINT mentors_category CHECK (category IN ('teacher', 'enterprise', 'student', 'pupil')),
               -- says: такой категории наставника нет
    subject    TEXT,
    capacity   INTEGER CONSTRAINT mentors_capacity CHECK (capacity > 0),
               -- says: предельное число наставляемых — целое число больше нуля
    registered TEXT NOT NULL CONSTRAINT mentors_registered CHECK (registered IS date(registered)),
               -- says: дата включения в реестр — не день календаря
    retired    TEXT CONSTRAINT mentors_retired CHECK (retired IS date(retired)),
               -- says: дата исключения из реестра — не день календаря
    phone      TEXT CONSTRAINT mentors_phone CHECK (phone <> ''),                  -- says: телефон наставника пуст
    email      TEXT CONSTRAINT mentors_email CHECK (email LIKE '%_@_%'),           -- says: в адресе почты наставника нет знака «@»
    qualification TEXT CONSTRAINT mentors_qualification CHECK (qualification IN
                      ('highest', 'first', 'mentor', 'methodist', 'compliance')),
                  -- says: такой квалификационной категории нет (приказ Минпросвещения от 24.03.2023 № 196)
    qualified  TEXT CONSTRAINT mentors_qualified CHECK (qualified IS date(qualified))
               -- says: дата присвоения квалификационной категории — не день календаря
               CONSTRAINT mentors_qualified_as CHECK (qualified IS NULL OR qualification IS NOT NULL),
               -- says: указана дата присвоения, но нет квалификационной категории
    competences  TEXT CONSTRAINT mentors_competences CHECK (competences <> ''),    -- says: компетенции наставника пусты
    achievements TEXT CONSTRAINT mentors_achievements CHECK (achievements <> ''),  -- says: достижения наставника пусты
    CONSTRAINT mentors_period CHECK (retired >= registered)  -- says: дата исключения из реестра раньше даты включения
) STRICT;
CREATE UNIQUE INDEX mentors_open ON mentors (person_id) WHERE retired IS NULL;
    -- says: этот человек уже состоит в реестре наставников
CREATE INDEX mentors_by_person ON mentors (person_id);

-- ---------------------------------------------------------------------------------------------- who needs a mentor

-- Teachers who need a mentor, as the curator of an organisation lists them (nozhay-yurt 6.5.2.1). `subject` is what help is
-- wanted in, where that isn't what the person teaches; `reverse` asks for a mentor who is younger. `removed` is the last day on the list.
CREATE TABLE needs (  -- since: 6
    id        INTEGER PRIMARY KEY,
    org_id    INTEGER NOT NULL CONSTRAINT needs_org_ref REFERENCES orgs,
    person_id INTEGER NOT NULL CONSTRAINT needs_person_ref REFERENCES people,
    reason    TEXT NOT NULL CONSTRAINT needs_reason CHECK (reason IN ('novice', 'new_post', 'break', 'deficits', 'wish')),
              -- says: такой причины, по которой нужен наставник, нет
    dated     TEXT NOT NULL CONSTRAINT needs_dated CHECK (dated IS date(dated)),
              -- says: дата включения в перечень нуждающихся в наставнике — не день календаря
    subject   TEXT,
    reverse   INTEGER CONSTRAINT needs_reverse CHECK (reverse IN (0, 1)),  -- says: признак «Реверсивная пара» — да или нет
    removed   TEXT CONSTRAINT needs_removed CHECK (removed IS date(removed)),
              -- says: дата снятия с перечня нуждающихся в наставнике — не день календаря
    CONSTRAINT needs_period CHECK (removed >= dated)
        -- says: дата снятия с перечня нуждающихся в наставнике раньше даты включения
) STRICT;
CREATE UNIQUE INDEX needs_key ON needs (org_id, person_id, dated);
    -- says: этот человек уже включён в перечень нуждающихся в наставнике этой организации в этот день
CREATE UNIQUE INDEX needs_open ON needs (org_id, person_id) WHERE removed IS NULL;
    -- says: этот человек уже в перечне нуждающихся в наставнике этой организации
CREATE INDEX needs_by_person ON needs (person_id);

-- The days on which the list of an organisation was found to be up to date, an empty one too: at least once a year.
CREATE TABLE needs_confirmations (  -- since: 6
    id     INTEGER PRIMARY KEY,
    org_id INTEGER NOT NULL CONSTRAINT needs_confirmations_org_ref REFERENCES orgs,
    dated  TEXT NOT NULL CONSTRAINT needs_confirmations_dated CHECK (dated IS date(dated))
           -- says: дата подтверждения перечня нуждающихся в наставнике — не день календаря
) STRICT;
CREATE UNIQUE INDEX needs_confirmations_key ON needs_confirmations (org_id, dated);
    -- says: перечень нуждающихся в наставнике этой организации на этот день уже подтверждён

-- ------------------------------------------------------------------------------------------------------------ pairs

-- Forms of mentoring are seeded (nozhay-yurt 4.1, 4.6; Spassky section 2) and extensible: «и другие». On the side of a
-- pupil, a student or an employer stand people whom no staff file brings.
CREATE TABLE forms (
    id             INTEGER PRIMARY KEY,
    title          TEXT NOT NULL CONSTRAINT forms_title CHECK (title <> ''),  -- says: название формы наставничества пусто
    mentor_outside INTEGER NOT NULL CONSTRAINT forms_mentor_outside CHECK (mentor_outside IN (0, 1)),
                   -- says: признак наставника не из сотрудников — да или нет
    mentee_outside INTEGER NOT NULL CONSTRAINT forms_mentee_outside CHECK (mentee_outside IN (0, 1))
                   -- says: признак наставляемого не из сотрудников — да или нет
) STRICT;

-- The keys of a form's wordings: small letters, no spaces round dashes, «образовательной организации» left out.
CREATE TABLE form_wordings (
    id      INTEGER PRIMARY KEY,
    key     TEXT NOT NULL CONSTRAINT form_wordings_key UNIQUE,  -- says: такая форма наставничества уже есть
    form_id INTEGER NOT NULL CONSTRAINT form_wordings_form REFERENCES forms
) STRICT;

INSERT INTO forms (id, title, mentor_outside, mentee_outside) VALUES
    (1, 'педагог – педагог', 0, 0),
    (2, 'руководитель ОО – педагог', 0, 0),
    (3, 'работодатель – студент', 1, 1),
    (4, 'работодатель – ученик', 1, 1),
    (5, 'педагог вуза/колледжа – молодой педагог', 1, 0),
    (6, 'ученик – ученик', 1, 1),
    (7, 'учитель – ученик', 0, 1),
    (8, 'студент – ученик', 1, 1),
    (9, 'учитель – студент', 0, 1),
    (10, 'работодатель – студент – ученик', 1, 1);

INSERT INTO form_wordings (key, form_id) VALUES
    ('педагог-педагог', 1), ('учитель-учитель', 1), ('воспитатель-воспитатель', 1), ('педагог-молодой педагог', 1),
    ('руководитель-педагог', 2), ('руководитель-учитель', 2), ('руководитель-педагог (учитель)', 2),
    ('работодатель-студент', 3), ('работодатель-ученик', 4),
    ('педагог вуза/колледжа-молодой педагог', 5), ('педагог вуза-молодой педагог', 5),
    ('педагог колледжа-молодой педагог', 5), ('ученик-ученик', 6), ('учитель-ученик', 7), ('педагог-ученик', 7),
    ('студент-ученик', 8), ('учитель-студент', 9), ('педагог-студент', 9), ('учитель-студент (педагог-студент)', 9),
    ('работодатель-студент-ученик', 10);

-- A mentor with one mentee or a group of them, dated; many-to-many across pairs (nozhay-yurt 5.2). The order that fixes
-- the pair is what makes a mentee "ordered" (nozhay-yurt 7.7 *). `org_id` is whose pair it is, where that isn't the mentee's
-- main workplace; `planned_end` ends nothing: past it a pair has expired, and somebody should say what became of it. `ending`
-- is why it ended, of a closed set, `end_reason` the same in words; of a notice at least three working days lie between its day
-- and the end (ТК РФ, ст. 351.8): the calendar is the program's (domain/working_day.rs).
CREATE TABLE pairs (
    id             INTEGER PRIMARY KEY,
    number         TEXT NOT NULL CONSTRAINT pairs_number CHECK (number <> ''),      -- says: номер пары пуст
    number_key     TEXT NOT NULL CONSTRAINT pairs_number_key UNIQUE,                -- says: пара с таким номером уже есть
    mentor_id      INTEGER NOT NULL CONSTRAINT pairs_mentor REFERENCES people,
    form_id        INTEGER CONSTRAINT pairs_form REFERENCES forms,
    model          TEXT CONSTRAINT pairs_model CHECK (model IN ('experienced', 'leader', 'innovator', 'subject')),
                   -- says: такой модели наставничества нет (Ножай-Юрт, п. 4.3)
    kind           TEXT CONSTRAINT pairs_kind CHECK (kind IN
                       ('traditional', 'group', 'virtual', 'short_term', 'reverse', 'situational', 'speed')),
                   -- says: такого вида наставничества нет (Ножай-Юрт, п. 4.6)
    order_number   TEXT CONSTRAINT pairs_order_number CHECK (order_number <> ''),   -- says: номер приказа о закреплении пары пуст
    order_dated    TEXT CONSTRAINT pairs_order_dated CHECK (order_dated IS date(order_dated)),
                   -- says: дата приказа о закреплении пары — не день календаря
    mentor_consent TEXT CONSTRAINT pairs_mentor_consent CHECK (mentor_consent IS date(mentor_consent)),
                   -- says: дата согласия наставника — не день календаря
    started        TEXT CONSTRAINT pairs_started CHECK (started IS date(started)),  -- says: дата начала пары — не день календаря
    ended          TEXT CONSTRAINT pairs_ended CHECK (ended IS date(ended)),  -- says: дата прекращения пары — не день календаря
    end_reason     TEXT,
    basis          TEXT,
    org_id         INTEGER CONSTRAINT pairs_org_ref REFERENCES orgs,
    planned_end    TEXT CONSTRAINT pairs_planned_end CHECK (planned_end IS date(planned_end))
                   -- says: срок пары — не день календаря
                   CONSTRAINT pairs_term CHECK (planned_end >= started),  -- says: срок пары истекает раньше, чем она начата
    mentor_consent_withdrawn TEXT
                   CONSTRAINT pairs_mentor_withdrawn CHECK (mentor_consent_withdrawn IS date(mentor_consent_withdrawn))
                   -- says: дата отзыва согласия наставника — не день календаря
                   CONSTRAINT pairs_mentor_withdrawal CHECK (mentor_consent_withdrawn IS NULL OR mentor_consent IS NOT NULL)
                   -- says: указана дата отзыва согласия наставника, но нет даты самого согласия (Ножай-Юрт, п. 2.3)
                   CONSTRAINT pairs_mentor_consented CHECK (mentor_consent_withdrawn >= mentor_consent),
                   -- says: согласие наставника отозвано раньше, чем дано (Ножай-Юрт, п. 2.3)
    ending         TEXT CONSTRAINT pairs_ending CHECK (ending IN
                       ('completed', 'mentor_left', 'mentee_left', 'wish', 'notice', 'replaced'))
                   -- says: такого вида прекращения пары нет
                   CONSTRAINT pairs_ending_dated CHECK (ending IS NULL OR ended IS NOT NULL),
                   -- says: указан вид прекращения, но нет даты прекращения
    notified       TEXT CONSTRAINT pairs_notified CHECK (notified IS date(notified))
                   -- says: дата уведомления о прекращении — не день календаря
                   CONSTRAINT pairs_notice CHECK (ifnull(ending, '') = 'notice' OR notified IS NULL)
                   -- says: дата уведомления бывает только у прекращения по уведомлению (ТК РФ, ст. 351.8)
                   CONSTRAINT pairs_notice_dated CHECK (ifnull(ending, '') <> 'notice' OR notified IS NOT NULL)
                   -- says: пара прекращается по уведомлению, а его даты нет (ТК РФ, ст. 351.8)
                   CONSTRAINT pairs_notice_term CHECK (notified < ended),
                   -- says: о прекращении пары уведомляют раньше её последнего дня (ТК РФ, ст. 351.8)
    CONSTRAINT pairs_period CHECK (ended >= started),  -- says: пара прекращена раньше, чем начата (Ножай-Юрт, п. 2.7)
    CONSTRAINT pairs_end_reason CHECK (end_reason IS NULL OR ended IS NOT NULL)
        -- says: указана причина прекращения, но нет даты прекращения
) STRICT;
CREATE INDEX pairs_by_mentor ON pairs (mentor_id);
CREATE INDEX pairs_by_org ON pairs (org_id) WHERE org_id IS NOT NULL;

-- A mentee in a pair, dated: who joins later has an order of his own («о включении»), who leaves doesn't end the pair. NULL in
-- `joined` is "from the first". Whoever comes back has a row more.
CREATE TABLE mentees (
    id           INTEGER PRIMARY KEY,
    pair_id      INTEGER NOT NULL CONSTRAINT mentees_pair_ref REFERENCES pairs,
    person_id    INTEGER NOT NULL CONSTRAINT mentees_person_ref REFERENCES people,
    consent      TEXT CONSTRAINT mentees_consent CHECK (consent IS date(consent)),
                 -- says: дата согласия наставляемого — не день календаря
    joined       TEXT CONSTRAINT mentees_joined CHECK (joined IS date(joined)),
                 -- says: дата включения наставляемого в пару — не день календаря
    order_number TEXT CONSTRAINT mentees_order_number CHECK (order_number <> ''),
                 -- says: номер приказа о включении наставляемого пуст
    order_dated  TEXT CONSTRAINT mentees_order_dated CHECK (order_dated IS date(order_dated)),
                 -- says: дата приказа о включении наставляемого — не день календаря
    ended        TEXT CONSTRAINT mentees_ended CHECK (ended IS date(ended))
                 -- says: дата выхода наставляемого из пары — не день календаря
                 CONSTRAINT mentees_period CHECK (ended >= joined),
                 -- says: наставляемый вышел из пары раньше, чем включён в неё
    end_reason   TEXT CONSTRAINT mentees_end_reason CHECK (end_reason IS NULL OR ended IS NOT NULL),
                 -- says: указана причина выхода наставляемого, но нет даты выхода
    consent_withdrawn TEXT
                 CONSTRAINT mentees_withdrawn CHECK (consent_withdrawn IS date(consent_withdrawn))
                 -- says: дата отзыва согласия наставляемого — не день календаря
                 CONSTRAINT mentees_withdrawal CHECK (consent_withdrawn IS NULL OR consent IS NOT NULL)
                 -- says: указана дата отзыва согласия наставляемого, но нет даты самого согласия (Ножай-Юрт, п. 2.4)
                 CONSTRAINT mentees_consented CHECK (consent_withdrawn >= consent),
                 -- says: согласие наставляемого отозвано раньше, чем дано (Ножай-Юрт, п. 2.4)
    request      TEXT CONSTRAINT mentees_request CHECK (request <> '')  -- says: запрос наставляемого пуст
) STRICT;
CREATE UNIQUE INDEX mentees_key ON mentees (pair_id, person_id, ifnull(joined, ''));
    -- says: этот наставляемый уже включён в пару с этого дня
CREATE UNIQUE INDEX mentees_open ON mentees (pair_id, person_id) WHERE ended IS NULL;  -- says: этот наставляемый уже есть в паре
CREATE INDEX mentees_by_person ON mentees (person_id);

-- Nobody mentors himself.
CREATE TRIGGER mentees_self BEFORE INSERT ON mentees
WHEN NEW.person_id = (SELECT mentor_id FROM pairs WHERE id = NEW.pair_id)
BEGIN SELECT RAISE(ABORT, 'mentees_self'); END;  -- says: наставник и наставляемый — один человек (Ножай-Юрт, п. 1.6)
CREATE TRIGGER mentees_self_mentor BEFORE UPDATE OF mentor_id ON pairs
WHEN EXISTS (SELECT 1 FROM mentees WHERE pair_id = NEW.id AND person_id = NEW.mentor_id)
BEGIN SELECT RAISE(ABORT, 'mentees_self'); END;

-- A tutor beside the mentor of a pair, one at a time: finds what the mentees need, accompanies their routes, reports (nozhay-yurt
-- 5.2 to 5.6). NULL in `joined` is "from the first"; with the pair it is over too. No share asks for it.
CREATE TABLE tutors (  -- since: 7
    id        INTEGER PRIMARY KEY,
    pair_id   INTEGER NOT NULL CONSTRAINT tutors_pair_ref REFERENCES pairs,
    person_id INTEGER NOT NULL CONSTRAINT tutors_person_ref REFERENCES people,
    joined    TEXT CONSTRAINT tutors_joined CHECK (joined IS date(joined)),  -- says: дата включения тьютора в пару — не день календаря
    ended     TEXT CONSTRAINT tutors_ended CHECK (ended IS date(ended))      -- says: дата выхода тьютора из пары — не день календаря
              CONSTRAINT tutors_period CHECK (ended >= joined)               -- says: тьютор вышел из пары раньше, чем включён в неё
) STRICT;
CREATE UNIQUE INDEX tutors_key ON tutors (pair_id, person_id, ifnull(joined, ''));
    -- says: этот тьютор уже включён в пару с этого дня
CREATE INDEX tutors_by_person ON tutors (person_id);

-- A pair has one tutor at a time.
CREATE TRIGGER tutors_apart BEFORE INSERT ON tutors
WHEN EXISTS (SELECT 1 FROM tutors t WHERE t.pair_id = NEW.pair_id AND (t.person_id <> NEW.person_id OR t.joined IS NOT NEW.joined)
             AND ifnull(t.joined, '') <= ifnull(NEW.ended, '9999-12-31') AND ifnull(t.ended, '9999-12-31') >= ifnull(NEW.joined, ''))
BEGIN SELECT RAISE(ABORT, 'tutors_apart'); END;  -- says: в эти дни у пары уже есть тьютор: тьютор в паре один
CREATE TRIGGER tutors_kept_apart BEFORE UPDATE OF pair_id, person_id, joined, ended ON tutors
WHEN EXISTS (SELECT 1 FROM tutors t WHERE t.pair_id = NEW.pair_id AND t.id <> NEW.id
             AND (t.person_id <> NEW.person_id OR t.joined IS NOT NEW.joined)
             AND ifnull(t.joined, '') <= ifnull(NEW.ended, '9999-12-31') AND ifnull(t.ended, '9999-12-31') >= ifnull(NEW.joined, ''))
BEGIN SELECT RAISE(ABORT, 'tutors_apart'); END;

-- Whoever is its mentor or its mentee is no tutor of a pair.
CREATE TRIGGER tutors_beside BEFORE INSERT ON tutors
WHEN NEW.person_id = (SELECT mentor_id FROM pairs WHERE id = NEW.pair_id)
  OR EXISTS (SELECT 1 FROM mentees WHERE pair_id = NEW.pair_id AND person_id = NEW.person_id)
BEGIN SELECT RAISE(ABORT, 'tutors_beside'); END;
    -- says: тьютор пары — не её наставник и не её наставляемый (Ножай-Юрт, п. 5.2)
CREATE TRIGGER tutors_kept_beside BEFORE UPDATE OF pair_id, person_id ON tutors
WHEN NEW.person_id = (SELECT mentor_id FROM pairs WHERE id = NEW.pair_id)
  OR EXISTS (SELECT 1 FROM mentees WHERE pair_id = NEW.pair_id AND person_id = NEW.person_id)
BEGIN SELECT RAISE(ABORT, 'tutors_beside'); END;
CREATE TRIGGER tutors_beside_mentor BEFORE UPDATE OF mentor_id ON pairs
WHEN EXISTS (SELECT 1 FROM tutors WHERE pair_id = NEW.id AND person_id = NEW.mentor_id)
BEGIN SELECT RAISE(ABORT, 'tutors_beside'); END;
CREATE TRIGGER tutors_beside_mentee BEFORE INSERT ON mentees
WHEN EXISTS (SELECT 1 FROM tutors WHERE pair_id = NEW.pair_id AND person_id = NEW.person_id)
BEGIN SELECT RAISE(ABORT, 'tutors_beside'); END;
CREATE TRIGGER tutors_beside_moved_mentee BEFORE UPDATE OF pair_id, person_id ON mentees
WHEN EXISTS (SELECT 1 FROM tutors WHERE pair_id = NEW.pair_id AND person_id = NEW.person_id)
BEGIN SELECT RAISE(ABORT, 'tutors_beside'); END;

-- An order that prolongs a pair, into the next school year: from its date on `until` is the last day as planned, and what the pair
-- was planned for before stays what it was on the days before.
CREATE TABLE renewals (  -- since: 6
    id           INTEGER PRIMARY KEY,
    pair_id      INTEGER NOT NULL CONSTRAINT renewals_pair_ref REFERENCES pairs,
    order_number TEXT NOT NULL CONSTRAINT renewals_order_number CHECK (order_number <> ''),
                 -- says: номер приказа о продлении пары пуст
    order_dated  TEXT NOT NULL CONSTRAINT renewals_order_dated CHECK (order_dated IS date(order_dated)),
                 -- says: дата приказа о продлении пары — не день календаря
    until        TEXT NOT NULL CONSTRAINT renewals_until CHECK (until IS date(until)),
                 -- says: новый срок пары — не день календаря
    CONSTRAINT renewals_term CHECK (until >= order_dated)  -- says: новый срок пары истекает раньше, чем издан приказ о продлении
) STRICT;
CREATE UNIQUE INDEX renewals_key ON renewals (pair_id, order_dated);  -- says: приказ этого дня о продлении пары уже записан

-- A limit that a pair was let in beyond, with the reason: more mentees than the mentor wants at a time, or a second pair of the same
-- people. What isn't overruled isn't broken, but by what came before the limit.
CREATE TABLE overrules (  -- since: 6
    id      INTEGER PRIMARY KEY,
    pair_id INTEGER NOT NULL CONSTRAINT overrules_pair_ref REFERENCES pairs,
    broken  TEXT NOT NULL CONSTRAINT overrules_broken CHECK (broken IN ('capacity', 'twice')),
            -- says: такого предела для пары нет
    reason  TEXT NOT NULL CONSTRAINT overrules_reason CHECK (reason <> ''),  -- says: причина, по которой предел нарушен, пуста
    dated   TEXT NOT NULL CONSTRAINT overrules_dated CHECK (dated IS date(dated))
            -- says: дата нарушения предела — не день календаря
) STRICT;
CREATE UNIQUE INDEX overrules_key ON overrules (pair_id, broken);  -- says: нарушение этого предела в паре уже записано

-- Meetings of a pair: `due` is the day by the schedule that was set beforehand (nozhay-yurt 4.6), `held` the day on which they met,
-- NULL as long as they haven't. A meeting without a schedule has no `due`. They meet while the pair lasts.
CREATE TABLE meetings (  -- since: 6
    id      INTEGER PRIMARY KEY,
    pair_id INTEGER NOT NULL CONSTRAINT meetings_pair_ref REFERENCES pairs,
    held    TEXT CONSTRAINT meetings_held CHECK (held IS date(held)),  -- says: дата встречи — не день календаря
    due     TEXT CONSTRAINT meetings_due CHECK (due IS date(due)),     -- says: день встречи по графику — не день календаря
    form    TEXT CONSTRAINT meetings_form CHECK (form IN ('in_person', 'remote')),  -- says: такой формы встречи нет
    topic   TEXT CONSTRAINT meetings_topic CHECK (topic <> ''),        -- says: тема встречи пуста
    lesson  TEXT CONSTRAINT meetings_lesson CHECK (lesson <> ''),      -- says: посещённый урок пуст
    minutes TEXT CONSTRAINT meetings_minutes CHECK (minutes <> ''),    -- says: протокол встречи пуст
    CONSTRAINT meetings_day CHECK (held IS NOT NULL OR due IS NOT NULL)
        -- says: у встречи нет ни даты, ни дня по графику
) STRICT;
CREATE UNIQUE INDEX meetings_by_day ON meetings (pair_id, held) WHERE held IS NOT NULL;
    -- says: встреча пары в этот день уже записана
CREATE UNIQUE INDEX meetings_by_plan ON meetings (pair_id, due) WHERE due IS NOT NULL;
    -- says: встреча пары по графику на этот день уже записана

CREATE TRIGGER meetings_entered_outside BEFORE INSERT ON meetings
WHEN EXISTS (SELECT 1 FROM pairs p WHERE p.id = NEW.pair_id
             AND (ifnull(NEW.held, NEW.due) < ifnull(p.started, p.order_dated) OR ifnull(NEW.held, NEW.due) > p.ended))
BEGIN SELECT RAISE(ABORT, 'meetings_outside'); END;  -- says: встреча раньше начала пары или позже её конца
CREATE TRIGGER meetings_moved_outside BEFORE UPDATE OF pair_id, held, due ON meetings
WHEN ifnull(NEW.held, NEW.due) IS NOT ifnull(OLD.held, OLD.due)
 AND EXISTS (SELECT 1 FROM pairs p WHERE p.id = NEW.pair_id
             AND (ifnull(NEW.held, NEW.due) < ifnull(p.started, p.order_dated) OR ifnull(NEW.held, NEW.due) > p.ended))
BEGIN SELECT RAISE(ABORT, 'meetings_outside'); END;

-- The agreement to the mentor's contract on a pair: what the mentor does, from when to when, in what form, for what pay; or the
-- ground why none is due, as where mentoring is a duty of the post (nozhay-yurt 2.5; ТК РФ, ст. 351.8). No share asks for it.
CREATE TABLE agreements (  -- since: 6
    id      INTEGER PRIMARY KEY,
    pair_id INTEGER NOT NULL CONSTRAINT agreements_pair REFERENCES pairs,
    number  TEXT CONSTRAINT agreements_number CHECK (number <> ''),         -- says: номер соглашения пуст
    dated   TEXT CONSTRAINT agreements_dated CHECK (dated IS date(dated)),  -- says: дата соглашения — не день календаря
    content TEXT,
    since   TEXT CONSTRAINT agreements_since CHECK (since IS date(since)),  -- says: начало работы по соглашению — не день календаря
    until   TEXT CONSTRAINT agreements_until CHECK (until IS date(until))   -- says: окончание работы по соглашению — не день календаря
            CONSTRAINT agreements_period CHECK (until >= since),            -- says: соглашение кончается раньше, чем начинается
    form    TEXT,
    pay     TEXT,
    ground  TEXT CONSTRAINT agreements_ground CHECK (ground <> ''),
            -- says: основание, по которому соглашение не требуется, пусто
    CONSTRAINT agreements_known CHECK (dated IS NOT NULL OR ground IS NOT NULL),
        -- says: нет ни даты соглашения, ни основания, по которому оно не требуется (Ножай-Юрт, п. 2.5; ТК РФ, ст. 351.8)
    CONSTRAINT agreements_one CHECK (ground IS NULL OR coalesce(number, dated, content, since, until, form, pay) IS NULL)
        -- says: либо соглашение с его сведениями, либо основание, по которому оно не требуется
) STRICT;
CREATE UNIQUE INDEX agreements_by_day ON agreements (pair_id, dated);  -- says: у этой пары уже есть соглашение этой даты
CREATE UNIQUE INDEX agreements_by_ground ON agreements (pair_id) WHERE ground IS NOT NULL;
    -- says: основание, по которому соглашение не требуется, у этой пары уже записано

-- A decision of the head that lets the mentor or a mentee off duties for what a program plans: an exception, and somebody stands
-- in for whoever is away (nozhay-yurt 1.7). No share asks for it.
CREATE TABLE releases (  -- since: 6
    id         INTEGER PRIMARY KEY,
    pair_id    INTEGER NOT NULL CONSTRAINT releases_pair REFERENCES pairs,
    person_id  INTEGER NOT NULL CONSTRAINT releases_person_ref REFERENCES people,
    number     TEXT CONSTRAINT releases_number CHECK (number <> ''),  -- says: номер решения об освобождении пуст
    dated      TEXT NOT NULL CONSTRAINT releases_dated CHECK (dated IS date(dated)),
               -- says: дата решения об освобождении — не день календаря
    began      TEXT NOT NULL CONSTRAINT releases_began CHECK (began IS date(began))
               -- says: первый день освобождения — не день календаря
               CONSTRAINT releases_decided CHECK (began >= dated),
               -- says: освобождение начинается раньше, чем принято решение (Ножай-Юрт, п. 1.7)
    ended      TEXT NOT NULL CONSTRAINT releases_ended CHECK (ended IS date(ended))
               -- says: последний день освобождения — не день календаря
               CONSTRAINT releases_period CHECK (ended >= began),  -- says: освобождение кончается раньше, чем начинается
    substitute TEXT NOT NULL CONSTRAINT releases_substitute CHECK (substitute <> ''),
               -- says: не сказано, кто замещает освобождённого: без замены не освобождают (Ножай-Юрт, п. 1.7)
    purpose    TEXT
) STRICT;
CREATE UNIQUE INDEX releases_key ON releases (pair_id, person_id, began);  -- says: освобождение этого участника с этого дня уже записано
CREATE INDEX releases_by_person ON releases (person_id);

-- --------------------------------------------------------------------------------------------------------- programs

-- A personalised program (nozhay-yurt 1.6: 3 months to 1 year; another length has its reason). It names people and runs
-- under pairs; it may outlast a pair and moves with a hand-over. `ended` is its actual end, completed or cancelled.
CREATE TABLE programs (
    id            INTEGER PRIMARY KEY,
    number        TEXT NOT NULL CONSTRAINT programs_number CHECK (number <> ''),       -- says: номер программы пуст
    number_key    TEXT NOT NULL CONSTRAINT programs_number_key UNIQUE,                 -- says: программа с таким номером уже есть
    title         TEXT,
    approved      TEXT CONSTRAINT programs_approved CHECK (approved IS date(approved)),
                  -- says: дата утверждения программы — не день календаря
    starts        TEXT NOT NULL CONSTRAINT programs_starts CHECK (starts IS date(starts)),
                  -- says: начало программы — не день календаря
    finishes      TEXT NOT NULL CONSTRAINT programs_finishes CHECK (finishes IS date(finishes)),
                  -- says: окончание программы — не день календаря
    length_reason TEXT CONSTRAINT programs_length_reason CHECK (length_reason <> ''),  -- says: причина иного срока программы пуста
    ended         TEXT CONSTRAINT programs_ended CHECK (ended IS date(ended)),
                  -- says: дата завершения программы — не день календаря
    outcome       TEXT CONSTRAINT programs_outcome CHECK (outcome IN ('completed', 'cancelled')),
                  -- says: программа либо завершена, либо отменена
    end_reason    TEXT,
    approval_number TEXT CONSTRAINT programs_approval_number CHECK (approval_number <> '')
                    -- says: номер приказа об утверждении программы пуст
                    CONSTRAINT programs_approval CHECK (approval_number IS NULL OR approved IS NOT NULL),
                    -- says: указан номер приказа об утверждении программы, но нет даты утверждения
    directions    TEXT,
    goals         TEXT,
    resources     TEXT,
    strengths     TEXT,
    reflected     TEXT CONSTRAINT programs_reflected CHECK (reflected IS date(reflected))
                  -- says: дата рефлексии наставляемого — не день календаря
                  CONSTRAINT programs_reflexion CHECK (reflected >= starts),
                  -- says: рефлексия наставляемого раньше начала программы (Ножай-Юрт, п. 5.5)
    reported      TEXT CONSTRAINT programs_reported CHECK (reported IS date(reported))
                  -- says: дата отчёта наставника — не день календаря
                  CONSTRAINT programs_report CHECK (reported >= starts),
                  -- says: отчёт наставника раньше начала программы (Ножай-Юрт, п. 5.5)
    CONSTRAINT programs_period CHECK (finishes >= starts),                             -- says: окончание программы раньше начала
    CONSTRAINT programs_end CHECK ((ended IS NULL) = (outcome IS NULL))  -- says: у конца программы должны быть и дата, и исход
) STRICT;

CREATE TABLE program_people (
    id         INTEGER PRIMARY KEY,
    program_id INTEGER NOT NULL CONSTRAINT program_people_program REFERENCES programs,
    person_id  INTEGER NOT NULL CONSTRAINT program_people_person REFERENCES people
) STRICT;
CREATE UNIQUE INDEX program_people_key ON program_people (program_id, person_id);  -- says: этот наставляемый уже есть в программе
CREATE INDEX program_people_by_person ON program_people (person_id, program_id);

-- The pairs under which a program runs, dated, as it moves with a hand-over: NULL in `since` is "from the first", in `until`
-- "still".
CREATE TABLE program_pairs (
    id         INTEGER PRIMARY KEY,
    program_id INTEGER NOT NULL CONSTRAINT program_pairs_program REFERENCES programs,
    pair_id    INTEGER NOT NULL CONSTRAINT program_pairs_pair REFERENCES pairs,
    since      TEXT CONSTRAINT program_pairs_since CHECK (since IS date(since)),
               -- says: дата, с которой программа идёт в паре, — не день календаря
    until      TEXT CONSTRAINT program_pairs_until CHECK (until IS date(until))
               -- says: последний день программы в паре — не день календаря
               CONSTRAINT program_pairs_period CHECK (until >= since)
               -- says: программа ушла из пары раньше, чем пришла в неё
) STRICT;
CREATE UNIQUE INDEX program_pairs_key ON program_pairs (program_id, pair_id);  -- says: программа уже связана с этой парой
CREATE INDEX program_pairs_by_pair ON program_pairs (pair_id, program_id);

-- What a mentee whom a program names lacks as a professional, and how it was found: what the program is there for
-- (nozhay-yurt 1.6, 5.2).
CREATE TABLE deficits (  -- since: 6
    id         INTEGER PRIMARY KEY,
    program_id INTEGER NOT NULL CONSTRAINT deficits_program_ref REFERENCES programs,
    person_id  INTEGER NOT NULL CONSTRAINT deficits_person_ref REFERENCES people,
    deficit    TEXT NOT NULL CONSTRAINT deficits_deficit CHECK (deficit <> ''),  -- says: профессиональный дефицит не назван
    method     TEXT CONSTRAINT deficits_method CHECK (method IN ('lesson', 'questionnaire', 'diagnostics', 'request', 'other')),
               -- says: такого способа выявления дефицита нет
    found      TEXT CONSTRAINT deficits_found CHECK (found IS date(found))       -- says: дата выявления дефицита — не день календаря
) STRICT;
CREATE UNIQUE INDEX deficits_key ON deficits (program_id, person_id, deficit);
    -- says: такой дефицит этого наставляемого в программе уже записан
CREATE INDEX deficits_by_person ON deficits (person_id);

-- What is to be done in a program, by when and by whom; perhaps the answer to a deficit. All kinds but the first are the
-- mentee's individual route (nozhay-yurt 5.3). Without a person it is for everybody whom the program names.
CREATE TABLE tasks (  -- since: 6
    id          INTEGER PRIMARY KEY,
    program_id  INTEGER NOT NULL CONSTRAINT tasks_program_ref REFERENCES programs,
    person_id   INTEGER CONSTRAINT tasks_person_ref REFERENCES people,
    deficit_id  INTEGER CONSTRAINT tasks_deficit_ref REFERENCES deficits
                CONSTRAINT tasks_answer CHECK (deficit_id IS NULL OR person_id IS NOT NULL),
                -- says: на дефицит наставляемого отвечает задача этого же наставляемого
    kind        TEXT NOT NULL CONSTRAINT tasks_kind CHECK (kind IN ('task', 'course', 'seminar', 'self_education', 'attestation')),
                -- says: такого вида задачи нет
    task        TEXT NOT NULL CONSTRAINT tasks_task CHECK (task <> ''),           -- says: задача программы не названа
    set_on      TEXT CONSTRAINT tasks_set_on CHECK (set_on IS date(set_on)),      -- says: день, когда задача поставлена, — не день календаря
    due         TEXT CONSTRAINT tasks_due CHECK (due IS date(due))                -- says: срок задачи — не день календаря
                CONSTRAINT tasks_term CHECK (due >= set_on),                      -- says: срок задачи истекает раньше, чем она поставлена
    responsible TEXT CONSTRAINT tasks_responsible CHECK (responsible <> ''),      -- says: ответственный за задачу не назван
    result      TEXT CONSTRAINT tasks_result CHECK (result <> ''),                -- says: результат задачи пуст
    done        TEXT CONSTRAINT tasks_done CHECK (done IS date(done))             -- says: день, когда задача выполнена, — не день календаря
                CONSTRAINT tasks_order CHECK (done >= set_on),                    -- says: задача выполнена раньше, чем поставлена
    level       TEXT CONSTRAINT tasks_level CHECK (level IN ('school', 'municipal', 'regional', 'federal'))
                -- says: такого уровня мероприятия нет
) STRICT;
CREATE UNIQUE INDEX tasks_key ON tasks (program_id, ifnull(person_id, 0), task, ifnull(due, ''));
    -- says: такая задача с этим сроком в программе уже записана
CREATE INDEX tasks_by_person ON tasks (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX tasks_by_deficit ON tasks (deficit_id) WHERE deficit_id IS NOT NULL;

-- The stages of a program (nozhay-yurt 5.1), each with its days: one after another, in the order of the act.
CREATE TABLE program_stages (  -- since: 6
    id         INTEGER PRIMARY KEY,
    program_id INTEGER NOT NULL CONSTRAINT program_stages_program_ref REFERENCES programs,
    stage      TEXT NOT NULL CONSTRAINT program_stages_stage CHECK (stage IN
                   ('preparatory', 'design', 'implementation', 'reflexive', 'result')),
               -- says: такого этапа программы нет (Ножай-Юрт, п. 5.1)
    since      TEXT NOT NULL CONSTRAINT program_stages_since CHECK (since IS date(since)),
               -- says: первый день этапа программы — не день календаря
    until      TEXT CONSTRAINT program_stages_until CHECK (until IS date(until))
               -- says: последний день этапа программы — не день календаря
               CONSTRAINT program_stages_period CHECK (until >= since)
               -- says: этап программы закончился раньше, чем начался
) STRICT;
CREATE UNIQUE INDEX program_stages_key ON program_stages (program_id, stage);  -- says: этот этап программы уже отмечен

CREATE TRIGGER program_stages_apart BEFORE INSERT ON program_stages
WHEN EXISTS (SELECT 1 FROM program_stages s WHERE s.program_id = NEW.program_id AND s.stage <> NEW.stage
             AND CASE WHEN instr('preparatory design implementation reflexive result', s.stage)
                         < instr('preparatory design implementation reflexive result', NEW.stage)
                 THEN ifnull(s.until, s.since) > NEW.since ELSE ifnull(NEW.until, NEW.since) > s.since END)
BEGIN SELECT RAISE(ABORT, 'program_stages_apart'); END;  -- says: этапы программы идут один за другим (Ножай-Юрт, п. 5.1)
CREATE TRIGGER program_stages_kept_apart BEFORE UPDATE OF program_id, stage, since, until ON program_stages
WHEN EXISTS (SELECT 1 FROM program_stages s WHERE s.program_id = NEW.program_id AND s.stage <> NEW.stage AND s.id <> NEW.id
             AND CASE WHEN instr('preparatory design implementation reflexive result', s.stage)
                         < instr('preparatory design implementation reflexive result', NEW.stage)
                 THEN ifnull(s.until, s.since) > NEW.since ELSE ifnull(NEW.until, NEW.since) > s.since END)
BEGIN SELECT RAISE(ABORT, 'program_stages_apart'); END;

-- What was corrected in a program on its way, and why (nozhay-yurt 6.5.1: after a diagnosis of what is hard for the mentee).
CREATE TABLE program_corrections (  -- since: 7
    id         INTEGER PRIMARY KEY,
    program_id INTEGER NOT NULL CONSTRAINT program_corrections_program_ref REFERENCES programs,
    dated      TEXT NOT NULL CONSTRAINT program_corrections_dated CHECK (dated IS date(dated)),
               -- says: дата корректировки программы — не день календаря
    content    TEXT NOT NULL CONSTRAINT program_corrections_content CHECK (content <> ''),
               -- says: не сказано, что изменено в программе
    reason     TEXT NOT NULL CONSTRAINT program_corrections_reason CHECK (reason <> '')
               -- says: не сказано, почему программа изменена (Ножай-Юрт, п. 6.5.1)
) STRICT;
CREATE UNIQUE INDEX program_corrections_key ON program_corrections (program_id, dated, content);
    -- says: такая корректировка программы этого дня уже записана

-- What the monitoring of programs measures, and which way is better: all that nozhay-yurt 7.4 and 7.5 name, and the district's own.
CREATE TABLE measures (  -- since: 6
    id        INTEGER PRIMARY KEY,
    title     TEXT NOT NULL CONSTRAINT measures_title CHECK (title <> ''),  -- says: название показателя мониторинга пусто
    key       TEXT NOT NULL CONSTRAINT measures_key UNIQUE,                 -- says: такой показатель мониторинга уже есть
    unit      TEXT NOT NULL CONSTRAINT measures_unit CHECK (unit <> ''),    -- says: единица показателя мониторинга пуста
    direction TEXT NOT NULL CONSTRAINT measures_direction CHECK (direction IN ('up', 'down'))
              -- says: лучшее для показателя — рост или снижение
) STRICT;

INSERT INTO measures (title, key, unit, direction) VALUES
    ('Результативность программы', 'результативность программы', 'баллы', 'up'),
    ('Сопутствующие риски', 'сопутствующие риски', 'число', 'down'),
    ('Эффективность образовательных проектов', 'эффективность образовательных проектов', 'баллы', 'up'),
    ('Эффективность культурных проектов', 'эффективность культурных проектов', 'баллы', 'up'),
    ('Обучающиеся, успешно прошедшие ВПР, ОГЭ, ЕГЭ', 'обучающиеся, успешно прошедшие впр, огэ, егэ', '%', 'up'),
    ('Успеваемость обучающихся', 'успеваемость обучающихся', '%', 'up'),
    ('Участие обучающихся в олимпиадах', 'участие обучающихся в олимпиадах', 'чел.', 'up'),
    ('Социально-профессиональная активность', 'социально-профессиональная активность', 'баллы', 'up'),
    ('Образовательные результаты наставляемого', 'образовательные результаты наставляемого', 'баллы', 'up'),
    ('Образовательные результаты наставника', 'образовательные результаты наставника', 'баллы', 'up'),
    ('Мотивированность и осознанность в саморазвитии', 'мотивированность и осознанность в саморазвитии', 'баллы', 'up'),
    ('Включённость в инновационную деятельность', 'включенность в инновационную деятельность', 'баллы', 'up'),
    ('Качество адаптации', 'качество адаптации', 'баллы', 'up'),
    ('Срок адаптации', 'срок адаптации', 'мес.', 'down'),
    ('Планируют стать наставниками', 'планируют стать наставниками', 'чел.', 'up'),
    ('Планируют стать наставляемыми', 'планируют стать наставляемыми', 'чел.', 'up');

-- What was measured of a mentee before a program and after it (nozhay-yurt 7.2), to hundredths.
CREATE TABLE measurements (  -- since: 6
    id         INTEGER PRIMARY KEY,
    program_id INTEGER NOT NULL CONSTRAINT measurements_program_ref REFERENCES programs,
    person_id  INTEGER NOT NULL CONSTRAINT measurements_person_ref REFERENCES people,
    measure_id INTEGER NOT NULL CONSTRAINT measurements_measure_ref REFERENCES measures,
    stage      TEXT NOT NULL CONSTRAINT measurements_stage CHECK (stage IN ('entry', 'exit')),
               -- says: этап замера — вход или выход
    value      REAL NOT NULL CONSTRAINT measurements_value CHECK (abs(value) <= 1000000000),
               -- says: значение замера слишком велико
    dated      TEXT NOT NULL CONSTRAINT measurements_dated CHECK (dated IS date(dated))  -- says: дата замера — не день календаря
) STRICT;
CREATE UNIQUE INDEX measurements_key ON measurements (program_id, person_id, measure_id, stage);
    -- says: этот показатель на этом этапе программы уже измерен
CREATE INDEX measurements_by_person ON measurements (person_id);

-- --------------------------------------------------------------------------------------------------------- reviews

-- What an organisation submits to be reviewed, and what came of it (nozhay-yurt 6.2; kuzbass 4.2, 5.2): a program, its own
-- regulation or road map, or materials that are known by their title. Each submission is a row of its own; what was corrected
-- after the remarks stands beside them. The expert is somebody of the registers or comes from outside. No share asks for it.
CREATE TABLE reviews (  -- since: 7
    id         INTEGER PRIMARY KEY,
    org_id     INTEGER CONSTRAINT reviews_org_ref REFERENCES orgs,
    program_id INTEGER CONSTRAINT reviews_program_ref REFERENCES programs,
    subject    TEXT NOT NULL CONSTRAINT reviews_subject CHECK (subject IN
                   ('road_map', 'regulation', 'program', 'materials', 'assessment'))
               -- says: такого предмета рецензии нет
               CONSTRAINT reviews_of_program CHECK ((subject = 'program') = (program_id IS NOT NULL))
               -- says: номер программы указывают у рецензии на программу, и только у неё
               CONSTRAINT reviews_of_org CHECK (subject = 'program' OR org_id IS NOT NULL),
               -- says: не указано, какая организация представила документ на рецензию
    title      TEXT CONSTRAINT reviews_title CHECK (title <> '')
               -- says: название того, что рецензируют, пусто
               CONSTRAINT reviews_titled CHECK (title IS NOT NULL OR subject NOT IN ('materials', 'assessment')),
               -- says: у методических материалов и оценочных средств нужно название
    submitted  TEXT NOT NULL CONSTRAINT reviews_submitted CHECK (submitted IS date(submitted)),
               -- says: день, когда документ представлен на рецензию, — не день календаря
    verdict    TEXT CONSTRAINT reviews_verdict CHECK (verdict IN ('agreed', 'returned')),
               -- says: заключение рецензии — согласовано или возвращено
    concluded  TEXT CONSTRAINT reviews_concluded CHECK (concluded IS date(concluded))
               -- says: дата заключения — не день календаря
               CONSTRAINT reviews_order CHECK (concluded >= submitted)
               -- says: заключение дано раньше, чем документ представлен
               CONSTRAINT reviews_whole CHECK ((concluded IS NULL) = (verdict IS NULL)),
               -- says: у заключения должны быть и само оно, и его дата
    expert_id  INTEGER CONSTRAINT reviews_expert_ref REFERENCES people,
    expert     TEXT CONSTRAINT reviews_expert CHECK (expert <> '')
               -- says: имя эксперта пусто
               CONSTRAINT reviews_one_expert CHECK (expert IS NULL OR expert_id IS NULL),
               -- says: эксперт — либо человек из реестров, либо со стороны
    remarks    TEXT CONSTRAINT reviews_remarks CHECK (remarks <> ''),  -- says: замечания рецензии пусты
    corrected  TEXT CONSTRAINT reviews_corrected CHECK (corrected IS date(corrected))
               -- says: день, когда документ исправлен, — не день календаря
               CONSTRAINT reviews_correction CHECK (corrected >= concluded)
               -- says: документ исправлен раньше, чем дано заключение
               CONSTRAINT reviews_judged CHECK (corrected IS NULL OR concluded IS NOT NULL),
               -- says: документ исправлен по рецензии, а заключения ещё нет
    changes    TEXT CONSTRAINT reviews_changes CHECK (changes <> '')
               -- says: не сказано, что исправлено по рецензии
               CONSTRAINT reviews_change CHECK (changes IS NULL OR corrected IS NOT NULL)
               -- says: сказано, что исправлено по рецензии, но не сказано когда
) STRICT;
CREATE UNIQUE INDEX reviews_by_program ON reviews (program_id, submitted) WHERE program_id IS NOT NULL;
    -- says: программа, представленная в этот день, уже записана
CREATE UNIQUE INDEX reviews_by_org ON reviews (org_id, subject, ifnull(title, ''), submitted) WHERE program_id IS NULL;
    -- says: такой документ организации, представленный в этот день, уже записан
CREATE INDEX reviews_of_orgs ON reviews (org_id);
CREATE INDEX reviews_by_expert ON reviews (expert_id) WHERE expert_id IS NOT NULL;

-- ---------------------------------------------------------------------------------------------------------- surveys

-- What a participant of a pair answers: satisfaction of 0 to 10 (nozhay-yurt 7.7 (4), (5)), before the program or after
-- it (7.2); the answers to further questions beside it.
CREATE TABLE answers (
    id        INTEGER PRIMARY KEY,
    pair_id   INTEGER NOT NULL CONSTRAINT answers_pair_ref REFERENCES pairs,
    role      TEXT NOT NULL CONSTRAINT answers_role CHECK (role IN ('mentor', 'mentee')),
              -- says: роль в опросе — наставник или наставляемый
    person_id INTEGER NOT NULL CONSTRAINT answers_person_ref REFERENCES people,
    dated     TEXT NOT NULL CONSTRAINT answers_dated CHECK (dated IS date(dated)),       -- says: дата ответа — не день календаря
    score     INTEGER NOT NULL CONSTRAINT answers_score CHECK (score BETWEEN 0 AND 10),  -- says: балл — целое число от 0 до 10
    stage     TEXT CONSTRAINT answers_stage CHECK (stage IN ('entry', 'exit'))           -- says: этап опроса — вход или выход
) STRICT;
CREATE UNIQUE INDEX answers_key ON answers (pair_id, role, person_id, dated);  -- says: такой ответ уже есть

CREATE TABLE replies (
    id        INTEGER PRIMARY KEY,
    answer_id INTEGER NOT NULL CONSTRAINT replies_answer REFERENCES answers,
    question  TEXT NOT NULL CONSTRAINT replies_question CHECK (question <> ''),  -- says: вопрос пуст
    reply     TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX replies_key ON replies (answer_id, question);  -- says: ответ на этот вопрос уже есть

-- ----------------------------------------------------------------------------------- settings and scheduled exports

-- What the owner of the file has settled otherwise than the program would.
CREATE TABLE settings (  -- since: 3
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL CONSTRAINT settings_name CHECK (name <> ''),     -- says: название настройки пусто
    value INTEGER NOT NULL CONSTRAINT settings_value CHECK (value >= 0)  -- says: настройка — целое число не меньше нуля
) STRICT;
CREATE UNIQUE INDEX settings_key ON settings (name);  -- says: такая настройка уже есть

-- By what reports judge where an act leaves it open, and of which acts they speak, each from a day on (NULL: from the first). The
-- last one that has begun by the reference date holds; what isn't settled is as the program has it.
CREATE TABLE report_settings (  -- since: 7
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL CONSTRAINT report_settings_name CHECK (name IN ('acts', 'satisfaction', 'age-limit', 'novice-years', 'age-on')),
          -- says: такой настройки отчётов нет
    since TEXT CONSTRAINT report_settings_since CHECK (since IS date(since)),  -- says: день, с которого действует настройка, — не день календаря
    value TEXT NOT NULL CONSTRAINT report_settings_value CHECK (value <> ''),  -- says: значение настройки пусто
    CONSTRAINT report_settings_satisfaction CHECK (name <> 'satisfaction' OR value IN ('1', '2', '3', '4', '5', '6', '7', '8', '9', '10')),
        -- says: порог удовлетворённости — балл от 1 до 10
    CONSTRAINT report_settings_age_limit CHECK (name <> 'age-limit' OR value GLOB '[2-9][0-9]'),
        -- says: предельный возраст — от 20 до 99 лет
    CONSTRAINT report_settings_novice_years CHECK (name <> 'novice-years' OR value IN ('1', '2', '3', '4', '5', '6', '7', '8', '9', '10')),
        -- says: стаж молодого специалиста — от 1 до 10 лет
    CONSTRAINT report_settings_age_on CHECK (name <> 'age-on' OR value IN ('ref', 'january'))
        -- says: возраст считают на отчётную дату или на 1 января
) STRICT;
CREATE UNIQUE INDEX report_settings_key ON report_settings (name, ifnull(since, ''));  -- says: эта настройка с этого дня уже указана

-- Planned values of the district's own, beside those that the acts state: of a code, for the year and those after it until the
-- next one; for all, for organisations of a kind, or for one organisation. `percent` is exact to a hundredth.
CREATE TABLE targets (  -- since: 7
    id      INTEGER PRIMARY KEY,
    code    TEXT NOT NULL COLLATE NOCASE CONSTRAINT targets_code CHECK (code <> ''),    -- says: код показателя пуст
    year    INTEGER NOT NULL CONSTRAINT targets_year CHECK (year BETWEEN 2000 AND 2100), -- says: год плана — от 2000 до 2100
    kind    TEXT CONSTRAINT targets_kind CHECK (kind IN
                ('general', 'additional', 'preschool', 'vocational', 'authority', 'enterprise', 'university', 'other')),
            -- says: такого вида организаций нет
    org_id  INTEGER CONSTRAINT targets_org REFERENCES orgs,
    percent REAL NOT NULL CONSTRAINT targets_percent CHECK (percent BETWEEN 0 AND 100), -- says: план — от 0 до 100 процентов
    CONSTRAINT targets_whose CHECK (kind IS NULL OR org_id IS NULL)                      -- says: план — вида организаций или одной организации, не того и другого
) STRICT;
CREATE UNIQUE INDEX targets_key ON targets (code, year, ifnull(kind, ''), ifnull(org_id, 0));  -- says: план этого показателя на этот год уже записан
CREATE INDEX targets_by_org ON targets (org_id);

-- Which acts this file's reports speak of if nothing is said (none: all), and the user's own acts: `source` is the text of such
-- a one; an act that comes with the program has none here.
CREATE TABLE acts (  -- since: 5
    id       INTEGER PRIMARY KEY,
    code     TEXT NOT NULL CONSTRAINT acts_code CHECK (code <> ''),                      -- says: код акта пуст
    source   TEXT CONSTRAINT acts_source CHECK (source <> ''),                           -- says: текст акта пуст
    reported INTEGER NOT NULL CONSTRAINT acts_reported CHECK (reported IN (0, 1))        -- says: признак акта отчётов — да или нет
) STRICT;
CREATE UNIQUE INDEX acts_key ON acts (code);  -- says: такой акт уже есть

-- A finding that somebody has put off: no check tells it up to the day `until`. `finding` is its key, the word of its kind and the ids
-- of the rows that it is about: an id is never given twice.
CREATE TABLE waivers (  -- since: 7
    id      INTEGER PRIMARY KEY,
    finding TEXT NOT NULL CONSTRAINT waivers_finding CHECK (finding GLOB '[a-z]*:[0-9]*'),  -- says: это не ключ замечания
    reason  TEXT NOT NULL CONSTRAINT waivers_reason CHECK (reason <> ''),  -- says: причина, по которой замечание отложено, пуста
    until   TEXT NOT NULL CONSTRAINT waivers_until CHECK (until IS date(until)),
            -- says: последний день, на который отложено замечание, — не день календаря
    dated   TEXT NOT NULL CONSTRAINT waivers_dated CHECK (dated IS date(dated))
            -- says: день, когда замечание отложено, — не день календаря
            CONSTRAINT waivers_term CHECK (until >= dated)  -- says: замечание отложено по день, который уже прошёл
) STRICT;
CREATE UNIQUE INDEX waivers_key ON waivers (finding);  -- says: это замечание уже отложено

-- An export of the shares that `monitor run` makes for each period once it is over. Its id stands in the names of its
-- files; one that is removed stays here, so that no other ever gets it. `folder` is told from the root of the disk, `codes`
-- are parted by spaces (NULL is all of them); no period that ended before `since` is exported.
CREATE TABLE schedules (  -- since: 3
    id         INTEGER PRIMARY KEY,
    period     TEXT NOT NULL CONSTRAINT schedules_period CHECK (period IN
                   ('month', 'quarter', 'half-year', 'year', 'school-year')),          -- says: такого периода выгрузки нет
    folder     TEXT NOT NULL CONSTRAINT schedules_folder CHECK (folder <> ''),         -- says: папка выгрузки пуста
    format     TEXT NOT NULL CONSTRAINT schedules_format CHECK (format IN ('csv', 'excel', 'json', 'xlsx', 'docx', 'html')),
               -- says: такого вида файла нет
    codes      TEXT CONSTRAINT schedules_codes CHECK (codes <> ''),                    -- says: коды показателей пусты
    regulation TEXT CONSTRAINT schedules_regulation CHECK (regulation <> ''),          -- says: код акта пуст
    breakdown  TEXT CONSTRAINT schedules_breakdown CHECK (breakdown IN ('org', 'kind', 'municipality')),
               -- says: такого разреза показателей нет
    since      TEXT NOT NULL CONSTRAINT schedules_since CHECK (since IS date(since)),  -- says: начало выгрузок — не день календаря
    removed    TEXT CONSTRAINT schedules_removed CHECK (removed IS date(removed))
               -- says: дата снятия расписания — не день календаря
) STRICT;
CREATE UNIQUE INDEX schedules_key
    ON schedules (period, folder, format, ifnull(codes, ''), ifnull(regulation, ''), ifnull(breakdown, ''))
    WHERE removed IS NULL;  -- says: такое расписание уже есть

-- An export that was made: none is made twice. `ends` is the last day of its period, `below` counts the figures that missed
-- their target.
CREATE TABLE runs (  -- since: 3
    id          INTEGER PRIMARY KEY,
    schedule_id INTEGER NOT NULL CONSTRAINT runs_schedule REFERENCES schedules ON DELETE CASCADE,
    ends        TEXT NOT NULL CONSTRAINT runs_ends CHECK (ends IS date(ends)),  -- says: последний день периода — не день календаря
    made        TEXT NOT NULL CONSTRAINT runs_made CHECK (made IS date(made)),  -- says: дата выгрузки — не день календаря
    below       INTEGER NOT NULL CONSTRAINT runs_below CHECK (below >= 0)  -- says: число невыполненных показателей — не меньше нуля
) STRICT;
CREATE UNIQUE INDEX runs_key ON runs (schedule_id, ends);  -- says: такая выгрузка уже сделана

-- ------------------------------------------------------------------------------------------------------ the journal

-- The journal: an entry for each command that changed something. It is only added to; what is pruned, an entry says.
-- `made` is by the clock on the wall, `source` the names of the files imported; `added`, `changed` and `removed` count rows;
-- `undoes` is an entry, perhaps a pruned one; `prunes` the day before which everything was pruned; `version` the schema's.
CREATE TABLE entries (  -- since: 3
    id      INTEGER PRIMARY KEY,
    made    TEXT NOT NULL CONSTRAINT entries_made CHECK (made IS datetime(made)),  -- says: время записи журнала — не время
    command TEXT NOT NULL CONSTRAINT entries_command CHECK (command <> ''),    -- says: команда в записи журнала пуста
    source  TEXT CONSTRAINT entries_source CHECK (source <> ''),               -- says: имена файлов в записи журнала пусты
    reason  TEXT CONSTRAINT entries_reason CHECK (reason <> ''),               -- says: причина в записи журнала пуста
    added   INTEGER NOT NULL CONSTRAINT entries_added CHECK (added >= 0),      -- says: число добавленных строк — не меньше нуля
    changed INTEGER NOT NULL CONSTRAINT entries_changed CHECK (changed >= 0),  -- says: число изменённых строк — не меньше нуля
    removed INTEGER NOT NULL CONSTRAINT entries_removed CHECK (removed >= 0),  -- says: число удалённых строк — не меньше нуля
    undoes  INTEGER CONSTRAINT entries_undoes CHECK (undoes < id),             -- says: запись журнала отменяет только более раннюю
    prunes  TEXT CONSTRAINT entries_prunes CHECK (prunes IS date(prunes)),
            -- says: день, до которого очищен журнал, — не день календаря
    version INTEGER NOT NULL
) STRICT;

-- What an entry did: rows row_id..last_id added (no field, nothing old), a row removed (no field, the row as JSON in
-- `old`), or a field of a row changed. Where a person was erased, the values are NULL, a removed row is '{}'.
CREATE TABLE changes (  -- since: 3
    id       INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL CONSTRAINT changes_entry REFERENCES entries DEFERRABLE INITIALLY DEFERRED,
    relation TEXT NOT NULL CONSTRAINT changes_relation CHECK (relation <> ''),  -- says: название таблицы в записи журнала пусто
    row_id   INTEGER NOT NULL,
    last_id  INTEGER NOT NULL,
    field    TEXT,
    old      ANY,
    new      ANY,
    CONSTRAINT changes_range CHECK (last_id = row_id OR (last_id > row_id AND field IS NULL AND old IS NULL))
        -- says: строки в записи журнала перечислены неверно
) STRICT;
CREATE INDEX changes_by_entry ON changes (entry_id, relation, row_id);

-- The greatest number that a row of a table ever had, where no row has it any more. A number is never given twice: whatever
-- names somebody by it, the journal or a paper, names the one it was about.
CREATE TABLE numbers (  -- since: 5
    id       INTEGER PRIMARY KEY,
    relation TEXT NOT NULL CONSTRAINT numbers_relation UNIQUE,  -- says: последний номер этой таблицы уже записан
    last     INTEGER NOT NULL
) STRICT;

CREATE TRIGGER entries_kept BEFORE DELETE ON entries
WHEN NOT EXISTS (SELECT 1 FROM entries WHERE prunes > OLD.made)
BEGIN SELECT RAISE(ABORT, 'entries_kept'); END;  -- says: записи журнала не изменяются; старые убирает только очистка журнала
CREATE TRIGGER entries_settled BEFORE UPDATE OF id, made, command, added, changed, removed, undoes, prunes, version ON entries
BEGIN SELECT RAISE(ABORT, 'entries_kept'); END;
-- A change is settled once its entry is there.
CREATE TRIGGER changes_kept BEFORE DELETE ON changes
WHEN EXISTS (SELECT 1 FROM entries e WHERE e.id = OLD.entry_id
             AND NOT EXISTS (SELECT 1 FROM entries p WHERE p.prunes > e.made))
BEGIN SELECT RAISE(ABORT, 'entries_kept'); END;
CREATE TRIGGER changes_settled BEFORE UPDATE OF id, entry_id, relation, row_id, last_id, field ON changes
BEGIN SELECT RAISE(ABORT, 'entries_kept'); END;
CREATE TRIGGER changes_redacted BEFORE UPDATE OF old, new ON changes
WHEN NEW.new IS NOT NULL OR NEW.old <> '{}'
BEGIN SELECT RAISE(ABORT, 'entries_kept'); END;

-- ------------------------------------------------------------------------------------------------------------ views

-- The law, said once: shares, findings, cards and lists ask these. Each row holds from the day `since` to the day `until`, both
-- included, neither ever NULL: `since <= :ref AND until >= :from` is "on some day of the period", with `:ref` twice "on that
-- day". Where one thing can't be a span, its parts are two: an entered participation has that of its program beside its own.

-- Employments with the pedagogical question settled: the row's own answer, else the nomenclature's; NULL is unknown.
CREATE VIEW staff AS
SELECT e.id, e.person_id, e.org_id, e.number, e.post_id, p.title AS post, e.subject, e.hired, e.dismissed, e.main,
       ifnull(e.pedagogical, p.pedagogical) AS pedagogical
FROM   employments e JOIN posts p ON p.id = e.post_id;

-- What an organisation is called and what kind it is, as long as each of it lasts, open or not. A branch bears its parent's ИНН.
CREATE VIEW orgs_in_time AS
SELECT o.id, o.name, o.key, o.short_name, o.short_key, o.kind, ifnull(o.inn, p.inn) AS inn, o.municipality_id,
       o.opened, o.closed, ifnull(o.since, '0000-01-01') AS since, '9999-12-31' AS until
FROM   orgs o LEFT JOIN orgs p ON p.id = o.parent_id
UNION ALL
SELECT o.id, f.name, f.key, f.short_name, f.short_key, f.kind, ifnull(o.inn, p.inn), o.municipality_id,
       o.opened, o.closed, ifnull(f.since, '0000-01-01'), f.until
FROM   former_orgs f JOIN orgs o ON o.id = f.org_id LEFT JOIN orgs p ON p.id = o.parent_id;

-- While an organisation works, as what: no date of opening or closing means that it does.
CREATE VIEW working_orgs AS
SELECT id, name, key, inn, kind, municipality_id,
       max(since, ifnull(opened, '0000-01-01')) AS since, min(until, ifnull(closed, '9999-12-31')) AS until
FROM   orgs_in_time;

-- What kind a group is of and whether it is a network one («Сетевая»), as long as each of it lasts.
CREATE VIEW groups_in_time AS
SELECT g.id, g.kind_id, k.community, g.network, ifnull(g.since, '0000-01-01') AS since, '9999-12-31' AS until
FROM   groups g JOIN group_kinds k ON k.id = g.kind_id
UNION ALL
SELECT f.group_id, f.kind_id, k.community, f.network, ifnull(f.since, '0000-01-01'), f.until
FROM   former_groups f JOIN group_kinds k ON k.id = f.kind_id;

-- A paper by which an organisation introduces mentoring, until it is repealed; one without a date proves nothing yet.
CREATE VIEW papers_in_force AS
SELECT id, org_id, kind, dated AS since, ifnull(repealed, '9999-12-31') AS until FROM documents WHERE dated IS NOT NULL;

-- What a person is called as long as each name lasts.
CREATE VIEW names_in_time AS
SELECT p.id AS person_id, p.name,
       ifnull((SELECT date(max(f.until), '+1 day') FROM former_names f WHERE f.person_id = p.id), '0000-01-01') AS since,
       '9999-12-31' AS until
FROM   people p
UNION ALL
SELECT f.person_id, f.name,
       ifnull((SELECT date(max(b.until), '+1 day') FROM former_names b WHERE b.person_id = f.person_id AND b.until < f.until),
              '0000-01-01'), f.until
FROM   former_names f;

-- Last days of work of curators who are known as employees of their organisation, by a name that they bore between the
-- appointment and that day; no job of anybody of that name goes on there. Looked for among those who have left, who are few;
-- that a name was ever theirs is asked first, as it is asked quickly.
CREATE VIEW curators_left AS
SELECT c.id, e.dismissed AS last
FROM   curators c JOIN employments e ON e.org_id = c.org_id AND e.dismissed >= c.appointed JOIN people p ON p.id = e.person_id
WHERE  CASE WHEN p.name = c.name OR EXISTS (SELECT 1 FROM former_names f WHERE f.person_id = e.person_id AND f.name = c.name)
       THEN EXISTS (SELECT 1 FROM names_in_time n WHERE n.person_id = e.person_id AND n.name = c.name
                    AND n.since <= e.dismissed AND n.until >= c.appointed)
        AND NOT EXISTS (SELECT 1 FROM employments o JOIN names_in_time n ON n.person_id = o.person_id
                        WHERE o.org_id = c.org_id AND o.hired <= date(e.dismissed, '+1 day')
                          AND (o.dismissed IS NULL OR o.dismissed > e.dismissed)
                          AND n.name = c.name AND n.since <= e.dismissed AND n.until >= c.appointed) END;

-- Curators in office, a row for each unbroken time; an appointment without a date proves nothing yet. Whoever has left, by a
-- known employment, is in office no later than the last day of work, and again from the day of a return, the days between left out.
CREATE VIEW curators_in_office AS
WITH left_work AS MATERIALIZED (SELECT id, last FROM curators_left)
SELECT c.id, c.org_id, c.appointed AS since, min(ifnull(c.ended, '9999-12-31'), ifnull(l.last, '9999-12-31')) AS until
FROM   curators c LEFT JOIN (SELECT id, min(last) AS last FROM left_work GROUP BY id) l ON l.id = c.id
WHERE  c.appointed IS NOT NULL
UNION ALL
SELECT c.id, c.org_id, o.hired,
       min(ifnull(c.ended, '9999-12-31'), ifnull((SELECT min(n.last) FROM left_work n WHERE n.id = c.id AND n.last >= o.hired), '9999-12-31'))
FROM   left_work l CROSS JOIN curators c ON c.id = l.id
       CROSS JOIN employments o ON o.org_id = c.org_id AND o.hired > l.last AND o.hired <= ifnull(c.ended, '9999-12-31')
WHERE  EXISTS (SELECT 1 FROM names_in_time n WHERE n.person_id = o.person_id AND n.name = c.name
               AND n.since <= o.hired AND n.until >= c.appointed);

-- Jobs at a main workplace, with what ranks those of one person that begin on one day: the pedagogical one comes first, then one
-- that may be, then the organisation by the name that it bore on that day, and the post by name. What is entered first doesn't
-- matter, nor does a later renaming.
CREATE VIEW main_jobs AS
SELECT e.id, e.person_id, e.org_id, e.hired, e.dismissed, ifnull(e.pedagogical, p.pedagogical) AS pedagogical,
       ifnull(2 - 2 * ifnull(e.pedagogical, p.pedagogical), 1) AS pedagogical_rank,
       ifnull((SELECT w.key FROM former_orgs w
               WHERE w.org_id = e.org_id AND w.until >= e.hired AND ifnull(w.since, e.hired) <= e.hired),
              (SELECT o.key FROM orgs o WHERE o.id = e.org_id)) AS org_key,
       (SELECT m.key FROM orgs o JOIN municipalities m ON m.id = o.municipality_id WHERE o.id = e.org_id) AS municipality_key,
       p.key AS post_key
FROM   employments e JOIN posts p ON p.id = e.post_id
WHERE  e.main;

-- The one main workplace that a person has on a day: of several, the one with the earliest «Дата приёма» as long as it lasts,
-- and each other only from the day after.
CREATE VIEW main_workplaces AS
SELECT s.id, s.person_id, s.org_id, s.pedagogical,
       ifnull((SELECT max(s.hired, date(max(ifnull(f.dismissed, '9999-12-30')), '+1 day'))
               FROM   main_jobs f
               WHERE  f.person_id = s.person_id AND f.hired <= s.hired AND f.id <> s.id
                 AND  (f.hired < s.hired
                       OR (f.pedagogical_rank, f.org_key, f.municipality_key, f.post_key, f.id)
                        < (s.pedagogical_rank, s.org_key, s.municipality_key, s.post_key, s.id))), s.hired) AS since,
       ifnull(s.dismissed, '9999-12-31') AS until
FROM   main_jobs s;

-- When people who work are away.
CREATE VIEW absences AS
SELECT id, person_id, kind, began AS since, ifnull(ended, '9999-12-31') AS until FROM leaves;

-- Memberships of people and of organisations in groups.
CREATE VIEW memberships AS
SELECT id, group_id, person_id, org_id, ifnull(joined, '0000-01-01') AS since, ifnull(ended, '9999-12-31') AS until
FROM   members;

-- Registrations in the register of mentors.
CREATE VIEW registrations AS
SELECT id, person_id, org_id, category, registered AS since, ifnull(retired, '9999-12-31') AS until FROM mentors;

-- A mentee in a pair with the order that fixes him: his own, else the pair's. For these the dates of papers and the end matter,
-- not the start of the pair.
CREATE VIEW mentees_by_order AS
SELECT b.id, b.pair_id, b.person_id, p.mentor_id, p.org_id, b.joined,
       CASE WHEN b.order_number IS NULL AND b.order_dated IS NULL THEN p.order_number ELSE b.order_number END AS order_number,
       CASE WHEN b.order_number IS NULL AND b.order_dated IS NULL THEN p.order_dated ELSE b.order_dated END AS order_dated,
       p.ended AS pair_ended, min(ifnull(p.ended, '9999-12-31'), ifnull(b.ended, '9999-12-31')) AS last
FROM   mentees b JOIN pairs p ON p.id = b.pair_id;

-- The same until it is over: at the stored end of the pair or the mentee's leaving, or with the last day of the mentee's work
-- in the organisation of the pair (all jobs there) or of the mentor's work anywhere, each without a break from the date of the
-- order on, and only if there was work on that day. The organisation is the pair's, else the mentee's main workplace on the
-- date of the order; NULL where nothing tells it. Whoever left nothing is found to have no such day by an index of ends.
CREATE VIEW participations AS
SELECT t.id, t.pair_id, t.person_id, t.mentor_id, t.joined, t.order_number, t.order_dated,
       ifnull(t.org_id, (SELECT w.org_id FROM main_workplaces w
                         WHERE w.person_id = t.person_id AND w.since <= t.order_dated AND w.until >= t.order_dated)) AS org_id,
       t.pair_ended, t.last AS told_until, o.dismissed AS mentee_worked_until, m.dismissed AS mentor_worked_until,
       min(t.last, ifnull(o.dismissed, '9999-12-31'), ifnull(m.dismissed, '9999-12-31')) AS until
FROM   mentees_by_order t
       LEFT JOIN employments o ON o.id =
           (SELECT e.id FROM employments e
            WHERE e.person_id = t.person_id AND e.dismissed >= t.order_dated
              AND +e.org_id = ifnull(t.org_id, (SELECT w.org_id FROM main_workplaces w WHERE w.person_id = t.person_id
                                               AND w.since <= t.order_dated AND w.until >= t.order_dated))
              AND NOT EXISTS (SELECT 1 FROM employments n WHERE n.person_id = e.person_id AND +n.org_id = e.org_id
                              AND n.hired <= date(e.dismissed, '+1 day') AND (n.dismissed IS NULL OR n.dismissed > e.dismissed))
              AND EXISTS (SELECT 1 FROM employments c WHERE c.person_id = e.person_id AND +c.org_id = e.org_id
                          AND c.hired <= t.order_dated AND (c.dismissed IS NULL OR c.dismissed >= t.order_dated))
            ORDER BY e.dismissed LIMIT 1)
       LEFT JOIN employments m ON m.id =
           (SELECT e.id FROM employments e
            WHERE e.person_id = t.mentor_id AND e.dismissed >= t.order_dated
              AND NOT EXISTS (SELECT 1 FROM employments n WHERE n.person_id = e.person_id
                              AND n.hired <= date(e.dismissed, '+1 day') AND (n.dismissed IS NULL OR n.dismissed > e.dismissed))
              AND EXISTS (SELECT 1 FROM employments c WHERE c.person_id = e.person_id
                          AND c.hired <= t.order_dated AND (c.dismissed IS NULL OR c.dismissed >= t.order_dated))
            ORDER BY e.dismissed LIMIT 1);

-- Ordered (nozhay-yurt 7.7 *): the order has a number and a date; in force from that date or the day of joining, the later.
-- One that was over before has no row.
CREATE VIEW ordered_participations AS
SELECT id, pair_id, person_id, mentor_id, org_id, order_number, order_dated,
       max(order_dated, ifnull(joined, order_dated)) AS since, until
FROM   participations
WHERE  order_number IS NOT NULL AND order_dated IS NOT NULL AND max(order_dated, ifnull(joined, order_dated)) <= until;

-- For whom a program is approved: from its approval to its planned end or its actual one, the earlier.
CREATE VIEW approved_programs AS
SELECT q.person_id, q.program_id, g.approved AS since, min(g.finishes, ifnull(g.ended, g.finishes)) AS until
FROM   program_people q JOIN programs g ON g.id = q.program_id WHERE g.approved IS NOT NULL;

-- Entered (nozhay-yurt 7.7 *): ordered, and a program for that person is approved under the same pair, of which it was part for
-- the days `linked_since` to `linked_until`.
CREATE VIEW entered_participations AS
SELECT o.id, o.pair_id, o.person_id, o.mentor_id, o.org_id, o.order_dated, o.since, o.until,
       g.since AS program_since, g.until AS program_until,
       ifnull(l.since, '0000-01-01') AS linked_since, ifnull(l.until, '9999-12-31') AS linked_until
-- The mentee of a link is looked for, not each mentee of its pair, of whom there may be very many.
FROM   approved_programs g JOIN program_pairs l ON l.program_id = g.program_id
       CROSS JOIN ordered_participations o ON o.pair_id = l.pair_id AND o.person_id = g.person_id;

-- The work of an erased person, entered anew for another one, by a file of the old days. Two colleagues may have begun on one
-- day, so birth dates must not tell them apart. Erased people are few: they come first in the plan, whatever else is asked.
CREATE VIEW work_entered_again AS
SELECT e.id, e.person_id, e.org_id, e.post_id, e.hired, x.person_id AS erased_id, x.dated AS erased
FROM   erasures x CROSS JOIN people g ON g.id = x.person_id
       CROSS JOIN employments a ON a.person_id = x.person_id
       CROSS JOIN employments e ON e.org_id = a.org_id AND e.post_id = a.post_id AND e.hired = a.hired
       JOIN people p ON p.id = e.person_id
WHERE  p.id > g.id AND (p.born = g.born OR p.born IS NULL OR g.born IS NULL)
  AND  NOT EXISTS (SELECT 1 FROM erasures y WHERE y.person_id = p.id);
