_DATA = (int, str, float, bytes, tuple)


class auto:
    def __init__(self, value=_MISSING):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


# What a member reads under the name of another member is this, and what the class reads is the member.
class _Property:
    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc or getattr(fget, "__doc__", None)
        self.name = self.clsname = None

    def __set_name__(self, cls, name):
        self.name, self.clsname = name, cls.__name__

    def __get__(self, instance, cls=None):
        if instance is not None and self.fget is not None:
            return self.fget(instance)
        if self.name in cls._member_map_:
            return cls._member_map_[self.name]
        raise AttributeError(f"{cls!r} {'' if instance is None else 'member '}has no attribute {self.name!r}")

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}")
        self.fdel(instance)

    def getter(self, f):
        return _type(self)(f, self.fset, self.fdel, self.__doc__)

    def setter(self, f):
        return _type(self)(self.fget, f, self.fdel, self.__doc__)

    def deleter(self, f):
        return _type(self)(self.fget, self.fset, f, self.__doc__)


_Property.__name__ = _Property.__qualname__ = "property"


def _is_descriptor(v):
    t = _type(v)
    return _is_function(v) or t is property or (
        [n for n in ("__get__", "__set__", "__delete__") if _lookup(t, n) is not _MISSING] != [])


def _is_function(v):
    return _type(v) in (_function_type, staticmethod, classmethod)


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_private(cls_name, name):
    start = f"_{cls_name}__"
    return len(name) > len(start) and name.startswith(start) and name[-2:] != "__"


# What the body of a class fills: it knows which names are members, and their values at once.
class _EnumDict(dict):
    def __init__(self):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._next = self._cls_name = None
        self._asked = False

    def __setitem__(self, key, value):
        if self._cls_name is not None and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            if key == "_generate_next_value_":
                if self._asked:
                    raise TypeError("_generate_next_value_ must be defined before members")
                self._next = value.__func__ if isinstance(value, staticmethod) else value
            elif key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignore = value
                already = set(value) & set(self._member_names)
                if already:
                    raise ValueError(f"_ignore_ cannot specify already set names: {already!r}")
            elif key not in ("_order_", "_numeric_repr_", "_missing_", "_iter_member_", "_iter_member_by_value_",
                    "_iter_member_by_def_"):
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not _is_descriptor(value):
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
            elif isinstance(value, auto):
                value = self._known(key, value)
            elif _type(value) is tuple:
                value = tuple([self._known(key, v) if isinstance(v, auto) else v for v in value])
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _known(self, key, value):
        if value.value is _MISSING:
            self._asked = True
            value.value = self._next(key, 1, len(self._member_names), self._last_values[:])
            self._last_values.append(value.value)
        return value.value

    def update(self, members, **more):
        for key, value in dict(members, **more).items():
            self[key] = value


def _first_enum(name, bases):
    for b in bases:
        for c in b.__mro__:
            if _is_enum(c) and c._member_names_:
                raise TypeError(f"<enum {name!r}> cannot extend {c!r}")
    if bases and not isinstance(bases[-1], EnumType):
        raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
    return bases[-1] if bases else None


def _is_enum(c):
    return isinstance(c, EnumType) and (Enum is None or issubclass(c, Enum))


def _data_type(name, bases):
    found = set()
    for b in bases:
        outer = None
        for c in b.__mro__:
            if _is_enum(c):
                if c._member_type_ is not object:
                    found.add(c._member_type_)
                    break
            elif c is not object:
                outer = outer or c
                if c in _DATA or "__new__" in c.__dict__ or "__dataclass_fields__" in c.__dict__:
                    found.add(outer)
                    break
    if len(found) > 1:
        raise TypeError(f"too many data types for {name!r}: {found!r}")
    return found.pop() if found else object


# How values are shown in the text of members; `None` is by `repr`.
def _value_repr(bases):
    for b in bases:
        for c in b.__mro__:
            if _is_enum(c):
                return c._value_repr_
            if c is not object and "__repr__" in c.__dict__:
                made = "__dataclass_fields__" in c.__dict__ and c.__dataclass_params__.repr
                return _dataclass_repr if made else c.__dict__["__repr__"]
    return None


def _dataclass_repr(v):
    shown = [f"{k}={getattr(v, k)!r}" for k, f in v.__dataclass_fields__.items() if f.repr]
    return f"{_type(v).__qualname__}({', '.join(shown)})"


class EnumType(type):
    @classmethod
    def __prepare__(mcls, name, bases, /, **named):
        first = _first_enum(name, bases)
        if first is None:
            return {}
        space = _EnumDict()
        space._cls_name, space._next = name, first._generate_next_value_
        return space

    def __new__(mcls, name, bases, members, /, boundary=None, **named):
        first = _first_enum(name, bases)
        if first is None:
            return _type_new(mcls, name, bases, members, **named)
        if not isinstance(members, _EnumDict):
            given, members = members, mcls.__prepare__(name, bases)
            members.update(given)
        found = [(key, members[key]) for key in members._member_names]
        wrong = sorted([key for key in members._member_names if key in ("mro", "")])
        if wrong:
            raise ValueError(f"invalid enum member name(s) {','.join([repr(n) for n in wrong])}")
        ignored = members._ignore + ["_ignore_", "_order_"]
        own = {key: members[key] for key in members if key not in members._member_names and key not in ignored}
        if _type(own.get("_generate_next_value_")) is _function_type:
            own["_generate_next_value_"] = staticmethod(own["_generate_next_value_"])
        data = _data_type(name, bases)
        make = own.pop("__new__", None)
        if make is not None:
            make = make.__func__ if isinstance(make, staticmethod) else make
            own["__new_member__"] = make
        elif first.__new_member__ is not None:
            make = first.__new_member__
        elif data is not object:
            make = data.__new__
        own["_new_member_"] = object.__new__ if make is None else make
        own["_use_args_"] = make is not None
        own["_member_names_"] = []
        own["_member_map_"] = {}
        own["_value2member_map_"] = {}
        own["_unhashable_values_"] = []
        own["_member_type_"] = data
        own["_value_repr_"] = _value_repr(bases)
        if boundary is not None:
            own["_boundary_"] = boundary
        cls = _type_new(mcls, name, bases, own, **named)
        if "__new__" not in cls.__dict__:
            _attach(cls, "__new__", staticmethod(_new_by_value))
        _shown_as_enum(cls, first, data, own)
        if ReprEnum is not None and ReprEnum in bases:
            if data is object:
                raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)")
            if "__format__" not in own:
                _attach(cls, "__format__", _format_of_data if data in _DATA else data.__format__)
            if "__str__" not in own:
                _attach(cls, "__str__", _str_of_data if data in _DATA else data.__str__)
        elif "__str__" in own and "__format__" not in own:
            _attach(cls, "__format__", Enum.__format__)
        if Flag is not None and issubclass(cls, Flag):
            for key in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if key not in own:
                    _attach(cls, key, _lookup(Flag, key))
        _create_members(cls, found, data)
        if Flag is not None and issubclass(cls, Flag):
            _note_bits(cls)
        order = members.get("_order_")
        if order is not None:
            order = order.replace(",", " ").split() if isinstance(order, str) else order
            have = cls._member_names_
            if Flag is not None and issubclass(cls, Flag):
                order = [n for n in order if n not in cls._member_map_ or n in have]
            else:
                order = [n for n in order if n not in cls._member_map_ or n in have and cls[n].name == n]
            if order != have:
                raise TypeError(f"member order does not match _order_:\n  {have!r}\n  {order!r}")
        return cls

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return _member_of(cls, value)
        return _from_names(cls, value, names, type, start, module, qualname, boundary)

    def __iter__(cls):
        return _iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return _iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if not isinstance(value, Enum):
            raise TypeError("unsupported operand type(s) for 'in': "
                f"'{_type(value).__qualname__}' and '{cls.__class__.__qualname__}'")
        return isinstance(value, cls) and value._name_ in cls._member_map_

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __getattr__(cls, name):
        raise AttributeError(name)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"cannot reassign member {name!r}")
        _attach(cls, name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        type.__delattr__(cls, name)

    @property
    def __members__(cls):
        return __import__("types").MappingProxyType(cls._member_map_)

    def __dir__(cls):
        names = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__",
            "__module__", "__name__", "__qualname__", *cls._member_names_}
        if cls._new_member_ is not object.__new__:
            names.add("__new__")
        if cls.__init_subclass__ is not object.__init_subclass__:
            names.add("__init_subclass__")
        return sorted(names | set(dir(cls._member_type_)) if cls._member_type_ is not object else names)

    def __repr__(cls):
        return f"<{'flag' if Flag is not None and issubclass(cls, Flag) else 'enum'} {cls.__name__!r}>"


EnumMeta = EnumType
Enum = Flag = ReprEnum = None


# The class of values comes before the enumeration in the order, but how a member is shown is
# the enumeration's.
def _shown_as_enum(cls, first, data, own):
    for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
        if name not in own and _lookup(cls, name) in (_lookup(data, name), _lookup(object, name)):
            _attach(cls, name, _lookup(first, name))


def _create_members(cls, found, data):
    init = _lookup(cls, "__init__")
    for name, value in found:
        args = value if isinstance(value, tuple) else (value,)
        if data is tuple:
            args = (args,)
        make = cls._new_member_
        m = make(cls, *args) if cls._use_args_ else _instance(cls)
        if getattr(m, "_value_", _MISSING) is _MISSING:
            try:
                m._value_ = value if data is object else data(*args)
            except Exception as e:
                raise TypeError("_value_ not set in __new__, unable to create it") from e
        m._name_ = name
        m.__objclass__ = cls
        m._sort_order_ = len(cls._member_names_)
        if init is not _object_init:
            m.__init__(*args)
        _add_member(cls, name, m)


def _add_member(cls, name, m):
    other = _known_member(cls, m._value_)
    if other is not None:
        m = other
    elif Flag is None or not issubclass(cls, Flag) or not isinstance(m._value_, int) or _is_single(m._value_):
        cls._member_names_.append(name)
    shown = m
    if _lookup(cls, name) is not _MISSING:
        hidden = [c.__dict__[name] for c in cls.__mro__ if name in c.__dict__][0]
        if getattr(hidden, "fget", None) is not None:
            shown = _Property(hidden.fget, hidden.fset, hidden.fdel)
            shown.__set_name__(cls, name)
    _attach(cls, name, shown)
    cls._member_map_[name] = m
    try:
        cls._value2member_map_.setdefault(m._value_, m)
    except TypeError:
        cls._unhashable_values_.append(m._value_)


def _known_member(cls, value):
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for m in cls._member_map_.values():
            if m._value_ == value:
                return m


def _new_by_value(cls, value):
    return _member_of(cls, value)


def _member_of(cls, value):
    if _type(value) is cls:
        return value
    m = _known_member(cls, value)
    if m is not None:
        return m
    if not cls._member_map_:
        raise TypeError(f"{cls!r} has no members defined")
    wrong = None
    try:
        m = cls._missing_(value)
    except Exception as e:
        wrong = e
    if wrong is None:
        if isinstance(m, cls) or Flag is not None and issubclass(cls, Flag) and (
                cls._boundary_ is EJECT and isinstance(m, int)):
            return m
        if m is not None:
            wrong = TypeError(
                f"error in {cls.__name__}._missing_: returned {m!r} instead of None or a valid member")
    invalid = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
    if wrong is None:
        raise invalid
    if not isinstance(wrong, ValueError):
        wrong.__context__ = invalid
    raise wrong


def _from_names(cls, name, names, mixin, start, module, qualname, boundary):
    meta, bases = _type(cls), (cls,) if mixin is None else (mixin, cls)
    members = meta.__prepare__(name, bases)
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    if isinstance(names, dict):
        names = list(names.items())
    values = []
    for i, n in enumerate(names or ()):
        if isinstance(n, str):
            value = members._next(n, start, i, values[:])
            values.append(value)
        else:
            n, value = n
        members[n] = value
    if module is None:
        module = __import__("sys")._getframe().f_globals.get("__name__", "__main__")
    members["__module__"] = module
    if qualname is not None:
        members["__qualname__"] = qualname
    return meta(name, bases, members, boundary=boundary)


def _str_of_data(self):
    return str(_payload(self))


def _format_of_data(self, spec):
    return format(_payload(self), spec)


class Enum(metaclass=EnumType):
    _member_names_ = ()
    _member_map_ = {}
    _value2member_map_ = {}
    _unhashable_values_ = ()
    _boundary_ = None
    _member_type_ = object
    _value_repr_ = None
    __new_member__ = None

    def __new__(cls, value):
        return _member_of(cls, value)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        for v in reversed(last_values):
            try:
                return v + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {(self.__class__._value_repr_ or repr)(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, spec):
        return format(str(self), spec)

    def __dir__(self):
        if self._member_type_ is object:
            names = {"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"}
            names.update([n for n in getattr(self, "__dict__", ()) if n[0] != "_"])
        else:
            names = set(object.__dir__(self))
        known = self._member_map_
        for c in self.__class__.__mro__:
            for n, v in c.__dict__.items():
                if n[0] != "_" and (n not in known or isinstance(v, (property, _Property)) and v.fget is not None):
                    names.add(n)
                elif n in known:
                    names.discard(n)
        return sorted(names)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce_ex__(self, proto):
        return (self.__class__, (self._value_,))


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    pass


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        for v, what in zip(values, (" is not a string", "encoding must be a string, not ", "errors must be a string, not ")):
            if not isinstance(v, str) and (len(values) == 1 or what[0] != " "):
                raise TypeError(f"{v!r}{what}" if what[0] == " " else f"{what}{v!r}")
        v = str(*values)
        m = str.__new__(cls, v)
        m._value_ = v
        return m

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class EnumCheck(StrEnum):
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


def _is_single(n):
    return n > 0 and n & (n - 1) == 0


def _note_bits(cls):
    mask = singles = 0
    for m in cls._member_map_.values():
        if isinstance(m._value_, int):
            mask |= m._value_
            if _is_single(m._value_):
                singles |= m._value_
    cls._flag_mask_ = mask
    cls._singles_mask_ = singles
    cls._all_bits_ = 2 ** mask.bit_length() - 1


def _bits_text(n, width):
    digits = bin(n)[2:] if n >= 0 else bin(2 ** width + n)[2:]
    sign = "0b1 " if n < 0 else "0b0 "
    return sign + ("0" if n >= 0 else "1") * (width - len(digits)) + digits


class Flag(Enum, boundary=STRICT):
    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        return 2 ** max(last_values).bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask, all_bits = cls._flag_mask_, cls._all_bits_
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ mask):
            if cls._boundary_ == STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(f"{cls!r} invalid value {value!r}\n    given {_bits_text(value, width)}\n"
                    f"  allowed {_bits_text(mask, width)}")
            if cls._boundary_ == CONFORM:
                value &= mask
            elif cls._boundary_ == EJECT:
                return value
            elif value < 0:
                value += max(all_bits + 1, 2 ** value.bit_length())
        if value < 0:
            value += all_bits + 1
        if value in cls._value2member_map_:
            return cls._value2member_map_[value]
        m = _instance(cls)
        if cls._member_type_ is int:
            _set_payload(m, value)
        m._value_ = value
        m.__objclass__ = cls
        names, known = [], 0
        several = value & ~cls._singles_mask_
        for x in [*m, *(cls._member_map_.values() if several else ())]:
            if x._value_ and x._value_ & value == x._value_ and x._name_ not in names:
                names.append(x._name_)
                known |= x._value_
        if names and value != known:
            if cls._boundary_ is STRICT:
                raise ValueError(f"{cls!r}: no members with value {value ^ known!r}")
            names.append(cls._numeric_repr_(value ^ known))
        m._name_ = "|".join(names) if names else None
        cls._value2member_map_[value] = m
        return m

    def __iter__(self):
        cls, value = self.__class__, self._value_
        return _iter([cls._member_map_[n] for n in cls._member_names_ if cls._member_map_[n]._value_ & value])

    def __len__(self):
        return bin(self._value_).count("1")

    def __bool__(self):
        return self._value_ != 0

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': "
                f"{_type(other).__qualname__!r} and {self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __repr__(self):
        name = self.__class__.__name__
        return f"<{name}: {self._value_!r}>" if self._name_ is None else f"<{name}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        name = self.__class__.__name__
        return f"{name}({self._value_!r})" if self._name_ is None else f"{name}.{self._name_}"

    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is int and isinstance(other, int):
            p = _payload(other)
            return other if p is _MISSING else p
        return None

    def __or__(self, other):
        n = self._other(other)
        return NotImplemented if n is None else self.__class__(self._value_ | n)

    def __and__(self, other):
        n = self._other(other)
        return NotImplemented if n is None else self.__class__(self._value_ & n)

    def __xor__(self, other):
        n = self._other(other)
        return NotImplemented if n is None else self.__class__(self._value_ ^ n)

    def __invert__(self):
        if self._boundary_ in (KEEP, EJECT):
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    pass


def unique(enumeration):
    twice = [(name, m._name_) for name, m in enumeration.__members__.items() if name != m._name_]
    if twice:
        raise ValueError(f"duplicate values found in {enumeration!r}: {', '.join([f'{a} -> {b}' for a, b in twice])}")
    return enumeration


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        cls, is_flag = enumeration, issubclass(enumeration, Flag)
        name = cls.__name__
        for check in self.checks:
            members = cls.__members__.items()
            if check is UNIQUE:
                twice = [f"{key} -> {m._name_}" for key, m in members if key != m._name_]
                if twice:
                    raise ValueError(f"aliases found in {cls!r}: {', '.join(twice)}")
            elif check is CONTINUOUS:
                values = set([m._value_ for m in cls])
                if len(values) < 2:
                    continue
                low, high = min(values), max(values)
                if is_flag:
                    all = [1 << i for i in range(low.bit_length(), high.bit_length())]
                else:
                    all = range(low + 1, high)
                missing = [str(v) for v in all if v not in values]
                if missing:
                    kind = "flag" if is_flag else "enum"
                    raise ValueError(f"invalid {kind} {name!r}: missing values {', '.join(missing)}"[:256])
            elif check is NAMED_FLAGS:
                named = [m._value_ for m in cls]
                bad, missing = [], 0
                for key, m in members:
                    v = m._value_
                    if key == m._name_ and v in named or v < 0:
                        continue
                    lost = [b for b in show_flag_values(v) if b not in named]
                    if lost:
                        bad.append(key)
                        for b in lost:
                            missing |= b
                if bad:
                    if len(bad) == 1:
                        what = f"alias {bad[0]} is missing"
                    else:
                        what = f"aliases {', '.join(bad[:-1])} and {bad[-1]} are missing"
                    value = f"value 0x{missing:x}" if _is_single(missing) else f"combined values of 0x{missing:x}"
                    raise ValueError(f"invalid Flag {name!r}: {what} {value} "
                        "[use enum.show_flag_values(value) for details]")
        return enumeration


def show_flag_values(value):
    value = value._value_ if isinstance(value, Enum) else value
    return [1 << i for i in range(value.bit_length()) if value >> i & 1]


def global_str(self):
    return self.__class__.__name__ + "(" + repr(self._value_) + ")" if self._name_ is None else self._name_


def global_enum_repr(self):
    return f"{self.__class__.__module__.rpartition('.')[2]}.{self._name_}"


def global_flag_repr(self):
    module = self.__class__.__module__.rpartition(".")[2]
    if self._name_ is None:
        return f"{module}.{self.__class__.__name__}({self._value_!r})"
    if _is_single(self._value_):
        return f"{module}.{self._name_}"
    return "|".join([f"{module}.{n}" for n in self._name_.split("|")])


def global_enum(cls, update_str=False):
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    module = _modules.get(cls.__module__)
    for name in cls.__members__ if module is not None else ():
        setattr(module, name, cls._member_map_[name])
    return cls


_modules["enum"].property = _Property
