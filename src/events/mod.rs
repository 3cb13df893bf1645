//! Extracts what happened, where and when.

pub mod attach;
pub mod border;
pub mod capital;
pub mod draft;
pub mod extract;
pub mod figure;
pub mod finish;
pub mod group;
pub mod infer;
pub mod input;
pub mod input_records;
pub mod kinds;
pub mod label;
pub mod lexicon;
pub mod merge;
pub mod party;
pub mod refer;
pub mod sentence;
pub mod setting;
pub mod spot;
pub mod status;
pub mod telling;
pub mod toll;
pub mod track;
pub mod trigger;
pub mod when;
