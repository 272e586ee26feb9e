use super::*;

fn lowered(text: &str) -> Result<(Unit, Vec<Diagnostic>), Vec<Diagnostic>> {
    let (mut interner, mut globals) = (Interner::default(), GlobalNames::default());
    let mut env = LispEnv::new(&mut interner);
    lower_prelude(&mut env, &mut interner, &mut globals, SourceId(0));
    lower(&mut env, &mut interner, &mut globals, SourceId(1), text)
}

#[test]
fn benchmark_programs_lower_without_a_word() {
    for entry in std::fs::read_dir("benches/programs").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "scm") {
            let text = std::fs::read_to_string(&path).unwrap();
            match lowered(&text) {
                Ok((_, warnings)) => assert!(warnings.is_empty(), "{}: {warnings:#?}", path.display()),
                Err(errors) => panic!("{}: {errors:#?}", path.display()),
            }
        }
    }
}
