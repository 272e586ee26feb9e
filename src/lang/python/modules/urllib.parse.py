import re as _re

__all__ = ["urlparse", "urlunparse", "urljoin", "urldefrag", "urlsplit", "urlunsplit", "urlencode", "parse_qs", "parse_qsl", "quote",
    "quote_plus", "quote_from_bytes", "unquote", "unquote_plus", "unquote_to_bytes", "DefragResult", "ParseResult", "SplitResult",
    "DefragResultBytes", "ParseResultBytes", "SplitResultBytes"]
uses_relative = ["", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms", "prospero", "rtsp", "rtspu",
    "sftp", "svn", "svn+ssh", "ws", "wss"]
uses_netloc = ["", "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file", "mms", "https", "shttp", "snews", "prospero",
    "rtsp", "rtspu", "rsync", "svn", "svn+ssh", "sftp", "nfs", "git", "git+ssh", "ws", "wss"]
uses_params = ["", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp", "rtspu", "sip", "sips", "mms", "sftp", "tel"]
scheme_chars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."
_ALWAYS_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~"


# Parts of an address, as texts or as bytes
class _Parts(tuple):
    _names = ()
    _encoded = False

    def __new__(cls, *values, **named):
        values += tuple([named.pop(name) for name in cls._names[len(values):] if name in named])
        if named or len(values) != len(cls._names):
            raise TypeError(f"{cls.__name__}.__new__() takes {len(cls._names)} fields")
        return tuple.__new__(cls, values)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join([f'{n}={v!r}' for n, v in zip(self._names, self)])})"

    @property
    def _fields(self):
        return self._names

    def _replace(self, **named):
        made = type(self)(*[named.pop(n, v) for n, v in zip(self._names, self)])
        if named:
            raise ValueError(f"Got unexpected field names: {list(named)!r}")
        return made

    def _asdict(self):
        return dict(zip(self._names, self))

    def encode(self, encoding="ascii", errors="strict"):
        if self._encoded:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute 'encode'")
        return _class(type(self).__name__ + "Bytes")(*[x.encode(encoding, errors) for x in self])

    def decode(self, encoding="ascii", errors="strict"):
        if not self._encoded:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute 'decode'")
        return _class(type(self).__name__[:-5])(*[x.decode(encoding, errors) for x in self])


def _class(name):
    return getattr(_modules["urllib.parse"], name)


class _Net(_Parts):
    # User, password, host, and port as text
    def _place(self):
        net = self.netloc
        empty, at, colon, open, close, percent = (b"", b"@", b":", b"[", b"]", b"%") if self._encoded else ("", "@", ":", "[", "]", "%")
        user, said, info = net.rpartition(at)
        name, has_password, password = user.partition(colon)
        _, bracket, inside = info.partition(open)
        if bracket:
            host, _, port = inside.partition(close)
            _, _, port = port.partition(colon)
        else:
            host, _, port = info.partition(colon)
        return name if said else None, password if said and has_password else None, host or None, port or None

    @property
    def username(self):
        return self._place()[0]

    @property
    def password(self):
        return self._place()[1]

    @property
    def hostname(self):
        host = self._place()[2]
        if host is None:
            return None
        name, percent, zone = host.partition(b"%" if self._encoded else "%")
        return name.lower() + percent + zone

    @property
    def port(self):
        port = self._place()[3]
        if port is None:
            return None
        if not (port.isdigit() and port.isascii()):
            raise ValueError(f"Port could not be cast to integer value as {port!r}")
        if int(port) > 65535:
            raise ValueError("Port out of range 0-65535")
        return int(port)


def _made(name, base, fields, url):
    for encoded in (False, True):
        named = name + ("Bytes" if encoded else "")
        made = type(base)(named, (base,), {"__module__": "urllib.parse", "_names": fields, "_encoded": encoded, "geturl": url})
        for i, field in enumerate(fields):
            setattr(made, field, property(lambda v, i=i: v[i]))
        yield made


def _defragged(self):
    return self.url + (b"#" if self._encoded else "#") + self.fragment if self.fragment else self.url


DefragResult, DefragResultBytes = _made("DefragResult", _Parts, ("url", "fragment"), _defragged)
SplitResult, SplitResultBytes = _made("SplitResult", _Net, ("scheme", "netloc", "path", "query", "fragment"),
    lambda v: urlunsplit(v))
ParseResult, ParseResultBytes = _made("ParseResult", _Net, ("scheme", "netloc", "path", "params", "query", "fragment"),
    lambda v: urlunparse(v))


# The arguments as texts, and what makes results of their kind
def _texts(*args):
    is_text = isinstance(args[0], str)
    for a in args[1:]:
        if a and isinstance(a, str) != is_text:
            raise TypeError("Cannot mix str and non-str arguments")
    if is_text:
        return args + (lambda x: x,)
    return tuple([x.decode("ascii") if x else "" for x in args]) + (lambda x: x.encode("ascii"),)


def urlparse(url, scheme="", allow_fragments=True):
    url, scheme, back = _texts(url, scheme)
    scheme, netloc, url, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in url:
        url, params = _params(url)
    return back(ParseResult(scheme, netloc, url, params, query, fragment))


def _params(url):
    i = url.find(";", url.rfind("/") if "/" in url else 0)
    return (url, "") if i < 0 else (url[:i], url[i + 1:])


def _check_netloc(netloc):
    if netloc.isascii():
        return
    import unicodedata
    n = netloc
    for c in "@:#?":
        n = n.replace(c, "")
    plain = unicodedata.normalize("NFKC", n)
    if n != plain:
        for c in "/?#@:":
            if c in plain:
                raise ValueError(f"netloc '{netloc}' contains invalid characters under NFKC normalization")


def urlsplit(url, scheme="", allow_fragments=True):
    url, scheme, back = _texts(url, scheme)
    for c in "\t\r\n":
        url, scheme = url.replace(c, ""), scheme.replace(c, "")
    netloc = query = fragment = ""
    i = url.find(":")
    if i > 0 and url[0].isascii() and url[0].isalpha() and all([c in scheme_chars for c in url[:i]]):
        scheme, url = url[:i].lower(), url[i + 1:]
    if url[:2] == "//":
        end = min([at for at in [url.find(c, 2) for c in "/?#"] if at >= 0], default=len(url))
        netloc, url = url[2:end], url[end:]
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
    if allow_fragments and "#" in url:
        url, fragment = url.split("#", 1)
    if "?" in url:
        url, query = url.split("?", 1)
    _check_netloc(netloc)
    return back(SplitResult(scheme, netloc, url, query, fragment))


def urlunparse(components):
    scheme, netloc, url, params, query, fragment, back = _texts(*components)
    if params:
        url = f"{url};{params}"
    return back(urlunsplit((scheme, netloc, url, query, fragment)))


def urlunsplit(components):
    scheme, netloc, url, query, fragment, back = _texts(*components)
    if netloc or scheme and scheme in uses_netloc and url[:2] != "//":
        if url and url[:1] != "/":
            url = "/" + url
        url = "//" + (netloc or "") + url
    if scheme:
        url = scheme + ":" + url
    if query:
        url += "?" + query
    if fragment:
        url += "#" + fragment
    return back(url)


def urljoin(base, url, allow_fragments=True):
    if not base:
        return url
    if not url:
        return base
    base, url, back = _texts(base, url)
    bscheme, bnetloc, bpath, bparams, bquery, bfragment = urlparse(base, "", allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(url, bscheme, allow_fragments)
    if scheme != bscheme or scheme not in uses_relative:
        return back(url)
    if scheme in uses_netloc:
        if netloc:
            return back(urlunparse((scheme, netloc, path, params, query, fragment)))
        netloc = bnetloc
    if not path and not params:
        return back(urlunparse((scheme, netloc, bpath, bparams, query or bquery, fragment)))
    base_parts = bpath.split("/")
    if base_parts[-1] != "":
        # What is behind the last sign goes.
        del base_parts[-1]
    if path[:1] == "/":
        segments = path.split("/")
    else:
        segments = base_parts + path.split("/")
        segments[1:-1] = [s for s in segments[1:-1] if s]
    made = []
    for s in segments:
        if s == "..":
            if made:
                made.pop()
        elif s != ".":
            made.append(s)
    if segments[-1] in (".", ".."):
        made.append("")
    return back(urlunparse((scheme, netloc, "/".join(made) or "/", params, query, fragment)))


def urldefrag(url):
    url, back = _texts(url)
    if "#" in url:
        s, n, p, a, q, fragment = urlparse(url)
        url = urlunparse((s, n, p, a, q, ""))
    else:
        fragment = ""
    return back(DefragResult(url, fragment))


def unquote_to_bytes(string):
    if not string:
        string.split
        return b""
    if isinstance(string, str):
        string = string.encode("utf-8")
    parts = string.split(b"%")
    made = [parts[0]]
    for part in parts[1:]:
        try:
            made.append(bytes([int(part[:2].decode("ascii"), 16) if len(part) > 1 and part[:2].isalnum() else -1]))
            made.append(part[2:])
        except ValueError:
            made.append(b"%")
            made.append(part)
    return b"".join(made)


def unquote(string, encoding="utf-8", errors="replace"):
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode("utf-8" if encoding is None else encoding, "replace" if errors is None else errors)
    if "%" not in string:
        string.split
        return string
    encoding, errors = encoding or "utf-8", errors or "replace"
    # Only what is ASCII can stand for bytes.
    return _re.sub("[\0-\x7f]+", lambda m: unquote_to_bytes(m[0]).decode(encoding, errors), string)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)


def quote(string, safe="/", encoding=None, errors=None):
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode(encoding or "utf-8", errors or "strict")
    else:
        if encoding is not None:
            raise TypeError("quote() doesn't support 'encoding' for bytes")
        if errors is not None:
            raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe="", encoding=None, errors=None):
    space = " " if isinstance(safe, str) else b" "
    if (" " if isinstance(string, str) else b" ") not in string:
        return quote(string, safe, encoding, errors)
    return quote(string, safe + space, encoding, errors).replace(" ", "+")


def quote_from_bytes(bs, safe="/"):
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError("quote_from_bytes() expected bytes")
    if not bs:
        return ""
    if not isinstance(safe, str):
        safe = safe.decode("ascii", "ignore")
    safe = _ALWAYS_SAFE + safe
    return "".join([chr(b) if b < 128 and chr(b) in safe else f"%{b:02X}" for b in bs])


def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    if hasattr(query, "items"):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError:
            raise TypeError("not a valid non-string sequence or mapping object") from None

    def quoted(v):
        return quote_via(v, safe) if isinstance(v, bytes) else quote_via(str(v), safe, encoding, errors)
    parts = []
    for k, v in query:
        k = quoted(k)
        many = [v]
        if doseq and not isinstance(v, (str, bytes)):
            try:
                len(v)
                many = v
            except TypeError:
                pass
        for x in many:
            parts.append(f"{k}={quoted(x)}")
    return "&".join(parts)


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"):
    found = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        found.setdefault(name, []).append(value)
    return found


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"):
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError("Separator must be of type string or bytes.")
    qs, back = _texts(qs)
    if isinstance(separator, bytes):
        separator = separator.decode("ascii")
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError("Max number of fields exceeded")
    found = []
    for pair in qs.split(separator) if qs else []:
        if not pair and not strict_parsing:
            continue
        name, sign, value = pair.partition("=")
        if not sign:
            if strict_parsing:
                raise ValueError(f"bad query field: {pair!r}")
            if not keep_blank_values:
                continue
        if value or keep_blank_values:
            found.append(tuple([back(unquote(x.replace("+", " "), encoding, errors)) for x in (name, value)]))
    return found
