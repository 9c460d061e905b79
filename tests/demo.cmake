# What a new user meets first: quickstart, the empty workspace, the worked company, the documents.
add_test(NAME quickstart COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/test_quickstart.sh
  ${PROJECT_SOURCE_DIR}/quickstart $<TARGET_FILE:staffgap> ${CMAKE_CURRENT_BINARY_DIR}/quickstart)

# Every shell script of the project, or SKIP where shellcheck is not installed.
file(GLOB_RECURSE shell_scripts CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.sh)
add_test(NAME lint.shell COMMAND sh -c
  "command -v shellcheck >/dev/null || { echo 'SKIP: no shellcheck'; exit 77; }; exec shellcheck \"$@\""
  shellcheck ${PROJECT_SOURCE_DIR}/quickstart ${PROJECT_SOURCE_DIR}/.ci/run ${shell_scripts})
set_tests_properties(lint.shell PROPERTIES SKIP_RETURN_CODE 77)
