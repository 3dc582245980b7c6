-- With whom do most claims begin?
SELECT name AS origin, kind, COUNT(*) AS claims
FROM claim_origins GROUP BY origin, name, kind ORDER BY claims DESC, name LIMIT 12
