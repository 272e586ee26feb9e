# Addresses: their parts, joined, and what is quoted in them.
import urllib.parse
from urllib import parse
from urllib.parse import quote, unquote, urlencode, urljoin, urlparse, urlsplit, urlunparse, urlunsplit, urldefrag, parse_qs, parse_qsl


def tried(f, *args, **named):
    try:
        print(f(*args, **named))
    except Exception as e:
        print(type(e).__name__, e)


URLS = ["http://user:pa%20ss@Example.COM:8080/a/b;p=1/c;q=2?x=1&y=2#frag", "https://example.com", "//host/path", "/only/path?q", "mailto:me@example.org",
    "", "http://[::1]:80/x", "http://[FE80::1%Eth0]/", "file:///etc/passwd", "scheme:path", "1a:b", "http:", "http://?q#f", "a;b?c#d", "ftp://h/p;type=a",
    "tel:+123;x", "javascript:alert(1)", "HTTP://UPPER/", "http://h:/", "http://a@b@c/", "x://y#", "path:80", "http://ex\nample.com/\tx", "?a=b", "#f", "http://ü.de/é"]
for url in URLS:
    print(repr(url))
    p, s = urlparse(url), urlsplit(url)
    print(p, s)
    print(p.username, p.password, p.hostname, p.port, repr(p.geturl()), repr(s.geturl()), urldefrag(url))
    print(repr(urlunparse(p)), repr(urlunsplit(s)))
for url in ("http://h:x/", "http://h:99999/", "http://h:-1/"):
    tried(lambda: urlparse(url).port)
tried(urlparse, "http://[::1/")
tried(urlparse, "http://a\u2100b.com/")
tried(urlparse, b"http://h/p?q#f")
print(urlparse(b"http://h:1/p").port, urlparse(b"//H/p").hostname, urlparse(b"http://h/p").geturl(), urlsplit(b"a:b").decode(), urlparse("x").encode())
tried(urlparse, "x", b"y")
tried(urlparse, "//h/p#f", "https", False)
p = urlparse("http://h/p")
print(p._replace(netloc="other:1", query="z"), p._replace(path="q").geturl(), p[1], list(p), p == tuple(p), isinstance(p, tuple), p.scheme, p._fields, p._asdict())
print(type(p).__name__, type(p).__module__, parse.SplitResult("a", "b", "c", "d", "e").geturl(), urldefrag("a#b").geturl())

BASE = "http://a/b/c/d;p?q"
for rel in ("g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", "g?y#s", ";x", "g;x", "g;x?y#s", "", ".", "./", "..", "../", "../g", "../..", "../../",
        "../../g", "../../../g", "/./g", "/../g", "g.", "..g", "./../g", "./g/.", "g/./h", "g/../h", "http:g", "mailto:x", "//x/../y", "g//h"):
    print(rel, urljoin(BASE, rel), urljoin("http://a", rel), urljoin("dir/file", rel), urljoin("file:///x/y", rel))
print(urljoin("", "x"), urljoin("x", ""), urljoin(b"http://a/b", b"c"), urljoin("data:x", "y"))

for text in ("a b/c", "é ü", "", "~._-", "100%", "a+b&c=d", "日本", "\n\t", "'\"<>"):
    print(quote(text), quote(text, safe=""), parse.quote_plus(text), parse.quote_plus(text, safe="/"), unquote(quote(text)) == text, parse.unquote_plus(parse.quote_plus(text)) == text)
print(quote("é", encoding="latin-1"), quote(b"\xff\x00a"), quote("/:", safe=":"), quote("a b", safe=b" "), parse.quote_from_bytes(b"x y"))
for text in ("%41%42", "%", "%4", "%zz", "a%20b+c", "%C3%A9", "%c3", "é%20é", "%E9", "x%2Fy%", "%%41", "%+1"):
    print(ascii(unquote(text)), parse.unquote_to_bytes(text), parse.unquote_plus(text) == text)
print(unquote("%E9", "latin-1"), unquote(b"%41"), parse.unquote_to_bytes(b"%41%"))
tried(unquote, "%E9", errors="strict")
tried(quote, 3)
tried(quote, b"x", encoding="utf-8")
tried(parse.quote_from_bytes, "x")

tried(urlencode, {"a": 1, "b c": "d&e", "é": "ü", "l": [1, 2]})
tried(urlencode, [("a", 1), ("a", 2)])
tried(urlencode, {"l": [1, "x y"], "s": "ab", "n": 5, "b": b"\xff", "t": ()}, doseq=True)
tried(urlencode, {"a b": "c/d"}, quote_via=quote)
tried(urlencode, {"a b": "c/d"}, safe="/")
tried(urlencode, "text")
tried(urlencode, 5)
tried(urlencode, "")
for qs in ("a=1&b=2&a=3", "a=&b", "x=a+b%20c", "", "&&a=1", "=v", "a=b=c", "%C3%A9=%FF", "a;b=1"):
    print(qs, parse_qs(qs), parse_qsl(qs, keep_blank_values=True))
tried(parse_qs, "a=1;b=2", separator=";")
tried(parse_qsl, "a&b", strict_parsing=True)
tried(parse_qsl, "a=1&b=2", max_num_fields=1)
tried(parse_qsl, "a", separator="")
tried(parse_qs, b"a=1&b=%41")
print(urllib.parse is parse, urllib.parse.__name__)
