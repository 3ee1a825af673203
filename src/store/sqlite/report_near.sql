-- names that can join a report to others, by the time in which it can be joined: what is printed now is written together
CREATE TABLE IF NOT EXISTS report_near (
    slot INTEGER NOT NULL,
    key INTEGER NOT NULL,
    at INTEGER NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (slot, key, at, event)
) STRICT, WITHOUT ROWID;
