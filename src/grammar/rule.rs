//! What a rule of the grammar is: an id, a production in one notation, sentences that it reads and must leave alone.
//!
//! The production is the parser: it is read once (see `production`), and what it says is what is read (see `reader`).
//! The tables of rules stand in `rules`, a file a family; what their terminals mean, the stages say.

/// What a rule decides.
///
/// ```
/// use whosaid::{RuleKind, rules};
/// let refusals = rules().filter(|rule| rule.kind == RuleKind::Refusal);
/// let sentences: Vec<&str> = refusals.flat_map(|rule| rule.reads).copied().collect();
/// assert!(sentences.contains(&"He declined to say whether it would close."));
/// assert_eq!(RuleKind::Refusal.name(), "refusal");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RuleKind {
    /// An attribution: without it there is no row. `speaker cue words`
    Rule,
    /// Words that are no report after all. `declined to say`
    Refusal,
    /// Where reported words must begin or end. `offered to resign | but was persuaded`
    Edge,
    /// Words that belong to a row before. `“A,” said Haro. “B.”`
    Join,
    /// Who passes words on. `Haro said, the agency reported`
    Relay,
    /// Which marks belong together. `“ … ”`
    Mark,
    /// Where a sentence ends. `word stop capital`
    Sentence,
    /// What stands inside a sentence: clauses, asides, appositions, lists. `name "," description ","`
    Clause,
}

impl RuleKind {
    /// The word for it, as `whosaid rules` prints it.
    pub fn name(self) -> &'static str {
        match self {
            RuleKind::Rule => "rule",
            RuleKind::Refusal => "refusal",
            RuleKind::Edge => "edge",
            RuleKind::Join => "join",
            RuleKind::Relay => "relay",
            RuleKind::Mark => "mark",
            RuleKind::Sentence => "sentence",
            RuleKind::Clause => "clause",
        }
    }
}

/// A rule of the grammar.
///
/// ```
/// let row = &whosaid::extract("“We sail,” Anna Haro said.")[0];
/// let rule = whosaid::rules().find(|rule| rule.id == row.rule).unwrap();
/// assert_eq!((rule.id, rule.family), ("QSC", "Quotation with a cue beside it"));
/// assert!(rule.production.starts_with("quotation [other] speaker"));
/// assert!(rule.refuses.contains(&"“The ferry will sail at dawn,” said Anna Haro."));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The id: rows show it, `--without` switches it off, `grammar-notes.md` has a section for it.
    pub id: &'static str,
    /// What it is about, in words: rules of one family stand together.
    pub family: &'static str,
    /// What it decides.
    pub kind: RuleKind,
    /// What it reads, in the notation of `grammar/production.rs`.
    pub production: &'static str,
    /// Sentences that it reads; ` ¶ ` stands for a paragraph break.
    pub reads: &'static [&'static str],
    /// Sentences that look like it and that it must leave alone.
    pub refuses: &'static [&'static str],
    /// The folders of `fixtures/`, or single cases in them, that show it.
    pub fixtures: &'static [&'static str],
}

/// A rule by its place in the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId(u16);

impl RuleId {
    /// The rule `number` of a table.
    #[inline]
    pub const fn new(table: u8, number: u8) -> Self {
        RuleId((table as u16) << 8 | number as u16)
    }

    /// The table.
    #[inline]
    pub const fn table(self) -> usize {
        (self.0 >> 8) as usize
    }

    /// The place in the table.
    #[inline]
    pub const fn number(self) -> usize {
        (self.0 & 0xff) as usize
    }
}

/// The rules of one stage, in the order in which they are tried, with the terminals that the stage supplies to them.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Names of the terminals; a production with any other does not compile.
    pub terminals: &'static [&'static str],
    /// Numbers of those without width that only look: a production does not begin with them.
    pub looks: &'static [u8],
    /// Whether the stage reads single words, written in quotation marks.
    pub words: bool,
    /// The rules.
    pub rules: &'static [Rule],
}

/// Declares the rules of a table, and a [`RuleId`] for each under its id.
macro_rules! rules {
    ($table:literal; $($id:ident: $family:expr, $kind:ident, $production:expr;
        reads $reads:expr; refuses $refuses:expr; fixtures $fixtures:expr;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, dead_code)]
        enum Number { $($id),* }
        $(
            #[doc = concat!("The rule ", stringify!($id), ".")]
            #[allow(dead_code)]
            pub(crate) const $id: $crate::grammar::RuleId = $crate::grammar::RuleId::new($table, Number::$id as u8);
        )*
        /// The rules, in the order in which they are tried.
        pub(crate) static RULES: &[$crate::grammar::Rule] = &[
            $($crate::grammar::Rule {
                id: stringify!($id),
                family: $family,
                kind: $crate::grammar::RuleKind::$kind,
                production: $production,
                reads: &$reads,
                refuses: &$refuses,
                fixtures: &$fixtures,
            }),*
        ];
    };
}
pub(crate) use rules;

/// Declares the terminals of a stage: a number for each, and the name that productions write.
macro_rules! terminals {
    ($(#[$doc:meta])* $terminals:ident; $($(#[$one:meta])* $name:ident = $text:literal,)*) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum $terminals { $($(#[$one])* $name),* }

        impl $terminals {
            /// The names, by number.
            pub(crate) const NAMES: &[&str] = &[$($text),*];
            /// All, by number.
            const ALL: &[$terminals] = &[$($terminals::$name),*];

            /// The terminal of a number that a program was compiled with.
            pub(crate) fn of(number: u8) -> $terminals {
                $terminals::ALL[usize::from(number)]
            }
        }

        // A bit each, and one for any word.
        const _: () = assert!($terminals::NAMES.len() <= 63);
    };
}
pub(crate) use terminals;
