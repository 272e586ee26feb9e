import re as _re

__all__ = ["escape", "unescape"]


def escape(s, quote=True):
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return s.replace('"', "&quot;").replace("'", "&#x27;") if quote else s


# Names of the letters from 160 on, which need no semicolon behind them, and of others. Most
# of the names of HTML 5 are left out: they would be another 10 KB.
_LETTERS = (
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute "
    "micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig "
    "Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash "
    "Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute "
    "ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc "
    "uuml yacute thorn yuml ")
_OTHERS = (
    "Tab 9 NewLine a excl 21 num 23 dollar 24 percnt 25 apos 27 lpar 28 rpar 29 ast 2a plus 2b comma 2c period 2e sol "
    "2f colon 3a semi 3b equals 3d quest 3f commat 40 lbrack 5b lsqb 5b bsol 5c rsqb 5d rbrack 5d Hat 5e lowbar 5f "
    "grave 60 lbrace 7b lcub 7b verbar 7c vert 7c rcub 7d rbrace 7d half bd inodot 131 OElig 152 oelig 153 Scaron 160 "
    "scaron 161 Yuml 178 fnof 192 circ 2c6 tilde 2dc Alpha 391 Beta 392 Gamma 393 Delta 394 Epsilon 395 Zeta 396 Eta "
    "397 Theta 398 Iota 399 Kappa 39a Lambda 39b Mu 39c Nu 39d Xi 39e Omicron 39f Pi 3a0 Rho 3a1 Sigma 3a3 Tau 3a4 "
    "Upsilon 3a5 Phi 3a6 Chi 3a7 Psi 3a8 Omega 3a9 alpha 3b1 beta 3b2 gamma 3b3 delta 3b4 epsilon 3b5 zeta 3b6 eta "
    "3b7 theta 3b8 iota 3b9 kappa 3ba lambda 3bb mu 3bc nu 3bd xi 3be omicron 3bf pi 3c0 rho 3c1 sigmaf 3c2 sigma 3c3 "
    "tau 3c4 upsilon 3c5 phi 3c6 chi 3c7 psi 3c8 omega 3c9 thetasym 3d1 upsih 3d2 piv 3d6 ensp 2002 emsp 2003 thinsp "
    "2009 ZeroWidthSpace 200b zwnj 200c zwj 200d lrm 200e rlm 200f hyphen 2010 dash 2010 ndash 2013 mdash 2014 horbar "
    "2015 lsquo 2018 rsquo 2019 sbquo 201a ldquo 201c rdquo 201d bdquo 201e dagger 2020 Dagger 2021 bull 2022 hellip "
    "2026 permil 2030 prime 2032 Prime 2033 lsaquo 2039 rsaquo 203a oline 203e frasl 2044 NoBreak 2060 euro 20ac Copf "
    "2102 image 2111 ell 2113 copysr 2117 weierp 2118 real 211c trade 2122 alefsym 2135 frac13 2153 frac23 2154 "
    "frac15 2155 frac18 215b frac38 215c frac58 215d frac78 215e larr 2190 uarr 2191 rarr 2192 darr 2193 harr 2194 "
    "nwarr 2196 nearr 2197 searr 2198 swarr 2199 crarr 21b5 lArr 21d0 uArr 21d1 rArr 21d2 dArr 21d3 hArr 21d4 forall "
    "2200 part 2202 exist 2203 empty 2205 nabla 2207 isin 2208 notin 2209 ni 220b prod 220f sum 2211 minus 2212 "
    "lowast 2217 radic 221a prop 221d infin 221e ang 2220 and 2227 or 2228 cap 2229 cup 222a int 222b there4 2234 sim "
    "223c cong 2245 asymp 2248 ne 2260 equiv 2261 le 2264 ge 2265 sub 2282 sup 2283 nsub 2284 sube 2286 supe 2287 "
    "oplus 2295 otimes 2297 perp 22a5 sdot 22c5 lceil 2308 rceil 2309 lfloor 230a rfloor 230b lang 2329 rang 232a "
    "block 2588 squ 25a1 utri 25b5 dtri 25bf loz 25ca cir 25cb starf 2605 bigstar 2605 star 2606 phone 260e female "
    "2640 male 2642 spades 2660 clubs 2663 hearts 2665 diams 2666 check 2713 cross 2717 ")
# What is meant by numbers from 128 on is Windows' own code.
_WINDOWS = ("\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f"
    "\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178")
_names = {}


def _fill():
    letters = _LETTERS.split() + "amp lt gt quot AMP LT GT QUOT COPY REG".split()
    for name, c in zip(letters, [*map(chr, range(160, 256)), *'&<>"&<>"\xa9\xae']):
        _names[name] = _names[name + ";"] = c
    words = _OTHERS.split()
    for i in range(0, len(words), 2):
        _names[words[i] + ";"] = chr(int(words[i + 1], 16))


def _number(text):
    n = int(text[1:].rstrip(";"), 16) if text[0] in "xX" else int(text.rstrip(";"))
    if n == 0 or 0xd800 <= n <= 0xdfff or n > 0x10ffff:
        return "\ufffd"
    if 0x80 <= n <= 0x9f:
        return _WINDOWS[n - 0x80]
    if n < 9 or n == 11 or 14 <= n <= 31 or n == 127 or 0xfdd0 <= n <= 0xfdef or n & 0xfffe == 0xfffe:
        return ""
    return chr(n)


def _meant(m):
    text = m.group(1)
    if text[0] == "#":
        return _number(text[1:])
    if not _names:
        _fill()
    # What needs no semicolon may have other letters behind it.
    for n in range(len(text), 1, -1):
        if text[:n] in _names:
            return _names[text[:n]] + text[n:]
    return "&" + text


def unescape(s):
    if "&" not in s:
        return s
    return _re.sub(r"&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)", _meant, s)
