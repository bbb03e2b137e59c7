//! The body of a request to open a ticket, as anybody may send it.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::intake(bytes));
