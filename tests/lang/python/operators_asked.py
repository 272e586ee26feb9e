log=[]
def mk(name, bases=(), **m):
    d={}
    for k,v in m.items():
        def f(self,*a,_k=k,_v=v):
            log.append((name,_k)); return _v
        d[k]=f
    return type(name,bases,d)
def show(e):
    log.clear()
    try: r=eval(e); r=r if not hasattr(r,'__dict__') else type(r).__name__
    except Exception as x: r=(type(x).__name__,str(x))
    print(e,'->',r,log)
def ishow(a,op,b):
    log.clear()
    try:
        d=dict(globals()); exec(f"z={a}\nz{op}={b}",d); r=d['z']; r=r if not hasattr(r,'__dict__') else type(r).__name__
    except Exception as x: r=(type(x).__name__,str(x))
    print(a,op,b,r,log)
NI=NotImplemented
A=mk('A',__add__=1,__radd__=2,__lt__=3,__gt__=4,__eq__=5,__hash__=1)
B=mk('B',__add__=NI,__radd__=NI,__lt__=NI,__gt__=NI,__eq__=NI,__hash__=1)
C=mk('C',(A,),__radd__='c',__gt__='cg')
D=mk('D',(A,))
E=mk('E')
F=mk('F',__iadd__=NI,__add__='fadd',__ne__=NI,__eq__=0)
G=mk('G',__iadd__='gi',__bool__=1,__len__=-1)
H=mk('H',__bool__=False,__contains__='x',__getitem__='gi',__len__='q')
I=mk('I',(int,),__add__='I',__radd__='Ir')
J=mk('J',(int,))
K=mk('K',__len__=0,__contains__=NI)
a,b,c,d,q,f,g,h,i,j,k=A(),B(),C(),D(),E(),F(),G(),H(),I(5),J(6),K()
vs='a b c q f 1'.split()
for x in vs:
    for y in vs:
        if x in '1 "s" [1] None'.split() and y in '1 "s" [1] None'.split(): continue
        for op in ('+','<','==','>'): show(f"{x} {op} {y}")
        if (x,y)!=('[1]','h'): ishow(x,'+',y)
for x in ('g','h','k','e','j'):
    show(f"bool({x})"); show(f"not {x}"); show(f"1 if {x} else 2"); show(f"len({x})"); show(f"3 in {x}"); show(f"{x}[0]"); show(f"3 not in {x}")
show("a < b < c"); show("a != b"); show("b != a"); show("c != a"); show("f != f"); show("1 if a==b else 2"); show("1 if b==b else 2"); show("b<b"); show("[b==b, b!=b]"); show("2**a"); show("a@a"); show("-a"); show("q<<1")
def loop():
    n=0
    for q in range(5):
        if b==b: n+=1
        if not b!=a: n+=10
        while a<b: n+=100; break
    return n
print(loop())
print(len(sorted([a,a])), max(a,a) is a)
import operator
show("operator.add(b,a)"); show("operator.iadd(f,1)"); show("operator.ne(f,f)"); show("a.__add__(1)"); show("operator.contains(h,1)")
