//! Shapes: which slot holds which field. Records of one type share one shape;
//! field sites remember shapes, so a field is found without hashing (T16).
use crate::syntax::Sym;

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
