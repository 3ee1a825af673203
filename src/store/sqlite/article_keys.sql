-- keys that near-duplicate texts share, as words of an index: it is written in runs, where a table would have to write a
-- page of its own for each of the many keys of an article
CREATE VIRTUAL TABLE IF NOT EXISTS article_keys
USING fts5 (keys, content = '', columnsize = 0, detail = 'none', tokenize = 'ascii');
INSERT INTO article_keys (article_keys, rank) VALUES ('secure-delete', 1);
