-- The staff of an organisation (?1, NULL: of all) on a day (?2), by the kind of organisation: how many records of work; people
-- of the register of mentors by main workplace; teachers by main workplace whose age is known, and their ages together.
WITH work AS (
    SELECT o.kind, s.person_id, p.born, s.pedagogical,
           s.main AND EXISTS (SELECT 1 FROM main_workplaces w WHERE w.id = s.id AND w.since <= ?2) AS main
    FROM   staff s JOIN people p ON p.id = s.person_id
           JOIN orgs_in_time o ON o.id = s.org_id AND o.since <= ?2 AND o.until >= ?2
    WHERE  (?1 IS NULL OR s.org_id = ?1) AND s.hired <= ?2 AND (s.dismissed IS NULL OR s.dismissed >= ?2)
), ages AS (
    SELECT *, CASE WHEN main AND pedagogical
                   THEN max(0, substr(?2, 1, 4) - substr(born, 1, 4) - (substr(?2, 6) < substr(born, 6))) END AS age FROM work
)
SELECT kind, count(*) AS records,
       count(CASE WHEN main AND EXISTS (SELECT 1 FROM registrations r
                                        WHERE r.person_id = ages.person_id AND r.since <= ?2 AND r.until >= ?2) THEN 1 END) AS mentors,
       count(age) AS aged, ifnull(sum(age), 0) AS years
FROM   ages GROUP BY kind
