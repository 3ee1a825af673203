-- What is written for every event is narrow; what is read only as a whole is packed and compressed (see pack.rs).
CREATE TABLE article_body (
    seq INTEGER PRIMARY KEY,
    packed BLOB NOT NULL
) STRICT;

-- kinds, sources and places as events have them: how often, and for sources by grade of anonymity
CREATE TABLE label (
    id INTEGER PRIMARY KEY,
    facet INTEGER NOT NULL,
    value TEXT NOT NULL,
    events INTEGER NOT NULL DEFAULT 0,
    articles INTEGER NOT NULL DEFAULT 0,
    first_at INTEGER,
    last_at INTEGER,
    a0 INTEGER NOT NULL DEFAULT 0,
    a1 INTEGER NOT NULL DEFAULT 0,
    a2 INTEGER NOT NULL DEFAULT 0,
    a3 INTEGER NOT NULL DEFAULT 0,
    a4 INTEGER NOT NULL DEFAULT 0,
    a5 INTEGER NOT NULL DEFAULT 0,
    UNIQUE (facet, value)
) STRICT;
CREATE INDEX label_events ON label (events, id) WHERE facet = 2;

-- events of a day by kind, source and place; label 0 where there is none
CREATE TABLE tally (
    facet INTEGER NOT NULL,
    day INTEGER NOT NULL,
    label INTEGER NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (facet, day, label)
) STRICT, WITHOUT ROWID;

-- seq is the order of storing, at the order of publication in whole seconds, ord the order in the text; id is the digest
-- in bytes; traits is the term of class, polarity, modality, anonymity and confidence together
CREATE TABLE event (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id ANY NOT NULL UNIQUE,
    article INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    at INTEGER NOT NULL,
    confidence REAL NOT NULL,
    traits INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    source INTEGER,
    grade INTEGER,
    place INTEGER,
    lat REAL,
    lon REAL,
    terms BLOB NOT NULL
) STRICT;
CREATE INDEX event_at ON event (at, seq, traits);
CREATE INDEX event_article ON event (article, ord);
CREATE INDEX event_source ON event (source, at) WHERE source IS NOT NULL;

CREATE TABLE posting (
    term INTEGER NOT NULL,
    at INTEGER NOT NULL,
    event INTEGER NOT NULL,
    traits INTEGER NOT NULL,
    PRIMARY KEY (term, at, event)
) STRICT, WITHOUT ROWID;

-- rowid is the order of publication, see words.rs; the words come folded, so only spaces separate them
CREATE VIRTUAL TABLE event_words USING fts5 (words, content = '', columnsize = 0, tokenize = 'ascii');
INSERT INTO event_words (event_words, rank) VALUES ('secure-delete', 1);

CREATE TABLE report (
    event INTEGER PRIMARY KEY,
    claim INTEGER,
    content BLOB NOT NULL
) STRICT;
CREATE INDEX report_claim ON report (claim) WHERE claim IS NOT NULL;

-- key is a digest of name and kind
CREATE TABLE report_name (
    key INTEGER NOT NULL,
    at INTEGER NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (key, at, event)
) STRICT, WITHOUT ROWID;

-- reports that have to be joined anew; those after the number `joined` of meta have never been
CREATE TABLE unjoined (event INTEGER PRIMARY KEY) STRICT;

CREATE TABLE band (
    key INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;

-- a list of claims is read off this index; their bodies are fetched for those that are told only
DROP INDEX claim_weight;
CREATE INDEX claim_weight ON claim (weight, seq, reports, origins, conflict, last_at);
