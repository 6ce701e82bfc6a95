//! What docs/verify.md shows is what the program writes: every command with output stands in the tests of the command
//! line, with the same output.

#[test]
fn its_output_is_real() {
    let page = include_str!("../docs/verify.md");
    let tested = include_str!("cmd/verify.trycmd");
    // The tests of the command line note the exit status behind the command.
    let plain: String = tested.lines().filter(|l| !l.starts_with("? ")).flat_map(|l| [l, "\n"]).collect();
    let mut shown = 0;
    for block in page.split("```console\n").skip(1).filter_map(|b| b.split("\n```").next()) {
        let output = block.lines().any(|l| !l.starts_with("$ "));
        if output {
            assert!(plain.contains(block), "not as tested:\n{block}");
            shown += 1;
        }
    }
    assert_eq!(shown, 5);
}

#[test]
fn every_value_and_flag_is_told() {
    use whosaid::verify::{SourceCheck, SpeakerCheck, Verdict, Wording};
    let page = include_str!("../docs/verify.md");
    let words = Verdict::ALL.iter().map(|v| v.as_str());
    let words =
        words.chain(Wording::ALL.iter().map(|v| v.as_str())).chain(SpeakerCheck::ALL.iter().map(|v| v.as_str()));
    for word in words.chain(SourceCheck::ALL.iter().map(|v| v.as_str())) {
        assert!(page.contains(&format!("`{word}`")), "{word}");
    }
}
