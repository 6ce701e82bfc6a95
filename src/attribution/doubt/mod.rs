//! Words that the text itself denies, doubts, or says were never said.
//!
//! Takes the sentence around reported words and what follows it, gives flags: `denied`, `misquoted`, `doctored`,
//! `satire`, `unsaid`, `counterfactual`, `disputed`. It reads only what stands outside the reported words. Whether a
//! statement is true is another matter: "she falsely claimed that" is a report, "the claim that she said" is none.

mod kinds;

use kinds::{carried, counterfactual, declared, denied, disputed, misquoted, played, retracted, unsaid};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// The words without one of which a flag is never given, flag by flag: enough to pass over most sentences.
static TRIGGERS: LazyLock<FxHashMap<&'static str, u8>> = LazyLock::new(|| {
    const DISPUTED: &[&str] = &[
        "accused",
        "accuses",
        "accusing",
        "suspected",
        "calling",
        "claiming",
        "describing",
        "having",
        "saying",
        "telling",
        "few",
        "nobody",
        "none",
        "no",
        "cannot",
        "not",
        "doubt",
        "doubts",
        "doubted",
        "doubtful",
        "unlikely",
        "alleged",
        "allegedly",
        "apocryphally",
        "claim",
        "claims",
        "contrary",
        "evidence",
        "falsely",
        "footage",
        "indication",
        "incorrectly",
        "lie",
        "myth",
        "proof",
        "purported",
        "purportedly",
        "record",
        "recording",
        "reputed",
        "reputedly",
        "rumored",
        "rumors",
        "rumour",
        "rumours",
        "rumor",
        "rumoured",
        "sign",
        "supposed",
        "supposedly",
        "trace",
        "transcript",
        "true",
        "untrue",
        "wrongly",
        "false",
        "report",
        "reports",
        "allegation",
        "allegations",
        "suggestion",
        "assertion",
        "story",
        "notion",
        "idea",
        "post",
        "posts",
        "belief",
    ];
    const UNSAID: &[&str] = &[
        "almost",
        "brink",
        "close",
        "nearly",
        "verge",
        "about",
        "afraid",
        "avoided",
        "avoiding",
        "declined",
        "declines",
        "failed",
        "forgot",
        "hesitated",
        "hoped",
        "instead",
        "intended",
        "meant",
        "neglected",
        "never",
        "no",
        "nobody",
        "none",
        "not",
        "omitted",
        "planned",
        "prepared",
        "rather",
        "refused",
        "refuses",
        "reluctant",
        "short",
        "supposed",
        "tempted",
        "tried",
        "unwilling",
        "wanted",
        "wished",
        "without",
        "didn't",
        "didn\u{2019}t",
        "doesn't",
        "doesn\u{2019}t",
    ];
    const COUNTERFACTUAL: &[&str] = &[
        "should",
        "could",
        "would",
        "might",
        "must",
        "had",
        "were",
        "imagine",
        "imagined",
        "imagines",
        "imagining",
        "dreamed",
        "dreamt",
        "pretended",
        "suppose",
        "fantasised",
        "fantasized",
        "if",
        "though",
    ];
    const MISQUOTED: &[&str] = &[
        "erroneously",
        "falsely",
        "incorrectly",
        "mistakenly",
        "wrongfully",
        "wrongly",
        "version",
        "misquoted",
        "misquotes",
        "misquote",
        "misquoting",
        "misattributed",
        "misattributes",
        "retracted",
        "retracts",
        "withdrawn",
        "withdrew",
    ];
    const DENIED: &[&str] = &[
        "denied",
        "denies",
        "deny",
        "denying",
        "never",
        "not",
        "didn't",
        "didn\u{2019}t",
        "hadn't",
        "hadn\u{2019}t",
        "hasn't",
        "hasn\u{2019}t",
        "doesn't",
        "doesn\u{2019}t",
        "wouldn't",
        "wouldn\u{2019}t",
    ];
    let mut out: FxHashMap<&'static str, u8> = FxHashMap::default();
    let played = ["playing", "portraying", "impersonating", "impersonator"];
    let lists: [&[&str]; 7] = [DENIED, MISQUOTED, FALSE, SATIRE, UNSAID, COUNTERFACTUAL, DISPUTED];
    for (n, list) in lists.iter().enumerate() {
        for word in *list {
            *out.entry(word).or_default() |= 1 << n;
        }
    }
    for (words, bit) in [
        (&["false", "real", "genuine", "authentic", "deepfakes", "fakes", "hoaxes"][..], 2),
        (&played[..], 3),
        (&["spoofs", "parodies"][..], 3),
    ] {
        for word in words {
            *out.entry(word).or_default() |= 1 << bit;
        }
    }
    out
});

const FALSE: &[&str] = &[
    "altered",
    "bogus",
    "cloned",
    "counterfeit",
    "deepfake",
    "deepfaked",
    "doctored",
    "edited",
    "fabricated",
    "fake",
    "faked",
    "forged",
    "generated",
    "hoax",
    "invented",
    "manipulated",
    "phoney",
    "phony",
    "photoshopped",
    "spliced",
    "synthetic",
];
const SATIRE: &[&str] = &["fictional", "fictitious", "mock", "parody", "satire", "satirical", "spoof"];
/// What carries words and can be a fake.
const CARRIERS: &[&str] = &[
    "account",
    "ad",
    "advert",
    "article",
    "audio",
    "call",
    "cartoon",
    "clip",
    "column",
    "document",
    "email",
    "footage",
    "headline",
    "image",
    "interview",
    "item",
    "letter",
    "meme",
    "memo",
    "message",
    "page",
    "photo",
    "picture",
    "piece",
    "post",
    "poster",
    "quotation",
    "quote",
    "recording",
    "release",
    "report",
    "robocall",
    "screenshot",
    "site",
    "sketch",
    "song",
    "speech",
    "statement",
    "story",
    "transcript",
    "tweet",
    "video",
    "voice",
    "website",
];
/// Words that are themselves what was said: false ones were said all the same.
const SAYINGS: &[&str] = &["allegation", "claim", "comment", "remark", "report", "statement", "story"];
const SAYING: &[&str] = &[
    "added",
    "announced",
    "answered",
    "asked",
    "called",
    "declared",
    "described",
    "put",
    "replied",
    "responded",
    "said",
    "saying",
    "stated",
    "told",
    "tweeted",
    "uttered",
    "wrote",
    "written",
];
const SAY: &[&str] = &[
    "add", "admit", "announce", "answer", "call", "confirm", "declare", "describe", "reply", "respond", "say", "state",
    "tell", "tweet", "utter", "write",
];
const SPOKEN: &[&str] =
    &["calling", "claiming", "describing", "having", "making", "saying", "telling", "using", "uttering", "writing"];

fn is(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

/// Whether a word is on the list, or its plural is.
fn noun(list: &[&str], word: &str) -> bool {
    is(list, word) || is(list, word.trim_end_matches('s'))
}

/// A text as words: lower case, with the marks that part clauses.
struct Tokens<'t> {
    lower: &'t str,
    original: &'t str,
    spans: Vec<Range<usize>>,
}

impl<'t> Tokens<'t> {
    fn new(original: &'t str, lower: &'t str) -> Self {
        let mut spans = Vec::new();
        let mut start = None;
        for (at, c) in lower.char_indices() {
            let word = c.is_alphanumeric() || ((c == '\'' || c == '\u{2019}') && start.is_some());
            match (word, start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    spans.push(from..at);
                    start = None;
                }
                _ => {}
            }
            if matches!(c, ',' | ';' | ':' | '—' | '.' | '?' | '!') {
                spans.push(at..at + c.len_utf8());
            }
        }
        spans.extend(start.map(|from| from..lower.len()));
        Tokens { lower, original, spans }
    }

    fn len(&self) -> usize {
        self.spans.len()
    }

    fn at(&self, n: usize) -> &str {
        self.spans.get(n).map_or("", |s| &self.lower[s.clone()])
    }

    fn capital(&self, n: usize) -> bool {
        self.spans.get(n).is_some_and(|s| self.original[s.clone()].starts_with(char::is_uppercase))
    }

    fn is_mark(&self, n: usize) -> bool {
        !self.at(n).starts_with(char::is_alphanumeric)
    }

    fn find(&self, test: impl Fn(&str) -> bool) -> impl Iterator<Item = usize> {
        (0..self.len()).filter(move |n| test(self.at(*n)))
    }

    /// Whether one of some words stands among the next ones.
    fn within(&self, from: usize, count: usize, list: &[&str]) -> bool {
        (from..(from + count).min(self.len())).any(|n| is(list, self.at(n)))
    }

    /// Whether these words stand one after another from a place on.
    fn reads(&self, from: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(k, w)| self.at(from + k) == *w)
    }
}

/// Whether a text has a word without which no flag is given. Most have none: nothing is taken apart for them.
fn triggered(text: &str) -> bool {
    /// More bytes than any such word has.
    const LONGEST: usize = 24;
    let (mut word, mut len) = ([0; LONGEST], 0);
    text.chars().chain([' ']).any(|c| {
        if c.is_ascii_alphabetic() || c.is_alphanumeric() || (matches!(c, '\'' | '\u{2019}') && len > 0) {
            len = match word.get_mut(len..len + c.len_utf8()) {
                Some(place) => len + c.to_ascii_lowercase().encode_utf8(place).len(),
                None => LONGEST,
            };
            return false;
        }
        let found = len > 0 && std::str::from_utf8(&word[..len]).is_ok_and(|word| TRIGGERS.contains_key(word));
        len = 0;
        found
    })
}

/// What the text says against reported words: `before` and `after` are the rest of their sentence, `following` is what
/// comes behind it (a sentence or two). Sorted, unique.
pub fn doubts(before: &str, after: &str, following: &str) -> Vec<&'static str> {
    if ![before, after, following].into_iter().any(triggered) {
        return Vec::new();
    }
    let lower = [before, after, following].map(str::to_ascii_lowercase);
    let before = Tokens::new(before, &lower[0]);
    let after = Tokens::new(after, &lower[1]);
    let following = Tokens::new(following, &lower[2]);
    let triggers =
        |t: &Tokens<'_>| (0..t.len()).filter_map(|n| TRIGGERS.get(t.at(n))).fold(0u8, |all, bits| all | bits);
    let possible = triggers(&before) | triggers(&after) | triggers(&following);
    let may = |bit: u8| possible >> bit & 1 != 0;
    let says: [(&'static str, bool); 7] = [
        ("denied", may(0) && denied(&before, &after, &following)),
        (
            "misquoted",
            may(1) && (misquoted(&before) || misquoted(&after) || retracted(&after) || retracted(&following)),
        ),
        ("doctored", may(2) && (carried(&before, &after, FALSE) || declared(&before, &after, &following, FALSE))),
        (
            "satire",
            may(3)
                && (carried(&before, &after, SATIRE)
                    || declared(&before, &after, &following, SATIRE)
                    || played(&before)),
        ),
        ("unsaid", may(4) && unsaid(&before)),
        ("counterfactual", may(5) && counterfactual(&before)),
        ("disputed", may(6) && disputed(&before, &after, &following)),
    ];
    let mut out: Vec<&'static str> = says.iter().filter(|(_, holds)| *holds).map(|(flag, _)| *flag).collect();
    out.sort_unstable();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The flags for the words between marks in the first sentence.
    fn flags(text: &str) -> Vec<&'static str> {
        let open = text.find('“').unwrap();
        let close = text.find('”').unwrap();
        let rest = &text[close..];
        let end = rest.find(". ").map_or(rest.len(), |e| e + 1);
        doubts(&text[..open], &rest[..end], &rest[end..])
    }

    #[test]
    fn what_is_denied_and_doubted() {
        let cases: &[(&str, &str)] = &[
            ("The paper misquoted Ada Finch as saying “we sell” last week.", "misquoted"),
            ("Finch is wrongly credited with saying “we sell” in 2011.", "misquoted"),
            ("An earlier version of this article quoted Finch as saying “we sell”.", "misquoted"),
            ("The line is often falsely attributed to Finch: “we sell”.", "misquoted"),
            ("A fake quote attributed to Ada Finch reads: “we sell”", "doctored"),
            ("An AI-generated clip has Ada Finch saying “we sell” to a crowd.", "doctored"),
            ("A doctored video shows Finch saying “we sell”.", "doctored"),
            ("“We sell” read the fake statement from Ada Finch.", "doctored"),
            ("A post has Finch saying “we sell”. The video is fake, her office said.", "doctored"),
            ("A clip shows Finch saying “we sell”. The clip was digitally altered.", "doctored"),
            ("A deepfake shows Finch saying “we sell”.", "doctored"),
            ("In a satirical article, Ada Finch says: “we sell”", "satire"),
            ("A spoof site said Finch had told voters: “we sell”.", "satire"),
            ("A site said Finch told voters: “we sell”. The item was a spoof, but many shared it.", "satire"),
            ("In the film, Jo Penn, playing Finch, says: “we sell”", "satire"),
            ("Ada Finch stopped short of saying “we sell” on Monday.", "unsaid"),
            ("Ada Finch wanted to say “we sell” but kept quiet.", "unsaid"),
            ("Ada Finch refused to say “we sell”.", "unsaid"),
            ("Ada Finch did not use the words “we sell” at the hearing.", "unsaid"),
            ("Nobody heard Ada Finch say “we sell” at the hearing.", "unsaid"),
            ("Finch left without saying “we sell”.", "unsaid"),
            ("Ada Finch should have said: “we sell”", "counterfactual"),
            ("Ada Finch might as well have said “we sell” that night.", "counterfactual"),
            ("Had Ada Finch said “we sell”, the mill would stand.", "counterfactual"),
            ("Imagine the mayor standing up and saying, “we sell”", "counterfactual"),
            ("If Finch were honest, she would say: “we sell”", "counterfactual"),
            ("He imagined telling Finch “we sell”.", "counterfactual"),
            ("Finch shrugged, as if to say “we sell”.", "counterfactual"),
            ("Finch insisted that she had not said “we sell”.", "denied"),
            ("Finch is not known to have said “we sell”.", "denied"),
            ("Finch came close to saying “we sell”.", "unsaid"),
            ("Few believe that Finch said “we sell”.", "disputed"),
            ("No one can prove that Finch said “we sell”.", "disputed"),
            ("Historians doubt that Finch said “we sell”.", "disputed"),
            ("An image that shows Finch saying “we sell” was digitally altered.", "doctored"),
            ("There is no evidence that Finch said “we sell”.", "disputed"),
            ("There is no record of Finch ever saying “we sell”.", "disputed"),
            ("It is not true that Finch said “we sell”.", "disputed"),
            ("The claim that Ada Finch said “we sell” is false.", "disputed"),
            ("Finch supposedly said “we sell”.", "disputed"),
            ("Finch is alleged to have said “we sell”.", "disputed"),
            ("A post falsely claims that Finch said “we sell”.", "disputed"),
            ("Finch denied having said “we sell”.", "denied"),
            ("Critics say she promised “we sell”, a pledge she denies making.", "denied"),
            ("Posts quote Finch: “we sell”. She never said that.", "denied"),
            ("Finch has been accused of having called voters “sheep”.", "disputed"),
            ("Pell accused Finch of saying “we sell” to a banker.", "disputed"),
            ("Dockers handed out a flyer that has Finch calling them “sheep”.", "disputed"),
            ("The site reported Finch as saying “we sell”. It later withdrew the report and apologised.", "misquoted"),
            ("In her diary she imagines Klee reading it and muttering, “we sell”.", "counterfactual"),
            ("Posts quote Finch: “we sell”. Finch denied making the remark.", "denied"),
        ];
        for (text, flag) in cases {
            assert!(flags(text).contains(flag), "{text}: {:?}", flags(text));
        }
    }

    #[test]
    fn what_is_plainly_said() {
        for text in [
            "Finch falsely claimed “we sell” on Monday.",
            "Finch said of the fake video: “we sell”.",
            "Finch, who was misquoted last year, said: “we sell”.",
            "Finch shared a doctored clip and said “we sell”.",
            "Finch said “we sell”. The claim is false.",
            "Finch said “we sell”. The statement is untrue.",
            "Finch denied the charges and said “we sell”.",
            "Finch, who refused to resign, said “we sell”.",
            "Finch could not attend but said “we sell”.",
            "She had said “we sell” in May.",
            "Finch did not hesitate to say “we sell”.",
            "Finch did not come but wrote “we sell”.",
            "Not only Finch said “we sell”.",
            "No doubt, Finch said, “we sell”.",
            "My father would say “we sell” every night.",
            "If it rains, they sell, Finch told us. Finch said “we sell”.",
            "There is no evidence of fraud, Finch added: “we sell”.",
            "Finch told reporters: “we sell”. It is not the first time.",
            "Finch said “we sell”. The report was published on Monday.",
            "Finch said “we sell”. He has denied wrongdoing.",
            "Finch said “we sell”. I did not say that.",
            "Finch, accused of calling the mayor a fool, told us: “we sell”.",
            "Pell accused Finch of “selling sadness”.",
            "Finch said “we sell”. She later withdrew the remark.",
            "Finch has been saying “we sell” for years.",
            "The claim that the mill was sold is false, Finch said: “we sell”.",
            "Asked about the hoax, Finch said: “we sell”.",
        ] {
            assert!(flags(text).is_empty(), "{text}: {:?}", flags(text));
        }
    }
}
