//! The page as the outside world: its clocks, and output that waits until
//! JavaScript takes it.
use crate::host::{Host, split_mix};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Pages, workers and Node all have it.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;
}

/// The page, the worker or Node.
#[derive(Default)]
pub struct Page {
    seed: u64,
}

impl Host for Page {
    fn write(&mut self, _: &str) -> bool {
        false
    }
    fn nanos(&mut self) -> u64 {
        (performance_now() * 1e6) as u64
    }
    fn seconds(&mut self) -> f64 {
        js_sys::Date::now() / 1000.0
    }
    fn random(&mut self) -> u64 {
        split_mix(&mut self.seed)
    }
}
