from string import Formatter, Template

print(Template("$a ${b}c $$ $a").substitute(a=1, b="x"), Template("$a $b").safe_substitute(a=1))
for text in ("$", "a\nb $ c", "${", "$a"):
    try:
        print(Template(text).substitute({}))
    except (ValueError, KeyError) as e:
        print(type(e).__name__, e)
print(Template("$a ${b} $$ $a $").get_identifiers(), Template("$a").is_valid(), Template("$").is_valid())


class Percent(Template):
    delimiter = "%"
    idpattern = r"[a-z]+\.[a-z]+"


print(Percent("%a.b and %ab and %%").safe_substitute({"a.b": 1}), Percent("%x.y").substitute({"x.y": 2}))


class Braced(Template):
    braceidpattern = r"[a-z ]+"


print(Braced("$a ${two words}").substitute({"a": 1, "two words": 2}))


class Own(Template):
    pattern = r"""
    (?P<escaped>@{2}) | @(?P<named>[a-z.]+) | @\{(?P<braced>[a-z.]+)\} | (?P<invalid>@)
    """


print(Own("@a.b @{c} @@x").safe_substitute({"a.b": 1, "c": 2}))


class Upper(Formatter):
    def get_value(self, key, args, kwargs):
        if isinstance(key, str) and key not in kwargs:
            return f"<{key}>"
        return super().get_value(key, args, kwargs)

    def format_field(self, value, spec):
        if spec.endswith("u"):
            return super().format_field(value, spec[:-1]).upper()
        return super().format_field(value, spec)

    def convert_field(self, value, conversion):
        return value[::-1] if conversion == "x" else super().convert_field(value, conversion)

    def check_unused_args(self, used, args, kwargs):
        for i in range(len(args)):
            if i not in used:
                raise ValueError(f"unused {i}")


f = Upper()
print(f.format("{0:>5u} {missing} {n!x} {m!r:>6}", "ab", n="abc", m="q"))
print(f.format("{:{}} {x.real} {y[0]}|", "v", 4, x=3, y=[1]))
for args in (("{0} {}", 1), ("{} {0}", 1), ("{0}", 1, 2), ("{0!z}", "a"), ("{1}", 1)):
    try:
        print(f.format(*args))
    except (ValueError, IndexError) as e:
        print(type(e).__name__, e)
print(list(Formatter().parse("a{b!r:c}d{{e}}{}")))
