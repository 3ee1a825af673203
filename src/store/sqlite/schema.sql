-- Bodies stand in tables of their own: what is scanned and sorted stays narrow.
CREATE TABLE article (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    stored_at INTEGER NOT NULL,
    publisher TEXT,
    title TEXT,
    url TEXT,
    published_at TEXT,
    chars INTEGER NOT NULL,
    events INTEGER NOT NULL
) STRICT;
CREATE INDEX article_stored_at ON article (stored_at);
CREATE TABLE article_body (
    seq INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    document TEXT NOT NULL
) STRICT;

-- seq is the order of storing, at the order of publication, ord the order in the text
CREATE TABLE event (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    at INTEGER NOT NULL,
    confidence REAL NOT NULL,
    kind TEXT NOT NULL,
    source TEXT,
    anonymity TEXT,
    place TEXT,
    lat REAL,
    lon REAL,
    terms BLOB NOT NULL
) STRICT;
CREATE INDEX event_at ON event (at, seq);
CREATE INDEX event_article ON event (article, ord);
CREATE INDEX event_source ON event (source, anonymity, article, at) WHERE source IS NOT NULL;
CREATE TABLE event_body (
    seq INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    sources TEXT NOT NULL
) STRICT;

-- every value that events are found by, and the events that have it in the order of publication
CREATE TABLE term (
    id INTEGER PRIMARY KEY,
    facet INTEGER NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (facet, value)
) STRICT;
CREATE TABLE posting (
    term INTEGER NOT NULL,
    at INTEGER NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (term, at, event)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE event_words USING fts5 (words, tokenize = 'unicode61 remove_diacritics 0');
-- what is deleted leaves the index at once, not when its pages are merged
INSERT INTO event_words (event_words, rank) VALUES ('secure-delete', 1);

-- answers under their Idempotency-Key
CREATE TABLE answer (
    key TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    digest BLOB NOT NULL,
    article TEXT NOT NULL,
    content_type TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX answer_article ON answer (article);
CREATE INDEX answer_at ON answer (at);

CREATE TABLE api_key (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    roles INTEGER NOT NULL,
    digest BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- tells this store from others, in tokens that readers resume from
INSERT INTO meta (name, value) VALUES ('store', abs(random()));
