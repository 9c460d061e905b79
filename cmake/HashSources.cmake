# cmake -DOUT=version.c -DFILES=a|b -DLIBRARIES=text -P HashSources.cmake
# Writes import_version(), which changes with any byte of the files.
cmake_minimum_required(VERSION 3.25)
string(REPLACE "|" ";" FILES "${FILES}")
set(all "${LIBRARIES}")
foreach(file IN LISTS FILES)
  file(SHA256 ${file} hash)
  string(APPEND all " ${hash}")
endforeach()
string(SHA256 all "${all}")
file(WRITE ${OUT} "#include \"import/import.h\"

const char *import_version(void)
{
\treturn \"${all}\";
}
")
