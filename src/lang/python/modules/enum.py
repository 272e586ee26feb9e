_DATA = (int, str, float, bytes, tuple)


# The body of the class runs before its values are known, so `A | B` of two is computed
# later.
class auto:
    def __init__(self, value=None):
        self.value = value

    def _known(self):
        return self.value

    def __or__(self, other):
        return _Later(lambda a, b: a | b, self, other)

    def __and__(self, other):
        return _Later(lambda a, b: a & b, self, other)

    def __xor__(self, other):
        return _Later(lambda a, b: a ^ b, self, other)

    def __add__(self, other):
        return _Later(lambda a, b: a + b, self, other)

    def __sub__(self, other):
        return _Later(lambda a, b: a - b, self, other)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__
    __radd__ = __add__


class _Later(auto):
    def __init__(self, op, a, b):
        self.value = None
        self._op = op
        self._a = a
        self._b = b

    def _known(self):
        a, b = [x._known() if isinstance(x, auto) else x for x in (self._a, self._b)]
        return self._op(a, b)


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


def _is_member(name, v):
    if len(name) > 2 and name[0] == name[-1] == "_" or isinstance(v, nonmember):
        return False
    if isinstance(v, member):
        return True
    t = _type(v)
    return t is not _function_type and t is not staticmethod and t is not classmethod and not isinstance(v, type) and (
        _lookup(t, "__get__") is _MISSING and t is not property)


def _is_private(cls_name, name):
    return name.startswith(f"_{cls_name}__")


def _first_enum(bases):
    for b in reversed(bases):
        if isinstance(b, EnumType):
            return b
    return None


def _data_type(bases):
    for b in bases:
        for c in b.__mro__:
            if c in _DATA:
                return c
            if c is not object and not isinstance(c, EnumType) and (
                    "__new__" in c.__dict__ or "__dataclass_fields__" in c.__dict__):
                return c if isinstance(b, EnumType) else b
    return object


class EnumType(type):
    def __new__(mcls, name, bases, members, /, boundary=None, **named):
        first = _first_enum(bases)
        if first is None:
            return _type_new(mcls, name, bases, members, **named)
        for b in bases:
            if isinstance(b, EnumType) and b._member_names_:
                raise TypeError(f"<enum {name!r}> cannot extend {b!r}")
        ignored = members.get("_ignore_", ())
        ignored = ignored.replace(",", " ").split() if isinstance(ignored, str) else ignored
        found = []
        own = {}
        for key in members:
            v = members[key]
            if key in ignored or key == "_ignore_":
                continue
            if _is_member(key, v) and not _is_private(name, key):
                found.append((key, v.value if isinstance(v, member) else v))
            else:
                own[key] = v.value if isinstance(v, nonmember) else v
        for key, v in found:
            if key in ("mro", ""):
                raise ValueError(f"invalid enum member name(s) {key!r}")
        own["_member_names_"] = []
        own["_member_map_"] = {}
        own["_value2member_map_"] = {}
        own["_unhashable_values_"] = []
        cls = _type_new(mcls, name, bases, own, **named)
        data = cls._member_type_ = _data_type(bases)
        if boundary is not None:
            cls._boundary_ = boundary
        _shown_as_enum(cls, first, data, own)
        if ReprEnum is not None and ReprEnum in bases:
            if "__str__" not in own:
                cls.__str__ = _str_of_data
            if "__format__" not in own and "__str__" not in own:
                cls.__format__ = _format_of_data
        elif "__str__" in own and "__format__" not in own:
            _attach(cls, "__format__", Enum.__format__)
        _create_members(cls, found, data, own)
        if Flag is not None and issubclass(cls, Flag):
            _note_bits(cls)
        return cls

    def __call__(cls, value, names=None, *rest, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None and not rest:
            return _member_of(cls, value)
        if cls._member_names_:
            return _member_of(cls, (value, names) + rest)
        return _from_names(cls, value, names, type, start, module)

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
        return dict(cls._member_map_)

    def __repr__(cls):
        return f"<{'flag' if Flag is not None and issubclass(cls, Flag) else 'enum'} {cls.__name__!r}>"


EnumMeta = EnumType
Enum = Flag = ReprEnum = None


# A builtin class comes before the enumeration in the order, but how a member is shown is
# the enumeration's.
def _shown_as_enum(cls, first, data, own):
    for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
        if name in own:
            continue
        for c in cls.__mro__:
            if name in c.__dict__:
                if (c is object or c in _DATA) and _lookup(first, name) is not _MISSING:
                    _attach(cls, name, _lookup(first, name))
                break


def _create_members(cls, found, data, own):
    make = _lookup(cls, "__new__") if "__new__" in own else _MISSING
    if make is _MISSING:
        for c in cls.__mro__:
            if c in _DATA or c is object:
                break
            if "__new__" in c.__dict__ and not isinstance(c, EnumType):
                make = c.__dict__["__new__"]
                break
    if isinstance(make, staticmethod):
        make = make.__func__
    init = _MISSING
    for c in cls.__mro__:
        if c in _DATA or c is object:
            break
        if "__init__" in c.__dict__:
            init = c.__dict__["__init__"]
            break
    values = []
    for i, (name, value) in enumerate(found):
        if isinstance(value, auto):
            if isinstance(value, _Later):
                value.value = value._known()
            elif value.value is None:
                value.value = cls._generate_next_value_(name, 1, i, values[:])
            value = value.value
        elif isinstance(value, tuple) and [x for x in value if isinstance(x, auto)]:
            value = tuple([cls._generate_next_value_(name, 1, i, values[:]) if isinstance(x, auto) else x for x in value])
        values.append(value)
        args = value if isinstance(value, tuple) else (value,)
        if data is tuple:
            args = (args,)
        if make is not _MISSING:
            m = make(cls, *args)
            if getattr(m, "_value_", _MISSING) is _MISSING:
                m._value_ = value if data is object else data(*args)
        else:
            m = _instance(cls)
            if data in _DATA:
                v = data(*args)
                _set_payload(m, v)
                m._value_ = v
            elif data is object:
                m._value_ = value
            else:
                m._value_ = data(*args)
        m._name_ = name
        m.__objclass__ = cls
        m._sort_order_ = len(cls._member_names_)
        if init is not _MISSING:
            init(m, *args)
        _add_member(cls, name, m)


def _add_member(cls, name, m):
    for other in cls._member_map_.values():
        if other._value_ == m._value_:
            m = other
            break
    else:
        if Flag is None or not issubclass(cls, Flag) or not isinstance(m._value_, int) or _is_single(m._value_):
            cls._member_names_.append(name)
    _attach(cls, name, m)
    cls._member_map_[name] = m
    try:
        cls._value2member_map_.setdefault(m._value_, m)
    except TypeError:
        cls._unhashable_values_.append(m._value_)


def _member_of(cls, value):
    if _type(value) is cls:
        return value
    try:
        if value in cls._value2member_map_:
            return cls._value2member_map_[value]
    except TypeError:
        pass
    if cls._unhashable_values_:
        for m in cls._member_map_.values():
            if m._value_ == value:
                return m
    if not cls._member_map_:
        raise TypeError(f"{cls!r} has no members defined")
    m = cls._missing_(value)
    if isinstance(m, cls):
        return m
    if m is None:
        raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
    raise TypeError(f"error in {cls.__name__}._missing_: returned {m!r} instead of None or a valid member")


def _from_names(cls, name, names, mixin, start, module):
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    members = {}
    values = []
    if isinstance(names, dict):
        names = list(names.items())
    for i, n in enumerate(names):
        if isinstance(n, str):
            value = cls._generate_next_value_(n, start, i, values[:])
            values.append(value)
        else:
            n, value = n
        members[n] = value
    members["__module__"] = "__main__" if module is None else module
    return _type(cls)(name, (cls,) if mixin is None else (mixin, cls), members)


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
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, spec):
        return format(str(self), spec)

    def __dir__(self):
        return ["__class__", "__doc__", "__module__", "name", "value"]

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
        for v in values:
            if not isinstance(v, str):
                raise TypeError(f"{v!r} is not a string")
        m = _instance(cls)
        m._value_ = values[0]
        _set_payload(m, values[0])
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
    cls._member_names_.sort(key=lambda name: cls._member_map_[name]._value_)


def _bits_text(n, width):
    digits = bin(n)[2:] if n >= 0 else bin(2 ** width + n)[2:]
    sign = "0b1 " if n < 0 else "0b0 "
    return sign + ("0" if n >= 0 else "1") * (width - len(digits)) + digits


class Flag(Enum, boundary=STRICT):
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
        names = [x._name_ for x in m]
        rest = value & ~cls._singles_mask_
        if names and rest:
            names.append(str(rest))
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
    __or__ = Flag.__or__
    __and__ = Flag.__and__
    __xor__ = Flag.__xor__
    __ror__ = Flag.__or__
    __rand__ = Flag.__and__
    __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__
    __contains__ = Flag.__contains__
    __bool__ = Flag.__bool__
    __repr__ = Flag.__repr__


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


_modules["enum"].property = property
