-- The staff of an organisation (?1) on a day (?2, NULL: ever), by name. `main` is settled for the day: one person has one main
-- workplace on it, and bears the name of that day.
SELECT s.person_id, ifnull(f.name, p.name) AS name, p.snils, p.sex, p.born, p.teaching_since, p.teaching_spread,
       s.number, s.post, s.subject, s.hired, s.dismissed,
       s.main AND (?2 IS NULL OR EXISTS (SELECT 1 FROM main_workplaces w WHERE w.id = s.id AND w.since <= ?2)) AS main,
       e.pedagogical AS declared, s.pedagogical,
       EXISTS (SELECT 1 FROM registrations r WHERE r.person_id = s.person_id AND r.since <= ifnull(?2, '9999-12-31')
                  AND r.until >= ifnull(?2, '9999-12-31')) AS mentor
FROM   staff s JOIN employments e ON e.id = s.id JOIN people p ON p.id = s.person_id
       {BORNE_ON_DAY}
WHERE  s.org_id = ?1
  AND  (?2 IS NULL OR (s.hired <= ?2 AND (s.dismissed IS NULL OR s.dismissed >= ?2)))
ORDER  BY ifnull(f.key, p.key), s.hired, s.id
