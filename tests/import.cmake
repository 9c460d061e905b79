# unit_test(...) and fuzz_target(...) of import/.
