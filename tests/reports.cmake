add_library(report_fixture STATIC report_fixture.c)
target_link_libraries(report_fixture PUBLIC model)
unit_test(reports reports report_fixture)
add_library(sourcing_fixture STATIC sourcing_fixture.c)
target_link_libraries(sourcing_fixture PUBLIC report_fixture)
unit_test(sourcing_reports reports sourcing_fixture)
add_library(page_fixture STATIC page_fixture.c)
target_link_libraries(page_fixture PUBLIC report_fixture)
unit_test(page reports page_fixture)
unit_test(json reports)
unit_test(events reports)

# Do other programs read what we write? Each says SKIP where the program is not installed.
# They read the golden files, which unit.reports holds equal to what is written.
find_program(SYSTEM_PYTHON NAMES python3 HINTS /usr/bin NO_DEFAULT_PATH)
find_program(SYSTEM_PYTHON NAMES python3)
set(written ${CMAKE_CURRENT_SOURCE_DIR}/golden/reports)
if(SYSTEM_PYTHON)
  add_test(NAME consumers.icalendar
    COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/consumers_ics.py ${written}/gaps.ics)
  add_test(NAME consumers.calc
    COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/consumers_calc.py ${written})
  set(python_consumers consumers.icalendar consumers.calc)
else()
  message(STATUS "python3 not found: consumers.icalendar and consumers.calc are left out")
endif()
add_test(NAME consumers.khal
  COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/consumers_khal.sh ${written}/gaps.ics)
set_tests_properties(consumers.khal ${python_consumers} PROPERTIES
  LABELS consumers SKIP_RETURN_CODE 77)

# The page in a browser. The packages from npm go to the build folder, once for all tests that need them.
set(node_peers ${CMAKE_CURRENT_BINARY_DIR}/node)
add_test(NAME consumers.page COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/consumers_page.sh
  $<TARGET_FILE:staffgap> ${node_peers} ${written}/page-full.html)
set_tests_properties(consumers.page PROPERTIES LABELS consumers SKIP_RETURN_CODE 77
  RESOURCE_LOCK node_peers TIMEOUT 180)
