-- what editors say of an event, or of one that is missing; as JSON, see store::Feedback
CREATE TABLE feedback (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX feedback_article ON feedback (article);
