-- The units: the last answer, in the period, of each participant of a pair (the mentor, each mentee).
-- Its organisation is the mentee's main workplace on the day of the answer, else the nearest in time; for a mentor's
-- answer in a group, the first mentee's.

-- unit: answer
-- title: ответ участника
-- scale: 10
-- says: последний за период ответ участника пары (наставника или наставляемого) о его удовлетворённости
-- clause: Ножай-Юрт, п. 7.2
SELECT a.id AS unit, h.name AS label, h.id AS person,
       coalesce((SELECT w.org_id FROM main_workplaces w
                 WHERE  w.person_id = a.mentee AND w.since <= a.dated AND w.until >= a.dated),
                (SELECT e.org_id FROM employments e WHERE e.person_id = a.mentee AND e.main
                 ORDER  BY max(julianday(e.hired) - julianday(a.dated), ifnull(julianday(a.dated) - julianday(e.dismissed), 0)),
                           e.hired, e.id LIMIT 1)) AS org,
       1 AS holds, a.score AS value
FROM   (SELECT *, CASE role WHEN 'mentee' THEN person_id
                  ELSE (SELECT b.person_id FROM mentees b WHERE b.pair_id = answers.pair_id ORDER BY b.id LIMIT 1) END AS mentee
        FROM answers) a LEFT JOIN people h ON h.id = a.person_id
WHERE  a.dated BETWEEN :from AND :ref
  AND  NOT EXISTS (SELECT 1 FROM answers z WHERE z.pair_id = a.pair_id AND z.role = a.role AND z.person_id = a.person_id
                   AND z.dated > a.dated AND z.dated <= :ref);

-- absence: answer
-- says: нет ответа за отчётный период
SELECT id AS unit, 1 AS holds FROM people;

-- fact: of_mentee
-- title: ответ наставляемого
-- says: отвечает наставляемый
-- otherwise: отвечает не наставляемый
-- clause: Ножай-Юрт, п. 7.7 (4)
SELECT id AS unit, 1 AS holds FROM answers WHERE role = 'mentee';

-- fact: of_mentor
-- title: ответ наставника
-- says: отвечает наставник
-- otherwise: отвечает не наставник
-- clause: Ножай-Юрт, п. 7.7 (5)
SELECT id AS unit, 1 AS holds FROM answers WHERE role = 'mentor';

-- fact: satisfied
-- title: удовлетворён
-- says: удовлетворён участием: балл не меньше 7 из 10
-- otherwise: балл ниже 7 из 10
-- clause: Ножай-Юрт, п. 7.7 **
-- note: Порог удовлетворённости (7 баллов из 10) выбран программой: акт его не называет (Ножай-Юрт, п. 7.7 **).
SELECT id AS unit, 1 AS holds FROM answers WHERE score >= 7;
