from collections import Counter, defaultdict, OrderedDict, UserDict, deque, ChainMap
d=defaultdict(list)
for i,w in enumerate("a b a c b".split()): d[w].append(i)
print(d, dict(d), len(d), 'a' in d, 'z' in d)
class M(dict):
    def __missing__(self,k): return k*2
m=M(a=1); print(m['a'],m['q'],m.get('q'),'q' in m,len(m)); m['x']=3; print(m)
class N(dict):
    def __getitem__(self,k): return 'N'+str(k)
    def __setitem__(self,k,v): super().__setitem__(k,v*2)
    def __contains__(self,k): return k=='c'
    def __len__(self): return 99
n=N(a=1); n['b']=2; print(n['zz'],'c' in n,'a' in n,len(n),n.get('b'),super(N,n).__getitem__('b'))
class L(list):
    def __iter__(self): return iter([7,8])
l=L([1,2]); print(l[0],l[-1],l[0:1],1 in l,7 in l,len(l)); l[0]=5; print(list(l),list.__repr__(l)); 
try: l[9]
except IndexError as e: print(e)
try: M.__getitem__({}, 1)
except Exception as e: print(type(e).__name__)
try: OrderedDict()['q']
except KeyError as e: print(repr(e))
class S(str): pass
s=S("hello"); print(s[1],s[1:3],'e' in s,len(s),"ell" in s)
class T(tuple): pass
t=T((1,2,3)); print(t[0],t[-1],t[1:],2 in t,len(t))
class K:
    def __init__(s,v): s.v=v
    def __hash__(s): return hash(s.v)
    def __eq__(s,o): return s.v==o.v
    def __repr__(s): return f"K{s.v}"
print(Counter([K(1),K(2),K(1)]), Counter("hello"), Counter([1,1.0,True,2]), Counter(x for x in "aab"), Counter({'a':2.5}), Counter([]))
try: Counter([[1]])
except TypeError as e: print(e)
try: Counter([1,2,[1]])
except TypeError as e: print(e)
c=Counter(a=1.5); c.update("aab"); print(c)
c=Counter(a=2**60); c.update("aab"); print(c)
dd=defaultdict(int); dd[K(1)]+=1; dd[K(1)]+=1; print(dd)
dd=defaultdict(); 
try: dd[1]
except KeyError as e: print(repr(e))
e="日本語ab"; print(e[0],e[-1],e[2],e[1:3],[c for c in e],e[-5],'本' in e,'b' in e,'' in e)
try: e[5]
except IndexError as x: print(x)
try: "abc"[3]
except IndexError as x: print(x)
try: [1][-2]
except IndexError as x: print(x)
print("abc"[-3],[1,2,3][-1],(1,2)[-2],"abcdef"[::-1],"abcdef"[1:100],"abcdef"[-3:],"abcdef"[4:2],"abc"[True],[1,2][False])
big="x"*300
a=big+"1"; b=a+"2"; c=a+"3"; f=b+"4"; g=b+"é"; h=c+c
print(len(a),a[-1],b[-2:],c[-2:],f[-3:],g[-3:],len(h),h[-2:],h[299:303],a==big+"1",hash(b)==hash(big+"12"))
