# What is known of characters.
import unicodedata as u
def show(f,*a):
    try: return f(*a)
    except Exception as e: return (type(e).__name__, str(e))
print(u.unidata_version)
h=0
for c in list(range(0x300)) + list(range(0x300, 0x110000, 997)):
    if 0xd800<=c<=0xdfff: continue
    k=chr(c)
    t=(u.category(k),u.combining(k),u.east_asian_width(k),u.bidirectional(k),u.mirrored(k),u.numeric(k,None),u.digit(k,None),u.decimal(k,None))
    h=(h*31+sum(map(ord,str(t))))%1000000007
    if c%64==0: print(hex(c),h)
for k in 'aé½Ⅻ٣²':
    print(k,show(u.numeric,k),show(u.digit,k),show(u.decimal,k))
    for f in ('NFC','NFD','NFKC','NFKD'): print(ascii(u.normalize(f,k)), u.is_normalized(f,k))
for a in [(),('a',1,2),(1,),('ab',),('\uffff',)]: print(show(u.numeric,*a))
print(show(u.category,1),show(u.normalize,'X','a'),show(u.normalize,1,'a'),show(u.normalize,'NFC',1))
