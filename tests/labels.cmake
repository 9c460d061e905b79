# Labels of the tests: each has a room or several (whose faults it finds), and is `quick`, `slow` or neither. The test `lint.labels` demands it.
# ctest -L '^sourcing$' runs a room's tests; ctest -L quick takes less than 15 s on two cores and has some of every room.

# label(NAME PATTERN...): the tests whose names match; a pattern without such a test is a mistake, unless it is OPTIONAL (programs and
# libraries that are not everywhere).
set(label_mistakes "")
function(label name)
  get_property(all DIRECTORY PROPERTY TESTS)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "OPTIONAL")
  foreach(pattern IN LISTS arg_UNPARSED_ARGUMENTS arg_OPTIONAL)
    set(matching ${all})
    list(FILTER matching INCLUDE REGEX "^(${pattern})$")
    if(matching)
      set_property(TEST ${matching} APPEND PROPERTY LABELS ${name})
    elseif(pattern IN_LIST arg_UNPARSED_ARGUMENTS)
      message(SEND_ERROR "tests/labels.cmake: no test has a name like '${pattern}', which is to be of '${name}'")
    endif()
  endforeach()
endfunction()

label(base       "unit\\.(day|number|text)" "corpus\\.terminal")
label(model      "unit\\.(feed|company_order|rates|settings|address)" "corpus\\.(rates|settings)")
label(solver     "unit\\.(flow|covering|covering_plain|known)"
      OPTIONAL   "oracle\\.(networks|sourcing_equal|sourcing_general)" "case\\.with(out)?_cbc")
label(import     "unit\\.(calendars|scenario|change|forget|forget_feed|demand|csv|rates|settings|kinds|rules|bad_input|match|zones|mutations|rows|producers)"
                 "case\\.(agenda|bad_store|calendar_events|last_day|rate_card|row_error|told_when_skipped|two_broken_files)"
                 "corpus\\.(bookings|calendar|demand|engagements|feeds|holidays|pattern|people|rates|settings|tzif)" "calendars\\.corpus"
      OPTIONAL   "oracle\\.(zones|rules)" "feeds\\.zones" "property\\.rows")
label(planner    "unit\\.(capacity|findings|allocation|proof|roster|verify|sourcing_check|rows)" "corpus\\.plan"
                 "case\\.(plan_and_report|findings|last_day|many_heads|proof_and_names)"
      OPTIONAL   "demo\\.(company|readme|ritual|tour)" "property\\.rows")
label(allocation "unit\\.(allocation|costing|proof|source)" "case\\.(plan_and_report|findings|proof_and_names)"
      OPTIONAL   "oracle\\.(allocation|certificates|reprice|reprice_random)")
label(roster     "unit\\.(roster|roster_fewer)" "case\\.(proof_and_names|agenda)")
label(sourcing   "unit\\.source(_.*)?" "case\\.(source_.*|explain|rate_card|many_heads|boundaries)" "unit\\.explain"
      OPTIONAL   "oracle\\.(sourcing_.*|reprice|reprice_random)" "demo\\.(flips|reprice)" "case\\.with(out)?_cbc")
label(simulation "unit\\.(draws|source_to)" "case\\.(risk|risk_engagements|source_to)"
      OPTIONAL   "oracle\\.draws")
label(compare    "unit\\.(diff|diff_causes|diff_orders|explain)" "case\\.(agenda|change_taken_back|diff|explain|what_if|what_if_orders)"
      OPTIONAL   "demo\\.ritual" "ritual\\.(history|scenario)")
label(verify     "unit\\.(verify|proof|roster|sourcing_check|source_limits|source_heads)" "case\\.proof_and_names"
      OPTIONAL   "oracle\\.certificates")
label(reports    "unit\\.(reports|sourcing_reports|page|tables|xlsx|calendar|json|events)"
                 "case\\.(agenda|findings|plan_and_report|publish|source_bridge|proof_and_names)" "consumers\\.page"
      OPTIONAL   "consumers\\..*" "hostile" "demo\\.published" "privacy\\.outputs" "terminal\\.marks")
label(store      "unit\\.store(_.*)?" "corpus\\.store" "case\\.(bad_store|check_store|history|demo_history|forget_person)" "coverage"
      OPTIONAL   "hostile\\.store" "ritual\\.history" "store\\.readers" "privacy\\.forget" "faults" "memcheck")
label(service    "unit\\.(session|once|written|address|parts|answers)"
                 "case\\.(change_taken_back|forget_person|publish|what_if|what_if_orders|stale_calendar)"
      OPTIONAL   "written\\.(outputs|kept)" "privacy\\..*" "ritual\\.(scenario|automation)" "store\\.readers" "faults" "memcheck")
label(feeds      "unit\\.(feed|once|feed_result|address|parts|worker)" "corpus\\.feed_result" "case\\.(stale_calendar|told_when_skipped)" "coverage"
      OPTIONAL   "feeds\\..*")
label(cli        "case\\..*" "unit\\.plan_options" "quickstart" "install" "corpus\\.terminal"
      OPTIONAL   "written\\.(man|bash|zsh|fish)" "written\\.(outputs|kept)" "ritual\\..*" "cli\\.statuses" "terminal\\.marks" "demo\\.readme")

# What looks at all rooms: the house rules, and how everything is built.
label(house      "layers.*" "circles.*" "links.*" "headers.*" "tags.*" "lint\\..*" "notes" "tidy.*"
      OPTIONAL   "hardening" "fuzz" "mutate" "docs_names.*")

label(quick      "unit\\.(day|number|text|feed|company_order|demand|forget_feed|store|store_wait|store_mac|feed_result|address|flow|proof|roster|roster_fewer|verify|capacity|costing|sourcing_check)"
                 "unit\\.(diff_orders|known|change|csv|parts|answers|plan_options|findings|explain|calendars|rates|settings|kinds|rules|bad_input|zones|producers|rows)"
                 "unit\\.(reports|sourcing_reports|page|tables|xlsx|calendar|json|events|written|session)"
                 "case\\.(source_(bridge|budget|late|managed|onsite|ramp|senior|spike|stay)|bad_store|findings|last_day|row_error|change_taken_back)"
                 "case\\.(proof_and_names|plan_and_report|stale_calendar|no_workspace|two_broken_files|risk|init_and_demo|boundaries)"
                 "corpus\\.(bookings|demand|engagements|feed_result|feeds|holidays|pattern|people|rates|settings|store|terminal|tzif)"
                 "layers" "notes" "lint\\.labels"
      OPTIONAL   "circles" "headers" "tags" "written\\.(man|bash|zsh|fish)" "oracle\\.(certificates|networks)")

# Five seconds of processor time or more with sanitizers.
label(slow       "unit\\.(covering|covering_plain|source|store_hostile)" "quickstart" "coverage" "tidy" "consumers\\.page"
      OPTIONAL   "oracle\\.(sourcing_equal|sourcing_joint)" "demo\\.flips" "property\\.rows" "hostile\\.store" "privacy\\..*"
                 "ritual\\.(history|terminal|scenario)" "store\\.readers" "terminal\\.marks" "cli\\.statuses"
                 "feeds\\.(ages|authentic|kill|limits|zones)" "written\\.(outputs|kept)" "faults" "memcheck" "fuzz" "hardening")
