//! Templates of `syntax-rules`: made once, when the macro is defined; then filled
//! in for every use. Symbols of the template become aliases, new ones for each use.
use super::literal::Literal;
use super::pattern::{Part, Var};
use super::{Problem, Syntax};
use crate::lang::lisp::lower::Lowering;
use crate::syntax::sexpr::datum::Builder;
use crate::syntax::sexpr::{Data, Datum, DatumKind};
use crate::syntax::{Interner, Sym};

/// A template.
pub(super) enum Template {
    /// What a variable of the pattern stands for.
    Var(u16),
    /// A symbol, by its number in the rule.
    Symbol(u16),
    Datum(Literal),
    /// A list, and what stands after its dot.
    List {
        items: Vec<Item>,
        rest: Option<Box<Template>>,
        square: bool,
    },
    Vector(Vec<Item>),
}

/// A part of a list.
pub(super) struct Item {
    template: Template,
    /// How many ellipses follow it.
    dots: usize,
    /// The variables in it that repeat.
    vars: Vec<u16>,
}

/// Makes templates.
pub(super) struct Reader<'r, 'a> {
    pub lowering: &'r Lowering<'a>,
    pub syntax: &'r Syntax<'r>,
    pub vars: &'r [Var],
    /// The symbols so far.
    pub symbols: Vec<Sym>,
    /// How many ellipses follow what is read.
    pub depth: usize,
    /// Whether an ellipsis is a symbol like others.
    pub escaped: bool,
}

impl Reader<'_, '_> {
    fn is_ellipsis(&self, d: Option<&Datum>) -> bool {
        !self.escaped && d.and_then(|d| d.symbol()).is_some_and(|s| self.syntax.is_ellipsis(self.lowering, s))
    }

    /// The template that a datum is; `used` gets the variables in it.
    pub fn template(&mut self, d: Datum, used: &mut Vec<u16>) -> Result<Template, Problem> {
        let data = self.lowering.data;
        Ok(match d.kind {
            DatumKind::Sym(s) => match self.vars.iter().position(|v| v.name == s) {
                Some(v) if usize::from(self.vars[v].depth) > self.depth => {
                    let name = self.lowering.interner.name(s);
                    return Err(Problem::new(
                        d,
                        format!("`{name}` needs an ellipsis here, as it has one in the pattern"),
                    ));
                }
                Some(v) => {
                    if self.vars[v].depth > 0 && !used.contains(&(v as u16)) {
                        used.push(v as u16);
                    }
                    Template::Var(v as u16)
                }
                None if self.is_ellipsis(Some(&d)) => {
                    return Err(Problem::new(d, "an ellipsis must follow something"));
                }
                None => Template::Symbol(self.symbol(s, d)?),
            },
            DatumKind::List(r) => match data.items(r) {
                [dots, inner] if self.is_ellipsis(Some(dots)) => {
                    self.escaped = true;
                    let template = self.template(*inner, used);
                    self.escaped = false;
                    template?
                }
                items => Template::List { items: self.items(items, used)?, rest: None, square: r.is_square() },
            },
            DatumKind::Dotted(r) => {
                let (&rest, front) = data.items(r).split_last().expect("a dot stands after a datum");
                let items = self.items(front, used)?;
                let rest = Some(Box::new(self.template(rest, used)?));
                Template::List { items, rest, square: false }
            }
            DatumKind::Vector(r) => Template::Vector(self.items(data.items(r), used)?),
            DatumKind::Labelled(_) | DatumKind::Ref(_) => {
                return Err(Problem::new(d, "data that contain themselves cannot be part of a rule"));
            }
            _ => Template::Datum(Literal::new(data, d)),
        })
    }

    fn symbol(&mut self, s: Sym, d: Datum) -> Result<u16, Problem> {
        // Templates are short, so looking through them is fast.
        let found = self.symbols.iter().position(|&other| other == s);
        let at = found.unwrap_or(self.symbols.len());
        if found.is_none() {
            self.symbols.push(s);
        }
        u16::try_from(at).map_err(|_| Problem::new(d, "the template has too many symbols"))
    }

    fn items(&mut self, items: &[Datum], used: &mut Vec<u16>) -> Result<Vec<Item>, Problem> {
        let mut out = Vec::with_capacity(items.len());
        let mut i = 0;
        while let Some(&d) = items.get(i) {
            i += 1;
            let mut dots = 0;
            while self.is_ellipsis(items.get(i)) {
                dots += 1;
                i += 1;
            }
            let mut vars = vec![];
            self.depth += dots;
            let template = self.template(d, &mut vars)?;
            self.depth -= dots;
            if dots > 0 && vars.is_empty() {
                return Err(Problem::new(
                    d,
                    "nothing in this is repeated in the pattern, so an ellipsis cannot follow it",
                ));
            }
            // More ellipses than in the pattern: the outer ones repeat the variable,
            // unless nothing else would repeat here.
            let depth = |v: u16| usize::from(self.vars[v as usize].depth);
            let driven = dots == 0 || vars.iter().any(|&v| depth(v) >= self.depth + dots);
            used.extend(vars.iter().filter(|&&v| driven || depth(v) > dots));
            out.push(Item { template, dots, vars });
        }
        Ok(out)
    }
}

/// Why a template could not be filled in.
pub(super) enum Failure {
    /// What stands together repeats differently often.
    Lengths,
    /// It gets too large.
    TooLarge,
}

/// What a variable stands for at the moment.
#[derive(Clone, Copy)]
enum Value<'v> {
    One(Datum),
    Many(&'v Part),
    None,
}

impl<'v> Value<'v> {
    fn of(part: &'v Part) -> Self {
        if let Part::One(d) = part { Value::One(*d) } else { Value::Many(part) }
    }
}

/// Fills templates in.
pub(super) struct Filler<'f> {
    data: &'f Data,
    interner: &'f mut Interner,
    chunk: Builder<'f>,
    /// Datums of the lists that are open, innermost last.
    done: Vec<Datum>,
    values: Vec<Value<'f>>,
    symbols: &'f [Sym],
    aliases: Vec<Option<Sym>>,
    place: u32,
    /// The use, where everything that is new is said to stand.
    at: Datum,
    /// How many datums may still be made.
    left: usize,
}

impl<'f> Filler<'f> {
    pub fn new(
        data: &'f Data,
        interner: &'f mut Interner,
        parts: &'f [Option<Part>],
        symbols: &'f [Sym],
        place: u32,
        at: Datum,
        left: usize,
    ) -> Self {
        Filler {
            data,
            interner,
            chunk: data.build(),
            done: vec![],
            values: parts.iter().map(|p| p.as_ref().map_or(Value::None, Value::of)).collect(),
            symbols,
            aliases: vec![None; symbols.len()],
            place,
            at,
            left,
        }
    }

    /// The template filled in, and how many datums that took.
    pub fn fill(mut self, template: &'f Template) -> Result<(Datum, usize), Failure> {
        let d = self.one(template)?;
        Ok((d, self.chunk.finish()))
    }

    fn datum(&self, kind: DatumKind) -> Datum {
        Datum { kind, ..self.at }
    }

    fn one(&mut self, template: &'f Template) -> Result<Datum, Failure> {
        Ok(match template {
            Template::Var(v) => match self.values[*v as usize] {
                Value::One(d) => d,
                _ => return Err(Failure::Lengths),
            },
            Template::Symbol(i) => self.symbol(*i),
            Template::Datum(literal) => self.datum(literal.kind(self.data)),
            Template::List { items, rest, square } => {
                let first = self.done.len();
                self.items(items)?;
                let proper = match rest {
                    None => true,
                    Some(rest) => {
                        let rest = self.one(rest)?;
                        if self.done.len() == first {
                            return Ok(rest);
                        }
                        self.append(rest)?
                    }
                };
                let range = self.chunk.add(self.done.drain(first..));
                let range = if *square { range.square() } else { range };
                self.datum(if proper { DatumKind::List(range) } else { DatumKind::Dotted(range) })
            }
            Template::Vector(items) => {
                let first = self.done.len();
                self.items(items)?;
                let range = self.chunk.add(self.done.drain(first..));
                self.datum(DatumKind::Vector(range))
            }
        })
    }

    /// Goes on with what stands after the dot of a list; whether it is proper then.
    fn append(&mut self, rest: Datum) -> Result<bool, Failure> {
        let range = match rest.kind {
            DatumKind::List(r) | DatumKind::Dotted(r) => r,
            _ => {
                self.done.push(rest);
                return Ok(false);
            }
        };
        self.take(range.len())?;
        self.done.extend_from_slice(self.chunk.items(range));
        Ok(matches!(rest.kind, DatumKind::List(_)))
    }

    fn take(&mut self, count: usize) -> Result<(), Failure> {
        self.left = self.left.checked_sub(count).ok_or(Failure::TooLarge)?;
        Ok(())
    }

    /// The alias that a symbol of the template is in this use.
    fn symbol(&mut self, i: u16) -> Datum {
        let i = i as usize;
        let of = self.symbols[i];
        let alias = *self.aliases[i].get_or_insert_with(|| self.interner.alias(of, self.place));
        self.datum(DatumKind::Sym(alias))
    }

    fn items(&mut self, items: &'f [Item]) -> Result<(), Failure> {
        for item in items {
            self.item(item, item.dots)?;
        }
        Ok(())
    }

    fn item(&mut self, item: &'f Item, dots: usize) -> Result<(), Failure> {
        if dots == 0 {
            self.take(1)?;
            let d = self.one(&item.template)?;
            self.done.push(d);
            return Ok(());
        }
        if let (Template::Var(v), 1) = (&item.template, dots)
            && let Value::Many(Part::Run(range)) = self.values[*v as usize]
        {
            self.take(range.len())?;
            self.done.extend_from_slice(self.data.items(*range));
            return Ok(());
        }
        let all = item.vars.iter().map(|&v| (v as usize, self.values[v as usize]));
        let repeated: Vec<(usize, &'f Part)> =
            all.filter_map(|(v, value)| if let Value::Many(part) = value { Some((v, part)) } else { None }).collect();
        let lengths = repeated.iter().map(|(_, part)| match part {
            Part::Run(range) => range.len(),
            Part::Each(parts) => parts.len(),
            Part::One(_) => 0,
        });
        let count = lengths.clone().next().ok_or(Failure::Lengths)?;
        if lengths.clone().any(|n| n != count) {
            return Err(Failure::Lengths);
        }
        for i in 0..count {
            for &(v, part) in &repeated {
                self.values[v] = match part {
                    Part::Run(range) => Value::One(self.data.items(*range)[i]),
                    Part::Each(parts) => Value::of(&parts[i]),
                    Part::One(d) => Value::One(*d),
                };
            }
            self.item(item, dots - 1)?;
        }
        for (v, part) in repeated {
            self.values[v] = Value::Many(part);
        }
        Ok(())
    }
}
