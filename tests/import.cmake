# unit_test(...) and fuzz_target(...) of import/.

# Real calendars, where the folder with them is there; 77 is a skip.
add_executable(corpus_calendars oracles/corpus_calendars.c)
target_link_libraries(corpus_calendars PRIVATE import)
add_test(NAME calendars.corpus
  COMMAND corpus_calendars ${PROJECT_SOURCE_DIR}/../shared/corpus)
set_tests_properties(calendars.corpus PROPERTIES SKIP_RETURN_CODE 77)

unit_test(calendars import)
unit_test(rates import)
unit_test(settings import)
unit_test(csv import)
unit_test(change import)
unit_test(forget import)
unit_test(scenario import)
unit_test(forget_feed import)
unit_test(demand import)
unit_test(kinds import)
unit_test(rules import ical)
unit_test(bad_input import)
target_compile_definitions(test_bad_input PRIVATE TESTS_DIR="${CMAKE_CURRENT_SOURCE_DIR}")

unit_test(match import)
unit_test(zones import)
target_compile_definitions(test_zones PRIVATE TESTS_DIR="${CMAKE_CURRENT_SOURCE_DIR}")
# Every zone of the system against Python's zoneinfo.
add_executable(dump_zones oracles/dump_zones.c)
target_link_libraries(dump_zones PRIVATE import)
if(SYSTEM_PYTHON)
  add_test(NAME oracle.zones COMMAND ${SYSTEM_PYTHON}
    ${CMAKE_CURRENT_SOURCE_DIR}/oracles/oracle_zones.py $<TARGET_FILE:dump_zones>)
  set_tests_properties(oracle.zones PROPERTIES SKIP_RETURN_CODE 77 LABELS oracle)
endif()

foreach(target bookings calendar demand engagements feeds holidays pattern people rates settings tzif)
  fuzz_target(${target} import)
endforeach()

fuzz_target(feed_result import store)
target_sources(fuzz_feed_result PRIVATE ${PROJECT_SOURCE_DIR}/service/feeds/feed_result.c
  ${PROJECT_SOURCE_DIR}/service/feeds/feed_result_bytes.c)

# Seeded mutations of good and bad files: no crash, no hang.
unit_test(mutations import generate)
target_compile_definitions(test_mutations PRIVATE TESTS_DIR="${CMAKE_CURRENT_SOURCE_DIR}"
  DEMO_DIR="${PROJECT_SOURCE_DIR}/cli/demo_data")

# Mutated workspaces: every row is used or named. By hand: tests/test_rows 2000 [SEED].
unit_test(rows import generate)
target_sources(test_rows PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/spoil.c)
target_compile_definitions(test_rows PRIVATE TESTS_DIR="${CMAKE_CURRENT_SOURCE_DIR}"
  DEMO_DIR="${PROJECT_SOURCE_DIR}/cli/demo_data")

# Random recurrence rules against dateutil.
add_executable(dump_calendar oracles/dump_calendar.c)
target_link_libraries(dump_calendar PRIVATE import)
if(SYSTEM_PYTHON)
  add_test(NAME oracle.rules COMMAND ${SYSTEM_PYTHON}
    ${CMAKE_CURRENT_SOURCE_DIR}/oracles/oracle_rules.py $<TARGET_FILE:dump_calendar> 250)
  set_tests_properties(oracle.rules PROPERTIES SKIP_RETURN_CODE 77 LABELS oracle)
endif()

# Feeds as their producers write them.
unit_test(producers import)
target_compile_definitions(test_producers PRIVATE TESTS_DIR="${CMAKE_CURRENT_SOURCE_DIR}")
