//! What the words of the Lisp do, for people who ask at a prompt.
use super::builtins::{BUILTINS, DOCS, MANY, PRIM_WORDS};
use super::env::SPECIAL_DOCS;
use super::lower::prelude_parts;

/// What is known of a word, in a few lines; nothing if it is none of the Lisp's own.
pub fn doc(word: &str) -> Option<String> {
    if let Some((_, shape, doc)) = SPECIAL_DOCS.iter().find(|(names, ..)| names.contains(&word)) {
        return Some(format!("{word} is a form, written {shape}\n{doc}"));
    }
    if let Some(at) = BUILTINS.iter().position(|b| b.name == word && !word.starts_with('%')) {
        let b = &BUILTINS[at];
        let count = match (b.min, b.max) {
            (a, b) if a == b => format!("{a} argument{}", if a == 1 { "" } else { "s" }),
            (a, MANY) => format!("at least {a} argument{}", if a == 1 { "" } else { "s" }),
            (a, b) => format!("{a} to {b} arguments"),
        };
        return Some(format!("{word} is a builtin function of {count}.\n{}", DOCS[at]));
    }
    let (_, part) = prelude_parts().into_iter().find(|(name, _)| *name == word && !word.starts_with('%'))?;
    let text = super::PRELUDE.get(part)?;
    // Comments before the next definition belong to that one.
    let end = text.find("\n;").or(text.find("\n\n")).unwrap_or(text.len());
    let source = text.get(..end)?.trim_end();
    match PRIM_WORDS.iter().any(|(name, _)| *name == word) {
        true => {
            let head = source.lines().next()?.trim_start_matches("(define ");
            let shape = head.get(..head.find(')')? + 1)?;
            Some(format!("{word} is built in, called as {shape}"))
        }
        false => Some(format!("{word} is a function written in the Lisp:\n{source}")),
    }
}

#[cfg(test)]
mod tests {
    use super::doc;

    #[test]
    fn every_kind_of_word_is_explained() {
        let starts = |word: &str, text: &str| {
            let got = doc(word).unwrap_or_default();
            assert!(got.starts_with(text), "{got}");
        };
        starts("let*", "let* is a form, written (let* ");
        starts("fn", "fn is a form, written (lambda ");
        starts("cons", "cons is a builtin function of 2 arguments.\nA new pair.");
        starts("list", "list is a builtin function of at least 0 arguments.\n");
        starts("log", "log is a builtin function of 1 to 2 arguments.\n");
        starts("send!", "send! is built in, called as (send! c x)");
        starts("compose", "compose is a function written in the Lisp:\n(define (compose . fs) (%compose fs))");
        assert_eq!(doc("%compose"), None);
        assert_eq!(doc("%value"), None);
        assert_eq!(doc("no-such-word"), None);
        for word in ["fold", "force", "call/cc", "map", "dynamic-wind"] {
            let text = doc(word).expect(word);
            let opened = text.matches('(').count();
            assert_eq!(opened, text.matches(')').count(), "{text}");
        }
    }
}
