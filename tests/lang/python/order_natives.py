import heapq, bisect
seed = 3


def number():
    global seed
    seed = seed * 1103515245 + 12345 & 0x7FFFFFFF
    return seed >> 16 & 7


for n in range(0,9):
    h=[]
    for i in range(n): heapq.heappush(h,(number(),i))
    c=list(h); heapq.heapify(c)
    out=[heapq.heappop(h) for _ in range(n)]
    assert out==sorted(out), out
    print(n, out[:3], c[:3])
h=[5,3.5,9,1,True]
heapq.heapify(h); print(h, heapq.heapreplace(h,4), h, heapq.heappushpop(h,0), h)
class L:
    def __init__(self,v): self.v=v
    def __lt__(self,o): return self.v<o.v
    def __repr__(self): return str(self.v)
h=[]
for v in [5,2,8,1]: heapq.heappush(h,L(v))
print(h,[heapq.heappop(h) for _ in range(4)])
h=[(1,L(2)),(1,L(1))]; heapq.heapify(h); print(h)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__,e)
t(lambda: heapq.heappop([]))
t(lambda: heapq.heappush((),1))
h=[3,4]; t(lambda: heapq.heappush(h,"a")); print(h)
h=[1,"b","a"]; t(lambda: heapq.heappop(h)); print(len(h))
a=[1,2,2,3]
print(bisect.bisect(a,2),bisect.bisect_left(a,2),bisect.bisect_left(a,2,2),bisect.bisect_right(a,2,0,2),bisect.bisect_left(a,9,1,3))
t(lambda: bisect.bisect(a,2,-1)); t(lambda: bisect.bisect(a,"x")); t(lambda: bisect.bisect([L(1),L(3)],L(2)))
t(lambda: bisect.bisect_left((1,2,3),2)); bisect.insort(a,2.5); print(a)
t(lambda: bisect.bisect_left([1,2],3,0,5))
class LL(list): pass
h=LL([3,1,2]); heapq.heapify(h); print(h, heapq.heappop(h), h)
print(list(heapq.merge([1,4],[2,3])), heapq.nlargest(2,[3,1,2]), heapq.nsmallest(2,[3,1,2]))
