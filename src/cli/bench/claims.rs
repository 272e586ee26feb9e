//! `glassbox bench --claims`: for each requirement that is built, what its source
//! says it gained and what it is worth here. The rows are in `benches/claims.json`,
//! which the page reads too.
use super::compare::SHORT;
use super::measure::{PROGRAMS, Program, Setup, Summary, once, summary};
use super::table::time;
use glassbox::Language;
use glassbox::options::{Dispatch, Opt};
use glassbox::vm::Config;
use serde_json::{Value, json};

/// How a claim is measured.
enum How {
    /// The time in the first way of running, divided by that in the usual one.
    Against(Setup),
    /// The time with words of the program replaced by others, divided by that as it is.
    Instead(Vec<(String, String)>),
    /// The time of a program of its own, in milliseconds at most.
    Within(f64),
    /// Not at all; this says why, or where it is.
    Told(String),
}

/// A row of the table.
pub struct Claim {
    pub ids: String,
    /// The switch, if it has one.
    switch: Option<Opt>,
    what: String,
    claim: String,
    /// What it is compared with, in words.
    before: String,
    how: How,
    programs: Vec<Program>,
}

/// What a claim comes to on one program.
pub struct Worth {
    program: String,
    /// Times before, if there is a before, and now.
    before: Option<Summary>,
    now: Summary,
    /// Whether both ways gave the same result.
    agrees: bool,
    failed: Option<String>,
}

/// The table.
///
/// # Panics
/// If the file has a mistake; a test reads it.
pub fn claims() -> Vec<Claim> {
    let rows: Vec<Value> =
        serde_json::from_str(include_str!("../../../benches/claims.json")).expect("claims.json is JSON");
    rows.iter().map(|r| claim(r).unwrap_or_else(|| panic!("claims.json: {r}"))).collect()
}

fn claim(row: &Value) -> Option<Claim> {
    let text = |key: &str| row[key].as_str().map(String::from);
    let switch = match row["switch"].as_str() {
        Some(name) => Some(Opt::by_name(name)?),
        None => None,
    };
    let before = switch.map(|o| format!("without {}", o.name())).or_else(|| text("before")).unwrap_or_default();
    let how = match (switch, row["target"].as_f64(), row["instead"].as_object()) {
        _ if row["note"].is_string() => How::Told(text("note")?),
        (Some(opt), ..) => How::Against(Setup::Without(opt)),
        (_, Some(ms), _) => How::Within(ms),
        (.., Some(words)) => {
            How::Instead(words.iter().filter_map(|(from, to)| Some((from.clone(), to.as_str()?.into()))).collect())
        }
        _ if before == "baseline" => How::Against(Setup::Baseline),
        _ => How::Against(Setup::Loop(Dispatch::by_name(&before)?)),
    };
    let own = |name: &str, text: &str| Program { name: name.into(), text: text.into(), language: Language::Lisp };
    let programs = match text("source") {
        _ if matches!(how, How::Told(_)) => vec![],
        Some(source) => vec![own("time", &source)],
        None => {
            let names = row["programs"].as_array()?.iter().filter_map(Value::as_str);
            names.map(|n| PROGRAMS.iter().find(|p| p.0 == n).map(|p| own(n, p.1))).collect::<Option<Vec<_>>>()?
        }
    };
    Some(Claim {
        ids: switch.map(|o| o.ids().to_string()).or_else(|| text("ids"))?,
        switch,
        what: switch.map(|o| o.sentence().to_string()).or_else(|| text("what"))?,
        claim: switch.map(|o| o.claim().to_string()).or_else(|| text("claim"))?,
        before,
        how,
        programs,
    })
}

impl Claim {
    /// Whether a word names it: one of its IDs, or its switch.
    pub fn is_named(&self, word: &str) -> bool {
        self.ids.split(' ').any(|id| id.eq_ignore_ascii_case(word)) || self.switch.is_some_and(|o| o.name() == word)
    }

    /// Measures it on each of its programs, both ways in turns.
    pub fn measure(&self, base: &Config, seed: u64, repeats: usize) -> Vec<Worth> {
        // What is about the interpreter is measured interpreted.
        let mut base = base.clone();
        if !self.switch.is_some_and(Opt::is_compiled) {
            base.opts = base.opts.with(Opt::Jit, false);
        }
        let base = &base;
        self.programs.iter().map(|p| self.on(p, base, seed, repeats)).collect()
    }

    fn on(&self, program: &Program, base: &Config, seed: u64, repeats: usize) -> Worth {
        let changed;
        let before = match &self.how {
            How::Against(setup) => Some((*setup, program)),
            How::Instead(words) => {
                let text = words
                    .iter()
                    .fold(program.text.clone(), |t, (from, to)| t.replace(&format!("({from} "), &format!("({to} ")));
                changed = Program { name: program.name.clone(), text, language: program.language };
                Some((Setup::All, &changed))
            }
            How::Within(_) | How::Told(_) => None,
        };
        let ways: Vec<_> = before.into_iter().chain([(Setup::All, program)]).collect();
        let mut samples = vec![vec![]; ways.len()];
        let mut results = vec![String::new(); ways.len()];
        let mut failed = None;
        for round in 0..repeats {
            for i in 0..ways.len() {
                // What runs first changes from round to round.
                let i = (i + round) % ways.len();
                let mut run = once(ways[i].0, base, seed, ways[i].1);
                if run.nanos < SHORT {
                    run = once(ways[i].0, base, seed, ways[i].1);
                }
                samples[i].push(run.nanos);
                if run.failed {
                    failed = Some(run.result.clone());
                }
                results[i] = run.result;
            }
        }
        let mut summaries = samples.iter().map(|s| summary(s));
        let (first, second) = (summaries.next(), summaries.next());
        let (before, now) = match second {
            Some(now) => (first, now),
            None => (None, first.expect("each is measured at least one way")),
        };
        let agrees = results.windows(2).all(|r| r[0] == r[1]);
        Worth { program: program.name.clone(), before, now, agrees, failed }
    }

    /// The claim and what it comes to, for people.
    pub fn text(&self, worths: &[Worth]) -> String {
        let name = self.switch.map_or(String::new(), |o| format!("{}: ", o.name()));
        let mut out = format!("{:<11} {name}{}\n", self.ids, self.what);
        if self.claim != "-" {
            out.push_str(&format!("{:<11} claimed: {}\n", "", self.claim));
        }
        let mut here: Vec<String> = worths.iter().map(|w| self.worth(w)).collect();
        if let How::Told(note) = &self.how {
            here.push(note.clone());
        }
        let against = if self.before.is_empty() { String::new() } else { format!(" (against {})", self.before) };
        out.push_str(&format!("{:<11} here:    {}{against}\n", "", here.join(", ")));
        out
    }

    fn worth(&self, w: &Worth) -> String {
        if let Some(e) = &w.failed {
            return format!("{} failed: {e}", w.program);
        }
        let note = if w.agrees { "" } else { " DIFFERENT RESULT" };
        match (w.before, &self.how) {
            (Some(before), _) => {
                let spread = 100.0 * (before.spread + w.now.spread);
                format!("{} {:.2}x ±{spread:.0}%{note}", w.program, before.median / w.now.median)
            }
            (None, How::Within(ms)) => {
                let holds = if w.now.median <= ms * 1e6 { "" } else { ", which is too long" };
                format!("{} ±{:.0}%{holds}", time(w.now.median), 100.0 * w.now.spread)
            }
            (None, _) => time(w.now.median),
        }
    }

    /// The same as data.
    pub fn data(&self, worths: &[Worth]) -> Value {
        let part = |s: Summary| json!({ "medianNanos": s.median, "spread": s.spread });
        let rows = worths.iter().map(|w| {
            json!({
                "program": w.program,
                "before": w.before.map(part),
                "now": part(w.now),
                "ratio": w.before.map(|b| b.median / w.now.median),
                "agrees": w.agrees,
                "failed": w.failed,
            })
        });
        json!({
            "ids": self.ids,
            "switch": self.switch.map(Opt::name),
            "what": self.what,
            "claim": self.claim,
            "before": self.before,
            "note": if let How::Told(note) = &self.how { Some(note) } else { None },
            "worth": rows.collect::<Vec<_>>(),
        })
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_switch_has_its_claim() {
        use super::*;
        let all = claims();
        for opt in Opt::ALL {
            assert_eq!(all.iter().filter(|c| c.switch == Some(*opt)).count(), 1, "{}", opt.name());
        }
        assert!(all.iter().all(|c| c.programs.is_empty() == matches!(c.how, How::Told(_)) && !c.ids.is_empty()));
    }

    #[test]
    fn a_claim_is_measured_both_ways() {
        use super::*;
        let own = |text: &str| Program { name: "p".into(), text: text.into(), language: Language::Lisp };
        let claim = |how, before: &str| Claim {
            ids: "X1".into(),
            switch: None,
            what: "Something.".into(),
            claim: "2x".into(),
            before: before.into(),
            how,
            programs: vec![own("(+int 1 2)")],
        };
        let c = claim(How::Instead(vec![("+int".into(), "-int".into())]), "others");
        let worth = c.measure(&Config::default(), 1, 2);
        assert!(worth[0].before.is_some() && !worth[0].agrees);
        assert!(c.text(&worth).contains("DIFFERENT RESULT (against others)"));
        let c = claim(How::Within(1e6), "");
        let worth = c.measure(&Config::default(), 1, 1);
        assert!(worth[0].before.is_none() && worth[0].agrees, "{}", c.text(&worth));
        let c = claim(How::Against(Setup::Baseline), "baseline");
        assert!(c.measure(&Config::default(), 1, 1)[0].agrees);
    }
}
