# What a program does with the files of a folder that it was granted.
import os
from pathlib import Path
def kind(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f"{type(e).__name__}: {e}"
with open("a.txt", "w") as f:
    print(f.write("one\ntwö\n"), f.writable(), f.readable(), f.tell(), f.name, f.mode, kind(f.read))
print(f.closed, kind(f.write, "x"))
with open("a.txt") as f:
    print(list(f), f.readline(), type(f), kind(f.write, "x"))
with open("a.txt", "a") as f:
    print("three", 3, file=f)
    print(Path("a.txt").read_text())
for line in open("/a.txt", "rb"):
    print(line)
with open("a.txt", "r+") as f:
    f.write("ONE")
    f.seek(0)
    print(repr(f.read()))
for n in range(3):
    with open(f"inner/{n}.bin", "xb") as f:
        f.write(bytes(range(n)))
p = Path("inner")
print(sorted(os.listdir("inner")), sorted(p.iterdir()), sorted(Path().glob("**/[12].*")), p.is_dir(), p.is_file(), p.exists())
print(sorted([(a, sorted(b), sorted(c)) for a, b, c in os.walk(".")]), os.stat("inner/2.bin").st_size, os.path.getsize("/inner/1.bin"), os.path.isfile("a.txt"))
print(Path("b.txt").write_text("crlf\r\n"), repr(Path("b.txt").read_text()), Path("b.txt").read_bytes())
Path("b.txt").rename("c.txt")
Path("c.txt").unlink()
print(os.path.exists("b.txt"), os.path.exists("c.txt"))
for f, args in ((open, ("none",)), (open, ("inner",)), (open, ("no/x", "w")), (open, ("../x",)), (open, ("../x", "w")), (open, ("a.txt", "x")),
        (os.remove, ("none",)), (os.listdir, ("none",)), (os.listdir, ("a.txt",)), (os.mkdir, ("inner",)), (os.mkdir, ("new",)), (os.rmdir, ("inner",))):
    print(kind(f, *args))
f = open("open.txt", "w")
f.write("not closed")
