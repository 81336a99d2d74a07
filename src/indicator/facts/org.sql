-- The units: organisations that work on the reference date.

-- unit: org
-- title: организация
-- says: организация, которая работает на отчётную дату (нет даты открытия или закрытия — значит, работает)
SELECT id AS unit, name AS label, NULL AS person, id AS org, 1 AS holds FROM working_orgs
WHERE  since <= :ref AND until >= :ref;

-- fact: order
-- title: приказ о внедрении
-- says: издан приказ о внедрении системы (целевой модели) наставничества, его дата указана
-- otherwise: нет приказа о внедрении или его дата не указана
-- mend: org adopt {org} --order-number НОМЕР_ПРИКАЗА --order-date ДАТА
-- clause: Ножай-Юрт, п. 2.2
SELECT org_id AS unit, 1 AS holds FROM papers_in_force WHERE kind = 'order' AND since <= :ref AND until >= :ref;

-- fact: regulation
-- title: положение
-- says: утверждено положение о системе наставничества, его дата указана
-- otherwise: нет утверждённого положения о наставничестве или его дата не указана
-- mend: org adopt {org} --regulation-number НОМЕР_ПРИКАЗА --regulation-date ДАТА
-- clause: Ножай-Юрт, п. 2.6
SELECT org_id AS unit, 1 AS holds FROM papers_in_force WHERE kind = 'regulation' AND since <= :ref AND until >= :ref;

-- fact: road_map
-- title: дорожная карта
-- says: утверждена дорожная карта (план мероприятий) внедрения, её дата указана
-- otherwise: нет утверждённой дорожной карты или её дата не указана
-- mend: org adopt {org} --road-map-number НОМЕР_ПРИКАЗА --road-map-date ДАТА
-- clause: Ножай-Юрт, п. 2.2
SELECT org_id AS unit, 1 AS holds FROM papers_in_force WHERE kind = 'road_map' AND since <= :ref AND until >= :ref;

-- fact: road_map_current
-- title: действующая дорожная карта
-- says: утверждена дорожная карта (план мероприятий) внедрения, и её собственный срок охватывает отчётную дату
-- otherwise: нет дорожной карты, срок которой охватывает отчётную дату
-- unknown: срок действия дорожной карты не указан
-- mend: org adopt {org} --road-map-date ДАТА --road-map-until ДАТА
-- mend_unknown: org adopt {org} --road-map-until ДАТА --correct
-- clause: Ножай-Юрт, п. 2.2
SELECT p.org_id AS unit, d.valid_until >= :ref AS holds
FROM   papers_in_force p JOIN documents d ON d.id = p.id
WHERE  p.kind = 'road_map' AND p.since <= :ref AND p.until >= :ref;

-- reason: road_map_current
-- says: срок действия дорожной карты истёк
-- mend: org adopt {org} --road-map-date ДАТА --road-map-until ДАТА
SELECT p.org_id AS unit, 1 AS holds FROM papers_in_force p JOIN documents d ON d.id = p.id
WHERE  p.kind = 'road_map' AND p.since <= :ref AND p.until >= :ref AND d.valid_until < :ref;

-- fact: curator
-- title: куратор
-- says: назначен куратор, дата назначения указана; куратор из сотрудников — не дольше, чем он работает в организации
-- otherwise: не назначен куратор или дата назначения не указана
-- mend: org adopt {org} --curator ФИО --curator-date ДАТА
-- clause: Ножай-Юрт, п. 6.5.2
SELECT org_id AS unit, 1 AS holds FROM curators_in_office WHERE since <= :ref AND until >= :ref;

-- reason: curator
-- says: куратор в организации больше не работает
-- mend: org adopt {org} --curator ФИО --curator-date ДАТА
SELECT c.org_id AS unit, 1 AS holds FROM curators c JOIN curators_in_office v ON v.id = c.id
WHERE  v.since <= :ref AND v.until < :ref AND ifnull(c.ended, '9999-12-31') >= :ref;

-- The organisations that a network form covers, by a group or by a mentor from elsewhere.

-- table: covered_org
-- with: teacher, network_participation
SELECT b.org_id AS org, 1 AS holds
FROM   memberships b JOIN groups_in_time g ON g.id = b.group_id AND g.since <= :ref AND g.until >= :ref
WHERE  b.org_id IS NOT NULL AND g.network AND b.since <= :ref AND b.until >= :from
UNION ALL
SELECT t.org, t.holds
FROM   memberships b JOIN groups_in_time g ON g.id = b.group_id AND g.since <= :ref AND g.until >= :ref
       JOIN teacher t ON t.unit = b.person_id
WHERE  g.network AND b.since <= :ref AND b.until >= :from
UNION ALL
SELECT org_id, 1 FROM network_participation;

-- fact: covered_by_network
-- title: сетевая форма
-- says: охвачена сетевой формой: сама организация или её педагогический работник — участник группы с пометкой «Сетевая» в отчётном периоде, или к ней относится закреплённое приказом участие, наставник которого работает только в других организациях
-- otherwise: нет участия в сетевых группах и проектах, нет наставляемых у наставников других организаций
-- mend: org group join ГРУППА --org {org} --date ДАТА
-- unknown: участник сетевой группы есть, но неизвестно, педагогическая ли у него должность
-- mend_unknown: org post list --unknown
-- clause: Спасский, раздел 1 (8)
-- with: covered_org
SELECT org AS unit, holds FROM covered_org;

-- fact: covered_on_both_sides
-- title: сетевая форма с обеих сторон
-- says: охвачена сетевой формой, а в паре между организациями — и организация наставника: его основное место работы, без него — организация по реестру наставников
-- otherwise: нет участия в сетевых группах и проектах, нет пар с другими организациями
-- mend: org group join ГРУППА --org {org} --date ДАТА
-- unknown: участник сетевой группы есть, но неизвестно, педагогическая ли у него должность
-- mend_unknown: org post list --unknown
-- clause: Спасский, раздел 1 (8)
-- with: covered_org, network_participation
SELECT org AS unit, holds FROM covered_org
UNION ALL
SELECT org, 1
FROM   (SELECT ifnull((SELECT w.org_id FROM main_workplaces w
                       WHERE w.person_id = n.mentor_id AND w.since <= n.day AND w.until >= n.day),
                      (SELECT r.org_id FROM registrations r
                       WHERE r.person_id = n.mentor_id AND r.since <= n.day AND r.until >= n.day)) AS org
        FROM network_participation n)
WHERE  org IS NOT NULL;
