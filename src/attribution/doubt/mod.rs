//! Words that the text itself denies, doubts, or says were never said.
//!
//! Takes the sentence around reported words and what follows it, gives flags: `denied`, `misquoted`, `doctored`,
//! `satire`, `unsaid`, `counterfactual`, `disputed`. It reads only what stands outside the reported words. Whether a
//! statement is true is another matter: "she falsely claimed that" is a report, "the claim that she said" is none.

mod kinds;
mod words;

use crate::document::Document;
use kinds::{carried, counterfactual, declared, denied, disputed, misquoted, of_retracted, played, retracted, unsaid};
use std::ops::Range;
use words::{Class, Tokens};

/// What the text says against reported words: `before` and `after` are the rest of their sentence, `following` is what
/// comes behind it (a sentence or two). Sorted, unique.
pub fn doubts(before: &str, after: &str, following: &str) -> Vec<&'static str> {
    flags([before, after, following].map(Tokens::new))
}

/// The same for stretches of a document, in bytes of its text.
pub(crate) fn doubts_in(document: &Document<'_>, stretches: [Range<usize>; 3]) -> Vec<&'static str> {
    let [before, after, following] = stretches.clone().map(|stretch| Class::of_all(document, stretch));
    let read = || flags(stretches.map(|stretch| Tokens::of(document, stretch)));
    if kinds::may_hold(before, after, following) {
        return read();
    }
    debug_assert!(read().is_empty(), "what holds begins with one of its words");
    Vec::new()
}

fn flags([before, after, following]: [Tokens<'_>; 3]) -> Vec<&'static str> {
    let (b, a, f) = (&before, &after, &following);
    let all = b.all().and(a.all()).and(f.all());
    let doctored = || carried(b, a, Class::FAKE) || declared(b, a, f, Class::FAKE);
    let satire = || carried(b, a, Class::SATIRE) || declared(b, a, f, Class::SATIRE) || played(b);
    let says: [(&'static str, bool); 7] = [
        ("counterfactual", counterfactual(b)),
        ("denied", denied(b, a, f)),
        ("disputed", disputed(b, a, f)),
        ("doctored", all.any(Class::FAKE.and(Class::UNTRUE).and(Class::REAL)) && doctored()),
        ("misquoted", misquoted(b) || misquoted(a) || of_retracted(b) || retracted(a) || retracted(f)),
        ("satire", all.any(Class::SATIRE.and(Class::PLAYING).and(Class::FICTION)) && satire()),
        ("unsaid", unsaid(b)),
    ];
    says.iter().filter(|(_, holds)| *holds).map(|(flag, _)| *flag).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The flags for the words between marks in the first sentence.
    fn flags_of(text: &str) -> Vec<&'static str> {
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
            ("Nowhere in the recording does Finch say “we sell”.", "unsaid"),
            ("At no point did Finch say “we sell”.", "unsaid"),
            ("Not once has the mayor said “we sell”.", "unsaid"),
            ("In none of her speeches did she say “we sell”.", "unsaid"),
            ("Never did Ada Finch tell us “we sell”.", "unsaid"),
            ("On the show, Ada Finch, played by Siv Aune, says “we sell”.", "satire"),
            ("Finch, voiced by Siv Aune, says: “we sell”", "satire"),
            ("In a comedy sketch, Finch says “we sell”.", "satire"),
            ("The quote “we sell”, attributed to Finch, is false.", "disputed"),
            ("The quotation “we sell” is invented, Finch’s office said.", "disputed"),
            ("The remark “we sell”, which posts give to Finch, is not true.", "disputed"),
            ("Finch was asked whether she had said “we sell”. “No,” she said.", "disputed"),
            ("Nobody would say whether Finch had told him “we sell”.", "disputed"),
            ("Reporters asked Finch if she had said “we sell”.", "disputed"),
            ("The paper retracted a report that Finch had said “we sell”.", "misquoted"),
            ("Radio Fjord has withdrawn its report that Finch told a banker “we sell”.", "misquoted"),
            ("Legend has it that Finch said “we sell” on the quay.", "disputed"),
            ("Rumour has it Finch told a banker “we sell”.", "disputed"),
            ("Myth: Finch said “we sell”.", "disputed"),
            ("FALSE: Finch told voters “we sell”.", "disputed"),
            ("Did Finch say “we sell”? She did not.", "disputed"),
            ("Does the mayor say “we sell” in public?", "disputed"),
            ("In the novel, Finch says “we sell” and walks into the sea.", "satire"),
            ("In Rask’s new play Finch tells the crew “we sell”.", "satire"),
            ("A prank caller posing as Finch said “we sell”.", "satire"),
            ("A man pretending to be Ada Finch told them “we sell”.", "satire"),
            ("Finch warned her staff against saying “we sell”.", "unsaid"),
            ("Finch wishes she had said “we sell”.", "counterfactual"),
            ("Voters wish that Finch had never said “we sell” but she had.", "counterfactual"),
            ("In my dream Finch said “we sell”.", "counterfactual"),
            ("Finch said “we sell”. She said no such thing, her lawyer told us.", "denied"),
            ("Posts quote Finch: “we sell”. Finch wrote no such thing.", "denied"),
        ];
        for (text, flag) in cases {
            assert!(flags_of(text).contains(flag), "{text}: {:?}", flags_of(text));
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
            "Not only did Finch say “we sell”.",
            "No mayor did more, Finch said: “we sell”.",
            "Never did the rain stop, Finch said: “we sell”.",
            "Nowhere is it colder than here, Finch said: “we sell”.",
            "Asked whether she would resign, Finch said “we sell”.",
            "Finch did not know whether to laugh and said “we sell”.",
            "Whether it rains or not, Finch said: “we sell”.",
            "The derby, played by candlelight, was lost, Finch said: “we sell”.",
            "Siv Aune, who played Hamlet last year, said “we sell”.",
            "The paper retracted a report on the mill, and Finch said “we sell”.",
            "In her quote “we sell” Finch was clear, and it is a promise.",
            "Her dream is a ferry of her own, Finch said: “we sell”.",
            "In the play area behind the school, Finch said “we sell”.",
            "A thief posing as Finch was caught, Finch said: “we sell”.",
            "Did it rain? Finch said “we sell”.",
            "Truth: Finch said “we sell”.",
            "Report: Finch said “we sell”.",
            "Finch, who wishes she had a boat, said “we sell”.",
            "Finch spoke against the plan and said “we sell”.",
            "Finch said “we sell”. I said no such thing.",
            "Finch, a novelist, said “we sell”.",
        ] {
            assert!(flags_of(text).is_empty(), "{text}: {:?}", flags_of(text));
        }
    }
}
