# case.NAME: the program, run on the commands of cases/NAME in an empty folder.
file(GLOB cases CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/cases/*/commands)
foreach(commands IN LISTS cases)
  get_filename_component(dir ${commands} DIRECTORY)
  get_filename_component(name ${dir} NAME)
  add_test(NAME case.${name} COMMAND ${CMAKE_COMMAND} -DEXE=$<TARGET_FILE:staffgap>
    -DCASE=${dir} -DWORK=${CMAKE_CURRENT_BINARY_DIR}/cases/${name}
    -P ${CMAKE_CURRENT_SOURCE_DIR}/run_case.cmake)
endforeach()
