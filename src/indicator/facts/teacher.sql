-- Units: people at their main workplace. One person is one unit.
-- Parameters: :from and :ref (the period's first day and its reference date), :ref_minus_N_years.
-- A query lists `unit` and, where the answer may be unknown, `holds` (1, or NULL for unknown).

-- unit: teacher
-- says: педагогический работник: работает на отчётную дату, место работы основное (из нескольких — с самой ранней датой приёма), должность педагогическая
-- unknown: неизвестно, педагогическая ли должность
-- clause: постановление Правительства РФ от 21.02.2022 № 225
SELECT e.person_id AS unit, p.name AS label, e.org_id AS org, ifnull(e.pedagogical, t.pedagogical) AS holds
FROM   employments e JOIN posts t ON t.id = e.post_id LEFT JOIN people p ON p.id = e.person_id
WHERE  e.main AND e.hired <= :ref AND (e.dismissed IS NULL OR e.dismissed >= :ref)
  AND  NOT EXISTS (SELECT 1 FROM employments f
                   WHERE f.person_id = e.person_id AND f.main AND f.hired <= :ref
                     AND (f.dismissed IS NULL OR f.dismissed >= :ref) AND (f.hired, f.id) < (e.hired, e.id))
  AND  ifnull(e.pedagogical, t.pedagogical) IS NOT 0;

-- fact: registered
-- says: состоит в реестре наставников на отчётную дату
-- otherwise: не состоит в реестре наставников
-- clause: Спасский, раздел 1 (2)
SELECT person_id AS unit, 1 AS holds FROM mentors
WHERE  registered <= :ref AND (retired IS NULL OR retired >= :ref);

-- fact: networked
-- says: участник любого объединения, группы, клуба или проекта в отчётном периоде
-- otherwise: не состоит ни в одном объединении или группе
-- clause: Партизанский, п. 4.1 (3)
SELECT person_id AS unit, 1 AS holds FROM members
WHERE  person_id IS NOT NULL AND (joined IS NULL OR joined <= :ref) AND (ended IS NULL OR ended >= :from);

-- fact: in_community
-- says: участник клуба, сообщества, школы наставничества или наставнической группы в отчётном периоде
-- otherwise: не состоит в наставнической группе, сообществе или клубе
-- clause: Спасский, раздел 1 (3)
SELECT b.person_id AS unit, 1 AS holds
FROM   members b JOIN groups g ON g.id = b.group_id JOIN group_kinds k ON k.id = g.kind_id
WHERE  b.person_id IS NOT NULL AND k.community AND (b.joined IS NULL OR b.joined <= :ref) AND (b.ended IS NULL OR b.ended >= :from);
