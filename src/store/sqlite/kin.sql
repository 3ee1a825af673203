-- versions of an article have one address
CREATE INDEX article_url ON article (url) WHERE url IS NOT NULL;

-- keys that near-duplicate texts share
CREATE TABLE band (
    key INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX band_article ON band (article);
