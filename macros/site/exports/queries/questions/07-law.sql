-- Which documents name Article 33 of the Refugee Convention, and in which passages?
SELECT source, title AS document, group_concat(passage, ', ') AS passages
FROM (SELECT * FROM mentions ORDER BY source, passage) JOIN works ON works.id = source
WHERE record = 'refugee-convention-1951' AND provision LIKE '33%' AND how = 'provision'
GROUP BY source ORDER BY works.date_first, source
