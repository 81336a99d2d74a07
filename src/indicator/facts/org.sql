-- Units: organisations that work on the reference date.

-- unit: org
-- says: организация, которая работает на отчётную дату (нет даты открытия или закрытия — значит, работает)
SELECT id AS unit, name AS label, id AS org, 1 AS holds FROM orgs
WHERE  (opened IS NULL OR opened <= :ref) AND (closed IS NULL OR closed >= :ref);

-- fact: order
-- says: издан приказ о внедрении системы (целевой модели) наставничества
-- otherwise: нет приказа о внедрении
-- unknown: приказ о внедрении есть, его дата не указана
-- clause: Ножай-Юрт, п. 2.2
SELECT org_id AS unit, CASE WHEN dated IS NOT NULL THEN 1 END AS holds FROM documents
WHERE  kind = 'order' AND (dated IS NULL OR dated <= :ref);

-- fact: regulation
-- says: утверждено положение о системе наставничества
-- otherwise: не утверждено положение о наставничестве
-- unknown: положение о наставничестве есть, дата утверждения не указана
-- clause: Ножай-Юрт, п. 2.6
SELECT org_id AS unit, CASE WHEN dated IS NOT NULL THEN 1 END AS holds FROM documents
WHERE  kind = 'regulation' AND (dated IS NULL OR dated <= :ref);

-- fact: road_map
-- says: утверждена дорожная карта (план мероприятий) внедрения
-- otherwise: не утверждена дорожная карта
-- unknown: дорожная карта есть, дата утверждения не указана
-- clause: Ножай-Юрт, п. 2.2
SELECT org_id AS unit, CASE WHEN dated IS NOT NULL THEN 1 END AS holds FROM documents
WHERE  kind = 'road_map' AND (dated IS NULL OR dated <= :ref);

-- fact: curator
-- says: назначен куратор
-- otherwise: не назначен куратор
-- unknown: куратор есть, дата назначения не указана
-- clause: Ножай-Юрт, п. 6.5.2
SELECT org_id AS unit, CASE WHEN appointed IS NOT NULL THEN 1 END AS holds FROM curators
WHERE  (appointed IS NULL OR appointed <= :ref) AND (ended IS NULL OR ended >= :ref);

-- fact: covered_by_network
-- says: охвачена сетевой формой: сама организация или её педагогический работник — участник группы с пометкой «Сетевая» в отчётном периоде
-- otherwise: нет участия в сетевых группах и проектах
-- unknown: участник сетевой группы есть, но неизвестно, педагогическая ли у него должность
-- clause: Спасский, раздел 1 (8)
-- with: teacher
SELECT b.org_id AS unit, 1 AS holds FROM members b JOIN groups g ON g.id = b.group_id
WHERE  b.org_id IS NOT NULL AND g.network AND (b.joined IS NULL OR b.joined <= :ref) AND (b.ended IS NULL OR b.ended >= :from)
UNION
SELECT t.org, t.holds FROM members b JOIN groups g ON g.id = b.group_id JOIN teacher t ON t.unit = b.person_id
WHERE  g.network AND (b.joined IS NULL OR b.joined <= :ref) AND (b.ended IS NULL OR b.ended >= :from);
