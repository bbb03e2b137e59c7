//! Build script of every function: links the release to a fixed address.
//!
//! A program that may be loaded anywhere has each of its pointers put right at every start, and the SDK and the time
//! zones have forty thousand of them: that was half of a cold start. docs/cold-start.md says what is given up for it.
#![expect(
    clippy::print_stdout,
    reason = "a build script tells Cargo by printing"
)]
fn main() {
    println!("cargo::rerun-if-changed=../../infra/link.rs");
    let is = |name: &str, value: &str| std::env::var_os(name).is_some_and(|found| found == value);
    // The programs that tests and laptops build are linked as ever: quickly.
    if is("PROFILE", "release")
        && is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
    {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
