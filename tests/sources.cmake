# cmake -DROOT=dir -DROOMS=a;b -P sources.cmake: a .c that no CMakeLists.txt names is built by nobody, and found by no other test.
cmake_minimum_required(VERSION 3.25)

set(strays "")

# check(FOLDER LISTS...): each .c of the folder stands in one of the lists, by its path from there, or in tests/ by the name of its test.
function(check folder)
  file(GLOB_RECURSE files RELATIVE ${ROOT}/${folder} ${ROOT}/${folder}/*.c)
  if(NOT files)
    list(APPEND strays "${folder} has no files: this check checked nothing")
  endif()
  set(named "")
  foreach(path IN LISTS ARGN)
    file(READ ${path} text)
    string(REGEX REPLACE "(^|\n)[ \t]*#[^\n]*" "\n" text "${text}")
    string(REGEX REPLACE "(\\$\\{(CMAKE_CURRENT|PROJECT)_SOURCE_DIR\\}/| )(tests/)?" " " text "${text}")
    string(REGEX REPLACE "[][();\"\n\t ]+" " " text " ${text} ")
    string(APPEND named "${text}")
  endforeach()
  foreach(file IN LISTS files)
    string(FIND "${named}" " ${file} " at)
    # unit_test(NAME), fuzz_target(NAME) and lists of what is dumped say the file's name.
    if(at EQUAL -1 AND folder STREQUAL "tests" AND "${file}" MATCHES "^(test_|fuzz/fuzz_|oracles/dump_)([a-z0-9_]+)\\.c$")
      string(FIND "${named}" " ${CMAKE_MATCH_2} " at)
    endif()
    if(at EQUAL -1)
      list(APPEND strays "${folder}/${file} stands in no CMakeLists.txt")
    endif()
  endforeach()
  set(strays ${strays} PARENT_SCOPE)
endfunction()

foreach(room IN LISTS ROOMS)
  check(${room} ${ROOT}/${room}/CMakeLists.txt)
endforeach()
file(GLOB lists ${ROOT}/tests/*.cmake ${ROOT}/tests/coverage.sh) # which compiles a file itself
if(lists)
  check(tests ${ROOT}/tests/CMakeLists.txt ${lists})
endif()

if(strays)
  list(JOIN strays "\n    " text)
  message(FATAL_ERROR "files that nobody builds:\n    ${text}")
endif()
