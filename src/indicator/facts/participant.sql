-- The units: the participants of pairs whose participation is fixed by an order in the period: each mentee, and the mentor
-- once a pair.

-- unit: participant
-- title: участник пары
-- says: участник пары (наставник или наставляемый), закреплённой приказом, который действует в отчётном периоде
-- no_org: неизвестно, к какой организации относится участие: у пары она не указана, а основного места работы на дату приказа у наставляемого нет
-- clause: Ножай-Юрт, п. 7.7 *
-- with: ordered_in_period, numbered_participant, participant_org
SELECT DISTINCT n.unit, h.name AS label, n.person_id AS person, o.org_id AS org, 1 AS holds
FROM   ordered_in_period p
       JOIN numbered_participant n ON n.pair_id = p.pair_id AND n.mentee_id IN (0, p.person_id)
       LEFT JOIN people h ON h.id = n.person_id
       LEFT JOIN participant_org o ON o.pair_id = n.pair_id AND o.mentee_id = n.mentee_id;

-- absence: participant
-- says: не участвует ни в одной паре, закреплённой приказом в отчётном периоде
SELECT id AS unit, 1 AS holds FROM people;

-- beside: participant
-- with: numbered_participant
SELECT n.unit, n.unit AS subject, p.number AS pair FROM numbered_participant n JOIN pairs p ON p.id = n.pair_id;

-- Everybody in a pair once, the mentor beside a mentee of no number. The number of a mentee is even (twice that of his first
-- stay in the pair), that of a mentor odd.

-- table: numbered_participant
-- made: once
SELECT 2 * min(id) AS unit, pair_id, person_id AS mentee_id, person_id FROM mentees GROUP BY pair_id, person_id
UNION ALL
SELECT 2 * id + 1, id, 0, mentor_id FROM pairs;

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
                                           s.order_dated IS NULL, s.order_dated, o.key, m.key, o.id) AS place
        FROM   (SELECT id, pair_id, person_id AS mentee_id, order_dated, org_id FROM participation_seen
                UNION ALL
                SELECT id, pair_id, 0, order_dated, org_id FROM participation_seen) s
               LEFT JOIN orgs_in_time o ON o.id = s.org_id AND o.since <= :ref AND o.until >= :ref
               LEFT JOIN municipalities m ON m.id = o.municipality_id)
WHERE  place = 1;

-- fact: of_mentee
-- title: наставляемый
-- says: наставляемый
-- otherwise: не наставляемый
-- clause: Ножай-Юрт, п. 7.7 (4)
-- with: numbered_participant
SELECT unit, 1 AS holds FROM numbered_participant WHERE mentee_id <> 0;

-- fact: of_mentor
-- title: наставник
-- says: наставник
-- otherwise: не наставник
-- clause: Ножай-Юрт, п. 7.7 (5)
-- with: numbered_participant
SELECT unit, 1 AS holds FROM numbered_participant WHERE mentee_id = 0;

-- fact: entered
-- title: вошёл в программу
-- says: вошёл в программу наставничества в этой паре (наставник — если вошёл хотя бы один из её наставляемых)
-- otherwise: приказ есть, программа не утверждена
-- clause: Ножай-Юрт, п. 7.7 *
-- with: entered_in_period, numbered_participant
SELECT n.unit, 1 AS holds
FROM   entered_in_period e JOIN numbered_participant n ON n.pair_id = e.pair_id AND n.mentee_id IN (0, e.person_id);

-- fact: answered
-- title: ответил
-- says: ответил в отчётном периоде, не считая ответов этапа «вход»
-- otherwise: нет ответа за отчётный период
-- clause: Ножай-Юрт, п. 7.2
-- with: exit_answer
SELECT unit, 1 AS holds FROM exit_answer;

-- reason: answered
-- says: нет ответа за отчётный период
-- mend: monitor survey add {pair} --role наставляемый --person {person} --date ДАТА --score БАЛЛ
-- with: numbered_participant
SELECT n.unit, 1 AS holds, p.number AS pair FROM numbered_participant n JOIN pairs p ON p.id = n.pair_id WHERE n.mentee_id <> 0;

-- reason: answered
-- says: нет ответа за отчётный период
-- mend: monitor survey add {pair} --role наставник --date ДАТА --score БАЛЛ
-- with: numbered_participant
SELECT n.unit, 1 AS holds, p.number AS pair FROM numbered_participant n JOIN pairs p ON p.id = n.pair_id WHERE n.mentee_id = 0;

-- The answers of the period that aren't given before the program.

-- table: exit_answer
-- with: answering
SELECT n.unit, a.pair_id, a.role, a.person_id, a.dated, a.score
FROM   answers a JOIN answering n ON n.id = a.id
WHERE  a.stage IS NOT 'entry' AND a.dated BETWEEN :from AND :ref;

-- Which participant has given an answer.

-- table: answering
-- with: numbered_participant
SELECT a.id, n.unit, n.pair_id, n.mentee_id
FROM   answers a
       JOIN numbered_participant n
         ON n.pair_id = a.pair_id AND n.mentee_id = CASE a.role WHEN 'mentee' THEN a.person_id ELSE 0 END;

-- fact: satisfied
-- title: удовлетворён
-- says: удовлетворён участием: балл последнего ответа не меньше {балл} из 10
-- otherwise: балл последнего ответа ниже {балл} из 10
-- lacks: нет балла не ниже {балл} из 10
-- clause: Ножай-Юрт, п. 7.7 **
-- rules: satisfaction
-- note: Порог {балл} из 10 {кем выбран порог}: акт его не называет (Ножай-Юрт, п. 7.7 **).
-- with: exit_answer
SELECT a.unit, 1 AS holds FROM exit_answer a
WHERE  a.score >= :satisfaction
  AND  NOT EXISTS (SELECT 1 FROM answers z WHERE z.pair_id = a.pair_id AND z.role = a.role AND z.person_id = a.person_id
                   AND z.stage IS NOT 'entry' AND z.dated > a.dated AND z.dated <= :ref);

-- reason: satisfied
-- says: балл последнего ответа ниже {балл} из 10
-- mend: monitor survey add {pair} --role наставляемый --person {person} --date ДАТА --score БАЛЛ
-- with: numbered_participant
SELECT n.unit, 1 AS holds, p.number AS pair FROM numbered_participant n JOIN pairs p ON p.id = n.pair_id WHERE n.mentee_id <> 0;

-- reason: satisfied
-- says: балл последнего ответа ниже {балл} из 10
-- mend: monitor survey add {pair} --role наставник --date ДАТА --score БАЛЛ
-- with: numbered_participant
SELECT n.unit, 1 AS holds, p.number AS pair FROM numbered_participant n JOIN pairs p ON p.id = n.pair_id WHERE n.mentee_id = 0;
