# What the compiler and the linker can do against faults that are there all the same: target `hardening`, which house_rules
# carries to every target. hardening_missing names what this compiler cannot; tests/hardening.cmake demands the rest of the program.
include(CheckCCompilerFlag)
include(CheckLinkerFlag)

# Without a choice the program is one for use: optimised, with FORTIFY_SOURCE, with what debuggers need.
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Debug, Release, RelWithDebInfo or MinSizeRel" FORCE)
endif()

add_library(hardening INTERFACE)
set(hardening_missing "")

# harden(FEATURE COMPILE|LINK FLAG...): the flags where they work, together; else the feature is missing.
function(harden feature kind)
  string(MAKE_C_IDENTIFIER "HARDENING_${feature}" works)
  list(JOIN ARGN " " flags)
  set(CMAKE_REQUIRED_QUIET TRUE)
  if(kind STREQUAL "COMPILE")
    set(CMAKE_REQUIRED_FLAGS "-Werror") # clang only warns of what it ignores
    check_c_compiler_flag("${flags}" ${works})
    if(${works})
      target_compile_options(hardening INTERFACE ${ARGN})
    endif()
  else()
    check_linker_flag(C "${ARGN}" ${works})
    if(${works})
      target_link_options(hardening INTERFACE ${ARGN})
    endif()
  endif()
  if(NOT ${works})
    set(hardening_missing ${hardening_missing} ${feature} PARENT_SCOPE)
  endif()
endfunction()

harden(relro LINK LINKER:-z,relro)
harden(now LINK LINKER:-z,now)
harden(noexecstack LINK LINKER:-z,noexecstack)
harden(canary COMPILE -fstack-protector-strong)
harden(stack-clash COMPILE -fstack-clash-protection)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
  harden(cet COMPILE -fcf-protection=full)
  harden(shstk LINK LINKER:-z,shstk) # start files of a C library without it would take the mark away; they return as all do
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "^(aarch64|arm64)$")
  harden(bti COMPILE -mbranch-protection=standard)
endif()

# Programs that may be loaded anywhere; a module (a test has one) is that anyhow.
include(CheckPIESupported)
check_pie_supported(LANGUAGES C OUTPUT_VARIABLE why)
if(CMAKE_C_LINK_PIE_SUPPORTED)
  set(is_module $<STREQUAL:$<TARGET_PROPERTY:TYPE>,MODULE_LIBRARY>)
  target_compile_options(hardening INTERFACE $<$<NOT:${is_module}>:-fPIE>)
  target_link_options(hardening INTERFACE $<$<NOT:${is_module}>:-pie>)
else()
  list(APPEND hardening_missing pie)
endif()

# Needs an optimiser, and does not go with a sanitizer (both replace the same calls); libraries without level 3 take it as 2.
# Variables that nobody set are zero there, not what lay on the stack; elsewhere valgrind is to see them.
set(optimised $<CONFIG:Release,RelWithDebInfo,MinSizeRel>)
target_compile_options(hardening INTERFACE $<${optimised}:-U_FORTIFY_SOURCE> $<${optimised}:-D_FORTIFY_SOURCE=3>)
check_c_compiler_flag(-ftrivial-auto-var-init=zero HARDENING_init)
if(HARDENING_init)
  target_compile_options(hardening INTERFACE $<${optimised}:-ftrivial-auto-var-init=zero>)
endif()
