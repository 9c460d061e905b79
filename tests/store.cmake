unit_test(day model)
unit_test(number model)
unit_test(text model)
unit_test(feed model)
