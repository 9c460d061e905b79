/* The rate card and the running engagements: names, order, who belongs to what. */
#include "import/link_rates.h"

#include <stdlib.h>
#include <string.h>

void link_collect_rates(struct link *link, const struct company *company)
{
	for (size_t k = 0; k < company->option_count; k++) {
		const struct rate_option *option = &company->options[k];

		spellings_add(&link->options, option->id, true);
		spellings_add(&link->vendors, option->vendor, true);
		spellings_add(&link->locations, option->location, false);
		for (size_t i = 0; i < option->role_count; i++)
			spellings_add(&link->roles, option->roles[i].role, false);
		for (size_t i = 0; i < option->skill_count; i++)
			spellings_add(&link->skills, option->skills[i], false);
	}
	for (size_t v = 0; v < company->settings.vendor_count; v++)
		spellings_add(&link->vendors, company->settings.vendors[v].vendor, false);
}

/* --- options ----------------------------------------------------------- */

/* A role that is given twice counts at its higher level. */
static void link_roles(struct link *link, struct rate_option *option)
{
	size_t kept = 0;

	for (size_t i = 0; i < option->role_count; i++)
		option->roles[i].role = spellings_same(&link->roles, option->roles[i].role);
	qsort(option->roles, option->role_count, sizeof(*option->roles), role_level_order);
	for (size_t i = 0; i < option->role_count; i++) {
		if (kept > 0 && strcmp(option->roles[kept - 1].role, option->roles[i].role) == 0) {
			notes_add(link->notes, NOTE_WARNING, "role-twice", option->place,
				  "%s has the role %s twice: the higher level counts", option->id,
				  option->roles[i].role);
			option->roles[kept - 1] = option->roles[i];
		} else {
			option->roles[kept++] = option->roles[i];
		}
	}
	option->role_count = kept;
}

static bool is_asked_for(const struct company *company, const char *role)
{
	for (size_t d = 0; d < company->demand_count; d++)
		if (strcmp(company->demands[d].role, role) == 0)
			return true;
	return false;
}

static void check_roles(struct link *link, const struct rate_option *option)
{
	for (size_t i = 0; i < option->role_count; i++) {
		const char *role = option->roles[i].role;
		const struct name *name = spellings_find(&link->roles, role);

		if (name && !name->had && !is_asked_for(link->company, role))
			notes_add(link->notes, NOTE_WARNING, "option-role-unknown", option->place,
				  "no demand asks for the role '%s' that %s offers, and nobody has "
				  "it%s",
				  role, option->id, spellings_guess(&link->roles, role));
	}
}

static int by_option_id(const void *left, const void *right)
{
	return strcmp(((const struct rate_option *)left)->id,
		      ((const struct rate_option *)right)->id);
}

static void link_options(struct link *link)
{
	struct company *company = link->company;

	for (size_t k = 0; k < company->option_count; k++) {
		struct rate_option *option = &company->options[k];

		link_roles(link, option);
		option->vendor = spellings_same(&link->vendors, option->vendor);
		option->location = spellings_same(&link->locations, option->location);
		option->skill_count =
			spellings_same_list(&link->skills, option->skills, option->skill_count);
		check_roles(link, option);
	}
	if (company->option_count > 0)
		qsort(company->options, company->option_count, sizeof(*company->options),
		      by_option_id);
}

/* --- running engagements ----------------------------------------------- */

static size_t find_option(const struct company *company, const char *id)
{
	size_t k = 0;

	while (k < company->option_count && strcmp(company->options[k].id, id) != 0)
		k++;
	return k;
}

static int by_contract_id(const void *left, const void *right)
{
	return strcmp(((const struct contract *)left)->id, ((const struct contract *)right)->id);
}

bool link_skipped(const struct link *link, const struct skipped_rows *rows, const char *id,
		  const char *note, struct place place)
{
	const struct skipped_row *row = skipped_row_find(rows, id);

	if (row)
		notes_add(link->notes, NOTE_ERROR, note, place,
			  "row skipped: the row of '%s' was skipped (%s:%d)", id, row->place.file,
			  (int)row->place.line);
	return row != NULL;
}

static bool link_engagement(struct link *link, struct contract *contract)
{
	const struct name *option = spellings_find(&link->options, contract->option);

	if (!option && link_skipped(link, &link->company->skipped_options, contract->option,
				    "option-unknown", contract->place))
		return false;
	if (!option) {
		notes_add(link->notes, NOTE_ERROR, "option-unknown", contract->place,
			  "row skipped: rates.csv has no option '%s'%s", contract->option,
			  spellings_guess(&link->options, contract->option));
		return false;
	}
	contract->option = option->spelling;
	contract->option_index = find_option(link->company, option->spelling);
	if (contract->notice_days < 0)
		contract->notice_days = link->company->options[contract->option_index].notice_days;
	return true;
}

/* Heads at a time, on the first day of each engagement of the option. */
static void check_heads(struct link *link, const struct contract *contract)
{
	const struct company *company = link->company;
	const struct rate_option *option = &company->options[contract->option_index];
	int64_t heads = 0;

	for (size_t i = 0; i < company->contract_count; i++) {
		const struct contract *other = &company->contracts[i];

		if (other->option_index == contract->option_index &&
		    day_distance(other->start, contract->start) >= 0 &&
		    day_distance(contract->start, other->end) >= 0)
			heads += other->heads;
	}
	if (heads > option->max_heads)
		notes_add(link->notes, NOTE_WARNING, "heads-beyond-option", contract->place,
			  "%lld heads of %s run at a time, its max_heads is %d: no more will be "
			  "engaged",
			  (long long)heads, option->id, (int)option->max_heads);
}

static void link_contracts(struct link *link)
{
	struct company *company = link->company;
	size_t kept = 0;

	for (size_t i = 0; i < company->contract_count; i++)
		if (link_engagement(link, &company->contracts[i]))
			company->contracts[kept++] = company->contracts[i];
	company->contract_count = kept;
	if (kept > 0)
		qsort(company->contracts, kept, sizeof(*company->contracts), by_contract_id);
	for (size_t i = 0; i < kept; i++)
		check_heads(link, &company->contracts[i]);
}

/* --- limits ------------------------------------------------------------ */

static void link_vendors(struct link *link)
{
	struct settings *settings = &link->company->settings;

	for (size_t v = 0; v < settings->vendor_count; v++) {
		struct vendor_limit *limit = &settings->vendors[v];
		const struct name *name = spellings_find(&link->vendors, limit->vendor);

		if (name && !name->had)
			notes_add(link->notes, NOTE_WARNING, "vendor-unknown",
				  (struct place){ "staffgap.conf", 0, 0 },
				  "vendor_max_spend limits '%s', which rates.csv does not have%s",
				  limit->vendor, spellings_guess(&link->vendors, limit->vendor));
		if (name)
			limit->vendor = name->spelling;
	}
}

void link_rates(struct link *link)
{
	link_options(link);
	link_contracts(link);
	link_vendors(link);
}
