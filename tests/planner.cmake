# unit_test(...) and fuzz_target(...) of planner/.
add_library(generate STATIC generate.c)
target_link_libraries(generate PUBLIC model)
unit_test(allocation planner generate)
unit_test(proof planner generate)
unit_test(names planner generate)
unit_test(verify planner generate)

# The allocation against linear programs, solved by HiGHS in a process of its own.
add_executable(dump_allocation dump_allocation.c)
target_link_libraries(dump_allocation PRIVATE planner generate)
find_program(SYSTEM_PYTHON NAMES python3 HINTS /usr/bin NO_DEFAULT_PATH)
find_program(SYSTEM_PYTHON NAMES python3)
if(SYSTEM_PYTHON)
  add_test(NAME oracle.allocation COMMAND ${SYSTEM_PYTHON}
    ${CMAKE_CURRENT_SOURCE_DIR}/oracle_allocation.py $<TARGET_FILE:dump_allocation> 200 60 1)
  set_tests_properties(oracle.allocation PROPERTIES SKIP_RETURN_CODE 77 LABELS oracle)
else()
  message(STATUS "python3 not found: oracle.allocation is left out")
endif()
unit_test(capacity planner)
unit_test(price planner)
unit_test(sourcing_check planner)

# Engagements drawn by chance, priced again by a program that shares nothing with ours.
add_executable(dump_sourcing dump_sourcing.c)
target_link_libraries(dump_sourcing PRIVATE import planner reports)
if(SYSTEM_PYTHON)
  add_test(NAME oracle.reprice COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/reprice.py
    --drawn $<TARGET_FILE:dump_sourcing> 30 ${PROJECT_SOURCE_DIR}/cli/demo_data
    ${CMAKE_CURRENT_SOURCE_DIR}/fixtures/reprice)
  add_test(NAME demo.reprice COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/reprice.py
    --demo $<TARGET_FILE:staffgap>)
  set_tests_properties(oracle.reprice PROPERTIES LABELS oracle)
endif()
# What changed and why: random pairs of plans.
add_library(mutate STATIC mutate.c)
target_link_libraries(mutate PUBLIC generate)
unit_test(diff planner generate mutate)
unit_test(explain planner generate mutate)
