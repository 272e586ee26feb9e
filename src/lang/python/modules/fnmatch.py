import re as _re
from posixpath import normcase as _normcase

_made = {}


# A set in brackets, from behind the opening one: its expression and where it ends
def _set(pat, at):
    end = at
    if pat[end:end + 1] == "!":
        end += 1
    if pat[end:end + 1] == "]":
        end += 1
    end = pat.find("]", end)
    if end < 0:
        return None, at
    inside = pat[at:end]
    negated = inside[0] == "!"
    parts = []
    i = 1 if negated else 0
    while i < len(inside):
        if inside[i + 1:i + 2] == "-" and i + 2 < len(inside):
            if inside[i] <= inside[i + 2]:
                parts.append(f"{_re.escape(inside[i])}-{_re.escape(inside[i + 2])}")
            i += 3
        else:
            parts.append(f"\\{inside[i]}" if inside[i] in "\\[]^-&~|" else inside[i])
            i += 1
    if not parts:
        return "." if negated else "(?!)", end + 1
    return f"[{'^' if negated else ''}{''.join(parts)}]", end + 1


# What stands between two stars is taken where it comes first, and that is not tried anew: so
# many stars do not take forever.
def translate(pat):
    done, parts, at, stars = "", [], 0, False
    while at < len(pat):
        c = pat[at]
        at += 1
        if c == "*":
            if parts or not stars:
                fixed = "".join(parts)
                done += f"(?>.*?{fixed})" if stars else fixed
                parts, stars = [], True
        elif c == "?":
            parts.append(".")
        elif c == "[":
            made, at = _set(pat, at)
            parts.append("\\[" if made is None else made)
        else:
            parts.append(_re.escape(c))
    return f"(?s:{done}{'.*' if stars else ''}{''.join(parts)})\\Z"


def _matcher(pat):
    f = _made.get(pat)
    if f is None:
        if len(_made) > 200:
            _made.clear()
        text = translate(pat.decode("latin-1")).encode("latin-1") if isinstance(pat, bytes) else translate(pat)
        f = _made[pat] = _re.compile(text).match
    return f


def fnmatchcase(name, pat):
    return _matcher(pat)(name) is not None


def fnmatch(name, pat):
    return fnmatchcase(_normcase(name), _normcase(pat))


def filter(names, pat):
    f = _matcher(_normcase(pat))
    return [n for n in names if f(n) is not None]
