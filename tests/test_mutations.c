/*
 * Seeded mutations of the malformed files and of the worked company's calendars: whatever
 * happens to bytes on their way, the importers read or refuse them. Runs under sanitizers.
 */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "import/import.h"
#include "tests/generate.h"
#include "tests/test.h"

enum { KINDS = FEED_FREEBUSY - FEED_PERSONAL + 1 };
enum { MUTATIONS = 5000, FILES_MAX = 300, FILE_BYTES_MAX = 65536, PATH_BYTES_MAX = 4096 };

struct file {
	char *bytes;
	size_t len;
};

static void read_folder(const char *folder, struct arena *arena, struct file *files, size_t *count)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	assert_non_null(dir);
	while ((entry = readdir(dir)) && *count < FILES_MAX) {
		char path[PATH_BYTES_MAX];
		struct file *file = &files[*count];
		FILE *in;

		if (!strstr(entry->d_name, ".ics") && !strstr(entry->d_name, ".csv"))
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		in = fopen(path, "rb");
		assert_non_null(in);
		file->bytes = ARENA_ARRAY(arena, char, FILE_BYTES_MAX);
		file->len = fread(file->bytes, 1, FILE_BYTES_MAX, in);
		fclose(in);
		*count += file->len > 0;
	}
	closedir(dir);
}

/* Flip, overwrite, cut, double or splice in a word that matters. */
static size_t mutate(char *bytes, size_t len, uint64_t *state)
{
	static const char *const words[] = { "\"",
					     ";",
					     ",",
					     "\r\n",
					     "\n ",
					     "BEGIN:VEVENT\n",
					     "END:VEVENT\n",
					     "RRULE:FREQ=SECONDLY\n",
					     "RRULE:FREQ=YEARLY;BYWEEKNO=53;BYSETPOS=-1\n",
					     "EXDATE:20261124T090000Z\n",
					     "DTSTART:99991231T235959\n",
					     "DTSTART;TZID=X:00010101\n",
					     "2026-W49",
					     "99999999" };
	size_t times = 1 + generate_below(state, 6);

	for (size_t i = 0; i < times && len > 0; i++) {
		size_t at = generate_below(state, len), n;
		const char *word = words[generate_below(state, sizeof(words) / sizeof(words[0]))];

		switch (generate_below(state, 5)) {
		case 0: bytes[at] ^= (char)(1 << generate_below(state, 7)); break;
		case 1: bytes[at] = (char)generate_below(state, 256); break;
		case 2: len = at; break;
		case 3:
			n = generate_below(state, len - at) / 2;
			memmove(bytes + at, bytes + at + n, len - at - n);
			len -= n;
			break;
		default:
			n = strlen(word);
			if (len + n > FILE_BYTES_MAX)
				break;
			memmove(bytes + at + n, bytes + at, len - at);
			memcpy(bytes + at, word, n);
			len += n;
		}
	}
	return len;
}

/* Every event is accounted for once, and the quick way reads the same minutes. */
static void account_for_all(struct calendar_request *request, struct arena *arena)
{
	static const struct person people[] = {
		{ .id = "ada", .name = "Ada Lovelace", .email = "ada@example.org" },
		{ .id = "mm", .name = "Marlene Muster", .time_zone = "Asia/Kolkata" },
	};
	struct notes notes = NOTES_INIT(arena);
	struct fault fault = FAULT_INIT;
	struct calendar_counts counts;
	struct feed_account account;
	struct calendar_week *weeks;
	size_t count;
	int32_t sum = 0;

	request->people = people;
	request->person_count = ARRAY_LEN(people);
	if (!import_account(request, arena, &account, &notes, &fault))
		return;
	for (int use = 0; use < USE_COUNT; use++)
		sum += account.by_use[use];
	assert_int_equal(sum, account.counts.event_count);
	assert_true(import_calendar_weeks(request, arena, &weeks, &count, &counts, &notes, &fault));
	assert_int_equal(counts.event_count, sum);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(weeks[i].blocked_minutes, account.weeks[i].blocked_minutes);
}

/* As all kinds of file, and as one kind of feed: the four differ in what events mean, not in what
 * is read, and each has its share of the mutations. */
static void read_everything(struct span bytes, enum feed_kind kind)
{
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct source source = { "mutated", bytes };
	struct calendar_request request = { .source = source,
					    .time_zone = "Europe/Berlin",
					    .first = GENERATE_MONDAY,
					    .last = day_add(GENERATE_MONDAY, 139) };
	struct company company = { .settings = settings_default() };
	struct calendar_counts counts;
	struct calendar calendar;
	bool people = import_people(source, &arena, &company, &notes, &fault);
	bool demand = import_demand(source, &arena, &company, &notes, &fault);
	bool bookings = import_bookings(source, &arena, &company, &notes, &fault);
	bool rates = import_rates(source, &arena, &company, &notes, &fault);
	bool engagements = import_engagements(source, &arena, &company, &notes, &fault);

	if (people || demand || bookings || rates || engagements)
		company_link(&company, &arena, &notes);
	if (import_calendar(&request, &arena, &calendar, &counts, &notes, &fault))
		assert_true(counts.skipped_count <= counts.event_count);
	request.kind = kind;
	account_for_all(&request, &arena);
	arena_release(&arena);
}

static void mutated_files_are_read_or_refused(void **state)
{
	static struct file files[FILES_MAX];
	static char copy[FILE_BYTES_MAX];
	struct arena arena = ARENA_INIT;
	uint64_t seed = 20261124;
	size_t count = 0;

	(void)state;
	read_folder(TESTS_DIR "/fixtures/bad", &arena, files, &count);
	read_folder(TESTS_DIR "/fixtures", &arena, files, &count);
	read_folder(DEMO_DIR "/calendars", &arena, files, &count);
	read_folder(DEMO_DIR, &arena, files, &count);
	assert_true(count > 60);
	for (size_t i = 0; i < MUTATIONS; i++) {
		const struct file *file = &files[generate_below(&seed, count)];
		size_t len;

		memcpy(copy, file->bytes, file->len);
		len = mutate(copy, file->len, &seed);
		read_everything((struct span){ copy, len },
				FEED_PERSONAL + (enum feed_kind)(i % KINDS));
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mutated_files_are_read_or_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
