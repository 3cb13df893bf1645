//! Bytes to text: encodings, binary input, control characters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

use crate::diagnostic::{Error, ErrorKind, Result};

/// How many bytes at the start decide encoding and binary input.
const PROBE: usize = 64 << 10;

/// Decodes the bytes of a text file, whatever its encoding.
///
/// # Errors
/// If the bytes are not text.
pub fn decode(bytes: &[u8]) -> Result<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned());
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(encoding.decode_without_bom_handling(bytes).0.into_owned());
    }
    if is_binary(bytes) {
        return Err(Error::new(ErrorKind::Input, "the input is not text but binary data")
            .with_hint("give an article as .txt, .md, .html, .json or .jsonl"));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let encoding = declared(bytes).unwrap_or_else(|| guess(bytes));
    Ok(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// UTF-16 betrays itself in Latin text: every other byte is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(PROBE) & !1];
    if head.len() < 8 {
        return None;
    }
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    if odd * 10 > pairs * 7 && even * 20 < pairs {
        Some(encoding_rs::UTF_16LE)
    } else if even * 10 > pairs * 7 && odd * 20 < pairs {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

/// Text has few control characters, a binary file many of them.
fn is_binary(bytes: &[u8]) -> bool {
    const SIGNS: [&[u8]; 7] =
        [b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"{\\rtf"];
    if SIGNS.iter().any(|sign| bytes.starts_with(sign)) {
        return true;
    }
    let head = &bytes[..bytes.len().min(PROBE)];
    let odd = head.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)).count();
    odd * 50 > head.len().max(50)
}

/// The encoding a web page or XML file declares in its first bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let at = head.find("charset=").map(|i| i + 8).or_else(|| head.find("encoding=").map(|i| i + 9))?;
    let label: String = head[at..]
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != UTF_8)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Whether a character has no business in an article: controls, bidi overrides, noncharacters.
#[must_use]
pub const fn is_unwanted(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{fff9}'..='\u{fffb}')
}

/// The text without unwanted characters, with line feeds as the only line ends.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\u{2028}' | '\u{c}' | '\u{b}' | '\u{85}' => out.push('\n'),
            '\u{2029}' => out.push_str("\n\n"),
            c if is_unwanted(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// The text with each unwanted character turned into a space, so that offsets stay what they were.
#[must_use]
pub fn clean_in_place(text: &str) -> String {
    text.chars().map(|c| if is_unwanted(c) { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::{clean, clean_in_place, decode};

    #[test]
    fn common_encodings_are_read() {
        assert_eq!(decode("Zürich".as_bytes()).unwrap(), "Zürich");
        assert_eq!(decode(b"\xef\xbb\xbfKabul").unwrap(), "Kabul");
        let utf16: Vec<u8> = "Kabul fell".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16).unwrap(), "Kabul fell");
        assert_eq!(
            decode(b"Die Stra\xdfe nach Z\xfcrich ist f\xfcr Stunden gesperrt").unwrap(),
            "Die Straße nach Zürich ist für Stunden gesperrt"
        );
        assert_eq!(
            decode(b"<meta charset=\"iso-8859-2\">\xa3\xf3d\xbc").unwrap(),
            "<meta charset=\"iso-8859-2\">Łódź"
        );
    }

    #[test]
    fn controls_and_overrides_vanish() {
        assert_eq!(clean("a\0b\u{202e}c\r\nd\re"), "abc\nd\ne");
        assert_eq!(clean_in_place("a\0b\u{202e}c\r\n").chars().count(), 7);
    }
}
