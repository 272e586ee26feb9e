//! The module around a function: types, imports, `direct` and `enter`.
use super::body::{BUDGET, Body, REGS, VM, ty};
use super::code::Code;
use super::flow::Flow;
use super::insn::{Op, Ty};
use super::{Input, Target};
use crate::jit::mir::{Graph, Rep};
use wasm_encoder as wasm;

/// The types of functions in a module, each once.
#[derive(Debug, Default)]
pub(super) struct Types(pub Vec<(Vec<Ty>, Vec<Ty>)>);

impl Types {
    /// The number of a type.
    pub fn get(&mut self, params: &[Ty], results: &[Ty]) -> i64 {
        let known = self.0.iter().position(|(p, r)| p == params && r == results);
        known.unwrap_or_else(|| {
            self.0.push((params.to_vec(), results.to_vec()));
            self.0.len() - 1
        }) as i64
    }
    /// That of `direct` code.
    pub fn direct(&mut self, params: impl Iterator<Item = Rep>, result: Ty) -> i64 {
        let mut all = vec![Ty::I32, Ty::I32, Ty::I64];
        all.extend(params.map(ty));
        self.get(&all, &[result, Ty::I64])
    }
}

/// A function of the module.
pub(super) struct Function {
    pub name: &'static str,
    pub ty: i64,
    pub code: Code,
}

/// A module with the code of a graph.
pub(super) struct Module {
    pub types: Types,
    /// `direct`, then `enter`.
    pub functions: [Function; 2],
}

impl Module {
    pub fn of(input: Input, flow: Flow) -> Module {
        let graph = input.graph;
        let mut types = Types::default();
        let direct = types.direct(graph.params().into_iter(), ty(graph.result));
        let enter = types.get(&[Ty::I32, Ty::I32, Ty::I64], &[Ty::I64]);
        let body = Body::of(input, flow, &mut types).code;
        let functions = [
            Function { name: "direct", ty: direct, code: body },
            Function { name: "enter", ty: enter, code: enter_code(graph, input.target) },
        ];
        Module { types, functions }
    }

    /// Its bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut types = wasm::TypeSection::new();
        for (params, results) in &self.types.0 {
            let encoded = |all: &[Ty]| all.iter().map(|t| t.encoded()).collect::<Vec<_>>();
            types.ty().function(encoded(params), encoded(results));
        }
        let mut imports = wasm::ImportSection::new();
        let memory =
            wasm::MemoryType { minimum: 0, maximum: None, memory64: false, shared: false, page_size_log2: None };
        imports.import("", "m", memory);
        let table = wasm::TableType {
            element_type: wasm::RefType::FUNCREF,
            minimum: 0,
            maximum: None,
            table64: false,
            shared: false,
        };
        imports.import("", "t", table);
        let mut functions = wasm::FunctionSection::new();
        let mut exports = wasm::ExportSection::new();
        let mut code = wasm::CodeSection::new();
        for (i, f) in self.functions.iter().enumerate() {
            functions.function(f.ty as u32);
            exports.export(f.name, wasm::ExportKind::Func, i as u32);
            code.raw(&body(&f.code));
        }
        let mut module = wasm::Module::new();
        module.section(&types).section(&imports).section(&functions).section(&exports).section(&code);
        module.finish()
    }
}

/// The bytes of a body: runs of locals, then instructions.
fn body(code: &Code) -> Vec<u8> {
    let runs = code.locals[code.params..].chunk_by(|a, b| a == b);
    let runs: Vec<_> = runs.map(|run| (run.len() as u32, run[0].encoded())).collect();
    let mut bytes = wasm::Function::new(runs).into_raw_body();
    let mut sink = wasm::InstructionSink::new(&mut bytes);
    code.insns.iter().for_each(|i| i.encode(&mut sink));
    bytes
}

/// What the interpreter calls: takes the arguments from memory, and puts the result
/// where the interpreter looks.
fn enter_code(graph: &Graph, target: Target) -> Code {
    let mut code = Code::new(vec![Ty::I32, Ty::I32, Ty::I64], None);
    code.get(VM);
    code.get(REGS);
    code.imm(Op::I32Store, target.stack as i64);
    [VM, REGS, BUDGET].into_iter().for_each(|l| code.get(l));
    for (i, rep) in graph.params().into_iter().enumerate() {
        code.get(REGS);
        // The closure is one below register 0.
        let at = i as i64 - graph.closure as i64;
        if at < 0 {
            code.i32_by(8, Op::I32Sub);
        }
        code.imm(Op::I64Load, at.max(0) * 8);
        code.untag(rep);
    }
    code.imm(Op::Call, 0);
    code.set(BUDGET);
    let value = code.temp(ty(graph.result));
    code.set(value);
    code.get(BUDGET);
    code.with(0, Op::I64GeS);
    code.op(Op::If);
    code.get(VM);
    code.get(value);
    code.tag(graph.result);
    code.imm(Op::I64Store, target.result as i64);
    code.op(Op::End);
    code.get(BUDGET);
    code.op(Op::End);
    code.tidy();
    code
}
