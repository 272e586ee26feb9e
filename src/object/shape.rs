//! Shapes: which slot holds which field. Records of one type share one shape;
//! field sites remember shapes, so a field is found without hashing (T16).
use crate::syntax::Sym;
use crate::value::Value;
use rustc_hash::FxHashMap;

/// One shape.
pub struct Shape {
    /// Name of the record type.
    pub name: Sym,
    /// Field names by slot.
    pub fields: Vec<Sym>,
}

/// All shapes of a VM, by number.
#[derive(Default)]
pub struct Shapes(Vec<Shape>);

impl Shapes {
    /// Adds a shape and gives its number.
    pub fn add(&mut self, name: Sym, fields: Vec<Sym>) -> u32 {
        self.0.push(Shape { name, fields });
        self.0.len() as u32 - 1
    }
    /// The shape of that number.
    pub fn get(&self, id: u32) -> &Shape {
        &self.0[id as usize]
    }
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The shape of instances: their class and, one after the other, the attributes they
/// got. Instances that got the same ones in the same order share it.
pub struct Layout {
    /// The class, a value.
    pub class: Value,
    /// Without the last attribute; itself if there is none.
    parent: u32,
    /// The last attribute.
    name: Sym,
    /// How many attributes there are.
    count: u32,
    /// With one attribute more.
    next: FxHashMap<Sym, u32>,
}

/// All of a VM, by number. They live as long as it does.
#[derive(Default)]
pub struct Layouts(Vec<Layout>);

/// What a layout takes of memory, about.
pub const LAYOUT_BYTES: usize = 96;

impl Layouts {
    /// That of a new instance of a class.
    pub fn root(&mut self, class: Value) -> u32 {
        let id = self.0.len() as u32;
        self.0.push(Layout { class, parent: id, name: Sym(0), count: 0, next: FxHashMap::default() });
        id
    }
    /// The layout of that number.
    #[inline]
    pub fn get(&self, id: u32) -> &Layout {
        &self.0[id as usize]
    }
    /// The slot of an attribute.
    pub fn slot(&self, id: u32, name: Sym) -> Option<u32> {
        let mut at = self.get(id);
        while at.count > 0 {
            if at.name == name {
                return Some(at.count - 1);
            }
            at = self.get(at.parent);
        }
        None
    }
    /// The layout with one attribute more, if it was needed before.
    pub fn known(&self, id: u32, name: Sym) -> Option<u32> {
        self.get(id).next.get(&name).copied()
    }
    /// The same where it was not.
    pub fn extend(&mut self, id: u32, name: Sym) -> u32 {
        let new = self.0.len() as u32;
        let Layout { class, count, .. } = *self.get(id);
        self.0.push(Layout { class, parent: id, name, count: count + 1, next: FxHashMap::default() });
        self.0[id as usize].next.insert(name, new);
        new
    }
    /// How many attributes there are.
    pub fn count(&self, id: u32) -> usize {
        self.get(id).count as usize
    }
    /// The attributes, by slot.
    pub fn names(&self, id: u32) -> Vec<Sym> {
        let mut names = vec![];
        let mut at = self.get(id);
        while at.count > 0 {
            names.push(at.name);
            at = self.get(at.parent);
        }
        names.reverse();
        names
    }
    /// The classes of all of them.
    pub fn classes(&self) -> impl Iterator<Item = Value> {
        self.0.iter().map(|l| l.class)
    }
}
