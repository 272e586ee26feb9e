//! Long values over several lines. It works on the text of a value, whatever
//! engine wrote it: what fits in a line stays as it is, what does not is broken at
//! the spaces between its parts. Text that does not look like data is left alone.

/// How deep data may be nested to be broken.
const DEPTH: usize = 100;
/// How long a text may be; nobody reads more.
const LENGTH: usize = 200_000;

/// A part of a text.
struct Node {
    start: usize,
    end: usize,
    /// Where the parts in brackets begin, and those parts.
    inner: Option<(usize, Vec<Node>)>,
}

/// The text broken into lines of at most `width` characters, where that can be.
pub fn pretty(text: &str, width: usize) -> String {
    if text.chars().count() <= width || text.len() > LENGTH {
        return text.to_string();
    }
    let mut reader = Reader { text, at: 0 };
    match reader.node(0) {
        Some(node) if reader.at == text.len() => {
            let mut out = Writer { text, width, out: String::new(), column: 0 };
            out.node(&node, 0);
            out.out
        }
        _ => text.to_string(),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn node(&mut self, depth: usize) -> Option<Node> {
        if depth > DEPTH {
            return None;
        }
        let start = self.at;
        // What stands before a bracket belongs to it: '( #( #hash( #u8( #<
        loop {
            match self.peek()? {
                b'(' => {
                    self.at += 1;
                    return self.inner(start, b')', depth);
                }
                b'<' if self.text.get(start..self.at) == Some("#") => {
                    self.at += 1;
                    return self.inner(start, b'>', depth);
                }
                b'"' | b'|' => {
                    self.quoted()?;
                    return Some(Node { start, end: self.at, inner: None });
                }
                b' ' | b')' | b'\n' => return None,
                b'\\' if self.text.get(start..self.at) == Some("#") => {
                    self.at += 1;
                    self.at += self.text.get(self.at..)?.chars().next()?.len_utf8();
                }
                _ => self.at += 1,
            }
            if matches!(self.peek(), None | Some(b' ' | b')' | b'\n')) || self.closes_angle() {
                return Some(Node { start, end: self.at, inner: None });
            }
        }
    }

    /// Whether a `>` stands here that ends `#<`: nothing goes on after it.
    fn closes_angle(&self) -> bool {
        self.peek() == Some(b'>')
            && matches!(self.text.as_bytes().get(self.at + 1), None | Some(b' ' | b')' | b'>' | b'\n'))
    }

    fn inner(&mut self, start: usize, close: u8, depth: usize) -> Option<Node> {
        let first = self.at;
        let mut parts = vec![];
        loop {
            match self.peek()? {
                b' ' => self.at += 1,
                b if b == close => {
                    self.at += 1;
                    return Some(Node { start, end: self.at, inner: Some((first, parts)) });
                }
                _ => parts.push(self.node(depth + 1)?),
            }
        }
    }

    /// A string, or a symbol between bars.
    fn quoted(&mut self) -> Option<()> {
        let quote = self.peek()?;
        self.at += 1;
        loop {
            match self.peek()? {
                b'\\' => self.at += 2,
                b if b == quote => {
                    self.at += 1;
                    return Some(());
                }
                _ => self.at += 1,
            }
        }
    }
}

struct Writer<'a> {
    text: &'a str,
    width: usize,
    out: String,
    column: usize,
}

impl Writer<'_> {
    fn flat(&mut self, start: usize, end: usize) {
        let text = self.text.get(start..end).unwrap_or("");
        self.column += text.chars().count();
        self.out.push_str(text);
    }

    fn line(&mut self, column: usize) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n(' ', column));
        self.column = column;
    }

    /// Writes a part; `closing` brackets follow it in the same line.
    fn node(&mut self, node: &Node, closing: usize) {
        let (start, end) = (node.start, node.end);
        let length = self.text.get(start..end).map_or(0, |t| t.chars().count());
        let Some((first, parts)) = &node.inner else { return self.flat(start, end) };
        if self.column + length + closing <= self.width {
            return self.flat(start, end);
        }
        self.flat(start, *first);
        let column = self.column;
        // Parts that are data themselves have lines of their own; others share them.
        let mut fresh = true;
        for (i, part) in parts.iter().enumerate() {
            let last = i + 1 == parts.len();
            let closing = if last { closing + 1 } else { 0 };
            let length = self.text.get(part.start..part.end).map_or(0, |t| t.chars().count());
            let alone = part.inner.is_some();
            if i > 0 {
                if alone || !fresh || self.column + 1 + length + closing > self.width {
                    self.line(column);
                } else {
                    self.flat(part.start - 1, part.start);
                }
            }
            self.node(part, closing);
            fresh = !alone;
        }
        self.flat(end - 1, end);
    }
}

#[cfg(test)]
mod tests {
    use super::pretty;

    #[test]
    fn short_values_stay_as_they_are() {
        for text in ["5", "(1 2 3)", "\"a string\"", "#<function f>", "", "no data ) at all"] {
            assert_eq!(pretty(text, 80), text);
        }
    }

    #[test]
    fn long_ones_are_broken_between_their_parts() {
        assert_eq!(pretty("(1 2 3 4 5 6)", 8), "(1 2 3 4\n 5 6)");
        assert_eq!(pretty("((a . 1) (b . 2))", 10), "((a . 1)\n (b . 2))");
        assert_eq!(pretty("#((a 1) b (c 2))", 10), "#((a 1)\n  b\n  (c 2))");
        assert_eq!(pretty("(define (f x) (if x 1 2))", 20), "(define\n (f x)\n (if x 1 2))");
        assert_eq!(pretty("#<point x: 10 y: 20 z: 30>", 12), "#<point x:\n  10 y: 20\n  z: 30>");
        assert_eq!(pretty("#hash((1 . 2) (3 . 4))", 16), "#hash((1 . 2)\n      (3 . 4))");
        assert_eq!(pretty("(\"a b c d\" |x y| #\\( #\\space e)", 12), "(\"a b c d\"\n |x y| #\\(\n #\\space e)");
        assert_eq!(pretty("((((1 2 3 4))))", 9), "((((1 2 3\n    4))))");
    }

    #[test]
    fn what_it_cannot_read_is_left_alone() {
        for text in ["(1 2 3", "1 2 3 4 5", "(\"abc", "(a))", &"(".repeat(300), "#<a", "(1 #\\"] {
            assert_eq!(pretty(text, 2), text);
        }
        let deep = format!("{}{}", "(".repeat(200), ")".repeat(200));
        assert_eq!(pretty(&deep, 10), deep);
    }
}
