-- The units: the answers of the period of the participants of pairs (the mentor, each mentee).

-- unit: answer
-- title: ответ участника
-- scale: 10
-- says: ответ участника пары (наставника или наставляемого) о его удовлетворённости, данный в отчётном периоде
-- no_org: неизвестно, к какой организации относится участие: у пары она не указана, а основного места работы на дату приказа у наставляемого нет
-- subject: participant
-- clause: Ножай-Юрт, п. 7.2
-- with: participant_org, answering
SELECT a.id AS unit, h.name AS label, h.id AS person, o.org_id AS org, 1 AS holds, a.score AS value
FROM   answers a
       LEFT JOIN people h ON h.id = a.person_id
       LEFT JOIN answering n ON n.id = a.id
       LEFT JOIN participant_org o ON o.pair_id = n.pair_id AND o.mentee_id = n.mentee_id
WHERE  a.dated BETWEEN :from AND :ref;

-- absence: answer
-- says: нет ответа за отчётный период
SELECT id AS unit, 1 AS holds FROM people;

-- beside: answer
-- with: answering
SELECT a.id AS unit, n.unit AS subject, p.number AS pair, a.dated AS answered, a.stage, a.score
FROM   answers a JOIN pairs p ON p.id = a.pair_id LEFT JOIN answering n ON n.id = a.id
WHERE  a.dated BETWEEN :from AND :ref;

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

-- fact: not_entry
-- title: ответ не на входе
-- says: ответ не этапа «вход»: тот даётся до программы
-- otherwise: ответ этапа «вход»: он дан до программы
-- clause: Ножай-Юрт, п. 7.2
SELECT id AS unit, 1 AS holds FROM answers WHERE stage IS NOT 'entry';

-- fact: of_entered
-- title: участник вошёл в программу
-- says: участник вошёл в программу наставничества в этой паре (наставник — если вошёл хотя бы один из её наставляемых)
-- otherwise: нет приказа о закреплении пары, действующего в отчётном периоде
-- clause: Ножай-Юрт, п. 7.7 *
-- with: entered_in_period
SELECT a.id AS unit, 1 AS holds
FROM   entered_in_period e JOIN answers a ON a.pair_id = e.pair_id AND a.role = 'mentee' AND a.person_id = e.person_id
UNION ALL
SELECT id, 1 FROM answers WHERE role = 'mentor' AND pair_id IN (SELECT pair_id FROM entered_in_period);

-- reason: of_entered
-- says: приказ есть, программа не утверждена
-- with: ordered_in_period
SELECT a.id AS unit, 1 AS holds
FROM   ordered_in_period o JOIN answers a ON a.pair_id = o.pair_id AND a.role = 'mentee' AND a.person_id = o.person_id
UNION ALL
SELECT id, 1 FROM answers WHERE role = 'mentor' AND pair_id IN (SELECT pair_id FROM ordered_in_period);

-- fact: last
-- title: последний ответ
-- says: последний ответ этого участника в отчётном периоде, не считая ответов этапа «вход»
-- otherwise: есть более поздний ответ этого участника в отчётном периоде
-- clause: Ножай-Юрт, п. 7.2
SELECT a.id AS unit, 1 AS holds FROM answers a
WHERE  a.dated BETWEEN :from AND :ref
  AND  NOT EXISTS (SELECT 1 FROM answers z WHERE z.pair_id = a.pair_id AND z.role = a.role AND z.person_id = a.person_id
                   AND z.stage IS NOT 'entry' AND z.dated > a.dated AND z.dated <= :ref);

-- fact: satisfied
-- title: удовлетворён
-- says: удовлетворён участием: балл не меньше {балл} из 10
-- otherwise: балл ниже {балл} из 10
-- clause: Ножай-Юрт, п. 7.7 **
-- rules: satisfaction
-- note: Порог {балл} из 10 {кем выбран порог}: акт его не называет (Ножай-Юрт, п. 7.7 **).
SELECT id AS unit, 1 AS holds FROM answers WHERE score >= :satisfaction;

-- reason: satisfied
-- says: балл ниже {балл} из 10
-- mend: monitor survey add {pair} --role наставляемый --person {person} --date ДАТА --score БАЛЛ
SELECT a.id AS unit, 1 AS holds, p.number AS pair FROM answers a JOIN pairs p ON p.id = a.pair_id
WHERE  a.role = 'mentee' AND a.dated BETWEEN :from AND :ref;

-- reason: satisfied
-- says: балл ниже {балл} из 10
-- mend: monitor survey add {pair} --role наставник --date ДАТА --score БАЛЛ
SELECT a.id AS unit, 1 AS holds, p.number AS pair FROM answers a JOIN pairs p ON p.id = a.pair_id
WHERE  a.role = 'mentor' AND a.dated BETWEEN :from AND :ref;
