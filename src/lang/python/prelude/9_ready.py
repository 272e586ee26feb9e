# What classes get that is made here, and what natives call

_attach(object, "__init_subclass__", classmethod(_object_init_subclass))
_attach(object, "__dir__", _names_of)
_attach(type, "__call__", _type_call)
_attach(type, "__new__", staticmethod(_type_new))
_attach(type, "__init__", _type_init)
_attach(type, "__prepare__", classmethod(_type_prepare))
_attach(type, "__subclasses__", _subclasses_of)
_attach(type, "mro", _order_of)
_attach(type, "__base__", property(_base_of))
_attach(_function_type, "__get__", _function_get)
_attach(_function_type, "__call__", _called)
_attach(classmethod, "__get__", _classmethod_get)
_attach(staticmethod, "__get__", _staticmethod_get)
_attach(list, "sort", _list_sort)
_attach(list, "__init__", _list_init)
_attach(dict, "__init__", _dict_init)
_attach(set, "__init__", _set_init)
_attach(bytearray, "__init__", _bytearray_init)
for _c in (list, dict, set, bytearray, int, float, str, tuple, frozenset, bytes):
    _attach(_c, "__new__", staticmethod(_new_native))
_attach(str, "format", _str_format)
_attach(str, "format_map", _str_format_map)
_attach(str, "maketrans", staticmethod(_str_maketrans))
_attach(int, "from_bytes", classmethod(_int_from_bytes))
_attach(bytes, "maketrans", staticmethod(_bytes_maketrans))
_attach(bytearray, "maketrans", staticmethod(_bytes_maketrans))
_attach(bytes, "fromhex", classmethod(_bytes_of_hex))
_attach(bytearray, "fromhex", classmethod(_bytes_of_hex))
_attach(int, "real", property(_number_itself))
_attach(int, "imag", property(_int_imaginary))
_attach(int, "numerator", property(_number_itself))
_attach(int, "denominator", property(_int_denominator))
_attach(complex, "real", property(_complex_real))
_attach(complex, "imag", property(_complex_imaginary))
_attach(int, "conjugate", _number_itself)
_attach(float, "conjugate", _number_itself)
_attach(float, "real", property(_number_itself))
_attach(float, "imag", property(_float_imaginary))
_attach(float, "fromhex", classmethod(_float_of_hex))
_attach(dict, "update", _dict_update)
for _c in (_dict_keys, _dict_values, _dict_items):
    _attach(_c, "mapping", property(_view_mapping))
_attach(dict, "fromkeys", classmethod(_dict_from_keys))
for _n in ("__code__", "__globals__", "__defaults__", "__kwdefaults__"):
    _attach(_function_type, _n, _function_part(_n))
_attach(_generator_type, "send", _generator_send)
_attach(_generator_type, "throw", _generator_throw)
_attach(_generator_type, "close", _generator_close)
_attach(_generator_type, "__next__", _generator_next)
_attach(_generator_type, "__iter__", _self)
for _c in _iterator_types:
    _attach(_c, "__next__", _next_of_native)
    _attach(_c, "__iter__", _self)
_attach(property, "setter", _property_setter)
_attach(property, "getter", _property_getter)
_attach(property, "deleter", _property_deleter)
_attach(property, "__get__", _property_get)
_attach(property, "__set__", _property_set)
_attach(property, "__delete__", _property_delete)
_attach(property, "__init__", _property_init)
for _c in (property, staticmethod, classmethod):
    _attach(_c, "__isabstractmethod__", property(_is_abstract))
_attach(BaseException, "with_traceback", _with_traceback)
_attach(BaseException, "add_note", _add_note)
_attach(BaseException, "__cause__", None)
_attach(BaseException, "__context__", None)
_attach(BaseException, "__suppress_context__", False)
_attach(BaseException, "__traceback__", property(_get_traceback, _set_traceback))
for _c in ("filename", "lineno", "offset", "text", "end_lineno", "end_offset"):
    _attach(SyntaxError, _c, property(_syntax_part(("filename", "lineno", "offset", "text", "end_lineno", "end_offset").index(_c))))
_attach(SyntaxError, "msg", property(_stop_value))
_n = ("encoding", "object", "start", "end", "reason")
for _c in _n:
    _attach(UnicodeDecodeError, _c, _unicode_part(_n.index(_c)))
    _attach(UnicodeEncodeError, _c, _unicode_part(_n.index(_c)))
_attach(StopIteration, "value", property(_stop_value))
_attach(AttributeError, "__init__", _attribute_error)
_attach(NameError, "__init__", _name_error)
_attach(ImportError, "__init__", _import_error)
for _c in (AttributeError, NameError):
    _attach(_c, "name", property(_name_said, _set_name_said))
_attach(AttributeError, "obj", None)
for _c in ("name", "path"):
    _attach(ImportError, _c, None)
_attach(ImportError, "msg", property(_message_of))
_attach(OSError, "__new__", staticmethod(_os_error))
_attach(OSError, "__init__", _os_error_init)
_attach(OSError, "errno", property(_errno))
_attach(OSError, "strerror", property(_strerror))
_attach(OSError, "filename", property(_file_of))
_attach(SystemExit, "code", property(_stop_value))
_maker(type, _type_maker)
_maker(dict, _dict_maker)
_maker(int, _int_maker)
for _c, _f in ((map, _map_maker), (filter, _filter_maker), (zip, _zip_maker), (enumerate, _enumerate_maker),
        (reversed, _reversed_maker)):
    _maker(_c, _f)
    _attach(_c, "__new__", staticmethod(_new_native))
    _attach(_c, "__next__", _lazy_next)
    _attach(_c, "__iter__", _self)

_ready(_binary, _in_place_of, _unary, _equal, _order, _truth_of, _len_of, _hash_of, _repr_of, _str_of, _format_of,
    _join_of, _print_line, _contains_of, _get_item, _set_item, _del_item_of, _dict_get, _dict_set, _dict_has,
    _dict_del, _set_add, _dict_has, _set_del, _iter_of, _next_of, _list_of, _tuple_of, _set_of, _frozenset_of,
    _range_of, _divmod, _call_method, _construct, _index_of, _int_of, _float_of, _merge_of, _set_from, _unpack_of,
    _not_equal, _get_or_missing, _construct_native, _joined, _uncaught, _module_get, _with_lists, _set_method, _set_remove,
    _dict_get_or, _dict_set_default, _dict_pop, _dict_merge, _list_index, _list_count, _list_remove, _format_parts,
    _percent_of, _round_of, _str_translate, _exception_text, _bytes_of, _complex_of,
    _module_set, _print_to, _bytes_percent, _ascii_of, _is_any, _with_index, _call_found, _match_of,
    _member_of, _with_floats, _checked, _extreme, _sorted, _sum_of, _abstract, _named_of)
