//! Any claim about any text gets an answer whose span lies in the text. The first line is the claim, the second the
//! speaker, the third the source, the rest the article.
#![no_main]

use libfuzzer_sys::fuzz_target;
use whosaid::input::Article;
use whosaid::verify::{Aliases, Claim, Search, Verifier, read_claims};

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let _ = read_claims("fuzz.csv", &text);
    let mut lines = text.splitn(4, '\n');
    let mut next = || lines.next().unwrap_or("").to_owned();
    let claim = Claim { id: "1".to_owned(), claim: next(), speaker: next(), source: next(), ..Claim::default() };
    let article = Article::new("fuzz", next());
    let verifier = Verifier::new(vec![claim], Aliases::default());
    let mut search = Search::new(&verifier);
    search.add(verifier.examine(&article, whosaid::extract));
    let length = article.text.chars().count();
    for answer in search.answers() {
        if let Some(finding) = &answer.finding {
            let span = finding.span();
            assert!(span.start <= span.end && span.end <= length, "{span:?} of {length}");
        }
    }
});
