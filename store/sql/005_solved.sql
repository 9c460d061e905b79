-- Answers of sourcing of the last plans. Found again whenever they are not there: may be dropped at
-- any time.
CREATE TABLE solved (
	number INTEGER PRIMARY KEY REFERENCES plan ON DELETE CASCADE,
	version TEXT NOT NULL, -- of what solved them
	size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
	deflated BLOB NOT NULL
) STRICT;
