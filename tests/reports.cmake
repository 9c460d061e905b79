add_library(report_fixture STATIC report_fixture.c)
target_link_libraries(report_fixture PUBLIC model)
unit_test(reports reports report_fixture)
