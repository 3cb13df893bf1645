//! Puts a figure and links into a web page that exists, without touching any other byte of it.
//!
//! The page is only cut into tags and text as far as that needs; the letters of its text, without blanks, are compared
//! with the letters of the sentences that were read. What does not match exactly stays as it is.

use std::collections::BTreeMap;

use crate::model::article::Span;
use crate::render::html::markup::Markup;

/// A letter of the page's text: where its source starts and ends, bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Letter {
    start: usize,
    end: usize,
}

/// Text of a page with its places, and where its paragraphs end.
#[derive(Debug, Default)]
struct Text {
    /// Letters without blanks.
    letters: String,
    /// Source of each byte of `letters`.
    sources: Vec<Letter>,
    /// Positions after `</p>`.
    paragraphs: Vec<usize>,
    /// Position after the first `</h1>`.
    headline: Option<usize>,
    /// Position of the last `</body>`.
    body: Option<usize>,
}

/// Elements whose text is no text of the article, or must not hold links.
const SKIPPED: [&str; 14] = [
    "script", "style", "title", "textarea", "template", "noscript", "svg", "math", "a", "button", "select",
    "iframe", "object", "nav",
];
/// Of these, the ones whose content is not markup: everything up to their end tag is skipped.
const RAW: [&str; 6] = ["script", "style", "title", "textarea", "noscript", "iframe"];

impl Text {
    fn of(page: &str) -> Self {
        let mut text = Self::default();
        let mut skip: Vec<String> = Vec::new();
        let mut at = 0;
        while let Some(rest) = page.get(at..).filter(|rest| !rest.is_empty()) {
            if !rest.starts_with('<') {
                let end = at + rest.find('<').unwrap_or(rest.len());
                if skip.is_empty() {
                    text.add(page, at, end);
                }
                at = end;
                continue;
            }
            let Some((end, name, closing)) = tag(page, at) else {
                // A lone `<` is text.
                if skip.is_empty() {
                    text.add(page, at, at + 1);
                }
                at += 1;
                continue;
            };
            text.note(&name, closing, at, end);
            let own_end = page[..end].ends_with("/>");
            if closing {
                if let Some(open) = skip.iter().rposition(|open| *open == name) {
                    skip.truncate(open);
                }
            } else if RAW.contains(&name.as_str()) {
                at = raw_end(page, end, &name);
                continue;
            } else if SKIPPED.contains(&name.as_str()) && !own_end {
                skip.push(name);
            }
            at = end;
        }
        text
    }

    fn note(&mut self, name: &str, closing: bool, at: usize, end: usize) {
        match (name, closing) {
            ("p", true) => self.paragraphs.push(end),
            ("h1", true) => self.headline = self.headline.or(Some(end)),
            ("body", true) => self.body = Some(at),
            _ => {}
        }
    }

    /// Adds the letters of a stretch of text, its character references decoded.
    fn add(&mut self, page: &str, start: usize, end: usize) {
        let mut at = start;
        while let Some(letter) = page.get(at..end).and_then(|rest| rest.chars().next()) {
            let (letter, length) = reference(&page[at..end]).unwrap_or((letter, letter.len_utf8()));
            if !blank(letter) {
                self.letters.push(letter);
                let source = Letter { start: at, end: at + length };
                self.sources.extend(std::iter::repeat_n(source, letter.len_utf8()));
            }
            at += length;
        }
    }
}

fn blank(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || letter == '\u{ad}' || letter == '\u{200b}'
}

/// End, lower-case name and direction of a tag, comment or declaration at a `<`; none if it is text.
fn tag(page: &str, at: usize) -> Option<(usize, String, bool)> {
    let rest = &page[at..];
    if let Some(inner) = rest.strip_prefix("<!--") {
        let end = inner.find("-->").map_or(page.len(), |i| at + 4 + i + 3);
        return Some((end, String::new(), false));
    }
    let closing = rest.starts_with("</");
    let from = if closing { 2 } else { 1 };
    let first = rest[from..].chars().next()?;
    if !(first.is_ascii_alphabetic() || first == '!' || first == '?') {
        return None;
    }
    let name: String =
        rest[from..].chars().take_while(|c| !c.is_whitespace() && !matches!(c, '>' | '/')).collect();
    let mut quote = None;
    for (i, c) in rest.char_indices().skip(from) {
        match (quote, c) {
            (None, '>') => return Some((at + i + 1, name.to_ascii_lowercase(), closing)),
            // Quotes count only where a value starts.
            (None, '"' | '\'') if rest[..i].trim_end().ends_with('=') => quote = Some(c),
            (Some(q), c) if c == q => quote = None,
            _ => {}
        }
    }
    Some((page.len(), name.to_ascii_lowercase(), closing))
}

/// Start of the end tag of an element whose content is not markup.
fn raw_end(page: &str, from: usize, name: &str) -> usize {
    let wanted = format!("</{name}");
    let bytes = page.as_bytes();
    let found = (from..page.len().saturating_sub(wanted.len() - 1))
        .find(|&i| bytes[i] == b'<' && bytes[i..i + wanted.len()].eq_ignore_ascii_case(wanted.as_bytes()));
    found.unwrap_or(page.len())
}

/// A character reference at the start of a text: the letter, and the length of its source.
fn reference(text: &str) -> Option<(char, usize)> {
    let inner = text.strip_prefix('&')?;
    let end = inner.char_indices().take(32).find(|(_, c)| *c == ';').map(|(i, _)| i)?;
    let name = &inner[..end];
    let letter = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => NAMED.iter().find(|(key, _)| *key == name).map(|(_, letter)| *letter)?,
    };
    Some((letter, end + 2))
}

/// Named references that occur in running text.
const NAMED: [(&str, char); 36] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("shy", '\u{ad}'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("euro", '€'),
    ("pound", '£'),
    ("deg", '°'),
    ("aacute", 'á'),
    ("agrave", 'à'),
    ("auml", 'ä'),
    ("ccedil", 'ç'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("iacute", 'í'),
    ("ntilde", 'ñ'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
];

/// A sentence of the article and what in it leads to the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Where the sentence stands in the article.
    pub span: Span,
    /// Whether it belongs to the headline: links there would disturb.
    pub headline: bool,
    /// Names within, with the id of what they lead to; in order, apart from each other.
    pub links: Vec<(Span, String)>,
    /// Ids that lead from the map to this sentence.
    pub anchors: Vec<String>,
}

/// A page with a figure, and what could be tied to the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spliced {
    /// The page.
    pub page: String,
    /// Names that were linked.
    pub linked: usize,
    /// Names that were not, since the page's text differs or they hold markup.
    pub missed: usize,
}

/// Ids of passages that the page holds, so that the map can lead to them.
#[must_use]
pub fn found(page: &str, article: &str, passages: &[Passage]) -> Vec<String> {
    let text = Text::of(page);
    let places = locate(&text, article, passages);
    let mut ids: Vec<String> = Vec::new();
    for (passage, _) in passages.iter().zip(&places).filter(|(p, place)| place.is_some() && !p.headline) {
        for id in &passage.anchors {
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        }
    }
    ids
}

/// Puts the figure after the first paragraph that names a place, and links the names.
#[must_use]
pub fn splice(page: &str, article: &str, passages: &[Passage], figure: &str) -> Spliced {
    let text = Text::of(page);
    let places = locate(&text, article, passages);
    // What is put in, by position; at one position in this order.
    let mut put: BTreeMap<usize, String> = BTreeMap::new();
    let mut used: Vec<&str> = Vec::new();
    let (mut linked, mut missed, mut after) = (0, 0, None);
    for (passage, place) in passages.iter().zip(&places) {
        let Some(letters) = place.as_ref().filter(|_| !passage.headline) else {
            missed += passage.links.len();
            continue;
        };
        if let Some(first) = letters.first() {
            for id in passage.anchors.iter().filter(|id| !used.contains(&id.as_str())).collect::<Vec<_>>() {
                used.push(id);
                let mut mark = Markup::default();
                mark.open("span", &[("id", id)]).close();
                put.entry(text.sources[first.1].start).or_default().push_str(&mark.finish());
            }
        }
        for (span, target) in &passage.links {
            let own = |offset: usize| letters.iter().find(|(from, _)| *from == offset).map(|(_, byte)| *byte);
            let last = letters.iter().rfind(|(from, _)| *from < span.end).map(|(_, byte)| *byte);
            let ends = own(span.start).zip(last).map(|(a, b)| (text.sources[a].start, text.sources[b].end));
            let Some((start, end)) = ends.filter(|(a, b)| a < b && !page[*a..*b].contains('<')) else {
                missed += 1;
                continue;
            };
            let mut open = Markup::default();
            open.void("a", &[("class", "dateline-mention"), ("href", &format!("#{target}"))]);
            put.entry(start).or_default().push_str(&open.finish());
            put.entry(end).or_default().insert_str(0, "</a>");
            linked += 1;
            after = after.or(Some(end));
        }
    }
    let spot = spot(page, &text, after);
    put.entry(spot).or_default().push_str(figure);
    let mut out = String::with_capacity(page.len() + figure.len() + put.len() * 48);
    let mut at = 0;
    for (position, what) in put {
        out.push_str(&page[at..position]);
        out.push_str(&what);
        at = position;
    }
    out.push_str(&page[at..]);
    Spliced { page: out, linked, missed }
}

/// Where the figure stands.
fn spot(page: &str, text: &Text, after: Option<usize>) -> usize {
    let paragraph = |from: usize| text.paragraphs.iter().copied().find(|end| *end >= from);
    after.and_then(paragraph).or(text.headline).or(text.body).unwrap_or(page.len())
}

/// For every passage found: offsets of its letters in the article, with their bytes among the page's letters.
fn locate(text: &Text, article: &str, passages: &[Passage]) -> Vec<Option<Vec<(usize, usize)>>> {
    let mut from = 0;
    passages
        .iter()
        .map(|passage| {
            let sentence = passage.span.of(article);
            let letters: Vec<(usize, char)> = sentence.char_indices().filter(|(_, c)| !blank(*c)).collect();
            let wanted: String = letters.iter().map(|(_, c)| *c).collect();
            // Short scraps stand in menus too.
            let at = from + text.letters.get(from..)?.find(&wanted).filter(|_| wanted.len() >= 12)?;
            // A headline may stand in the page's head alone, or after the text: it moves nothing.
            if !passage.headline {
                from = at + wanted.len();
            }
            let mut byte = at;
            let found = letters.iter().map(|(offset, c)| {
                let own = (passage.span.start + offset, byte);
                byte += c.len_utf8();
                own
            });
            Some(found.collect())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Passage, Text, reference, splice};
    use crate::model::article::Span;

    const PAGE: &str = "<!doctype html><title>Fire in Kabul</title><script>if (a<b) '</p>'</script>\n<body><h1>Fire</h1>\n<!-- <p>no</p> --><P CLASS=\"a>b\">A fire in <b>Kabul</b> &mdash; the worst\n in years.</p>\n<p>Help came from <a href=x>Herat</a> and Ghazni.</p></body>";
    const ARTICLE: &str = "A fire in Kabul — the worst in years. Help came from Herat and Ghazni.";

    fn passage(sentence: &str, names: &[&str]) -> Passage {
        let at = |part: &str| {
            let start = ARTICLE.find(part).unwrap();
            Span::new(start, start + part.len())
        };
        Passage {
            span: at(sentence),
            headline: false,
            links: names.iter().map(|name| (at(name), format!("m-{}", name.to_lowercase()))).collect(),
            anchors: vec!["m-text-e1".into()],
        }
    }

    #[test]
    fn names_are_linked_and_nothing_else_changes() {
        let passages = [passage("A fire in Kabul — the worst in years.", &["Kabul"])];
        let done = splice(PAGE, ARTICLE, &passages, "<figure></figure>");
        assert_eq!((done.linked, done.missed), (1, 0));
        assert!(done.page.contains("<b><a class=\"dateline-mention\" href=\"#m-kabul\">Kabul</a></b>"));
        assert!(done.page.contains("in years.</p><figure></figure>\n<p>Help"));
        let undone = done
            .page
            .replace("<a class=\"dateline-mention\" href=\"#m-kabul\">Kabul</a>", "Kabul")
            .replace("<figure></figure>", "")
            .replace("<span id=\"m-text-e1\"></span>", "");
        assert_eq!(undone, PAGE);
    }

    #[test]
    fn links_never_stand_in_links_or_across_tags() {
        let passages = [passage("Help came from Herat and Ghazni.", &["Herat", "Ghazni"])];
        let done = splice(PAGE, ARTICLE, &passages, "");
        // The text of the link is not read, so the sentence does not match as a whole.
        assert_eq!((done.linked, done.missed), (0, 2));
        assert_eq!(done.page, PAGE);
    }

    #[test]
    fn scripts_comments_and_attributes_are_no_text() {
        let text = Text::of(PAGE);
        assert!(text.letters.starts_with("FireAfirein"), "{}", text.letters);
        assert_eq!(text.paragraphs.len(), 2);
        for broken in ["<", "<p", "<!--", "<a href='", "&#xffffffff;<", "</", "<script>", "&;", "<é>"] {
            let done = splice(broken, ARTICLE, &[], "F");
            assert_eq!(done.page.replace('F', ""), broken.replace('F', ""));
        }
    }

    #[test]
    fn references_are_decoded() {
        assert_eq!(reference("&mdash;x"), Some(('—', 7)));
        assert_eq!(reference("&#x41;"), Some(('A', 6)));
        assert_eq!(reference("&nothing;"), None);
        assert_eq!(reference("& b;"), None);
    }
}
