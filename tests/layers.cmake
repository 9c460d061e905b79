# cmake -DROOT=dir -P layers.cmake: who may include whom. Fails, naming every breach.
cmake_minimum_required(VERSION 3.25)

include(${CMAKE_CURRENT_LIST_DIR}/../cmake/rooms.cmake)

# A folder may include itself and the folders named here.
set(may_base    base)
set(may_model   model base)
set(may_solver  solver base)
set(may_store   store model base)
set(may_import  import model base)
set(may_planner planner solver model base)
set(may_reports reports model base)
set(may_service service import planner reports store model base solver)
set(may_cli     cli service import planner reports store model base)

# So may a folder in the planner. The verifier sees nouns only: it shares nothing with what it checks.
set(planner_allocation "solver/network")
set(planner_own        "planner/allocation")
set(planner_roster     "planner/allocation;solver/network")
set(planner_simulation "planner;planner/allocation;solver/network")
set(planner_sourcing   "planner;planner/allocation;planner/simulation;solver/covering;solver/network")
set(planner_compare    "planner")
set(planner_verify     "")
set(solver_network     "")
set(solver_covering    "solver/network")

# These headers are doors: header, then the files that may open it (a regular expression).
set(doors
  "solver/.*" "^(solver|planner|service/(solution_cache\\.[ch]|engine\\.c)$)" # kept solutions and the engines that there are
  "store/store(_[a-z]+)?\\.h"          "^(store|service|cli)/"
  "store/rescue\\.h"         "^(store|service|cli)/"
  "store/store_internal\\.h" "^store/"
  "sqlite3\\.h"              "^store/"
  "libical/.*"               "^(import/ical/|reports/ics/)"
  "unicode/.*"               "^import/ical/"
  "csv\\.h"                  "^import/csv\\.c$"
  "xxhash\\.h"              "^store/packed\\.c$"
  "confuse\\.h"              "^import/settings\\.c$"
  "curl/.*"                  "^service/feeds/feed_(http\\.c|(peer|transfer)\\.[ch])$"
  "coin/.*"               "^solver/covering/covering_milp\\.c$"
  "xlsxwriter\\.h"         "^reports/xlsx/"
  "minizip/"              "^reports/xlsx/"
  "reports/xlsx/xlsx_book\\.h" "^reports/xlsx/"
  "(sys/)?time\\.h"          "^(service|cli)/"
  "stdio\\.h"              "^(base|service|cli|store|reports|import)/"
  "(dirent|unistd|fcntl)\\.h|sys/.*" "^(service|cli|store|reports)/|^import/ical/ical_zone_file\\.c$")

# Whoever prints does it at the door of the terminal (cli/door.h); one sentence each of the arena and of signals has no other.
set(printers "^(cli/(door|signals)|base/arena)\\.c$")
set(printing "(^|[^a-zA-Z_0-9/])((v?printf|v?dprintf|puts|putchar|perror|psignal|psiginfo|v?syslog) *\\(|(write|fdopen) *\\( *([12]|STD(OUT|ERR)_FILENO) *,|(stdout|stderr)[^a-zA-Z_0-9\"])")

# A process ends in cli/, where memory runs out, or is a child: of a session, of feeds, of the workbook.
set(enders "^(cli/.*|base/arena|service/apart|service/feeds/(confine|worker|feed_command)|reports/xlsx/xlsx_apart)\\.c$")
set(ending "(^|[^a-zA-Z_0-9/])(_?exit|_Exit|quick_exit|abort|v?errx?) *\\(")

# Ways to include that are not read below: other spellings of the line.
set(disguised "%:|[?][?]=|#[ \t]*(import|include_next|(i|in|inc|incl|inclu|includ)?\\\\\n)")

set(breaches "")
set(arrows "")
foreach(folder IN LISTS rooms)
  file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/${folder}/*.[ch])
  if(NOT files)
    list(APPEND breaches "${folder} has no files: this check checked nothing")
  endif()
  foreach(file IN LISTS files)
    file(READ ${ROOT}/${file} text)
    string(REGEX REPLACE "/\\*[^*]*\\*+([^/*][^*]*\\*+)*/" "" text "${text}")
    if(NOT "${file}" MATCHES "${printers}" AND "${text}" MATCHES "${printing}")
      list(APPEND breaches "${file} prints past cli/door.h: ${CMAKE_MATCH_0}")
    endif()
    if(NOT "${file}" MATCHES "${enders}" AND "${text}" MATCHES "${ending}")
      list(APPEND breaches "${file} may end the process: ${CMAKE_MATCH_0}")
    endif()
    if("${text}" MATCHES "${disguised}")
      list(APPEND breaches "${file} includes in disguise: ${CMAKE_MATCH_0}")
    endif()
    string(REGEX MATCHALL "\n[ \t]*#[ \t]*include[^\n]*" lines "\n${text}")
    foreach(line IN LISTS lines)
      string(STRIP "${line}" line)
      if(NOT line MATCHES "[\"<]([^\">]+)[\">]")
        list(APPEND breaches "${file}: cannot read '${line}'")
        continue()
      endif()
      set(header "${CMAKE_MATCH_1}")
      string(REGEX REPLACE "/.*" "" top "${header}")
      if("${header}" MATCHES "(^|/)[.]|//")
        list(APPEND breaches "${file}: '${header}' goes a way round")
        continue()
      endif()
      if(NOT line MATCHES "\"" AND DEFINED may_${top})
        list(APPEND breaches "${file}: what is ours stands in quotes, not in <${header}>")
        continue()
      endif()
      if(line MATCHES "\"" AND NOT top IN_LIST may_${folder})
        list(APPEND breaches "${file} includes ${header}")
        continue()
      endif()
      cmake_path(GET file PARENT_PATH from)
      cmake_path(GET header PARENT_PATH to)
      if(line MATCHES "\"" AND NOT from STREQUAL to)
        list(APPEND arrows "${from}+${to}")
        set(why_${from}+${to} "${file} includes ${header}")
      endif()
      if("${file}" MATCHES "^(planner|solver)/" AND "${header}" MATCHES "^(planner|solver)/" AND NOT from STREQUAL to)
        string(REGEX REPLACE "/" "_" inner "${from}")
        string(REGEX REPLACE "^planner$" "planner_own" inner "${inner}")
        if(NOT DEFINED ${inner})
          list(APPEND breaches "${file}: say in tests/layers.cmake what ${from} may include")
        elseif(NOT to IN_LIST ${inner})
          list(APPEND breaches "${file} includes ${header}")
        endif()
      endif()
      list(LENGTH doors length)
      math(EXPR last "${length} - 1")
      foreach(i RANGE 0 ${last} 2)
        math(EXPR j "${i} + 1")
        list(GET doors ${i} door)
        list(GET doors ${j} who)
        if("${header}" MATCHES "^(${door})$" AND NOT "${file}" MATCHES "${who}")
          list(APPEND breaches "${file} includes ${header}")
        endif()
      endforeach()
    endforeach()
  endforeach()
endforeach()

# No two folders include each other.
list(REMOVE_DUPLICATES arrows)
list(SORT arrows)
foreach(arrow IN LISTS arrows)
  string(REGEX REPLACE "(.*)\\+(.*)" "\\2+\\1" back "${arrow}")
  string(REPLACE "+" " <-> " pair "${arrow}")
  if(arrow STRLESS back AND back IN_LIST arrows)
    list(APPEND breaches "${pair}: ${why_${arrow}}, ${why_${back}}")
  endif()
endforeach()
if(breaches)
  list(JOIN breaches "\n  " text)
  message(FATAL_ERROR "layering:\n  ${text}")
endif()
