//! A policy file, as an operator may write it.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::policy(bytes));
