//! What a panic said. A panic ends in a trap, which carries no text; the hook
//! keeps the text where the package can fetch it after the trap.
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Installs the hook; once per instance.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        let text = info.to_string();
        // Only this hook and `last_panic` borrow it, and neither can panic meanwhile.
        LAST.with(|last| {
            if let Ok(mut last) = last.try_borrow_mut() {
                *last = text;
            }
        });
    }));
}

/// The text of the panic behind the trap that just happened, or "".
#[wasm_bindgen(js_name = lastPanic)]
pub fn last_panic() -> String {
    LAST.with(|last| last.try_borrow().map(|text| text.clone()).unwrap_or_default())
}

/// Panics on purpose: a drill for whoever must recover from it.
#[wasm_bindgen]
pub fn drill() {
    panic!("a drill");
}
