# cmake -DOUT=version.c -DFILES=a|b -DLIBRARIES=text -DHEADER=import/ical/ical_version.h -DFUNCTION=import_version
#       -P HashSources.cmake
# Writes a function that gives a text which changes with any byte of the files.
cmake_minimum_required(VERSION 3.25)
string(REPLACE "|" ";" FILES "${FILES}")
set(all "${LIBRARIES}")
foreach(file IN LISTS FILES)
  file(SHA256 ${file} hash)
  string(APPEND all " ${hash}")
endforeach()
string(SHA256 all "${all}")
file(WRITE ${OUT} "#include \"${HEADER}\"

const char *${FUNCTION}(void)
{
\treturn \"${all}\";
}
")
