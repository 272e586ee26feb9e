n=0
class K:
    def __init__(s,v): s.v=v
    def __hash__(s):
        global n; n+=1
        return hash((s.v,'k'))
    def __eq__(s,o): return isinstance(o,K) and s.v==o.v
    def __repr__(s): return f"K{s.v}"
a,b,c=K(1),K(2),K(1)
d={a:1}; print(n); d[b]=2; print(n); d[c]=3; print(n,d,len(d)); print(d[a],d[c],n); print(d.get(K(3)),d.get(c,9),n); print(K(3) in d,c in d,n)
print(d.setdefault(c,5),d.setdefault(K(5),6),n); print(d.pop(K(5)),d.pop(K(7),None),n)
try: d[K(9)]
except KeyError as e: print(repr(e),n)
try: d.pop(K(9))
except KeyError as e: print(repr(e),n)
del d[c]; print(d,n)
s=set(); s.add(a); s.add(c); s.add(b); print(len(s),n,a in s,c in s,K(4) in s,n); s.discard(c); print(len(s),n); s.remove(b); print(s,n)
print(len({K(1),K(1),K(2)}),n); print({K(1):1,K(1):2},n); print(dict([(K(1),2),(K(2),3)]),n); print(frozenset([K(1),K(1)]),n)
print(hash(a)==hash(c),n)
class H:
    def __init__(s,h): s.h=h
    def __hash__(s): return s.h
for h in (-1,2**61-1,2**61,-2**70,True,2**51,-2**51-3):
    print(hash(H(h)),{H(h):1}[H(h)] if 0 else '')
x=H(2**70); print({x:3}[x], x in {x}, {x:1}.get(x))
for h in ('a',None,1.5):
    try: hash(H(h))
    except TypeError as e: print(e)
    try: {}[H(h)]
    except TypeError as e: print(e)
    try: {H(h)}
    except TypeError as e: print(e)
class R:
    def __hash__(s): raise ValueError('no')
try: {}[R()]
except ValueError as e: print(e)
try: R() in {1}
except ValueError as e: print(e)
class U:
    __hash__=None
try: {U():1}
except TypeError as e: print(e)
try: hash([])
except TypeError as e: print(e)
try: {}[[1]]
except TypeError as e: print(e)
try: {}[(1,[2])]
except TypeError as e: print(e)
print({(a,1):2}[(K(1),1)],n)
class Str:
    def __str__(s): return 'str'
class Rep:
    def __repr__(s): return 'rep'
class SS(str): pass
class Ret:
    def __str__(s): return SS('sub')
    def __repr__(s): return SS('subr')
class Bad:
    def __str__(s): return 1
    def __repr__(s): return 2
print(str(Str()),repr(Rep()),str(Rep()),str(Ret()),type(str(Ret())).__name__,repr(Ret()),f"{Str()} {Rep()!r} {Str()!s}",[Rep()])
for f in (str,repr,lambda x:f"{x}",lambda x:f"{x!r}",lambda x:[x].__repr__(),print):
    try: f(Bad())
    except TypeError as e: print(e)
class EE(Exception):
    def __str__(s): return 'ee'
class EF(Exception):
    def __repr__(s): return 'ef'
print(str(EE()),str(EF('q')),repr(EF()),str(KeyError('a')))
class IntS(int):
    def __repr__(s): return 'ints'
class IntT(int):
    def __str__(s): return 'intt'
print(str(IntS(1)),str(IntT(1)),repr(IntT(1)),f"{IntS(2)}",f"{IntT(2)}","%s %d"%(IntT(3),IntT(3)))
class Meta(type):
    def __str__(c): return 'meta'
    def __repr__(c): return 'rmeta'
class MM(metaclass=Meta): pass
print(repr(MM),[MM])
print(isinstance(True,int),isinstance(1,(str,int)),isinstance(a,K),isinstance(1,object),isinstance(K,type),isinstance(1,str))
x=5; print(x+0.5,0.5-x,x*0.5,x/2,1/3,2/1,x<5.5,5.0==x,x>=5.0,7/7,-1/2,0/5,x!=5.0)
try: 1/0
except ZeroDivisionError as e: print(e)
try: 1/0.0
except ZeroDivisionError as e: print(e)
try: 0.0/0
except ZeroDivisionError as e: print(e)
d={1:'a','x':'b',1.5:'c',True:'d'}; print(d[1],d[True],d[1.0],d['x'],d[1.5])
for k in d: print(k,end=' ')
for k in d.values(): print(k,end=' ')
for k,v in d.items(): print(k,v,end=' ')
print()
try:
    for k in d: d[k+5 if not isinstance(k,str) else 'q']=1
except RuntimeError as e: print(e)
try:
    for k in {1:2}.keys(): d.clear()
except RuntimeError as e: print(e)
it=iter({1:1,2:2}); next(it); next(it); print(next(it,'end'),next(it,'end'))
e={1:1,2:2,3:3}
try:
    for k in e: del e[k]; e[k+10]=1
except RuntimeError as x: print(x)
