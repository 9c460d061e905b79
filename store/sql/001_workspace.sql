-- What a workspace remembers. Days are days since 1970-01-01.

-- Bytes that were given, each content once, compressed by zlib.
CREATE TABLE blob (
	blob_id INTEGER PRIMARY KEY,
	sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
	size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
	deflated BLOB NOT NULL
) STRICT;

-- The last copy of each feed that could be read.
CREATE TABLE feed (
	name TEXT PRIMARY KEY,
	blob_id INTEGER NOT NULL REFERENCES blob,
	read_on INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A plan: its options, what identifies its inputs, and what identifies its outcome.
CREATE TABLE plan (
	number INTEGER PRIMARY KEY CHECK (number > 0),
	today INTEGER NOT NULL,
	first_week INTEGER NOT NULL CHECK ((first_week + 3) % 7 = 0),
	week_count INTEGER NOT NULL CHECK (week_count > 0),
	inputs_sha256 BLOB NOT NULL CHECK (length(inputs_sha256) = 32),
	outcome_sha256 BLOB NOT NULL CHECK (length(outcome_sha256) = 32),
	UNIQUE (inputs_sha256, outcome_sha256)
) STRICT;

-- The files that a plan was made from. `trouble` says why a feed's last good copy stood in.
CREATE TABLE plan_input (
	number INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
	name TEXT NOT NULL,
	blob_id INTEGER NOT NULL REFERENCES blob,
	read_on INTEGER NOT NULL,
	trouble TEXT NOT NULL,
	PRIMARY KEY (number, name)
) STRICT, WITHOUT ROWID;
