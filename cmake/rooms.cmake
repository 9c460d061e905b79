# The rooms, lowest first: ARCHITECTURE.md says what each does. Built in this order, and checked by tests/layers.cmake, tests/lint.cmake
# and tests/sources.cmake.
set(rooms base model solver store import planner reports service cli)
