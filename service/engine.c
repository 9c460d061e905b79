#include "service/engine.h"

#include "solver/covering/covering_milp.h"

enum engine engine_settled(enum engine engine)
{
	return engine == ENGINE_AUTO && !covering_cbc_version() ? ENGINE_SEARCH : engine;
}

bool engine_there(enum engine engine, const char *who, struct fault *fault)
{
	if ((engine != ENGINE_CBC && engine != ENGINE_AUTO) || covering_cbc_version())
		return true;
	return fault_set(
		fault, FAULT_USAGE,
		"%s the engine CBC, which this staffgap was built without (install "
		"coinor-libcbc-dev and build it again, or plan again with --engine search)",
		who);
}
