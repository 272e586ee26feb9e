//! Every builtin function of the Lisp, once. A row says: name, native function
//! (`family::function`), fewest and most arguments (`MANY`: no upper limit), the
//! primitive that a direct call with exactly that primitive's number of operands
//! becomes, and one sentence. `NativeId` is the index of the row.
//!
//! Words that are primitives only (`raise`, `apply`, `spawn`, `send!` and their
//! like) have no row: called directly they are primitives, and the prelude
//! defines them as small functions for first-class use.

/// Hands every row to the macro `$m`, in `NativeId` order.
macro_rules! for_each_builtin {
    ($m:ident) => { $m! {
        // Numbers.
        "+", number::add, 0, MANY, [Add], "Sum; integers that overflow 51 bits become floats.";
        "-", number::sub, 1, MANY, [Sub], "Difference; with one argument, its negation.";
        "*", number::mul, 0, MANY, [Mul], "Product.";
        "/", number::div, 1, MANY, [Div], "Quotient: an integer if exact, else a float; with one argument, its reciprocal.";
        "quotient", number::quotient, 2, 2, [Quotient], "Integer quotient, truncated towards zero.";
        "remainder", number::remainder, 2, 2, [Remainder], "Integer remainder with the sign of the dividend.";
        "modulo", number::modulo, 2, 2, [Modulo], "Integer remainder with the sign of the divisor.";
        "mod", number::modulo, 2, 2, [Modulo], "The same as `modulo`.";
        "=", number::num_eq, 1, MANY, [NumEq], "Whether all arguments are numerically equal.";
        "<", number::lt, 1, MANY, [Lt], "Whether the arguments increase.";
        ">", number::gt, 1, MANY, [Gt], "Whether the arguments decrease.";
        "<=", number::le, 1, MANY, [Le], "Whether the arguments never decrease.";
        ">=", number::ge, 1, MANY, [Ge], "Whether the arguments never increase.";
        "abs", number::abs, 1, 1, [], "Absolute value.";
        "min", number::min, 1, MANY, [], "The least argument; a float if any argument is one.";
        "max", number::max, 1, MANY, [], "The greatest argument; a float if any argument is one.";
        "number?", number::is_number, 1, 1, [], "Whether it is a number.";
        "integer?", number::is_integer, 1, 1, [], "Whether it is a number without fractional part (`2.0` is one).";
        "float?", number::is_float, 1, 1, [], "Whether it is a float.";
        "real?", number::is_real, 1, 1, [], "Whether it is a number.";
        "exact?", number::is_exact, 1, 1, [], "Whether a number is exact (an integer in this version).";
        "inexact?", number::is_inexact, 1, 1, [], "Whether a number is a float.";
        "exact-integer?", number::is_exact_integer, 1, 1, [], "Whether it is an exact integer.";
        "nan?", number::is_nan, 1, 1, [], "Whether a number is the float that is not a number.";
        "zero?", number::is_zero, 1, 1, [], "Whether a number is zero.";
        "positive?", number::is_positive, 1, 1, [], "Whether a number is greater than zero.";
        "negative?", number::is_negative, 1, 1, [], "Whether a number is less than zero.";
        "odd?", number::is_odd, 1, 1, [], "Whether an integer is odd.";
        "even?", number::is_even, 1, 1, [], "Whether an integer is even.";
        "exact", number::exact, 1, 1, [], "The exact integer equal to a number; an error if there is none of 51 bits.";
        "inexact", number::inexact, 1, 1, [], "The float nearest to a number.";
        "exact->inexact", number::inexact, 1, 1, [], "The float nearest to a number.";
        "inexact->exact", number::exact, 1, 1, [], "The exact integer equal to a number; an error if there is none of 51 bits.";
        "floor", number::floor, 1, 1, [], "The greatest whole number not above it; floats stay floats.";
        "ceiling", number::ceiling, 1, 1, [], "The least whole number not below it.";
        "round", number::round, 1, 1, [], "The nearest whole number, the even one of two.";
        "truncate", number::truncate, 1, 1, [], "The whole number next to it towards zero.";
        "sqrt", number::sqrt, 1, 1, [], "Square root: an integer for squares of integers, else a float (`+nan.0` for negative numbers).";
        "square", number::square, 1, 1, [], "The number times itself.";
        "expt", number::expt, 2, 2, [], "Power: an integer for integers where it fits, else a float.";
        "exp", number::exp, 1, 1, [], "Power of e.";
        "log", number::log, 1, 2, [], "Natural logarithm, or to the base in the second argument.";
        "sin", number::sin, 1, 1, [], "Sine of an angle in radians.";
        "cos", number::cos, 1, 1, [], "Cosine of an angle in radians.";
        "tan", number::tan, 1, 1, [], "Tangent of an angle in radians.";
        "asin", number::asin, 1, 1, [], "Arc sine.";
        "acos", number::acos, 1, 1, [], "Arc cosine.";
        "atan", number::atan, 1, 2, [], "Arc tangent; with two arguments, the angle of the point (second, first).";
        "number->string", number::number_to_string, 1, 2, [], "The text of a number, to a radix of 2 to 36 (10).";
        "string->number", number::string_to_number, 1, 2, [], "The number a text stands for, read to a radix (10); `#f` if none.";
        "gcd", number::gcd, 0, MANY, [], "Greatest common divisor.";
        "lcm", number::lcm, 0, MANY, [], "Least common multiple.";
        "bitwise-and", number::bit_and, 0, MANY, [BitAnd], "Bitwise and of integers.";
        "bitwise-or", number::bit_or, 0, MANY, [BitOr], "Bitwise or of integers.";
        "bitwise-xor", number::bit_xor, 0, MANY, [BitXor], "Bitwise exclusive or of integers.";
        "bitwise-not", number::bit_not, 1, 1, [], "Bitwise complement of an integer.";
        "arithmetic-shift", number::shift, 2, 2, [Shift], "Shifts an integer left, or right if the second argument is negative.";
        "+int", number::int_add, 2, 2, [IntAdd], "Sum of two integers; overflow gives a float.";
        "-int", number::int_sub, 2, 2, [IntSub], "Difference of two integers; overflow gives a float.";
        "*int", number::int_mul, 2, 2, [IntMul], "Product of two integers; overflow gives a float.";
        "+float", number::float_add, 2, 2, [FloatAdd], "Sum of two floats.";
        "-float", number::float_sub, 2, 2, [FloatSub], "Difference of two floats.";
        "*float", number::float_mul, 2, 2, [FloatMul], "Product of two floats.";
        // Booleans and equality.
        "not", control::not, 1, 1, [Not], "True exactly for `#f`.";
        "boolean?", control::is_boolean, 1, 1, [], "Whether it is `#t` or `#f`.";
        "eq?", control::is_eq, 2, 2, [Eq], "Whether both are the same object; numbers, characters and strings that cannot be changed by value.";
        "eqv?", control::is_eqv, 2, 2, [Eq], "The same as `eq?` in this version.";
        "equal?", control::is_equal, 2, 2, [], "Whether both have the same structure and contents.";
        // Pairs and lists.
        "cons", pair::cons, 2, 2, [Cons], "A new pair.";
        "car", pair::car, 1, 1, [Car], "First part of a pair.";
        "cdr", pair::cdr, 1, 1, [Cdr], "Second part of a pair.";
        "set-car!", pair::set_car, 2, 2, [SetCar], "Sets the first part of a pair.";
        "set-cdr!", pair::set_cdr, 2, 2, [SetCdr], "Sets the second part of a pair.";
        "caar", pair::caar, 1, 1, [], "The car of the car.";
        "cadr", pair::cadr, 1, 1, [], "The car of the cdr.";
        "cdar", pair::cdar, 1, 1, [], "The cdr of the car.";
        "cddr", pair::cddr, 1, 1, [], "The cdr of the cdr.";
        "caddr", pair::caddr, 1, 1, [], "The third element of a list.";
        "cdddr", pair::cdddr, 1, 1, [], "A list without its first three elements.";
        "cadddr", pair::cadddr, 1, 1, [], "The fourth element of a list.";
        "list", pair::list, 0, MANY, [], "A new list of the arguments.";
        "cons*", pair::cons_star, 1, MANY, [], "A list of the arguments that ends in the last of them.";
        "length", pair::length, 1, 1, [], "Number of elements of a proper list.";
        "append", pair::append, 0, MANY, [], "The lists one after the other; the last is shared.";
        "reverse", pair::reverse, 1, 1, [], "A new list in reverse order.";
        "list-tail", pair::list_tail, 2, 2, [], "The list without its first k elements.";
        "list-ref", pair::list_ref, 2, 2, [], "Element k of a list.";
        "list-copy", pair::list_copy, 1, 1, [], "A new list of the same elements.";
        "memq", pair::memq, 2, 2, [], "The part of a list that begins with an element, by `eq?`; else `#f`.";
        "memv", pair::memv, 2, 2, [], "The part of a list that begins with an element, by `eqv?`; else `#f`.";
        "member", pair::member, 2, 2, [], "The part of a list that begins with an element, by `equal?`; else `#f`.";
        "assq", pair::assq, 2, 2, [], "The first pair of a list with that key, by `eq?`; else `#f`.";
        "assv", pair::assv, 2, 2, [], "The first pair of a list with that key, by `eqv?`; else `#f`.";
        "assoc", pair::assoc, 2, 2, [], "The first pair of a list with that key, by `equal?`; else `#f`.";
        "list?", pair::is_list, 1, 1, [], "Whether it is a proper list (cyclic ones are not).";
        "pair?", pair::is_pair, 1, 1, [IsPair], "Whether it is a pair.";
        "null?", pair::is_null, 1, 1, [IsNull], "Whether it is the empty list.";
        "empty?", pair::is_null, 1, 1, [IsNull], "Whether it is the empty list.";
        "first", pair::car, 1, 1, [Car], "First element of a list.";
        "rest", pair::cdr, 1, 1, [Cdr], "A list without its first element.";
        "head", pair::car, 1, 1, [Car], "First element of a list.";
        "tail", pair::cdr, 1, 1, [Cdr], "A list without its first element.";
        "second", pair::cadr, 1, 1, [], "Second element of a list.";
        "third", pair::caddr, 1, 1, [], "Third element of a list.";
        "last-pair", pair::last_pair, 1, 1, [], "The last pair of a list that is not empty.";
        "iota", pair::iota, 1, 3, [], "List of that many numbers, from a start (0), by a step (1).";
        "make-list", pair::make_list, 1, 2, [], "List of that many times the second argument (unit).";
        // Symbols.
        "symbol?", string::is_symbol, 1, 1, [], "Whether it is a symbol.";
        "symbol->string", string::symbol_to_string, 1, 1, [], "The name of a symbol.";
        "string->symbol", string::string_to_symbol, 1, 1, [], "The symbol of that name.";
        "gensym", string::gensym, 0, 1, [], "A new symbol no program has written; the argument begins its name.";
        // Characters.
        "char?", chars::is_char, 1, 1, [], "Whether it is a character.";
        "char->integer", chars::char_to_integer, 1, 1, [], "The code point of a character.";
        "integer->char", chars::integer_to_char, 1, 1, [], "The character of a code point.";
        "char-upcase", chars::upcase, 1, 1, [], "The character in upper case, if that is one character.";
        "char-downcase", chars::downcase, 1, 1, [], "The character in lower case, if that is one character.";
        "char-foldcase", chars::foldcase, 1, 1, [], "The character without case, if that is one character.";
        "char-alphabetic?", chars::is_alphabetic, 1, 1, [], "Whether it is a letter.";
        "char-numeric?", chars::is_numeric, 1, 1, [], "Whether it is a decimal digit.";
        "char-whitespace?", chars::is_whitespace, 1, 1, [], "Whether it is white space.";
        "char-upper-case?", chars::is_upper, 1, 1, [], "Whether it is a letter in upper case.";
        "char-lower-case?", chars::is_lower, 1, 1, [], "Whether it is a letter in lower case.";
        "char=?", chars::eq, 1, MANY, [], "Whether all characters are equal.";
        "char<?", chars::lt, 1, MANY, [], "Whether the characters increase by code point.";
        "char>?", chars::gt, 1, MANY, [], "Whether the characters decrease by code point.";
        "char<=?", chars::le, 1, MANY, [], "Whether the characters never decrease.";
        "char>=?", chars::ge, 1, MANY, [], "Whether the characters never increase.";
        "char-ci=?", chars::eq_ci, 1, MANY, [], "Whether all characters are equal, case aside.";
        "char-ci<?", chars::lt_ci, 1, MANY, [], "Whether the characters increase, case aside.";
        "char-ci>?", chars::gt_ci, 1, MANY, [], "Whether the characters decrease, case aside.";
        "char-ci<=?", chars::le_ci, 1, MANY, [], "Whether the characters never decrease, case aside.";
        "char-ci>=?", chars::ge_ci, 1, MANY, [], "Whether the characters never increase, case aside.";
        "digit-value", chars::digit_value, 1, 1, [], "The value of a decimal digit; `#f` for other characters.";
        // Strings: indexed by character.
        "string?", string::is_string, 1, 1, [], "Whether it is a string.";
        "make-string", string::make_string, 1, 2, [], "String of that many times a character (space).";
        "string", string::string, 0, MANY, [], "String of the characters given.";
        "string-length", string::length, 1, 1, [], "Number of characters.";
        "string-ref", string::get, 2, 2, [], "Character k of a string.";
        "substring", string::substring, 2, 3, [], "The characters from a start to an end (the string's), exclusive.";
        "string-append", string::append, 0, MANY, [], "The strings one after the other.";
        "string-copy", string::substring, 1, 3, [], "A new string of the characters from a start (0) to an end (the string's), exclusive.";
        "string-set!", string::set, 3, 3, [], "Sets character k of a string.";
        "string-fill!", string::fill, 2, 4, [], "Sets the characters from a start (0) to an end, exclusive, to one character.";
        "string-copy!", string::copy_into, 3, 5, [], "Copies into the first, at an index, the characters of the third from a start (0) to an end.";
        "string=?", string::eq, 1, MANY, [], "Whether all strings are equal.";
        "string<?", string::lt, 1, MANY, [], "Whether the strings increase, by code points.";
        "string>?", string::gt, 1, MANY, [], "Whether the strings decrease, by code points.";
        "string<=?", string::le, 1, MANY, [], "Whether the strings never decrease.";
        "string>=?", string::ge, 1, MANY, [], "Whether the strings never increase.";
        "string-ci=?", string::eq_ci, 1, MANY, [], "Whether all strings are equal, case aside.";
        "string-ci<?", string::lt_ci, 1, MANY, [], "Whether the strings increase, case aside.";
        "string-ci>?", string::gt_ci, 1, MANY, [], "Whether the strings decrease, case aside.";
        "string-ci<=?", string::le_ci, 1, MANY, [], "Whether the strings never decrease, case aside.";
        "string-ci>=?", string::ge_ci, 1, MANY, [], "Whether the strings never increase, case aside.";
        "string->list", string::to_list, 1, 3, [], "List of the characters from a start (0) to an end, exclusive.";
        "list->string", string::from_list, 1, 1, [], "String of a list of characters.";
        "string-upcase", string::upcase, 1, 1, [], "The string in upper case.";
        "string-downcase", string::downcase, 1, 1, [], "The string in lower case.";
        "string-foldcase", string::foldcase, 1, 1, [], "The string without case.";
        "string-contains", string::contains, 2, 2, [], "Index at which the second string first stands in the first; else `#f`.";
        "string-index", string::index, 2, 2, [], "Index of a character in a string; else `#f`.";
        "string-split", string::split, 1, 2, [], "List of the parts between a separator (character or string); without one, between white space.";
        "string-join", string::join, 1, 2, [], "The strings of a list with a separator (one space) between them.";
        "string-trim", string::trim, 1, 1, [], "The string without white space at its ends.";
        "string->vector", string::to_vector, 1, 3, [], "Vector of the characters from a start (0) to an end, exclusive.";
        "str", string::str, 0, MANY, [], "What `display` would write for the arguments, as one string.";
        // Vectors.
        "vector?", vector::is_vector, 1, 1, [], "Whether it is a vector.";
        "make-vector", vector::make_vector, 1, 2, [], "Vector of that many times the second argument (unit).";
        "vector", vector::vector, 0, MANY, [], "A new vector of the arguments.";
        "vector-length", vector::length, 1, 1, [VectorLen], "Number of elements of a vector.";
        "vector-ref", vector::get, 2, 2, [VectorRef], "Element k of a vector.";
        "vector-set!", vector::set, 3, 3, [VectorSet], "Sets element k of a vector.";
        "vector->list", vector::to_list, 1, 3, [], "List of the elements from a start (0) to an end, exclusive.";
        "list->vector", vector::from_list, 1, 1, [], "Vector of the elements of a list.";
        "vector-fill!", vector::fill, 2, 4, [], "Sets the elements from a start (0) to an end, exclusive, to one value.";
        "vector-copy", vector::copy, 1, 3, [], "New vector of the elements from a start (0) to an end, exclusive.";
        "vector-append", vector::append, 0, MANY, [], "New vector of the elements of all.";
        "subvector", vector::copy, 3, 3, [], "New vector of the elements from a start to an end, exclusive.";
        // Byte vectors and packet fields. Fields are big-endian, at a byte offset.
        "bytevector?", bytes::is_bytes, 1, 1, [], "Whether it is a byte vector.";
        "make-bytevector", bytes::make_bytes, 1, 2, [], "Byte vector of that many times a byte (0).";
        "bytevector", bytes::bytes, 0, MANY, [], "Byte vector of the bytes given.";
        "bytevector-length", bytes::length, 1, 1, [], "Number of bytes.";
        "bytevector-u8-ref", bytes::get, 2, 2, [BytesRef], "Byte k.";
        "bytevector-u8-set!", bytes::set, 3, 3, [BytesSet], "Sets byte k.";
        "bytevector-copy", bytes::copy, 1, 3, [], "New byte vector of the bytes from a start (0) to an end, exclusive.";
        "bytevector-copy!", bytes::copy_into, 3, 5, [], "Copies into the first, at an index, the bytes of the third from a start (0) to an end.";
        "bytevector-append", bytes::append, 0, MANY, [], "New byte vector of the bytes of all.";
        "utf8->string", bytes::to_string, 1, 3, [], "The string that bytes encode in UTF-8, from a start (0) to an end; an error if they do not.";
        "string->utf8", bytes::from_string, 1, 3, [], "The UTF-8 bytes of the characters of a string, from a start (0) to an end.";
        "u8-ref", bytes::get, 2, 2, [BytesRef], "Byte at an offset.";
        "u8-set!", bytes::set, 3, 3, [BytesSet], "Sets the byte at an offset.";
        "u16-ref", bytes::get16, 2, 2, [BytesRef16], "Big-endian 16-bit field at an offset.";
        "u16-set!", bytes::set16, 3, 3, [], "Sets a big-endian 16-bit field.";
        "u32-ref", bytes::get32, 2, 2, [BytesRef32], "Big-endian 32-bit field at an offset.";
        "u32-set!", bytes::set32, 3, 3, [], "Sets a big-endian 32-bit field.";
        "u64-ref", bytes::get64, 2, 2, [], "Big-endian 64-bit field at an offset; a float if it needs more than 51 bits.";
        "u64-set!", bytes::set64, 3, 3, [], "Sets a big-endian 64-bit field to an integer that is not negative.";
        "packet-buffer", bytes::packet_buffer, 0, 1, [], "A zeroed byte vector from the packet pool, of the pool's slab size or shorter.";
        "release-buffer!", bytes::release_buffer, 1, 1, [], "Gives a packet buffer back to the pool; using it afterwards is an error.";
        "buffer-stats", bytes::buffer_stats, 0, 0, [], "Counters of the packet pool, as a hash map from symbols: taken, reused, live, free, size.";
        // Hash maps: mutable, keys by `equal?`, in order of insertion.
        "make-hash-map", hash::make_map, 0, 0, [], "A new, empty hash map.";
        "hash-map", hash::hash_map, 0, MANY, [], "A new hash map of the keys and values given in turn.";
        "hash-map?", hash::is_map, 1, 1, [], "Whether it is a hash map.";
        "hash-ref", hash::get, 2, 3, [], "The value of a key; if there is none, the third argument, or an error.";
        "hash-set!", hash::set, 3, 3, [], "Sets the value of a key.";
        "hash-delete!", hash::delete, 2, 2, [], "Removes a key, if it is there.";
        "hash-contains?", hash::contains, 2, 2, [], "Whether there is a value for a key.";
        "hash-count", hash::count, 1, 1, [], "Number of keys.";
        "hash-keys", hash::keys, 1, 1, [], "List of the keys, in order of insertion.";
        "hash-values", hash::values, 1, 1, [], "List of the values, in order of insertion.";
        "hash->list", hash::to_list, 1, 1, [], "List of pairs of key and value, in order of insertion.";
        "hash-clear!", hash::clear, 1, 1, [], "Removes all keys.";
        "hash-copy", hash::copy, 1, 1, [], "A new hash map with the same keys and values.";
        // Records; what `define-record-type` expands to.
        "%make-record-type", record::make_type, 2, 2, [], "A new record type: its name (a symbol), the list of its field names (symbols).";
        "%make-record", record::make, 1, MANY, [], "A new record of the type in the first argument: the values of all fields, in order.";
        "%record-is?", record::is, 2, 2, [], "Whether the first argument is a record of the type in the second.";
        // Control and errors.
        "values", dynamic::values, 0, MANY, [], "All arguments, as several values.";
        "%values->list", dynamic::values_to_list, 1, 1, [], "Several values as a list.";
        "%make-parameter", dynamic::make_parameter, 2, 2, [], "A parameter with its value and its converter, or false for none.";
        "%parameter-converter", dynamic::parameter_converter, 1, 1, [], "The converter of a parameter.";
        "%params", dynamic::params, 0, 0, [], "The parameters with other values than their own.";
        "%set-params!", dynamic::set_params, 1, 1, [], "Sets them.";
        "%winders", dynamic::winders, 0, 0, [], "The extents that are open.";
        "%set-winders!", dynamic::set_winders, 1, 1, [], "Sets them.";
        "%continuation-winders", dynamic::continuation_winders, 1, 1, [], "The extents that a continuation is in.";
        "procedure?", control::is_procedure, 1, 1, [], "Whether it can be called.";
        "error", control::error, 1, MANY, [], "Throws a new error object: a message and irritants.";
        "error-object?", control::is_error, 1, 1, [], "Whether it is an error object, from `error` or from the VM.";
        "error-object-message", control::error_message, 1, 1, [], "The message of an error object.";
        "error-object-irritants", control::error_irritants, 1, 1, [], "The list of irritants of an error object.";
        "error-kind", control::error_kind, 1, 1, [], "What kind of error it is, as a symbol: `user`, or a diagnostic code such as `type`.";
        "%too-early", control::too_early, 1, 1, [], "Throws the error of a variable, named by a symbol, that is read before it has a value.";
        "void", control::void, 0, MANY, [], "The unit value.";
        "exit", control::exit, 0, 1, [], "Ends the program with a status (0).";
        // Output.
        "display", output::display, 1, 1, [], "Writes a value for people: strings and characters as they are.";
        "write", output::write, 1, 1, [], "Writes a value so that it reads back: strings quoted.";
        "newline", output::newline, 0, 0, [], "Writes the end of a line.";
        "write-string", output::write_string, 1, 1, [], "Writes a string as it is.";
        "write-char", output::write_char, 1, 1, [], "Writes a character as it is.";
        "print", output::print, 0, MANY, [], "Displays the arguments with spaces between them, then ends the line.";
        // Host.
        "current-jiffy", control::current_jiffy, 0, 0, [], "Microseconds since the VM was made.";
        "jiffies-per-second", control::jiffies_per_second, 0, 0, [], "1000000.";
        "current-second", control::current_second, 0, 0, [], "Seconds since 1970, as a float.";
        "random", control::random, 0, 1, [], "A random integer below the argument; without one, a float from 0 up to 1.";
        "command-line", control::command_line, 0, 0, [], "List of strings: what the program was started as, then its arguments.";
        "read-line", control::read_line, 0, 0, [], "The next line of the input, without its end; `#f` when there is no more.";
        // Tasks.
        "chan", channel::chan, 0, 1, [], "A new channel that holds that many values (0: sender and receiver meet).";
        "chan?", channel::is_chan, 1, 1, [], "Whether it is a channel.";
        "task?", channel::is_task, 1, 1, [], "Whether it is a task.";
    } };
}
pub(crate) use for_each_builtin;
