//! Where there are no threads the interpreter runs where it is called, and its
//! recursion must do with the little stack that is there.
use super::{Done, Engine, HostBox, Limits};

/// Part of the module's own stack (1 MB) that recursion may use: about 700 calls.
/// The engine's stack cannot be measured; V8's held 720 KB of this and more.
const STACK: usize = 600 << 10;

/// The interpreter.
pub struct Worker(Engine);

impl Worker {
    pub fn new(limits: Limits, host: HostBox) -> Self {
        Worker(Engine::new(limits, host, STACK))
    }

    pub fn run(&mut self, name: &str, source: &str) -> Done {
        self.0.run(name, source)
    }
}
