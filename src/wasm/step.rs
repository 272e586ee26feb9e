//! Running a program line by line from JavaScript.
use super::config::{kind, number, range_error, text, type_error};
use super::{RawVm, to_js};
use crate::vm::Step;
use js_sys::Array;
use wasm_bindgen::prelude::*;

/// More breakpoints are refused.
const MOST: u32 = 10_000;

#[wasm_bindgen]
impl RawVm {
    /// Has the started program stop: at the next line `into` calls, `over` them, `out` of
    /// the running function, or, by `continue`, at breakpoints alone.
    pub fn step(&mut self, step: &JsValue) -> Result<(), JsValue> {
        let name = text(step, "step")?;
        let step = match &*name {
            "into" => Step::Into,
            "over" => Step::Over,
            "out" => Step::Out,
            "continue" => Step::Continue,
            _ => return Err(range_error(format!("there is no step \"{name}\"; there are into, over, out, continue"))),
        };
        self.engine.step(step);
        Ok(())
    }

    /// Sets the lines of the started program at which every step ends; gives those that
    /// were taken.
    #[wasm_bindgen(js_name = setBreakpoints)]
    pub fn set_breakpoints(&mut self, program: &JsValue, lines: &JsValue) -> Result<Vec<u32>, JsValue> {
        let program = self.program(program)?;
        let Some(array) = lines.dyn_ref::<Array>().filter(|a| a.length() <= MOST) else {
            return Err(type_error(format!("breakpoints must be an array of numbers, not {}", kind(lines))));
        };
        let lines: Result<Vec<u32>, JsValue> =
            array.iter().map(|line| number(&line, "a breakpoint", 1, u64::from(u32::MAX)).map(|n| n as u32)).collect();
        Ok(self.engine.set_breakpoints(program, &lines?))
    }

    /// Where the program stands that a step stopped, or where it failed; `null` if it does
    /// neither.
    #[wasm_bindgen(js_name = stoppedAt)]
    pub fn stopped_at(&self) -> Result<JsValue, JsValue> {
        to_js(&self.engine.stopped_at())
    }
}
