//! The kinds of words taken back, each as what English says.
//!
//! Takes the words around reported ones, says for each kind whether it holds. What looks alike and is a plain report
//! stands in the tests of the module above.

use super::words::{Class, Tokens};
use crate::lexicon::rule_words;

/// Whether any kind may hold, by the classes of the words: each begins with words of its own.
pub(super) fn may_hold(before: Class, after: Class, following: Class) -> bool {
    const CARRIED: Class = Class::FAKE.and(Class::UNTRUE).and(Class::REAL).and(Class::SATIRE);
    const REPORTED: Class = Class::DENY.and(Class::RETRACT).and(CARRIED);
    const BEHIND: Class = REPORTED.and(Class::MISQUOTE).and(Class::WRONGLY).and(Class::VERSION).and(Class::SUPPOSEDLY);
    const UNSAID: Class = Class::WANTED
        .and(Class::AVOID)
        .and(Class::RATHER)
        .and(Class::NEGATOR)
        .and(Class::NOBODY)
        .and(Class::LACKING)
        .and(Class::NEAR)
        .and(Class::NEARLY);
    const SUPPOSED: Class = Class::INVERTED.and(Class::IMAGINE).and(Class::IF).and(Class::WISH).and(Class::FICTION);
    const DISPUTED: Class =
        Class::DOUBTER.and(Class::FALSELY).and(Class::ALLEGED).and(Class::CONTRARY).and(Class::LORE);
    const BEFORE: Class =
        BEHIND.and(Class::PLAYING).and(UNSAID).and(SUPPOSED).and(DISPUTED).and(Class::ACCUSED).and(Class::CLAIM);
    let never = |all: Class| {
        let nothing = all.any(Class::LACKING) && all.any(Class::THING);
        all.any(Class::MAKE) && (nothing || all.any(Class::NEGATOR) && all.any(Class::OBJECT))
    };
    const CALLED: Class = Class::WRONG.and(Class::FAKE).and(Class::NEGATOR);
    before.any(BEFORE)
        || before.any(Class::REMARK.and(Class::WORDS)) && after.any(Class::BE) && after.any(CALLED)
        || before.any(Class::MODAL) && before.any(Class::SAYING)
        || before.any(Class::ASKS) && before.any(Class::SAY)
        || before.any(Class::HAVE) && before.any(Class::SPOKEN)
        || after.any(BEHIND)
        || never(after)
        || following.any(REPORTED)
        || never(following)
}

/// Denied having said, a pledge she denies making, "She never said it."
pub(super) fn denied(before: &Tokens<'_>, after: &Tokens<'_>, following: &Tokens<'_>) -> bool {
    let denies = |t: &Tokens<'_>, n: usize| {
        t.within(n + 1, 3, Class::SPOKEN)
            || t.within_words(n + 1, 2, &["it", "this", "so"])
            || (t.reads(n + 1, &["the"]) && t.within(n + 2, 2, Class::REMARK))
            || t.word(n + 1, &["that", "he", "she"]) && t.within(n + 2, 5, Class::SAYING)
    };
    let never = |t: &Tokens<'_>, n: usize| {
        t.word(n, &["never", "not"])
            && t.is(n + 1, Class::MAKE)
            && t.is(n + 2, Class::OBJECT)
            && !(n.saturating_sub(3)..n).any(|k| t.is(k, Class::OWN))
            && (t.is_mark(n + 3) || t.is(n + 3, Class::THING))
    };
    // "She said no such thing."
    let nothing = |t: &Tokens<'_>, n: usize| {
        let own = (n.saturating_sub(4)..n).any(|k| t.is(k, Class::OWN));
        t.word(n, &["no"]) && n > 0 && t.is(n - 1, Class::MAKE) && t.reads(n + 1, &["such", "thing"]) && !own
    };
    // "insisted that she had not said", "is not known to have said"; not "could not attend but said".
    let unsaid = |n: usize| {
        let said = (n + 1..(n + 5).min(before.len())).find(|&k| before.is(k, Class::SAYING.and(Class::SAY)));
        said.is_some_and(|k| !(n + 1..k).any(|m| before.is_mark(m) || before.is(m, Class::APART)))
    };
    let near_end = before.len().saturating_sub(8);
    before.find(Class::NEGATOR).any(|n| n >= near_end && unsaid(n))
        || [before, after].iter().any(|t| t.find(Class::DENY).any(|n| denies(t, n)))
        || [after, following].iter().any(|t| t.find(Class::NEGATOR).any(|n| never(t, n)))
        || [after, following].iter().any(|t| t.find(Class::LACKING).any(|n| nothing(t, n)))
        || following.find(Class::DENY).any(|n| n <= 4 && denies(following, n))
}

/// Misquoted as saying, wrongly credited with, an earlier version of this article quoted.
pub(super) fn misquoted(t: &Tokens<'_>) -> bool {
    let before = |n: usize, class: Class| n > 0 && t.is(n - 1, class);
    t.find(Class::MISQUOTE).any(|n| t.within_words(n + 1, 7, &["as", "to", "saying", "when"]))
        || t.find(Class::WRONGLY).any(|n| t.within(n + 1, 3, Class::GIVEN) || before(n, Class::GIVEN))
        || t.find(Class::VERSION).any(|n| {
            n > 0
                && t.word(n - 1, &["earlier", "previous", "original"])
                && t.within_listed(n, 12, &rule_words::VERSION_VERB)
        })
}

/// The paper retracted a report that X had said.
pub(super) fn of_retracted(before: &Tokens<'_>) -> bool {
    before.find(Class::RETRACT).any(|n| {
        let that = (n + 2..(n + 6).min(before.len())).find(|&k| before.word(k, &["that", "which"]));
        before.within(n + 1, 3, Class::REPORT) && that.is_some_and(|k| before.leads(k + 1))
    })
}

/// The paper withdrew the report: what is taken back is the report, not what was said.
pub(super) fn retracted(t: &Tokens<'_>) -> bool {
    let report = |n: usize| t.within(n + 1, 3, Class::REPORT) || n > 2 && t.within(n - 3, 3, Class::REPORT);
    t.find(Class::RETRACT).any(report)
}

/// Whether the words are carried by something of a kind: a fake video shows X saying, in a satirical article X says,
/// "..." reads the fake post. Not: X said of the fake video.
pub(super) fn carried(before: &Tokens<'_>, after: &Tokens<'_>, kind: Class) -> bool {
    let carrier = |t: &Tokens<'_>, n: usize| t.is(n, Class::ALONE) || t.within(n + 1, 3, Class::CARRIER);
    // What opens the clause, not what its subject does with it: "Finch shared a fake clip and said".
    let opens = |n: usize| {
        // "was quoted by a spoof site as saying"
        let by = n > 2
            && before.word(n - 2, &["by"])
            && before.word(n - 1, &["a", "an", "the"])
            && before.within_words(n + 1, 4, &["as"]);
        by || (before.clause(n)..n).all(|k| before.is(k, Class::OPENING.and(kind)))
    };
    let read = |n: usize| (0..n).all(|k| after.is(k, Class::READ) || after.word(k, &[","]));
    before.find(kind).any(|n| carrier(before, n) && opens(n))
        || after.find(kind).any(|n| n <= 6 && carrier(after, n) && read(n))
}

/// Whether what follows calls the carrier so: The video is fake. The item was a spoof.
pub(super) fn declared(before: &Tokens<'_>, after: &Tokens<'_>, following: &Tokens<'_>, kind: Class) -> bool {
    let fakes = kind == Class::FAKE;
    let call = |t: &Tokens<'_>, from: usize| {
        t.find(Class::BE).filter(|n| *n >= from).any(|n| {
            let start = t.clause(n);
            let subject = (start..n).any(|k| t.is(k, Class::CARRIER));
            let it = n == start + 1 && t.word(start, &["it", "that", "this"]);
            let false_words = || fakes && !(start..n).any(|s| t.is(s, Class::WORDS));
            let called = (n + 1..(n + 4).min(t.len()))
                .take_while(|&k| !t.is_mark(k))
                .find(|&k| t.is(k, kind) || t.word(k, &["false"]) && false_words());
            let denied = t.within_words(n + 1, 2, &["not", "never"]);
            let genuine = fakes && denied && t.within(n + 1, 4, Class::REAL);
            let itself = |k: usize| t.is(k, Class::ALONE) || t.word(k, &["fake", "fakes"]);
            subject && (called.is_some() && !denied || genuine) || it && called.is_some_and(itself) && !denied
        })
    };
    // "An image that shows her saying “no” was digitally altered."
    let shown = after.is(0, Class::BE)
        && (1..4).any(|k| after.is(k, kind) && !after.within_words(1, k, &["a", "an", "not"]))
        && before.within(0, 4, Class::SHOWN);
    shown || call(following, 0) || call(after, 1)
}

/// In the film, an actor playing X says; X, played by an actor, says; somebody posing as X says; in the novel X says.
pub(super) fn played(t: &Tokens<'_>) -> bool {
    // "A caller posing as Finch said"; not "a caller posing as Finch was caught, the police said".
    let open = |from: usize| !(from..t.len()).any(|k| t.is_mark(k) && !t.word(k, &[":"]));
    let posing = |n: usize| {
        let whom =
            if t.word(n, &["pretending"]) { t.reads(n + 1, &["to", "be"]).then_some(n + 3) } else { Some(n + 2) };
        t.word(n, &["masquerading", "posing", "pretending"]) && whom.is_some_and(|k| t.capital(k) && open(k))
    };
    let fiction = |n: usize| {
        let from = t.clause(n);
        from + 1 < n
            && n < from + 6
            && t.word(from, &["in"])
            && (t.word(n + 1, &[","]) || t.capital(n + 1))
            && (n + 2..t.len()).any(|k| k + 4 > t.len() && t.is(k, Class::TOLD.and(Class::SAYING)))
    };
    let by = |n: usize| n > 1 && t.is_mark(n - 1) && t.capital(n - 2) && t.word(n + 1, &["by"]) && t.capital(n + 2);
    t.find(Class::PLAYING).any(|n| match t.is_past(n) {
        true => by(n),
        false => t.capital(n + 1) || t.word(n, &["impersonator"]) || posing(n),
    }) || t.find(Class::FICTION).any(fiction)
}

/// Stopped short of saying, refused to say, wanted to say, did not use the words.
pub(super) fn unsaid(t: &Tokens<'_>) -> bool {
    let after = |n: usize, words: &[&str]| t.word(n + 1, words);
    let wanted = |n: usize| after(n, &["to"]) && t.within(n + 2, 2, Class::SAY);
    let without = |n: usize| t.is(n + 1, Class::SPOKEN) || after(n, &["ever"]) && t.is(n + 2, Class::SPOKEN);
    let rather = |n: usize| match () {
        () if t.word(n, &["instead"]) => after(n, &["of"]) && t.is(n + 2, Class::SPOKEN),
        () if t.word(n, &["rather"]) => after(n, &["than"]) && t.is(n + 2, Class::SPOKEN.and(Class::SAY)),
        () => after(n, &["of"]) && t.within_listed(n + 2, 2, &rule_words::SHORT_OF),
    };
    let words = |n: usize| t.within(n + 1, 2, Class::USE) && t.within(n + 2, 4, Class::TERM);
    let heard = |n: usize| t.within(n + 1, 2, Class::HEARD);
    let no_one = |n: usize| t.word(n, &["no"]) && after(n, &["one"]) && t.within(n + 2, 2, Class::HEARD);
    let near = |n: usize| after(n, &["to", "of"]) && t.is(n + 2, Class::SPOKEN);
    let nearly = |n: usize| n + 3 >= t.len() && t.is(n + 1, Class::SAYING);
    // He said “some drivers”, not “all drivers”.
    let not = |n: usize| n > 0 && (t.is_mark(n - 1) || t.word(n - 1, &["and"]));
    let last = t.len().wrapping_sub(1);
    // "Nowhere in the speech does Finch say", "at no point did she say"; not "not only did Finch say".
    let fronted = |n: usize| {
        let opens = n <= t.clause(n) + 1 && !t.word(n + 1, &["only", "just", "merely"]);
        let verb = (n + 1..t.len()).find(|&k| t.word(k, &["do", "does", "did", "has", "have", "had"]));
        opens && verb.is_some_and(|k| !(n..k).any(|m| t.is_mark(m)) && t.asks(k + 1) && t.leads(k + 2))
    };
    t.find(Class::WANTED).any(wanted)
        || t.find(Class::NEGATOR.and(Class::DOUBTER)).any(fronted)
        || t.find(Class::AVOID).any(without)
        || t.find(Class::RATHER).any(rather)
        || t.find(Class::NEGATOR).any(words)
        || t.find(Class::NOBODY).any(heard)
        || t.find(Class::LACKING).any(no_one)
        || t.find(Class::NEAR).any(near)
        || t.find(Class::NEARLY).any(nearly)
        || t.word(last, &["not"]) && not(last)
}

/// Should have said, had X said, imagine X saying, if X were honest she would say.
pub(super) fn counterfactual(t: &Tokens<'_>) -> bool {
    let modal = |n: usize| {
        let have = (n + 1..(n + 5).min(t.len())).find(|&k| t.word(k, &["have", "'ve"]));
        have.is_some_and(|k| t.within(k + 1, 2, Class::SAYING))
    };
    let clause = |n: usize| n == 0 || t.is_mark(n - 1) || t.word(n - 1, &["and", "but", "that", "what"]);
    // "Had Finch said", not "she had said": the verb before its subject.
    let inverted = |n: usize| clause(n) && t.capital(n + 1) && t.within_listed(n + 2, 5, &rule_words::INVERTED_SAID);
    let told = |n: usize| t.within(n + 1, 14, Class::TOLD) || (n + 1..(n + 12).min(t.len())).any(|k| t.says_now(k));
    let would = |n: usize| (n + 1..t.len()).any(|k| t.word(k, &["would"]) && t.within(k + 1, 3, Class::SAY));
    let condition = |n: usize| {
        t.word(n, &["if"]) && clause(n) && (would(n) || t.within_words(n + 1, 5, &["said", "says", "say"]))
            || t.word(n, &["as"])
                && t.word(n + 1, &["if", "though"])
                && t.within_words(n + 2, 4, &["say", "saying", "said"])
    };
    // "In my dream Finch said"; not "her dream is to sail, she said".
    let dreamt = |n: usize| {
        !t.word(n, &["dream", "dreams", "nightmare"]) || (n.saturating_sub(3)..n).any(|k| t.word(k, &["in"]))
    };
    let wished = |n: usize| {
        let had = (n + 1..n + 6).find(|&k| t.word(k, &["had"]));
        had.is_some_and(|k| t.within(k + 1, 2, Class::SAYING))
    };
    t.find(Class::MODAL).any(modal)
        || t.find(Class::INVERTED).any(inverted)
        || t.find(Class::IMAGINE).any(|n| dreamt(n) && told(n))
        || t.find(Class::WISH).any(wished)
        || t.find(Class::IF).any(condition)
}

/// Accused of having said, a flyer that has her saying: whoever says so puts the words in a mouth.
fn put_in_mouth(before: &Tokens<'_>) -> bool {
    // To the words themselves, nothing parts them: "accused of having called growers", not "accused of lying, she said".
    let open = |from: usize| !(from..before.len()).any(|k| before.is_mark(k) && !before.word(k, &[":"]));
    let accused = |n: usize| {
        let Some(of) = (n + 1..n + 9).find(|&k| before.word(k, &["of"])) else { return false };
        let having = before.word(of + 1, &["having"]) && before.is(of + 2, Class::SAYING);
        (having || before.is(of + 1, Class::SPOKEN)) && open(of)
    };
    let mouth = |n: usize| {
        let whom = before.capital(n + 1) || before.word(n + 1, &["her", "him", "them"]);
        whom && before.within(n + 2, 3, Class::SPOKEN) && open(n)
    };
    before.find(Class::ACCUSED).any(accused) || before.find(Class::HAVE).any(mouth)
}

/// Was asked whether she had said: asked is not said. "Did Finch say “…”?", "Myth: Finch said".
fn asked(before: &Tokens<'_>) -> bool {
    let whether = |n: usize| {
        let asked = || (n.saturating_sub(2)..n).any(|k| before.listed(k, &rule_words::ASKED_IF));
        (before.word(n, &["whether"]) || asked()) && before.leads(n + 1)
    };
    let labelled = before.word(1, &[":"])
        && (before.is(0, Class::UNTRUE.and(Class::FAKE)) || before.word(0, &["claim", "rumor", "rumour"]))
        && !before.word(0, &["true"]);
    let question = before.is(0, Class::ASKS) && before.asks(1) && before.leads(2);
    labelled || question || before.find(Class::IF).any(whether)
}

/// No evidence that X said, it is not true that X said, the claim that X said is false, X supposedly said.
pub(super) fn disputed(before: &Tokens<'_>, after: &Tokens<'_>, following: &Tokens<'_>) -> bool {
    let said = |n: usize| before.within(n, before.len(), Class::SAYING.and(Class::SAY));
    // "No evidence that she said", "no record of Finch ever saying"; not "no evidence of fraud, Finch said".
    let evidence = |n: usize| {
        let Some(noun) = (n + 1..n + 4).find(|&k| before.is(k, Class::EVIDENCE)) else { return false };
        let of = || before.within_words(noun + 2, 7, &["saying", "telling", "ever", "having"]);
        before.within_words(noun + 1, 2, &["that"]) && said(noun) || before.word(noun + 1, &["of"]) && of()
    };
    let untrue = |n: usize| {
        let not = |k: usize| before.is(k, Class::NEGATOR) && !before.word(k, &["never"]);
        let holds = !before.word(n, &["true"]) || (n.saturating_sub(3)..n).any(not);
        holds && before.word(n + 1, &["that"]) && said(n)
    };
    // "Few believe that she said", "no one can prove that she said", "historians doubt that she said".
    let believed = |n: usize| {
        let that = |k: usize| before.word(k + 1, &["that", "whether"]) && said(k);
        (n..(n + 5).min(before.len())).any(|k| before.is(k, Class::BELIEVE) && that(k))
    };
    let wrong = |t: &Tokens<'_>, reach: usize| {
        t.find(Class::BE).any(|n| n <= reach && (t.within(n + 1, 4, Class::WRONG) || t.reads(n + 1, &["not", "true"])))
    };
    let falsely = |n: usize| {
        before.within(n + 1, 2, Class::CLAIMING)
            && before.within_words(n + 2, 2, &["that", "he", "she"])
            && before.within(n + 4, 6, Class::SAYING)
    };
    let supposedly =
        |n: usize| before.within(n + 1, 3, Class::SAYING) || before.within(n.saturating_sub(2), 2, Class::SAYING);
    let alleged = |n: usize| before.reads(n + 1, &["to", "have"]) || before.is(n + 1, Class::LETTER);
    let added = |n: usize| {
        n <= 4
            && !after.word(n, &["apocryphally"])
            && (after.is(n + 1, Class::SAYING) || n > 0 && after.is(n - 1, Class::SAYING))
    };
    let contrary = |n: usize| before.word(n + 1, &["to"]) && before.within(n + 2, 3, Class::REPORTS);
    // "The quote “…”, attributed to Finch, is false."
    let named = before.len().checked_sub(1).is_some_and(|n| before.is(n, Class::REMARK.and(Class::WORDS)));
    // "Posts claiming that she said"
    let claims = |n: usize| before.is(n, Class::CLAIM) || before.word(n, &["claiming", "saying", "suggesting"]);
    let claim = (0..before.len()).any(|n| claims(n) && before.word(n + 1, &["that"]) && said(n));
    let lore = |n: usize| before.reads(n + 1, &["has", "it"]);
    before.find(Class::LACKING).any(evidence)
        || before.find(Class::DOUBTER).any(believed)
        || before.find(Class::UNTRUE).any(untrue)
        || before.find(Class::FALSELY).any(falsely)
        || before.find(Class::SUPPOSEDLY).any(supposedly)
        || before.find(Class::ALLEGED).any(alleged)
        || after.find(Class::SUPPOSEDLY).any(added)
        || before.find(Class::CONTRARY).any(contrary)
        || put_in_mouth(before)
        || before.find(Class::LORE).any(lore)
        || asked(before)
        || named && (wrong(after, 8) || after.find(Class::FAKE).any(|n| n < 12 && after.within(0, n, Class::BE)))
        || claim && (wrong(after, 8) || following.find(Class::CLAIM).any(|n| n <= 3 && wrong(following, n + 2)))
}
