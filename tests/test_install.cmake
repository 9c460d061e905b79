cmake_minimum_required(VERSION 3.25)
# cmake -DBUILD=dir -DWORK=dir [-DHARDENING=arguments of hardening.cmake] -P test_install.cmake
# Installs into a prefix with a blank and an umlaut, and uses what is there from another folder.
set(prefix "${WORK}/a prefix ü")
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK}/elsewhere)

function(run)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${WORK}/elsewhere
    OUTPUT_VARIABLE out ERROR_VARIABLE err RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "status ${status}: ${ARGN}\n${out}${err}")
  endif()
  set(out "${out}" PARENT_SCOPE)
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix})
foreach(file bin/staffgap share/man/man1/staffgap.1 share/bash-completion/completions/staffgap
    share/zsh/site-functions/_staffgap share/fish/vendor_completions.d/staffgap.fish
    share/doc/staffgap/README.md share/doc/staffgap/LICENSE)
  if(NOT EXISTS ${prefix}/${file})
    message(FATAL_ERROR "${file} is not installed")
  endif()
endforeach()

run(${prefix}/bin/staffgap demo firm)
run(${prefix}/bin/staffgap -C firm plan --today 2026-11-23)
if(NOT out MATCHES "Plan 1: 2026-W48")
  message(FATAL_ERROR "the installed program plans something else:\n${out}")
endif()
run(${prefix}/bin/staffgap -C firm report gaps -O csv)
if(NOT out MATCHES "^plan,week,week_start,role,level")
  message(FATAL_ERROR "the installed program reports something else:\n${out}")
endif()

# It is as hardened as it was built.
if(HARDENING)
  run(${CMAKE_COMMAND} -DPROGRAM=${prefix}/bin/staffgap ${HARDENING})
endif()
