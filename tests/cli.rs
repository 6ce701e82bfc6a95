//! The commands as users type them: every session in `tests/cmd` is run and compared, output and exit status.

#[test]
fn sessions() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}
