add_library(report_fixture STATIC report_fixture.c)
target_link_libraries(report_fixture PUBLIC model)
unit_test(reports reports report_fixture)
target_compile_definitions(test_reports PRIVATE DOCS="${PROJECT_SOURCE_DIR}/docs")
add_library(sourcing_fixture STATIC sourcing_fixture.c)
target_link_libraries(sourcing_fixture PUBLIC report_fixture)
unit_test(sourcing_reports reports sourcing_fixture)
add_library(page_fixture STATIC page_fixture.c)
target_link_libraries(page_fixture PUBLIC report_fixture)
unit_test(page reports page_fixture)
unit_test(tables reports page_fixture)
unit_test(xlsx reports page_fixture)
target_compile_definitions(test_xlsx PRIVATE $<$<BOOL:${WITH_XLSX}>:WITH_XLSX>)
unit_test(calendar reports sourcing_fixture)
unit_test(json reports)
unit_test(events reports)

# Do other programs read what we write? Each says SKIP where the program is not installed. They read
# a published company whose names are as bad as names get.
find_program(SYSTEM_PYTHON NAMES python3 HINTS /usr/bin NO_DEFAULT_PATH)
find_program(SYSTEM_PYTHON NAMES python3)
set(written ${CMAKE_CURRENT_SOURCE_DIR}/golden/reports)
set(node_peers ${CMAKE_CURRENT_BINARY_DIR}/node)
set(hostile ${CMAKE_CURRENT_BINARY_DIR}/hostile)
function(consumer_test name script)
  add_test(NAME consumers.${name}
    COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/consumers/${script} ${ARGN})
  set_tests_properties(consumers.${name} PROPERTIES
    LABELS consumers SKIP_RETURN_CODE 77 FIXTURES_REQUIRED hostile TIMEOUT 300)
endfunction()
if(SYSTEM_PYTHON)
  add_test(NAME hostile COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/consumers/hostile.py
    $<TARGET_FILE:staffgap> ${hostile})
  set_tests_properties(hostile PROPERTIES FIXTURES_SETUP hostile)
  consumer_test(roundtrip consumers_roundtrip.py $<TARGET_FILE:staffgap> ${hostile})
  consumer_test(calc consumers_calc.py ${hostile})
  consumer_test(icalendar consumers_ics.py icalendar ${hostile})
  consumer_test(khal consumers_ics.py khal ${hostile})
  consumer_test(ical_js consumers_ics.py ical.js ${hostile} ${node_peers})
  set_tests_properties(consumers.ical_js PROPERTIES RESOURCE_LOCK node_peers)
  add_test(NAME consumers.subscribe COMMAND ${SYSTEM_PYTHON}
    ${CMAKE_CURRENT_SOURCE_DIR}/consumers/consumers_subscribe.py $<TARGET_FILE:staffgap>)
  set_tests_properties(consumers.subscribe PROPERTIES LABELS consumers SKIP_RETURN_CODE 77)
else()
  message(STATUS "python3 not found: hostile and consumers.* but consumers.page are left out")
endif()

# The page in a browser. The packages from npm go to the build folder, once for all tests that need them.
add_test(NAME consumers.page COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/consumers/consumers_page.sh
  $<TARGET_FILE:staffgap> ${node_peers} ${written}/page-full.html)
set_tests_properties(consumers.page PROPERTIES LABELS consumers SKIP_RETURN_CODE 77
  RESOURCE_LOCK node_peers TIMEOUT 180)
if(SYSTEM_PYTHON)
  add_test(NAME consumers.xlsx COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/consumers/consumers_xlsx.py
    $<TARGET_FILE:test_xlsx> ${CMAKE_CURRENT_BINARY_DIR}/xlsx)
  set_tests_properties(consumers.xlsx PROPERTIES LABELS consumers SKIP_RETURN_CODE 77)
endif()
