//! What the productions over the orders of words are written in.

use crate::grammar::rule::terminals;

terminals! {
    /// What the productions are written in. Those without width only look.
    Term;
    /// A finite verb of saying, in the active
    Say = "say-cue",
    /// heard, was told
    Heard = "heard-cue",
    /// saying, admitting: a verb of saying that takes a clause, without a subject
    Saying = "saying-cue",
    /// described: a verb that takes an object with "as"
    Describe = "describe-cue",
    /// posted, shared: a verb of showing something on a platform
    Posting = "posting-cue",
    /// told, with nobody behind it who could be
    Untold = "untold-cue",
    /// said, stated, announced: what takes "this" for its object
    State = "state-cue",
    /// was said, was stated
    Stated = "passive-state-cue",
    /// called, termed
    Call = "name-cue",
    /// dubbed, called: a participle without its auxiliary
    Dubbed = "dubbed-cue",
    /// said, read: what a sign does; reading
    Show = "show-cue",
    Showing = "showing-cue",
    /// was asked
    Asked = "passive-ask-cue",
    /// A verb that can stand behind the clause that it reports: said, wrote, announced, found
    Trail = "trailing-cue",
    /// A verb of saying before "that", with its subject beside it: said, telling, pointed out
    SayThat = "that-cue",
    /// Any verb that may report something
    Any = "any-cue",
    /// A mention
    Speaker = "speaker",
    /// A mention of a text: a sign, the letter
    Document = "document",
    /// A court, a jury, a hearing: what hears what others say
    Hearing = "hearing",
    /// Plain words with a verb, up to a comma
    Clause = "clause",
    /// Words with a verb that is the sentence's own, up to a comma
    Whole = "whole-clause",
    /// Plain words that go over into a quotation which its own comma closes
    Mixed = "mixed-opening",
    /// The rest of a sentence: no participle, nothing joined, no other cue
    Tail = "tail",
    /// A noun phrase before a comma
    Topic = "topic",
    /// A person or a body
    Somebody = "somebody",
    /// The same, or a text before a verb of showing: a study
    Voice = "voice",
    /// What stands behind a noun: of the harbour office
    Of = "of-phrase",
    /// A word that begins a phrase of when, where, how
    Adverbial = "adverbial",
    /// The words up to where the weights end them
    Rest = "rest",
    /// A quotation, and one that is a sentence of its own
    Quotation = "quotation",
    Sentence = "sentence-quotation",
    /// A quotation of a few words without a verb
    Label = "label-quotation",
    /// The sentence before, where nobody else has said it
    Before = "before",
    /// What opens a sentence before its subject: On Iran; standing in the rain; when she left
    Lead = "lead",
    /// What stands between two commas before the cue: , the mayor of Lori,
    Aside = "aside",
    /// Where, when, how, to whom: words without a verb
    Adjunct = "adjunct",
    Start = "start",
    /// To whom, when and how, up to the next "that"; words without a verb
    Addressed = "addressed",
    /// Who somebody is, up to the sentence's end: , a baker in Lori; who saw it
    Description = "description",
    /// Words with a verb, up to the comma before a subject with its verb
    Reported = "reported-clause",
    /// as with a few words, up to a quotation: as a “shameful” bargain
    Likened = "as-quotation",
    /// A word in -ing
    Participle = "participle",
    /// What stands between two commas before "that": , however,
    Inserted = "inserted",
    /// Words that have a subject of their own before their verb
    Subject = "subject",
    /// Nothing but stops follows
    Done = "done",
    Comma = "comma",
    Colon = "colon",
    Open = "open",
    Close = "close",
    Relative = "relative",
    Question = "question-word",
    Preposition = "preposition",
    Be = "be",
    /// this, that, it
    Pointing = "pointing",
    /// nothing, little, more
    Nothing = "nothing",
    Conjunction = "conjunction",
    /// A participle that gives a name
    Named = "dubbed",
    /// Words without a verb or a mark
    Phrase = "phrase",
    /// Another verb of saying stands before
    Told = "told",
    /// A cue behind this one has a clause with "that" or a quotation
    Answered = "answered",
    Noun = "noun",
    /// What words under a picture are called: caption
    Caption = "caption-noun",
    /// Anything but a quotation
    Plain = "plain",
}
