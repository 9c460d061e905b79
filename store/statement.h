/** What SQLite is asked: all statements, each prepared at its first use, and what it refuses. */
#ifndef STORE_STATEMENT_H
#define STORE_STATEMENT_H

#include <sqlite3.h>

#include "base/fault.h"

struct store;

#define STATEMENTS(X)                                                                              \
	X(BLOB_FIND, "SELECT blob_id FROM blob WHERE sha256 = ?1")                                 \
	X(BLOB_ADD, "INSERT INTO blob(sha256, size_bytes, deflated) VALUES(?1, ?2, ?3)")           \
	X(BLOB_GET, "SELECT sha256, size_bytes, deflated FROM blob WHERE sha256 = ?1")             \
	X(BLOB_DROP, "DELETE FROM blob WHERE blob_id = ?1"                                         \
		     " AND NOT EXISTS (SELECT 1 FROM feed WHERE feed.blob_id = ?1)"                \
		     " AND NOT EXISTS (SELECT 1 FROM input_span WHERE input_span.blob_id = ?1)")   \
	X(FEED_KEEP, "INSERT INTO feed(name, blob_id, read_on) VALUES(?1, ?2, ?3)"                 \
		     " ON CONFLICT(name) DO UPDATE SET blob_id = ?2, read_on = ?3")                \
	X(FEED_BLOB, "SELECT blob_id FROM feed WHERE name = ?1")                                   \
	X(FEED_READ, "UPDATE feed SET read_on = ?2 WHERE name = ?1")                               \
	X(FEED_DROP, "DELETE FROM feed WHERE name = ?1")                                           \
	X(CHECK_KEEP, "INSERT OR REPLACE INTO feed_check(name, source_sha256, checked_s, good_s,"  \
		      " failures, trouble, fast_hash, size_bytes, etag, last_modified,"            \
		      " event_count, absence_count, skipped_count, mac)"                           \
		      " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)")      \
	X(CHECK_DROP, "DELETE FROM feed_check WHERE name = ?1")                                    \
	X(CHECK_LIST,                                                                              \
	  "SELECT name, source_sha256, checked_s, good_s, failures, trouble,"                      \
	  " fast_hash, feed_check.size_bytes, etag, last_modified, event_count,"                   \
	  " absence_count, skipped_count, read_on, sha256, feed_check.name, feed.name,"            \
	  " mac"                                                                                   \
	  " FROM (SELECT name FROM feed UNION SELECT name FROM feed_check)"                        \
	  " LEFT JOIN feed_check USING(name) LEFT JOIN feed USING(name)"                           \
	  " LEFT JOIN blob USING(blob_id) ORDER BY name")                                          \
	X(FEED_OLD, "DELETE FROM feed WHERE read_on < ?1")                                         \
	X(CHECK_OLD, "DELETE FROM feed_check WHERE checked_s < ?1 * 86400"                         \
		     " AND name NOT IN (SELECT name FROM feed)")                                   \
	X(PARSED_KEEP, "INSERT OR REPLACE INTO parsed(key, used_on, size_bytes, deflated, mac)"    \
		       " VALUES(?1, ?2, ?3, ?4, ?5)")                                              \
	X(PARSED_FIND, "SELECT size_bytes, deflated, mac, used_on FROM parsed"                     \
		       " WHERE key = ?1")                                                          \
	X(PARSED_USED, "UPDATE parsed SET used_on = ?2 WHERE key = ?1")                            \
	X(PARSED_LIST, "SELECT size_bytes, deflated, mac, key FROM parsed WHERE used_on = ?1")     \
	X(PARSED_CARRY,                                                                            \
	  "INSERT INTO parsed(key, used_on, size_bytes, deflated, mac)"                            \
	  " VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT(key) DO UPDATE"                                 \
	  " SET used_on = max(used_on, ?2), size_bytes = ?3, deflated = ?4, mac = ?5"              \
	  " WHERE used_on < ?2 OR mac <> ?5 OR deflated <> ?4"                                     \
	  " OR size_bytes <> ?3")                                                                  \
	X(PARSED_PURGE, "DELETE FROM parsed WHERE used_on < ?1")                                   \
	X(SOLVED_KEEP, "INSERT OR REPLACE INTO solved(number, version, size_bytes, deflated, mac)" \
		       " VALUES(?1, ?2, ?3, ?4, ?5)")                                              \
	X(SOLVED_FIND, "SELECT size_bytes, deflated, mac FROM solved WHERE number = ?1"            \
		       " AND version = ?2")                                                        \
	X(SOLVED_PURGE, "DELETE FROM solved WHERE number <= ?1")                                   \
	X(PLAN_LAST, "SELECT number, inputs_sha256, outcome_sha256 FROM plan"                      \
		     " ORDER BY number DESC LIMIT 1")                                              \
	X(PLAN_TAKEN, "SELECT 1 FROM plan WHERE inputs_sha256 = ?1 AND outcome_sha256 = ?2")       \
	X(PLAN_ADD, "INSERT INTO plan(today, first_week, week_count, inputs_sha256,"               \
		    " outcome_sha256, objective, goal_percent, goal_draws, goal_seed,"             \
		    " engine, sourced_by)"                                                         \
		    " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")                       \
	X(PLAN_LIST, "SELECT number, today, first_week, week_count, outcome_sha256, objective,"    \
		     " goal_percent, goal_draws, goal_seed, engine, sourced_by"                    \
		     " FROM plan ORDER BY number")                                                 \
	X(PLAN_PRUNE, "DELETE FROM plan WHERE number NOT IN"                                       \
		      " (SELECT number FROM plan ORDER BY number DESC LIMIT ?1)")                  \
	X(BLOB_PRUNE, "DELETE FROM blob WHERE blob_id NOT IN (SELECT blob_id FROM input_span)"     \
		      " AND blob_id NOT IN (SELECT blob_id FROM feed)")                            \
	X(EVENT_PRUNE,                                                                             \
	  "DELETE FROM event WHERE event_id NOT IN (SELECT event_id FROM plan_event)")             \
	X(SPAN_OPEN, "SELECT name, blob_id, read_on, trouble FROM input_span"                      \
		     " WHERE last_plan IS NULL ORDER BY name")                                     \
	X(SPAN_END, "UPDATE input_span SET last_plan = ?1 WHERE name = ?2 AND last_plan IS NULL")  \
	X(SPAN_BEGIN, "INSERT INTO input_span(name, first_plan, blob_id, read_on, trouble)"        \
		      " VALUES(?1, ?2, ?3, ?4, ?5)")                                               \
	X(SPAN_PRUNE, "DELETE FROM input_span WHERE NOT EXISTS (SELECT 1 FROM plan"                \
		      " WHERE number >= first_plan AND number <= coalesce(last_plan, number))")    \
	X(INPUT_LIST, "SELECT sha256, read_on, today, name, trouble"                               \
		      " FROM plan JOIN input_span ON first_plan <= number"                         \
		      " AND coalesce(last_plan, number) >= number"                                 \
		      " JOIN blob USING(blob_id) WHERE number = ?1 ORDER BY name")                 \
	X(SPAN_CLEAR, "DELETE FROM input_span")                                                    \
	X(PARSED_CLEAR, "DELETE FROM parsed")                                                      \
	X(PLAN_REHASH, "UPDATE plan SET inputs_sha256 = ?2 WHERE number = ?1")                     \
	X(EVENT_TEXTS, "SELECT event_id, key, summary, description, categories FROM event")        \
	X(EVENT_RETELL, "UPDATE event SET key = ?2, summary = ?3, description = ?4,"               \
			" categories = ?5 WHERE event_id = ?1")                                    \
	X(CALENDAR_ADD, "INSERT INTO plan_calendar(number) VALUES(?1)")                            \
	X(CALENDAR_LAST, "SELECT number FROM plan_calendar WHERE number <= ?1"                     \
			 " ORDER BY number DESC LIMIT 1")                                          \
	X(EVENT_FIND, "SELECT event_id FROM event WHERE uid = ?1 AND sequence = ?2")               \
	X(EVENT_ADD, "INSERT INTO event(uid, sequence, revised_min, kind, key, first_day,"         \
		     " last_day, confirmed, summary, description, categories, cancelled_on)"       \
		     " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")                 \
	X(PLAN_EVENT_ADD, "INSERT INTO plan_event(number, event_id) VALUES(?1, ?2)")               \
	X(EVENT_LIST, "SELECT uid, sequence, revised_min, kind, key, first_day, last_day,"         \
		      " confirmed, summary, description, categories, cancelled_on"                 \
		      " FROM plan_event JOIN event USING(event_id) WHERE number = ?1"              \
		      " ORDER BY first_day, kind, key, last_day, uid")
/* What keeps a new database consistent that was made of the rest of a damaged one. */
#define RESCUE_STATEMENTS(X)                                                                       \
	X(PLAN_COUNT, "SELECT count(*) FROM plan")                                                 \
	X(FEED_COUNT, "SELECT count(*) FROM feed")                                                 \
	X(PARSED_COUNT, "SELECT count(*) FROM parsed")                                             \
	X(SOLVED_COUNT, "SELECT count(*) FROM solved")                                             \
	X(EVENT_COUNT, "SELECT count(*) FROM event")                                               \
	X(BLOB_ALL, "SELECT sha256, size_bytes, deflated FROM blob")                               \
	X(BLOB_MEND, "UPDATE blob SET size_bytes = ?2, deflated = ?3 WHERE sha256 = ?1")           \
	X(BLOB_DROP_BAD, "DELETE FROM blob WHERE sha256 = ?1")                                     \
	X(PARSED_ALL, "SELECT key, size_bytes, deflated FROM parsed")                              \
	X(PARSED_DROP, "DELETE FROM parsed WHERE key = ?1")                                        \
	X(PLAN_INPUTS, "SELECT inputs_sha256 FROM plan WHERE number = ?1")                         \
	X(PLAN_DROP, "DELETE FROM plan WHERE number = ?1")                                         \
	X(RESCUE_FEEDS, "DELETE FROM feed WHERE blob_id NOT IN (SELECT blob_id FROM blob)")        \
	X(RESCUE_PLANS, "DELETE FROM plan WHERE (goal_percent = 0) <> (goal_draws = 0)"            \
			" OR EXISTS (SELECT 1 FROM input_span WHERE first_plan <= number"          \
			" AND coalesce(last_plan, number) >= number"                               \
			" AND blob_id NOT IN (SELECT blob_id FROM blob))")                         \
	X(RESCUE_SPANS, "DELETE FROM input_span"                                                   \
			" WHERE blob_id NOT IN (SELECT blob_id FROM blob)")                        \
	X(RESCUE_CALENDARS, "DELETE FROM plan_calendar"                                            \
			    " WHERE number NOT IN (SELECT number FROM plan)"                       \
			    " OR number IN (SELECT number FROM plan_event"                         \
			    " WHERE event_id NOT IN (SELECT event_id FROM event))")                \
	X(RESCUE_PLAN_EVENTS, "DELETE FROM plan_event"                                             \
			      " WHERE number NOT IN (SELECT number FROM plan_calendar)")           \
	X(RESCUE_SOLVED, "DELETE FROM solved WHERE number NOT IN (SELECT number FROM plan)"        \
			 " OR size_bytes / 1032 > length(deflated)")

#define STATEMENT_ENUM(name, text) SQL_##name,
enum statement { STATEMENTS(STATEMENT_ENUM) RESCUE_STATEMENTS(STATEMENT_ENUM) SQL_COUNT };

/** The advice of every message that the database is damaged. */
#define STORE_DAMAGED                                                                              \
	"type 'staffgap check --store': it keeps what is usable of past plans and copies of "      \
	"calendars; your tables are not in it"

/** The statement, reset, its parameters cleared; NULL with the fault set. */
sqlite3_stmt *store_statement(struct store *store, enum statement which, struct fault *fault);

/** Run a statement that gives no rows. */
bool store_run(struct store *store, sqlite3_stmt *statement, struct fault *fault);

/** Say what SQLite refused, with the file's name and advice. Always false. */
bool store_fault(const struct store *store, struct fault *fault);

#endif
