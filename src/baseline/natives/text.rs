//! Symbols, characters and strings.
use crate::baseline::eval::{Eval, Machine};
use crate::baseline::print::{Style, print};
use crate::baseline::value::{Str, Value};
use crate::lang::lisp::messages::{self, noun};
use crate::syntax::letters::{digit_value, fold, foldcase};
use std::rc::Rc;

impl Machine {
    pub fn chr(&self, who: &str, v: &Value) -> Eval<char> {
        match v {
            Value::Char(c) => Ok(*c),
            v => Err(self.wrong(who, noun::CHAR, v)),
        }
    }

    /// The string.
    pub fn string<'v>(&self, who: &str, v: &'v Value) -> Eval<&'v Rc<Str>> {
        match v {
            Value::Str(s) => Ok(s),
            v => Err(self.wrong(who, noun::STRING, v)),
        }
    }

    /// A string that the program may change.
    fn changeable<'v>(&self, who: &str, v: &'v Value) -> Eval<&'v Rc<Str>> {
        let s = self.string(who, v)?;
        if s.mutable { Ok(s) } else { Err(self.fault(messages::unchangeable(who))) }
    }

    /// The characters from an optional start to an optional end.
    pub fn slice(&self, who: &str, a: &[Value]) -> Eval<Vec<char>> {
        let chars: Vec<char> = self.string(who, &a[0])?.text().chars().collect();
        let (start, end) = self.range(who, &a[1..], chars.len())?;
        Ok(chars[start..end].to_vec())
    }

    fn compare_chars(&self, name: &str, a: &[Value], test: fn(char, char) -> bool) -> Eval<Value> {
        let chars = a.iter().map(|v| self.chr(name, v)).collect::<Eval<Vec<char>>>()?;
        Ok(Value::Bool(chars.windows(2).all(|w| test(w[0], w[1]))))
    }

    fn compare_strings(&self, name: &str, a: &[Value], test: fn(&str, &str) -> bool) -> Eval<Value> {
        let strings = a.iter().map(|v| self.string(name, v)).collect::<Eval<Vec<_>>>()?;
        Ok(Value::Bool(strings.windows(2).all(|w| test(&w[0].text(), &w[1].text()))))
    }

    /// The string and character families.
    pub fn text(&mut self, name: &str, a: &[Value]) -> Eval<Value> {
        Ok(match name {
            "symbol?" => Value::Bool(matches!(a[0], Value::Sym(_))),
            "symbol=?" => match a.iter().find(|v| !matches!(v, Value::Sym(_))) {
                Some(v) => return Err(self.wrong(name, noun::SYMBOL, v)),
                None => Value::Bool(a.windows(2).all(|w| w[0].is(&w[1]))),
            },
            "symbol->string" => match &a[0] {
                Value::Sym(s) => Value::str(self.names.name(*s)),
                v => return Err(self.wrong(name, noun::SYMBOL, v)),
            },
            "string->symbol" => {
                let text = self.string(name, &a[0])?.text();
                Value::Sym(self.names.intern(&text))
            }
            "gensym" => {
                let stem = match a.first() {
                    None => "g".to_string(),
                    Some(v) => print(v, Style::Display, &self.names),
                };
                loop {
                    self.gensyms += 1;
                    let fresh = format!("{stem}{}", self.gensyms);
                    if self.names.lookup(&fresh).is_none() {
                        return Ok(Value::Sym(self.names.intern(&fresh)));
                    }
                }
            }
            "char?" => Value::Bool(matches!(a[0], Value::Char(_))),
            "char->integer" => Value::Int(self.chr(name, &a[0])? as i64),
            "integer->char" => match &a[0] {
                Value::Int(i) => match u32::try_from(*i).ok().and_then(char::from_u32) {
                    Some(c) => Value::Char(c),
                    None => return Err(self.fault(messages::not_a_character(name, *i))),
                },
                v => return Err(self.wrong(name, noun::INTEGER, v)),
            },
            "char-upcase" | "char-downcase" => {
                let c = self.chr(name, &a[0])?;
                let changed: Vec<char> =
                    if name == "char-upcase" { c.to_uppercase().collect() } else { c.to_lowercase().collect() };
                Value::Char(if let [only] = changed[..] { only } else { c })
            }
            "char-foldcase" => Value::Char(foldcase(self.chr(name, &a[0])?)),
            "char-upper-case?" => Value::Bool(self.chr(name, &a[0])?.is_uppercase()),
            "char-lower-case?" => Value::Bool(self.chr(name, &a[0])?.is_lowercase()),
            "char-alphabetic?" => Value::Bool(self.chr(name, &a[0])?.is_alphabetic()),
            "char-numeric?" => Value::Bool(digit_value(self.chr(name, &a[0])?).is_some()),
            "char-whitespace?" => Value::Bool(self.chr(name, &a[0])?.is_whitespace()),
            "digit-value" => digit_value(self.chr(name, &a[0])?).map_or(Value::Bool(false), |d| Value::Int(d as i64)),
            "char=?" => self.compare_chars(name, a, |x, y| x == y)?,
            "char<?" => self.compare_chars(name, a, |x, y| x < y)?,
            "char>?" => self.compare_chars(name, a, |x, y| x > y)?,
            "char<=?" => self.compare_chars(name, a, |x, y| x <= y)?,
            "char>=?" => self.compare_chars(name, a, |x, y| x >= y)?,
            "char-ci=?" => self.compare_chars(name, a, |x, y| foldcase(x) == foldcase(y))?,
            "char-ci<?" => self.compare_chars(name, a, |x, y| foldcase(x) < foldcase(y))?,
            "char-ci>?" => self.compare_chars(name, a, |x, y| foldcase(x) > foldcase(y))?,
            "char-ci<=?" => self.compare_chars(name, a, |x, y| foldcase(x) <= foldcase(y))?,
            "char-ci>=?" => self.compare_chars(name, a, |x, y| foldcase(x) >= foldcase(y))?,
            "string?" => Value::Bool(matches!(a[0], Value::Str(_))),
            "make-string" => {
                let n = self.size(name, &a[0])?;
                let c = a.get(1).map_or(Ok(' '), |v| self.chr(name, v))?;
                self.reserve(n.saturating_mul(c.len_utf8()))?;
                Value::fresh_str(std::iter::repeat_n(c, n).collect::<String>())
            }
            "string" => {
                let chars = a.iter().map(|v| self.chr(name, v)).collect::<Eval<Vec<char>>>()?;
                Value::fresh_str(chars.into_iter().collect::<String>())
            }
            "string-length" => Value::Int(self.string(name, &a[0])?.text().chars().count() as i64),
            "string-ref" => {
                let text = self.string(name, &a[0])?.text();
                let at = self.index(name, &a[1], text.chars().count())?;
                Value::Char(text.chars().nth(at).expect("the index was checked"))
            }
            "substring" | "string-copy" => Value::fresh_str(self.slice(name, a)?.into_iter().collect::<String>()),
            "string-append" => {
                let mut text = String::new();
                for v in a {
                    let part = self.string(name, v)?;
                    self.reserve(text.len() + part.text().len())?;
                    text.push_str(&part.text());
                }
                Value::fresh_str(text)
            }
            "string=?" => self.compare_strings(name, a, |x, y| x == y)?,
            "string<?" => self.compare_strings(name, a, |x, y| x < y)?,
            "string>?" => self.compare_strings(name, a, |x, y| x > y)?,
            "string<=?" => self.compare_strings(name, a, |x, y| x <= y)?,
            "string>=?" => self.compare_strings(name, a, |x, y| x >= y)?,
            "string-ci=?" => self.compare_strings(name, a, |x, y| fold(x) == fold(y))?,
            "string-ci<?" => self.compare_strings(name, a, |x, y| fold(x) < fold(y))?,
            "string-ci>?" => self.compare_strings(name, a, |x, y| fold(x) > fold(y))?,
            "string-ci<=?" => self.compare_strings(name, a, |x, y| fold(x) <= fold(y))?,
            "string-ci>=?" => self.compare_strings(name, a, |x, y| fold(x) >= fold(y))?,
            "string-set!" => {
                let s = self.changeable(name, &a[0])?;
                let mut chars: Vec<char> = s.text().chars().collect();
                let at = self.index(name, &a[1], chars.len())?;
                chars[at] = self.chr(name, &a[2])?;
                s.set(chars.into_iter().collect());
                Value::Unit
            }
            "string-fill!" => {
                let s = self.changeable(name, &a[0])?;
                let c = self.chr(name, &a[1])?;
                let mut chars: Vec<char> = s.text().chars().collect();
                let (start, end) = self.range(name, &a[2..], chars.len())?;
                chars[start..end].fill(c);
                s.set(chars.into_iter().collect());
                Value::Unit
            }
            "string-copy!" => {
                let to = self.changeable(name, &a[0])?;
                let Value::Int(at) = a[1] else { return Err(self.wrong(name, noun::INDEX, &a[1])) };
                let from = self.slice(name, &a[2..])?;
                let mut chars: Vec<char> = to.text().chars().collect();
                if at < 0 || at as usize + from.len() > chars.len() {
                    let end = at.saturating_add(from.len() as i64);
                    return Err(self.fault(messages::bad_range(name, at, end, chars.len())));
                }
                chars[at as usize..at as usize + from.len()].copy_from_slice(&from);
                to.set(chars.into_iter().collect());
                Value::Unit
            }
            "string->list" => Value::list(self.slice(name, a)?.into_iter().map(Value::Char)),
            "string->vector" => Value::vector(self.slice(name, a)?.into_iter().map(Value::Char).collect()),
            "list->string" => {
                let items = self.items(name, &a[0])?;
                let chars = items.iter().map(|v| self.chr(name, v)).collect::<Eval<Vec<char>>>()?;
                Value::fresh_str(chars.into_iter().collect::<String>())
            }
            "string-upcase" => Value::fresh_str(self.string(name, &a[0])?.text().to_uppercase()),
            "string-downcase" => Value::fresh_str(self.string(name, &a[0])?.text().to_lowercase()),
            "string-foldcase" => Value::fresh_str(fold(&self.string(name, &a[0])?.text())),
            "string-contains" => {
                let (text, part) = (self.string(name, &a[0])?.text(), self.string(name, &a[1])?.text());
                match text.find(&*part) {
                    Some(at) => Value::Int(text[..at].chars().count() as i64),
                    None => Value::Bool(false),
                }
            }
            "string-index" => {
                let (text, c) = (self.string(name, &a[0])?, self.chr(name, &a[1])?);
                text.text().chars().position(|x| x == c).map_or(Value::Bool(false), |at| Value::Int(at as i64))
            }
            "string-split" => {
                let text = self.string(name, &a[0])?.text();
                let parts: Vec<Value> = match a.get(1) {
                    None => text.split_whitespace().map(Value::str).collect(),
                    Some(Value::Char(c)) => text.split(*c).map(Value::str).collect(),
                    Some(Value::Str(s)) if s.text().is_empty() => {
                        text.chars().map(|c| Value::str(c.to_string())).collect()
                    }
                    Some(Value::Str(s)) => text.split(&*s.text()).map(Value::str).collect(),
                    Some(v) => return Err(self.wrong(name, "a character or a string", v)),
                };
                Value::list(parts.into_iter())
            }
            "string-join" => {
                let items = self.items(name, &a[0])?;
                let separator = a.get(1).map_or(Ok(" ".into()), |v| self.string(name, v).map(|s| s.text()))?;
                let parts = items.iter().map(|v| self.string(name, v)).collect::<Eval<Vec<_>>>()?;
                let parts: Vec<Rc<str>> = parts.iter().map(|s| s.text()).collect();
                Value::str(parts.join(&separator))
            }
            "string-trim" => Value::str(self.string(name, &a[0])?.text().trim()),
            "str" => Value::str(a.iter().map(|v| print(v, Style::Display, &self.names)).collect::<String>()),
            _ => return Err(self.refuse(name)),
        })
    }
}
