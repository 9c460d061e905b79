#include "cli/demo_history.h"

#include <string.h>

#include "cli/unpack.h"
#include "service/plan_keep.h"
#include "service/session.h"
#include "service/workspace/shell.h"

enum { WEEKS = 3 };

static const char *const mondays[WEEKS] = { "2026-11-09", "2026-11-16", "2026-11-23" };

/*
 * How a file differed from what it is now: the stretch that begins with `from` and ends with the
 * first `to` behind it was `instead`. Only what a company really changes within a fortnight.
 */
struct difference {
	size_t weeks; /* it was so in that many of the first plans */
	const char *path, *from, *to, *instead;
};

static const struct difference differences[] = {
	/* Known since the second Monday. */
	{ 1, "people.csv", "jonas,", "\n", "" }, /* joins in January */
	{ 1, "calendars/priya.ics", "BEGIN:VEVENT\r\nUID:priya-wedding", "END:VEVENT\r\n", "" },
	{ 1, "holidays/DE-BY.ics", "DTSTART;VALUE=DATE:20270106\r\n",
	  "DTEND;VALUE=DATE:20270107\r\n",
	  "DTSTART;VALUE=DATE:20270105\r\nDTEND;VALUE=DATE:20270106\r\n" }, /* on the wrong day */
	{ 1, "demand.csv", "BOR-4,", "\n",
	  "BOR-4,Borealis,sre,2,kafka,,2026-11-16,2027-02-26,0.4,,,3,committed,\n" },
	/* Known since the third. */
	{ 2, "demand.csv", "CIR-1,", "\n",
	  "CIR-1,Cirrus,sre,3,,,2026-11-23,2027-03-26,0.8,,,1,committed,\n" },
	{ 2, "demand.csv", "HEL-1,Helios,sre,2,kafka,,2027-02-15,2027-04-09,1,,,2,tentative,", "\n",
	  "HEL-1,Helios,sre,2,kafka,,2027-02-15,2027-04-09,1,,,2,tentative,40\n" },
	{ 2, "demand.csv", "HEL-2,Helios,backend,2,,,2027-01-18,2027-04-09,1,,,3,tentative,", "\n",
	  "HEL-2,Helios,backend,2,,,2027-01-18,2027-04-09,1,,,3,tentative,40\n" },
	{ 2, "demand.csv", "DEL-1,Delta,", "\n",
	  "DEL-1,Delta,frontend,3,,,2026-11-23,2027-02-12,0.5,,,2,committed,\n" },
	{ 2, "bookings.csv", "felix,", "\n", "" },
	{ 2, "calendars/ana.ics", "BEGIN:VEVENT\r\nUID:leave-ny", "END:VEVENT\r\n", "" },
	/* A project of autumn that ended on 2026-11-20: its line was taken out for the third plan.
	 */
	{ 2, "demand.csv", "GAI-1,", "\n",
	  "GAI-1,Gaia,ml,2,,,2026-11-23,2027-01-08,0.2,,,3,committed,\n"
	  "MER-1,Mercury,sre,3,,,2026-10-05,2026-11-20,1.5,,,1,committed,\n" },
	/* And this project came up for the second. */
	{ 1, "demand.csv", "HEL-1,",
	  "HEL-5,Helios,pm,3,,,2027-01-18,2027-04-09,0.4,,,3,tentative,70\n", "" },
};

/* The bytes before the needle; false when it is not there. */
static bool find(struct span text, const char *needle, size_t *at)
{
	size_t len = strlen(needle);

	for (size_t i = 0; i + len <= text.len; i++)
		if (memcmp(text.ptr + i, needle, len) == 0) {
			*at = i;
			return true;
		}
	return false;
}

static bool take_back(const struct difference *d, struct span *text, struct arena *arena,
		      struct fault *fault)
{
	size_t from = 0, to = 0, end, len = strlen(d->instead);
	char *bytes;

	if (!find(*text, d->from, &from) ||
	    !find((struct span){ text->ptr + from, text->len - from }, d->to, &to))
		return fault_set(fault, FAULT_BROKEN,
				 "the example company has no '%s' in %s any more", d->from,
				 d->path);
	end = from + to + strlen(d->to);
	bytes = ARENA_ARRAY(arena, char, text->len + len + 1);
	memcpy(bytes, text->ptr, from);
	memcpy(bytes + from, d->instead, len);
	memcpy(bytes + from + len, text->ptr + end, text->len - end);
	*text = (struct span){ bytes, from + len + text->len - end };
	return true;
}

/* The files as they were in week `week`, from 0. */
static bool files_of_week(size_t week, struct embedded_file *files, struct arena *arena,
			  struct fault *fault)
{
	for (size_t i = 0; i < demo_files_count; i++) {
		struct span text = { (const char *)demo_files[i].bytes, demo_files[i].size };

		for (size_t d = 0; d < ARRAY_LEN(differences); d++)
			if (week < differences[d].weeks &&
			    strcmp(differences[d].path, demo_files[i].path) == 0 &&
			    !take_back(&differences[d], &text, arena, fault))
				return false;
		files[i] = (struct embedded_file){ demo_files[i].path,
						   (const unsigned char *)text.ptr, text.len };
	}
	return true;
}

static bool files_changed(const char *folder, const struct embedded_file *before,
			  const struct embedded_file *now, struct fault *fault)
{
	for (size_t i = 0; i < demo_files_count; i++)
		if ((before[i].size != now[i].size ||
		     memcmp(before[i].bytes, now[i].bytes, now[i].size) != 0) &&
		    !unpack_again(folder, &now[i], fault))
			return false;
	return true;
}

/* What `staffgap -C folder plan --today MONDAY` stores. */
static bool plan_monday(struct run *run, const char *folder, const char *monday,
			struct fault *fault)
{
	struct session *week = session_open(folder, (struct day){ 0 });
	struct computed *computed = ARENA_ARRAY(week->arena, struct computed, 1);
	struct plan_request request;
	bool ok;

	week->threads = run->session->threads;
	ok = day_parse(span_of(monday), &week->today, fault);
	request = plan_request_default(week);
	request.stores = request.offline = true;
	ok = ok && plan_keep(week, &request, computed, fault); /* `plan` shows its notes */
	session_close(week);
	return ok;
}

bool demo_history(struct run *run, const char *folder, struct fault *fault)
{
	struct embedded_file *files = NULL;

	for (size_t week = 0; week < WEEKS; week++) {
		struct embedded_file *before = files;

		files = ARENA_ARRAY(run->arena, struct embedded_file, demo_files_count);
		if (!files_of_week(week, files, run->arena, fault) ||
		    !(before ? files_changed(folder, before, files, fault)
			     : unpack_files(folder, files, demo_files_count, fault)) ||
		    !plan_monday(run, folder, mondays[week], fault))
			return false;
	}
	run->headline =
		arena_format(run->arena,
			     "'%s' holds an example company and its plans of three Mondays: "
			     "1 (%s), 2 (%s), 3 (%s)",
			     folder, mondays[0], mondays[1], mondays[2]);
	run->next = arena_format(run->arena, "%sagenda", shell_staffgap(folder, run->arena));
	return true;
}
