//! The edge of the command: faults of Glassbox become a message, Ctrl-C becomes a
//! wish to stop.
use super::{INTERNAL, INTERRUPTED};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// Asks what runs to stop.
type Stopper = Box<dyn Fn() + Send>;

static STOPPER: Mutex<Option<Stopper>> = Mutex::new(None);
static PRESSED: AtomicU32 = AtomicU32::new(0);
static READING: AtomicBool = AtomicBool::new(false);

/// Sets up both; once, when the command starts.
pub fn install() {
    // The hook ends the process by itself: the fast loops of release builds cannot
    // be unwound through, so there is nothing to come back to.
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map_or(String::new(), |l| format!(" at {}:{}", l.file(), l.line()));
        let message = match info.payload().downcast_ref::<&str>() {
            Some(text) => text.to_string(),
            None => info.payload().downcast_ref::<String>().cloned().unwrap_or_default(),
        };
        let version = env!("CARGO_PKG_VERSION");
        super::console::error(&format!(
            "\nerror[internal]: Glassbox itself failed: {message}\n  \
             this is not the program's fault; please report it with the program that shows it\n  \
             version {version}{place}\n"
        ));
        std::process::exit(INTERNAL as i32);
    }));
    // Without a handler Ctrl-C ends the process, which is good enough.
    let _ = ctrlc::set_handler(|| {
        let stopper = STOPPER.lock().unwrap_or_else(|e| e.into_inner());
        // A program that waits for input does not come to a safepoint, and one that
        // did not stop at the first press may never.
        let again = PRESSED.fetch_add(1, Ordering::Relaxed) > 0;
        match &*stopper {
            Some(stop) if !again && !READING.load(Ordering::Relaxed) => stop(),
            _ => std::process::exit(INTERRUPTED as i32),
        }
    });
}

/// Lets Ctrl-C stop what runs now instead of the process.
pub fn on_interrupt(stop: impl Fn() + Send + 'static) {
    PRESSED.store(0, Ordering::Relaxed);
    *STOPPER.lock().unwrap_or_else(|e| e.into_inner()) = Some(Box::new(stop));
}

/// Lets Ctrl-C end the process again; whether it was pressed.
pub fn uninterrupted() -> bool {
    *STOPPER.lock().unwrap_or_else(|e| e.into_inner()) = None;
    PRESSED.swap(0, Ordering::Relaxed) > 0
}

/// Notes that the process waits for input.
pub fn reading(yes: bool) {
    READING.store(yes, Ordering::Relaxed);
}
