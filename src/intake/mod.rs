//! Reads an article from text, Markdown, HTML or JSON and cuts it into blocks and sentences.
