//! When the clock is read. Reading it at each call may cost more than what is called,
//! so functions and builtins that have turned out to be short are timed in groups, and
//! a group's time is divided by instructions. No time is lost, and what takes long is
//! timed alone.
use super::Who;

/// Stays of one owner that are timed alone before it is judged.
const WINDOW: u8 = 64;
/// Nanoseconds up to which a stay is short, on average over the window. Browsers'
/// clocks tell a tenth of a millisecond, which a window of short ones may well meet once.
const SHORT: u64 = 5_000;
/// A group that took longer has something in it that is not short any more.
const LONG: u64 = 1_000_000;

/// What is known of the time that a function or builtin takes.
#[derive(Clone, Copy, Default)]
pub(crate) struct Pace {
    timed: u8,
    took: u64,
}

impl Pace {
    /// Whether its stays are too short to be timed alone.
    fn short(self) -> bool {
        self.timed == WINDOW && self.took < WINDOW as u64 * SHORT
    }
    /// One stay took so long.
    pub fn note(&mut self, nanos: u64) {
        if self.timed == WINDOW {
            *self = Pace::default();
        }
        self.timed += 1;
        self.took += nanos;
    }
}

/// A stay in a function or builtin, from its beginning to the next call or return.
#[derive(Clone, Copy)]
pub(crate) struct Stay {
    /// In the tree.
    pub node: u32,
    pub who: Who,
    pub instructions: u64,
}

/// The stays whose time is not divided yet.
#[derive(Default)]
pub(crate) struct Times {
    pub stays: Vec<Stay>,
    /// When the first of them began.
    pub since: u64,
    /// The one that goes on is timed alone.
    alone: bool,
    /// How many make a group. It changes, or a program in step with it would have all
    /// of the clock's ticks fall on the same function.
    group: usize,
}

impl Times {
    /// A stay begins; true if what was before it has to be divided now.
    pub fn begin(&mut self, pace: Pace) -> bool {
        self.alone = !pace.short();
        self.alone && !self.stays.is_empty()
    }
    /// A stay ends; true if it is time to divide.
    pub fn end(&mut self, stay: Stay) -> bool {
        self.stays.push(stay);
        self.alone || self.stays.len() > 32 + self.group
    }
    /// Divides the time until `now`: gives each stay its part, and whether its owner is
    /// to be judged anew.
    pub fn divide(&mut self, now: u64, mut give: impl FnMut(Stay, u64, bool)) -> u64 {
        let took = now.saturating_sub(std::mem::replace(&mut self.since, now));
        // Who has done nothing yet has waited for the host.
        let weight_of = |s: &Stay| s.instructions + 1;
        let mut weight: u64 = self.stays.iter().map(weight_of).sum();
        let mut left = took;
        let doubt = self.stays.len() > 1 && took > LONG;
        for stay in self.stays.drain(..) {
            let part = (left as f64 * weight_of(&stay) as f64 / weight as f64) as u64;
            (left, weight) = (left - part, weight - weight_of(&stay));
            give(stay, part, doubt);
        }
        self.group = (self.group * 5 + 7) % 64;
        took - left
    }
}
