-- On which claims do most others rest?
SELECT value AS claim, claim_origins.name AS origin, COUNT(*) AS claims_that_rest_on_it
FROM claims_rests_on JOIN claim_origins ON claim_origins.claim = value
GROUP BY value ORDER BY claims_that_rest_on_it DESC, value LIMIT 12
