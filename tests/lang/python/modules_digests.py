import base64, binascii, hashlib
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
for n in range(8):
    d = bytes(range(250, 250 - n, -1))
    print(base64.b64encode(d), base64.b64decode(base64.b64encode(d)) == d, base64.urlsafe_b64encode(d), base64.b32encode(d), base64.b32decode(base64.b32encode(d)) == d, base64.b16encode(d))
for f in [lambda: base64.b64decode("YWJj"), lambda: base64.b64decode("YWJ"), lambda: base64.b64decode("Y"), lambda: base64.b64decode(b"YW\nJj"), lambda: base64.b64decode(b"YW!", validate=True), lambda: base64.b64encode("abc"), lambda: base64.b64decode("YWI="), lambda: base64.b64decode("YWI=="), lambda: base64.b64decode("YW=I"), lambda: base64.b16decode("ab"), lambda: base64.b16decode("AB"), lambda: binascii.hexlify(b"\x01\xff"), lambda: binascii.hexlify(b"abcd", "-", 2), lambda: binascii.unhexlify("0"), lambda: binascii.unhexlify("zz"), lambda: binascii.unhexlify(b"00ff"), lambda: binascii.crc32(b"hello"), lambda: binascii.crc32(b"lo", binascii.crc32(b"hel")), lambda: binascii.b2a_base64(b"ab"), lambda: binascii.crc_hqx(b"abc", 0), lambda: hashlib.md5(b"abc").hexdigest(), lambda: hashlib.md5(b"a" * 200).hexdigest(), lambda: hashlib.sha1(b"abc").hexdigest(), lambda: hashlib.sha256(b"abc").hexdigest(), lambda: hashlib.sha256(b"x" * 64).hexdigest(), lambda: hashlib.sha512(b"").hexdigest(), lambda: hashlib.new("sha256", b"a").digest_size, lambda: hashlib.md5("a"), lambda: hashlib.new("zz"), lambda: hashlib.sha1(b"y" * 55).hexdigest() + hashlib.sha1(b"y" * 56).hexdigest(), lambda: base64.encodebytes(b"z" * 60), lambda: base64.decodebytes(b"eno=\n")]:
    t(f)
h = hashlib.sha256(); h.update(b"ab"); h.update(bytearray(b"c")); print(h.hexdigest(), h.name, h.copy().digest() == h.digest())
import math
for f in [math.erf, math.erfc, math.gamma, math.lgamma, math.ulp]:
    for x in (-math.inf, -1.5, -1.0, 0.0, 0.5, 1, 3.7, 10.0, 200.0, math.inf, math.nan):
        try: print(f.__name__, x, "%.10g" % f(x))
        except (ValueError, OverflowError) as e: print(f.__name__, x, type(e).__name__, e)
print(math.nextafter(1.0, 2), math.nextafter(0.0, -1), math.nextafter(1.0, 1.0))
print(ord(b"a"), float(b" 2.5 "), math.erf.__name__)
import __main__
__main__.zz = 5
print(zz, repr(__main__)[:18])
