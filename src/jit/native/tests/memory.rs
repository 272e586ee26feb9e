//! Pages of code: what may be done with them, and that they go.
#![cfg(target_os = "linux")]
use super::calls::fib;
use super::*;

/// The rights of each mapping, by the addresses it spans.
fn mappings() -> Vec<(std::ops::Range<usize>, String)> {
    let text = std::fs::read_to_string("/proc/self/maps").expect("Linux says what is mapped");
    let line = |l: &str| {
        let (range, rest) = l.split_once(' ')?;
        let (from, to) = range.split_once('-')?;
        let hex = |s| usize::from_str_radix(s, 16).ok();
        Some((hex(from)?..hex(to)?, rest[..4].to_string()))
    };
    text.lines().filter_map(line).collect()
}

fn rights(address: usize) -> Option<String> {
    mappings().into_iter().find(|(range, _)| range.contains(&address)).map(|(_, rights)| rights)
}

#[test]
fn code_is_never_writable_and_goes_with_its_owner() {
    let m = &mut Machine::new();
    let g = fib(m);
    let code = m.compile(&g, FIRST_EXIT);
    assert_eq!(rights(code.direct).as_deref(), Some("r-xp"));
    assert_eq!(rights(code.enter as usize).as_deref(), Some("r-xp"));
    let both = mappings().into_iter().find(|(_, rights)| rights.starts_with("rwx"));
    assert_eq!(both, None);
    // Other tests compile meanwhile, but not that much.
    let executable =
        || -> usize { mappings().iter().filter(|(_, r)| r.contains('x')).map(|(range, _)| range.len()).sum() };
    let before = executable();
    let others: Vec<Compiled> = (0..500).map(|_| m.compile(&g, FIRST_EXIT)).collect();
    assert!(executable() > before + 400 * 4096);
    drop(others);
    assert!(executable() < before + 100 * 4096);
    assert_eq!(m.enter(&code, &[int(10)]), Came::Gave(int(55)));
}
