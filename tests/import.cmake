# unit_test(...) and fuzz_target(...) of import/.

# Real calendars, where the folder with them is there; 77 is a skip.
add_executable(corpus_calendars corpus_calendars.c)
target_link_libraries(corpus_calendars PRIVATE import)
add_test(NAME calendars.corpus
  COMMAND corpus_calendars ${PROJECT_SOURCE_DIR}/../shared/corpus)
set_tests_properties(calendars.corpus PROPERTIES SKIP_RETURN_CODE 77)
