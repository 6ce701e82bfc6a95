//! Words that the text itself denies, doubts, or says were never said.
//!
//! Takes the sentence around reported words and what follows it, gives flags: `denied`, `misquoted`, `doctored`,
//! `satire`, `unsaid`, `counterfactual`, `disputed`. It reads only what stands outside the reported words. Whether a
//! statement is true is another matter: "she falsely claimed that" is a report, "the claim that she said" is none.

use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// The words without one of which a flag is never given, flag by flag: enough to pass over most sentences.
static TRIGGERS: LazyLock<FxHashMap<&'static str, u8>> = LazyLock::new(|| {
    const DISPUTED: &[&str] = &[
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
    ];
    const DENIED: &[&str] = &["denied", "denies", "deny", "denying", "never", "not"];
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

/// What the text says against reported words: `before` and `after` are the rest of their sentence, `following` is what
/// comes behind it (a sentence or two). Sorted, unique.
pub fn doubts(before: &str, after: &str, following: &str) -> Vec<&'static str> {
    let lower = [before, after, following].map(str::to_ascii_lowercase);
    let before = Tokens::new(before, &lower[0]);
    let after = Tokens::new(after, &lower[1]);
    let following = Tokens::new(following, &lower[2]);
    let triggers =
        |t: &Tokens<'_>| (0..t.len()).filter_map(|n| TRIGGERS.get(t.at(n))).fold(0u8, |all, bits| all | bits);
    let possible = triggers(&before) | triggers(&after) | triggers(&following);
    if possible == 0 {
        return Vec::new();
    }
    let may = |bit: u8| possible >> bit & 1 != 0;
    let says: [(&'static str, bool); 7] = [
        ("denied", may(0) && denied(&before, &after, &following)),
        ("misquoted", may(1) && (misquoted(&before) || misquoted(&after))),
        ("doctored", may(2) && (carried(&before, &after, FALSE) || declared(&after, &following, FALSE))),
        (
            "satire",
            may(3) && (carried(&before, &after, SATIRE) || declared(&after, &following, SATIRE) || played(&before)),
        ),
        ("unsaid", may(4) && unsaid(&before)),
        ("counterfactual", may(5) && counterfactual(&before)),
        ("disputed", may(6) && disputed(&before, &after, &following)),
    ];
    let mut out: Vec<&'static str> = says.iter().filter(|(_, holds)| *holds).map(|(flag, _)| *flag).collect();
    out.sort_unstable();
    out
}

/// Denied having said, a pledge she denies making, "She never said it."
fn denied(before: &Tokens<'_>, after: &Tokens<'_>, following: &Tokens<'_>) -> bool {
    const DENY: &[&str] = &["denied", "denies", "deny", "denying"];
    let denies = |t: &Tokens<'_>, n: usize| {
        t.within(n + 1, 3, SPOKEN)
            || t.within(n + 1, 2, &["it", "this", "so"])
            || (t.reads(n + 1, &["the"])
                && t.within(n + 2, 2, &["quote", "quotation", "remark", "remarks", "comment", "comments", "words"]))
            || (t.at(n + 1) == "that" || t.at(n + 1) == "he" || t.at(n + 1) == "she") && t.within(n + 2, 5, SAYING)
    };
    let never = |t: &Tokens<'_>, n: usize| {
        let spoken = (t.at(n) == "never" || t.at(n) == "not")
            && is(&["said", "say", "wrote", "write", "made", "make", "used", "use", "uttered"], t.at(n + 1));
        spoken
            && is(&["it", "that", "this", "so", "any", "anything", "such", "those", "these"], t.at(n + 2))
            && !(n.saturating_sub(3)..n).any(|k| is(&["i", "we", "you"], t.at(k)))
            && (t.is_mark(n + 3) || is(&["thing", "words", "kind", "sort"], t.at(n + 3)))
    };
    before.find(|w| is(DENY, w)).any(|n| denies(before, n))
        || after.find(|w| is(DENY, w)).any(|n| denies(after, n))
        || [after, following].iter().any(|t| (0..t.len()).any(|n| never(t, n)))
        || following.find(|w| is(DENY, w)).any(|n| n <= 4 && denies(following, n))
}

/// Misquoted as saying, wrongly credited with, an earlier version of this article quoted.
fn misquoted(t: &Tokens<'_>) -> bool {
    const WRONGLY: &[&str] = &["erroneously", "falsely", "incorrectly", "mistakenly", "wrongfully", "wrongly"];
    const GIVEN: &[&str] =
        &["attributed", "ascribed", "credited", "quoted", "quotes", "quoting", "attributes", "attributing", "credits"];
    let misquoted = t
        .find(|w| w.starts_with("misquot") || w.starts_with("misattribut"))
        .any(|n| t.within(n + 1, 7, &["as", "to", "saying", "when"]));
    let wrongly = t.find(|w| is(WRONGLY, w)).any(|n| t.within(n + 1, 3, GIVEN) || is(GIVEN, t.at(n.wrapping_sub(1))));
    let version = t.find(|w| w == "version").any(|n| {
        n > 0
            && is(&["earlier", "previous", "original"], t.at(n - 1))
            && t.within(n, 12, &["quoted", "said", "misstated", "had", "stated", "reported"])
    });
    misquoted || wrongly || version
}

/// Whether the words are carried by something of a kind: a fake video shows X saying, in a satirical article X says,
/// "..." reads the fake post. Not: X said of the fake video.
fn carried(before: &Tokens<'_>, after: &Tokens<'_>, kind: &[&str]) -> bool {
    let carrier = |t: &Tokens<'_>, n: usize| (n + 1..(n + 4).min(t.len())).any(|k| noun(CARRIERS, t.at(k)));
    let alone = |w: &str| is(&["deepfake", "hoax", "spoof", "parody", "satire"], w.trim_end_matches('s'));
    // What opens the clause, not what its subject does with it: "Finch shared a fake clip and said".
    const OPENING: &[&str] = &[
        "a",
        "ai",
        "an",
        "another",
        "apparently",
        "circulating",
        "clearly",
        "crude",
        "crudely",
        "digitally",
        "from",
        "heavily",
        "in",
        "new",
        "now",
        "old",
        "on",
        "one",
        "online",
        "recent",
        "shared",
        "that",
        "the",
        "this",
        "to",
        "viral",
        "widely",
        "according",
        "but",
        "and",
    ];
    let opens = |n: usize| {
        let start = (0..n).rev().find(|k| before.is_mark(*k)).map_or(0, |k| k + 1);
        // "was quoted by a spoof site as saying"
        let by = n > 2
            && before.at(n - 2) == "by"
            && is(&["a", "an", "the"], before.at(n - 1))
            && before.within(n + 1, 4, &["as"]);
        by || (start..n).all(|k| is(OPENING, before.at(k)) || noun(kind, before.at(k)))
    };
    let found = before.find(|w| noun(kind, w)).any(|n| (carrier(before, n) || alone(before.at(n))) && opens(n));
    const READ: &[&str] = &[
        "read",
        "reads",
        "says",
        "said",
        "was",
        "is",
        "according",
        "to",
        "in",
        "on",
        "from",
        "a",
        "an",
        "the",
        "one",
        "that",
        ",",
    ];
    let behind = after
        .find(|w| noun(kind, w))
        .any(|n| n <= 6 && (carrier(after, n) || alone(after.at(n))) && (0..n).all(|k| is(READ, after.at(k))));
    found || behind
}

/// Whether what follows calls the carrier so: The video is fake. The item was a spoof.
fn declared(after: &Tokens<'_>, following: &Tokens<'_>, kind: &[&str]) -> bool {
    const BE: &[&str] = &["is", "was", "are", "were", "be", "been"];
    let call = |t: &Tokens<'_>, from: usize| {
        t.find(|w| is(BE, w)).filter(|n| *n >= from).any(|n| {
            let start = (0..n).rev().find(|k| t.is_mark(*k)).map_or(0, |k| k + 1);
            let subject = (start..n).any(|k| noun(CARRIERS, t.at(k)));
            let it = n == start + 1 && is(&["it", "that", "this"], t.at(start));
            let called = (n + 1..(n + 4).min(t.len())).take_while(|k| !t.is_mark(*k)).find(|k| {
                let word = t.at(*k);
                noun(kind, word)
                    || (word == "false" && kind.contains(&"fake") && !(start..n).any(|s| noun(SAYINGS, t.at(s))))
            });
            let denied = (n + 1..n + 3).any(|k| is(&["not", "never"], t.at(k)));
            let genuine = kind.contains(&"fake") && denied && t.within(n + 1, 4, &["real", "genuine", "authentic"]);
            (subject && (called.is_some() && !denied || genuine))
                || (it
                    && called
                        .is_some_and(|k| noun(&["hoax", "fake", "spoof", "parody", "satire", "deepfake"], t.at(k)))
                    && !denied)
        })
    };
    call(following, 0) || call(after, 1)
}

/// In the film, an actor playing X says.
fn played(t: &Tokens<'_>) -> bool {
    t.find(|w| is(&["playing", "portraying", "impersonating", "impersonator"], w))
        .any(|n| t.capital(n + 1) || t.at(n) == "impersonator")
}

/// Stopped short of saying, refused to say, wanted to say, did not use the words.
fn unsaid(t: &Tokens<'_>) -> bool {
    const WANTED: &[&str] = &[
        "about",
        "afraid",
        "declined",
        "declines",
        "forgot",
        "hesitated",
        "hoped",
        "intended",
        "meant",
        "neglected",
        "planned",
        "prepared",
        "refused",
        "refuses",
        "supposed",
        "tempted",
        "tried",
        "wanted",
        "wished",
        "failed",
        "omitted",
        "unwilling",
        "reluctant",
    ];
    let to_say = t.find(|w| is(WANTED, w)).any(|n| t.at(n + 1) == "to" && t.within(n + 2, 2, SAY));
    let short = t.find(|w| w == "short").any(|n| {
        t.at(n + 1) == "of"
            && t.within(n + 2, 2, &["saying", "calling", "telling", "describing", "declaring", "claiming", "adding"])
    });
    let instead = t
        .find(|w| is(&["without", "avoided", "avoiding"], w))
        .any(|n| is(SPOKEN, t.at(n + 1)) || t.at(n + 1) == "ever" && is(SPOKEN, t.at(n + 2)))
        || t.find(|w| w == "instead").any(|n| t.at(n + 1) == "of" && is(SPOKEN, t.at(n + 2)))
        || t.find(|w| w == "rather")
            .any(|n| t.at(n + 1) == "than" && (is(SPOKEN, t.at(n + 2)) || is(SAY, t.at(n + 2))));
    let words = t.find(|w| w == "not" || w == "never" || w.ends_with("n't")).any(|n| {
        t.within(n + 1, 2, &["use", "used", "utter", "uttered", "spoke", "speak"])
            && t.within(n + 2, 4, &["word", "words", "phrase", "term", "expression"])
    });
    let heard = t
        .find(|w| is(&["nobody", "none"], w))
        .any(|n| t.within(n + 1, 2, &["heard", "recalls", "remembers", "recalled"]))
        || t.find(|w| w == "no")
            .any(|n| t.at(n + 1) == "one" && t.within(n + 2, 2, &["heard", "recalls", "remembers", "recalled"]));
    // He said “some drivers”, not “all drivers”.
    let not = t.len() > 1 && t.at(t.len() - 1) == "not" && (t.is_mark(t.len() - 2) || t.at(t.len() - 2) == "and");
    to_say || short || instead || words || heard || not
}

/// Should have said, had X said, imagine X saying, if X were honest she would say.
fn counterfactual(t: &Tokens<'_>) -> bool {
    let modal = t.find(|w| is(&["should", "could", "would", "might", "must"], w)).any(|n| {
        let have = (n + 1..(n + 5).min(t.len())).find(|k| is(&["have", "'ve"], t.at(*k)));
        have.is_some_and(|k| t.within(k + 1, 2, SAYING))
    });
    let clause = |n: usize| n == 0 || t.is_mark(n - 1) || is(&["and", "but", "that", "what"], t.at(n - 1));
    // "Had Finch said", not "she had said": the verb before its subject.
    let had = t.find(|w| is(&["had", "were"], w)).any(|n| {
        clause(n) && t.capital(n + 1) && t.within(n + 2, 5, &["said", "told", "written", "say", "tell", "called"])
    });
    let told = |n: usize| {
        t.within(n + 1, 14, &["saying", "telling", "said", "says", "say", "told", "tells", "tell", "writing"])
    };
    let imagine = t
        .find(|w| {
            is(
                &[
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
                ],
                w,
            )
        })
        .any(|n| told(n));
    let if_would = t.find(|w| w == "if").any(|n| {
        clause(n)
            && ((n + 1..t.len()).any(|k| t.at(k) == "would" && t.within(k + 1, 3, SAY))
                || t.within(n + 1, 5, &["said", "says", "say"]))
    });
    let as_if = t
        .find(|w| w == "as")
        .any(|n| is(&["if", "though"], t.at(n + 1)) && t.within(n + 2, 4, &["say", "saying", "said"]));
    modal || had || imagine || if_would || as_if
}

/// No evidence that X said, it is not true that X said, the claim that X said is false, X supposedly said.
fn disputed(before: &Tokens<'_>, after: &Tokens<'_>, following: &Tokens<'_>) -> bool {
    let said = |n: usize| (n..before.len()).any(|k| is(SAYING, before.at(k)) || is(SAY, before.at(k)));
    let evidence = before.find(|w| is(&["no", "little", "without", "zero"], w)).any(|n| {
        before.within(
            n + 1,
            3,
            &["evidence", "record", "proof", "indication", "sign", "trace", "transcript", "footage", "recording"],
        ) && said(n)
    });
    let untrue = before.find(|w| is(&["true", "untrue", "false", "myth", "lie"], w)).any(|n| {
        let not = before.at(n) != "true"
            || (n.saturating_sub(3)..n).any(|k| before.at(k) == "not" || before.at(k).ends_with("n't"));
        not && before.at(n + 1) == "that" && said(n)
    });
    const CLAIMS: &[&str] = &[
        "claim",
        "rumour",
        "rumor",
        "report",
        "allegation",
        "suggestion",
        "assertion",
        "story",
        "notion",
        "idea",
        "post",
        "belief",
    ];
    const WRONG: &[&str] = &[
        "false",
        "untrue",
        "fake",
        "baseless",
        "unfounded",
        "wrong",
        "bogus",
        "fabricated",
        "debunked",
        "hoax",
        "lie",
        "unproven",
        "unverified",
        "disputed",
        "incorrect",
        "myth",
        "misleading",
    ];
    let claim = before.find(|w| noun(CLAIMS, w)).any(|n| before.at(n + 1) == "that" && said(n));
    let wrong = |t: &Tokens<'_>, reach: usize| {
        t.find(|w| is(&["is", "are", "was", "were", "been", "be"], w))
            .any(|n| n <= reach && t.within(n + 1, 4, WRONG) || (t.reads(n + 1, &["not", "true"]) && n <= reach))
    };
    let falsely = before.find(|w| is(&["falsely", "wrongly", "incorrectly"], w)).any(|n| {
        before.within(n + 1, 2, &["claim", "claims", "claimed", "claiming", "reported", "says", "said"])
            && before.within(n + 2, 2, &["that", "he", "she"])
            && before.within(n + 4, 6, SAYING)
    });
    let supposedly = before
        .find(|w| is(&["supposedly", "purportedly", "allegedly", "reputedly", "apocryphally"], w))
        .any(|n| before.within(n + 1, 3, SAYING) || before.within(n.saturating_sub(2), 2, SAYING))
        || before.find(|w| is(&["alleged", "purported", "rumoured", "rumored", "supposed", "reputed"], w)).any(|n| {
            before.reads(n + 1, &["to", "have"])
                || noun(&["quote", "quotation", "letter", "email", "recording", "remark"], before.at(n + 1))
        });
    let after_supposedly = after
        .find(|w| is(&["supposedly", "purportedly", "allegedly", "reputedly"], w))
        .any(|n| n <= 4 && (is(SAYING, after.at(n + 1)) || n > 0 && is(SAYING, after.at(n - 1))));
    let contrary = before.find(|w| w == "contrary").any(|n| {
        before.at(n + 1) == "to" && before.within(n + 2, 3, &["claims", "reports", "posts", "rumours", "rumors"])
    });
    let follows = following.find(|w| noun(CLAIMS, w)).any(|n| n <= 3 && claim && wrong(following, n + 2));
    evidence || untrue || falsely || supposedly || after_supposedly || contrary || (claim && wrong(after, 8)) || follows
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
            "My father would say “we sell” every night.",
            "If it rains, they sell, Finch told us. Finch said “we sell”.",
            "There is no evidence of fraud, Finch added: “we sell”.",
            "Finch told reporters: “we sell”. It is not the first time.",
            "Finch said “we sell”. The report was published on Monday.",
            "Finch said “we sell”. He has denied wrongdoing.",
            "Finch said “we sell”. I did not say that.",
            "The claim that the mill was sold is false, Finch said: “we sell”.",
            "Asked about the hoax, Finch said: “we sell”.",
        ] {
            assert!(flags(text).is_empty(), "{text}: {:?}", flags(text));
        }
    }
}
