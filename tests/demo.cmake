# What a new user meets first: quickstart, the empty workspace, the worked company, the documents.
add_test(NAME quickstart COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/test_quickstart.sh
  ${PROJECT_SOURCE_DIR}/quickstart $<TARGET_FILE:staffgap> ${CMAKE_CURRENT_BINARY_DIR}/quickstart
  ${PROJECT_SOURCE_DIR}/README.md)

# Every shell script of the project, or SKIP where shellcheck is not installed.
file(GLOB_RECURSE shell_scripts CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.sh)
add_test(NAME lint.shell COMMAND sh -c
  "command -v shellcheck >/dev/null || { echo 'SKIP: no shellcheck'; exit 77; }; exec shellcheck \"$@\""
  shellcheck ${PROJECT_SOURCE_DIR}/quickstart ${PROJECT_SOURCE_DIR}/.ci/run ${shell_scripts})
set_tests_properties(lint.shell PROPERTIES SKIP_RETURN_CODE 77)

# What compiler and linker do against faults that are there all the same.
find_program(READELF readelf)
if(READELF)
  set(hardening -DLIBRARY=$<TARGET_FILE:model> -DREADELF=${READELF} "-DMISSING=${hardening_missing}"
    -P ${CMAKE_CURRENT_SOURCE_DIR}/hardening.cmake)
  add_test(NAME hardening COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:staffgap> -DSOURCE=${PROJECT_SOURCE_DIR}
    -DWORK=${CMAKE_CURRENT_BINARY_DIR}/hardening -DCOMPILER=${CMAKE_C_COMPILER} ${hardening})
else()
  message(STATUS "readelf not found: hardening is left out")
endif()

# Installed into a prefix, the program works there, without the sources and from anywhere.
add_test(NAME install COMMAND ${CMAKE_COMMAND} -DBUILD=${PROJECT_BINARY_DIR}
  -DWORK=${CMAKE_CURRENT_BINARY_DIR}/install "-DHARDENING=${hardening}" -P ${CMAKE_CURRENT_SOURCE_DIR}/test_install.cmake)

# The worked company and the documents that show it. SYSTEM_PYTHON is found in reports.cmake.
if(SYSTEM_PYTHON)
  add_test(NAME demo.company COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/demo_company.py
    $<TARGET_FILE:staffgap> ${PROJECT_SOURCE_DIR}/docs/worked-example.md)
  add_test(NAME demo.tour COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/demo_console.py
    $<TARGET_FILE:staffgap> ${PROJECT_SOURCE_DIR}/docs/tour.md)
  add_test(NAME demo.ritual COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/demo_console.py
    $<TARGET_FILE:staffgap> ${PROJECT_SOURCE_DIR}/docs/ritual.md)
  add_test(NAME demo.published COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/consumers/published.py
    $<TARGET_FILE:staffgap> ${PROJECT_SOURCE_DIR}/docs/plan.schema.json)
  add_test(NAME property.rows COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/oracles/rows_order.py
    $<TARGET_FILE:staffgap>)
else()
  message(STATUS "python3 not found: property.rows, demo.published, demo.company, demo.tour and demo.ritual are left out")
endif()
