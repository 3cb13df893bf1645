//! Builds the readable geodata bundle and derives the compact form that the binary embeds.
