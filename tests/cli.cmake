# case.NAME: the program, run on the commands of cases/NAME in an empty folder.
file(GLOB cases CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/cases/*/commands)
foreach(commands IN LISTS cases)
  get_filename_component(dir ${commands} DIRECTORY)
  get_filename_component(name ${dir} NAME)
  add_test(NAME case.${name} COMMAND ${CMAKE_COMMAND} -DEXE=$<TARGET_FILE:staffgap>
    -DCASE=${dir} -DWORK=${CMAKE_CURRENT_BINARY_DIR}/cases/${name}
    -P ${CMAKE_CURRENT_SOURCE_DIR}/run_case.cmake)
endforeach()

# The same program as a build without CBC has it, and one with it where there is one: folders of
# engines/ as those of cases/.
get_target_property(parts staffgap LINK_LIBRARIES)
add_executable(staffgap_plain ${PROJECT_SOURCE_DIR}/solver/covering/covering_milp_none.c
  $<TARGET_OBJECTS:staffgap>)
target_link_libraries(staffgap_plain PRIVATE ${parts})
set(engines without)
if(WITH_CBC)
  list(APPEND engines with)
endif()
foreach(name IN LISTS engines)
  set(program $<IF:$<STREQUAL:${name},with>,$<TARGET_FILE:staffgap>,$<TARGET_FILE:staffgap_plain>>)
  add_test(NAME case.${name}_cbc COMMAND ${CMAKE_COMMAND} -DEXE=${program}
    -DCASE=${CMAKE_CURRENT_SOURCE_DIR}/engines/${name}
    -DWORK=${CMAKE_CURRENT_BINARY_DIR}/engines/${name}
    -P ${CMAKE_CURRENT_SOURCE_DIR}/run_case.cmake)
endforeach()

# What the program writes about itself is read by those who are to read it, where they are there.
function(written_test name program)
  find_program(${name}_PROGRAM ${program})
  if(${name}_PROGRAM)
    add_test(NAME written.${name} COMMAND ${${name}_PROGRAM} ${ARGN})
  else()
    message(STATUS "${program} not found: written.${name} is left out")
  endif()
endfunction()
set(written ${CMAKE_BINARY_DIR}/cli)
written_test(man mandoc -T lint -W warning ${written}/staffgap.1)
written_test(bash bash -n ${written}/staffgap.bash)
written_test(zsh zsh -n ${written}/_staffgap)
written_test(fish fish --no-execute ${written}/staffgap.fish)

# Thirty weekly plans stay what they were, whatever happens around the database.
if(SYSTEM_PYTHON)
  add_test(NAME hostile.store COMMAND ${SYSTEM_PYTHON}
    ${CMAKE_CURRENT_SOURCE_DIR}/hostile_store.py $<TARGET_FILE:staffgap>
    ${CMAKE_CURRENT_BINARY_DIR}/hostile_store)
  add_test(NAME ritual.history COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/history.py
    $<TARGET_FILE:staffgap> ${CMAKE_CURRENT_BINARY_DIR}/history)
  add_test(NAME ritual.terminal COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/terminal.py
    $<TARGET_FILE:staffgap> ${CMAKE_CURRENT_BINARY_DIR}/terminal)
  set_tests_properties(ritual.terminal PROPERTIES SKIP_RETURN_CODE 77)
  add_test(NAME privacy.outputs COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/privacy.py
    $<TARGET_FILE:staffgap> ${CMAKE_CURRENT_BINARY_DIR}/privacy)
  add_test(NAME privacy.forget COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/forget.py
    $<TARGET_FILE:staffgap> ${CMAKE_CURRENT_BINARY_DIR}/forget)
  set_tests_properties(privacy.outputs privacy.forget PROPERTIES
    ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)
  add_test(NAME ritual.scenario COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/scenario.py
    $<TARGET_FILE:staffgap> ${CMAKE_CURRENT_BINARY_DIR}/scenario)
  add_test(NAME ritual.automation COMMAND ${SYSTEM_PYTHON}
    ${CMAKE_CURRENT_SOURCE_DIR}/automation.py ${PROJECT_SOURCE_DIR}/docs/automation.md
    $<TARGET_FILE:staffgap> ${CMAKE_CURRENT_BINARY_DIR}/automation)
endif()

# Who only looks changes nothing and waits for nobody; who writes waits for others.
if(SYSTEM_PYTHON)
  add_test(NAME store.readers COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/readers.py $<TARGET_FILE:staffgap>)
  set_tests_properties(store.readers PROPERTIES ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)
endif()

# Marked bytes through every note, argument and report: nothing of them reaches a terminal.
if(SYSTEM_PYTHON)
  add_test(NAME terminal.marks COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/marks.py
    $<TARGET_FILE:staffgap> ${CMAKE_CURRENT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/docs/notes.md)
endif()

# Whatever is not 0 leaves a line on standard error, also with -q.
if(SYSTEM_PYTHON)
  add_test(NAME cli.statuses COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/statuses.py $<TARGET_FILE:staffgap>)
  set_tests_properties(cli.statuses PROPERTIES ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)
endif()

# Feeds: a hostile server, a real CalDAV server, sources of every kind, kill -9 in the middle.
if(SYSTEM_PYTHON)
  foreach(test http radicale kept limits kill trust secrets ages authentic)
    add_test(NAME feeds.${test} COMMAND ${SYSTEM_PYTHON}
      ${CMAKE_CURRENT_SOURCE_DIR}/feeds/feeds_${test}.py $<TARGET_FILE:staffgap>)
    set_tests_properties(feeds.${test} PROPERTIES SKIP_RETURN_CODE 77
      ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)
  endforeach()
  add_library(zone_shim MODULE feeds/zone_shim.c)
  add_test(NAME feeds.zones COMMAND ${SYSTEM_PYTHON}
    ${CMAKE_CURRENT_SOURCE_DIR}/feeds/feeds_zones.py $<TARGET_FILE:staffgap>
    $<TARGET_FILE:zone_shim>)
  set_tests_properties(feeds.zones PROPERTIES SKIP_RETURN_CODE 77
    ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)
endif()

if(SYSTEM_PYTHON AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
  # A library that was taken over, inside the program as it is.
  add_library(hostile MODULE feeds/hostile.c)
  target_link_libraries(hostile PRIVATE house_rules ical ${CMAKE_DL_LIBS})
  add_test(NAME feeds.confined COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/feeds/feeds_confined.py
    $<TARGET_FILE:staffgap> $<TARGET_FILE:hostile>)
  set_tests_properties(feeds.confined PROPERTIES ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)
endif()

unit_test(feed_result import store)
target_sources(test_feed_result PRIVATE ${PROJECT_SOURCE_DIR}/service/feeds/feed_result.c
  ${PROJECT_SOURCE_DIR}/service/feeds/feed_result_bytes.c)

# Processes that read feeds: what each of them may not do, under each way to confine them.
unit_test(worker worker)
target_compile_definitions(test_worker PRIVATE _GNU_SOURCE)

# What is written, and where: no link is followed, nothing of the workspace is an output, signals leave nothing behind.
add_executable(test_written test_written.c
  $<FILTER:$<TARGET_OBJECTS:staffgap>,EXCLUDE,/main\\.c\\.>)
target_compile_definitions(test_written PRIVATE _GNU_SOURCE)
target_link_libraries(test_written PRIVATE testing ${parts})
add_test(NAME unit.written COMMAND test_written)
if(SYSTEM_PYTHON)
  foreach(test outputs kept)
    add_test(NAME written.${test} COMMAND ${SYSTEM_PYTHON}
      ${CMAKE_CURRENT_SOURCE_DIR}/written/written_${test}.py $<TARGET_FILE:staffgap>)
    set_tests_properties(written.${test} PROPERTIES ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)
  endforeach()
endif()

# Whom a workspace may have us ask.
unit_test(address model)
target_sources(test_address PRIVATE ${PROJECT_SOURCE_DIR}/service/feeds/feed_address.c)

# A whole plan in one process, from any bytes: the program's own parts, but for main and the processes.
fuzz_target(plan import planner compare roster sourcing simulation verify reports store)
target_sources(fuzz_plan PRIVATE fuzz/workspace_bytes.c fuzz/worker_here.c
  $<FILTER:$<TARGET_OBJECTS:staffgap>,EXCLUDE,/main\\.c>)
target_link_libraries(fuzz_plan PRIVATE ${parts})

# The services as any other front end calls them.
unit_test(session service reports store)
target_sources(test_session PRIVATE writer_lock.c)
target_compile_definitions(test_session PRIVATE DEMO_DATA="${PROJECT_SOURCE_DIR}/cli/demo_data")

# Who reads tables is counted.
unit_test(once service import)
target_link_options(test_once PRIVATE -Wl,--wrap=csv_read,--wrap=import_settings)

# Parts of services that need no workspace.
unit_test(parts service feeds import store)
unit_test(answers service store_fixture solver)

# What options may be: the program's own parts, but for main.
add_executable(test_plan_options test_plan_options.c $<FILTER:$<TARGET_OBJECTS:staffgap>,EXCLUDE,/main\\.c\\.>)
target_link_libraries(test_plan_options PRIVATE testing ${parts})
add_test(NAME unit.plan_options COMMAND test_plan_options)
