# Tests of sourcing: solver/covering/ and planner/sourcing/.
# The core of sourcing, alone and against integer programs.
add_library(generate_covering STATIC generate_covering.c)
target_link_libraries(generate_covering PUBLIC solver generate)
unit_test(covering generate_covering)
# Once more as a build without CBC has it: this object stands before the library.
add_executable(test_covering_plain test_covering.c ${PROJECT_SOURCE_DIR}/solver/covering/covering_milp_none.c)
target_link_libraries(test_covering_plain PRIVATE testing generate_covering)
add_test(NAME unit.covering_plain COMMAND test_covering_plain)
unit_test(known generate_covering)
add_executable(dump_covering oracles/dump_covering.c oracles/print_covering.c)
target_link_libraries(dump_covering PRIVATE generate_covering)
if(SYSTEM_PYTHON)
  foreach(kind "equal 1 30 10" "general 1 8 16")
    separate_arguments(arguments UNIX_COMMAND "${kind}")
    list(GET arguments 0 name)
    add_test(NAME oracle.sourcing_${name} COMMAND ${SYSTEM_PYTHON}
      ${CMAKE_CURRENT_SOURCE_DIR}/oracles/oracle_sourcing.py $<TARGET_FILE:dump_covering> ${arguments})
    set_tests_properties(oracle.sourcing_${name} PROPERTIES SKIP_RETURN_CODE 77 LABELS oracle)
  endforeach()
endif()

# Sourcing of whole companies.
add_library(generate_rates STATIC generate_rates.c)
target_link_libraries(generate_rates PUBLIC generate)
unit_test(source planner sourcing roster verify generate_rates)
unit_test(source_to planner sourcing simulation verify generate_rates)
unit_test(source_limits planner sourcing verify generate_rates)
unit_test(source_heads planner sourcing verify generate_rates)
unit_test(source_reasons planner sourcing verify generate_rates)
foreach(test source_limits source_heads)
  target_sources(test_${test} PRIVATE oracles/dump_plan.c)
endforeach()

# Draws of uncertain demand and how far engagements are used in them, counted again.
add_executable(dump_draws oracles/dump_draws.c)
target_link_libraries(dump_draws PRIVATE planner allocation simulation sourcing generate_rates)
if(SYSTEM_PYTHON)
  add_test(NAME oracle.draws COMMAND ${SYSTEM_PYTHON}
    ${CMAKE_CURRENT_SOURCE_DIR}/oracles/draws_recount.py $<TARGET_FILE:dump_draws> 1 25 60)
  set_tests_properties(oracle.draws PROPERTIES LABELS oracle)
endif()

# Values at which a choice flips, tried by planning again.
if(SYSTEM_PYTHON)
  add_test(NAME demo.flips COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/flips.py
    $<TARGET_FILE:staffgap> ${CMAKE_CURRENT_BINARY_DIR}/flips 1 6)
endif()

# Against integer programs: limits, and engagements and own people together.
foreach(kind "limits 180 192" "joint 1 25")
  separate_arguments(range UNIX_COMMAND "${kind}")
  list(POP_FRONT range name)
  add_executable(dump_${name} oracles/dump_${name}.c oracles/dump_candidates.c oracles/dump_plan.c)
  target_link_libraries(dump_${name} PRIVATE planner allocation sourcing verify generate_rates)
  if(SYSTEM_PYTHON)
    add_test(NAME oracle.sourcing_${name} COMMAND ${SYSTEM_PYTHON}
      ${CMAKE_CURRENT_SOURCE_DIR}/oracles/oracle_${name}.py $<TARGET_FILE:dump_${name}> ${range})
    set_tests_properties(oracle.sourcing_${name} PROPERTIES SKIP_RETURN_CODE 77 LABELS oracle)
  endif()
endforeach()
