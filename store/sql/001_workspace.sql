-- Replaced by the first real schema before anything is released.
CREATE TABLE placeholder (id INTEGER PRIMARY KEY) STRICT;
