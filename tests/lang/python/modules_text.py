import io
import statistics as st
import textwrap

s = io.StringIO()
print("hello", 1, 2.5, sep="-", file=s)
s.write("second\nthird")
print(repr(s.getvalue()), s.tell(), s.seek(0), s.readline(), s.read(3), s.readlines())
with io.StringIO("a\nb\n\nc") as f:
    print([line for line in f], f.read(), f.closed)
try:
    f.read()
except ValueError as e:
    print(e)
try:
    s.write(3)
except TypeError as e:
    print(e)
s = io.StringIO("abcdef")
s.seek(2)
s.write("XY")
print(s.getvalue(), s.truncate(3), s.getvalue())
b = io.BytesIO(b"one\ntwo")
print(b.readline(), b.read(), b.getvalue(), b.seek(-3, 2), b.read(2), b.write(b"!!"), b.getvalue())

text = "The quick brown fox jumped over the lazy dog and ran away from the well-known extraordinarily-long hyphenated word."
print(textwrap.fill(text, 30))
print(textwrap.wrap(text, 12))
print(textwrap.wrap("averyveryverylongword in a row", 8), textwrap.wrap("long averyverylong", 6, break_long_words=False))
print(textwrap.shorten("Hello  world! This is it.", 16), textwrap.shorten("Hello world", 20), textwrap.shorten(text, 40, placeholder="..."))
print(repr(textwrap.dedent("""
    one
      two

    three
""")), repr(textwrap.dedent("  a\n\tb")))
print(textwrap.indent("a\n\nb\n", "> "), textwrap.fill("x y z", 3, initial_indent="*", subsequent_indent=" "))
print(textwrap.wrap("a -- b--c d-e well-to-do 5-6 --flag", 5), textwrap.wrap("", 5), textwrap.wrap("a\tb\nc", 3))

d = [1, 2, 2, 3, 4, 7, 9]
print(st.mean(d), st.median(d), st.mode(d), st.stdev(d), st.pstdev(d), st.variance(d), st.pvariance(d))
print(st.mean([1, 2]), st.mean([0.1] * 10), st.mean([1, 2, 3]), st.fmean([1, 2, 4]), st.median([1, 3]), st.median_low([1, 3]))
print(st.median_high([1, 3]), st.median_grouped([1, 2, 2, 3]), st.multimode("aabbc"), st.quantiles(d), st.quantiles(d, n=10, method="inclusive"))
print(st.geometric_mean([54, 24, 36]), st.harmonic_mean([40, 60]), st.correlation([1, 2, 3], [1, 3, 2]), st.covariance([1, 2, 3], [4, 6, 9]))
print(st.linear_regression([1, 2, 3], [2, 4, 7]), st.stdev([1.5, 2.5, 2.75]), st.variance([0.1, 0.2, 0.4], 0.2))
for bad in [lambda: st.mean([]), lambda: st.median([]), lambda: st.stdev([1]), lambda: st.mode([])]:
    try:
        bad()
    except st.StatisticsError as e:
        print(e)
