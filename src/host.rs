//! The outside world, as far as a program may see it. Nothing else in the VM
//! touches a clock, randomness or output.

/// Why a host without files does nothing with them.
pub const DENIED: &str = "the program may not use files";

/// Why a host without further sources includes none.
pub const NO_SOURCES: &str = "programs may not include files here";

/// What a host answers when a program calls a function of it: the value, or why there is
/// none.
pub type Answer = Result<Data, Failure>;

/// Data of a host on its way into a program.
#[derive(Clone, Debug)]
pub enum Data {
    /// Nothing.
    None,
    /// True or false.
    Bool(bool),
    /// An integer of any size.
    Int(crate::number::Int),
    /// A float.
    Float(f64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A list.
    List(Vec<Data>),
    /// A set.
    Set(Vec<Data>),
    /// A dictionary.
    Map(Vec<(Data, Data)>),
}

impl Data {
    /// About how many bytes it takes as a value.
    pub fn bytes(&self) -> usize {
        match self {
            Data::None | Data::Bool(_) | Data::Float(_) => 8,
            Data::Int(i) => 16 + i.bits() as usize / 8,
            Data::Text(s) => 24 + s.len(),
            Data::Bytes(b) => 48 + b.len(),
            Data::List(items) => 32 + items.iter().map(|d| 8 + d.bytes()).sum::<usize>(),
            Data::Set(items) => 64 + items.iter().map(|d| 32 + d.bytes()).sum::<usize>(),
            Data::Map(pairs) => 64 + pairs.iter().map(|(k, v)| 40 + k.bytes() + v.bytes()).sum::<usize>(),
        }
    }
}

/// What went wrong in a function of the host.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The class of the exception, if programs have one of that name.
    pub class: String,
    /// What happened.
    pub message: String,
}

impl From<&str> for Failure {
    fn from(message: &str) -> Failure {
        Failure { class: "RuntimeError".into(), message: message.into() }
    }
}

/// What the embedder provides. Only output, clocks and randomness are asked of
/// every host; the rest is denied unless it is given.
pub trait Host {
    /// Takes output, or gives false to leave it with the VM until it is asked for.
    fn write(&mut self, text: &str) -> bool;
    /// Nanoseconds since some fixed moment.
    fn nanos(&mut self) -> u64;
    /// Seconds since 1970.
    fn seconds(&mut self) -> f64;
    /// 64 random bits.
    fn random(&mut self) -> u64;
    /// What the program was started as, then its arguments.
    fn args(&mut self) -> Vec<String> {
        vec![]
    }
    /// The next piece of the input, as much as is there but no more than about
    /// `most` bytes; `None` when there is no more.
    fn read(&mut self, most: usize) -> Option<String> {
        let _ = most;
        None
    }
    /// Takes output for the port of errors, or gives false to have it among the
    /// other output.
    fn write_error(&mut self, text: &str) -> bool {
        let _ = text;
        false
    }
    /// The text of a file that a program includes, and what to call it. `name` is as the
    /// program writes it, `from` what the text that says so is called.
    fn read_source(&mut self, name: &str, from: &str, most: usize) -> Result<(String, String), String> {
        let _ = (name, from, most);
        Err(NO_SOURCES.into())
    }
    /// What a file of no more than `most` bytes holds, or why that cannot be said.
    fn read_file(&mut self, path: &str, most: usize) -> Result<Vec<u8>, String> {
        let _ = (path, most);
        Err(DENIED.into())
    }
    /// Makes a file with these bytes, in place of one of that name; or adds them to it.
    fn write_file(&mut self, path: &str, bytes: &[u8], add: bool) -> Result<(), String> {
        let _ = (path, bytes, add);
        Err(DENIED.into())
    }
    /// Whether there is a file of that name, as far as the program may see.
    fn file_exists(&mut self, path: &str) -> bool {
        let _ = path;
        false
    }
    /// Removes a file.
    fn delete_file(&mut self, path: &str) -> Result<(), String> {
        let _ = path;
        Err(DENIED.into())
    }
    /// The names of what is in a folder, without a certain order.
    fn list_folder(&mut self, path: &str) -> Result<Vec<String>, String> {
        let _ = path;
        Err(DENIED.into())
    }
    /// Variables of the environment, as far as the program may see.
    fn environment(&mut self) -> Vec<(String, String)> {
        vec![]
    }
}

/// A host without a world: output stays with the VM, the clock stands still and
/// random numbers come from a fixed seed (SplitMix64).
#[derive(Default)]
pub struct Closed {
    seed: u64,
}

impl Host for Closed {
    fn write(&mut self, _: &str) -> bool {
        false
    }
    fn nanos(&mut self) -> u64 {
        0
    }
    fn seconds(&mut self) -> f64 {
        0.0
    }
    fn random(&mut self) -> u64 {
        split_mix(&mut self.seed)
    }
}

/// The next number of a SplitMix64 sequence (Steele, Lea, Flood 2014).
pub fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let z = (*state ^ (*state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The process as a host: output goes to standard output, the clock is real,
/// random numbers start from a fixed seed unless one is given.
#[cfg(not(target_arch = "wasm32"))]
pub struct Process {
    started: std::time::Instant,
    seed: u64,
}

#[cfg(not(target_arch = "wasm32"))]
impl Process {
    /// A host whose random numbers start from `seed`.
    pub fn new(seed: u64) -> Process {
        Process { started: std::time::Instant::now(), seed }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Host for Process {
    fn write(&mut self, text: &str) -> bool {
        use std::io::Write;
        let mut out = std::io::stdout().lock();
        // A reader that has gone away is not the program's fault; `main` ends then.
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        true
    }
    fn nanos(&mut self) -> u64 {
        self.started.elapsed().as_nanos() as u64
    }
    fn seconds(&mut self) -> f64 {
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0.0, |d| d.as_secs_f64())
    }
    fn random(&mut self) -> u64 {
        split_mix(&mut self.seed)
    }
}
