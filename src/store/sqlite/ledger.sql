-- the events of a day in the order of storing, many to a row and packed (see ledger.rs): what filtered counts are made of
CREATE TABLE IF NOT EXISTS ledger (
    day INTEGER NOT NULL,
    page INTEGER NOT NULL,
    entries BLOB NOT NULL,
    PRIMARY KEY (day, page)
) STRICT, WITHOUT ROWID;
