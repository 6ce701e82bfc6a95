//! The command line of whosaid.

fn main() {}
