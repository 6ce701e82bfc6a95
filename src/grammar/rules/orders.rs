//! Orders of words that say by themselves whose the words are, or that there are none.
//!
//! A production is read from the beginning of a cue's sentence, or from up to four items before the cue or its subject.
//! What the clauses, quotations, openings and tails read and `rest` are the reported words, `before` is the sentence before;
//! a rule without any of them says that the cue reports nothing.

pub(crate) use super::order_terms::Term;
use crate::grammar::rule::{Table, rules};

/// What the productions are written in.
pub(crate) static TABLE: Table = Table { terminals: Term::NAMES, looks: &[], words: true, rules: RULES };

rules! { 10;
    COURT: "Courts and hearings", Rule,
        "start clause comma hearing (heard-cue [adjunct] | untold-cue) done \
         | start [lead comma] hearing heard-cue \"from\" speaker \"that\" rest \
         | start [lead comma] hearing heard-cue [adjunct] \"that\" rest \
         | start [lead comma] hearing heard-cue rest \
         | start topic comma hearing heard-cue comma rest";
        reads [
            "Ivo Tamm sank the ferry for the insurance, Lori Crown Court heard on Tuesday.",
            "The jury heard that Ivo Tamm had sunk the ferry for the insurance.",
            "The inquest heard from Anna Haro that the ferry had been overloaded.",
            "On the second day the court was told Ivo Tamm had sunk the ferry.",
            "The ferry, the inquest heard, had been overloaded for years.",
            "Ferry sank within minutes, inquest told ¶ The Aurora left the port at dawn.",
        ];
        refuses ["The jury heard the ferry’s horn.", "Ivo Tamm heard that the ferry was late."];
        fixtures ["courts"];
    AFTERSAYING: "Clauses before a subject", Rule,
        "start [adverbial] saying-cue [addressed] [\"that\"] reported-clause comma speaker";
        reads [
            "After saying that the ferry was never insured, Anna Haro left the room.",
            "While admitting the ferry was late, Anna Haro smiled.",
        ];
        refuses [
            "After saying goodbye, Anna Haro left the room.",
            "Saying that the ferry was late would have been wrong."
        ];
        fixtures ["participles"];
    SAIDTHAT: "Where words after a cue begin", Edge,
        "that-cue ([addressed] | !told [speaker] inserted) \"that\" [comma] subject rest";
        reads [
            "Anna Haro filed a complaint which said that the ferry had no boats.",
            "The judges cited the law in asserting that anyone born on the island is free.",
            "Anna Haro left before pointing out that the ferry had no boats.",
            "Anna Haro told the council, to loud applause, that the ferry had no boats.",
        ];
        refuses [
            "Anna Haro told the story that made her famous.",
            "Anna Haro commented on the fact that the ferry had no boats.",
            "Anna Haro wants to say that the ferry had no boats."
        ];
        fixtures ["indirect-that", "said-that"];
    ASREPORTED: "Clauses after a reporting clause", Rule,
        "start \"as\" (speaker state-cue | [adverbial] state-cue \"by\" speaker) [adverbial [phrase]] comma !answered rest";
        reads [
            "As Radio Kattvik reported earlier, on May 3 a boat was sold to a bank.",
            "As the police said on Monday, the crew were never found.",
            "As previously reported by Radio Kattvik, the ferry was sold to a bank.",
        ];
        refuses ["As Anna Haro announced the deal, the crew left.", "As Anna Haro said that the ferry was late, the crew left."];
        fixtures ["as-clause"];
    SAIDTHIS: "Words of the sentence before", Rule,
        "start before [lead comma] speaker [aside] state-cue [adjunct] (\"this\" | \"so\") [adjunct] done \
         | start before \"this\" passive-state-cue [adjunct] \"by\" speaker [adjunct] done";
        reads [
            "The harbour will be rebuilt within two years. Anna Haro, the deputy minister, said this at a briefing on Friday.",
            "The harbour will be rebuilt within two years. Anna Haro said so on Friday.",
            "The harbour will be rebuilt within two years. This was stated by Anna Haro at a briefing.",
        ];
        refuses [
            "“The harbour is shut,” Ivo Tamm said. Anna Haro said this on Friday, too.",
            "The harbour will be rebuilt within two years. Anna Haro said this was not enough."
        ];
        fixtures ["said-this"];
    TRAILING: "Clauses before their cue", Rule,
        "start whole-clause !told comma (voice [of-phrase] trailing-cue | trailing-cue somebody) \
         ([adverbial phrase] (done | comma participle) | adverbial phrase comma relative) \
         | start whole-clause !told comma trailing-cue somebody (description | adverbial phrase comma speaker done) \
         | start whole-clause !told comma voice trailing-cue \"in\" {!\"that\" !comma plain} done \
         | start whole-clause !told comma voice trailing-cue [adverbial phrase] comma (\"a\" | \"an\") noun relative";
        reads [
            "The toll on the island had risen to 21, officials said late on Saturday.",
            "A “golden” statue was stolen from the harbour, the police announced.",
            "Nets can be mended in a day, a new study finds.",
            "Rain fell for days on the hills above Lori, said the harbour office.",
            "Nets are dear this year, Anna Haro said on Monday, adding that rope was cheap.",
            "The old mill still runs, but it is losing money, said the company’s chairman, Ivo Tamm.",
            "The nets are old, said the office's chief inspector for northern ports, Ivo Tamm.",
            "Nets will rot within ten years, Anna Haro wrote in a report, which was published on Monday.",
            "Nets will rot within ten years, Anna Haro writes in a report she has handed to the mayor.",
            "The harbour will close in May, two officials said on Monday, a plan that the crews have called mad.",
            "The harbour will close in May, two officials said, an idea that the crews have called mad.",
        ];
        refuses [
            "When the rain stopped, Anna Haro said the ferry would sail.",
            "The ferry sank, and the mayor said nothing.",
            "Anna Haro, who runs the port, said the ferry was late.",
            "The mayor stood up, announced the deal and left.",
            "The ferry is late, Anna Haro said, by two hours.",
            "The council bought the ferry, a deal announced in May."
        ];
        fixtures ["trailing"];
    CONDITION: "Clauses before their cue", Rule,
        "start whole-clause !told comma voice trailing-cue \
         comma !!(\"unless\" | \"if\" | \"once\" | \"until\") tail done";
        reads [
            "The ferry will sink, Anna Haro said, unless the crew mend it.",
            "The ferry will sail, Anna Haro said, if the crew mend it.",
            "The ferry would sail, Anna Haro promised, once the crew had mended it.",
            "The ferry will stay, Anna Haro said, until the crew have mended it.",
        ];
        refuses ["The ferry will sink, Anna Haro said, as the crew left the town.", "The ferry will sink, Anna Haro said, if it sails, she added."];
        fixtures ["indirect-that"];
    ASIDETOLD: "Clauses before their cue", Rule,
        "start [\"when\"] \"asked\" phrase comma voice say-cue [adverbial [phrase] | somebody] comma rest \
         | start whole-clause !told comma voice say-cue (\"me\" | \"us\" | \"him\" | \"her\" | \"them\") comma tail done \
         | start lead comma voice say-cue somebody comma !relative !!subject rest";
        reads ["In May, Anna Haro told the inquiry, the ferry had sunk.", "When asked about the harbour, Anna Haro said on Monday, the ferry had sunk.",
            "Asked about the harbour, Anna Haro told reporters, nobody knew.",
            "The ferry sank in 1958, she tells me, with forty people on board.", "The ferry sank in 1958, she told us, with forty people on board.", "The ferry sank in 1958, she told him, with forty people on board.", "The ferry sank in 1958, he told her, with forty people on board.", "The ferry sank in 1958, she told them, with forty people on board."];
        refuses [
            "The ferry sank in 1958, she told him, and left the room.",
            "In May, Anna Haro clarified the mayor, Ivo Tamm, had sold the ferry.",
            "When the ferry sank, Anna Haro warned the mayor, who was on board.",
            "In May, Anna Haro warned the mayor, a sailor, to sell the ferry.",
        ];
        fixtures ["parenthetical"];
    ITWASSAID: "Clauses before their cue", Rule,
        "start topic comma \"it\" passive-state-cue [adverbial [phrase]] comma rest";
        reads ["The ferry, it was reported in May, had never been insured.", "The ferry, it was claimed, had never been insured."];
        refuses ["The ferry, it was clear in May, had never been insured."];
        fixtures ["passive"];
    GAPPED: "Clauses before their cue", Rule,
        "relative speaker say-cue [adverbial [phrase]] !subject rest | relative comma speaker say-cue comma !subject rest";
        reads [
            "Anna Haro sold a boat which, the owner says, was never painted.",
            "The crew left a ferry that the owner said was safe.",
            "The ferry, which the owner said on Monday will be mended in May, has sunk.",
            "The police held a man who they said had a knife."
        ];
        refuses [
            "The ferry that the owner said he had mended has sunk.",
            "Anna Haro accepted that a list submitted in April was wrong."
        ];
        fixtures ["parenthetical"];
    WHEREIN: "Clauses before their cue", Rule,
        "\"where\" comma speaker say-cue comma rest | relative comma speaker say-cue comma quotation";
        reads [
            "The tower fell on a park where, Anna Haro said, nobody was warned.",
            "The work went to a yard which, Anna Haro alleged, “had no boats and no men”."
        ];
        refuses [
            "The park where the tower fell, Anna Haro said, was shut.",
            "The yard which won, Anna Haro alleged, “had no boats”."
        ];
        fixtures ["parenthetical"];
    INSERTED: "Clauses before their cue", Rule,
        "start !!(\"if\" | \"when\" | \"unless\" | \"once\" | \"until\" | \"although\" | \"while\" | \"because\") \
         !(\"when\" (\"i\" | \"we\")) clause comma (say-cue speaker | speaker say-cue adjunct) comma !conjunction !relative rest \
         | start !!(\"what\" | \"whatever\" | \"whoever\") clause comma say-cue speaker comma !!be rest \
         | start !!({plain} (\"not\" | \"never\") comma) clause comma speaker say-cue comma !conjunction rest \
         | start topic comma speaker say-cue adverbial phrase comma !!be !({plain} quotation) rest \
         | start adverbial phrase comma trailing-cue speaker [adverbial phrase] comma !conjunction !!subject rest \
         | start topic comma (trailing-cue speaker [adverbial phrase] | say-cue speaker \"and\" speaker | speaker \"and\" speaker say-cue) comma !subject rest";
        reads [
            "If the harbour is shut, warned Anna Haro, the crews will go to Norland.", "When the harbour is shut, said Anna Haro, the crews go to Norland.",
            "Unless the harbour is mended, warned Anna Haro, the crews will go to Norland.", "Once the harbour is mended, said Anna Haro, the crews will come home.",
            "Until the harbour is mended, said Anna Haro, the crews will stay in Norland.", "Although the harbour is mended, said Anna Haro, the crews will stay in Norland.",
            "While the harbour is shut, said Anna Haro, the crews will stay in Norland.", "Because the harbour is shut, said Anna Haro, the crews will stay in Norland.",
            "If the harbour is shut, Anna Haro wrote in a letter, the crews will go to Norland.", "What the crews want, said Anna Haro, is a harbour.",
            "What matters to the crews, said Anna Haro, is the cost.", "Whatever the crews want, said Anna Haro, is dear.",
            "The law does not, Anna Haro ruled, apply to ferries.", "The crew had never, Anna Haro insisted, said the ferry was full.",
            "Whoever holds the harbour, said Anna Haro, is rich.", "The harbour, Anna Haro wrote in a post shared by hundreds, is shut.",
            "On the ferry, said Anna Haro, nobody was insured.", "From the start, writes Anna Haro in her book, the plan was flawed.",
            "The harbour, warned Anna Haro, would be shut.", "The harbour, said Anna Haro and the mayor, would be shut.", "The harbour, Anna Haro and the mayor said, would be shut.",
        ];
        refuses [
            "Under the plan, announced by Anna Haro, the harbour would be shut.", "In the end, said Anna Haro, and left.",
            "The harbour, warned by Anna Haro, would be shut.", "When the rain stopped, said Anna Haro, and left.", "When the rain stopped, said Anna Haro, who chairs the board.",
            "What worries the crews, said Anna Haro, nobody knows.", "When I write to Anna Haro, she says at last, nothing comes.",
        ];
        fixtures ["parenthetical"];
    MIXEDFINAL: "Clauses before their cue", Rule,
        "start mixed-opening speaker [aside] say-cue [adjunct] done";
        reads ["Nets are “the pride of the town” and “feed our children,” Anna Haro, the former mayor, told a cheering crowd on Monday."];
        refuses ["Nets are “the pride of the town,” Anna Haro said, and “feed our children.”"];
        fixtures ["trailing"];
    ENDQUOTED: "Clauses before their cue", Rule,
        "start whole-clause comma voice say-cue comma !sentence-quotation quotation done";
        reads ["The catch fell by half, Anna Haro writes, “with nothing that could explain it”."];
        refuses ["The catch fell by half, Anna Haro writes, “Nothing could explain it.”"];
        fixtures ["trailing"];
    PARTED: "Clauses before their cue", Rule,
        "start mixed-opening speaker say-cue comma tail done";
        reads ["The crew “kept us afloat for a week,” Anna Haro said, which nobody in the town had expected."];
        refuses [
            "The crew “kept us afloat for a week,” Anna Haro said, smiling at the town.",
            "The crew “kept us afloat for a week,” Anna Haro said, and left the town."
        ];
        fixtures ["trailing"];
    LEADIN: "Quotations behind what leads in", Rule,
        "start lead comma speaker [aside] say-cue [adjunct] [comma adjunct] (comma | colon) sentence-quotation done";
        reads [
            "On the ferry, she said, “We are not there yet.”",
            "Standing in the rain, Anna Haro, the harbour master, said, with a smile, “We will sail.”",
        ];
        refuses ["On the ferry, she said, “there was no water for two days.”"];
        fixtures ["lead-in"];
    INBRACKETS: "Quotations behind what leads in", Rule,
        "open quotation [comma] (speaker say-cue | say-cue speaker) [adjunct] close";
        reads [
            "The crew were proud (“we built it ourselves”, Anna Haro said) and tired.",
            "The crew were proud (“we built it ourselves,” said Anna Haro) and tired.",
        ];
        refuses ["The crew were proud (“Aurora” was their ship) and tired, Anna Haro said."];
        fixtures ["lead-in"];
    WHATCALLED: "Quotations behind what leads in", Rule,
        "!told (\"what\" speaker name-cue [adjunct] quotation | (\"what\" | relative) speaker describe-cue as-quotation) \
         | (comma | \"in\") !conjunction !preposition phrase [relative] speaker (name-cue quotation | describe-cue as-quotation)";
        reads [
            "Anna Haro sold the boat, which she described as “a relic of the harbour”.",
            "The court upheld what Anna Haro called “a cruel and pointless” fine.",
            "The owner said the ferry would be sold, a move the crew denounced as “a betrayal”.",
            "The owner said the ferry would be sold, which the crew called “a betrayal”.",
            "The owner said the ferry would be sold, a deeply unpopular plan that unions called “a betrayal”.",
        ];
        refuses [
            "Anna Haro said the court upheld what the crew called “a cruel and pointless” fine.",
            "The ferry crossed the strait, which islanders call “the gut”, at noon."
        ];
        fixtures ["lead-in"];
    JUDGEDBY: "Quotations behind what leads in", Rule,
        "any-cue \"by\" speaker as-quotation | dubbed-cue (as-quotation | quotation) \"by\" speaker";
        reads [
            "The ferry, described by Anna Haro as “a relic”, will be sold.",
            "Hailed as “the pride of the town” by its owner, the ferry sank in May.",
            "The ferry, dubbed “mad and ugly” by its crew, will be sold."
        ];
        refuses ["The ferry, dubbed “the Needle” by its crew, will be sold.", "The ferry was described by Anna Haro as “a relic”.", "Anna Haro described the ferry as “a relic”."];
        fixtures ["lead-in"];
    CAPTION: "Where words after a cue begin", Edge,
        "posting-cue {plain} \"with\" {plain} caption-noun [colon] quotation";
        reads ["Anna Haro posted a picture of the ferry with the caption “She floats”."];
        refuses ["Anna Haro posted “She floats” with a picture of the ferry."];
        fixtures ["social"];
    SIGN: "Words on signs", Rule,
        "document [preposition adjunct] (relative show-cue | showing-cue) [comma | colon] quotation {[comma] conjunction quotation}";
        reads [
            "The crew held banners that said “The ferry is ours”.",
            "The crew held up a placard reading, “The ferry is ours”.",
            "The crew held up a placard that read: “The ferry is ours”.",
        ];
        refuses ["The crew who held banners said “the ferry is ours”."];
        fixtures ["signs"];
    WHATSAID: "No words", Refusal,
        "pointing be {plain} \"what\" speaker say-cue";
        reads ["This is what Anna Haro said in the harbour on Friday.", "That isn’t quite what Anna Haro told the crew on Friday."];
        refuses ["Anna Haro said this is what the crew had feared."];
        fixtures ["not-speech"];
    DUBBED: "No words", Refusal,
        "noun [comma] dubbed-cue label-quotation | any-cue phrase dubbed label-quotation !\"by\" [adjunct] done";
        reads [
            "Anna Haro sailed under a bridge dubbed “the Needle” on Monday.",
            "Anna Haro opened a bridge dubbed “the Needle” on Monday.",
            "The storm, called “Ada”, sank the ferry.",
        ];
        refuses ["Anna Haro dubbed the bridge “the Needle” on Monday."];
        fixtures ["not-speech"];
    ASKEDBY: "Questions", Rule,
        "voice passive-ask-cue \"by\" speaker !!question-word rest";
        reads ["Anna Haro was asked by the judge whether the ferry was safe."];
        refuses ["Anna Haro was asked by the judge to leave the room."];
        fixtures ["questions"];
    ISHOW: "Quotations behind what leads in", Rule,
        "start quotation [comma] be \"how\" speaker describe-cue [phrase] done";
        reads ["“It’s like living on a boat,” is how Anna Haro describes the house."];
        refuses ["“Aurora” is how the crew reached the island.", "“A disaster” is how the bridge was described by Anna Haro."];
        fixtures ["passive"];
    SAIDSO: "Where words after a cue begin", Edge,
        "speaker say-cue phrase colon sentence-quotation done";
        reads ["Anna Haro says it best: “Nobody drowns in a puddle on purpose.”"];
        refuses ["Anna Haro said the crew had one rule: “Never whistle.”"];
        fixtures ["colon"];
    WASASKED: "No words", Refusal,
        "passive-ask-cue !question-word !comma !colon {plain} done";
        reads ["The crew were asked to leave the ferry before midnight."];
        refuses ["Anna Haro was asked whether the ferry was safe."];
        fixtures ["not-speech"];
    SAIDNOTHING: "No words", Refusal,
        "say-cue nothing !\"than\" preposition";
        reads ["The new law says nothing about ferries that are late."];
        refuses ["Anna Haro said nothing was lost in the storm.", "Anna Haro said more than forty boats were lost.", "Anna Haro said she knew nothing about boats."];
        fixtures ["not-speech"];
}
