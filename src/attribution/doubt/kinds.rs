//! The kinds of words taken back, each as what English says.
//!
//! Takes the words around reported ones, says for each kind whether it holds. What looks alike and is a plain report
//! stands in the tests of the module above.

use crate::lexicon::{Lexicon, WordClass};

use super::{CARRIERS, SAY, SAYING, SAYINGS, SPOKEN, Tokens, is, noun};

/// A verb of saying with -ing.
fn gerund(word: &str) -> bool {
    word.ends_with("ing") && Lexicon::built_in().word(word).class.any(WordClass::CUE)
}

/// Denied having said, a pledge she denies making, "She never said it."
pub(super) fn denied(before: &Tokens<'_>, after: &Tokens<'_>, following: &Tokens<'_>) -> bool {
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
    // "insisted that she had not said", "is not known to have said"; not "could not attend but said".
    let unsaid = |n: usize| {
        let said = (n + 1..(n + 5).min(before.len())).find(|k| is(SAYING, before.at(*k)) || is(SAY, before.at(*k)));
        const APART: &[&str] = &["but", "and", "only", "just", "hesitate", "mince", "fail", "because", "when", "who"];
        said.is_some_and(|k| !(n + 1..k).any(|m| before.is_mark(m) || is(APART, before.at(m))))
    };
    let negator = |w: &str| w == "never" || w == "not" || w.ends_with("n't") || w.ends_with("n\u{2019}t");
    let near_end = before.len().saturating_sub(8);
    if before.find(negator).any(|n| n >= near_end && unsaid(n)) {
        return true;
    }
    before.find(|w| is(DENY, w)).any(|n| denies(before, n))
        || after.find(|w| is(DENY, w)).any(|n| denies(after, n))
        || [after, following].iter().any(|t| (0..t.len()).any(|n| never(t, n)))
        || following.find(|w| is(DENY, w)).any(|n| n <= 4 && denies(following, n))
}

/// Misquoted as saying, wrongly credited with, an earlier version of this article quoted.
pub(super) fn misquoted(t: &Tokens<'_>) -> bool {
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

/// The paper withdrew the report: what is taken back is the report, not what was said.
pub(super) fn retracted(t: &Tokens<'_>) -> bool {
    const REPORTS: &[&str] =
        &["article", "headline", "interview", "item", "piece", "quotation", "quote", "report", "story"];
    t.find(|w| is(&["retracted", "retracts", "withdrew", "withdrawn"], w))
        .any(|n| (n + 1..n + 4).any(|k| noun(REPORTS, t.at(k))) || n > 2 && (n - 3..n).any(|k| noun(REPORTS, t.at(k))))
}

/// Whether the words are carried by something of a kind: a fake video shows X saying, in a satirical article X says,
/// "..." reads the fake post. Not: X said of the fake video.
pub(super) fn carried(before: &Tokens<'_>, after: &Tokens<'_>, kind: &[&str]) -> bool {
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
pub(super) fn declared(before: &Tokens<'_>, after: &Tokens<'_>, following: &Tokens<'_>, kind: &[&str]) -> bool {
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
    // "An image that shows her saying “no” was digitally altered."
    const SHOWN: &[&str] =
        &["image", "video", "clip", "audio", "recording", "photo", "screenshot", "post", "tweet", "quote", "footage"];
    let shown = is(BE, after.at(0))
        && (1..4).any(|k| noun(kind, after.at(k)) && !after.within(1, k, &["a", "an", "not"]))
        && (0..before.len().min(4)).any(|k| is(SHOWN, before.at(k)));
    shown || call(following, 0) || call(after, 1)
}

/// In the film, an actor playing X says.
pub(super) fn played(t: &Tokens<'_>) -> bool {
    t.find(|w| is(&["playing", "portraying", "impersonating", "impersonator"], w))
        .any(|n| t.capital(n + 1) || t.at(n) == "impersonator")
}

/// Stopped short of saying, refused to say, wanted to say, did not use the words.
pub(super) fn unsaid(t: &Tokens<'_>) -> bool {
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
    let nearly = t
        .find(|w| is(&["close", "verge", "brink"], w))
        .any(|n| is(&["to", "of"], t.at(n + 1)) && is(SPOKEN, t.at(n + 2)))
        || t.find(|w| is(&["almost", "nearly"], w)).any(|n| n + 3 >= t.len() && is(SAYING, t.at(n + 1)));
    // He said “some drivers”, not “all drivers”.
    let not = t.len() > 1 && t.at(t.len() - 1) == "not" && (t.is_mark(t.len() - 2) || t.at(t.len() - 2) == "and");
    to_say || short || instead || words || heard || nearly || not
}

/// Should have said, had X said, imagine X saying, if X were honest she would say.
pub(super) fn counterfactual(t: &Tokens<'_>) -> bool {
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
            || (n + 1..(n + 12).min(t.len())).any(|k| gerund(t.at(k)))
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
        .any(told);
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
pub(super) fn disputed(before: &Tokens<'_>, after: &Tokens<'_>, following: &Tokens<'_>) -> bool {
    let said = |n: usize| (n..before.len()).any(|k| is(SAYING, before.at(k)) || is(SAY, before.at(k)));
    const EVIDENCE: &[&str] =
        &["evidence", "record", "proof", "indication", "sign", "trace", "transcript", "footage", "recording"];
    // "No evidence that she said", "no record of Finch ever saying"; not "no evidence of fraud, Finch said".
    let evidence = before.find(|w| is(&["no", "little", "without", "zero"], w)).any(|n| {
        let Some(noun) = (n + 1..n + 4).find(|k| is(EVIDENCE, before.at(*k))) else { return false };
        let that = before.within(noun + 1, 2, &["that"]) && said(noun);
        let of = before.at(noun + 1) == "of" && before.within(noun + 2, 7, &["saying", "telling", "ever", "having"]);
        that || of
    });
    let untrue = before.find(|w| is(&["true", "untrue", "false", "myth", "lie"], w)).any(|n| {
        let not = before.at(n) != "true"
            || (n.saturating_sub(3)..n).any(|k| before.at(k) == "not" || before.at(k).ends_with("n't"));
        not && before.at(n + 1) == "that" && said(n)
    });
    // "Few believe that she said", "no one can prove that she said", "historians doubt that she said".
    let believed = |n: usize| {
        let believe = [
            "believe", "believes", "think", "thinks", "prove", "confirm", "show", "verify", "doubt", "doubts",
            "doubted", "doubtful", "unlikely",
        ];
        (n..(n + 5).min(before.len()))
            .any(|k| is(&believe, before.at(k)) && before.within(k + 1, 1, &["that", "whether"]) && said(k))
    };
    let nobody = before
        .find(|w| {
            is(
                &["few", "nobody", "none", "no", "cannot", "not", "doubt", "doubts", "doubted", "doubtful", "unlikely"],
                w,
            )
        })
        .any(believed);
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
            .any(|n| n <= reach && (t.within(n + 1, 4, WRONG) || t.reads(n + 1, &["not", "true"])))
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
    // To the words themselves, nothing parts them: "accused of having called growers", not "accused of lying, she said".
    let open = |from: usize| !(from..before.len()).any(|k| before.is_mark(k) && before.at(k) != ":");
    let accused = before.find(|w| is(&["accused", "accuses", "accusing", "suspected"], w)).any(|n| {
        let Some(of) = (n + 1..(n + 9).min(before.len())).find(|k| before.at(*k) == "of") else { return false };
        let said = before.at(of + 1) == "having" && is(SAYING, before.at(of + 2)) || is(SPOKEN, before.at(of + 1));
        said && open(of)
    });
    // "A flyer that has her calling them": whoever made it puts the words in her mouth.
    let mouth = before.find(|w| is(&["has", "have", "had"], w)).any(|n| {
        let whom = before.capital(n + 1) || is(&["her", "him", "them"], before.at(n + 1));
        whom && before.within(n + 2, 3, SPOKEN) && open(n)
    });
    let follows = following.find(|w| noun(CLAIMS, w)).any(|n| n <= 3 && claim && wrong(following, n + 2));
    evidence
        || nobody
        || untrue
        || falsely
        || supposedly
        || after_supposedly
        || contrary
        || accused
        || mouth
        || (claim && wrong(after, 8))
        || follows
}
