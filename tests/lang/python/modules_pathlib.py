# Pure paths of both kinds, and what `Path` says of files that are not there.
from pathlib import *
import os
def show(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
P=PurePosixPath; W=PureWindowsPath
for s in ['', '.', '/', '//', '///', '//a', 'a', 'a/b', '/a/b/', './a/./b', '../a', 'a/..', '/..', 'a.b.c', '.x', '.x.y', 'x.', '..x', 'a/.', 'a b', 'é', 'a//b']:
    p=P(s); print(repr(s), p, repr(p), p.parts, p.drive, p.root, p.anchor, p.name, p.stem, p.suffix, p.suffixes, str(p.parent), [str(x) for x in p.parents], p.is_absolute(), bytes(p), p.as_posix())
    show(p.as_uri); show(lambda: p.with_name('n.t')); show(lambda: p.with_suffix('.q')); show(lambda: p.with_stem('q'))
for s in ['', 'c:', 'c:/', 'c:a', 'C:\\A\\b.txt', '\\\\srv\\share\\d\\e', '//srv/share', '\\a', 'a/b\\c', 'c:/a/../b', '//x', 'c:\\.', 'Z:/q.tar.gz']:
    p=W(s); print(repr(s), p, repr(p), p.parts, p.drive, p.root, p.anchor, p.name, p.stem, p.suffix, str(p.parent), [str(x) for x in p.parents], p.is_absolute(), p.as_posix())
    show(p.as_uri)
for a,b in [('c:/a','d:/b'),('c:/a','c:b'),('c:a','\\b'),('c:/a','/b'),('a','b'),('//s/h/a','/x'),('//s/h','x')]:
    show(lambda: W(a)/b)
print(W('A/b')==W('a/B'), P('A')==P('a'), hash(W('A'))==hash(W('a')), P('a')==W('a'), P('a')<P('b'), sorted([P('b'),P('a/c'),P('a')]))
show(lambda: P('a')<W('b')); show(lambda: P('a')<'b'); show(lambda: P('a')=='a')
for args in [('/a/b/c','/a'),('/a/b','/a/b'),('a/b','a'),('/a','a'),('a','/a'),('/a/b','/c'),('a','')]:
    show(lambda: P(args[0]).relative_to(args[1])); print(P(args[0]).is_relative_to(args[1]))
show(lambda: P('/a').relative_to()); show(lambda: P('/a/b/c').relative_to('/','a'))
show(lambda: W('c:/A/b').relative_to('C:/a')); show(lambda: W('c:/A/b').relative_to('c:')); show(lambda: W('c:/A').relative_to('d:/'))
for pat in ['*.py','b/*.py','/a/*/c.py','c.py','**','a/**/c.py','*','[bc].py','[!bc].py','?.py','/*','']:
    show(lambda: P('/a/b/c.py').match(pat)); show(lambda: P('c.py').match(pat))
show(lambda: P(5)); show(lambda: P(b'x')); show(lambda: P('a', None)); show(lambda: P('a').with_name('')); show(lambda: P('a').with_name('b/c')); show(lambda: P('a').with_suffix('x')); show(lambda: P('a').with_suffix('./')); show(lambda: P('/').with_name('x')); show(lambda: P('a').with_suffix('.'))
show(lambda: P('a').joinpath('b','c')); show(lambda: P('a').joinpath()); show(lambda: P('a').parents[0]); show(lambda: P('a/b/c').parents[-1]); show(lambda: P('a/b/c').parents[5]); show(lambda: P('a/b/c').parents[:2]); show(lambda: P('a').parents); show(lambda: len(P('/a/b').parents))
show(lambda: Path('x').absolute().name); show(lambda: Path('x')); show(lambda: WindowsPath('x')); show(lambda: PurePath('x')); print(isinstance(Path('x'),PurePosixPath), issubclass(Path, PurePath), isinstance(Path('a'), os.PathLike), isinstance('a', os.PathLike), Path.__mro__[0])
class My(PurePosixPath):
    pass
show(lambda: My('a')/'b'); show(lambda: My('a','b').parent)
show(lambda: Path('/nonexistent/zz').read_text()); show(lambda: Path('/nonexistent/zz').unlink()); show(lambda: Path('/nonexistent/zz').unlink(missing_ok=True)); print(Path('/nonexistent').exists(), Path('/nonexistent').is_dir(), Path('/nonexistent').is_file())
