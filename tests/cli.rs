//! The commands as users type them: every session in `tests/cmd` is run and compared, output and exit status.

#[test]
fn sessions() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}

/// What the README shows is what the program does; its blocks without a session (`sh`) build or measure.
#[test]
fn sessions_of_the_readme() {
    trycmd::TestCases::new().case("README.md");
}
