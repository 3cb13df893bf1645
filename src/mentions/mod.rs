//! Recognizes the places that an article names and resolves each to one place.

pub mod borders;
pub mod candidates;
pub mod class_cues;
pub mod classes;
pub mod consensus;
pub mod context;
pub mod edits;
pub mod evidence;
pub mod features;
pub mod focus;
pub mod lists;
pub mod memory;
pub mod metonyms;
pub mod names;
pub mod recognize;
pub mod references;
pub mod resolve;
pub mod resolve_beside;
pub mod resolve_candidates;
pub mod resolve_context;
pub mod resolve_document;
pub mod resolve_groups;
pub mod resolve_home;
pub mod runs;
pub mod tagger;
pub mod tokens;
