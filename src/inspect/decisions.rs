//! What the optimisations decided about a program (T20).
use super::Place;
use serde::Serialize;

/// Something that was done to a function, or was not.
#[derive(Clone, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct Decision {
    /// The function, as [`super::FunctionView::id`].
    pub function: u32,
    /// What decided: the name of a switch, or `cells` or `builtins`.
    pub topic: &'static str,
    /// Whether it was done.
    pub done: bool,
    /// In words; the same for all places.
    pub text: String,
    /// Where, in the order of the source.
    pub places: Vec<Place>,
    /// How often it paid while the program ran, as far as that was counted.
    pub count: u64,
}
