-- The units: organisations that work on the reference date.

-- unit: org
-- says: организация, которая работает на отчётную дату (нет даты открытия или закрытия — значит, работает)
SELECT id AS unit, name AS label, NULL AS person, id AS org, 1 AS holds FROM orgs
WHERE  (opened IS NULL OR opened <= :ref) AND (closed IS NULL OR closed >= :ref);

-- fact: order
-- says: издан приказ о внедрении системы (целевой модели) наставничества, его дата указана
-- otherwise: нет приказа о внедрении или его дата не указана
-- clause: Ножай-Юрт, п. 2.2
SELECT org_id AS unit, 1 AS holds FROM documents WHERE kind = 'order' AND dated <= :ref;

-- fact: regulation
-- says: утверждено положение о системе наставничества, его дата указана
-- otherwise: нет утверждённого положения о наставничестве или его дата не указана
-- clause: Ножай-Юрт, п. 2.6
SELECT org_id AS unit, 1 AS holds FROM documents WHERE kind = 'regulation' AND dated <= :ref;

-- fact: road_map
-- says: утверждена дорожная карта (план мероприятий) внедрения, её дата указана
-- otherwise: нет утверждённой дорожной карты или её дата не указана
-- clause: Ножай-Юрт, п. 2.2
SELECT org_id AS unit, 1 AS holds FROM documents WHERE kind = 'road_map' AND dated <= :ref;

-- fact: curator
-- says: назначен куратор, дата назначения указана
-- otherwise: не назначен куратор или дата назначения не указана
-- clause: Ножай-Юрт, п. 6.5.2
SELECT org_id AS unit, 1 AS holds FROM curators WHERE appointed <= :ref AND (ended IS NULL OR ended >= :ref);

-- fact: covered_by_network
-- says: охвачена сетевой формой: сама организация или её педагогический работник — участник группы с пометкой «Сетевая» в отчётном периоде, или её наставляемый закреплён приказом за наставником из другой организации
-- otherwise: нет участия в сетевых группах и проектах, нет наставляемых у наставников других организаций
-- unknown: участник сетевой группы есть, но неизвестно, педагогическая ли у него должность
-- clause: Спасский, раздел 1 (8)
-- with: teacher
SELECT b.org_id AS unit, 1 AS holds FROM members b JOIN groups g ON g.id = b.group_id
WHERE  b.org_id IS NOT NULL AND g.network AND (b.joined IS NULL OR b.joined <= :ref) AND (b.ended IS NULL OR b.ended >= :from)
UNION ALL
SELECT t.org, t.holds FROM members b JOIN groups g ON g.id = b.group_id JOIN teacher t ON t.unit = b.person_id
WHERE  g.network AND (b.joined IS NULL OR b.joined <= :ref) AND (b.ended IS NULL OR b.ended >= :from)
UNION ALL
SELECT t.org, 1
FROM   pairs p JOIN mentees b ON b.pair_id = p.id JOIN teacher t ON t.unit = b.person_id
       LEFT JOIN mentors r ON r.person_id = p.mentor_id AND r.registered <= :ref AND (r.retired IS NULL OR r.retired >= :ref)
WHERE  p.order_number IS NOT NULL AND p.order_dated <= :ref AND (p.ended IS NULL OR p.ended >= :from)
  AND  ifnull((SELECT m.org FROM teacher m WHERE m.unit = p.mentor_id), r.org_id) <> t.org;
