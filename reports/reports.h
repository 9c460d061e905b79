/**
 * Writing: plans become tables, files for spreadsheets and calendars.
 *
 * Writers get an open stream and never close it. Output depends on the plan
 * and the options only (no clock, no locale, no terminal), so that equal plans
 * give equal bytes. cli/ finds out about terminals and hands over the result.
 */
#ifndef REPORTS_REPORTS_H
#define REPORTS_REPORTS_H

#include <stdio.h>

#include "model/plan.h"

enum report_format {
	FORMAT_TABLE,
	FORMAT_CSV,
	FORMAT_ICS,
	FORMAT_JSON,
	FORMAT_HTML,
	FORMAT_XLSX,
	FORMAT_COUNT
};

enum report_layout {
	LAYOUT_LONG, /* one row per key: the contract */
	LAYOUT_WIDE, /* weeks as columns, with totals: a view for people */
};

enum csv_profile {
	CSV_RFC4180,  /* UTF-8, comma, CRLF, no BOM, decimal point */
	CSV_EXCEL,    /* the same with a BOM */
	CSV_EXCEL_EU, /* BOM, semicolon, decimal comma */
	CSV_UNIX,     /* comma, LF */
};

struct report_options {
	enum report_format format;
	enum report_layout layout;
	enum csv_profile profile;
	bool guard;      /* text from outside that a spreadsheet would run gets a ' in front */
	bool one_view;   /* only `view`; otherwise CSV has all three */
	enum view view;  /* of tables, wide layout and calendars */
	bool week_names; /* wide layout: columns named 2026-W49 instead of by their Monday */
	int width;       /* columns of the terminal, at least 40 */
	bool colour;     /* ANSI colours in tables, never as the only carrier */
	/* Calendars. */
	unsigned include; /* kinds of events: a sum of 1 << enum event_kind; 0: the report's own */
	bool publish;     /* METHOD:PUBLISH; without it the file is a calendar to subscribe to */
	int remind_days;  /* an alarm that many days before each event; 0: none */
};

/** guard on, all views, VIEW_WEIGHTED, 80 columns, no colour, CSV_RFC4180, long. */
struct report_options report_options_default(void);

typedef bool report_writer(const struct plan *plan, const struct report_options *options, FILE *out,
			   struct fault *fault);

struct sheet;
struct report;
struct diff;
struct explanation;
struct comparison;
struct samples;
struct agenda;

/** What a report is written from. */
enum report_from {
	FROM_PLAN, /* a stored plan alone: what `staffgap report` lists */
	FROM_DIFF,
	FROM_EXPLANATION, /* and its plan */
	FROM_COMPARISON,
	FROM_SAMPLES, /* and their plan */
	FROM_AGENDA,
};

/** That, for reports of more than a plan: what `from` names is set, the rest is not looked at. */
struct report_subject {
	const struct plan *plan;
	const struct diff *diff;               /* model/diff.h */
	const struct explanation *explanation; /* model/explain.h */
	const struct comparison *comparison;   /* reports/compare/comparison.h */
	const struct samples *samples;         /* model/samples.h */
	const struct agenda *agenda;           /* reports/compare/agenda_items.h */
};

/** Errors stay with the stream: report_write_from looks for them. */
typedef void report_subject_writer(const struct report_subject *subject,
				   const struct report_options *options, FILE *out);

/** Write the rows of other reports, too: of those in the list. */
typedef bool report_of_all(const struct plan *plan, const struct report_options *options,
			   const struct report *const *list, size_t count, FILE *out,
			   struct fault *fault);

/** A report: what `staffgap report NAME` writes, or a command of its own. */
struct report {
	const char *name;    /* "gaps" */
	const char *summary; /* one line for the help; NULL: the command has it */
	const char *called;  /* "a diff", for messages; NULL: the report 'NAME' */
	enum report_from from;
	unsigned needs;                    /* PLAN_PROOF, ...: parts that the plan must have */
	unsigned more_needs[FORMAT_COUNT]; /* further parts, for that format only */
	const struct sheet *sheet; /* its rows (reports/sheet.h): CSV, JSON, a part of plan.json */
	report_writer *write[FORMAT_COUNT]; /* formats that are not made of the sheet */
	report_of_all *write_all; /* JSON of the rows of all reports, itself without a sheet */
	report_subject_writer *write_from[FORMAT_COUNT]; /* of all that is not FROM_PLAN */
	unsigned viewless; /* 1 << FORMAT_...: those in which `view` makes no difference (but in the
			    * wide layout) */
	bool picks_events; /* whether it heeds `include` */
};

/** All reports; those FROM_PLAN come first. */
extern const struct report *const report_list[];
extern const size_t report_count;
extern const size_t report_plan_count; /* FROM_PLAN */

/** Whether a report can be written in a format. */
bool report_has(const struct report *report, enum report_format format);

/** The formats that it can be written in: a bit 1 << FORMAT_... for each. */
unsigned report_formats(const struct report *report);

/** Write one that is FROM_PLAN in the format of the options, which it must have. */
bool report_write(const struct report *report, const struct plan *plan,
		  const struct report_options *options, FILE *out, struct fault *fault) MUST_CHECK;

/** Write one that is not. */
bool report_write_from(const struct report *report, const struct report_subject *subject,
		       const struct report_options *options, FILE *out,
		       struct fault *fault) MUST_CHECK;

/** "table", "csv", "ics", "json", "html", "xlsx": also the extensions. */
const char *report_format_name(enum report_format format);

#endif
