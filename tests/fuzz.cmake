# cmake -DSOURCE=dir -DCLANG=program -P fuzz.cmake
# The fuzz preset builds with clang, and its targets go over their corpora and a few hundred inputs of their own. Without clang
# or its fuzzer library: SKIP.
cmake_minimum_required(VERSION 3.25)

set(probe ${SOURCE}/build/fuzz-probe)
file(WRITE ${probe}/probe.c "#include <stddef.h>\nint LLVMFuzzerTestOneInput(const char *d, size_t n);\n"
  "int LLVMFuzzerTestOneInput(const char *d, size_t n) { return d && n > 9; }\n")
if(CLANG)
  execute_process(COMMAND ${CLANG} -fsanitize=fuzzer,address -o ${probe}/probe ${probe}/probe.c
    OUTPUT_QUIET ERROR_VARIABLE why RESULT_VARIABLE status)
endif()
if(NOT CLANG OR NOT status EQUAL 0)
  message("SKIP: no clang with libFuzzer (install clang, and libclang-rt-14-dev or that of its version)\n${why}")
  return()
endif()

foreach(step "--preset;fuzz" "--build;--preset;fuzz;--target;replay")
  execute_process(COMMAND ${CMAKE_COMMAND} ${step} WORKING_DIRECTORY ${SOURCE}
    OUTPUT_VARIABLE text ERROR_VARIABLE text RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    string(LENGTH "${text}" length)
    if(length GREATER 6000)
      math(EXPR from "${length} - 6000")
      string(SUBSTRING "${text}" ${from} -1 text)
    endif()
    message(FATAL_ERROR "cmake ${step}:\n${text}")
  endif()
endforeach()
string(REGEX MATCHALL "\nreplayed [a-z_]+" replayed "${text}")
message("${replayed}")
