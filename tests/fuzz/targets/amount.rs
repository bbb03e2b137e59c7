//! A duration, as a policy may say it.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::amount(bytes));
