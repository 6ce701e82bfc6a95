//! Rules of relays: which words pass on what somebody said, and through whom.
//!
//! A production is read from its first word on, outside quotations; what an outlet is, `source/outlets.rs` says.

use crate::grammar::rule::{Table, rules, terminals};

terminals! {
    /// What the productions are written in. `told`, `said-to`, `wrote-to` and `said` have no width: a cue ends there.
    Term;
    /// Any outlet, "the newspaper" included
    Outlet = "outlet",
    /// An outlet with a name
    Named = "named-outlet",
    /// A name of no list where nobody but an outlet passes on what somebody said
    Unlisted = "unlisted-outlet",
    /// An outlet, or a name that can be nobody else's where somebody quotes
    Quoter = "quoting-outlet",
    /// Who is told: an outlet, its journalist
    Addressee = "addressee",
    /// A name with an outlet: Ann Lee of the New York Times
    Journalist = "journalist",
    /// Reporters, a news conference
    Press = "press",
    /// A noun of speaking or writing with its outlet: an interview with Radio Sevan
    Phrase = "channel-phrase",
    /// A station, programme or platform
    Aired = "aired-outlet",
    /// A title in quotation marks
    Title = "title",
    /// Whose day a broadcast is of: Monday's
    DayOf = "day-of",
    /// Television, radio, with what stands before it
    Air = "air",
    DocumentNoun = "document-noun",
    Quoted = "quoted",
    Relayed = "relayed",
    /// Participles of having got to read something: seen, obtained
    Seen = "seen",
    Asked = "asked",
    Citing = "citing",
    Cited = "cited",
    Appearing = "appearing",
    Writing = "writing",
    Tweeted = "tweeted",
    Tweet = "tweet",
    Messaging = "messaging",
    Issuing = "issuing",
    Discussing = "discussing",
    /// Verbs of speaking to the press: briefing, addressing
    Addressing = "addressing",
    /// Verbs of taking its questions
    Fielding = "fielding",
    /// What is discussed, up to "with"
    Topic = "topic",
    Going = "going",
    Sending = "sending",
    /// Putting words under a picture
    Captioning = "captioning",
    Wire = "wire",
    Carrier = "carrier",
    /// Days and adverbs, perhaps none
    Days = "days",
    /// What was asked, up to "by"
    Matter = "matter",
    /// Plain words before a noun, perhaps none
    Plain = "modifiers",
    Adverb = "adverb",
    /// to, with
    Towards = "to-or-with",
    /// on, in, for
    Within = "on-or-in",
    /// by, in
    ByOrIn = "by-or-in",
    /// by, over, via, on
    Means = "means",
    Link = "link",
    Before = "before-channel",
    Told = "told",
    SaidTo = "said-to",
    Said = "said",
    WroteTo = "wrote-to",
    /// Who is written to, by the first word
    Recipient = "recipient",
}

/// What the productions are written in.
pub(crate) static TABLE: Table = Table { terminals: Term::NAMES, looks: LOOKS, words: true, rules: RULES };

/// What a production stands behind.
const LOOKS: &[u8] = &[Term::Told as u8, Term::SaidTo as u8, Term::Said as u8, Term::WroteTo as u8];

rules! { 9;
    ACCOUTLET: "Relays", Relay,
        "\"according\" \"to\" (outlet !document-noun | journalist | unlisted-outlet)";
        reads ["The road will open in May, the minister said, according to Interfax.", "The road will open in May, the minister said, according to Kilnwire.", "The board said the risk was low, according to Ann Lee of the New York Times."];
        refuses ["The road will open in May, the minister said, according to plan."];
        fixtures ["according-to-outlet", "chains"];
    ACCDOCUMENT: "Relays", Relay,
        "\"according\" \"to\" channel-phrase";
        reads ["The harbour is closed, Lena Moen said, according to a transcript seen by the Courier."];
        refuses ["The fleet is for sale, according to Ida Moen."];
        fixtures ["documents"];
    QUOTEDBY: "Relays", Relay,
        "(\"as\" relayed | quoted) [\"as\" \"saying\"] by-or-in quoting-outlet";
        reads ["The minister, as relayed by Delovoy Kurs, said the road was shut.", "The minister, quoted by Delovoy Kurs, said the road was shut."];
        refuses ["The minister, quoted by his aide, said the road was shut."];
        fixtures ["quoted-by", "chains"];
    CITINGOUTLET: "Relays", Relay,
        "(citing | \"which\" cited) named-outlet";
        reads ["On Tuesday, Bloomberg reported, citing the Financial Times, that Oskar Lindh had told staff cuts “cannot be excluded”.", "Ida Moen said the road was shut, reported Reuters, which quoted Radio Kattvik."];
        refuses ["Ida Moen said the road was shut, citing ill health."];
        fixtures ["chains", "citing"];
    VIA: "Relays", Relay,
        "\"via\" named-outlet";
        reads ["“The road is shut,” Ida Moen said via Telegram."];
        refuses ["“The road is shut,” Ida Moen said via a spokesman."];
        fixtures ["social", "chains"];
    PER: "Relays", Relay,
        "\"per\" named-outlet";
        reads ["Per Kattvik Sport, coach Nils Dahl said the striker would stay."];
        refuses ["Per Dahl said the striker would stay."];
        fixtures ["according-to-outlet"];
    SPOKE: "Relays", Relay,
        "appearing days (to-or-with press | to-or-with addressee | on-or-in named-outlet) | discussing topic \"with\" named-outlet | addressing days press | fielding [\"questions\"] \"from\" press";
        reads ["Speaking to reporters, Ida Moen said the road was shut.", "Ida Moen, talking briefly with Radio Kattvik, said the road was shut.", "Commenting for Radio Kattvik, Ida Moen said the road was shut.", "Addressing a press conference, Ida Moen said the road was shut.", "Fielding questions from reporters, Ida Moen said the road was shut."];
        refuses ["Speaking to her sister, Ida Moen said the road was shut."];
        fixtures ["told-outlet", "interview", "statement-channels"];
    BYPHONE: "Relays", Relay,
        "means [\"the\"] [carrier] wire (to-or-with | \"from\") named-outlet";
        reads ["Ida Moen said by phone to Radio Kattvik that the road was shut.", "Reached by phone from Radio Kattvik, Ida Moen said the road was shut."];
        refuses ["Ida Moen said by phone to her sister that the road was shut."];
        fixtures ["told-outlet"];
    WROTEIN: "Relays", Relay,
        "writing on-or-in named-outlet";
        reads ["As Lena Moen reports for NPR, the first boats came in on Monday."];
        refuses ["As Lena Moen reports for duty, the first boats came in on Monday."];
        fixtures ["told-outlet", "documents"];
    CHANNEL: "Relays", Relay,
        "before-channel channel-phrase";
        reads ["Ida Moen said in a statement that the road was shut."];
        refuses ["Ida Moen said in an angry voice that the road was shut."];
        fixtures ["statement-channels", "interview"];
    ONAIR: "Relays", Relay,
        "\"on\" [day-of] (aired-outlet | title | air)";
        reads ["Ida Moen said on Radio Kattvik that the road was shut.", "Ida Moen said on “Morning Round” that the road was shut.", "Ida Moen said on the air that the road was shut.", "Ida Moen said on Monday's “Morning Round” that the road was shut."];
        refuses ["Ida Moen said on Monday that the road was shut."];
        fixtures ["statement-channels", "social"];
    RELAYED: "Relays", Relay,
        "(relayed days (\"by\" outlet | link named-outlet) | seen days \"by\" unlisted-outlet \
         | \"which\" named-outlet (\"had\" | \"has\") seen)";
        reads ["Ida Moen, taped by Radio Kattvik, said the road was shut.", "The letter, seen by The Tide Table, said the road was shut.", "Ida Moen, seen in the Kattvik Post on Monday, said the road was shut.", "The report, which Radio Kattvik has seen, says the road was shut."];
        refuses ["Ida Moen, taped by her sister, said the road was shut."];
        fixtures ["documents", "statement-channels"];
    ASKED: "Relays", Relay,
        "asked (matter \"by\" (outlet | journalist) | \"on\" aired-outlet) | \"spoken\" \"to\" \"by\" outlet";
        reads ["Asked about the road by Radio Kattvik, Ida Moen said it was shut.", "Asked about the road by Lena Holm of Radio Kattvik, Ida Moen said it was shut.", "Asked on Radio Kattvik who would pay for the road, Ida Moen said nobody would.", "Three campers spoken to by Radio Kattvik said the road was shut."];
        refuses ["Asked about the road by her sister, Ida Moen said it was shut."];
        fixtures ["interview", "told-outlet"];
    TWEET: "Relays", Relay,
        "going \"to\" named-outlet | sending modifiers tweet | tweeted | captioning channel-phrase";
        reads ["Ida Moen took to Twitter to say the road was shut.", "Ida Moen fired off a series of tweets, saying the road was shut.", "Ida Moen tweeted that the road was shut.", "Captioning an Instagram selfie, Ida Moen said the road was shut."];
        refuses ["Ida Moen took to her bed and said the road was shut."];
        fixtures ["social"];
    MESSAGED: "Relays", Relay,
        "messaging";
        reads ["Ida Moen texted that the road was shut."];
        refuses ["Ida Moen added that the road was shut."];
        fixtures ["statement-channels"];
    ISSUED: "Relays", Relay,
        "issuing channel-phrase";
        reads ["The skippers sent a letter on Monday demanding that the road be opened."];
        refuses ["The skippers sent a boat to the minister, demanding that the road be opened."];
        fixtures ["statement-channels"];
    WROTETO: "Relays", Relay,
        "wrote-to recipient";
        reads ["Ida Moen wrote to the minister that the road was shut."];
        refuses ["Ida Moen said to the minister that the road was shut."];
        fixtures ["statement-channels"];
    TOLD: "Relays", Relay,
        "told [adverb] (press | addressee)";
        reads ["“The road is shut,” Ida Moen told reporters.", "“The road is shut,” Ida Moen told Radio Kattvik."];
        refuses ["“The road is shut,” Ida Moen told her sister."];
        fixtures ["told-outlet", "statement-channels"];
    SAIDTO: "Relays", Relay,
        "said-to (press | outlet)";
        reads ["“The road is shut,” Ida Moen said to reporters.", "“The road is shut,” Ida Moen said to Radio Kattvik."];
        refuses ["“The road is shut,” Ida Moen said to her sister."];
        fixtures ["told-outlet"];
    SAIDIN: "Relays", Relay,
        "said \"in\" named-outlet";
        reads ["“The road is shut,” Ida Moen said in the Kattvik Post."];
        refuses ["“The road is shut,” Ida Moen said in Oslo."];
        fixtures ["told-outlet"];
}
