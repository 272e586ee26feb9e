//! The interpreter on a thread of its own, which has a stack as large as the
//! system gives. The pages of a stack cost memory only once they are used.
use super::{Done, Engine, HostBox, Limits};
use crate::syntax::{Code, Diagnostic, Span};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, JoinHandle};

/// Stack sizes to ask for, the most wanted first. A recursion without end uses all
/// of it before it is refused.
const STACKS: [usize; 3] = [512 << 20, 128 << 20, 32 << 20];
/// What stays free above the deepest recursion, for builtins and errors.
const MARGIN: usize = 2 << 20;

/// The way to the interpreter's thread.
pub struct Worker {
    jobs: Option<Sender<(String, String)>>,
    results: Receiver<Done>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn new(limits: Limits, host: HostBox) -> Self {
        // The host goes to the thread that is started; one that is not gives it back.
        let host = std::sync::Arc::new(std::sync::Mutex::new(Some(host)));
        for stack in STACKS {
            let (jobs, inbox) = channel::<(String, String)>();
            let (outbox, results) = channel();
            let (limits, host) = (limits.clone(), host.clone());
            let work = move || {
                let Some(host) = host.lock().ok().and_then(|mut h| h.take()) else { return };
                let mut engine = Engine::new(limits, host, stack - MARGIN);
                while let Ok((name, source)) = inbox.recv() {
                    if outbox.send(engine.run(&name, &source)).is_err() {
                        return;
                    }
                }
            };
            if let Ok(thread) = Builder::new().name("baseline".into()).stack_size(stack).spawn(work) {
                return Worker { jobs: Some(jobs), results, thread: Some(thread) };
            }
        }
        let (_, results) = channel();
        Worker { jobs: None, results, thread: None }
    }

    pub fn run(&mut self, name: &str, source: &str) -> Done {
        let sent = self.jobs.as_ref().is_some_and(|jobs| jobs.send((name.to_string(), source.to_string())).is_ok());
        match self.results.recv() {
            Ok(result) if sent => result,
            _ => {
                let message = "the thread of the baseline interpreter is gone";
                let outcome = Err(vec![Diagnostic::error(Code::Internal, Span::default(), message)]);
                Done { outcome, output: String::new(), included: vec![] }
            }
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            // If it panicked, that was reported when it was asked for a result.
            let _ = thread.join();
        }
    }
}
