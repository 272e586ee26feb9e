//! Lines with fields as CPython's `csv` reads and writes them. The reader is given one line after
//! the other until they make a row; the writer is given one field after the other.

/// Which fields are in quotes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quoting {
    /// Those that need it.
    Minimal,
    /// All.
    All,
    /// All but numbers; what is read without quotes is a number.
    NonNumeric,
    /// None: quotes mean nothing.
    None,
}

/// How lines are written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Form {
    /// Stands between fields.
    pub delimiter: char,
    /// Stands around them.
    pub quote: Option<char>,
    /// Takes the meaning of the sign behind it.
    pub escape: Option<char>,
    /// Which fields are in quotes.
    pub quoting: Quoting,
    /// A quote inside quotes is written twice.
    pub double: bool,
    /// Blanks before a field mean nothing.
    pub skip_blanks: bool,
    /// Nothing may follow a quote that ends a field.
    pub strict: bool,
}

impl Form {
    /// The quote, if it means something.
    fn opening(&self) -> Option<char> {
        self.quote.filter(|_| self.quoting != Quoting::None)
    }
}

/// Where a reader is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Before a row, or behind one.
    Row,
    /// Before a field.
    Field,
    /// In one.
    In,
    /// Behind an escape.
    Escaped,
    /// In a field behind the end of a line with an escape before it: the line that goes on so may
    /// end without ending the row.
    EscapedEnd,
    /// In quotes.
    Quoted,
    /// In quotes, behind an escape.
    QuotedEscaped,
    /// Behind a quote in quotes.
    Quote,
    /// Behind the end of the row, still in its line.
    End,
}

/// A field that was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Field {
    /// Where it ends in the text of all.
    pub end: usize,
    /// Whether it must be a number.
    pub number: bool,
}

/// Reads the lines of a row.
pub struct Reader<'a> {
    form: &'a Form,
    /// Characters that a field may have.
    limit: usize,
    /// Where it is.
    pub state: State,
    /// The texts of the fields, one behind the other, and of what is read of the next one.
    pub text: String,
    /// The fields that are whole.
    pub fields: Vec<Field>,
    /// Whether the next one must be a number.
    pub number: bool,
}

impl<'a> Reader<'a> {
    /// A reader before a row.
    pub fn new(form: &'a Form, limit: usize) -> Reader<'a> {
        Reader { form, limit, state: State::Row, text: String::new(), fields: vec![], number: false }
    }

    /// Reads a line; whether the row ends with it.
    pub fn line(&mut self, line: &str) -> Result<bool, String> {
        let form = self.form;
        let mut rest = line.chars();
        loop {
            // What means nothing is taken at once.
            match self.state {
                State::In => self.run(&mut rest, [Some('\n'), Some('\r'), Some(form.delimiter), form.escape])?,
                State::Quoted => self.run(&mut rest, [form.opening(), form.escape, None, None])?,
                _ => {}
            }
            let c = rest.next();
            self.step(c)?;
            if c.is_none() {
                return Ok(self.state == State::Row);
            }
        }
    }

    /// Takes the rest of a row at the end of all lines; whether there is one.
    pub fn finish(&mut self) -> Result<bool, String> {
        let start = self.fields.last().map_or(0, |f| f.end);
        if self.text.len() == start && self.state != State::Quoted {
            return Ok(false);
        }
        if self.form.strict {
            return Err("unexpected end of data".into());
        }
        self.save();
        Ok(true)
    }

    /// Takes what comes before one of these.
    fn run(&mut self, rest: &mut std::str::Chars, ends: [Option<char>; 4]) -> Result<(), String> {
        let whole = rest.as_str();
        let mut left = whole;
        while let Some(c) = rest.next() {
            if ends.contains(&Some(c)) {
                break;
            }
            left = rest.as_str();
        }
        *rest = left.chars();
        self.add(whole.get(..whole.len() - left.len()).unwrap_or(""))
    }

    fn add(&mut self, part: &str) -> Result<(), String> {
        self.text.push_str(part);
        let start = self.fields.last().map_or(0, |f| f.end);
        let long = self.text.len() - start > self.limit;
        if long && self.text.get(start..).is_some_and(|s| s.chars().count() > self.limit) {
            return Err(format!("field larger than field limit ({})", self.limit));
        }
        Ok(())
    }

    fn add_char(&mut self, c: char) -> Result<(), String> {
        self.add(c.encode_utf8(&mut [0; 4]))
    }

    fn save(&mut self) {
        self.fields.push(Field { end: self.text.len(), number: std::mem::take(&mut self.number) });
    }

    /// Takes a character, or the end of the line.
    fn step(&mut self, c: Option<char>) -> Result<(), String> {
        let form = self.form;
        let ends = matches!(c, None | Some('\n' | '\r'));
        let behind = if c.is_some() { State::End } else { State::Row };
        let is_quote = c.is_some() && c == form.opening();
        if self.state == State::Row {
            if ends {
                self.state = behind;
                return Ok(());
            }
            self.state = State::Field;
        }
        match self.state {
            State::Field if !ends && is_quote => self.state = State::Quoted,
            State::Field if !ends && c == form.escape => self.state = State::Escaped,
            State::Field if c == Some(' ') && form.skip_blanks => {}
            State::EscapedEnd if c.is_none() => {}
            State::Field | State::In | State::EscapedEnd | State::Quote if ends => {
                self.save();
                self.state = behind;
            }
            State::Quote if is_quote => {
                self.state = State::Quoted;
                self.add_char(c.unwrap_or('"'))?;
            }
            State::In | State::EscapedEnd if c == form.escape => self.state = State::Escaped,
            State::Field | State::In | State::EscapedEnd | State::Quote if c == Some(form.delimiter) => {
                self.save();
                self.state = State::Field;
            }
            State::Quote if form.strict => {
                let quote = form.quote.unwrap_or('\0');
                return Err(format!("'{}' expected after '{quote}'", form.delimiter));
            }
            State::Escaped => {
                self.state = if c.is_some() && ends { State::EscapedEnd } else { State::In };
                self.add_char(c.unwrap_or('\n'))?;
            }
            State::QuotedEscaped => {
                self.state = State::Quoted;
                self.add_char(c.unwrap_or('\n'))?;
            }
            State::Quoted if c.is_none() => {}
            State::Quoted if c == form.escape => self.state = State::QuotedEscaped,
            State::Quoted if is_quote => self.state = if form.double { State::Quote } else { State::In },
            State::End if c.is_none() => self.state = State::Row,
            State::End if ends => {}
            State::End => {
                let what = "new-line character seen in unquoted field - \
                    do you need to open the file in universal-newline mode?";
                return Err(what.into());
            }
            State::Row | State::Field | State::In | State::EscapedEnd | State::Quoted | State::Quote => {
                self.number |= self.state == State::Field && form.quoting == Quoting::NonNumeric;
                if matches!(self.state, State::Field | State::Quote) {
                    self.state = State::In;
                }
                self.add_char(c.unwrap_or('\n'))?;
            }
        }
        Ok(())
    }
}

/// Writes a row.
pub struct Writer<'a> {
    form: &'a Form,
    end: &'a str,
    /// The line so far.
    pub line: String,
    count: usize,
}

impl<'a> Writer<'a> {
    /// A writer before a row that ends with that text.
    pub fn new(form: &'a Form, end: &'a str) -> Writer<'a> {
        Writer { form, end, line: String::new(), count: 0 }
    }

    /// Writes a field, which is that of a number or not.
    pub fn field(&mut self, text: &str, number: bool) -> Result<(), &'static str> {
        let form = self.form;
        if self.count > 0 {
            self.line.push(form.delimiter);
        }
        self.count += 1;
        let mut quoted = match form.quoting {
            Quoting::All => true,
            Quoting::NonNumeric => !number,
            Quoting::Minimal | Quoting::None => false,
        };
        let special = |c| c == form.delimiter || Some(c) == form.escape || Some(c) == form.quote;
        let special = |c: char| special(c) || self.end.chars().any(|e| e == c);
        let start = self.line.len();
        for c in text.chars() {
            if special(c) {
                let by = match () {
                    _ if form.quoting == Quoting::None => Some(form.escape),
                    _ if Some(c) == form.quote && form.double => {
                        quoted = true;
                        Some(form.quote)
                    }
                    _ if Some(c) == form.quote || Some(c) == form.escape => Some(form.escape),
                    _ => {
                        quoted = true;
                        None
                    }
                };
                match by {
                    Some(Some(sign)) => self.line.push(sign),
                    Some(None) => return Err("need to escape, but no escapechar set"),
                    None => {}
                }
            }
            self.line.push(c);
        }
        self.enclose(start, quoted)
    }

    /// Puts quotes around what begins at a place.
    fn enclose(&mut self, start: usize, quoted: bool) -> Result<(), &'static str> {
        if let Some(quote) = self.form.quote.filter(|_| quoted) {
            self.line.insert(start, quote);
            self.line.push(quote);
        }
        Ok(())
    }

    /// The line of the fields; a row of one empty field has quotes.
    pub fn finish(mut self) -> Result<String, &'static str> {
        if self.count == 1 && self.line.is_empty() {
            match self.form.quote {
                Some(quote) if self.form.quoting != Quoting::None => self.line.extend([quote, quote]),
                _ => return Err("single empty field record must be quoted"),
            }
        }
        self.line.push_str(self.end);
        Ok(self.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        Form {
            delimiter: ',',
            quote: Some('"'),
            escape: None,
            quoting: Quoting::Minimal,
            double: true,
            skip_blanks: false,
            strict: false,
        }
    }

    /// Rows that are read, their fields with bars between them.
    fn read(form: &Form, limit: usize, lines: &[&str]) -> Result<Vec<String>, String> {
        let mut rows = vec![];
        let mut lines = lines.iter();
        loop {
            let mut reader = Reader::new(form, limit);
            loop {
                let over = match lines.next() {
                    Some(line) => reader.line(line)?,
                    None if reader.finish()? => true,
                    None => return Ok(rows),
                };
                if over {
                    break;
                }
            }
            let mut start = 0;
            let mut texts = vec![];
            for f in &reader.fields {
                texts.push(format!("{}{}", &reader.text[start..f.end], if f.number { "#" } else { "" }));
                start = f.end;
            }
            rows.push(texts.join("|"));
        }
    }

    fn written(form: &Form, fields: &[&str]) -> Result<String, &'static str> {
        let mut w = Writer::new(form, "\r\n");
        for f in fields {
            w.field(f, f.starts_with(|c: char| c.is_ascii_digit()))?;
        }
        w.finish()
    }

    #[test]
    fn lines_are_rows() {
        let lines = ["a,b,\n", "\n", "\"x\"\"y\",\"p\nq\"\r\n", " c, d"];
        assert_eq!(read(&form(), 99, &lines).unwrap(), ["a|b|", "", "x\"y|p\nq", " c| d"]);
        let skips = Form { skip_blanks: true, ..form() };
        assert_eq!(read(&skips, 99, &["a,  b, \"c\""]).unwrap(), ["a|b|c"]);
    }

    #[test]
    fn rows_go_on_in_quotes_and_behind_escapes() {
        assert_eq!(read(&form(), 99, &["a,\"b\n", "c\",d\n", "e"]).unwrap(), ["a|b\nc|d", "e"]);
        let escapes = Form { escape: Some('\\'), double: false, ..form() };
        assert_eq!(read(&escapes, 99, &["a\\,b,\\\n", "c\n", "\"x\\\"y\"z\\"]).unwrap(), ["a,b|\nc", "x\"yz\n"]);
        assert_eq!(read(&form(), 99, &["a,\"b\n"]).unwrap(), ["a|b\n"]);
    }

    #[test]
    fn quotes_decide_what_is_a_number() {
        let numbers = Form { quoting: Quoting::NonNumeric, ..form() };
        assert_eq!(read(&numbers, 99, &["1,\"2\",,3"]).unwrap(), ["1#|2||3#"]);
        let none = Form { quoting: Quoting::None, ..form() };
        assert_eq!(read(&none, 99, &["\"a\",b"]).unwrap(), ["\"a\"|b"]);
    }

    #[test]
    fn what_is_wrong_is_said() {
        let strict = Form { strict: true, ..form() };
        assert_eq!(read(&strict, 99, &["\"a\"b"]).unwrap_err(), "',' expected after '\"'");
        assert_eq!(read(&strict, 99, &["\"a"]).unwrap_err(), "unexpected end of data");
        assert_eq!(read(&form(), 99, &["\"a\"b"]).unwrap(), ["ab"]);
        assert!(read(&form(), 99, &["a\rb"]).unwrap_err().starts_with("new-line character seen"));
        assert_eq!(read(&form(), 3, &["abc,äöü,abcd"]).unwrap_err(), "field larger than field limit (3)");
        assert_eq!(read(&form(), 3, &["abc,äöü"]).unwrap(), ["abc|äöü"]);
    }

    #[test]
    fn fields_get_quotes_as_they_need_them() {
        assert_eq!(written(&form(), &["a", "b,c", "d\"e", "f\ng", ""]).unwrap(), "a,\"b,c\",\"d\"\"e\",\"f\ng\",\r\n");
        assert_eq!(written(&form(), &[""]).unwrap(), "\"\"\r\n");
        assert_eq!(written(&form(), &[]).unwrap(), "\r\n");
        assert_eq!(written(&Form { quoting: Quoting::All, ..form() }, &["1", "a"]).unwrap(), "\"1\",\"a\"\r\n");
        assert_eq!(written(&Form { quoting: Quoting::NonNumeric, ..form() }, &["1", "a"]).unwrap(), "1,\"a\"\r\n");
    }

    #[test]
    fn escapes_stand_before_what_has_a_meaning() {
        let none = Form { quoting: Quoting::None, escape: Some('\\'), ..form() };
        assert_eq!(written(&none, &["a,b", "c\"d\\"]).unwrap(), "a\\,b,c\\\"d\\\\\r\n");
        assert_eq!(written(&none, &[""]).unwrap_err(), "single empty field record must be quoted");
        let never = Form { quoting: Quoting::None, ..form() };
        assert_eq!(written(&never, &["a,b"]).unwrap_err(), "need to escape, but no escapechar set");
        let single = Form { double: false, escape: Some('\\'), ..form() };
        assert_eq!(written(&single, &["a\"b", "c,d"]).unwrap(), "a\\\"b,\"c,d\"\r\n");
    }
}
