//! The op table as data.
use super::OpView;
use crate::bytecode::{Kind, OPS, effect};

/// Every op, by number; for the reference page and the page's constants.
pub fn ops() -> Vec<OpView> {
    OPS.iter()
        .map(|i| OpView {
            op: i.op as u16,
            name: i.name,
            doc: i.doc,
            operands: i
                .operands
                .iter()
                .filter(|(_, kind)| *kind != Kind::Unused)
                .map(|(name, kind)| format!("{name}:{}", kind.text()))
                .collect(),
            effects: effect::words(i.effects),
            parts: i.parts.iter().map(|p| p.info().name).collect(),
            quickens: i.quickens.map(|q| q.info().name),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn rows_are_whole() {
        let ops = ops();
        let mut names = HashSet::new();
        for (n, o) in ops.iter().enumerate() {
            assert_eq!(o.op as usize, n);
            assert!(names.insert(o.name), "{} twice", o.name);
            assert!(o.doc.ends_with('.'), "{}", o.name);
            assert!(!o.effects.is_empty());
        }
    }

    #[test]
    fn operands_fit_in_three_fields_and_wide_ones_stand_last() {
        for i in &OPS {
            let mut fields = 0;
            for (name, kind) in i.operands {
                assert!(!kind.wide() || fields == 1, "{}: {name} must take the fields b and c", i.name);
                fields += if kind.wide() { 2 } else { 1 };
            }
            assert!(fields <= 3, "{}", i.name);
        }
    }

    #[test]
    fn quickened_rows_have_the_operands_and_effects_of_their_generic_ones() {
        for i in OPS.iter().filter(|i| i.quickens.is_some()) {
            let generic = i.quickens.unwrap().info();
            assert_eq!(i.operands, generic.operands, "{}", i.name);
            // Those that lead to compiled code may do anything besides.
            assert_eq!(i.effects & generic.effects, generic.effects, "{}", i.name);
            assert!(
                i.effects == generic.effects || i.name.ends_with("Compiled") || i.name.ends_with("Counted"),
                "{}",
                i.name
            );
        }
    }
}
