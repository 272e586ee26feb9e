x=12345; t=[]
def rnd():
    global x
    x=(x*6364136223846793005+1442695040888963407)&0xFFFFFFFFFFFFFFFF
    return x
h=0
for i in range(60):
    n=rnd()>>60; a=0
    for _ in range(n): a=a<<64|rnd()
    m=rnd()>>61; b=0
    for _ in range(m): b=b<<64|(rnd() if rnd()&8 else 0xFFFFFFFFFFFFFFFF)
    if rnd()&16: a=-a
    if rnd()&32: b=-b
    c=rnd()>>(rnd()>>58)
    for v in (a+b,a-b,b-a,a*c,-c*b,a*(c>>32),a+c,c-a,a*b,a-a,a*0,a+0): h=(h*31+hash(v)+(v&0xFFFF))%(2**61-1)
print(h)
f=1
for i in range(1,90): f*=i
print(f, (f-f)==0, f//(f-1))
a,b=0,1
for _ in range(300): a,b=b,a+b
print(a)
