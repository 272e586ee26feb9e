import re
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
for f in [lambda: re.match('a',3), lambda: re.match('a',b'x'), lambda: re.match(b'a','x'), lambda: re.compile(3), lambda: re.compile('('), lambda: re.sub('a',3,'a'), lambda: re.sub('a',b'x','a'), lambda: re.compile(re.compile('a'),re.I), lambda: re.match('a','a').group(2), lambda: re.match('a','a').group('x'), lambda: re.match('(a)(?P<n>b)?','a').group(1,2,'n'), lambda: re.match('a','a').start(4), lambda: re.sub('a','\\g<x>','a'), lambda:re.sub('a','\\3','a'), lambda: re.sub('(a)|b','[\\1]','ab'), lambda: re.sub('a', lambda m: 3, 'a'),lambda: re.compile('a',re.L), lambda: re.match('a','a').expand('\\q'), lambda:re.compile(b'a',re.U), lambda: re.compile('a').match('a',pos='x'), lambda: re.split('(x)','axb',1), lambda: repr(re.A|re.I)+str(re.I)+repr(re.RegexFlag(0)), lambda: re.Pattern(), lambda: re.match('a','a')[0:1], lambda: re.compile('a')==re.compile('a'), lambda: re.escape(3), lambda: type(re.match('a','a')), lambda:re.match('(?P<a>x)(y)?','x'), lambda: re.match('(?P<a>x)(y)?','x').__copy__(), lambda: re.match('(a)(b)','ab').regs,  lambda: dict(re.compile('(?P<a>x)').groupindex), lambda: re.match('a','b'*100+'a'), lambda: re.search('b+','b'*100+'a'), lambda: re.sub('a','b','aaa',count=-1),lambda: re.sub('(?i)A','b','aaa',1,re.I), lambda: hash(re.compile('a'))==hash(re.compile('a')), lambda: re.sub(pattern='a',repl='b',string='aa',count=1), lambda: re.NOFLAG, lambda: re.error('a','abc',1).__dict__, lambda: re.compile(""), lambda: re.X|re.S, lambda: re.DEBUG,  lambda: ~re.I, lambda: re.I & 2, lambda: re.I|3, lambda: re.I+1, lambda: re.RegexFlag(512), lambda: type(re.compile('a').flags), lambda: re.compile('a', re.X|re.I)]:
    t(f)
print(re.findall(r'\w+', 'añb ünd çx'), [m.span() for m in re.finditer(r'\w+', 'añb ünd çx')])
print(re.findall(rb'(\d)(x)?', b'1x2 3x'), re.split(r'\s*,\s*', 'a , b,c'), re.split('(,)|x', 'a,bxc'))
print(re.sub(r'(\w+) (?P<b>\w+)', r'\2-\g<b>-\g<1>', 'hello world foo bar'))
print(re.subn('a', lambda m: m.group().upper(), 'banana', 2))
m = re.search(r'(?P<y>\d{4})-(?P<m>\d\d)', 'on 2024-05-06')
print(m, m.groupdict(), m.groups(), m.span('y'), m.lastgroup, m.lastindex, m['m'], m.pos, m.endpos, m.re, m.string, m.expand(r'\g<m>/\1'))
try: re.compile('a\n(b')
except re.error as e: print(e, e.msg, e.pos, e.lineno, e.colno, e.pattern)
p = re.compile('b')
print(p.search('abab', 2), p.match('ab', 1), p.fullmatch('abc', 1, 2), p.findall('abab', 2))
print(re.findall(b'a', bytearray(b'aab')), re.sub(b'a', b'x', bytearray(b'aab')))
for x in p.scanner('abab').search, : print(x())
