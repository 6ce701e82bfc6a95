//! What comes in with dependencies: only licences that `deny.toml` allows, only from the registry.
//!
//! Asks cargo for all packages, those of other platforms too. Where they have not been fetched, it says that it is left out;
//! `WHOSAID_FETCHED=1` makes that a fault.

#![allow(clippy::print_stderr, reason = "a test that leaves something out says so")]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// What `deny.toml` allows: of every package, and of some besides.
struct Allowed {
    licences: BTreeSet<String>,
    besides: BTreeMap<String, BTreeSet<String>>,
}

impl Allowed {
    fn read(text: &str) -> Allowed {
        let table: toml::Table = text.parse().unwrap();
        let words = |list: &toml::Value| -> BTreeSet<String> {
            list.as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect()
        };
        let licences = &table["licenses"];
        let exception = |one: &toml::Value| (one["crate"].as_str().unwrap().to_owned(), words(&one["allow"]));
        Allowed {
            licences: words(&licences["allow"]),
            besides: licences["exceptions"].as_array().unwrap().iter().map(exception).collect(),
        }
    }

    /// Whether a licence expression (SPDX) leaves a choice that is allowed.
    fn allows(&self, package: &str, expression: &str) -> bool {
        let Ok(read) = spdx::Expression::parse_mode(expression, spdx::ParseMode::LAX) else { return false };
        let besides = self.besides.get(package);
        read.evaluate(|one| {
            let one = one.to_string();
            self.licences.contains(&one) || besides.is_some_and(|more| more.contains(&one))
        })
    }
}

#[test]
fn expressions_are_read() {
    let allowed = Allowed {
        licences: ["MIT", "Zlib", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned).into(),
        besides: [("odd".to_owned(), ["MPL-2.0".to_owned()].into())].into(),
    };
    for good in ["MIT", "GPL-3.0 OR MIT", "MIT/GPL-3.0", "(GPL-3.0 OR Zlib) AND MIT", "Apache-2.0 WITH LLVM-exception"]
    {
        assert!(allowed.allows("any", good), "{good}");
    }
    for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "MPL-2.0", "MIT AND (Zlib", "Apache-2.0 WITH other", "MIT Zlib"] {
        assert!(!allowed.allows("any", bad), "{bad}");
    }
    assert!(allowed.allows("odd", "MPL-2.0"));
}

#[test]
fn what_comes_in_with_dependencies_is_allowed() {
    let asked = ["metadata", "--offline", "--locked", "--all-features", "--format-version", "1"];
    let output = Command::new(env!("CARGO")).args(asked).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    if !output.status.success() {
        assert!(std::env::var_os("WHOSAID_FETCHED").is_none(), "{}", String::from_utf8_lossy(&output.stderr));
        return eprintln!("left out: not all dependencies are here; cargo fetch --locked brings them");
    }
    let allowed = Allowed::read(include_str!("../deny.toml"));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = told["packages"].as_array().unwrap();
    let sources: BTreeSet<&str> = packages.iter().filter_map(|package| package["source"].as_str()).collect();
    assert!(sources.len() == 1 && sources.iter().all(|from| from.starts_with("registry+")), "{sources:?}");
    let mut faults = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or("");
        if !allowed.allows(name, licence) {
            faults.push(format!("{name}: {licence}"));
        }
        let own = package["source"].is_null();
        let loose = |d: &&serde_json::Value| own && d["path"].is_null() && d["req"].as_str() == Some("*");
        faults.extend(
            package["dependencies"].as_array().unwrap().iter().find(loose).map(|d| format!("any version: {d}")),
        );
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
