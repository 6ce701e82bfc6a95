//! Rules over the parts of a proposal, in the order of the text: who said what beside which cue.

use crate::grammar::rule::{Table, rules};

/// What the productions are written in.
pub(crate) static TABLE: Table = Table {
    terminals: &[
        "quotation",
        "that-clause",
        "bare-clause",
        "infinitive",
        "question",
        "speaker",
        "cue",
        "participle-cue",
        "passive-cue",
        "accuse-cue",
        "describe-cue",
        "call-cue",
        "quote-cue",
        "preposition",
        "noun-cue",
        "colon",
        "dash",
        "other",
        "other-cue",
        "clause",
        "words",
        "any-cue",
    ],
    looks: &[],
    words: false,
    rules: RULES,
};

rules! { 0;
    QSC: "Quotation with a cue beside it", Rule,
        "quotation [other] speaker [other] cue [other]";
        reads ["“The ferry will sail at dawn,” Anna Haro said.", "“The ferry will sail at dawn,” Anna Haro, the harbour master, told reporters on Monday."];
        refuses ["“The ferry will sail at dawn,” said Anna Haro.", "“Dawn Treader” is a ferry that Anna Haro knows."];
        fixtures ["agency", "carried-source", "descriptions", "names", "pronouns"];
    QCS: "Quotation with a cue beside it", Rule,
        "quotation [other] cue [other] speaker [other]";
        reads ["“The ferry will sail at dawn,” said Anna Haro, the harbour master.", "“Enough!” shouted Anna Haro."];
        refuses ["“The ferry will sail at dawn,” Anna Haro said.", "“Enough” is a song about Anna Haro."];
        fixtures ["furniture", "hard-wrap-hyphenation", "mark-styles", "names", "quote-cue-speaker"];
    SCQ: "Quotation with a cue beside it", Rule,
        "speaker [other] cue [other] quotation | cue [other] speaker [other] quotation";
        reads ["Anna Haro said: “The ferry will sail at dawn.”", "Anna Haro told reporters on Monday: “The ferry will sail at dawn.”"];
        refuses ["Anna Haro said the ferry would sail at dawn.", "Anna Haro sailed on the “Aurora”."];
        fixtures ["appositives-and-asides", "as-clause", "question-answer", "speaker-cue-quote", "statement-channels"];
    QSCQ: "Quotation with a cue beside it", Rule,
        "quotation [other] speaker [other] cue [other] quotation";
        reads ["“If the valves fail,” Anna Haro said, “we lose the town.”"];
        refuses ["“If the valves fail, we lose the town,” Anna Haro said.", "“If the valves fail, we lose the town,” Anna Haro said. The town was calm."];
        fixtures ["interrupted"];
    QUOTED: "Relays and passives", Rule,
        "[other] quote-cue [other] speaker [other] words | words [other] quote-cue [other] speaker [other] | speaker [other] quote-cue [other] words | words [other] speaker [other] quote-cue [other]";
        reads ["The agency quoted Vardan Toganyan as saying the route was “blocked”.", "Anna Haro quoted a proverb: “Wait for the tide.”", "“Wait for the tide,” Anna Haro quoted."];
        refuses ["Vardan Toganyan said the route was “blocked”.", "Anna Haro resigned, citing ill health."];
        fixtures ["chains", "outlet-anaphora", "passive", "quoted-by"];
    PASSIVE: "Relays and passives", Rule,
        "speaker [other] [other-cue] passive-cue [other] words | words [other] speaker [other] passive-cue [other] | words [other] passive-cue [other] speaker [other] | passive-cue [other] speaker [other] words | words [other] passive-cue [other] speaker [other] words | words [other] passive-cue [other] words [other] speaker [other]";
        reads ["“Bring your own water,” he was quoted as saying.", "“A disaster” is how the bridge was described by Anna Haro.", "The deal was hailed as a turning point by Anna Haro."];
        refuses ["“Bring your own water,” he said.", "The road was blocked by Anna Haro."];
        fixtures ["agency", "carried-source", "passive", "quoted-by", "sentence-boundaries"];
    ACCORDING: "Prepositions and nouns", Rule,
        "[other] preposition [other] speaker [other] words | words [other] preposition [other] speaker [other] | words [other] preposition [other] speaker [other] words";
        reads ["According to Anna Haro, the ferry was never insured.", "The ferry, according to Anna Haro, was never insured."];
        refuses ["Anna Haro said the ferry was never insured.", "Everything went according to plan."];
        fixtures ["according-to", "according-to-outlet", "agency", "documents"];
    NOUN: "Prepositions and nouns", Rule,
        "[other] speaker [other] [other-cue] noun-cue [other] words | words [other] speaker [other] noun-cue [other] | words [other] noun-cue [other] speaker [other]";
        reads ["In Anna Haro’s words, “nobody was asked”.", "“Not this year” was the reply from Anna Haro.", "“Not this year,” came the blunt reply from Anna Haro."];
        refuses ["Anna Haro’s claim surprised the port.", "The claim that Anna Haro filed was lost."];
        fixtures ["floating", "noun-cue", "question-answer"];
    COLON: "Marks as cues", Rule,
        "[other] speaker [other] [other-cue] colon [other] words";
        reads ["Anna Haro: “We will not sign.”"];
        refuses ["There were two ferries: “Aurora” and “Boreas”.", "Bring three things: bread, water and salt."];
        fixtures ["colon", "dash-attribution", "furniture"];
    DASH: "Marks as cues", Rule,
        "words [other] dash [other] speaker [other]";
        reads ["“We owe them the truth.” — Commissioner Lida Haro"];
        refuses ["“We owe them the truth” — a line from the song — was on every wall."];
        fixtures ["dash-attribution"];
    ACCUSE: "Verbs with their own object", Rule,
        "speaker [other] [other-cue] accuse-cue [other] words | words [other] speaker [other] accuse-cue [other] | [other] accuse-cue [other] speaker [other] words";
        reads ["Baku accused Yerevan of a “large-scale provocation”.", "Anna Haro accused the council of hiding the report.", "“The council lied about the bridge,” Anna Haro charged.", "Accused by Anna Haro of hiding the report, the council resigned."];
        refuses ["Baku said Yerevan was behind a “large-scale provocation”.", "The council denied what Anna Haro had said."];
        fixtures ["accuse-describe-call", "agency", "metonyms"];
    CALL: "Verbs with their own object", Rule,
        "speaker [other] [other-cue] call-cue [other] words | words [other] call-cue [other] speaker [other] | words [other] speaker [other] call-cue [other] words";
        reads ["Anna Haro called the inquiry “a sham”.", "“Come back,” called Anna Haro.", "“Come back,” Anna Haro called, “the tide is in.”"];
        refuses ["Anna Haro called the harbour office."];
        fixtures ["accuse-describe-call", "agency", "fragments", "organisations", "participles"];
    DESCRIBE: "Verbs with their own object", Rule,
        "speaker [other] [other-cue] describe-cue [other] words | words [other] speaker [other] describe-cue [other] | words [other] describe-cue [other] speaker [other]";
        reads ["Anna Haro described the inquiry as “a coat of paint”.", "Anna Haro dismissed the plan as “a coat of paint”.", "“A coat of paint,” Anna Haro described it.", "“It was dark,” described Anna Haro."];
        refuses ["Anna Haro said the inquiry was “a coat of paint”."];
        fixtures ["accuse-describe-call", "negation-denial-hypothetical", "not-speech", "pronouns"];
    THAT: "Reported clauses after the cue", Rule,
        "speaker [other] cue [other] that-clause";
        reads ["Anna Haro told reporters that the ferry was never insured."];
        refuses ["Anna Haro said the ferry was never insured."];
        fixtures ["agency", "carried-source", "chains", "indirect-that", "told-outlet"];
    INFINITIVE: "Reported clauses after the cue", Rule,
        "speaker [other] cue [other] infinitive";
        reads ["Anna Haro promised to reopen the harbour before winter.", "Anna Haro vowed to leave before the storm."];
        refuses ["Anna Haro said the harbour would reopen before winter.", "Anna Haro wanted to reopen the harbour."];
        fixtures ["agency", "infinitive", "outlet-anaphora"];
    QUESTION: "Reported clauses after the cue", Rule,
        "speaker [other] cue [other] question";
        reads ["Anna Haro asked whether the harbour would reopen before winter."];
        refuses ["Anna Haro said the harbour would reopen before winter."];
        fixtures ["questions"];
    ZERO: "Reported clauses after the cue", Rule,
        "speaker [other] cue [other] bare-clause | cue [other] speaker [other] clause";
        reads ["Anna Haro said the ferry was never insured.", "Haro says the harbour will close.", "Says Haro: the harbour will close before winter."];
        refuses ["The ferry was never insured, Anna Haro said.", "Anna Haro said goodbye."];
        fixtures ["agency", "indirect-zero", "mixed", "negation-denial-hypothetical", "titles-and-roles"];
    FINAL: "Reported clauses before and around the cue", Rule,
        "clause [other] (speaker [other] cue | cue [other] speaker) [other]";
        reads ["The ferry was never insured, Anna Haro said.", "The ferry was never insured, said Anna Haro."];
        refuses ["Anna Haro said the ferry was never insured."];
        fixtures ["according-to-outlet", "agency", "as-clause", "dateline-byline", "indirect-final"];
    PARENTHETICAL: "Reported clauses before and around the cue", Rule,
        "words [other] (speaker [other] cue | cue [other] speaker) [other] words";
        reads ["The ferry, Anna Haro said, was never insured.", "The ferry was, said Anna Haro, never insured."];
        refuses ["The ferry was never insured, Anna Haro said."];
        fixtures ["parenthetical"];
    PARTICIPLE: "Shared and missing subjects", Rule,
        "speaker [other] [other-cue] participle-cue [other] words | words [other] speaker [other] [other-cue] participle-cue [other] [words] | words [other] participle-cue [other] speaker [other]";
        reads ["Anna Haro criticised the bill on Monday, saying voters deserved better than this.", "“The ferry is safe,” the mayor stood on the quay, shouting.", "“The ferry is safe,” adding Anna Haro."];
        refuses ["Anna Haro said voters deserved better than this."];
        fixtures ["participles"];
    SHARED: "Shared and missing subjects", Rule,
        "speaker other-cue cue [other] words | words [other] speaker other-cue cue [other] [words]";
        reads ["Anna Haro said the ferry was safe and added that nobody had been hurt.", "“The ferry is safe,” Anna Haro, asked about the storm, said."];
        refuses ["Anna Haro said the ferry was safe and nobody had been hurt."];
        fixtures ["agency", "coordinated-cues", "spokespeople-anonymous"];
    NOBODY: "Shared and missing subjects", Rule,
        "[other] any-cue [other] words | words [other] any-cue [other] [words]";
        reads ["It was announced that the ferry would not sail on Monday."];
        refuses ["Anna Haro announced that the ferry would not sail on Monday."];
        fixtures ["passive", "question-answer"];
}
