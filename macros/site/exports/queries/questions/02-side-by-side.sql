-- By whose account were how many people of the group of Shenyang returned in 2012?
SELECT claims.id AS claim, COALESCE(count, 'no figure') AS figure, sentence AS what_it_says,
  claim_origins.name AS origin
FROM claims JOIN claim_origins ON claim_origins.claim = claims.id
WHERE incident = 'shenyang-2012' AND measure = 'returned'
ORDER BY said_first, claims.id
