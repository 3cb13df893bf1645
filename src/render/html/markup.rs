//! The one place where words become HTML: every text and attribute is cleaned and escaped here.

use crate::render::text::clean;

/// HTML that is being written; elements close in the order in which they were opened.
#[derive(Debug, Default)]
pub struct Markup {
    out: String,
    open: Vec<&'static str>,
}

/// Attributes of an element: names are ours, values may come from anywhere.
pub type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Markup {
    /// Opens an element. Attributes with an empty value are left out, except for `alt` and `hidden`.
    pub fn open(&mut self, tag: &'static str, attributes: Attributes<'_>) -> &mut Self {
        self.void(tag, attributes);
        self.open.push(tag);
        self
    }

    /// Writes an element that has no end.
    pub fn void(&mut self, tag: &'static str, attributes: Attributes<'_>) -> &mut Self {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            if value.is_empty() && !matches!(*name, "alt" | "hidden" | "open" | "checked") {
                continue;
            }
            self.out.push(' ');
            self.out.push_str(name);
            if !value.is_empty() {
                self.out.push_str("=\"");
                self.out.push_str(&escaped(value));
                self.out.push('"');
            }
        }
        self.out.push('>');
        self
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self) -> &mut Self {
        if let Some(tag) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(tag);
            self.out.push('>');
        }
        self
    }

    /// Writes words.
    pub fn text(&mut self, words: &str) -> &mut Self {
        self.out.push_str(&escaped(words));
        self
    }

    /// Writes an element that holds nothing but words.
    pub fn leaf(&mut self, tag: &'static str, attributes: Attributes<'_>, words: &str) -> &mut Self {
        self.open(tag, attributes).text(words).close()
    }

    /// Writes what is markup already: made by this writer, by the SVG writer, or our own style and script.
    pub fn markup(&mut self, made: &str) -> &mut Self {
        self.out.push_str(made);
        self
    }

    /// Starts a new line, for people who read the source.
    pub fn line(&mut self) -> &mut Self {
        self.out.push('\n');
        self
    }

    /// The HTML, with everything closed.
    #[must_use]
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }
}

/// Words that can stand in an element or in a quoted attribute.
#[must_use]
pub fn escaped(words: &str) -> String {
    let words = clean(words);
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Markup;

    #[test]
    fn nothing_leaves_its_element_or_attribute() {
        let mut html = Markup::default();
        html.open("p", &[("title", "\"><script>alert(1)</script>")])
            .text("</p><img src=x onerror=a>&\u{0}\u{202e}");
        assert_eq!(
            html.finish(),
            "<p title=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\">&lt;/p&gt;&lt;img src=x onerror=a&gt;&amp;</p>"
        );
    }

    #[test]
    fn everything_is_closed_in_order() {
        let mut html = Markup::default();
        html.open("ul", &[])
            .open("li", &[("class", "")])
            .leaf("b", &[], "x")
            .void("input", &[("hidden", "")]);
        assert_eq!(html.finish(), "<ul><li><b>x</b><input hidden></li></ul>");
    }
}
