//! The calling-context tree: who ran, called from where. Its size is bounded
//! whatever the program does, so that it can be drawn and sent.
use rustc_hash::FxHashMap;

/// Nodes that stand for what they are called; each may have one more for the rest.
pub(crate) const NODES: usize = 4096;
/// Calls below this depth look for their function among those that are open.
pub(crate) const FOLD: u16 = 64;
/// Nothing is told apart below this depth.
pub(crate) const DEEPEST: u16 = 256;

/// Who a node stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Who {
    /// The program as a whole: the root.
    All,
    /// A function, by its number in the VM.
    Function(u32),
    /// A builtin.
    Native(u32),
    /// What is below here and had no room of its own.
    Rest,
}

/// What was spent somewhere.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(crate) struct Spent {
    /// Instructions.
    pub instructions: u64,
    /// Time by the host's clock.
    pub nanos: u64,
}

impl Spent {
    pub fn add(&mut self, more: Spent) {
        self.instructions += more.instructions;
        self.nanos += more.nanos;
    }
    /// What was spent since `then`.
    pub fn since(self, then: Spent) -> Spent {
        Spent { instructions: self.instructions - then.instructions, nanos: self.nanos - then.nanos }
    }
}

/// How often something was entered.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Entered {
    /// Calls, tail calls among them.
    pub calls: u64,
    /// Calls that took the place of their caller.
    pub tail_calls: u64,
}

impl Entered {
    pub fn count(&mut self, tail: bool) {
        self.calls += 1;
        self.tail_calls += tail as u64;
    }
}

/// A function in the context it was called in.
pub(crate) struct Node {
    pub who: Who,
    /// The caller's node; that of the root is its own.
    pub parent: u32,
    pub depth: u16,
    pub entered: Entered,
    /// In the function itself, here.
    pub spent: Spent,
}

/// The tree. Node 0 is the root; a node comes after its parent.
pub(crate) struct Tree {
    pub nodes: Vec<Node>,
    /// By caller and who is called. Folded calls are here too.
    children: FxHashMap<u64, u32>,
    /// What was asked for last, and the answer: often it is asked again.
    last: (u64, u32),
}

impl Default for Tree {
    fn default() -> Tree {
        let root = Node { who: Who::All, parent: 0, depth: 0, entered: Entered::default(), spent: Spent::default() };
        Tree { nodes: vec![root], children: FxHashMap::default(), last: (u64::MAX, 0) }
    }
}

impl Tree {
    /// The node of what is called from `parent`. Far down, recursion goes round
    /// in the nodes that are there.
    pub fn child(&mut self, parent: u32, who: Who) -> u32 {
        let code = match who {
            Who::Function(id) => id << 2,
            Who::Native(id) => id << 2 | 1,
            Who::All => 2,
            Who::Rest => 3,
        };
        let key = (parent as u64) << 32 | code as u64;
        if self.last.0 == key {
            return self.last.1;
        }
        if let Some(&known) = self.children.get(&key) {
            self.last = (key, known);
            return known;
        }
        let depth = self.nodes[parent as usize].depth + 1;
        let full = self.nodes.len() >= NODES;
        let node = match () {
            _ if self.nodes[parent as usize].who == Who::Rest => return parent,
            _ if who == Who::Rest => self.add(parent, who, depth),
            _ => match if depth > FOLD || full { self.open(parent, who) } else { None } {
                Some(above) => above,
                None if full || depth > DEEPEST => self.child(parent, Who::Rest),
                None => self.add(parent, who, depth),
            },
        };
        self.children.insert(key, node);
        node
    }

    fn add(&mut self, parent: u32, who: Who, depth: u16) -> u32 {
        self.nodes.push(Node { who, parent, depth, entered: Entered::default(), spent: Spent::default() });
        self.nodes.len() as u32 - 1
    }

    /// The nearest node on the way up that stands for the same.
    fn open(&self, from: u32, who: Who) -> Option<u32> {
        let mut at = from;
        while at != 0 {
            let node = &self.nodes[at as usize];
            if node.who == who {
                return Some(at);
            }
            at = node.parent;
        }
        None
    }

    /// What was spent in each node and below it.
    pub fn totals(&self) -> Vec<Spent> {
        let mut totals: Vec<Spent> = self.nodes.iter().map(|n| n.spent).collect();
        for at in (1..self.nodes.len()).rev() {
            let below = totals[at];
            totals[self.nodes[at].parent as usize].add(below);
        }
        totals
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recursion_folds_far_down() {
        let mut tree = Tree::default();
        let mut at = 0;
        for i in 0..10_000 {
            at = tree.child(at, Who::Function(i % 2));
        }
        assert_eq!(tree.nodes.len(), FOLD as usize + 1);
        assert!(tree.nodes[at as usize].depth >= FOLD - 1);
    }

    #[test]
    fn depth_and_nodes_are_bounded() {
        let mut tree = Tree::default();
        let mut at = 0;
        for i in 0..10_000 {
            at = tree.child(at, Who::Function(i));
        }
        assert_eq!(tree.nodes.len(), DEEPEST as usize + 2);
        assert_eq!(tree.nodes[at as usize].who, Who::Rest);
        for i in 0..100_000 {
            let caller = tree.child(0, Who::Function(i));
            tree.child(caller, Who::Native(i));
        }
        assert!(tree.nodes.len() <= 2 * NODES, "{}", tree.nodes.len());
        // A caller that is known keeps its own.
        let known = tree.child(0, Who::Function(0));
        assert_eq!(tree.nodes[known as usize].who, Who::Function(0));
    }

    #[test]
    fn totals_add_up() {
        let mut tree = Tree::default();
        let f = tree.child(0, Who::Function(1));
        let g = tree.child(f, Who::Function(2));
        for (at, instructions) in [(f, 5), (g, 7)] {
            tree.nodes[at as usize].spent.add(Spent { instructions, nanos: 1 });
        }
        let totals: Vec<u64> = tree.totals().iter().map(|s| s.instructions).collect();
        assert_eq!(totals, [12, 12, 7]);
        assert_eq!(tree.totals()[0].nanos, 2);
    }
}
