//! What tokens there are: one row each, with the text that messages show.
use crate::syntax::Sym;

macro_rules! tokens {
    (classes { $($(#[doc = $cdoc:literal])* $class:ident;)* }
     signs { $($sign:ident = $sign_text:literal;)* }
     keywords { $($word:ident = $word_text:literal;)* }) => {
        /// What a token is.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        #[expect(missing_docs, reason = "signs and keywords are named after their text")]
        pub enum Tok { $($(#[doc = $cdoc])* $class,)* $($sign,)* $($word,)* }

        impl Tok {
            /// The text of a sign or keyword; nothing for other tokens.
            pub fn text(self) -> &'static str {
                match self {
                    $(Tok::$sign => $sign_text,)*
                    $(Tok::$word => $word_text,)*
                    $(Tok::$class)|* => "",
                }
            }
        }

        /// Every keyword with its text.
        pub const KEYWORDS: &[(&str, Tok)] = &[$(($word_text, Tok::$word),)*];
        /// How many kinds of token there are.
        pub const KINDS: usize = [$(Tok::$class,)* $(Tok::$sign,)* $(Tok::$word,)*].len();
    };
}

tokens! {
    classes {
        /// The end of the text, or of the part that is read.
        End;
        /// The end of a logical line.
        Newline;
        /// The beginning of an indented block.
        Indent;
        /// The end of an indented block.
        Dedent;
        /// A name; its symbol is with the token.
        Name;
        /// An integer.
        Int;
        /// A float.
        Float;
        /// An imaginary number.
        Imaginary;
        /// A string or bytes literal, prefix and quotes included; see [`StrFlags`].
        Str;
        /// A bad token; a diagnostic was made.
        Bad;
        /// A character that begins no token.
        Stray;
    }
    signs {
        OpenRound = "("; CloseRound = ")"; OpenSquare = "["; CloseSquare = "]"; OpenCurly = "{"; CloseCurly = "}";
        Colon = ":"; Comma = ","; Semicolon = ";"; Dot = "."; Ellipsis = "..."; Arrow = "->"; At = "@"; Walrus = ":=";
        Plus = "+"; Minus = "-"; Star = "*"; Slash = "/"; DoubleSlash = "//"; Percent = "%"; DoubleStar = "**";
        Pipe = "|"; Amper = "&"; Caret = "^"; Tilde = "~"; LeftShift = "<<"; RightShift = ">>";
        Less = "<"; Greater = ">"; LessEqual = "<="; GreaterEqual = ">="; EqualEqual = "=="; NotEqual = "!=";
        Equal = "="; PlusEqual = "+="; MinusEqual = "-="; StarEqual = "*="; SlashEqual = "/="; DoubleSlashEqual = "//=";
        PercentEqual = "%="; DoubleStarEqual = "**="; AtEqual = "@="; PipeEqual = "|="; AmperEqual = "&=";
        CaretEqual = "^="; LeftShiftEqual = "<<="; RightShiftEqual = ">>=";
    }
    keywords {
        False = "False"; None = "None"; True = "True"; And = "and"; As = "as"; Assert = "assert"; Async = "async";
        Await = "await"; Break = "break"; Class = "class"; Continue = "continue"; Def = "def"; Del = "del"; Elif = "elif";
        Else = "else"; Except = "except"; Finally = "finally"; For = "for"; From = "from"; Global = "global"; If = "if";
        Import = "import"; In = "in"; Is = "is"; Lambda = "lambda"; Nonlocal = "nonlocal"; Not = "not"; Or = "or";
        Pass = "pass"; Raise = "raise"; Return = "return"; Try = "try"; While = "while"; With = "with"; Yield = "yield";
    }
}

/// What a string literal's prefix and quotes say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StrFlags(pub u32);

impl StrFlags {
    /// Backslashes mean themselves.
    pub const RAW: u32 = 1;
    /// Bytes.
    pub const BYTES: u32 = 2;
    /// With expressions in braces.
    pub const FORMAT: u32 = 4;
    /// Three quotes.
    pub const TRIPLE: u32 = 8;
    /// There is a backslash in it.
    pub const BACKSLASH: u32 = 16;
    /// The prefix is `u`.
    pub const UNICODE: u32 = 32;

    /// Whether a flag is set.
    #[inline]
    pub fn has(self, flag: u32) -> bool {
        self.0 & flag != 0
    }
}

/// A token and its place.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Token {
    /// What it is.
    pub kind: Tok,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The symbol of a name, the flags of a string, for a bracket or the end of a
    /// line how many brackets are open after it.
    pub data: u32,
}

impl Token {
    /// The symbol of a name.
    #[inline]
    pub fn sym(self) -> Sym {
        Sym(self.data)
    }
    /// The flags of a string.
    pub fn flags(self) -> StrFlags {
        StrFlags(self.data)
    }
}
