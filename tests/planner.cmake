# unit_test(...) and fuzz_target(...) of planner/.
add_library(generate STATIC generate.c)
target_link_libraries(generate PUBLIC model)
unit_test(flow solver)
unit_test(allocation planner allocation generate)
unit_test(proof planner verify generate)
unit_test(roster planner roster verify generate)
unit_test(roster_fewer planner roster generate)
unit_test(verify planner roster verify generate)

# The allocation against linear programs, solved by HiGHS in a process of its own.
add_executable(dump_allocation oracles/dump_allocation.c)
target_link_libraries(dump_allocation PRIVATE planner allocation generate)
add_executable(dump_certificates oracles/dump_certificates.c)
target_link_libraries(dump_certificates PRIVATE planner verify generate)
find_program(SYSTEM_PYTHON NAMES python3 HINTS /usr/bin NO_DEFAULT_PATH)
find_program(SYSTEM_PYTHON NAMES python3)
if(SYSTEM_PYTHON)
  add_test(NAME oracle.allocation COMMAND ${SYSTEM_PYTHON}
    ${CMAKE_CURRENT_SOURCE_DIR}/oracles/oracle_allocation.py $<TARGET_FILE:dump_allocation> 500 200 12)
  set_tests_properties(oracle.allocation PROPERTIES SKIP_RETURN_CODE 77 LABELS oracle)
  add_test(NAME oracle.certificates COMMAND ${SYSTEM_PYTHON}
    ${CMAKE_CURRENT_SOURCE_DIR}/oracles/check_certificates.py $<TARGET_FILE:dump_certificates> 200 60 4)
  set_tests_properties(oracle.certificates PROPERTIES LABELS oracle)
else()
  message(STATUS "python3 not found: oracle.allocation is left out")
endif()

# The network simplex against LEMON's (Debian: liblemon-dev), where there is a C++ compiler, too.
add_executable(dump_networks oracles/dump_networks.c)
target_link_libraries(dump_networks PRIVATE solver generate)
include(CheckLanguage)
check_language(CXX)
find_path(LEMON_INCLUDE_DIR lemon/network_simplex.h)
find_library(LEMON_LIBRARY lemon)
if(CMAKE_CXX_COMPILER AND LEMON_INCLUDE_DIR AND LEMON_LIBRARY AND NOT STAFFGAP_FUZZ)
  enable_language(CXX)
  add_executable(lemon_networks oracles/lemon.cpp)
  target_include_directories(lemon_networks SYSTEM PRIVATE ${LEMON_INCLUDE_DIR})
  target_link_libraries(lemon_networks PRIVATE ${LEMON_LIBRARY})
  add_test(NAME oracle.networks COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/oracles/oracle_networks.sh
    $<TARGET_FILE:dump_networks> $<TARGET_FILE:lemon_networks> 200)
  set_tests_properties(oracle.networks PROPERTIES LABELS oracle)
else()
  message(STATUS "LEMON or a C++ compiler not found: oracle.networks is left out")
endif()
unit_test(capacity planner)
unit_test(findings planner)
unit_test(costing planner allocation)
unit_test(sourcing_check planner allocation verify)
target_sources(test_sourcing_check PRIVATE sourcing_world.c)

# Engagements drawn by chance, priced again by a program that shares nothing with ours.
add_executable(dump_sourcing oracles/dump_sourcing.c)
target_link_libraries(dump_sourcing PRIVATE import planner allocation verify reports)
if(SYSTEM_PYTHON)
  add_test(NAME oracle.reprice COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/oracles/reprice.py
    --drawn $<TARGET_FILE:dump_sourcing> 30 ${PROJECT_SOURCE_DIR}/cli/demo_data
    ${CMAKE_CURRENT_SOURCE_DIR}/fixtures/reprice)
  add_test(NAME oracle.reprice_random COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/oracles/reprice.py
    --random $<TARGET_FILE:dump_sourcing> 1 100)
  set_tests_properties(oracle.reprice_random PROPERTIES LABELS oracle)
  add_test(NAME demo.reprice COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/oracles/reprice.py
    --demo $<TARGET_FILE:staffgap>)
  set_tests_properties(oracle.reprice PROPERTIES LABELS oracle)
endif()
# What changed and why: random pairs of plans.
add_library(mutate STATIC mutate.c)
target_link_libraries(mutate PUBLIC generate)
add_library(diff_pairs STATIC diff_pairs.c)
target_link_libraries(diff_pairs PUBLIC planner compare generate_rates mutate PRIVATE testing)
unit_test(diff diff_pairs)
unit_test(diff_causes diff_pairs)
unit_test(diff_orders compare)
unit_test(explain planner compare roster sourcing generate generate_rates mutate)
unit_test(draws planner simulation generate mutate)
