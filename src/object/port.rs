//! Ports: where programs read from and write to.
use super::{Bytes, Gc, Port};

impl Port {
    /// Flag: can be read from.
    pub const INPUT: u16 = 1;
    /// Flag: can be written to.
    pub const OUTPUT: u16 = 2;
    /// Flag: bytes and not characters.
    pub const BINARY: u16 = 4;
    /// Flag: is one of the host's; it has no data of its own.
    pub const CONSOLE: u16 = 8;
    /// Flag: is that of the host for errors.
    pub const ERRORS: u16 = 16;
    /// Flag: was closed.
    pub const CLOSED: u16 = 32;
    /// Flag: symbols are read without case.
    pub const FOLD: u16 = 64;

    /// Whether all of these flags are set.
    pub fn is(&self, flags: u16) -> bool {
        self.header.flags.get() & flags == flags
    }
    /// Sets or clears flags.
    pub fn set_to(&self, flags: u16, on: bool) {
        let old = self.header.flags.get();
        self.header.flags.set(if on { old | flags } else { old & !flags });
    }
}

impl Gc<Port> {
    fn bytes<'a>(self) -> &'a [u8] {
        match self.data.get().as_a::<Bytes>() {
            // SAFETY: a port's byte vector is its own; nothing is written to it
            // while builtins look at what it holds.
            Some(b) => unsafe { std::slice::from_raw_parts(b.tail().cast(), b.header.len as usize) },
            None => &[],
        }
    }
    /// What is still to be read of a port with data. Nothing may change the port
    /// while it is in use.
    pub fn rest<'a>(self) -> &'a [u8] {
        self.bytes().get(self.at.get() as usize..).unwrap_or(&[])
    }
    /// The same of a port of characters.
    pub fn rest_text<'a>(self) -> &'a str {
        debug_assert!(!self.is(Port::BINARY));
        // SAFETY: a port of characters is made with a text, and `skip` leaves its
        // beginning between two characters.
        unsafe { std::str::from_utf8_unchecked(self.rest()) }
    }
    /// Goes on after so many bytes; for a port of characters, whole characters.
    pub fn skip(self, bytes: usize) {
        let (at, len) = (self.at.get() as usize + bytes, self.bytes().len());
        let inside = self.bytes().get(at).is_some_and(|b| b & 0xC0 == 0x80) && !self.is(Port::BINARY);
        self.at.set(if at > len || inside { len } else { at } as u32);
    }
    /// What was written to a port with data. Nothing may change the port while it
    /// is in use.
    pub fn written<'a>(self) -> &'a [u8] {
        self.bytes().get(..self.at.get() as usize).unwrap_or(&[])
    }
}
