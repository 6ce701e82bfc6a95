//! The grammar of attributions: an ordered table of rules, each a production over the layout of a sentence's parts.
//!
//! Takes the parts of a proposed attribution in the order of the text, gives the first rule that reads them all; what
//! no rule reads is no attribution. `grammar-notes.md` says the same in words, and a test holds the two together.
//!
//! The layout is a string with one letter a part:
//!
//! | letter | part |
//! |---|---|
//! | `Q` | words wholly inside marks |
//! | `T` `B` `F` `W` | a reported clause: behind "that", bare, infinitive, question |
//! | `S` | the speaker's mention |
//! | `C` `G` `V` | a verb cue: finite, participle, passive |
//! | `A` `D` `L` | a verb cue with its own object: accuse, describe as, call |
//! | `K` | quote, cite: the speaker is the object |
//! | `P` `N` `:` `-` | a preposition, a noun, a colon, a dash as cue |
//! | `x` | other words between two parts: an addressee, an aside, an adverbial |
//! | `e` | other words with a cue of their own between speaker and cue: a shared subject |

use super::{Analysis, Frame};
use crate::cue::CueKind;
use crate::lexicon::{CueClass, WordClass};
use nom::branch::alt;
use nom::bytes::complete::{is_a, tag, take_while};
use nom::combinator::{all_consuming, opt};
use nom::{IResult, Parser};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::cell::RefCell;
use std::ops::Range;

type Read<'a> = IResult<&'a str, (), ()>;

/// A rule of the table.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The id that rows show.
    pub id: &'static str,
    /// The production, as `grammar-notes.md` has it.
    pub production: &'static str,
    /// A sentence that the rule reads.
    pub example: &'static str,
    /// A sentence that looks like it and that the rule must not read.
    pub refused: &'static str,
    parse: fn(&str) -> Read<'_>,
}

/// Reported words of any form.
fn content(input: &str) -> Read<'_> {
    is_a("QTBFW").map(|_| ()).parse(input)
}

/// A reported clause.
fn clause(input: &str) -> Read<'_> {
    is_a("BTFW").map(|_| ()).parse(input)
}

/// Other words, or none.
fn aside(input: &str) -> Read<'_> {
    take_while(|c| c == 'x').map(|_: &str| ()).parse(input)
}

/// A speaker, with an aside behind or before.
fn speaker(input: &str) -> Read<'_> {
    tag("S").map(|_| ()).parse(input)
}

/// A verb cue with nothing but its clause.
fn verb(input: &str) -> Read<'_> {
    is_a("C").map(|_| ()).parse(input)
}

fn quoted(input: &str) -> Read<'_> {
    is_a("Q").map(|_| ()).parse(input)
}

macro_rules! production {
    ($($part:expr),+ $(,)?) => {
        |input| all_consuming(($($part,)+)).map(|_| ()).parse(input)
    };
}

macro_rules! either {
    ($(($($part:expr),+ $(,)?)),+ $(,)?) => {
        |input| alt(($(all_consuming(($($part,)+)).map(|_| ()),)+)).parse(input)
    };
}

/// The rule of a quotation without a cue of its own, in a paragraph of its own.
pub const FLOAT: &str = "FLOAT";
/// The rule of a turn in a transcript.
pub const TURN: &str = "TURN";

/// The rules, in the order in which they are tried.
pub const RULES: &[Rule] = &[
    Rule {
        id: "QSC",
        production: "quotation [\",\"] speaker [aside] cue",
        example: "“The ferry will sail at dawn,” Anna Haro said.",
        refused: "“The ferry will sail at dawn,” said Anna Haro.",
        parse: production!(quoted, aside, speaker, aside, verb, aside),
    },
    Rule {
        id: "QCS",
        production: "quotation [\",\"] cue speaker",
        example: "“The ferry will sail at dawn,” said Anna Haro, the harbour master.",
        refused: "“The ferry will sail at dawn,” Anna Haro said.",
        parse: production!(quoted, aside, verb, aside, speaker, aside),
    },
    Rule {
        id: "SCQ",
        production: "speaker [aside] cue [addressee] [\",\" | \":\"] quotation | cue speaker \":\" quotation",
        example: "Anna Haro said: “The ferry will sail at dawn.”",
        refused: "Anna Haro said the ferry would sail at dawn.",
        parse: either!((speaker, aside, verb, aside, quoted), (verb, aside, speaker, aside, quoted)),
    },
    Rule {
        id: "QSCQ",
        production: "quotation speaker cue quotation | quotation cue speaker quotation",
        example: "“If the valves fail,” Anna Haro said, “we lose the town.”",
        refused: "“If the valves fail, we lose the town,” Anna Haro said.",
        parse: either!(
            (quoted, aside, speaker, aside, verb, aside, quoted),
            (quoted, aside, verb, aside, speaker, aside, quoted),
        ),
    },
    Rule {
        id: "QUOTED",
        production: "[outlet] (\"quoted\" | \"cited\" | \"citing\") speaker [\"as saying\"] words | words [outlet] \"citing\" speaker",
        example: "The agency quoted Vardan Toganyan as saying the route was “blocked”.",
        refused: "Vardan Toganyan said the route was “blocked”.",
        parse: either!(
            (aside, tag("K"), aside, speaker, aside, content),
            (content, aside, tag("K"), aside, speaker, aside),
            (speaker, aside, tag("K"), aside, content),
            (content, aside, speaker, aside, tag("K"), aside),
        ),
    },
    Rule {
        id: "PASSIVE",
        production: "speaker passive-cue words | words [\",\"] speaker passive-cue | words passive-cue \"by\" speaker",
        example: "“Bring your own water,” he was quoted as saying.",
        refused: "“Bring your own water,” he said.",
        parse: either!(
            (speaker, aside, opt(tag("e")), tag("V"), aside, content),
            (content, aside, speaker, aside, tag("V"), aside),
            (content, aside, tag("V"), aside, speaker, aside),
            (tag("V"), aside, speaker, aside, content),
            (content, aside, tag("V"), aside, speaker, aside, content),
            (content, aside, tag("V"), aside, content, aside, speaker, aside),
        ),
    },
    Rule {
        id: "ACCORDING",
        production: "preposition speaker [\",\"] words | words [\",\"] preposition speaker",
        example: "According to Anna Haro, the ferry was never insured.",
        refused: "Anna Haro said the ferry was never insured.",
        parse: either!(
            (aside, tag("P"), aside, speaker, aside, content),
            (content, aside, tag("P"), aside, speaker, aside),
            (content, aside, tag("P"), aside, speaker, aside, content),
        ),
    },
    Rule {
        id: "NOUN",
        production: "speaker \"'s\" noun-cue [\"that\" | \":\" | \",\"] words | noun-cue \"by\" speaker words",
        example: "In Anna Haro’s words, “nobody was asked”.",
        refused: "Anna Haro’s claim surprised the port.",
        parse: either!(
            (aside, speaker, aside, tag("N"), aside, content),
            (aside, tag("N"), aside, speaker, aside, content),
            (content, aside, speaker, aside, tag("N"), aside),
            (content, aside, tag("N"), aside, speaker, aside),
            (speaker, tag("e"), tag("N"), aside, content),
        ),
    },
    Rule {
        id: "COLON",
        production: "speaker [aside] \":\" words",
        example: "Anna Haro: “We will not sign.”",
        refused: "There were two ferries: “Aurora” and “Boreas”.",
        parse: either!(
            (aside, speaker, aside, opt(tag("e")), tag(":"), aside, content),
            (content, aside, tag(":"), aside, speaker, aside),
        ),
    },
    Rule {
        id: "DASH",
        production: "quotation dash speaker",
        example: "“We owe them the truth.” — Commissioner Lida Haro",
        refused: "“We owe them the truth” — a line from the song — was on every wall.",
        parse: production!(content, aside, tag("-"), aside, speaker, aside),
    },
    Rule {
        id: "ACCUSE",
        production: "speaker accuse-cue object \"of\" words",
        example: "Baku accused Yerevan of a “large-scale provocation”.",
        refused: "Baku said Yerevan was behind a “large-scale provocation”.",
        parse: either!(
            (speaker, aside, opt(tag("e")), tag("A"), aside, content),
            (content, aside, speaker, aside, tag("A"), aside),
            (aside, tag("A"), aside, speaker, aside, content),
        ),
    },
    Rule {
        id: "CALL",
        production: "speaker call-cue object words",
        example: "Anna Haro called the inquiry “a sham”.",
        refused: "Anna Haro called the harbour office.",
        parse: either!(
            (speaker, aside, opt(tag("e")), tag("L"), aside, content),
            (content, aside, speaker, aside, tag("L"), aside),
            (content, aside, tag("L"), aside, speaker, aside),
            (content, aside, speaker, aside, tag("L"), aside, content),
        ),
    },
    Rule {
        id: "DESCRIBE",
        production: "speaker describe-cue object \"as\" words",
        example: "Anna Haro described the inquiry as “a coat of paint”.",
        refused: "Anna Haro said the inquiry was “a coat of paint”.",
        parse: either!(
            (speaker, aside, opt(tag("e")), tag("D"), aside, content),
            (content, aside, speaker, aside, tag("D"), aside),
            (content, aside, tag("D"), aside, speaker, aside),
        ),
    },
    Rule {
        id: "THAT",
        production: "speaker [aside] cue [addressee] \"that\" clause",
        example: "Anna Haro told reporters that the ferry was never insured.",
        refused: "Anna Haro said the ferry was never insured.",
        parse: production!(speaker, aside, verb, aside, tag("T")),
    },
    Rule {
        id: "INFINITIVE",
        production: "speaker cue [addressee] \"to\" clause",
        example: "Anna Haro promised to reopen the harbour before winter.",
        refused: "Anna Haro said the harbour would reopen before winter.",
        parse: production!(speaker, aside, verb, aside, tag("F")),
    },
    Rule {
        id: "QUESTION",
        production: "speaker cue [addressee] (\"whether\" | \"if\" | wh-word) clause",
        example: "Anna Haro asked whether the harbour would reopen before winter.",
        refused: "Anna Haro said the harbour would reopen before winter.",
        parse: production!(speaker, aside, verb, aside, tag("W")),
    },
    Rule {
        id: "ZERO",
        production: "speaker [aside] cue clause",
        example: "Anna Haro said the ferry was never insured.",
        refused: "The ferry was never insured, Anna Haro said.",
        parse: either!((speaker, aside, verb, aside, tag("B")), (verb, aside, speaker, aside, clause)),
    },
    Rule {
        id: "FINAL",
        production: "clause [\",\"] speaker [aside] cue | clause [\",\"] cue speaker",
        example: "The ferry was never insured, Anna Haro said.",
        refused: "Anna Haro said the ferry was never insured.",
        parse: either!((clause, aside, speaker, aside, verb, aside), (clause, aside, verb, aside, speaker, aside)),
    },
    Rule {
        id: "PARENTHETICAL",
        production: "clause \",\" speaker cue \",\" clause",
        example: "The ferry, Anna Haro said, was never insured.",
        refused: "The ferry was never insured, Anna Haro said.",
        parse: either!(
            (content, aside, speaker, aside, verb, aside, content),
            (content, aside, verb, aside, speaker, aside, content),
        ),
    },
    Rule {
        id: "PARTICIPLE",
        production: "speaker ... participle-cue words",
        example: "Anna Haro criticised the bill on Monday, saying voters deserved better than this.",
        refused: "Anna Haro said voters deserved better than this.",
        parse: either!(
            (speaker, aside, opt(tag("e")), tag("G"), aside, content),
            (content, aside, speaker, aside, opt(tag("e")), tag("G"), aside, opt(content)),
            (content, aside, tag("G"), aside, speaker, aside),
            (tag("G"), aside, speaker, aside, content),
        ),
    },
    Rule {
        id: "SHARED",
        production: "speaker cue words \"and\" cue words",
        example: "Anna Haro said the ferry was safe and added that nobody had been hurt.",
        refused: "Anna Haro said the ferry was safe and nobody had been hurt.",
        parse: either!(
            (speaker, tag("e"), verb, aside, content),
            (content, aside, speaker, tag("e"), verb, aside, opt(content)),
            (speaker, aside, content, aside, verb, aside),
        ),
    },
    Rule {
        id: "NOBODY",
        production: "cue words | words cue, with no speaker in the sentence",
        example: "It was announced that the ferry would not sail on Monday.",
        refused: "Anna Haro announced that the ferry would not sail on Monday.",
        parse: either!(
            (aside, is_a("CGVADLKPN:"), aside, content),
            (content, aside, is_a("CGVADLKPN:-"), aside, opt(content))
        ),
    },
    Rule {
        id: TURN,
        production: "paragraph = label \":\" words, beside a paragraph with another label",
        example: "HARO: We will not sign this treaty.\n\nHOST: Then what will you do?",
        refused: "Note: We will not sign this treaty.",
        parse: elsewhere,
    },
    Rule {
        id: FLOAT,
        production: "paragraph = quotation",
        example: "“We waited for an hour,” Anna Haro said.\n\n“Nobody came, not even the police.”",
        refused: "“We waited for an hour,” Anna Haro said. “Nobody came, not even the police.”",
        parse: elsewhere,
    },
];

/// The rules of whole paragraphs read no layout of one sentence.
fn elsewhere(_layout: &str) -> Read<'_> {
    Err(nom::Err::Error(()))
}

/// The rule that reads the parts of a proposal; none where no rule does.
pub fn read(
    analysis: &Analysis<'_>,
    cue: usize,
    frame: Frame,
    speaker: Option<usize>,
    content: &[Range<usize>],
) -> Option<&'static Rule> {
    READ.with_borrow_mut(|Layouts { read, layout }| {
        layout.clear();
        lay_out(analysis, cue, frame, speaker, content, layout);
        if let Some(known) = read.get(layout) {
            return *known;
        }
        let rule = RULES.iter().find(|rule| (rule.parse)(layout).is_ok());
        if read.len() < MOST_LAYOUTS {
            read.insert(layout.clone(), rule);
        }
        rule
    })
}

/// How many layouts are remembered; there are some hundreds that recur.
const MOST_LAYOUTS: usize = 1024;

/// The rules of the layouts that were read before, and room for the next one.
#[derive(Default)]
struct Layouts {
    read: FxHashMap<String, Option<&'static Rule>>,
    layout: String,
}

thread_local! {
    static READ: RefCell<Layouts> = RefCell::default();
}

/// Writes the layout of a proposal's parts, one letter each.
fn lay_out(
    analysis: &Analysis<'_>,
    number: usize,
    _frame: Frame,
    speaker: Option<usize>,
    content: &[Range<usize>],
    layout: &mut String,
) {
    let cue = &analysis.cues[number];
    let direct = crate::rows::kind(analysis.document, content) == crate::record::Kind::Direct;
    let mut parts: SmallVec<[(Range<usize>, char); 6]> = SmallVec::new();
    parts.push((cue.group.clone(), cue_letter(analysis, number)));
    for range in content {
        parts.push((range.clone(), if direct { 'Q' } else { clause_letter(analysis, range) }));
    }
    if let Some(mention) = speaker.map(|s| &analysis.mentions[s]) {
        parts.push((mention.phrase.items(), 'S'));
    }
    parts.sort_by_key(|(range, _)| (range.start, range.end));
    let mut end: Option<usize> = None;
    for (range, letter) in parts {
        if let Some(end) = end
            && end < range.start
        {
            let between = end..range.start;
            let other_cue =
                analysis.cues_of[cue.sentence].clone().any(|c| c != number && between.contains(&analysis.cues[c].head));
            if letter == 'Q' && layout.ends_with('Q') {
                // The parts of one quotation, with a beat between dashes.
            } else if other_cue && layout.ends_with('S') && range == cue.group {
                layout.push('e');
            } else if analysis.document.items[between].iter().any(|i| i.is_word() && !i.is(WordClass::THAT)) {
                layout.push('x');
            }
        }
        layout.push(letter);
        end = Some(end.map_or(range.end, |e| e.max(range.end)));
    }
}

fn cue_letter(analysis: &Analysis<'_>, number: usize) -> char {
    let cue = &analysis.cues[number];
    match (cue.kind, cue.class) {
        (CueKind::Preposition, _) => 'P',
        (CueKind::Noun, _) => 'N',
        (CueKind::Colon, _) => ':',
        (CueKind::Dash, _) => '-',
        _ if cue.passive => 'V',
        (_, CueClass::Quote) => 'K',
        (_, CueClass::Accuse) => 'A',
        (_, CueClass::Describe) => 'D',
        (_, CueClass::Call) => 'L',
        _ if cue.gerund => 'G',
        _ => 'C',
    }
}

fn clause_letter(analysis: &Analysis<'_>, range: &Range<usize>) -> char {
    let first = analysis.item(range.start);
    let before = range.start.checked_sub(1).map(|at| analysis.item(at));
    if before.is_some_and(|i| i.is(WordClass::THAT)) || first.is(WordClass::THAT) {
        'T'
    } else if first.is(WordClass::TO) {
        'F'
    } else if first.is(WordClass::WH) {
        'W'
    } else {
        'B'
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules_of(text: &str) -> Vec<String> {
        crate::extract(text).into_iter().map(|row| row.rule).collect()
    }

    #[test]
    fn ids_are_unique() {
        let mut ids: Vec<&str> = RULES.iter().map(|r| r.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), RULES.len());
    }

    #[test]
    fn every_rule_reads_its_example_and_refuses_its_counterpart() {
        let mut wrong = Vec::new();
        for rule in RULES {
            let fired = rules_of(rule.example);
            if !fired.iter().any(|r| r == rule.id) {
                let why = crate::Extractor::default().explain(rule.example).1;
                wrong.push(format!("{} does not read {:?}: {fired:?}: {why:#?}", rule.id, rule.example));
            }
            let fired = rules_of(rule.refused);
            if fired.iter().any(|r| r == rule.id) {
                wrong.push(format!("{} reads {:?}: {fired:?}", rule.id, rule.refused));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
