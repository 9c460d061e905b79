unit_test(day model)
unit_test(number model)
unit_test(text model)
unit_test(feed model)
unit_test(store_wait store)

# The database: its tests ask SQLite for what no honest program does.
add_library(store_fixture STATIC store_fixture.c)
target_link_libraries(store_fixture PUBLIC store SQLite::SQLite3)
unit_test(store store_fixture)
unit_test(store_hostile store_fixture)
fuzz_target(store store_fixture)
fuzz_target(terminal model)
