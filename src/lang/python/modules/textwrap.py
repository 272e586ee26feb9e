_SPACE = "\t\n\x0b\x0c\r "


# A text as its words, what is between them, and parts of words that end in a hyphen.
def _chunks(text, hyphens):
    chunks = []
    i = 0
    while i < len(text):
        j = i
        space = text[i] in _SPACE
        while j < len(text) and (text[j] in _SPACE) == space:
            j += 1
        word = text[i:j]
        if space or not hyphens or "-" not in word:
            _append(chunks, word)
        else:
            chunks.extend(_parts(word))
        i = j
    return chunks


def _is_word(c):
    return c.isalnum() or c == "_"


def _parts(word):
    parts = []
    first = 0
    n = len(word)
    i = 0
    while i < n:
        if word[i] == "-":
            j = i
            while j < n and word[j] == "-":
                j += 1
            run = j - i
            if run >= 2 and i > first and j < n and _is_word(word[j]) and (_is_word(word[i - 1]) or word[i - 1] in "!\"'&.,?"):
                # A dash between words stands alone.
                _append(parts, word[first:i])
                _append(parts, word[i:j])
                first = j
            elif run == 1 and i > first and i >= 2 and word[i - 1].isalpha() and (
                    word[i - 2].isalpha() or word[i - 2] == "-" and i >= 3 and word[i - 3].isalpha()) and (
                    j + 1 < n and word[j].isalpha() and (word[j + 1].isalpha() or word[j + 1] == "-" and word[j + 2:j + 3].isalpha())):
                _append(parts, word[first:j])
                first = j
            i = j
        else:
            i += 1
    if first < n:
        _append(parts, word[first:])
    return parts


class TextWrapper:
    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
            fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *,
            max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _split(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = "".join([" " if c in _SPACE else c for c in text])
        chunks = _chunks(text, self.break_on_hyphens)
        if self.fix_sentence_endings:
            for i in range(len(chunks) - 1):
                c = chunks[i].rstrip("\"'")
                if chunks[i + 1] == " " and len(c) > 1 and c[-1] in ".!?" and c[-2].islower():
                    chunks[i + 1] = "  "
        return chunks

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        rest = self._split(text)
        rest.reverse()
        while rest:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and not rest[-1].strip() and lines:
                rest.pop()
            line, size = self._line(rest, width)
            if self.drop_whitespace and line and not line[-1].strip():
                size -= len(line.pop())
            if not line:
                continue
            last = self.max_lines is None or len(lines) + 1 < self.max_lines
            if last or (not rest or self.drop_whitespace and len(rest) == 1 and not rest[0].strip()) and size <= width:
                _append(lines, indent + "".join(line))
                continue
            while line:
                if line[-1].strip() and size + len(self.placeholder) <= width:
                    line.append(self.placeholder)
                    _append(lines, indent + "".join(line))
                    break
                size -= len(line.pop())
            else:
                if lines:
                    before = lines[-1].rstrip()
                    if len(before) + len(self.placeholder) <= self.width:
                        lines[-1] = before + self.placeholder
                        break
                _append(lines, indent + self.placeholder.lstrip())
            break
        return lines

    def _line(self, rest, width):
        line = []
        size = 0
        while rest and size + len(rest[-1]) <= width:
            size += len(rest[-1])
            line.append(rest.pop())
        if rest and len(rest[-1]) > width:
            if self.break_long_words:
                room = max(width - size, 0) if width >= 1 else 1
                word = rest[-1]
                if self.break_on_hyphens and len(word) > room:
                    hyphen = word.rfind("-", 0, room)
                    if hyphen > 0 and [c for c in word[:hyphen] if c != "-"]:
                        room = hyphen + 1
                line.append(word[:room])
                rest[-1] = word[room:]
            elif not line:
                line.append(rest.pop())
            size = sum([len(c) for c in line])
        return line, size

    def fill(self, text):
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **named):
    return TextWrapper(width=width, **named).wrap(text)


def fill(text, width=70, **named):
    return TextWrapper(width=width, **named).fill(text)


def shorten(text, width, **named):
    return TextWrapper(width=width, max_lines=1, **named).fill(" ".join(text.strip().split()))


def dedent(text):
    lines = text.split("\n")
    margin = None
    for i, line in enumerate(lines):
        if not line.strip(" \t"):
            lines[i] = ""
            continue
        indent = line[:len(line) - len(line.lstrip(" \t"))]
        if margin is None:
            margin = indent
        else:
            n = 0
            while n < len(margin) and n < len(indent) and margin[n] == indent[n]:
                n += 1
            margin = margin[:n]
    if margin:
        lines = [line[len(margin):] for line in lines]
    return "\n".join(lines)


def indent(text, prefix, predicate=None):
    lines = text.splitlines(True)
    return "".join([prefix + line if (line.strip() if predicate is None else predicate(line)) else line for line in lines])
