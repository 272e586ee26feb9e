import json
def t(s,**k):
    try: r=json.loads(s,**k); print(repr(r))
    except Exception as e: print(type(e).__name__,e)
for s in ['1','-0','0','00','01','-','1.','1.5','-1.5e3','1e5','1E+2','1e','.5','123456789012345678901234567890','999999999999999','1234567890123456',
 '"a"','"\\u00e9\\n\\ud83d\\ude00\\/"','"\\x"','"a\nb"','"abc','[1,2,]','[1 2]','[]','[ ]','{}','{ }','{"a":1,"b":[1,{"c":null}],"a":2}','{"a" : 1 , "b":true}',
 '{a:1}','{"a"}','{"a":}','{"a":1,}','nul','null','true','false','NaN','Infinity','-Infinity','[NaN]',' 1 ','1 2','','  ','[[[[1]]]]','"\\u12"','"\\u12g4"','\ufeff1','"é"','{"é":"日本"}','-1e400','1e400','[1,\n\t2]','tru','"\x7f"','-01','2.0','1.0e-7']:
    t(s)
t('[1.5,2]',parse_float=str); t('{"a":{"b":1}}',object_hook=lambda d:sorted(d)); t('"a\nb"',strict=False)
t('['*150+']'*150)
class S(str): pass
class I(int): pass
from collections import OrderedDict,namedtuple
P=namedtuple('P','x y')
def d(o,**k):
    try: print(json.dumps(o,**k))
    except Exception as e: print(type(e).__name__,e)
vals=[None,True,1,-5,1.5,1e100,-0.0,1e16,float('nan'),float('inf'),"a\"\\\n\t\x01\x7fé😀",[],[1,[2]],(),(1,),{}, {"b":1,"a":[{}]},{1:2,None:3,True:4,1.5:6},S("x"),I(3),{S("k"):1},OrderedDict(z=1,a=2),P(1,2),10**30,{"a":{1,2}},{(1,2):3},b"x",object]
for v in vals:
    for k in [{},{"indent":2},{"indent":"--","sort_keys":True},{"ensure_ascii":False},{"separators":(",",":")},{"indent":0}]: 
        try: d(v,**k)
        except Exception as e: print(e)
a=[];a.append(a); d(a)
d({"a":object()},default=lambda o:"obj"); d({(1,2):3,"a":1},skipkeys=True); d(float('nan'),allow_nan=False)
x=[1]
for i in range(60): x=[x]
d(x); print(json.loads(json.dumps(x))==x)
