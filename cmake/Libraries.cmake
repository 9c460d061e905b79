# Libraries that come without a CMake package: one imported target each, found once.
# staffgap_library(NAME HEADER LIBRARY PACKAGE): target `NAME::NAME`, or a message that
# names the package to install.
function(staffgap_library name header library package)
  find_path(${name}_INCLUDE_DIR ${header})
  find_library(${name}_LIBRARY ${library})
  if(NOT ${name}_INCLUDE_DIR OR NOT ${name}_LIBRARY)
    message(FATAL_ERROR "${header} or lib${library} not found: install ${package}")
  endif()
  add_library(${name}::${name} UNKNOWN IMPORTED GLOBAL)
  set_target_properties(${name}::${name} PROPERTIES
    IMPORTED_LOCATION ${${name}_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${${name}_INCLUDE_DIR})
  mark_as_advanced(${name}_INCLUDE_DIR ${name}_LIBRARY)
endfunction()

staffgap_library(utf8proc utf8proc.h utf8proc libutf8proc-dev)
staffgap_library(csv csv.h csv libcsv-dev)
staffgap_library(confuse confuse.h confuse libconfuse-dev)
staffgap_library(md sha256.h md libmd-dev)

# Header only: nothing to link.
find_path(xxhash_INCLUDE_DIR xxhash.h)
if(NOT xxhash_INCLUDE_DIR)
  message(FATAL_ERROR "xxhash.h not found: install libxxhash-dev")
endif()

# Optional: WITH_XLSX is AUTO (where the library is found), ON (required) or OFF.
set(WITH_XLSX AUTO CACHE STRING "Write XLSX by libxlsxwriter: AUTO, ON or OFF")
set_property(CACHE WITH_XLSX PROPERTY STRINGS AUTO ON OFF)
if(WITH_XLSX STREQUAL "AUTO")
  find_path(xlsxwriter_INCLUDE_DIR xlsxwriter.h)
  find_library(xlsxwriter_LIBRARY xlsxwriter)
  find_path(minizip_INCLUDE_DIR minizip/unzip.h)
  find_library(minizip_LIBRARY minizip)
  if(NOT xlsxwriter_INCLUDE_DIR OR NOT xlsxwriter_LIBRARY OR NOT minizip_INCLUDE_DIR OR
     NOT minizip_LIBRARY)
    message(STATUS "libxlsxwriter or minizip not found: built without XLSX "
      "(install libxlsxwriter-dev and libminizip-dev)")
    set(WITH_XLSX OFF) # for this run; the choice in the cache stays
  endif()
endif()
if(WITH_XLSX)
  staffgap_library(xlsxwriter xlsxwriter.h xlsxwriter libxlsxwriter-dev)
  staffgap_library(minizip minizip/unzip.h minizip libminizip-dev)
endif()

# WITH_CBC likewise. The C interface is in libCbcSolver; its header is named with its folder.
set(WITH_CBC AUTO CACHE STRING "Solve sourcing by CBC where asked for: AUTO, ON or OFF")
set_property(CACHE WITH_CBC PROPERTY STRINGS AUTO ON OFF)
if(WITH_CBC STREQUAL "AUTO")
  find_path(cbc_INCLUDE_DIR coin/Cbc_C_Interface.h)
  find_library(cbc_LIBRARY CbcSolver)
  if(NOT cbc_INCLUDE_DIR OR NOT cbc_LIBRARY)
    message(STATUS "CBC not found: built without the exact engine (install coinor-libcbc-dev)")
    set(WITH_CBC OFF) # for this run; the choice in the cache stays
  endif()
endif()
if(WITH_CBC)
  staffgap_library(cbc coin/Cbc_C_Interface.h CbcSolver coinor-libcbc-dev)
endif()
