-- The units: organisations that work on the reference date.

-- unit: org
-- says: организация, которая работает на отчётную дату (нет даты открытия или закрытия — значит, работает)
SELECT id AS unit, name AS label, NULL AS person, id AS org, 1 AS holds FROM working_orgs
WHERE  since <= :ref AND until >= :ref;

-- fact: order
-- says: издан приказ о внедрении системы (целевой модели) наставничества, его дата указана
-- otherwise: нет приказа о внедрении или его дата не указана
-- clause: Ножай-Юрт, п. 2.2
SELECT org_id AS unit, 1 AS holds FROM papers_in_force WHERE kind = 'order' AND since <= :ref AND until >= :ref;

-- fact: regulation
-- says: утверждено положение о системе наставничества, его дата указана
-- otherwise: нет утверждённого положения о наставничестве или его дата не указана
-- clause: Ножай-Юрт, п. 2.6
SELECT org_id AS unit, 1 AS holds FROM papers_in_force WHERE kind = 'regulation' AND since <= :ref AND until >= :ref;

-- fact: road_map
-- says: утверждена дорожная карта (план мероприятий) внедрения, её дата указана
-- otherwise: нет утверждённой дорожной карты или её дата не указана
-- clause: Ножай-Юрт, п. 2.2
SELECT org_id AS unit, 1 AS holds FROM papers_in_force WHERE kind = 'road_map' AND since <= :ref AND until >= :ref;

-- fact: curator
-- says: назначен куратор, дата назначения указана
-- otherwise: не назначен куратор или дата назначения не указана
-- clause: Ножай-Юрт, п. 6.5.2
SELECT org_id AS unit, 1 AS holds FROM curators_in_office WHERE since <= :ref AND until >= :ref;

-- fact: covered_by_network
-- says: охвачена сетевой формой: сама организация или её педагогический работник — участник группы с пометкой «Сетевая» в отчётном периоде, или её наставляемый закреплён приказом за наставником из другой организации
-- otherwise: нет участия в сетевых группах и проектах, нет наставляемых у наставников других организаций
-- unknown: участник сетевой группы есть, но неизвестно, педагогическая ли у него должность
-- clause: Спасский, раздел 1 (8)
-- with: teacher
SELECT b.org_id AS unit, 1 AS holds FROM memberships b JOIN groups_in_time g ON g.id = b.group_id AND g.since <= :ref AND g.until >= :ref
WHERE  b.org_id IS NOT NULL AND g.network AND b.since <= :ref AND b.until >= :from
UNION ALL
SELECT t.org, t.holds
FROM   memberships b JOIN groups_in_time g ON g.id = b.group_id AND g.since <= :ref AND g.until >= :ref
       JOIN teacher t ON t.unit = b.person_id
WHERE  g.network AND b.since <= :ref AND b.until >= :from
UNION ALL
SELECT t.org, 1
FROM   ordered_participations p JOIN teacher t ON t.unit = p.person_id
       LEFT JOIN registrations r ON r.person_id = p.mentor_id AND r.since <= :ref AND r.until >= :ref
WHERE  p.since <= :ref AND p.until >= :from
  AND  ifnull((SELECT m.org FROM teacher m WHERE m.unit = p.mentor_id), r.org_id) <> t.org;
