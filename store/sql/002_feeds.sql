-- How feeds fare, beside their last good copy in `feed`. Times are seconds since 1970-01-01 UTC.

-- The last attempt to read each feed, whether it went well or not.
CREATE TABLE feed_check (
	name TEXT PRIMARY KEY,
	source_sha256 BLOB NOT NULL CHECK (length(source_sha256) = 32), -- of where it was read from
	checked_s INTEGER NOT NULL,
	good_s INTEGER NOT NULL,      -- of the last that went well; 0: none did
	failures INTEGER NOT NULL CHECK (failures >= 0), -- in a row
	trouble TEXT NOT NULL,        -- why the last one failed; '' when it did not
	fast_hash BLOB NOT NULL,      -- XXH3-128 of the last good copy's bytes; empty: none
	size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
	etag TEXT NOT NULL,           -- what the server said with these bytes; '' when nothing
	last_modified TEXT NOT NULL,
	event_count INTEGER NOT NULL CHECK (event_count >= 0),
	absence_count INTEGER NOT NULL CHECK (absence_count >= 0),
	skipped_count INTEGER NOT NULL CHECK (skipped_count >= 0)
) STRICT, WITHOUT ROWID;

-- What reading a feed gave. Made again whenever it is not there: may be dropped at any time.
CREATE TABLE parsed (
	key BLOB PRIMARY KEY CHECK (length(key) = 32), -- of the bytes and all that decides
	used_on INTEGER NOT NULL,                      -- the day of its last use
	size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
	deflated BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX parsed_used_on ON parsed(used_on);

-- Copies that no feed and no plan uses are dropped; these find who uses them.
CREATE INDEX feed_blob ON feed(blob_id);
CREATE INDEX plan_input_blob ON plan_input(blob_id);
