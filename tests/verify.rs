//! Claims with expected answers: every value of every axis, over rows as a perfect extractor gives them.

use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use whosaid::Quotation;
use whosaid::input::Article;
use whosaid::stages::evaluate::gold::{Gold, Recorded, read_gold};
use whosaid::stages::evaluate::rows::rows;
use whosaid::verify::{
    Aliases, Answer, Claim, Difference, MatchedBy, Search, SourceCheck, SpeakerCheck, Verdict, Verifier, Wording,
    read_claims, report,
};

const ARTICLES: &str = include_str!("../fixtures/verify/articles.jsonl");
const CLAIMS: &str = include_str!("../fixtures/verify/claims.csv");

fn articles() -> Vec<Recorded> {
    match read_gold("articles.jsonl", ARTICLES).unwrap() {
        Gold::Records(articles) => articles,
        Gold::Attributions(_) => panic!("records expected"),
    }
}

fn article(gold: &Recorded) -> Article {
    Article { url: Some(format!("https://news.example/{}", gold.doc)), ..Article::new(&gold.doc, &gold.text) }
}

/// The differences of the best finding, as people mark them.
fn marked(answer: &Answer) -> String {
    let found = answer.finding.as_ref().map(|finding| &finding.differences).into_iter().flatten();
    found.map(Difference::marked).collect::<Vec<_>>().join(" ")
}

fn answers(claims: Vec<Claim>) -> Vec<Answer> {
    let verifier = Verifier::new(claims, Aliases::default());
    let mut search = Search::new(&verifier);
    for gold in &articles() {
        search.add(verifier.examine(&article(gold), |_| rows(gold)));
    }
    search.answers()
}

fn expected() -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(CLAIMS.as_bytes());
    let headers = reader.headers().unwrap().clone();
    reader
        .records()
        .map(|r| headers.iter().zip(r.unwrap().iter()).map(|(h, v)| (h.to_owned(), v.to_owned())).collect())
        .collect()
}

#[test]
fn fixtures_answer_as_expected() {
    let all = answers(read_claims("claims.csv", CLAIMS).unwrap().list);
    let mut wrong = String::new();
    for (answer, want) in all.iter().zip(expected()) {
        let got = [
            ("verdict", answer.verdict.as_str()),
            ("wording", answer.wording.as_str()),
            ("speaker_check", answer.speaker_check.as_str()),
            ("source_check", answer.source_check.as_str()),
        ];
        let missing: Vec<&str> =
            want["flags"].split(';').filter(|f| !f.is_empty() && !answer.flags.contains(*f)).collect();
        if got.iter().any(|(column, value)| want[*column] != *value) || !missing.is_empty() {
            let axes = ["verdict", "wording", "speaker_check", "source_check"].map(|c| want[c].as_str()).join(" ");
            wrong += &format!(
                "{} {}: {}, want {axes} {} | {:?} {}\n",
                want["id"],
                want["claim"],
                got.map(|g| g.1).join(" "),
                want["flags"],
                answer.flags,
                marked(answer),
            );
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn fixtures_hold_every_value_of_every_axis() {
    let all = expected();
    let values = |column: &str| all.iter().map(|r| r[column].clone()).collect::<BTreeSet<_>>();
    // A claim that could not be read has no article to be shown with.
    for v in Verdict::ALL.iter().filter(|v| **v != Verdict::Error) {
        assert!(values("verdict").contains(v.as_str()), "{v}");
    }
    for v in Wording::ALL {
        assert!(values("wording").contains(v.as_str()), "{v}");
    }
    for v in SpeakerCheck::ALL.iter().filter(|v| **v != SpeakerCheck::NotAsked) {
        assert!(values("speaker_check").contains(v.as_str()), "{v}");
    }
    for v in SourceCheck::ALL {
        assert!(values("source_check").contains(v.as_str()), "{v}");
    }
}

fn one(doc: &str, claim: &str, speaker: &str) -> Answer {
    let claim = Claim { doc: doc.into(), claim: claim.into(), speaker: speaker.into(), ..Claim::default() };
    answers(vec![claim]).remove(0)
}

#[test]
fn rungs_of_normalisation_are_told() {
    let table = [
        ("lock", "We have been sent a plaque", MatchedBy::Bytes),
        ("damaged", "The caf\u{e9} pays the bills", MatchedBy::Nfc),
        ("vote", "My door is made of wood, like everybody's", MatchedBy::Marks),
        ("lock", "we have been  sent a plaque", MatchedBy::Case),
        ("lock", "They may be old but they are not tired", MatchedBy::Punctuation),
        ("wrapped", "We cannot keep up negotiations with the weather", MatchedBy::Hyphen),
        ("damaged", "We won’t sell the orchard", MatchedBy::Mojibake),
    ];
    for (doc, claim, rung) in table {
        let answer = one(doc, claim, "");
        assert_eq!(answer.finding.unwrap().matched_by, Some(rung), "{claim}");
    }
}

#[test]
fn evidence_points_into_the_original() {
    for answer in answers(read_claims("claims.csv", CLAIMS).unwrap().list) {
        let Some(finding) = &answer.finding else { continue };
        let gold = articles().into_iter().find(|a| a.doc == finding.doc).unwrap();
        let text: Vec<char> = gold.text.chars().collect();
        let span = finding.span();
        assert!(span.start < span.end && span.end <= text.len());
        assert_eq!(finding.exact, text[span.start..span.end].iter().collect::<String>());
        let prefix: String = text[span.start.saturating_sub(32)..span.start].iter().collect();
        assert_eq!(finding.prefix, prefix);
        assert!(finding.link.as_ref().unwrap().starts_with("https://news.example/"));
        for d in &finding.differences {
            let words = d.source.split_whitespace().next().unwrap_or("");
            let at: String = text[d.source_start..].iter().take(words.chars().count()).collect();
            assert_eq!(at, words, "{d:?}");
        }
    }
}

#[test]
fn differences_are_told_word_by_word() {
    let answer = one("lock", "The lock might not hold another long winter", "Ida Brekke");
    let finding = answer.finding.as_ref().unwrap();
    assert_eq!(marked(&answer), "[-will-]{+might+} {+long+}");
    let first = &finding.differences[0];
    assert_eq!((first.claim_start, first.claim.as_str(), first.source.as_str()), (9, "might", "will"));
    assert_eq!(answer.note, "the text has [-will-]{+might+} {+long+}");
}

#[test]
fn what_is_left_out_is_shown() {
    let answer = one("lock", "we will paint them", "Olav Brekke");
    let dropped = answer.finding.unwrap().dropped;
    assert!(dropped.0.ends_with("If the board finds the money"), "{dropped:?}");
}

#[test]
fn words_of_several_people_are_ambiguous_without_a_speaker() {
    let claim = Claim { claim: "The gates were inspected in June".into(), ..Claim::default() };
    let verifier = Verifier::new(vec![claim], Aliases::default());
    let mut search = Search::new(&verifier);
    for (doc, speaker) in [("a", "Ida Moen"), ("b", "Karl Moen")] {
        let text = format!("“The gates were inspected in June,” {speaker} said.");
        let row = row_of(&text, "The gates were inspected in June", speaker);
        search.add(verifier.examine(&Article::new(doc, &text), |_| vec![row]));
    }
    let answer = search.answers().remove(0);
    assert_eq!((answer.verdict, answer.speaker_check), (Verdict::Ambiguous, SpeakerCheck::Ambiguous));
    assert_eq!(answer.note, "said by Ida Moen and by Karl Moen");
}

#[test]
fn what_another_article_has_is_said() {
    let claim = Claim {
        claim: "The gates were inspected in June".into(),
        speaker: "Ida Moen".into(),
        doc: "cited".into(),
        ..Claim::default()
    };
    let verifier = Verifier::new(vec![claim], Aliases::default());
    let mut search = Search::new(&verifier);
    search.add(verifier.examine(&Article::new("cited", "Nobody came to the gates."), |_| Vec::new()));
    for doc in ["b", "c"] {
        let text = "“The gates were inspected in June,” Ida Moen said.";
        let row = row_of(text, "The gates were inspected in June", "Ida Moen");
        search.add(verifier.examine(&Article::new(doc, text), |_| vec![row]));
    }
    let answer = search.answers().remove(0);
    assert_eq!(answer.verdict, Verdict::NotFound);
    assert!(
        answer.flags.contains("elsewhere") && answer.note.contains("b has the words: confirmed"),
        "{}",
        answer.note
    );
    // The same story in two papers is one.
    assert_eq!((answer.evidence.len(), &answer.evidence[0].printed_in[..]), (1, &["c".to_owned()][..]));
}

#[test]
fn aliases_join_names() {
    let aliases = Aliases::read("a.csv", "name,alias\nIda Brekke,Ида Брекке\nOstrand Tidende,OT\n").unwrap();
    let claim = Claim {
        claim: "We have been sent a plaque".into(),
        speaker: "Ида Брекке".into(),
        source: "OT".into(),
        ..Claim::default()
    };
    let verifier = Verifier::new(vec![claim], aliases);
    let mut search = Search::new(&verifier);
    let gold = &articles()[0];
    search.add(verifier.examine(&article(gold), |_| rows(gold)));
    assert_eq!(search.answers()[0].verdict, Verdict::Confirmed);
}

#[test]
fn reports_are_written_in_every_form() {
    let all = answers(read_claims("claims.csv", CLAIMS).unwrap().list);
    let columns = report::parse_columns("full").unwrap();
    let mut csv = Vec::new();
    report::write_csv(&all, &columns, false, &mut csv).unwrap();
    let rows: Vec<csv::StringRecord> =
        csv::ReaderBuilder::new().from_reader(&csv[..]).records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), all.len());
    assert!(rows.iter().all(|r| r.len() == 18));

    let mut lines = Vec::new();
    report::write_json_lines(&all, &mut lines).unwrap();
    let first: serde_json::Value = serde_json::from_slice(lines.split(|b| *b == b'\n').next().unwrap()).unwrap();
    assert_eq!(first["verdict"], "confirmed");
    assert_eq!(
        (&first["evidence"][0]["speaker"], &first["rows"][0]["speaker"]),
        (&"Ida Brekke".into(), &"Ida Brekke".into())
    );

    let mut review = Vec::new();
    assert!(
        whosaid::stages::verify::write_claim_review(&all, &whosaid::stages::verify::Review::default(), &mut review)
            .is_err()
    );
    let about = whosaid::stages::verify::Review { url: "https://check.example/{id}".into(), ..Default::default() };
    whosaid::stages::verify::write_claim_review(&all, &about, &mut review).unwrap();
    let review: serde_json::Value = serde_json::from_slice(&review).unwrap();
    assert_eq!(review[0]["url"], "https://check.example/v01");
    assert_eq!(review[0]["reviewRating"]["alternateName"], "confirmed");
    assert!(review[0]["reviewRating"].get("ratingValue").is_none());

    let mut annotations = Vec::new();
    whosaid::stages::verify::write_web_annotation(&all, &mut annotations).unwrap();
    let annotations: serde_json::Value = serde_json::from_slice(&annotations).unwrap();
    let text: Vec<char> = articles()[0].text.chars().collect();
    let selectors = &annotations[0]["target"]["selector"];
    let at = |key: &str| selectors[1][key].as_u64().unwrap() as usize;
    assert_eq!(selectors[0]["exact"], text[at("start")..at("end")].iter().collect::<String>());

    #[cfg(feature = "xlsx")]
    {
        let mut workbook = Vec::new();
        whosaid::stages::verify::write_xlsx(&all, &columns, &mut workbook).unwrap();
        assert!(workbook.starts_with(b"PK"));
    }

    let mut lines = Vec::new();
    report::write_text(&all, |a| a.claim.id.clone(), &mut lines).unwrap();
    let mut everything = [csv, lines].concat();
    #[cfg(feature = "report")]
    whosaid::stages::verify::write_html(&all, "in 4 articles", &mut everything).unwrap();
    let everything = String::from_utf8(everything).unwrap().to_lowercase();
    assert!(!everything.contains("fabricated") && !everything.contains("false"));
}

#[test]
fn words_that_a_speaker_quotes_are_nested() {
    let text = "“He looked at the bill and said, ‘Nobody can pay this,’ and he was right,” Ida Moen said.";
    for (speaker, check) in [("Ida Moen", SpeakerCheck::Different), ("Karl Moen", SpeakerCheck::Different)] {
        let claim = Claim { claim: "Nobody can pay this".into(), speaker: speaker.into(), ..Claim::default() };
        let row = row_of(text, "He looked at the bill and said, ‘Nobody can pay this,’ and he was right", "Ida Moen");
        let verifier = Verifier::new(vec![claim], Aliases::default());
        let mut search = Search::new(&verifier);
        search.add(verifier.examine(&Article::new("a", text), |_| vec![row]));
        let answer = search.answers().remove(0);
        assert_eq!(answer.speaker_check, check);
        assert!(answer.flags.contains("nested"));
    }
}

#[test]
fn threads_make_no_difference() {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/verify");
    let run = |jobs: &str, format: &str| {
        let out = std::process::Command::new(env!("CARGO_BIN_EXE_whosaid"))
            .args(["verify", "--claims", "claims.csv", "articles.jsonl", "--text-field", "text", "--id-field", "doc"])
            .args(["-j", jobs, "-f", format, "--quiet"])
            .current_dir(fixtures)
            .output()
            .unwrap();
        assert_eq!(out.status.code(), Some(1), "{}", String::from_utf8_lossy(&out.stderr));
        out.stdout
    };
    for format in ["csv", "jsonl", "text", "webannotation"] {
        let one = run("1", format);
        assert!(!one.is_empty());
        assert!(one == run("4", format), "{format}");
    }
}

fn row_of(text: &str, quote: &str, speaker: &str) -> Quotation {
    let start = text[..text.find(quote).unwrap()].chars().count();
    let gold = serde_json::json!({"doc": "d", "text": text, "quotations": [{"kind": "direct", "speaker": speaker,
        "parts": [[start, start + quote.chars().count()]]}]});
    match read_gold("row", &gold.to_string()).unwrap() {
        Gold::Records(articles) => rows(&articles[0]).remove(0),
        Gold::Attributions(_) => panic!("records expected"),
    }
}

/// The fixtures and, where it is at hand, the project's own benchmark.
static ALL: LazyLock<Vec<Recorded>> = LazyLock::new(|| {
    let mut all = articles();
    let benchmark = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/benchmark/agency.jsonl");
    if let Ok(Ok(Gold::Records(more))) = std::fs::read_to_string(benchmark).map(|t| read_gold("benchmark", &t)) {
        all.extend(more);
    }
    all
});

/// Direct quotations of six words and more, with their speakers: article numbers and rows.
static LONG: LazyLock<Vec<(usize, Quotation)>> = LazyLock::new(|| {
    let mut out = Vec::new();
    for (n, gold) in ALL.iter().enumerate() {
        let long = |q: &Quotation| {
            let told = !q.speaker.is_empty() && q.flags.is_empty();
            // Half of a word that stands over two lines is no word.
            // Words in inner marks are another speaker's.
            let plain = !q.quote.contains("- ") && !q.quote.contains(['â', '\u{ad}', '‘', '“', '"', '«']);
            let words = q.quote.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).count();
            told && plain && q.kind == whosaid::Kind::Direct && words >= 6
        };
        out.extend(rows(gold).into_iter().filter(long).map(|q| (n, q)));
    }
    out
});

/// The answer to a claim from one article.
fn from_article(n: usize, claim: &str, speaker: &str) -> Answer {
    let claim = Claim { claim: claim.into(), speaker: speaker.into(), ..Claim::default() };
    let verifier = Verifier::new(vec![claim], Aliases::default());
    let mut search = Search::new(&verifier);
    search.add(verifier.examine(&article(&ALL[n]), |_| rows(&ALL[n])));
    search.answers().remove(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_piece_of_six_words_is_confirmed(pick in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(), more in 0usize..12) {
        let (article, row) = pick.get(&LONG);
        let words: Vec<&str> = row.quote.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).collect();
        let start = from.index(words.len() - 5);
        let end = (start + 6 + more).min(words.len());
        let piece = words[start..end].join(" ");
        // A cut beside a negation, a condition or a view is no piece of what was said.
        let denies = |w: &&str| ["not", "no", "never", "nobody", "nothing", "neither", "nor", "without", "cannot", "unlikely", "doubt", "doubts", "denied", "denies", "deny", "refuse", "refused", "refuses", "false", "untrue", "impossible", "fail", "fails", "failed", "far", "if", "unless", "whether", "lest", "than", "hardly", "barely", "none", "scarcely", "unable", "nowhere", "believe", "believed", "claim", "claimed", "hope", "hoped", "promise", "promised", "said", "say", "says", "tell", "think", "thought", "told", "only"].contains(&w.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase().as_str()) || w.to_lowercase().contains("n’t") || w.contains("n't");
        prop_assume!(!words[..start].iter().any(&denies) && !words[end..].iter().take(5).any(&denies));
        let answer = from_article(*article, &piece, &row.speaker);
        prop_assert_eq!(answer.verdict, Verdict::Confirmed, "{}", piece);
        prop_assert!(matches!(answer.wording, Wording::Exact | Wording::ExactNormalised));
    }

    #[test]
    fn a_piece_with_a_word_replaced_is_altered(
        pick in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(), more in 0usize..12, at in any::<prop::sample::Index>(),
    ) {
        let (article, row) = pick.get(&LONG);
        let words: Vec<&str> = row.quote.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).collect();
        let start = from.index(words.len() - 5);
        let mut piece: Vec<&str> = words[start..(start + 6 + more).min(words.len())].to_vec();
        let content: Vec<usize> = (0..piece.len()).filter(|i| piece[*i].chars().filter(|c| c.is_alphabetic()).count() > 3).collect();
        prop_assume!(!content.is_empty());
        piece[content[at.index(content.len())]] = "marzipan";
        let piece = piece.join(" ");
        let answer = from_article(*article, &piece, &row.speaker);
        prop_assert_eq!(answer.verdict, Verdict::Altered, "{}", piece);
        prop_assert_eq!(answer.wording, Wording::Altered, "{}", piece);
    }

    #[test]
    fn any_claim_and_any_text_get_an_answer(claim in "[a-zA-Z“”’….\\[\\]() -]{1,60}[a-z]", text in "[a-zA-Z“”’….\\[\\]()\n -]{0,300}", cut in 0usize..40) {
        let claim = Claim { claim, speaker: "A".into(), ..Claim::default() };
        let verifier = Verifier::new(vec![claim], Aliases::default());
        let mut search = Search::new(&verifier);
        let end = text.chars().count();
        let rows = if end > cut {
            let quote: String = text.chars().skip(cut).collect();
            if quote.trim().is_empty() { Vec::new() } else { vec![row_of(&text, &quote, "A")] }
        } else { Vec::new() };
        search.add(verifier.examine(&Article::new("a", &text), |_| rows));
        prop_assert_eq!(search.answers().len(), 1);
    }
}

/// A draft that says much alike is checked in time that grows with its length: twice the draft against itself holds
/// four times the pairs of a claim and a place.
#[test]
fn many_alike_claims_take_no_time_of_their_square() {
    let took = |count: usize| {
        let text: String = (0..count)
            .map(|n| format!("“We will not close line number {n} before the winter is over,” said Liv Ask.\n\n"))
            .collect();
        let claim = |n: usize| Claim {
            claim: format!("We will not close line number {n} before the winter is over"),
            speaker: "Liv Ask".into(),
            ..Claim::default()
        };
        let verifier = Verifier::new((0..count).map(claim).collect(), Aliases::default());
        let rows = whosaid::extract(&text);
        let start = std::time::Instant::now();
        let mut search = Search::new(&verifier);
        search.add(verifier.examine(&Article::new("a", text), |_| rows));
        let answers = search.answers();
        assert!(answers.iter().all(|a| a.verdict == Verdict::Confirmed));
        start.elapsed()
    };
    took(100);
    let (few, many) = (took(300), took(2400));
    assert!(many < few * 24, "{few:?} for 300 claims, {many:?} for 2,400");
}
