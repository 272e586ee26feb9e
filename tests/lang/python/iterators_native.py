print(list(zip([1,2,3],"abc")),list(zip()),list(zip([1])),list(zip([1,2],[3])),dict(zip("ab",range(5))))
z=zip([1,2,3],[4,5]); print(next(z),next(z),next(z,'e'),next(z,'e'),type(z).__name__,type(z) is zip,iter(z) is z)
a=iter([1,2,3,4]); print(list(zip(a,a)),list(a))
a=iter([1,2,3]); print(list(zip([9],a)),next(a)); a=iter([1,2,3]); print(list(zip(a,[9])),list(a))
print(list(zip(*[[1,2],[3,4],[5,6]])),[x+y for x,y in zip((1,2),{3:0,4:0})],list(zip({1:2}.items(),[3])),list(zip([3],{1:2}.items())))
print(list(enumerate("abc")),list(enumerate([5,6],10)),list(enumerate(zip("ab",[1,2]),2**70)),type(enumerate([])).__name__,list(enumerate({})),list(enumerate(x for x in "ab")))
for i,(a,b) in enumerate(zip([1,2],[3,4])): print(i,a,b)
print(list(reversed([1,2,3])),list(reversed((1,2))),list(reversed("abc")),list(reversed(range(4))),list(reversed({1:2,3:4})))
l=[1,2,3,4]; r=reversed(l); print(next(r)); l.pop(); l.pop(); print(list(r)); 
l=[1,2]; r=reversed(l); l.append(3); print(list(r),list(r))
try: list(zip([1],[1,2],strict=True))
except ValueError as e: print(e)
try: zip(1,2)
except TypeError as e: print(e)
try: enumerate(3)
except TypeError as e: print(e)
try: reversed(3)
except TypeError as e: print(e)
try: enumerate([1],'a')
except TypeError as e: print(e)
d={1:2,3:4}
try:
    for k,i in zip(d,range(9)): d[k+100]=1
except RuntimeError as e: print(e)
class It:
    def __iter__(s): return iter([7,8])
class Se:
    def __getitem__(s,i):
        if i>2: raise IndexError
        return i
    def __len__(s): return 3
print(list(zip(It(),Se())),list(enumerate(Se())),list(reversed(Se())),list(zip(range(10**20),[1,2])))
print(sum(x*y for x,y in zip([1,2],[3,4])),max(zip([1,2],[9,3])),sorted(zip("ba",[1,2])),set(zip([1],[2])),tuple(zip([1],[2])),[*zip([1],[2])],(1,2) in zip([1],[2]))
a,b=zip(*[(1,2),(3,4)]); print(a,b)
print(list(map(lambda p:p[0],zip("ab","cd"))),list(filter(None,zip([0,1],[0,0]))),any(a>b for a,b in zip([1],[0])),bool(zip()),"%s"%str(zip([1]))[:14],repr(enumerate([]))[:18])
import itertools
print(list(itertools.chain(zip([1],[2]),enumerate("a"))),list(itertools.islice(enumerate("abc"),1,3)),list(itertools.zip_longest([1],[2,3])))
class Z(zip): pass
print(list(Z([1],[2])),isinstance(Z([1],[2]),zip))
import copy
def g():
    yield from zip([1,2],[3,4])
    yield from enumerate("a")
    yield from reversed([1,2])
print(list(g()))
def h():
    for a,b in zip([1,2,3],[4,5,6]): yield a*b
print(sum(h()))
e=enumerate([1,2,3]); next(e); print(list(e)); print(e.__next__ and list(e))
n=0
for _ in range(300):
    for i,x in enumerate([1,2,3]): n+=i*x
    for a,b in zip([1,2,3],(4,5,6)): n+=a*b
    for x in reversed([1,2,3]): n+=x
print(n)
try: next(iter(zip([1])).__iter__().__next__() and zip())
except StopIteration: print('stop')
