-- How many of the staff of an organisation (?1) are mentees on a day (?2): in all, by an order, with an approved program of
-- an ordered pair.
WITH here AS (SELECT DISTINCT person_id FROM employments
              WHERE org_id = ?1 AND hired <= ?2 AND (dismissed IS NULL OR dismissed >= ?2))
SELECT (SELECT count(*) FROM here h WHERE EXISTS
            (SELECT 1 FROM participations b WHERE b.person_id = h.person_id AND b.until >= ?2)),
       (SELECT count(*) FROM here h WHERE EXISTS
            (SELECT 1 FROM ordered_participations b WHERE b.person_id = h.person_id AND b.since <= ?2 AND b.until >= ?2)),
       (SELECT count(*) FROM here h WHERE EXISTS
            (SELECT 1 FROM entered_participations b WHERE b.person_id = h.person_id AND b.since <= ?2 AND b.until >= ?2
             AND b.program_since <= ?2 AND b.program_until >= ?2 AND b.linked_since <= ?2 AND b.linked_until >= ?2))
