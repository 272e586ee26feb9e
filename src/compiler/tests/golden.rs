//! What the samples become, compared with a file. `BLESS=1` writes it anew.
use super::*;
use crate::bytecode::disasm::Listing;
use crate::syntax::SourceMap;

fn list(p: &Proto, interner: &Interner, out: &mut String) {
    let globals = &globals();
    let names = Names { interner, globals, natives: &["one", "two", "any"] };
    let listing = Listing { names: &names, natives: NATIVES, sources: &SourceMap::default() };
    let view = listing.function(1, false, p, None);
    for fused in [false, true] {
        out.push_str(if fused { "fused " } else { "plain " });
        out.push_str(&listing.text(&view, fused));
    }
    for h in &p.handlers {
        out.push_str(&format!("  handler: {}..{} -> {} in r{}\n", h.start, h.end, h.target, h.reg));
    }
    for f in &p.functions {
        out.push_str("inner ");
        list(f, interner, out);
    }
}

#[test]
fn samples_become_what_the_file_says() {
    let mut interner = Interner::default();
    ["f", "g", "h"].iter().for_each(|n| {
        interner.intern(n);
    });
    let mut out = String::new();
    for (title, l) in samples() {
        out.push_str(&format!("\n== {title}\n"));
        list(&proto(l, OptSet::all()), &interner, &mut out);
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/bytecode/core.txt");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &out).unwrap();
    }
    let expected = std::fs::read_to_string(path).unwrap();
    for (n, (got, want)) in out.lines().zip(expected.lines()).enumerate() {
        assert_eq!(got, want, "line {} of {path}", n + 1);
    }
    assert_eq!(out.len(), expected.len(), "{path}");
}
