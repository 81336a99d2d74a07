-- The units: the participants of pairs whose participation is fixed by an order in the period: each mentee, and the mentor
-- once a pair. An even number is of a mentee (twice that of his first stay in the pair), an odd one of a mentor.

-- unit: participant
-- title: участник пары
-- says: участник пары (наставник или наставляемый), закреплённой приказом, который действует в отчётном периоде
-- no_org: неизвестно, к какой организации относится участие: у пары она не указана, а основного места работы на дату приказа у наставляемого нет
-- clause: Ножай-Юрт, п. 7.7 *
-- with: ordered_in_period, participant_org
SELECT u.unit, h.name AS label, u.person, o.org_id AS org, 1 AS holds
FROM   (SELECT DISTINCT 2 * (SELECT min(m.id) FROM mentees m WHERE m.pair_id = p.pair_id AND m.person_id = p.person_id) AS unit,
               p.person_id AS person, p.pair_id, p.person_id AS mentee_id
        FROM   ordered_in_period p
        UNION ALL
        SELECT DISTINCT 2 * p.pair_id + 1, p.mentor_id, p.pair_id, 0 FROM ordered_in_period p) u
       LEFT JOIN people h ON h.id = u.person
       LEFT JOIN participant_org o ON o.pair_id = u.pair_id AND o.mentee_id = u.mentee_id;

-- absence: participant
-- says: не участвует ни в одной паре, закреплённой приказом в отчётном периоде
SELECT id AS unit, 1 AS holds FROM people;

-- beside: participant
SELECT 2 * m.id AS unit, 2 * m.id AS subject, p.number AS pair FROM mentees m JOIN pairs p ON p.id = m.pair_id
UNION ALL
SELECT 2 * id + 1, 2 * id + 1, number FROM pairs;

-- The participations that an order fixes in the period.

-- table: ordered_in_period
-- made: once
SELECT id, pair_id, person_id, mentor_id FROM ordered_participations WHERE since <= :ref AND until >= :from;

-- Those that entered in it.

-- table: entered_in_period
-- made: once
SELECT DISTINCT id, pair_id, person_id FROM entered_participations
WHERE  since <= :ref AND until >= :from AND program_since <= :ref AND program_until >= :from
  AND  linked_since <= :ref AND linked_until >= :from;

-- All participations with what is known of them on :ref: an order that is issued later isn't.

-- table: participation_seen
-- made: once
SELECT p.id, p.pair_id, p.person_id,
       CASE WHEN p.order_dated <= :ref THEN p.order_dated END AS order_dated,
       CASE WHEN p.order_dated <= :ref THEN p.org_id
       ELSE (SELECT q.org_id FROM pairs q WHERE q.id = p.pair_id) END AS org_id
FROM   participations p;

-- The organisation to which somebody takes part in a pair, the mentor beside a mentee of no number: that of the participation;
-- of several (a mentor's of a group, a mentee's who came back) that of one which entered, then of the earliest order, then the
-- organisation first by the name that it bears on :ref.

-- table: participant_org
-- with: entered_in_period, participation_seen
-- made: once
SELECT pair_id, mentee_id, org_id
FROM   (SELECT s.pair_id, s.mentee_id, s.org_id,
               row_number() OVER (PARTITION BY s.pair_id, s.mentee_id
                                  ORDER BY s.id NOT IN (SELECT id FROM entered_in_period), s.org_id IS NULL,
                                           s.order_dated IS NULL, s.order_dated, ifnull(f.key, o.key), m.key, o.id) AS place
        FROM   (SELECT id, pair_id, person_id AS mentee_id, order_dated, org_id FROM participation_seen
                UNION ALL
                SELECT id, pair_id, 0, order_dated, org_id FROM participation_seen) s
               LEFT JOIN orgs o ON o.id = s.org_id
               LEFT JOIN municipalities m ON m.id = o.municipality_id
               LEFT JOIN former_orgs f ON f.org_id = s.org_id AND f.until >= :ref AND ifnull(f.since, :ref) <= :ref)
WHERE  place = 1;

-- fact: of_mentee
-- title: наставляемый
-- says: наставляемый
-- otherwise: не наставляемый
-- clause: Ножай-Юрт, п. 7.7 (4)
SELECT 2 * id AS unit, 1 AS holds FROM mentees;

-- fact: of_mentor
-- title: наставник
-- says: наставник
-- otherwise: не наставник
-- clause: Ножай-Юрт, п. 7.7 (5)
SELECT 2 * id + 1 AS unit, 1 AS holds FROM pairs;

-- fact: entered
-- title: вошёл в программу
-- says: вошёл в программу наставничества в этой паре (наставник — если вошёл хотя бы один из её наставляемых)
-- otherwise: приказ есть, программа не утверждена
-- clause: Ножай-Юрт, п. 7.7 *
-- with: entered_in_period
SELECT 2 * (SELECT min(m.id) FROM mentees m WHERE m.pair_id = e.pair_id AND m.person_id = e.person_id) AS unit, 1 AS holds
FROM   entered_in_period e
UNION ALL
SELECT 2 * pair_id + 1, 1 FROM entered_in_period;

-- fact: answered
-- title: ответил
-- says: ответил в отчётном периоде, не считая ответов этапа «вход»
-- otherwise: нет ответа за отчётный период
-- clause: Ножай-Юрт, п. 7.2
-- with: exit_answer
SELECT unit, 1 AS holds FROM exit_answer WHERE unit IS NOT NULL;

-- The answers of the period that aren't given before the program.

-- table: exit_answer
SELECT CASE a.role WHEN 'mentor' THEN 2 * a.pair_id + 1
       ELSE 2 * (SELECT min(m.id) FROM mentees m WHERE m.pair_id = a.pair_id AND m.person_id = a.person_id) END AS unit,
       a.pair_id, a.role, a.person_id, a.dated, a.score
FROM   answers a
WHERE  a.stage IS NOT 'entry' AND a.dated BETWEEN :from AND :ref;

-- fact: satisfied
-- title: удовлетворён
-- says: удовлетворён участием: балл последнего ответа не меньше 7 из 10
-- otherwise: балл последнего ответа ниже 7 из 10
-- clause: Ножай-Юрт, п. 7.7 **
-- note: Порог 7 из 10 выбран программой: акт его не называет (Ножай-Юрт, п. 7.7 **).
-- with: exit_answer
SELECT a.unit, 1 AS holds FROM exit_answer a
WHERE  a.score >= 7 AND a.unit IS NOT NULL
  AND  NOT EXISTS (SELECT 1 FROM answers z WHERE z.pair_id = a.pair_id AND z.role = a.role AND z.person_id = a.person_id
                   AND z.stage IS NOT 'entry' AND z.dated > a.dated AND z.dated <= :ref);
