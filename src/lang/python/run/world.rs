//! The classes that exist before any program, and what of the prelude the natives need.
use super::class;
use super::table::NATIVES;
use crate::core::{GlobalId, NativeId};
use crate::heap::HeapFull;
use crate::lang::lisp;
use crate::object::{Class, Gc, kept};
use crate::runtime::Runtime;
use crate::syntax::Sym;
use crate::value::Value;
use rustc_hash::FxHashMap;

macro_rules! classes {
    ($($id:ident = $name:literal : $base:ident;)*) => {
        /// A builtin class.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Id { $($id,)* }
        const CLASSES: &[(&str, Id)] = &[$(($name, Id::$base),)*];
        const IDS: &[Id] = &[$(Id::$id,)*];
    };
}

// Each after its base.
classes! {
    Object = "object": Object;
    Type = "type": Object;
    Int = "int": Object;
    Bool = "bool": Int;
    Float = "float": Object;
    Complex = "complex": Object;
    Str = "str": Object;
    Bytes = "bytes": Object;
    ByteArray = "bytearray": Object;
    List = "list": Object;
    Tuple = "tuple": Object;
    Dict = "dict": Object;
    Set = "set": Object;
    FrozenSet = "frozenset": Object;
    Range = "range": Object;
    Slice = "slice": Object;
    NoneType = "NoneType": Object;
    NotImplementedType = "NotImplementedType": Object;
    Ellipsis = "ellipsis": Object;
    Function = "function": Object;
    Builtin = "builtin_function_or_method": Object;
    Method = "method": Object;
    Generator = "generator": Object;
    Coroutine = "coroutine": Object;
    AsyncGenerator = "async_generator": Object;
    Iterator = "iterator": Object;
    ListIterator = "list_iterator": Object;
    TupleIterator = "tuple_iterator": Object;
    AsciiIterator = "str_ascii_iterator": Object;
    StrIterator = "str_iterator": Object;
    BytesIterator = "bytes_iterator": Object;
    ByteArrayIterator = "bytearray_iterator": Object;
    RangeIterator = "range_iterator": Object;
    LongRangeIterator = "longrange_iterator": Object;
    KeyIterator = "dict_keyiterator": Object;
    ValueIterator = "dict_valueiterator": Object;
    ItemIterator = "dict_itemiterator": Object;
    SetIterator = "set_iterator": Object;
    Map = "map": Object;
    Filter = "filter": Object;
    Zip = "zip": Object;
    Enumerate = "enumerate": Object;
    Reversed = "reversed": Object;
    Module = "module": Object;
    Property = "property": Object;
    StaticMethod = "staticmethod": Object;
    ClassMethod = "classmethod": Object;
    Super = "super": Object;
    Keys = "dict_keys": Object;
    Values = "dict_values": Object;
    Items = "dict_items": Object;
    Cell = "cell": Object;
    MemoryView = "memoryview": Object;
    BaseException = "BaseException": Object;
    Exception = "Exception": BaseException;
    BaseExceptionGroup = "BaseExceptionGroup": BaseException;
    ExceptionGroup = "ExceptionGroup": BaseExceptionGroup;
    GeneratorExit = "GeneratorExit": BaseException;
    KeyboardInterrupt = "KeyboardInterrupt": BaseException;
    SystemExit = "SystemExit": BaseException;
    ArithmeticError = "ArithmeticError": Exception;
    FloatingPointError = "FloatingPointError": ArithmeticError;
    OverflowError = "OverflowError": ArithmeticError;
    ZeroDivisionError = "ZeroDivisionError": ArithmeticError;
    AssertionError = "AssertionError": Exception;
    AttributeError = "AttributeError": Exception;
    BufferError = "BufferError": Exception;
    EofError = "EOFError": Exception;
    ImportError = "ImportError": Exception;
    ModuleNotFoundError = "ModuleNotFoundError": ImportError;
    LookupError = "LookupError": Exception;
    IndexError = "IndexError": LookupError;
    KeyError = "KeyError": LookupError;
    MemoryError = "MemoryError": Exception;
    NameError = "NameError": Exception;
    UnboundLocalError = "UnboundLocalError": NameError;
    OsError = "OSError": Exception;
    FileExistsError = "FileExistsError": OsError;
    FileNotFoundError = "FileNotFoundError": OsError;
    PermissionError = "PermissionError": OsError;
    TimeoutError = "TimeoutError": OsError;
    BlockingIoError = "BlockingIOError": OsError;
    ChildProcessError = "ChildProcessError": OsError;
    ConnectionError = "ConnectionError": OsError;
    BrokenPipeError = "BrokenPipeError": ConnectionError;
    ConnectionAbortedError = "ConnectionAbortedError": ConnectionError;
    ConnectionRefusedError = "ConnectionRefusedError": ConnectionError;
    ConnectionResetError = "ConnectionResetError": ConnectionError;
    InterruptedError = "InterruptedError": OsError;
    IsADirectoryError = "IsADirectoryError": OsError;
    NotADirectoryError = "NotADirectoryError": OsError;
    ProcessLookupError = "ProcessLookupError": OsError;
    ReferenceError = "ReferenceError": Exception;
    RuntimeError = "RuntimeError": Exception;
    NotImplementedError = "NotImplementedError": RuntimeError;
    RecursionError = "RecursionError": RuntimeError;
    StopIteration = "StopIteration": Exception;
    StopAsyncIteration = "StopAsyncIteration": Exception;
    SyntaxError = "SyntaxError": Exception;
    IndentationError = "IndentationError": SyntaxError;
    TabError = "TabError": IndentationError;
    SystemError = "SystemError": Exception;
    TypeError = "TypeError": Exception;
    ValueError = "ValueError": Exception;
    UnicodeError = "UnicodeError": ValueError;
    UnicodeDecodeError = "UnicodeDecodeError": UnicodeError;
    UnicodeEncodeError = "UnicodeEncodeError": UnicodeError;
    UnicodeTranslateError = "UnicodeTranslateError": UnicodeError;
    Warning = "Warning": Exception;
    DeprecationWarning = "DeprecationWarning": Warning;
    FutureWarning = "FutureWarning": Warning;
    RuntimeWarning = "RuntimeWarning": Warning;
    SyntaxWarning = "SyntaxWarning": Warning;
    UserWarning = "UserWarning": Warning;
    BytesWarning = "BytesWarning": Warning;
    EncodingWarning = "EncodingWarning": Warning;
    ImportWarning = "ImportWarning": Warning;
    PendingDeprecationWarning = "PendingDeprecationWarning": Warning;
    ResourceWarning = "ResourceWarning": Warning;
    UnicodeWarning = "UnicodeWarning": Warning;
}

macro_rules! own {
    ($($id:ident,)*) => {
        /// A function of the prelude that natives have called; the prelude hands them
        /// over in this order.
        #[derive(Clone, Copy)]
        pub enum Own { $($id,)* }
        /// How many there are.
        const OWN: usize = [$(Own::$id),*].len();
    };
}

own! {
    Binary,
    InPlace,
    Unary,
    Equal,
    Order,
    Truth,
    Len,
    Hash,
    Repr,
    Str,
    Format,
    Join,
    Print,
    Contains,
    GetItem,
    SetItem,
    DelItem,
    DictGet,
    DictSet,
    DictHas,
    DictDel,
    SetAdd,
    SetHas,
    SetDel,
    Iter,
    Next,
    List,
    Tuple,
    Set,
    FrozenSet,
    Range,
    DivMod,
    CallMethod,
    Construct,
    Index,
    Int,
    Float,
    Merge,
    SetFrom,
    Unpack,
    NotEqual,
    GetOrMissing,
    ConstructNative,
    Joined,
    Uncaught,
    ModuleGet,
    WithLists,
    SetMethod,
    SetRemove,
    DictGetOr,
    DictSetDefault,
    DictPop,
    DictMerge,
    ListIndex,
    ListCount,
    ListRemove,
    StrFormat,
    Percent,
    Round,
    Translate,
    ExceptionText,
    Bytes,
    Complex,
    ModuleSet,
    PrintTo,
    BytesPercent,
    Ascii,
    IsAny,
    WithIndex,
    CallFound,
    Match,
    Member,
    WithFloats,
    Checked,
    Extreme,
    Sorted,
    Sum,
    Abstract,
    Named,
}

macro_rules! names {
    ($($id:ident = $name:literal;)*) => {
        /// Names that the run time looks for.
        pub struct Names { $(pub $id: Sym,)* }
        impl Names {
            fn new(rt: &mut Runtime) -> Names {
                Names { $($id: rt.interner.intern($name),)* }
            }
        }
    };
}

names! {
    init = "__init__";
    new = "__new__";
    call = "__call__";
    class = "__class__";
    dict = "__dict__";
    doc = "__doc__";
    annotations = "__annotations__";
    name = "__name__";
    qualname = "__qualname__";
    module = "__module__";
    bases = "__bases__";
    mro = "__mro__";
    get = "__get__";
    set = "__set__";
    delete = "__delete__";
    get_attr = "__getattr__";
    get_attribute = "__getattribute__";
    set_attr = "__setattr__";
    del_attr = "__delattr__";
    abstract_methods = "__abstractmethods__";
    eq = "__eq__";
    ne = "__ne__";
    hash = "__hash__";
    repr = "__repr__";
    str = "__str__";
    bool = "__bool__";
    get_item = "__getitem__";
    set_item = "__setitem__";
    contains = "__contains__";
    missing = "__missing__";
    len = "__len__";
    iter = "__iter__";
    next = "__next__";
    args = "args";
    slots = "__slots__";
    func = "__func__";
    self_ = "__self__";
    fget = "fget";
    fset = "fset";
    fdel = "fdel";
    setter = "setter";
    getter = "getter";
    deleter = "deleter";
    start = "start";
    stop = "stop";
    step = "step";
    wrapped = "__wrapped__";
    file = "__file__";
    microsecond = "microsecond";
    format = "__format__";
    index = "__index__";
}

/// What Python has in a VM.
pub struct World {
    classes: Vec<Value>,
    /// Functions of the prelude, by [`Own`]; empty until it has run.
    own: Vec<Value>,
    /// Names.
    pub names: Names,
    /// Attributes of functions, by their bits: the function and a dictionary.
    pub functions: FxHashMap<u64, (Value, Value)>,
    /// `NotImplemented`.
    pub not_implemented: Value,
    /// Names of methods that operators ask for.
    pub operators: super::operators::Operators,
    /// `...`.
    pub ellipsis: Value,
    /// The modules of texts.
    pub modules: FxHashMap<crate::syntax::SourceId, Sym>,
    /// Globals behind attributes of modules.
    pub module_globals: FxHashMap<(Sym, Sym), GlobalId>,
    /// What an iterator gave at its end, until `yield from` takes it.
    pub stash: Value,
    /// What messages say of exceptions that left the program: CPython's lines.
    pub state: Vec<(Value, String)>,
    /// Digits that the text of an integer may have.
    pub digits: usize,
    /// The standard output as `sys` has it, and what the program put in its place.
    pub stdout: (Value, Value),
    /// Generators of module `random`, by their numbers.
    pub randoms: Vec<super::super::lib::random::Random>,
    /// What was written to a file, and waits for more: path and bytes.
    pub written: (String, Vec<u8>),
    /// What programs refer to without keeping it alive.
    pub weak: super::modules::weak::Weak,
    /// Patterns and searches of module `re`.
    pub regexes: super::modules::re::Regexes,
    /// Formats by which times were read, with their expressions, the last one last.
    pub formats: Vec<(String, super::super::lib::re::Pattern)>,
}

impl World {
    /// Makes the classes.
    pub fn new(rt: &mut Runtime) -> Result<Box<World>, HeapFull> {
        let names = Names::new(rt);
        let mut world = Box::new(World {
            classes: vec![],
            own: vec![],
            names,
            operators: super::operators::Operators::new(&mut rt.interner),
            functions: FxHashMap::default(),
            not_implemented: rt.heap.compound(crate::object::Sort::NotImplemented, &[])?,
            ellipsis: rt.heap.compound(crate::object::Sort::Ellipsis, &[])?,
            modules: FxHashMap::default(),
            module_globals: FxHashMap::default(),
            stash: Value::UNIT,
            state: vec![],
            digits: super::values::DIGITS,
            stdout: (Value::UNIT, Value::UNIT),
            randoms: vec![],
            written: Default::default(),
            weak: Default::default(),
            regexes: Default::default(),
            formats: vec![],
        });
        rt.lookups.begin();
        // By name, as there are too many to look for each.
        let mut natives = FxHashMap::with_capacity_and_hasher(NATIVES.len(), Default::default());
        NATIVES.iter().enumerate().for_each(|(at, n)| _ = natives.entry(n.name).or_insert(at));
        let native = |at: usize| Value::native(NativeId((lisp::builtins::NAMES.len() + at) as u32));
        for &(name, base) in CLASSES {
            let text = rt.heap.string(name)?;
            let c = rt.heap.class(text, 0)?;
            let this = Value::obj(c);
            c.number.set(world.classes.len() as u32);
            let mut order = vec![this];
            let base = world.classes.get(base as usize).copied();
            if let Some(base) = base.and_then(|b| b.as_a::<Class>()) {
                order.extend(class::order(base));
            }
            let mut bases = base.into_iter().collect::<Vec<_>>();
            // The only class with two bases.
            if name == "ExceptionGroup" {
                let second = world.classes[Id::Exception as usize];
                order.insert(2, second);
                bases.push(second);
            }
            let bases = rt.heap.tuple(&bases)?;
            c.bases.set(bases);
            let order = rt.heap.tuple(&order)?;
            c.order.set(order);
            let dict = rt.heap.dict()?;
            c.dict.set(Value::obj(dict));
            rt.class_changes += 1;
            if let Some(&at) = natives.get(name) {
                c.maker.set(native(at));
            }
            world.classes.push(this);
            c.meta.set(world.classes[Id::Type.min(world.classes.len() - 1)]);
            let root = rt.layouts.root(this);
            let args = world.names.args;
            let exception = world.classes.len() > Id::BaseException as usize;
            c.shape.set(if exception { rt.layouts.extend(root, args) } else { root });
        }
        let meta = world.class(Id::Type);
        world.classes.iter().filter_map(|c| c.as_a::<Class>()).for_each(|c| c.meta.set(meta));
        // Natives of one class stand together.
        let mut last = ("", None);
        for (i, n) in NATIVES.iter().enumerate() {
            let Some((class, method)) = n.name.split_once('.') else { continue };
            if last.0 != class {
                last = (class, world.by_name(class).and_then(|c| c.as_a::<Class>()));
            }
            if let Some(c) = last.1 {
                let name = rt.interner.intern(method);
                class::put(rt, c, name, native(i))?;
            }
        }
        for (names, holders) in super::methods::special::HOLDERS {
            for &name in *names {
                let method = rt.interner.intern(name);
                let value = natives.get(name).map_or(Value::UNIT, |&at| native(at));
                for id in holders.iter().flat_map(|ids| ids.iter()) {
                    if let Some(c) = world.class(*id).as_a::<Class>() {
                        class::put(rt, c, method, value)?;
                    }
                }
            }
        }
        // What is nothing but an object has no attributes of its own.
        if let Some(object) = world.class(Id::Object).as_a::<Class>() {
            object.facts.set(object.facts.get() | class::CLOSED);
        }
        Ok(world)
    }
    /// A builtin class.
    pub fn class(&self, id: Id) -> Value {
        self.classes[id as usize]
    }
    /// The builtin class of that name.
    pub fn by_name(&self, name: &str) -> Option<Value> {
        CLASSES.iter().position(|c| c.0 == name).map(|at| self.classes[at])
    }
    /// Whether the prelude has run.
    pub fn is_ready(&self) -> bool {
        !self.own.is_empty()
    }
    /// Takes the functions that natives have called.
    pub fn set_own(&mut self, own: &[Value]) {
        assert_eq!(own.len(), OWN, "the prelude hands over as many as there are");
        self.own = own.to_vec();
    }
    /// What programs know by names besides natives, and the prelude.
    pub fn names_of_builtins(&self, rt: &mut Runtime) -> Result<Vec<(String, Value)>, HeapFull> {
        let hidden = Id::NoneType as usize..Id::BaseException as usize;
        let own = [
            ("_dict_keys", self.class(Id::Keys)),
            ("_dict_values", self.class(Id::Values)),
            ("_dict_items", self.class(Id::Items)),
            ("_generator_type", self.class(Id::Generator)),
            ("_coroutine_type", self.class(Id::Coroutine)),
            ("_async_generator_type", self.class(Id::AsyncGenerator)),
            ("_iterator_types", {
                let all = &self.classes[Id::Iterator as usize..=Id::SetIterator as usize];
                rt.heap.tuple(all)?
            }),
            ("_map_type", self.class(Id::Map)),
            ("_filter_type", self.class(Id::Filter)),
            ("_zip_type", self.class(Id::Zip)),
            ("_enumerate_type", self.class(Id::Enumerate)),
            ("_reversed_type", self.class(Id::Reversed)),
            ("_function_type", self.class(Id::Function)),
            ("_builtin_type", self.class(Id::Builtin)),
            ("_method_type", self.class(Id::Method)),
            ("_module_type", self.class(Id::Module)),
            ("_none_type", self.class(Id::NoneType)),
            ("_MISSING", Value::MISSING),
            ("_NEVER", Value::NEVER),
            ("_print_function", Value::native(super::number("%print"))),
            ("_object_new", Value::native(super::number("object.__new__"))),
            ("_object_init", Value::native(super::number("object.__init__"))),
            ("NotImplemented", self.not_implemented),
            ("Ellipsis", self.ellipsis),
            ("__debug__", Value::TRUE),
            ("__name__", rt.heap.string("__main__")?),
            ("EnvironmentError", self.class(Id::OsError)),
            ("IOError", self.class(Id::OsError)),
        ];
        let public = [Id::Property, Id::StaticMethod, Id::ClassMethod, Id::Super, Id::MemoryView].map(|id| id as usize);
        let named = CLASSES.iter().enumerate().filter(|(i, _)| !hidden.contains(i) || public.contains(i));
        let classes = named.map(|(i, c)| (c.0.to_string(), self.classes[i]));
        Ok(classes.chain(own.map(|(n, v)| (n.to_string(), v))).collect())
    }
    /// A function of the prelude.
    pub fn own(&self, which: Own) -> Value {
        self.own.get(which as usize).copied().unwrap_or(Value::UNIT)
    }
    /// Forgets what a collection found to be dead.
    pub fn sweep(&mut self, alive: impl Fn(Value) -> bool) {
        self.weak.sweep(alive);
    }
    /// What must stay alive.
    pub fn roots(&self) -> impl Iterator<Item = Value> {
        let functions = self.functions.values().flat_map(|f| [f.0, f.1]);
        let fixed = [self.not_implemented, self.ellipsis, self.stash, self.stdout.0, self.stdout.1];
        let rest = self.state.iter().map(|s| s.0);
        self.classes
            .iter()
            .chain(&self.own)
            .copied()
            .chain(functions)
            .chain(fixed)
            .chain(rest)
            .chain(self.regexes.roots())
    }
}

impl Id {
    /// The class with a number.
    pub fn numbered(number: i64) -> Id {
        IDS.get(number as usize).copied().unwrap_or(Id::Iterator)
    }
    fn min(self, most: usize) -> usize {
        (self as usize).min(most)
    }
}

/// The hash by which dictionaries of names find one.
pub fn name_hash(name: Sym) -> Value {
    kept(name.0 as i64)
}

/// The world of a runtime in which Python is loaded.
pub fn world(rt: &Runtime) -> &World {
    rt.python.as_deref().expect("a program of Python is loaded")
}

/// The class of a builtin one.
pub fn class_of_id(rt: &Runtime, id: Id) -> Gc<Class> {
    world(rt).class(id).as_a::<Class>().expect("it is a class")
}
