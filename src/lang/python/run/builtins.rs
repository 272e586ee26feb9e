//! The table of natives, and the builtin functions. Names of operators and those that
//! begin with `%` are none that programs know; `class.name` is a method.
use super::super::text::{format, numbers as number_of_text};
use super::class::{self, class_of, is_subclass, type_name};
use super::methods::{
    bytes as datas, dict as dicts, format as formats, list as lists, number as numbers, set as sets,
    special as specials, text as texts,
};
use super::modules::{math, random, sys, time};
use super::natives::{self as n, integer, name_of};
use super::values::{DIGITS, float, int, repr, text, truth};
use super::world::{Id, Own, world};
use super::{arith, call, compare, items, iter, raise, range};
use crate::core::NativeId;
use crate::lang::lisp;
use crate::number::Int;
use crate::object::{Class, Closure, Compound, Instance, Set, Sort, Tuple};
use crate::runtime::{Fault, Native, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

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
    "%join", join, 0, None;
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
    "%note_text", note_text, 2, Some(2);
    "%operator", by_number, 3, Some(3);
    "%payload", n::payload, 1, Some(1);
    "%set_payload", n::set_payload, 2, Some(2);
    "%instance", n::instance, 1, Some(1);
    "%module", n::module, 1, Some(1);
    "%native_base", n::native_base, 1, Some(1);
    "%part", n::part, 2, Some(2);
    "%print", print_with, 2, None;
    "%raised", n::raised, 1, Some(2);
    "%ready", n::ready, 0, None;
    "%result_of", n::result_of, 1, Some(1);
    "%sequence_rest", n::sequence_rest, 3, Some(3);
    "%set", n::set, 0, None;
    "%set_plain", set_plain, 3, Some(3);
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
    "abs", abs, 1, Some(1);
    "ascii", ascii, 1, Some(1);
    "bin", digits, 1, Some(1);
    "bool", is_true, 0, Some(1);
    "bytearray", datas::make, 0, Some(3);
    "bytes", datas::make, 0, Some(3);
    "callable", callable, 1, Some(1);
    "chr", chr, 1, Some(1);
    "classmethod", wrap, 1, Some(1);
    "delattr", n::del_attr, 2, Some(2);
    "divmod", divmod, 2, Some(2);
    "float", to_float, 0, Some(1);
    "format", formatted, 1, Some(2);
    "frozenset", to_set, 0, Some(1);
    "getattr", getattr, 2, Some(3);
    "hasattr", hasattr, 2, Some(2);
    "hash", hash, 1, Some(1);
    "hex", digits, 1, Some(1);
    "id", identity, 1, Some(1);
    "int", to_int, 0, Some(2);
    "isinstance", isinstance, 2, Some(2);
    "issubclass", isinstance, 2, Some(2);
    "len", len, 1, Some(1);
    "list", to_list, 0, Some(1);
    "oct", digits, 1, Some(1);
    "ord", ord, 1, Some(1);
    "print", print, 0, None;
    "property", property, 0, Some(4);
    "range", make_range, 1, Some(3);
    "round", numbers::round, 1, Some(2);
    "repr", show, 1, Some(1);
    "set", to_set, 0, Some(1);
    "setattr", setattr, 3, Some(3);
    "slice", make_slice, 1, Some(3);
    "staticmethod", wrap, 1, Some(1);
    "str", to_str, 0, Some(3);
    "super", n::super_of, 2, Some(2);
    "tuple", to_tuple, 0, Some(1);
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
    "object.__init__", nothing, 1, None;
    "object.__new__", new_object, 1, None;
    "object.__setattr__", set_plain, 3, Some(3);
    "object.__delattr__", n::del_plain, 2, Some(2);
    "BaseException.__init__", init_exception, 1, None;
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

fn is_true(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    args.first().map_or(Ok(false), |&v| truth(rt, v)).map(Value::bool)
}

fn nothing(_: &mut Runtime, _: &'static str, _: &[Value]) -> Outcome {
    Ok(Value::UNIT)
}

/// `object.__new__`.
fn new_object(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(c) = args[0].as_a::<Class>() else {
        return raise("TypeError", "object.__new__(X): X is not a type object");
    };
    let made = class::instantiate(rt, c)?;
    if is_subclass(c, world(rt).class(Id::BaseException))
        && let Some(o) = made.as_a::<Instance>()
    {
        let args = rt.heap.tuple(&args[1..])?;
        o.set_slot(0, args);
    }
    Ok(made)
}

fn init_exception(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let given = rt.heap.tuple(&args[1..])?;
    if let Some(o) = args[0].as_a::<Instance>() {
        o.set_slot(0, given);
    }
    Ok(Value::UNIT)
}

/// `object.__setattr__`.
fn set_plain(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let Some(name) = name_of(rt, args[1]) else { return raise("TypeError", "attribute name must be string") };
    match args[0].as_a::<Instance>() {
        Some(o) => class::set_plain(rt, args[0], o, name, args[2]).map(|_| Value::UNIT),
        None => setattr(rt, who, args),
    }
}

fn setattr(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(name) = name_of(rt, args[1]) else { return raise("TypeError", "attribute name must be string") };
    class::set_attribute(rt, args[0], name, args[2]).map(|_| Value::UNIT)
}

fn getattr(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(name) = name_of(rt, args[1]) else { return raise("TypeError", "attribute name must be string") };
    match args.get(2) {
        Some(&other) => match n::get_or_missing(rt, args[0], name) {
            Ok(Value::MISSING) => Ok(other),
            Err(Fault::Call(mut c)) if c.1.len() == 2 => {
                c.1.push(other);
                Err(Fault::Call(c))
            }
            found => found,
        },
        None => class::attribute(rt, args[0], name).map(|v| v.0),
    }
}

fn hasattr(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let name = name_of(rt, args[1]);
    let Some(name) = name else { return raise("TypeError", "attribute name must be string") };
    match n::get_or_missing(rt, args[0], name) {
        Err(Fault::Call(mut c)) if c.1.len() == 2 => {
            c.1.push(Value::NEVER);
            Err(Fault::Call(c))
        }
        found => found.map(|v| Value::bool(v != Value::MISSING)),
    }
}

/// An operator by its number.
fn by_number(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let sign = arith::SIGNS[args[2].as_int().unwrap_or(0) as usize % arith::SIGNS.len()];
    let (a, b) = (type_name(rt, args[0]), type_name(rt, args[1]));
    let sign = if sign == "**" { "** or pow()" } else { sign };
    raise("TypeError", format!("unsupported operand type(s) for {sign}: '{a}' and '{b}'"))
}

/// Notes the text of an exception that left the program.
fn note_text(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let text = args[1].as_str().map_or_else(String::new, |s| s.to_string());
    if let Some(world) = &mut rt.python {
        world.state.clear();
        world.state.push((args[0], text));
    }
    Ok(Value::UNIT)
}

fn callable(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let v = args[0];
    let method = v.as_a::<Compound>().is_some_and(|c| matches!(c.sort(), Sort::Method | Sort::StaticMethod));
    let plain = v.as_a::<Closure>().is_some() || v.as_native().is_some() || v.as_a::<Class>().is_some() || method;
    let own = || class::lookup(class_of(rt, v), world(rt).names.call).is_some();
    Ok(Value::bool(plain || v.as_a::<Instance>().is_some() && own()))
}

/// `staticmethod` and `classmethod`, by the name.
fn wrap(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let sort = if who == "staticmethod" { Sort::StaticMethod } else { Sort::ClassMethod };
    Ok(rt.heap.compound(sort, args)?)
}

fn property(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let mut parts = [Value::UNIT; 4];
    parts[..args.len()].copy_from_slice(args);
    Ok(rt.heap.compound(Sort::Property, &parts)?)
}

fn make_slice(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let parts = match *args {
        [end] => [Value::UNIT, end, Value::UNIT],
        [first, end] => [first, end, Value::UNIT],
        [first, end, step, ..] => [first, end, step],
        [] => [Value::UNIT; 3],
    };
    Ok(rt.heap.compound(Sort::Slice, &parts)?)
}

fn make_range(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if args.iter().any(|v| v.as_a::<Instance>().is_some()) {
        let all = rt.heap.list_of(args)?;
        return call(world(rt).own(Own::Range), &[all]);
    }
    let all: Vec<Int> = args.iter().map(|&v| integer(rt, v)).collect::<Result<_, _>>()?;
    let (zero, one) = (Int::from(0i64), Int::from(1i64));
    match &all[..] {
        [end] => range::make(rt, &zero, end, &one),
        [first, end] => range::make(rt, first, end, &one),
        [first, end, step, ..] => range::make(rt, first, end, step),
        [] => Ok(Value::UNIT),
    }
}

fn identity(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let bits = args[0].bits() & crate::value::bits::PAYLOAD;
    Ok(rt.heap.int(&Int::from(bits as i64))?)
}

/// `hash`.
pub fn hash(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let h = compare::full_hash(rt, args[0])?;
    Ok(rt.heap.int(&Int::from(h))?)
}

/// `isinstance` and `issubclass`, by the name.
fn isinstance(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let (v, of) = (args[0], args[1]);
    let class = if who == "isinstance" {
        class_of(rt, v)
    } else {
        match v.as_a::<Class>() {
            Some(c) => c,
            None => return raise("TypeError", "issubclass() arg 1 must be a class"),
        }
    };
    let mut open = vec![of];
    while let Some(of) = open.pop() {
        if let Some(t) = of.as_a::<Tuple>() {
            open.extend(t.values().iter().rev());
        } else if let Some(c) = of.as_a::<Class>() {
            if is_subclass(class, of) {
                return Ok(Value::TRUE);
            }
            if c.meta.get() != world(rt).class(Id::Type) {
                let check = if who == "isinstance" { "__instancecheck__" } else { "__subclasscheck__" };
                let check = rt.interner.intern(check);
                if let Some(f) = c.meta.get().as_a::<Class>().and_then(|m| class::lookup(m, check)) {
                    return call(f, &[of, v]);
                }
            }
        } else {
            return raise("TypeError", format!("{who}() arg 2 must be a type, a tuple of types, or a union"));
        }
    }
    Ok(Value::FALSE)
}

/// `divmod`.
pub fn divmod(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if args.iter().any(|v| v.as_a::<Instance>().is_some()) {
        return call(world(rt).own(Own::DivMod), args);
    }
    if let (Some(x), Some(y)) = (int(args[0]), int(args[1])) {
        if y.is_zero() {
            return raise("ZeroDivisionError", "integer division or modulo by zero");
        }
        let (q, r) = x.div_mod_floor(&y);
        let pair = [rt.heap.int(&q)?, rt.heap.int(&r)?];
        return Ok(rt.heap.tuple(&pair)?);
    }
    if float(args[0])?.is_none() || float(args[1])?.is_none() {
        let (a, b) = (type_name(rt, args[0]), type_name(rt, args[1]));
        return raise("TypeError", format!("unsupported operand type(s) for divmod(): '{a}' and '{b}'"));
    }
    let pair = [n::operator(rt, "//", args)?, n::operator(rt, "%", args)?];
    Ok(rt.heap.tuple(&pair)?)
}

/// Elements to make something of, or the prelude's function that gathers them first.
fn gathered(rt: &mut Runtime, v: Option<&Value>, then: Own) -> Result<Vec<Value>, Fault> {
    let Some(&v) = v else { return Ok(vec![]) };
    match iter::all(rt, v)? {
        Some(all) => Ok(all),
        None => call(world(rt).own(then), &[v]),
    }
}

fn to_list(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let all = gathered(rt, args.first(), Own::List)?;
    Ok(rt.heap.list_of(&all)?)
}

fn to_tuple(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if let Some(v) = args.first().filter(|v| v.as_a::<Tuple>().is_some()) {
        return Ok(*v);
    }
    let all = gathered(rt, args.first(), Own::Tuple)?;
    Ok(rt.heap.tuple(&all)?)
}

/// `set` and `frozenset`, by the name.
fn to_set(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let frozen = who == "frozenset";
    if let Some(s) = args.first().and_then(|v| v.as_a::<Set>()) {
        if frozen && s.is_frozen() {
            return Ok(args[0]);
        }
        let new = rt.heap.set(frozen)?;
        new.fill_from(&mut rt.heap, s)?;
        return Ok(Value::obj(new));
    }
    let all = gathered(rt, args.first(), if frozen { Own::FrozenSet } else { Own::Set })?;
    let new = rt.heap.set(frozen)?;
    for (i, &v) in all.iter().enumerate() {
        match super::dict::add(rt, new, v) {
            Err(Fault::Call(_)) => {
                let rest = rt.heap.list_of(&all[i..])?;
                return call(world(rt).own(Own::SetFrom), &[Value::obj(new), rest]);
            }
            done => done?,
        }
    }
    Ok(Value::obj(new))
}

/// `format`.
pub fn formatted(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let spec = args.get(1).and_then(|s| s.as_str());
    let done = format_value(rt, args[0], spec.as_deref().unwrap_or(""))?;
    Ok(rt.heap.string(&done)?)
}

/// What `format` gives.
pub fn format_value(rt: &mut Runtime, v: Value, spec: &str) -> Result<String, Fault> {
    if v.as_a::<Instance>().is_some() {
        let name = world(rt).names.format;
        if class::lookup_own(class_of(rt, v), name).is_some()
            || class::lookup_own(class_of(rt, v), world(rt).names.str).is_some()
            || class::payload(rt, v).is_some()
        {
            let given = rt.heap.string(spec)?;
            return call(world(rt).own(Own::Format), &[v, given]);
        }
    }
    Ok(match (v.as_str(), v.as_float(), int(v)) {
        _ if spec.is_empty() => text(rt, v)?,
        (Some(s), ..) => format::string(&s, spec, "str")?,
        (_, Some(f), _) => format::float(f, spec, "float")?,
        (.., Some(i)) => format::int(&i, spec, &type_name(rt, v), DIGITS)?,
        _ => {
            let message = format!("unsupported format string passed to {}.__format__", type_name(rt, v));
            return raise("TypeError", message);
        }
    })
}

fn join(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let format = world(rt).names.format;
    let formats = |v: &Value| v.as_a::<Instance>().is_some() && class::lookup_own(class_of(rt, *v), format).is_some();
    let all: Result<String, Fault> = match args.iter().any(formats) {
        true => call(Value::UNIT, &[]),
        false => args.iter().map(|&v| text(rt, v)).collect(),
    };
    match all {
        Err(Fault::Call(_)) => {
            let parts = rt.heap.list_of(args)?;
            call(world(rt).own(Own::Join), &[parts])
        }
        all => Ok(rt.heap.string(&all?)?),
    }
}

fn print(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    line(rt, " ", "\n", args)
}

/// The same with `sep` and `end` first.
fn print_with(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let mut parts = [(" ", "sep"), ("\n", "end")].map(|(usual, name)| (usual.to_string(), name));
    for ((part, name), &v) in parts.iter_mut().zip(args) {
        match v.as_str() {
            Some(s) => *part = s.to_string(),
            None if v == Value::UNIT => {}
            None => return raise("TypeError", format!("{name} must be None or a string, not {}", type_name(rt, v))),
        }
    }
    line(rt, &parts[0].0, &parts[1].0, &args[2..])
}

fn line(rt: &mut Runtime, sep: &str, end: &str, args: &[Value]) -> Outcome {
    let mut out = String::new();
    for (i, &v) in args.iter().enumerate() {
        if i > 0 {
            out.push_str(sep);
        }
        match text(rt, v) {
            Err(Fault::Call(_)) => {
                let values = rt.heap.list_of(args)?;
                let [sep, end] = [rt.heap.string(sep)?, rt.heap.string(end)?];
                return call(world(rt).own(Own::Print), &[values, sep, end]);
            }
            shown => out.push_str(&shown?),
        }
    }
    out.push_str(end);
    rt.write(&out)?;
    Ok(Value::UNIT)
}

fn abs(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    match (int(args[0]), args[0].as_float()) {
        (Some(i), _) => Ok(rt.heap.int(&i.abs())?),
        (_, Some(f)) => Ok(Value::float(f.abs())),
        _ if args[0].as_a::<Instance>().is_some() => call(world(rt).own(Own::Unary), &[args[0], Value::small(3)]),
        _ => raise("TypeError", format!("bad operand type for abs(): '{}'", type_name(rt, args[0]))),
    }
}

fn ascii(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let shown = super::super::text::repr::ascii_of(&repr(rt, args[0])?);
    Ok(rt.heap.string(&shown)?)
}

/// `bin`, `oct` and `hex`, by the name.
fn digits(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let i = integer(rt, args[0])?;
    let (mark, radix) = match who {
        "bin" => ("0b", 2),
        "oct" => ("0o", 8),
        _ => ("0x", 16),
    };
    let sign = if i.is_negative() { "-" } else { "" };
    let done = format!("{sign}{mark}{}", i.abs().text(radix));
    Ok(rt.heap.string(&done)?)
}

fn chr(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    match format::character(&integer(rt, args[0])?) {
        Some(c) => Ok(rt.heap.string(c.encode_utf8(&mut [0; 4]))?),
        None => raise("ValueError", "chr() arg not in range(0x110000)"),
    }
}

fn ord(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(s) = args[0].as_str() else {
        let message = format!("ord() expected string of length 1, but {} found", type_name(rt, args[0]));
        return raise("TypeError", message);
    };
    let mut chars = s.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Ok(Value::small(c as i64)),
        _ => {
            let message = format!("ord() expected a character, but string of length {} found", s.char_count());
            raise("TypeError", message)
        }
    }
}

/// `len`.
pub fn len(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    match items::len(args[0]) {
        Some(n) => Ok(Value::small(n as i64)),
        None if class::lookup_own(class_of(rt, args[0]), world(rt).names.len).is_some()
            || class::payload(rt, args[0]).is_some() =>
        {
            call(world(rt).own(Own::Len), args)
        }
        None if args[0].as_a::<Compound>().is_some_and(|c| c.sort() == Sort::Range) => {
            raise("OverflowError", "Python int too large to convert to C ssize_t")
        }
        None => raise("TypeError", format!("object of type '{}' has no len()", type_name(rt, args[0]))),
    }
}

fn show(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let shown = repr(rt, args[0])?;
    Ok(rt.heap.string(&shown)?)
}

fn to_str(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if args.len() > 1 {
        return datas::text_of(rt, args);
    }
    let shown = args.first().map_or(Ok(String::new()), |&v| text(rt, v))?;
    Ok(rt.heap.string(&shown)?)
}

fn to_int(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(&v) = args.first() else { return Ok(Value::small(0)) };
    if let Some(i) = int(v).filter(|_| args.len() == 1) {
        return Ok(rt.heap.int(&i)?);
    }
    if let Some(f) = v.as_float().filter(|_| args.len() == 1) {
        return Ok(rt.heap.int(&numbers::whole(f)?)?);
    }
    if v.as_a::<Instance>().is_some() {
        return call(world(rt).own(Own::Int), args);
    }
    if let Some(&base) = args.get(1) {
        return numbers::int_of_base(rt, v, base);
    }
    if let Some(data) = compare::bytes(v) {
        let i = number_of_text::int_bytes(&data, 10, DIGITS)?;
        return Ok(rt.heap.int(&i)?);
    }
    let Some(s) = v.as_str() else {
        let what = "int() argument must be a string, a bytes-like object or a real number, not";
        return raise("TypeError", format!("{what} '{}'", type_name(rt, v)));
    };
    let i = number_of_text::int(&s, 10, DIGITS)?;
    Ok(rt.heap.int(&i)?)
}

fn to_float(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(&v) = args.first() else { return Ok(Value::float(0.0)) };
    if let Some(f) = float(v)? {
        return Ok(Value::float(f));
    }
    if v.as_a::<Instance>().is_some() {
        return call(world(rt).own(Own::Float), args);
    }
    let Some(s) = v.as_str() else {
        let message = format!("float() argument must be a string or a real number, not '{}'", type_name(rt, v));
        return raise("TypeError", message);
    };
    Ok(Value::float(number_of_text::float(&s)?))
}
