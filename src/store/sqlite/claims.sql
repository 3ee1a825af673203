-- what corroboration sees of an event, the names that can join it to others, and the claim it belongs to
CREATE TABLE report (
    event INTEGER PRIMARY KEY,
    claim INTEGER,
    content TEXT NOT NULL
) STRICT;
CREATE INDEX report_claim ON report (claim) WHERE claim IS NOT NULL;
CREATE TABLE report_name (
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (name, kind, at, event)
) STRICT, WITHOUT ROWID;

-- reports whose claim has not been looked for
CREATE TABLE unjoined (event INTEGER PRIMARY KEY) STRICT;

CREATE TABLE claim (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    weight INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    conflict INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX claim_weight ON claim (weight, seq);
