-- How far was each claim checked?
SELECT label AS level_of_evidence, COUNT(*) AS claims, definition
FROM claims JOIN vocabulary ON list = 'evidence' AND word = evidence
GROUP BY evidence ORDER BY claims DESC
