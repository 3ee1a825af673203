-- versions of an article have one address
CREATE INDEX article_url ON article (url) WHERE url IS NOT NULL;
