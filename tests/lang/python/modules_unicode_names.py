# Characters by their names, which modules for wasm are without.
import unicodedata as u
def show(f,*a):
    try: return f(*a)
    except Exception as e: return (type(e).__name__, str(e))
for k in 'aé½Ⅻ٣²':
    print(k,show(u.name,k))
print(u.lookup('latin small letter a'), "\N{GREEK SMALL LETTER ALPHA}", f"\N{EURO SIGN}{1}")
for a in [(),('a',1,2),(1,),('ab',),('\uffff',)]: print(show(u.name,*a))
print(show(u.lookup,'NOPE'))
