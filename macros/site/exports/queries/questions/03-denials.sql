-- Who denies or disputes something?
SELECT claims.id AS claim, label AS stance, claim_origins.name AS origin, sentence
FROM claims
JOIN claim_origins ON claim_origins.claim = claims.id
JOIN vocabulary ON list = 'stances' AND word = stance
WHERE stance IN ('denies', 'disputes')
ORDER BY said_first DESC, claims.id LIMIT 12
