#include "import/inputs.h"

#include "import/bookings.h"
#include "import/demand.h"
#include "import/engagements.h"
#include "import/feeds.h"
#include "import/people.h"
#include "import/rates.h"
#include "import/settings.h"

static bool read_settings(struct source source, struct arena *arena, struct company *company,
			  struct notes *notes, struct fault *fault)
{
	return import_settings(source, arena, &company->settings, notes, fault);
}

const struct input_kind input_kinds[] = {
	{ .name = "staffgap.conf",
	  .what = "company rules",
	  .settings = true,
	  .for_feeds = true,
	  .read = read_settings,
	  .merge = read_settings /* each setting stands for itself */ },
	{ .name = "people.csv",
	  .what = "your people: roles, skills, location and working pattern",
	  .required = true,
	  .for_feeds = true,
	  .columns = &people_columns,
	  .read = import_people,
	  .merge = scenario_people },
	{ .name = "demand.csv",
	  .what = "what projects need",
	  .required = true,
	  .columns = &demand_columns,
	  .read = import_demand,
	  .merge = scenario_demand },
	{ .name = "bookings.csv",
	  .what = "people reserved for projects by name",
	  .columns = &bookings_columns,
	  .read = import_bookings,
	  .merge = scenario_bookings },
	{ .name = "rates.csv",
	  .what = "the rate card: what external staff cost, and on which terms",
	  .columns = &rates_columns,
	  .read = import_rates,
	  .merge = scenario_rates },
	{ .name = "engagements.csv",
	  .what = "external staff already ordered",
	  .columns = &engagements_columns,
	  .read = import_engagements },
	{ .name = "feeds.csv",
	  .what = "where calendars come from",
	  .for_feeds = true,
	  .columns = &feeds_columns,
	  .read = import_feeds },
};
const size_t input_kind_count = ARRAY_LEN(input_kinds);
