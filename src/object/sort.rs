//! Which of the small objects of Python a [`Compound`](super::Compound) is.

macro_rules! sorts {
    ($($(#[doc = $doc:literal])* $name:ident;)*) => {
        /// The type of a [`Compound`](super::Compound).
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u16)]
        pub enum Sort { $($(#[doc = $doc])* $name,)* }
        impl Sort {
            /// Every one, by number.
            pub const ALL: &'static [Sort] = &[$(Sort::$name,)*];
        }
    };
}

sorts! {
    /// Nothing but itself.
    Object;
    /// First, end and step of a range.
    Range;
    /// The same of a slice.
    Slice;
    /// What is gone through, where, and what that kind needs besides. The next is
    /// found by what it goes through.
    Iter;
    /// Next number, step, and how many are left of a range; all small.
    Counter;
    /// Iterators that are gone through side by side.
    Zip;
    /// An iterator, and the number of what comes next.
    Enumerate;
    /// A list or tuple that is gone through from its end, and how many are left.
    Reversed;
    /// The keys of a dictionary.
    Keys;
    /// Its values.
    Values;
    /// Its items.
    Items;
    /// A function and its first argument.
    Method;
    /// A function that classes do not bind.
    StaticMethod;
    /// A function that is bound to the class.
    ClassMethod;
    /// What gets, sets and deletes an attribute, and its documentation.
    Property;
    /// A class and an object: where attributes are looked for behind the class.
    Super;
    /// A name and a dictionary.
    Module;
    /// Bytes that do not change.
    Bytes;
    /// Bytes that do, with room for more, and how many there are.
    ByteArray;
    /// Not an answer.
    NotImplemented;
    /// `...`.
    Ellipsis;
}
