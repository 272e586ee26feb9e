//! Makes a failing program smaller: drops forms, then puts a part or a constant in
//! place of whatever is in parentheses, as long as it still fails.

/// How often a program is tried at most.
const TRIES: usize = 3_000;

/// The smallest program found that still fails.
pub fn shrink(forms: &[String], fails: &dyn Fn(&str) -> bool) -> String {
    let mut forms = forms.to_vec();
    let mut tries = 0;
    let mut fails = |forms: &[String]| {
        tries += 1;
        tries < TRIES && fails(&forms.join("\n"))
    };
    loop {
        let size = forms.iter().map(String::len).sum::<usize>();
        let mut at = forms.len();
        while at > 0 {
            at -= 1;
            let mut fewer = forms.clone();
            fewer.remove(at);
            if fails(&fewer) {
                forms = fewer;
            }
        }
        for at in 0..forms.len() {
            let mut from = 0;
            while let Some((start, end)) = next_list(&forms[at], from) {
                from = start + 1;
                for part in parts(&forms[at][start..end]) {
                    let mut simpler = forms.clone();
                    simpler[at] = format!("{}{part}{}", &forms[at][..start], &forms[at][end..]);
                    if simpler[at].len() < forms[at].len() && fails(&simpler) {
                        forms = simpler;
                        from = start;
                        break;
                    }
                }
            }
        }
        if forms.iter().map(String::len).sum::<usize>() == size {
            return forms.join("\n");
        }
    }
}

/// Start and end of the first list at or after a place.
fn next_list(text: &str, from: usize) -> Option<(usize, usize)> {
    let start = from + text.get(from..)?.find('(')?;
    Some((start, start + datum_end(&text[start..])?))
}

/// What may stand in place of a list: a constant, one of its elements, all but one.
fn parts(list: &str) -> Vec<String> {
    let mut elements = vec![];
    let mut at = 1;
    while at < list.len() - 1 {
        let Some(len) = datum_end(&list[at..list.len() - 1]) else { break };
        elements.push(list[at..at + len].trim());
        at += len;
    }
    elements.retain(|e| !e.is_empty());
    let mut parts = vec!["0".to_string(), "'()".to_string()];
    parts.extend(elements.iter().map(|e| e.to_string()));
    for without in 0..elements.len() {
        let kept: Vec<&str> = elements.iter().enumerate().filter(|(i, _)| *i != without).map(|(_, e)| *e).collect();
        parts.push(format!("({})", kept.join(" ")));
    }
    parts
}

/// Where the datum at the start of a text ends, roughly: good enough for what the
/// grammar makes, and what is wrong just fails to shrink.
fn datum_end(text: &str) -> Option<usize> {
    let (mut depth, mut in_string, mut begun) = (0usize, false, false);
    let mut previous = ' ';
    for (i, c) in text.char_indices() {
        let literal = previous == '\\';
        match c {
            '"' if !literal => in_string = !in_string,
            _ if in_string || literal => {}
            '(' => depth += 1,
            ')' if depth == 0 => return Some(i),
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(i + 1);
                }
            }
            c if c.is_whitespace() && depth == 0 && begun => return Some(i),
            _ => {}
        }
        begun |= !c.is_whitespace();
        previous = if literal { ' ' } else { c };
    }
    begun.then_some(text.len())
}
