# The system fails under the program: a slice of the faults that faults/faults.py can make.
if(SYSTEM_PYTHON AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
  add_library(fault_shim MODULE faults/shim.c)
  set_target_properties(fault_shim PROPERTIES C_EXTENSIONS ON)
  target_compile_options(fault_shim PRIVATE -fno-sanitize=all)
  target_link_options(fault_shim PRIVATE -fno-sanitize=all) # else it brings what valgrind cannot run
  target_link_libraries(fault_shim PRIVATE ${CMAKE_DL_LIBS})
  add_test(NAME faults COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/faults/faults.py
    $<TARGET_FILE:staffgap> $<TARGET_FILE:fault_shim> --cases 150)
  set_tests_properties(faults PROPERTIES ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)
  # Some of them under valgrind, which has no say in a program with sanitizers: there it takes that of the coverage build.
  set(plain $<TARGET_FILE:staffgap>)
  if(CMAKE_C_FLAGS MATCHES "-fsanitize")
    set(plain ${PROJECT_BINARY_DIR}/coverage/cli/staffgap)
  endif()
  add_test(NAME memcheck COMMAND ${SYSTEM_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/faults/memcheck.py ${plain} $<TARGET_FILE:fault_shim>)
  set_tests_properties(memcheck PROPERTIES ENVIRONMENT PYTHONDONTWRITEBYTECODE=1 DEPENDS coverage SKIP_RETURN_CODE 77)
endif()
