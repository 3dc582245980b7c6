-- Whoever speaks: organizations, people and voices, which share one space of ids.
CREATE VIEW speakers AS
  SELECT id, 'organization' AS kind, name, country FROM organizations
  UNION ALL SELECT id, 'person', name, NULL FROM people
  UNION ALL SELECT id, 'voice', name, NULL FROM voices;

-- The origin of each claim: the last link of its chain.
CREATE VIEW claim_origins AS
  SELECT id AS claim, value AS origin, name, kind, country, length AS links FROM (
    SELECT chain.id, chain.value, speakers.name, speakers.kind, speakers.country,
      MAX(chain.place) AS place, COUNT(*) AS length
    FROM claims_said_by AS chain JOIN speakers ON speakers.id = chain.value GROUP BY chain.id
  );

-- The words of claims and notes, for MATCH.
CREATE VIRTUAL TABLE words USING fts5 (kind UNINDEXED, id UNINDEXED, title, text, tokenize = 'unicode61');
INSERT INTO words SELECT 'claim', id, who, sentence FROM claims ORDER BY id;
INSERT INTO words SELECT 'note', id, topic, text FROM notes ORDER BY id;
