//! Markdown: front matter, headings and paragraphs; markup, code and images are dropped.

use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use crate::intake::assemble::Draft;
use crate::intake::decode::clean;
use crate::intake::plain::trim;
use crate::model::article::{Block, BlockKind, Span};

/// Reads Markdown.
#[must_use]
pub fn read(text: &str) -> Draft {
    let text = clean(text);
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_TABLES;
    let mut reader = Reader::default();
    for event in Parser::new_ext(&text, options) {
        reader.event(event);
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    draft: Draft,
    start: usize,
    heading: bool,
    metadata: bool,
    /// Depth inside of what is dropped (code, HTML, image descriptions).
    dropped: usize,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::MetadataBlock(
                MetadataBlockKind::YamlStyle | MetadataBlockKind::PlusesStyle,
            )) => self.metadata = true,
            Event::End(TagEnd::MetadataBlock(_)) => self.metadata = false,
            Event::Text(front) if self.metadata => front_matter(&front, &mut self.draft),
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock) => self.dropped += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock) => {
                self.dropped = self.dropped.saturating_sub(1)
            }
            Event::Start(Tag::Heading { .. }) => {
                self.close();
                self.heading = true;
            }
            Event::End(TagEnd::Heading(_)) => {
                self.close();
                self.heading = false;
            }
            Event::Start(Tag::Paragraph | Tag::Item | Tag::TableCell)
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell)
            | Event::Rule => self.close(),
            Event::Text(words) | Event::Code(words) if self.dropped == 0 => self.draft.text.push_str(&words),
            Event::SoftBreak | Event::HardBreak if self.dropped == 0 => self.draft.text.push(' '),
            _ => {}
        }
    }

    /// Ends the block at hand.
    fn close(&mut self) {
        let span = Span::new(self.start, self.draft.text.len());
        if let Some(span) = trim(&self.draft.text, span) {
            let kind = match (self.heading, self.draft.blocks.is_empty()) {
                (true, true) => BlockKind::Headline,
                (true, false) => BlockKind::Heading,
                _ => BlockKind::Paragraph,
            };
            self.draft.blocks.push(Block { kind, span });
            self.draft.text.push_str("\n\n");
        }
        self.start = self.draft.text.len();
    }

    fn finish(mut self) -> Draft {
        self.close();
        let end = self.draft.text.trim_end().len();
        self.draft.text.truncate(end);
        self.draft
    }
}

/// Lines `key: value` (YAML) or `key = value` (TOML) of the front matter that concern us.
fn front_matter(text: &str, draft: &mut Draft) {
    for line in text.lines() {
        let Some((key, value)) = line.split_once([':', '=']) else { continue };
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        match key.trim().to_ascii_lowercase().as_str() {
            "title" => draft.title = value,
            "date" | "published" => draft.date = value,
            "lang" | "language" => draft.lang = Some(value),
            "author" | "byline" => draft.byline = value,
            "url" | "link" => draft.url = value,
            "id" | "slug" => draft.id = Some(value),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::model::article::BlockKind;

    #[test]
    fn front_matter_and_markup_leave_the_text() {
        let draft = read(
            "---\ntitle: \"Rain: the end\"\ndate: 2025-03-04\n---\n# Rain\n\nIt *rained* in [the valley](http://x.y) and\nbeyond.\n\n- one\n- two\n\n```\ncode\n```\n![alt](p.png)",
        );
        assert_eq!(draft.title, "Rain: the end");
        assert_eq!(draft.date, "2025-03-04");
        assert_eq!(draft.text, "Rain\n\nIt rained in the valley and beyond.\n\none\n\ntwo");
        assert_eq!(draft.blocks[0].kind, BlockKind::Headline);
        assert_eq!(draft.blocks.len(), 4);
    }
}
