-- Whose work a row is: HMAC-SHA-256 with a key that only its user has (store/mac.h). What was kept without
-- one is found again.
DROP TABLE parsed;
CREATE TABLE parsed (
	key BLOB PRIMARY KEY CHECK (length(key) = 32), -- of the bytes and all that decides
	used_on INTEGER NOT NULL,                      -- the day of its last use
	size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
	deflated BLOB NOT NULL,
	mac BLOB NOT NULL CHECK (length(mac) = 32)     -- of key, size and bytes
) STRICT, WITHOUT ROWID;
CREATE INDEX parsed_used_on ON parsed(used_on);

DROP TABLE solved;
CREATE TABLE solved (
	number INTEGER PRIMARY KEY REFERENCES plan ON DELETE CASCADE,
	version TEXT NOT NULL, -- of what solved them
	size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
	deflated BLOB NOT NULL,
	mac BLOB NOT NULL CHECK (length(mac) = 32) -- of number, version, size and bytes
) STRICT;

-- Of all of the row, and of the copy's hash and day; empty: nobody knows who took the copy.
ALTER TABLE feed_check ADD COLUMN mac BLOB NOT NULL DEFAULT x'' CHECK (length(mac) IN (0, 32));
