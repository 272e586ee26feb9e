import array
from array import array as A
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
for c in 'bBhHiIlLqQ':
    for v in (-2**70,2**70,-1,300,70000):
        try: array.array(c,[v])
        except Exception as e: print(c,v,type(e).__name__,e)
for f in [lambda: array.array('x'), lambda: array.array(3), lambda: array.array('i','ab'), lambda: array.array('i',[1.5]), lambda: array.array('f',['a']), lambda: array.array('i',3), lambda: array.array('i')+[1], lambda: array.array('i',[1])+array.array('I'), lambda: array.array('i',b'abc'), lambda: array.array('i',[1])[5], lambda: array.array('i',[1]).pop(3), lambda: array.array('i').pop(), lambda: array.array('i').remove(1), lambda: array.array('i').index(4), lambda: array.array('i',[1]).__setitem__(4,1), lambda: array.array('u','héy'), lambda: array.array('i',[1]).append('a'), lambda: array.array('i',[1]).__setitem__(slice(0,1),[1]),  lambda: array.array('u',[1]),lambda: array.array('i',[1]).fromlist('a'), lambda: array.array('i',[1]).frombytes(b'abc'), lambda: array.array('i',[1]).extend(array.array('b')), lambda: array.array('i',[1]).__setitem__(slice(0,1),array.array('b')), lambda: array.array('i',[1])['a'], lambda: array.array('ii'), lambda: array.array(), lambda: array.array('i',[1]) < array.array('i',[2]),  lambda: array.array('b',[1])==array.array('d',[1]), lambda: array.array('b',[1])==[1], lambda: b'a'+array.array('b',[1]), lambda: bytes(array.array('h',[1])), lambda: bytearray(array.array('h',[1, 2])), lambda: array.array('i',[1]).__class__, lambda: array.array('i',(1,2)).buffer_info()[1], lambda: A('i', range(5))[1:4], lambda: A('d', [1, 2.5]) * 2, lambda: A('f', [0.1]), lambda: list(reversed(A('b', b'abc'))), lambda: A('i', [1,2,3]).tobytes(), lambda: A('h', b'\1\0\2\0'), lambda: A('i', A('b', [1,2])), lambda: 2 in A('i', [1,2]), lambda: A('i', [1,2]).tolist(), lambda: A('i', [1,2,1]).count(1)]:
    t(f)
a = A('i', [1,2,3]); a.byteswap(); print(a); a += A('i', [4]); a[0:1] = A('i', [9, 9]); del a[1]; print(a, len(a)); a.insert(0, 3); a.extend([5]); a.reverse(); print(a, a.itemsize, a.typecode)
import struct
a = A('h', [0]*4); struct.pack_into('<h', a, 2, 77); print(a); print(struct.unpack_from('<h', a, 2))
class S(A):
    pass
print(len(S('i', [1])))
