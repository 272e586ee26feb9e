//! Random programs and texts, and what finds the smallest that still fails.
pub mod builtins;
mod control;
mod data;
mod forms;
pub mod hot;
mod hot_values;
pub mod hot_ways;
mod maker;
pub mod shrink;
pub mod text;

pub use maker::Maker;

/// A number from the environment.
pub fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// The cases to run: `SEED=n` one alone, `PROGRAMS=n` the first n (from `FROM`), else a few.
pub fn seeds(few: u64) -> Vec<u64> {
    match number("SEED") {
        Some(seed) => vec![seed],
        None => {
            let from = number("FROM").unwrap_or(0);
            (from..from + number("PROGRAMS").unwrap_or(few)).collect()
        }
    }
}
