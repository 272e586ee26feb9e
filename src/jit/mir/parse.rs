//! MIR from its text form (see `print`), for tests. Lines that begin with `;` are
//! comments.
use super::ops::{Gives, Imm};
use super::print::NAMED;
use super::{Block, BlockId, Edge, FrameState, Graph, Inst, MIR_OPS, MirOp, Reason, Rep, Start, StateId, Term, Val};
use crate::object::ObjKind;
use crate::value::bits;

/// Reads a graph; says what is wrong, and in which line, if it cannot.
pub fn graph(text: &str) -> Result<Graph, String> {
    let mut reader = Reader::default();
    for (n, line) in text.lines().enumerate() {
        let line = line.trim();
        if !line.is_empty() && !line.starts_with(';') {
            reader.line(line).map_err(|e| format!("line {}: {e}: {line}", n + 1))?;
        }
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    graph: Option<Graph>,
    /// The block whose instructions come.
    at: Option<BlockId>,
    /// Whether it has its end.
    ended: bool,
}

type Words<'a> = std::iter::Peekable<std::vec::IntoIter<&'a str>>;

fn number<T: std::str::FromStr>(word: &str, prefix: &str) -> Result<T, String> {
    let digits = word.strip_prefix(prefix).ok_or_else(|| format!("{word:?} does not begin with {prefix:?}"))?;
    digits.parse().map_err(|_| format!("{word:?} is no number"))
}

fn rep(word: &str) -> Result<Rep, String> {
    [Rep::Tagged, Rep::Int, Rep::Float, Rep::Bool, Rep::Ptr]
        .into_iter()
        .find(|r| r.text() == word)
        .ok_or_else(|| format!("{word:?} is no representation"))
}

fn val(word: &str) -> Result<Val, String> {
    number(word, "v").map(Val)
}

/// The values that come next.
fn vals(words: &mut Words) -> Result<Vec<Val>, String> {
    let mut all = vec![];
    while let Some(w) = words.next_if(|w| w.starts_with('v')) {
        all.push(val(w)?);
    }
    Ok(all)
}

fn next<'a>(words: &mut Words<'a>) -> Result<&'a str, String> {
    words.next().ok_or_else(|| "something is missing".to_string())
}

fn edge(words: &mut Words) -> Result<Edge, String> {
    let to = BlockId(number(next(words)?, "b")?);
    Ok(Edge { to, args: vals(words)? })
}

fn tagged(word: &str) -> Result<u64, String> {
    if let Some((_, v)) = NAMED.iter().find(|(name, _)| *name == word) {
        return Ok(v.bits());
    }
    if let Some(hex) = word.strip_prefix("0x") {
        return u64::from_str_radix(hex, 16).map_err(|_| format!("{word:?} are no bits"));
    }
    if let Ok(i) = word.parse::<i64>() {
        return if bits::fits(i) { Ok(bits::from_int(i)) } else { Err(format!("{i} does not fit")) };
    }
    word.parse().map(bits::from_f64).map_err(|_| format!("{word:?} is no value"))
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), String> {
        if line.starts_with("function") {
            return self.header(line);
        }
        let g = self.graph.as_mut().ok_or("the function comes first")?;
        let plain = line.replace(['(', ')', ','], " ");
        let mut words = plain.split_whitespace().collect::<Vec<_>>().into_iter().peekable();
        let first = *words.peek().ok_or("it is empty")?;
        if first.starts_with('s') && first.ends_with(':') {
            return state(g, words);
        }
        if first.starts_with('b') && first[1..].parse::<u32>().is_ok() {
            if self.at.is_some() && !self.ended {
                return Err("the block before has no end".into());
            }
            self.ended = false;
            self.at = Some(block(g, words)?);
            return Ok(());
        }
        let at = self.at.ok_or("it is in no block")?;
        if self.ended {
            return Err("the block has its end".into());
        }
        match term(&mut words)? {
            Some(t) => {
                g.at_mut(at).term = t;
                self.ended = true;
            }
            None => {
                let i = inst(g, &mut words)?;
                g.at_mut(at).insts.push(i);
            }
        }
        match words.next() {
            Some(w) => Err(format!("{w:?} is too much")),
            None => Ok(()),
        }
    }

    fn header(&mut self, line: &str) -> Result<(), String> {
        let quoted = line.strip_prefix("function \"").ok_or("the function's name is missing")?;
        let (name, rest) = quoted.rsplit_once('"').ok_or("the function's name has no end")?;
        let plain = rest.replace(',', " ");
        let mut words = plain.split_whitespace().collect::<Vec<_>>().into_iter().peekable();
        let func = number(next(&mut words)?, "f")?;
        let start = match next(&mut words)? {
            "call" => Start::Call,
            "loop" => Start::Loop(number(next(&mut words)?, "")?),
            "begin" => Start::Begin,
            "resume" => Start::Resume(number(next(&mut words)?, "")?),
            other => return Err(format!("{other:?} is no start")),
        };
        let name = name.replace("\\\"", "\"").replace("\\\\", "\\");
        let mut g = Graph::new(func, name, start, number(next(&mut words)?, "")?);
        // Block 0's first state would be in the way of the states in the text.
        g.blocks.clear();
        g.states.clear();
        while let Some(word) = words.next() {
            match word {
                "registers" => {}
                "gives" => g.result = rep(next(&mut words)?)?,
                "takes" => g.closure = next(&mut words)? == "closure",
                other => return Err(format!("{other:?} is not known here")),
            }
        }
        self.graph = Some(g);
        Ok(())
    }

    fn finish(self) -> Result<Graph, String> {
        let mut g = self.graph.ok_or("there is no function")?;
        if self.at.is_none() || !self.ended {
            return Err("the last block has no end".into());
        }
        // Blocks that the text leaves out end with it.
        if g.states.is_empty() {
            g.state(FrameState::default());
        }
        let missing = |s: StateId| s.0 as usize >= g.states.len();
        for b in &g.blocks {
            let exit = if let Term::Exit(s, _) = b.term { Some(s) } else { None };
            let states = b.insts.iter().filter_map(|i| i.state).chain(exit).chain(b.entry);
            if let Some(s) = states.into_iter().find(|&s| missing(s)) {
                return Err(format!("there is no state {s}"));
            }
            if let Some(e) = b.term.edges().find(|e| e.to.0 as usize >= g.blocks.len()) {
                return Err(format!("there is no block {}", e.to));
            }
        }
        Ok(g)
    }
}

/// A value with its representation.
fn define(g: &mut Graph, word: &str) -> Result<Val, String> {
    let (name, r) = word.split_once(':').ok_or_else(|| format!("{word:?} has no representation"))?;
    let v = val(name)?;
    let k = v.0 as usize;
    if k >= g.reps.len() {
        g.reps.resize(k + 1, Rep::Tagged);
    }
    g.reps[k] = rep(r)?;
    Ok(v)
}

fn state(g: &mut Graph, mut words: Words) -> Result<(), String> {
    let k: usize = number(next(&mut words)?.trim_end_matches(':'), "s")?;
    if k >= g.states.len() {
        g.states.resize(k + 1, FrameState::default());
    }
    if next(&mut words)? != "pc" {
        return Err("the state has no pc".into());
    }
    let mut s = FrameState { pc: number(next(&mut words)?, "")?, live: vec![] };
    while let Some(reg) = words.next() {
        s.live.push((number(reg, "r")?, val(next(&mut words)?)?));
    }
    g.states[k] = s;
    Ok(())
}

fn block(g: &mut Graph, mut words: Words) -> Result<BlockId, String> {
    let id: u32 = number(next(&mut words)?, "b")?;
    while g.blocks.len() <= id as usize {
        let term = Term::Exit(StateId(0), Reason::Interpreter);
        g.blocks.push(Block { params: vec![], insts: vec![], term, pc: 0, entry: None, cold: false });
    }
    let mut params = vec![];
    while let Some(word) = words.next_if(|w| w.starts_with('v')) {
        params.push(define(g, word)?);
    }
    if next(&mut words)? != "at" {
        return Err("the block has no place".into());
    }
    let b = &mut g.blocks[id as usize];
    b.params = params;
    b.pc = number(next(&mut words)?, "")?;
    while let Some(word) = words.next() {
        match word {
            "cold" => b.cold = true,
            _ => b.entry = Some(StateId(number(next(&mut words)?, "s")?)),
        }
    }
    Ok(BlockId(id))
}

/// The end of a block, if it is one.
fn term(words: &mut Words) -> Result<Option<Term>, String> {
    let word = words.peek().copied().unwrap_or_default();
    if !["jump", "branch", "return", "exit", "tail.call"].contains(&word) {
        return Ok(None);
    }
    words.next();
    Ok(Some(match word {
        "jump" => Term::Jump(edge(words)?),
        "branch" => Term::Branch(val(next(words)?)?, edge(words)?, edge(words)?),
        "return" => Term::Return(val(next(words)?)?),
        "exit" => {
            let name = next(words)?;
            let reason = Reason::ALL.iter().copied().find(|r| r.name() == name);
            let reason = reason.ok_or_else(|| format!("{name:?} is no reason"))?;
            next(words)?;
            Term::Exit(StateId(number(next(words)?, "s")?), reason)
        }
        _ => {
            let entry = number(next(words)?, "e")?;
            Term::TailCall(vals(words)?, entry)
        }
    }))
}

fn inst(g: &mut Graph, words: &mut Words) -> Result<Inst, String> {
    let mut dst = None;
    let mut name = next(words)?;
    if name.contains(':') {
        dst = Some(define(g, name)?);
        next(words)?;
        name = next(words)?;
    }
    let row = MIR_OPS.iter().find(|r| r.text == name).ok_or_else(|| format!("{name:?} is no operation"))?;
    let args = vals(words)?;
    let imm = match row.imm {
        Imm::No => 0,
        Imm::Strict => words.next_if_eq(&"strict").is_some() as i64,
        _ => constant(row.op, next(words)?)?,
    };
    let pc = number(next(words)?, "@")?;
    let state = match words.next() {
        Some("->") => Some(StateId(number(next(words)?, "s")?)),
        Some(other) => return Err(format!("{other:?} is not known here")),
        None => None,
    };
    Ok(Inst { op: row.op, args, imm, dst, state, pc })
}

fn constant(op: MirOp, word: &str) -> Result<i64, String> {
    match op.info().imm {
        Imm::No | Imm::Strict => Ok(0),
        Imm::Bits if op.info().gives == Gives::Rep(Rep::Float) => {
            let f: f64 = word.parse().map_err(|_| format!("{word:?} is no float"))?;
            Ok(bits::from_f64(f) as i64)
        }
        Imm::Bits => tagged(word).map(|b| b as i64),
        Imm::Int => number(word, ""),
        Imm::Reg => number(word, "r"),
        Imm::Offset => number(word, "+"),
        Imm::Kind => match ObjKind::ALL.iter().position(|k| format!("{k:?}") == word) {
            Some(k) => Ok(k as i64),
            None => number(word, "kind"),
        },
        Imm::Global => number(word, "g"),
        Imm::Func => number(word, "f"),
        Imm::Entry => number(word, "e"),
        Imm::Pc => number(word, "pc"),
        Imm::Address => {
            i64::from_str_radix(word.trim_start_matches("0x"), 16).map_err(|_| format!("{word:?} is no address"))
        }
    }
}
