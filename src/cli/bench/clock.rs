//! Processor time of the whole process: what a measurement counts, so that other
//! programs on the machine disturb it less. The unsafe code of the command is here.

/// Nanoseconds of processor time used so far; of elapsed time where the system
/// does not say.
#[cfg(unix)]
pub fn nanos() -> u64 {
    let mut t = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `t` is a timespec to be written.
    let done = unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut t) };
    if done == 0 { t.tv_sec as u64 * 1_000_000_000 + t.tv_nsec as u64 } else { elapsed() }
}

/// Nanoseconds since the first call.
#[cfg(not(unix))]
pub fn nanos() -> u64 {
    elapsed()
}

fn elapsed() -> u64 {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed().as_nanos() as u64
}
