# Paths as text, the environment, files that are not there, and patterns of names.
import os
def show(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
import os.path as op
for a in ['', '/', '//', '///', 'a', 'a/b', '/a//b/../c/.', '../x', 'a/../..', '/..', 'x.tar.gz', '.a', 'a/.b', 'a.b/c', '..a.b', '//x/y', 'a/']:
    print(repr(a), op.normpath(a), op.split(a), op.splitext(a), op.basename(a), op.dirname(a), op.isabs(a), op.splitdrive(a), op.normpath(a.encode()), op.split(a.encode()))
for a in [('a','b'),('a','/b'),('a/','b'),('','b'),('a',''),('/',),('a','b','c'),(b'a',b'b')]: print(op.join(*a))
show(lambda: op.join('a',b'b')); show(lambda: op.join('a',5)); show(lambda: op.join(5)); show(lambda: op.basename(None))
print(op.commonprefix(['abc','abd','ab']), op.commonprefix([]), op.commonpath(['/a/b','/a/c']), op.commonpath(['a/b','a/b/c']))
show(lambda: op.commonpath([])); show(lambda: op.commonpath(['/a','b'])); print(op.relpath('/a/b','/a/c'), op.relpath('/a','/a'), op.relpath('/a/b/c','/a'))
show(lambda: os.fspath(5)); print(os.fspath('a'), os.sep, os.linesep, os.name, os.curdir, os.pathsep, os.getenv('NOPE_X','d'), os.getenv('NOPE_X'))
print(op.expandvars('a$NOPE_X/${NOPE_X}'), op.__name__, os.path is op)
show(lambda: os.environ['NOPE_X'])
os.environ['QQ']='1'; print(os.environ['QQ'], op.expandvars('$QQ-${QQ}x')); show(lambda: os.environ.__setitem__('a',1))
show(lambda: os.urandom(-1)); show(lambda: os.urandom('a')); print(len(os.urandom(20)))
show(lambda: os.listdir('/nonexistent/y')); show(lambda: os.remove('/nonexistent/y')); show(lambda: open('/nonexistent/y')); show(lambda: open('x','q')); show(lambda: open('x','rw')); show(lambda: open('x','rbt')); show(lambda: open('x','rb',encoding='u')); show(lambda: open(1.5))
import fnmatch
for p in ['*','a*','?','[ab]*','[!a]*','*.py','a[','[]]','[!]]','a.b','[a-c]x','**a','[-a]','[a-]','[z-a]']:
    print(p, [fnmatch.fnmatchcase(n,p) for n in ['a','ab','b.py','a[',']','-','axb','bx','a.b','acb','','\n']], fnmatch.filter(['a','b'],p))

class Like:
    def __fspath__(self): return "like/this"
print(os.fspath(Like()), op.basename(Like()), op.join("a", Like()), isinstance(Like(), os.PathLike), issubclass(str, os.PathLike))
print(os.fsencode("é"), os.fsdecode(b"\xc3\xa9"), os.path.exists("/nonexistent/y"), os.path.isdir("/nonexistent/y"))
for name in ("BlockingIOError", "ConnectionResetError", "IsADirectoryError", "NotADirectoryError", "ProcessLookupError", "ResourceWarning"):
    c = globals()["__builtins__"] if False else eval(name)
    print(c, c.__mro__)
try:
    raise NotADirectoryError(20, "Not a directory", "x")
except OSError as e:
    print(type(e), e, e.errno, e.strerror, e.filename)
print(bytes(Like.__fspath__(Like()).encode()))
class Data:
    def __bytes__(self): return b"data"
print(bytes(Data()))
