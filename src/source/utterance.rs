//! What the words of an attribution itself tell of its occasion: later, to the judges, at a rally, in the same segment.
//!
//! Takes an attribution, gives answers to the questions of `questions` that stand in its own sentence.

use super::occasion::{Crowd, Post, last_word};
use super::questions::{Answers, Question};
use super::relays::Relay;
use super::words;
use crate::attribution::{Analysis, Attribution};
use crate::cue::{Cue, CueKind};
use crate::document::{Ending, Item, TokenKind};
use crate::lexicon::set::{Hashes, listed};
use crate::lexicon::{CueClass, WordClass};
use crate::mention::{Mention, MentionKind};
use crate::record::Channel;
use std::ops::Range;

/// Items of a sentence among which its subject tells of replies: many of the comments.
const REPLIES: usize = 4;

/// Whether a cue is in the present.
pub fn present(analysis: &Analysis<'_>, cue: &Cue) -> Option<bool> {
    if cue.kind != CueKind::Verb || cue.gerund || cue.infinitive || cue.modal || cue.future {
        return None;
    }
    Some(analysis.item(cue.head).ending == Ending::S)
}

/// What an attribution's own words say of the occasion.
pub fn own(analysis: &Analysis<'_>, attribution: &Attribution, sentence: usize) -> Answers {
    use Question as Q;
    let mut answers = Answers::default();
    let mention = attribution.speaker.map(|m| analysis.mentions[m].kind);
    answers.put(Q::He, mention == Some(MentionKind::Pronoun));
    answers.put(Q::Named, mention == Some(MentionKind::Name));
    let Some(number) = attribution.cue else { return answers };
    let cue = &analysis.cues[number];
    let items = &analysis.document.items;
    let marks = attribution.content.iter().any(|r| items[r.clone()].iter().any(Item::is_quote));
    answers.put(Q::Indirect, !marks);
    answers.put(Q::Negated, cue.negated);
    answers.put(Q::Denied, cue.class == CueClass::Deny);
    let then = items.get(cue.group.end).is_some_and(|i| i.hash == words::hash("then"));
    answers.put(Q::Later, then || items[cue.group.clone()].iter().any(|i| words::LATER.contains(&i.hash)));
    answers.put(Q::Listener, listener(analysis, cue));
    answers.put(Q::Event, elsewhere(analysis, attribution, sentence));
    answers.put(Q::Wrote, cue.class == CueClass::Write);
    answers.put(Q::Continues, cue.class == CueClass::Add);
    let plain = matches!(cue.class, CueClass::Say | CueClass::Tell | CueClass::Add | CueClass::Write | CueClass::Ask);
    answers.put(Q::Verdict, !plain);
    let first = items[cue.group.start].hash;
    answers.put(Q::Pluperfect, first == words::HAD && cue.group.len() > 1);
    answers.put(Q::Perfect, matches!(first, words::HAS | words::HAVE) && cue.group.len() > 1);
    let range = analysis.document.sentences[sentence].items.clone();
    let dated = range.clone().any(|at| {
        items[at].is(WordClass::CALENDAR)
            && !items[at].is_quote()
            && !attribution.content.iter().any(|r| r.contains(&at))
    });
    answers.put(Q::Dated, dated);
    answers
}

/// Whether an attribution is told to somebody who is no outlet: told the judges.
pub fn listener(analysis: &Analysis<'_>, cue: &Cue) -> bool {
    let items = &analysis.document.items;
    // He told the host, co-host Ida Holm: the one who asks.
    let hosts = |at: usize| {
        analysis.document.is_any(at, listed!["interviewer", "interviewers", "moderator", "hosts", "co-hosts"])
            || words::HOSTS.contains(&items[at].hash)
    };
    let mut addressee = cue.group.end..(cue.group.end + 2).min(items.len());
    (cue.class == CueClass::Tell || cue.class == CueClass::Say && cue.frames.has(b'a'))
        && !cue.passive
        && !addressee.any(hosts)
        && items.get(cue.group.end).is_some_and(|i| {
            i.kind == TokenKind::Word
                && !i.is(WordClass::THAT | WordClass::PREPOSITION)
                && !i.is(WordClass::OBJECT_PRONOUN)
        })
}

/// Whether the sentence names another occasion outside the reported words: in an August speech, at a rally.
pub fn elsewhere(analysis: &Analysis<'_>, attribution: &Attribution, sentence: usize) -> bool {
    let items = &analysis.document.items;
    let range = analysis.document.sentences[sentence].items.clone();
    let noun = |item: &Item| words::OCCASIONS.contains(&item.hash);
    items[range.clone()].iter().any(noun)
        && range.clone().any(|at| {
            noun(&items[at])
                && !attribution.content.iter().any(|r| r.contains(&at))
                && (range.start.max(at.saturating_sub(6))..at)
                    .any(|n| matches!(items[n].hash, words::IN | words::DURING | words::AT))
        })
}

/// Whether the sentence opens with another occasion: In an August speech, Haro said; during Tuesday's debate, at the rally;
/// in December; when a class came in 2019.
pub fn moves(analysis: &Analysis<'_>, attribution: &Attribution) -> bool {
    let Some(sentence) = attribution.cue.map(|c| analysis.cues[c].sentence) else { return false };
    let items = &analysis.document.items;
    let range = analysis.document.sentences[sentence].items.clone();
    let noun = |item: &Item| words::OCCASIONS.contains(&item.hash) || words::EVENTS.contains(&item.hash);
    let opens = matches!(items[range.start].hash, words::IN | words::DURING | words::AT);
    opens && items[(range.start + 2).min(range.end)..(range.start + 6).min(range.end)].iter().any(noun)
        || elsewhen(analysis, attribution, range)
}

/// Whether a sentence opens with another time, outside the reported words: in December, in 2019, last year, two years ago;
/// when a class came in 2019.
fn elsewhen(analysis: &Analysis<'_>, attribution: &Attribution, range: Range<usize>) -> bool {
    let items = &analysis.document.items;
    let speaker = attribution.speaker.map(|m| analysis.mentions[m].phrase.start());
    let head = attribution.cue.map(|c| analysis.cues[c].group.start);
    let Some(end) = speaker.into_iter().chain(head).chain(attribution.content.first().map(|r| r.start)).min() else {
        return false;
    };
    let front = range.start..end.max(range.start);
    // Six months ago, Haro said, they were few: the time is that of what is said.
    let behind = attribution.cue.and_then(|c| items.get(analysis.cues[c].group.end));
    let aside = behind.is_some_and(|i| i.kind == TokenKind::Comma);
    let parted = front.len() > 1 && items[front.end - 1].kind == TokenKind::Comma && !aside;
    let month = |i: &Item| i.is(WordClass::CALENDAR) && words::MONTHS.contains(&i.hash);
    let year = |at: usize| {
        let word = analysis.document.word(at);
        items[at].kind == TokenKind::Number && word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))
    };
    let any = |range: Range<usize>| range.clone().any(|at| month(&items[at]) || year(at));
    let first = &items[front.start];
    // Another day of a month is in the news of the day; a month by itself is not.
    let day = || front.clone().any(|at| items[at].kind == TokenKind::Number && !year(at));
    let phrase = || first.hash == words::IN && any(front.start + 1..(front.start + 4).min(front.end)) && !day();
    let clause = || first.hash == words::WHEN && front.clone().any(year);
    let ago = || front.len() <= 5 && items[front.end - 2].hash == words::AGO;
    // Last year, but not "last, ..." nor "last of all".
    let named = |i: &Item| i.is_word() && !i.is(WordClass::CALENDAR | WordClass::PREPOSITION);
    let last = || first.hash == words::LAST_WORD && front.len() <= 4 && named(&items[front.start + 1]);
    parted && (phrase() || clause() || ago() || last())
}

/// Whether a sentence speaks of the words before it: she disclosed this on Monday; he made this known.
pub fn confirms(analysis: &Analysis<'_>, sentence: usize) -> bool {
    let items = &analysis.document.items;
    let end = analysis.document.sentences[sentence].items.end;
    analysis.cues_of(sentence).any(|c| {
        let at = analysis.cues[c].group.end;
        let nominal = WordClass::NOUN | WordClass::ADJECTIVE | WordClass::AUXILIARY | WordClass::DOCUMENT;
        at < end
            && analysis.document.is_any(at, listed!["this", "so"])
            && !(at + 1 < end && items[at + 1].is(nominal) && !items[at + 1].is(WordClass::CALENDAR | WordClass::TIME))
    })
}

/// The nouns of the texts that a sentence tells of beside its relay: Kurier writes, citing a letter from the carrier.
pub fn texts(analysis: &Analysis<'_>, attribution: &Attribution, sentence: usize, relays: &[Relay]) -> Vec<u32> {
    if !relays.iter().any(|r| r.outlet.is_some()) {
        return Vec::new();
    }
    let items = &analysis.document.items;
    let outside = |at: &usize| !attribution.content.iter().any(|r| r.contains(at));
    let text = |at: &usize| items[*at].is(WordClass::DOCUMENT) && !items[*at].capital;
    analysis.document.sentences[sentence].items.clone().filter(outside).filter(text).map(|at| items[at].hash).collect()
}

/// Items behind a briefing within which those are named with whom somebody holds it.
const PARTNERS: usize = 14;

/// The last words of the names of those with whom somebody briefs the press: at a joint news conference with his Georgian
/// colleague, Levan Gelashvili.
pub fn partners(analysis: &Analysis<'_>, sentence: usize, relays: &[Relay]) -> Vec<String> {
    let Some(at) = relays.iter().find(|r| r.channel == Some(Channel::Briefing)).map(|r| r.span.end) else {
        return Vec::new();
    };
    let end = analysis.document.sentences[sentence].items.end.min(at + PARTNERS);
    let beside = [words::WITH, words::hash("alongside")];
    let with = (at.min(end)..end).find(|&at| beside.contains(&analysis.item(at).hash)).unwrap_or(end);
    let names = analysis.mentions[analysis.mentions_of(sentence)].iter();
    let named = names.filter(|m| m.kind == MentionKind::Name && m.phrase.start() > with && m.phrase.start() < end);
    named.map(|m| last_word(analysis.document.text_of(m.core.items()))).collect()
}

/// Who is told, where it is a name: he told Holm.
pub fn listens<'a>(analysis: &'a Analysis<'_>, cue: &Cue) -> Option<&'a Mention> {
    if cue.class != CueClass::Tell || cue.passive {
        return None;
    }
    let beside = &analysis.mentions[analysis.starting(cue.sentence, cue.group.end)?];
    (beside.kind == MentionKind::Name).then_some(beside)
}

/// The last word of the name of who is told.
pub fn told(analysis: &Analysis<'_>, attribution: &Attribution) -> String {
    let who = attribution.cue.and_then(|c| listens(analysis, &analysis.cues[c]));
    who.map_or_else(String::new, |m| last_word(analysis.document.text_of(m.core.items())))
}

/// Whether a row says "during the same segment".
pub fn same_air(analysis: &Analysis<'_>, attribution: &Attribution, sentence: usize) -> bool {
    let items = &analysis.document.items;
    let range = analysis.document.sentences[sentence].items.clone();
    let inside = |at: usize| attribution.content.iter().any(|r| r.contains(&at));
    range.clone().skip(2).any(|at| {
        items[at - 1].hash == words::SAME
            && items[at - 2].hash == words::ARTICLE
            && !inside(at)
            && (words::TALK.contains(&items[at].hash) || words::AIRED.contains(&items[at].hash))
    })
}

/// Where a row says that it stands in a post that the text has told of: in the clip, in the comments.
pub fn post(analysis: &Analysis<'_>, attribution: &Attribution, sentence: usize) -> Option<Post> {
    let within = |nouns: &Hashes| within(analysis, attribution, sentence, nouns);
    match within(&words::FILMS) {
        true => Some(Post::Film),
        false if within(&words::BENEATH) || under(analysis, attribution, sentence) => Some(Post::Beneath),
        false => {
            let cue = attribution.cue.map(|c| &analysis.cues[c]);
            let comments = cue.is_some_and(|c| c.lemma == words::COMMENT && !c.passive && !c.negated);
            (comments && !attribution.floating).then_some(Post::Comment)
        }
    }
}

/// Whether a row says outside its words that it stands under a post: beneath it, he commented; she answered beneath.
fn under(analysis: &Analysis<'_>, attribution: &Attribution, sentence: usize) -> bool {
    let items = &analysis.document.items;
    let outside = |at: usize| !attribution.content.iter().any(|r| r.contains(&at));
    let alone = |at: usize| {
        let next = items.get(at + 1);
        next.is_none_or(|i| {
            !i.is_word() || [words::IT, words::THAT].contains(&i.hash) || i.is(WordClass::OBJECT_PRONOUN)
        })
    };
    let mut range = analysis.document.sentences[sentence].items.clone();
    range.any(|at| words::UNDERNEATH.contains(&items[at].hash) && alone(at) && outside(at))
}

/// Whether a row's sentence, or the one between it and the row before, begins with what others wrote beneath: one reply read;
/// most of the comments were jokes.
pub fn replies(analysis: &Analysis<'_>, attribution: &Attribution, sentence: usize, before: Option<usize>) -> bool {
    let sentences = &analysis.document.sentences;
    let first = attribution.content.first().map_or(usize::MAX, |r| r.start);
    let begins = |sentence: usize, plural: bool| {
        let range = sentences[sentence].items.clone();
        let one = words::ONE_OF_MANY.contains(&analysis.item(range.start).hash);
        let noun = |at: usize| {
            let hash = analysis.item(at).hash;
            if plural { words::BENEATH.contains(&hash) } else { one && words::REPLY.contains(&hash) }
        };
        range.take(REPLIES).take_while(|&at| at < first && analysis.item(at).is_word()).any(noun)
    };
    let own = sentences[sentence].paragraph;
    let between =
        || sentence.checked_sub(1).filter(|&s| sentences[s].paragraph == own && before.is_none_or(|before| before < s));
    begins(sentence, false) || between().is_some_and(|s| begins(s, true))
}

/// Whether a row says outside its words that it was said in something known: in the clip, in that video; but not in the
/// video of the talk, in the clip posted on Monday, which it tells of itself.
fn within(analysis: &Analysis<'_>, attribution: &Attribution, sentence: usize, nouns: &Hashes) -> bool {
    let items = &analysis.document.items;
    let known = |at: usize| {
        let same = usize::from(items[at - 1].hash == words::SAME);
        let before = at - 1 - same;
        let article = matches!(items[before].hash, words::ARTICLE | words::THAT);
        let told = |i: &Item| i.is(WordClass::PREPOSITION) || words::RELAYED.contains(&i.hash);
        let within = before > 0 && matches!(items[before - 1].hash, words::IN | words::UNDER);
        article && within && !items.get(at + 1).is_some_and(told)
    };
    let outside = |at: usize| !attribution.content.iter().any(|r| r.contains(&at));
    let mut range = analysis.document.sentences[sentence].items.clone().skip(2);
    range.any(|at| nouns.contains(&items[at].hash) && known(at) && outside(at))
}

/// Whether a mention is one of many who write on a platform: one user, a fan, another; but not another at the gate.
pub fn crowd(analysis: &Analysis<'_>, attribution: &Attribution, mention: &Mention) -> Option<Crowd> {
    let head = analysis.item(mention.head).hash;
    if words::ACCOUNTS.contains(&head) && mention.kind != MentionKind::Name {
        return Some(Crowd::User);
    }
    let alone = mention.phrase.len() == 1 && words::ONE_OF_MANY.contains(&head);
    (alone || words::FANS.contains(&head)).then_some(Crowd::Fan).filter(|_| !placed(analysis, attribution, mention))
}

/// Whether the sentence of a speaker says outside the words where they were said: at the gate, outside the court.
fn placed(analysis: &Analysis<'_>, attribution: &Attribution, mention: &Mention) -> bool {
    let outside = |at: usize| !attribution.content.iter().any(|r| r.contains(&at));
    let place = |at: usize| analysis.document.is_any_case(at, listed!["at", "in", "inside", "near", "outside"]);
    analysis.document.sentences[mention.sentence].items.clone().any(|at| place(at) && outside(at))
}

/// Whether a row says "at the same event": where the one before it spoke.
pub fn same_place(analysis: &Analysis<'_>, attribution: &Attribution, sentence: usize) -> bool {
    let items = &analysis.document.items;
    let occasion = |hash: u32| {
        [&words::TALK, &words::EVENTS, &words::OCCASIONS, &words::TOLD_OF]
            .into_iter()
            .any(|nouns| nouns.contains(&hash))
    };
    // At the same event; at the same news conference
    let noun = |at: usize| occasion(items[at].hash) || items.get(at + 1).is_some_and(|next| occasion(next.hash));
    analysis.document.sentences[sentence].items.clone().skip(3).any(|at| {
        items[at - 1].hash == words::SAME
            && items[at - 2].hash == words::ARTICLE
            && matches!(items[at - 3].hash, words::AT | words::DURING)
            && noun(at)
            && !attribution.content.iter().any(|r| r.contains(&at))
    })
}

/// Whether a row says "in the interview" and names no outlet.
pub fn same_talk(analysis: &Analysis<'_>, relays: &[Relay]) -> bool {
    let items = &analysis.document.items;
    relays.iter().any(|r| {
        r.channel == Some(Channel::Interview)
            && r.outlet.is_none()
            && items.get(r.span.start + 1).is_some_and(|i| matches!(i.hash, words::ARTICLE | words::THAT | words::SAME))
    })
}

/// Whether a row puts a question for an outlet, so that the answer comes through it too: its journalist asks, or
/// somebody who is not named is asked in its interview.
pub fn asks(analysis: &Analysis<'_>, attribution: &Attribution, relays: &[Relay]) -> bool {
    let Some(cue) = attribution.cue.map(|c| &analysis.cues[c]) else { return false };
    let named = || {
        let range = analysis.mentions_of(cue.sentence);
        let subject =
            |m: &Mention| m.phrase.end() <= cue.group.start && !relays.iter().any(|r| r.span.contains(&m.head));
        analysis.mentions[range].iter().any(|m| m.kind == MentionKind::Name && subject(m))
    };
    let mut outlets = relays.iter().filter_map(|r| r.outlet.as_ref());
    let stated = outlets.clone().next().is_some();
    cue.class == CueClass::Ask && (outlets.any(|o| o.journalist) || cue.passive && stated && !named())
}

/// Whether a floating quotation stands behind words of the writer that may give it another speaker.
pub fn strays(analysis: &Analysis<'_>, before: Option<usize>, sentence: usize) -> bool {
    let sentences = &analysis.document.sentences;
    sentence > 0
        && before != Some(sentence - 1)
        && sentences.get(sentence).is_some_and(|s| s.paragraph == sentences[sentence - 1].paragraph)
}

/// Whether the attribution is a line of an interview printed as question and answer.
pub fn transcript(analysis: &Analysis<'_>, attribution: &Attribution) -> bool {
    attribution.cue.is_some_and(|c| {
        let cue = &analysis.cues[c];
        cue.kind == CueKind::Colon
            && attribution.content.first().is_some_and(|r| r.start > cue.head && !analysis.item(r.start).is_quote())
            && cue.head - analysis.document.sentences[cue.sentence].items.start <= 5
    })
}
