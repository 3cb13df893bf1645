//! Reads an article from text, Markdown, HTML or JSON and cuts it into blocks and sentences.

mod assemble;
mod dateline;
mod decode;
pub mod edits;
mod html;
mod json;
mod language;
mod markdown;
mod plain;
pub mod read;
mod sentences;
mod when;
