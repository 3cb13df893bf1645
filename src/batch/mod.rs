//! Many articles at once: from files, folders, tables, archives and streams to maps, with a manifest that resumes.

pub mod array;
pub mod commit;
pub mod entry;
pub mod input;
pub mod items;
pub mod job;
pub mod lines;
pub mod manifest;
pub mod names;
pub mod run;
pub mod table;
pub mod unpack;
pub mod warc;
pub mod web;
