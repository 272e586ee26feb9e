//! The table of natives. Names of operators and those that begin with `%` are none that
//! programs know; `class.name` is a method, `module:name` belongs to a module.
use super::methods::{
    bytes as datas, dict as dicts, format as formats, list as lists, number as numbers, set as sets,
    special as specials, text as texts,
};
use super::modules::{math, random, sys, time};
use super::natives as n;
use super::{arith, builtins, class, items, range};
use crate::core::NativeId;
use crate::lang::lisp;
use crate::runtime::Native;

macro_rules! rows {
    ($($name:literal, $func:path, $min:literal, $max:expr;)*) => {
        /// Python's natives.
        pub const NATIVES: &[Native] = &[$(Native { name: $name, min: $min, max: $max, run: $func },)*];
    };
}

rows! {
    "**", arith::power, 2, Some(2);
    "<<", arith::shift, 2, Some(2);
    ">>", arith::shift, 2, Some(2);
    "@", n::mat_mult, 2, Some(2);
    "-", arith::unary, 1, Some(1);
    "+", arith::unary, 1, Some(1);
    "~", arith::unary, 1, Some(1);
    "%add", n::add, 2, Some(2);
    "%arguments", sys::arguments, 0, Some(0);
    "%write", sys::write, 2, Some(2);
    "%read_line", sys::read_line, 0, Some(0);
    "%annotate", n::annotate, 3, Some(3);
    "%append", lists::append, 2, Some(2);
    "%attach", n::attach, 3, Some(3);
    "%bytes", n::bytes, 1, Some(1);
    "%candidates", n::candidates, 2, Some(2);
    "%context", n::context, 2, Some(2);
    "%del_attr", n::del_attr, 2, Some(2);
    "%del_item", n::del_item, 2, Some(2);
    "%delegate", n::iterator, 1, Some(1);
    "%dict", n::new_dict, 0, Some(0);
    "%ellipsis", n::ellipsis, 0, Some(0);
    "%extend", lists::extend, 2, Some(2);
    "%extend_call", n::extend_call, 3, Some(3);
    "%failed", n::failed, 0, Some(1);
    "%failed_generator", n::failed_generator, 2, Some(2);
    "%finish", n::finish, 2, Some(2);
    "%generator", n::generator, 1, Some(1);
    "%generator_state", n::generator_state, 1, Some(1);
    "%in", n::contains, 2, Some(2);
    "%in_place", n::in_place, 3, Some(3);
    "%index", n::index, 1, Some(1);
    "%is_exception_class", n::is_exception_class, 1, Some(1);
    "%is_mapping", n::is_mapping, 1, Some(1);
    "%is_sequence", n::is_sequence, 3, Some(3);
    "%iter", n::iterator, 1, Some(1);
    "%format_fields", formats::fields, 3, Some(3);
    "%format_name", formats::field_name, 2, Some(2);
    "%format_pieces", formats::pieces, 1, Some(1);
    "%float_from_hex", numbers::from_hex, 1, Some(1);
    "%bytes_from_hex", datas::from_hex, 2, Some(2);
    "%from_bytes", numbers::from_bytes, 3, Some(3);
    "%join", builtins::join, 0, None;
    "%percent_parts", formats::percent_parts, 2, Some(2);
    "%percent_ready", formats::percent_ready, 2, Some(2);
    "%trans_key", texts::trans_key, 1, Some(1);
    "%key_del", n::at_key, 3, Some(3);
    "%key_get", n::at_key, 3, Some(3);
    "%key_set", n::at_key, 3, Some(4);
    "%list", n::list, 0, None;
    "%list_to_set", n::list_to_set, 1, Some(1);
    "%list_to_tuple", n::list_to_tuple, 1, Some(1);
    "%lookup", n::lookup, 2, Some(2);
    "%manager", n::manager, 1, Some(1);
    "%mapping_get", n::mapping_get, 2, Some(2);
    "%mapping_rest", n::mapping_rest, 1, None;
    "%match_arg", n::match_arg, 3, Some(3);
    "%maker", n::maker, 2, Some(2);
    "%matches", n::matches, 2, Some(2);
    "%member", n::member, 2, Some(2);
    "%mix_hashes", n::mix_hashes, 1, Some(1);
    "%method", n::method, 2, Some(2);
    "%merge", n::merge, 2, Some(2);
    "%merge_named", n::merge_named, 3, Some(3);
    "%named", n::named, 3, Some(3);
    "%ne", n::not_equal, 2, Some(2);
    "%new_class", class::new_class, 4, Some(4);
    "%no_active", n::no_active, 0, Some(0);
    "%no_super", n::no_super, 0, Some(0);
    "%note_text", builtins::note_text, 2, Some(2);
    "%operator", builtins::by_number, 3, Some(3);
    "%payload", n::payload, 1, Some(1);
    "%set_payload", n::set_payload, 2, Some(2);
    "%instance", n::instance, 1, Some(1);
    "%module", n::module, 1, Some(1);
    "%native_base", n::native_base, 1, Some(1);
    "%part", n::part, 2, Some(2);
    "%print", builtins::print_with, 2, None;
    "%raised", n::raised, 1, Some(2);
    "%ready", n::ready, 0, None;
    "%result_of", n::result_of, 1, Some(1);
    "%sequence_rest", n::sequence_rest, 3, Some(3);
    "%set", n::set, 0, None;
    "%set_plain", builtins::set_plain, 3, Some(3);
    "%slice", n::slice, 3, Some(3);
    "%sort_order", lists::sort_order, 2, Some(2);
    "%sort_plain", lists::sort_plain, 2, Some(2);
    "%stash", n::stash, 1, Some(1);
    "%super", n::super_of, 2, Some(2);
    "%truth", n::plain_truth, 1, Some(1);
    "%tuple", n::tuple, 0, None;
    "%turns", n::turns, 3, Some(3);
    "%type", n::class_of_value, 1, Some(1);
    "%unbound", n::unbound, 1, Some(1);
    "%unbound_free", n::unbound, 1, Some(1);
    "%unbound_global", n::unbound, 1, Some(1);
    "%unpack", n::unpack, 3, Some(3);
    "abs", builtins::abs, 1, Some(1);
    "ascii", builtins::ascii, 1, Some(1);
    "bin", builtins::digits, 1, Some(1);
    "bool", builtins::is_true, 0, Some(1);
    "bytearray", datas::make, 0, Some(3);
    "bytes", datas::make, 0, Some(3);
    "callable", builtins::callable, 1, Some(1);
    "chr", builtins::chr, 1, Some(1);
    "classmethod", builtins::wrap, 1, Some(1);
    "delattr", n::del_attr, 2, Some(2);
    "divmod", builtins::divmod, 2, Some(2);
    "float", builtins::to_float, 0, Some(1);
    "format", builtins::formatted, 1, Some(2);
    "frozenset", builtins::to_set, 0, Some(1);
    "getattr", builtins::getattr, 2, Some(3);
    "hasattr", builtins::hasattr, 2, Some(2);
    "hash", builtins::hash, 1, Some(1);
    "hex", builtins::digits, 1, Some(1);
    "id", builtins::identity, 1, Some(1);
    "int", builtins::to_int, 0, Some(2);
    "isinstance", builtins::isinstance, 2, Some(2);
    "issubclass", builtins::isinstance, 2, Some(2);
    "len", builtins::len, 1, Some(1);
    "list", builtins::to_list, 0, Some(1);
    "oct", builtins::digits, 1, Some(1);
    "ord", builtins::ord, 1, Some(1);
    "print", builtins::print, 0, None;
    "property", builtins::property, 0, Some(4);
    "range", builtins::make_range, 1, Some(3);
    "round", numbers::round, 1, Some(2);
    "repr", builtins::show, 1, Some(1);
    "set", builtins::to_set, 0, Some(1);
    "setattr", builtins::setattr, 3, Some(3);
    "slice", builtins::make_slice, 1, Some(3);
    "staticmethod", builtins::wrap, 1, Some(1);
    "str", builtins::to_str, 0, Some(3);
    "super", n::super_of, 2, Some(2);
    "tuple", builtins::to_tuple, 0, Some(1);
    "list.append", lists::append, 2, Some(2);
    "list.extend", lists::extend, 2, Some(2);
    "list.insert", lists::insert, 3, Some(3);
    "list.pop", lists::pop, 1, Some(2);
    "list.clear", lists::clear, 1, Some(1);
    "list.copy", lists::copy, 1, Some(1);
    "list.reverse", lists::reverse, 1, Some(1);
    "list.index", lists::index, 2, Some(4);
    "list.count", lists::count, 2, Some(2);
    "list.remove", lists::remove, 2, Some(2);
    "tuple.index", lists::index, 2, Some(4);
    "tuple.count", lists::count, 2, Some(2);
    "dict.get", dicts::get, 2, Some(3);
    "dict.setdefault", dicts::set_default, 2, Some(3);
    "dict.pop", dicts::pop, 2, Some(3);
    "dict.popitem", dicts::pop_item, 1, Some(1);
    "dict.keys", dicts::view, 1, Some(1);
    "dict.values", dicts::view, 1, Some(1);
    "dict.items", dicts::view, 1, Some(1);
    "dict.clear", dicts::clear, 1, Some(1);
    "dict.copy", dicts::copy, 1, Some(1);
    "dict_keys.isdisjoint", sets::view_is_disjoint, 2, Some(2);
    "dict_items.isdisjoint", sets::view_is_disjoint, 2, Some(2);
    "set.add", sets::add_one, 2, Some(2);
    "set.discard", sets::discard, 2, Some(2);
    "set.remove", sets::discard, 2, Some(2);
    "set.pop", sets::pop, 1, Some(1);
    "set.clear", sets::clear, 1, Some(1);
    "set.copy", sets::copy, 1, Some(1);
    "set.union", sets::method, 1, None;
    "set.intersection", sets::method, 1, None;
    "set.difference", sets::method, 1, None;
    "set.symmetric_difference", sets::method, 2, Some(2);
    "set.update", sets::method, 1, None;
    "set.intersection_update", sets::method, 1, None;
    "set.difference_update", sets::method, 1, None;
    "set.symmetric_difference_update", sets::method, 2, Some(2);
    "set.issubset", sets::method, 2, Some(2);
    "set.issuperset", sets::method, 2, Some(2);
    "set.isdisjoint", sets::method, 2, Some(2);
    "frozenset.copy", sets::copy, 1, Some(1);
    "frozenset.union", sets::method, 1, None;
    "frozenset.intersection", sets::method, 1, None;
    "frozenset.difference", sets::method, 1, None;
    "frozenset.symmetric_difference", sets::method, 2, Some(2);
    "frozenset.issubset", sets::method, 2, Some(2);
    "frozenset.issuperset", sets::method, 2, Some(2);
    "frozenset.isdisjoint", sets::method, 2, Some(2);
    "str.join", texts::join, 2, Some(2);
    "random:random", random::random, 0, Some(1);
    "random:_new", random::create, 0, Some(0);
    "random:_seed", random::seed, 2, Some(2);
    "random:_copy", random::copy, 2, Some(2);
    "random:_bits", random::bits, 2, Some(2);
    "random:_range", random::range, 4, Some(4);
    "random:_below", random::below, 2, Some(2);
    "random:_shuffle", random::shuffle, 2, Some(2);
    "random:_sample", random::sample, 3, Some(3);
    "random:_choices", random::choices, 4, Some(4);
    "random:_uniform", random::distribution, 3, Some(3);
    "random:_triangular", random::distribution, 4, Some(4);
    "random:_normal", random::distribution, 3, Some(3);
    "random:_gauss", random::distribution, 3, Some(3);
    "random:_exponential", random::distribution, 2, Some(2);
    "random:_gamma", random::distribution, 3, Some(3);
    "random:_beta", random::distribution, 3, Some(3);
    "str.split", texts::split, 1, Some(3);
    "str.rsplit", texts::split, 1, Some(3);
    "str.splitlines", texts::split_lines, 1, Some(2);
    "str.strip", texts::strip, 1, Some(2);
    "str.lstrip", texts::strip, 1, Some(2);
    "str.rstrip", texts::strip, 1, Some(2);
    "str.find", texts::find, 2, Some(4);
    "str.rfind", texts::find, 2, Some(4);
    "str.index", texts::find, 2, Some(4);
    "str.rindex", texts::find, 2, Some(4);
    "str.count", texts::count, 2, Some(4);
    "str.replace", texts::replace, 3, Some(4);
    "str.startswith", texts::begins, 2, Some(4);
    "str.endswith", texts::begins, 2, Some(4);
    "str.upper", texts::cased, 1, Some(1);
    "str.lower", texts::cased, 1, Some(1);
    "str.title", texts::cased, 1, Some(1);
    "str.capitalize", texts::cased, 1, Some(1);
    "str.swapcase", texts::cased, 1, Some(1);
    "str.casefold", texts::cased, 1, Some(1);
    "str.center", texts::placed, 2, Some(3);
    "str.ljust", texts::placed, 2, Some(3);
    "str.rjust", texts::placed, 2, Some(3);
    "str.zfill", texts::zero_fill, 2, Some(2);
    "str.expandtabs", texts::expand_tabs, 1, Some(2);
    "str.partition", texts::partition, 2, Some(2);
    "str.rpartition", texts::partition, 2, Some(2);
    "str.translate", texts::translate, 2, Some(2);
    "str.encode", texts::encode, 1, Some(3);
    "str.removeprefix", texts::without, 2, Some(2);
    "str.removesuffix", texts::without, 2, Some(2);
    "str.isalpha", texts::is, 1, Some(1);
    "str.isdigit", texts::is, 1, Some(1);
    "str.isdecimal", texts::is, 1, Some(1);
    "str.isnumeric", texts::is, 1, Some(1);
    "str.isalnum", texts::is, 1, Some(1);
    "str.isspace", texts::is, 1, Some(1);
    "str.isupper", texts::is, 1, Some(1);
    "str.islower", texts::is, 1, Some(1);
    "str.istitle", texts::is, 1, Some(1);
    "str.isascii", texts::is, 1, Some(1);
    "str.isprintable", texts::is, 1, Some(1);
    "str.isidentifier", texts::is, 1, Some(1);
    "int.bit_length", numbers::of_int, 1, Some(1);
    "int.bit_count", numbers::of_int, 1, Some(1);
    "int.conjugate", numbers::of_int, 1, Some(1);
    "int.as_integer_ratio", numbers::ratio, 1, Some(1);
    "int.to_bytes", numbers::to_bytes, 1, Some(4);
    "float.as_integer_ratio", numbers::ratio, 1, Some(1);
    "float.is_integer", numbers::of_float, 1, Some(1);
    "float.hex", numbers::of_float, 1, Some(1);
    "float.conjugate", numbers::of_float, 1, Some(1);
    "bytes.decode", datas::decode, 1, Some(3);
    "bytes.hex", datas::hex, 1, Some(3);
    "bytes.find", datas::find, 2, Some(4);
    "bytes.rfind", datas::find, 2, Some(4);
    "bytes.index", datas::find, 2, Some(4);
    "bytes.rindex", datas::find, 2, Some(4);
    "bytes.count", datas::find, 2, Some(4);
    "bytes.startswith", datas::begins, 2, Some(4);
    "bytes.endswith", datas::begins, 2, Some(4);
    "bytes.split", datas::split, 1, Some(3);
    "bytes.rsplit", datas::split, 1, Some(3);
    "bytes.splitlines", datas::split, 1, Some(2);
    "bytes.strip", datas::strip, 1, Some(2);
    "bytes.lstrip", datas::strip, 1, Some(2);
    "bytes.rstrip", datas::strip, 1, Some(2);
    "bytes.replace", datas::replaced, 3, Some(4);
    "bytes.join", datas::join, 2, Some(2);
    "bytes.upper", datas::cased, 1, Some(1);
    "bytes.lower", datas::cased, 1, Some(1);
    "bytes.title", datas::cased, 1, Some(1);
    "bytes.capitalize", datas::cased, 1, Some(1);
    "bytes.swapcase", datas::cased, 1, Some(1);
    "bytes.isalpha", datas::is, 1, Some(1);
    "bytes.isdigit", datas::is, 1, Some(1);
    "bytes.isalnum", datas::is, 1, Some(1);
    "bytes.isspace", datas::is, 1, Some(1);
    "bytes.isupper", datas::is, 1, Some(1);
    "bytes.islower", datas::is, 1, Some(1);
    "bytes.isascii", datas::is, 1, Some(1);
    "bytes.center", datas::placed, 2, Some(3);
    "bytes.ljust", datas::placed, 2, Some(3);
    "bytes.rjust", datas::placed, 2, Some(3);
    "bytes.zfill", datas::placed, 2, Some(2);
    "bytes.partition", datas::partition, 2, Some(2);
    "bytes.rpartition", datas::partition, 2, Some(2);
    "bytes.removeprefix", datas::without, 2, Some(2);
    "bytes.removesuffix", datas::without, 2, Some(2);
    "bytes.translate", datas::translate, 2, Some(3);
    "bytearray.decode", datas::decode, 1, Some(3);
    "bytearray.hex", datas::hex, 1, Some(3);
    "bytearray.find", datas::find, 2, Some(4);
    "bytearray.rfind", datas::find, 2, Some(4);
    "bytearray.index", datas::find, 2, Some(4);
    "bytearray.rindex", datas::find, 2, Some(4);
    "bytearray.count", datas::find, 2, Some(4);
    "bytearray.startswith", datas::begins, 2, Some(4);
    "bytearray.endswith", datas::begins, 2, Some(4);
    "bytearray.split", datas::split, 1, Some(3);
    "bytearray.rsplit", datas::split, 1, Some(3);
    "bytearray.splitlines", datas::split, 1, Some(2);
    "bytearray.strip", datas::strip, 1, Some(2);
    "bytearray.lstrip", datas::strip, 1, Some(2);
    "bytearray.rstrip", datas::strip, 1, Some(2);
    "bytearray.replace", datas::replaced, 3, Some(4);
    "bytearray.join", datas::join, 2, Some(2);
    "bytearray.upper", datas::cased, 1, Some(1);
    "bytearray.lower", datas::cased, 1, Some(1);
    "bytearray.title", datas::cased, 1, Some(1);
    "bytearray.capitalize", datas::cased, 1, Some(1);
    "bytearray.swapcase", datas::cased, 1, Some(1);
    "bytearray.isalpha", datas::is, 1, Some(1);
    "bytearray.isdigit", datas::is, 1, Some(1);
    "bytearray.isalnum", datas::is, 1, Some(1);
    "bytearray.isspace", datas::is, 1, Some(1);
    "bytearray.isupper", datas::is, 1, Some(1);
    "bytearray.islower", datas::is, 1, Some(1);
    "bytearray.isascii", datas::is, 1, Some(1);
    "bytearray.center", datas::placed, 2, Some(3);
    "bytearray.ljust", datas::placed, 2, Some(3);
    "bytearray.rjust", datas::placed, 2, Some(3);
    "bytearray.zfill", datas::placed, 2, Some(2);
    "bytearray.partition", datas::partition, 2, Some(2);
    "bytearray.rpartition", datas::partition, 2, Some(2);
    "bytearray.removeprefix", datas::without, 2, Some(2);
    "bytearray.removesuffix", datas::without, 2, Some(2);
    "bytearray.translate", datas::translate, 2, Some(3);
    "bytearray.append", datas::append, 2, Some(2);
    "bytearray.extend", datas::extend, 2, Some(2);
    "bytearray.pop", datas::pop, 1, Some(2);
    "bytearray.insert", datas::insert, 3, Some(3);
    "bytearray.remove", datas::remove, 2, Some(2);
    "bytearray.reverse", datas::whole, 1, Some(1);
    "bytearray.clear", datas::whole, 1, Some(1);
    "bytearray.copy", datas::whole, 1, Some(1);
    "__len__", specials::len, 1, Some(1);
    "__iter__", specials::iterator, 1, Some(1);
    "__contains__", specials::contains, 2, Some(2);
    "__getitem__", specials::get_item, 2, Some(2);
    "__setitem__", specials::set_item, 3, Some(3);
    "__delitem__", specials::del_item, 2, Some(2);
    "__add__", specials::binary, 2, Some(2);
    "__sub__", specials::binary, 2, Some(2);
    "__mul__", specials::binary, 2, Some(2);
    "__truediv__", specials::binary, 2, Some(2);
    "__floordiv__", specials::binary, 2, Some(2);
    "__mod__", specials::binary, 2, Some(2);
    "__pow__", specials::binary, 2, Some(2);
    "__lshift__", specials::binary, 2, Some(2);
    "__rshift__", specials::binary, 2, Some(2);
    "__and__", specials::binary, 2, Some(2);
    "__or__", specials::binary, 2, Some(2);
    "__xor__", specials::binary, 2, Some(2);
    "__radd__", specials::binary, 2, Some(2);
    "__rsub__", specials::binary, 2, Some(2);
    "__rmul__", specials::binary, 2, Some(2);
    "__rtruediv__", specials::binary, 2, Some(2);
    "__rfloordiv__", specials::binary, 2, Some(2);
    "__rmod__", specials::binary, 2, Some(2);
    "__rpow__", specials::binary, 2, Some(2);
    "__rand__", specials::binary, 2, Some(2);
    "__ror__", specials::binary, 2, Some(2);
    "__rxor__", specials::binary, 2, Some(2);
    "__iadd__", specials::in_place, 2, Some(2);
    "__imul__", specials::in_place, 2, Some(2);
    "__divmod__", specials::divmod, 2, Some(2);
    "__neg__", specials::unary, 1, Some(1);
    "__pos__", specials::unary, 1, Some(1);
    "__invert__", specials::unary, 1, Some(1);
    "__bool__", specials::number, 1, Some(1);
    "__abs__", specials::number, 1, Some(1);
    "__int__", specials::number, 1, Some(1);
    "__float__", specials::number, 1, Some(1);
    "__index__", specials::number, 1, Some(1);
    "__trunc__", specials::number, 1, Some(1);
    "__floor__", specials::number, 1, Some(1);
    "__ceil__", specials::number, 1, Some(1);
    "__round__", numbers::round, 1, Some(2);
    "__eq__", specials::compared, 2, Some(2);
    "__ne__", specials::compared, 2, Some(2);
    "__lt__", specials::compared, 2, Some(2);
    "__le__", specials::compared, 2, Some(2);
    "__gt__", specials::compared, 2, Some(2);
    "__ge__", specials::compared, 2, Some(2);
    "__hash__", specials::hash, 1, Some(1);
    "__repr__", specials::text, 1, Some(1);
    "__str__", specials::text, 1, Some(1);
    "__format__", specials::formatted, 2, Some(2);
    "object.__eq__", specials::object_compared, 2, Some(2);
    "object.__ne__", specials::object_compared, 2, Some(2);
    "object.__lt__", specials::object_compared, 2, Some(2);
    "object.__le__", specials::object_compared, 2, Some(2);
    "object.__gt__", specials::object_compared, 2, Some(2);
    "object.__ge__", specials::object_compared, 2, Some(2);
    "object.__hash__", specials::object_hash, 1, Some(1);
    "object.__repr__", specials::object_repr, 1, Some(1);
    "object.__str__", specials::object_str, 1, Some(1);
    "object.__format__", specials::object_format, 2, Some(2);
    "object.__getattribute__", specials::object_attribute, 2, Some(2);
    "BaseException.__repr__", specials::exception_text, 1, Some(1);
    "BaseException.__str__", specials::exception_text, 1, Some(1);
    "range.index", range::index, 2, Some(2);
    "range.count", range::index, 2, Some(2);
    "slice.indices", items::indices, 2, Some(2);
    "math:sqrt", math::one, 1, Some(1);
    "math:sin", math::one, 1, Some(1);
    "math:cos", math::one, 1, Some(1);
    "math:tan", math::one, 1, Some(1);
    "math:asin", math::one, 1, Some(1);
    "math:acos", math::one, 1, Some(1);
    "math:atan", math::one, 1, Some(1);
    "math:sinh", math::one, 1, Some(1);
    "math:cosh", math::one, 1, Some(1);
    "math:tanh", math::one, 1, Some(1);
    "math:asinh", math::one, 1, Some(1);
    "math:acosh", math::one, 1, Some(1);
    "math:atanh", math::one, 1, Some(1);
    "math:exp", math::one, 1, Some(1);
    "math:exp2", math::one, 1, Some(1);
    "math:expm1", math::one, 1, Some(1);
    "math:cbrt", math::one, 1, Some(1);
    "math:degrees", math::one, 1, Some(1);
    "math:radians", math::one, 1, Some(1);
    "math:fabs", math::one, 1, Some(1);
    "math:atan2", math::two, 2, Some(2);
    "math:copysign", math::two, 2, Some(2);
    "math:fmod", math::two, 2, Some(2);
    "math:pow", math::two, 2, Some(2);
    "math:remainder", math::two, 2, Some(2);
    "math:log", math::log, 1, Some(2);
    "math:log2", math::log, 1, Some(1);
    "math:log10", math::log, 1, Some(1);
    "math:log1p", math::log, 1, Some(1);
    "math:floor", math::whole, 1, Some(1);
    "math:ceil", math::whole, 1, Some(1);
    "math:trunc", math::whole, 1, Some(1);
    "math:isnan", math::test, 1, Some(1);
    "math:isinf", math::test, 1, Some(1);
    "math:isfinite", math::test, 1, Some(1);
    "math:gcd", math::divisors, 0, None;
    "math:lcm", math::divisors, 0, None;
    "math:isqrt", math::isqrt, 1, Some(1);
    "math:factorial", math::factorial, 1, Some(1);
    "math:comb", math::choose, 2, Some(2);
    "math:perm", math::choose, 1, Some(2);
    "math:frexp", math::split, 1, Some(1);
    "math:modf", math::split, 1, Some(1);
    "math:ldexp", math::ldexp, 2, Some(2);
    "math:hypot", math::hypot, 0, None;
    "math:_fsum", math::fsum, 1, Some(1);
    "time:time", time::clock, 0, Some(0);
    "time:perf_counter", time::clock, 0, Some(0);
    "time:monotonic", time::clock, 0, Some(0);
    "time:process_time", time::clock, 0, Some(0);
    "time:time_ns", time::clock, 0, Some(0);
    "time:perf_counter_ns", time::clock, 0, Some(0);
    "time:monotonic_ns", time::clock, 0, Some(0);
    "object.__init__", builtins::nothing, 1, None;
    "object.__new__", builtins::new_object, 1, None;
    "object.__setattr__", builtins::set_plain, 3, Some(3);
    "object.__delattr__", n::del_plain, 2, Some(2);
    "BaseException.__init__", builtins::init_exception, 1, None;
}

/// The number of a native in the VM's table, found while Glassbox itself is compiled.
pub const fn id(name: &str) -> NativeId {
    let mut i = 0;
    while i < NATIVES.len() {
        if same(NATIVES[i].name.as_bytes(), name.as_bytes()) {
            return NativeId((lisp::builtins::NAMES.len() + i) as u32);
        }
        i += 1;
    }
    panic!("no native of that name");
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// The native of the prelude of that name.
pub fn private(name: &str) -> Option<NativeId> {
    let at = NATIVES.iter().position(|n| n.name.strip_prefix('%') == Some(name))?;
    Some(NativeId((lisp::builtins::NAMES.len() + at) as u32))
}

/// The builtin of that name, if Python has it.
pub fn public(name: &str) -> Option<NativeId> {
    let at = NATIVES.iter().position(|n| {
        n.name == name && n.name.starts_with(|c: char| c.is_ascii_lowercase()) && !n.name.contains('.')
    })?;
    Some(NativeId((lisp::builtins::NAMES.len() + at) as u32))
}

/// The number of a native that exists.
pub fn number(name: &str) -> NativeId {
    let at = NATIVES.iter().position(|n| n.name == name).expect("a native of that name");
    NativeId((lisp::builtins::NAMES.len() + at) as u32)
}

/// Whether a native takes that many arguments.
pub fn takes(id: NativeId, count: usize) -> bool {
    let n = &NATIVES[id.0 as usize - lisp::builtins::NAMES.len()];
    count >= n.min as usize && n.max.is_none_or(|m| count <= m as usize)
}
