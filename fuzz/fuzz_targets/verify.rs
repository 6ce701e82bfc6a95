//! Any claim about any text gets an answer whose span lies in the text. The first line is the claim, the second the
//! speaker, the third the source, the rest the article; it is a table of claims and a draft as well.
#![no_main]

use libfuzzer_sys::fuzz_target;
use whosaid::input::Article;
use whosaid::stages::verify::{draft_claims, unified_patch};
use whosaid::verify::{Aliases, Answer, Claim, Search, Verifier, read_claims};

fn answered(claims: Vec<Claim>, article: &Article) -> Vec<Answer> {
    let verifier = Verifier::new(claims, Aliases::default());
    let mut search = Search::new(&verifier);
    search.add(verifier.examine(article, whosaid::extract));
    let answers = search.answers();
    let length = article.text.chars().count();
    for finding in answers.iter().filter_map(|answer| answer.finding.as_ref()) {
        let span = finding.span();
        assert!(span.start <= span.end && span.end <= length, "{span:?} of {length}");
    }
    answers
}

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let _ = read_claims("fuzz.csv", &text);
    let mut lines = text.splitn(4, '\n');
    let mut next = || lines.next().unwrap_or("").to_owned();
    let claim = Claim { id: "1".to_owned(), claim: next(), speaker: next(), source: next(), ..Claim::default() };
    let reported = Claim { id: "2".to_owned(), kind: "indirect".to_owned(), ..claim.clone() };
    let article = Article::new("fuzz", next());
    answered(vec![claim, reported], &article);
    let draft = draft_claims(&text, whosaid::extract);
    let length = text.chars().count();
    for placed in &draft {
        assert!(placed.spans.iter().all(|span| span.start <= span.end && span.end <= length), "{placed:?}");
    }
    let answers = answered(draft.iter().map(|placed| placed.claim.clone()).collect(), &article);
    unified_patch("fuzz.md", &text, &draft, &answers);
});
