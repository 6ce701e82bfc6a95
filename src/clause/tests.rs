use super::Clauses;
use crate::document::Document;
use crate::lexicon::Lexicon;

/// The words of a sentence behind the mark `|`, read as reported ones, and their own finite verb.
fn own(text: &str) -> Option<String> {
    let at = text.find('|').expect("a mark");
    let plain = text.replace("| ", "");
    let lexicon = Lexicon::built_in();
    let document = Document::new(&plain, lexicon);
    let clauses = Clauses::of(&document, lexicon, document.sentences.iter().map(|s| s.items.clone()));
    let start = document.items.iter().position(|i| i.start as usize >= at).expect("words");
    let end = document.sentences[0].items.end;
    clauses.main(start..end).map(|at| document.word(at).to_owned())
}

#[test]
fn words_with_a_verb_of_their_own() {
    let mut wrong = Vec::new();
    for (text, verb) in [
        ("Haro announced | the ferry would sail at dawn.", "would"),
        ("Haro confirmed | talks had resumed.", "had"),
        ("The line reported | a fire damaged the roof.", "damaged"),
        ("Police reported | at least 5,000 people entered the square.", "entered"),
        ("Haro said that | the man charged with the theft was released.", "was"),
        ("Haro reported | the clerk who wrote the letter had left.", "had"),
        ("Haro noted | she had never signed it.", "had"),
        ("Haro claimed | they plan a new pier.", "plan"),
        ("Haro announced | he's leaving the port.", "'s"),
        ("Haro confirmed | the pier, which opened in March, has closed.", "has"),
        ("Haro said | the mine didn't open.", "didn't"),
        ("He said | the market showed signs of life, which reverses the losses observed in May.", "showed"),
        ("Haro concluded | Lind died by his own hand.", "died"),
        ("Haro, the new mayor, has said | there should be a ban on Sundays.", "should"),
        ("Haro said, saying | the majority of people in the region wanted to be part of it.", "wanted"),
        ("Officials said | Vantra plans to spend more.", "plans"),
        ("Officials said | this includes a force of two.", "includes"),
        ("Officials said | Oksuz registered Harmony in 2010.", "registered"),
        ("Polls showed | Haro leads by four points.", "leads"),
        ("Haro found | Lind also lacks a licence.", "lacks"),
        ("Haro said | Lind leads Mr. Oak in the polls.", "leads"),
    ] {
        let found = own(text);
        if found.as_deref() != Some(verb) {
            wrong.push((text, found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn words_without_a_verb_of_their_own() {
    let mut wrong = Vec::new();
    for text in [
        "Haro regretted | the delay that had upset many.",
        "Haro shared | the best times you should look for a seat.",
        "Haro shared | a clip she had filmed on the pier.",
        "A video showing | the dramatic moment a girl was rescued by police.",
        "The line denied | any role in the fire, which destroyed the pier.",
        "Haro dodged | several questions on whether he would go on.",
        "Haro bragged about | her friends and drew alarm from the board.",
        "The board proposed | a study to determine whether the pier should be closed.",
        "Haro reported | the third case after two others were found.",
        "Haro discussed | the plans of people who use the pier.",
        "Haro praised | the crew for the way it had acted.",
    ] {
        let found = own(text);
        if found.is_some() {
            wrong.push((text, found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
