#include "import/change.h"

#include "import/change_demand.h"
#include "import/change_people.h"

void company_copy(const struct company *company, struct arena *arena, struct company *copy)
{
	*copy = *company;
	copy->people = change_copy_list(arena, company->people, company->person_count, 0,
					sizeof(*copy->people));
	copy->demands = change_copy_list(arena, company->demands, company->demand_count, 0,
					 sizeof(*copy->demands));
	copy->bookings = change_copy_list(arena, company->bookings, company->booking_count, 0,
					  sizeof(*copy->bookings));
}

bool change_apply(enum change_kind kind, const char *text, struct arena *arena,
		  struct company *company, struct fault *fault)
{
	struct changing c = { arena, company, text, fault };

	switch (kind) {
	case CHANGE_DEMAND: return change_demand(&c);
	case CHANGE_PEOPLE: return change_people(&c);
	case CHANGE_PROBABILITY: break;
	}
	return change_probability(&c);
}
