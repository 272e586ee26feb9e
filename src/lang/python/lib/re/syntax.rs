//! The tree of a pattern.
use super::program::{At, Greed, MAX_REPEAT, Member};

/// Fewest and most characters.
pub(super) type Width = (u64, u64);

/// Items one after the other.
#[derive(Clone, Default, Debug)]
pub(super) struct Sequence {
    pub items: Vec<Item>,
    pub width: Width,
}

#[derive(Clone, Debug)]
pub(super) enum Item {
    Char(u32),
    NotChar(u32),
    Any,
    Set { members: Vec<Member>, negated: bool },
    At(At),
    Branch(Vec<Sequence>),
    Group { index: Option<usize>, add: u32, remove: u32, body: Sequence },
    Atomic(Sequence),
    Repeat { greed: Greed, min: u32, max: u32, body: Sequence },
    Reference { group: usize, width: Width },
    Conditional { group: usize, yes: Sequence, no: Option<Sequence> },
    Look { behind: bool, negated: bool, body: Sequence },
}

impl Item {
    fn width(&self) -> Width {
        match self {
            Item::Char(_) | Item::NotChar(_) | Item::Any | Item::Set { .. } => (1, 1),
            Item::At(_) | Item::Look { .. } => (0, 0),
            Item::Branch(all) => {
                let least = all.iter().map(|s| s.width.0).min().unwrap_or(0);
                (least, all.iter().map(|s| s.width.1).max().unwrap_or(0))
            }
            Item::Group { body, .. } | Item::Atomic(body) => body.width,
            Item::Repeat { min, max, body, .. } => {
                let (low, high) = body.width;
                let most = if *max == MAX_REPEAT && high > 0 { u64::MAX } else { high.saturating_mul(*max as u64) };
                (low.saturating_mul(*min as u64), most)
            }
            Item::Reference { width, .. } => *width,
            Item::Conditional { yes, no, .. } => match no {
                Some(no) => (yes.width.0.min(no.width.0), yes.width.1.max(no.width.1)),
                None => (0, yes.width.1),
            },
        }
    }
}

impl Sequence {
    pub fn new(items: Vec<Item>) -> Sequence {
        let (mut low, mut high) = (0u64, 0u64);
        for (l, h) in items.iter().map(Item::width) {
            low = low.saturating_add(l);
            high = high.saturating_add(h);
        }
        Sequence { items, width: (low, high) }
    }
}
