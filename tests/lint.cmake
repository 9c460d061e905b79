# The house rules that a machine can check: who includes whom, layout, clang-tidy.
add_test(NAME layers COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR}
  -P ${CMAKE_CURRENT_SOURCE_DIR}/layers.cmake)
if(UNIX)
  add_test(NAME layers.made COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/test_layers.sh ${CMAKE_COMMAND}
    ${CMAKE_CURRENT_SOURCE_DIR}/layers.cmake "${CMAKE_CURRENT_BINARY_DIR}/layers made")
endif()

# Each room links with what its CMakeLists.txt says that it may use, and nothing else: an empty program with all of its objects.
set(libraries "")
foreach(room IN LISTS rooms)
  get_property(targets DIRECTORY ${PROJECT_SOURCE_DIR}/${room} PROPERTY BUILDSYSTEM_TARGETS)
  foreach(target IN LISTS targets)
    get_target_property(type ${target} TYPE)
    if(type STREQUAL "STATIC_LIBRARY")
      list(APPEND libraries ${target})
      add_executable(linked_${target} linked.c)
      target_link_libraries(linked_${target} PRIVATE "$<LINK_LIBRARY:WHOLE_ARCHIVE,${target}>")
    endif()
  endforeach()
endforeach()

# And none of its files is left out of that.
add_test(NAME lint.sources COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR} "-DROOMS=${rooms}"
  -P ${CMAKE_CURRENT_SOURCE_DIR}/sources.cmake)
if(UNIX)
  add_test(NAME lint.sources_made COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/test_sources.sh ${CMAKE_COMMAND}
    ${CMAKE_CURRENT_SOURCE_DIR}/sources.cmake "${CMAKE_CURRENT_BINARY_DIR}/sources made")
endif()

# Who needs whom, by the objects of the program; and the check itself, tried by making circles.
if(UNIX)
  set(objects "")
  foreach(target ${libraries} staffgap)
    string(APPEND objects "$<JOIN:$<TARGET_OBJECTS:${target}>,\n>\n")
  endforeach()
  set(objects_list ${CMAKE_CURRENT_BINARY_DIR}/circles.objects)
  file(GENERATE OUTPUT ${objects_list} CONTENT "${objects}")
  add_test(NAME circles COMMAND ${CMAKE_COMMAND} -E env NM=${CMAKE_NM}
    sh ${CMAKE_CURRENT_SOURCE_DIR}/circles.sh ${CMAKE_CURRENT_SOURCE_DIR}/circles.known ${objects_list})
  add_test(NAME circles.made COMMAND ${CMAKE_COMMAND} -E env NM=${CMAKE_NM}
    sh ${CMAKE_CURRENT_SOURCE_DIR}/test_circles.sh ${CMAKE_CURRENT_SOURCE_DIR}/circles.sh ${CMAKE_C_COMPILER}
    "${CMAKE_CURRENT_BINARY_DIR}/circles made")
  # What a link line states is more than who may be called: libraries bring their own with them.
  set(stated "")
  foreach(target ${libraries} staffgap)
    get_target_property(links ${target} LINK_LIBRARIES)
    set(text "")
    foreach(library IN LISTS links)
      if(library IN_LIST libraries)
        string(APPEND text " ${library}")
      endif()
    endforeach()
    string(APPEND stated "= ${target} base${text}\n$<JOIN:$<TARGET_OBJECTS:${target}>,\n>\n")
  endforeach()
  file(GENERATE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/links.objects CONTENT "${stated}")
  add_test(NAME links COMMAND ${CMAKE_COMMAND} -E env NM=${CMAKE_NM}
    sh ${CMAKE_CURRENT_SOURCE_DIR}/links.sh ${CMAKE_CURRENT_BINARY_DIR}/links.objects)
  add_test(NAME links.made COMMAND ${CMAKE_COMMAND} -E env NM=${CMAKE_NM}
    sh ${CMAKE_CURRENT_SOURCE_DIR}/test_links.sh ${CMAKE_CURRENT_SOURCE_DIR}/links.sh ${CMAKE_C_COMPILER}
    "${CMAKE_CURRENT_BINARY_DIR}/links made")
  # A header declares what its own file has.
  add_test(NAME headers COMMAND ${CMAKE_COMMAND} -E env NM=${CMAKE_NM} sh ${CMAKE_CURRENT_SOURCE_DIR}/headers.sh
    ${CMAKE_CURRENT_SOURCE_DIR}/headers.known ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR} ${objects_list})
  add_test(NAME headers.made COMMAND ${CMAKE_COMMAND} -E env NM=${CMAKE_NM}
    sh ${CMAKE_CURRENT_SOURCE_DIR}/test_headers.sh ${CMAKE_CURRENT_SOURCE_DIR}/headers.sh ${CMAKE_C_COMPILER}
    "${CMAKE_CURRENT_BINARY_DIR}/headers made")
endif()

# A tag means one thing.
if(UNIX)
  add_test(NAME tags COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/tags.sh ${CMAKE_CURRENT_SOURCE_DIR}/tags.known ${PROJECT_SOURCE_DIR})
  add_test(NAME tags.made COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/test_tags.sh ${CMAKE_CURRENT_SOURCE_DIR}/tags.sh
    "${CMAKE_CURRENT_BINARY_DIR}/tags made")
endif()

# What documents and comments name is there.
if(UNIX)
  add_test(NAME docs_names COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/docs_names.sh
    ${CMAKE_CURRENT_SOURCE_DIR}/docs_names.known ${PROJECT_SOURCE_DIR})
  add_test(NAME docs_names.made COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/test_docs_names.sh
    ${CMAKE_CURRENT_SOURCE_DIR}/docs_names.sh "${CMAKE_CURRENT_BINARY_DIR}/docs names made")
endif()

list(TRANSFORM rooms REPLACE "(.+)" "${PROJECT_SOURCE_DIR}/\\1/*.[ch]" OUTPUT_VARIABLE patterns)
file(GLOB_RECURSE house_sources CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
  ${patterns} ${PROJECT_SOURCE_DIR}/tests/*.[ch] ${PROJECT_SOURCE_DIR}/bench/*.[ch])
find_program(CLANG_FORMAT NAMES clang-format-14 clang-format REQUIRED)
add_test(NAME lint.format COMMAND ${CLANG_FORMAT} --dry-run -Werror ${house_sources}
  WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})

# clang-tidy over all files in one run, which looks again only at what changed since it was clean (clang-tidy itself needs Python).
find_program(CLANG_TIDY NAMES clang-tidy-14 clang-tidy REQUIRED)
find_program(TIDY_PYTHON NAMES python3 REQUIRED HINTS /usr/bin)
set(tidy_sources ${house_sources})
list(JOIN rooms "|" alternatives)
list(FILTER tidy_sources INCLUDE REGEX "^(${alternatives})/.*\\.c$")
list(JOIN tidy_sources "\n" text)
file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/tidy.files CONTENT "${text}\n" @ONLY)
add_test(NAME tidy COMMAND ${TIDY_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/tidy.py ${CLANG_TIDY} ${PROJECT_BINARY_DIR} ${PROJECT_SOURCE_DIR}
  ${CMAKE_CURRENT_BINARY_DIR}/tidy.files 2)
set_tests_properties(tidy PROPERTIES TIMEOUT 1800 COST 150 PROCESSORS 2)
add_test(NAME tidy.made COMMAND ${TIDY_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/test_tidy.py ${CMAKE_CURRENT_SOURCE_DIR}/tidy.py
  ${CLANG_TIDY} "${CMAKE_CURRENT_BINARY_DIR}/tidy made")
set_tests_properties(tidy.made PROPERTIES ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)

add_test(NAME notes COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR}
  -P ${CMAKE_CURRENT_SOURCE_DIR}/notes.cmake)

# How much of store/ and of the feed code their tests run, in a build of its own; quickstart shows the sums.
add_test(NAME coverage COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/coverage.sh ${PROJECT_BINARY_DIR}/coverage)
set_tests_properties(coverage PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 1800 COST 200 PROCESSORS 2) # begins first

# The fuzz preset builds with clang, and its targets replay what they have.
find_program(CLANG NAMES clang clang-14)
if(NOT STAFFGAP_FUZZ)
  add_test(NAME fuzz COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR} "-DCLANG=$<$<BOOL:${CLANG}>:${CLANG}>"
    -P ${CMAKE_CURRENT_SOURCE_DIR}/fuzz.cmake)
  set_tests_properties(fuzz PROPERTIES SKIP_REGULAR_EXPRESSION "SKIP:" TIMEOUT 1800 COST 100 PROCESSORS 2)
endif()

# Small mistakes, made one at a time (by hand: tests/mutate 100 --seed N): what is drawn, and that killed is told from survived.
find_program(SYSTEM_PYTHON NAMES python3 HINTS /usr/bin NO_DEFAULT_PATH)
find_program(SYSTEM_PYTHON NAMES python3)
if(SYSTEM_PYTHON)
  add_test(NAME mutate COMMAND ${SYSTEM_PYTHON} -B ${CMAKE_CURRENT_SOURCE_DIR}/mutate --self-test)
endif()
