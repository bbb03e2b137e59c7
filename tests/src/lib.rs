//! Tests only; see the folders beside.
