//! Builds the readable geodata bundle and derives the compact form that the binary embeds.

pub mod error;
pub mod fetch;
pub mod packages;
pub mod tables;
