//! The date of publication as metadata and datelines write it.

use jiff::civil::Date;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The date a short string states in full; none if day, month or year is missing.
#[must_use]
pub fn parse(text: &str) -> Option<Date> {
    iso(text).or_else(|| words(text))
}

/// `2025-10-19`, alone or followed by a time; also `20251019`.
fn iso(text: &str) -> Option<Date> {
    let text = text.trim();
    let digits =
        |range: std::ops::Range<usize>| text.get(range).filter(|s| s.bytes().all(|b| b.is_ascii_digit()));
    let (year, month, day) = if text.get(4..5)? == "-" && text.get(7..8)? == "-" {
        (digits(0..4)?, digits(5..7)?, digits(8..10)?)
    } else {
        (digits(0..4)?, digits(4..6)?, digits(6..8)?)
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// `Oct. 19, 2025`, `19 October 2025`, `12 MARCH 86`.
fn words(text: &str) -> Option<Date> {
    let (mut month, mut numbers) = (None, Vec::new());
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        if let Some(m) = month_of(word) {
            month = month.or(Some(m));
        } else if let Ok(number) = word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<i16>() {
            numbers.push((number, word.len()));
        }
        if numbers.len() == 2 {
            break;
        }
    }
    let (&(first, _), &(second, digits)) = (numbers.first()?, numbers.get(1)?);
    let (day, year) = if first > 31 { (second, first) } else { (first, second) };
    // Two-digit years stand in old wire copy only.
    let year = if digits == 2 && (30..100).contains(&year) { 1900 + year } else { year };
    (1800..2200).contains(&year).then(|| Date::new(year, month?, i8::try_from(day).ok()?).ok()).flatten()
}

/// The month (1 to 12) that a word or abbreviation names.
#[must_use]
pub fn month_of(word: &str) -> Option<i8> {
    const FULL: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = word.to_ascii_lowercase();
    let index = MONTHS
        .iter()
        .zip(FULL)
        .position(|(short, full)| lower == *short || lower == full || (lower == "sept" && *short == "sep"))?;
    i8::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::parse;
    use jiff::civil::date;

    #[test]
    fn full_dates_are_read_and_parts_are_not() {
        assert_eq!(parse("2025-10-19T08:00:00Z"), Some(date(2025, 10, 19)));
        assert_eq!(parse("20251019"), Some(date(2025, 10, 19)));
        assert_eq!(parse("Sunday, Oct. 19th, 2025 at 4 p.m."), Some(date(2025, 10, 19)));
        assert_eq!(parse("12 MARCH 86"), Some(date(1986, 3, 12)));
        assert_eq!(parse("Oct. 19"), None);
        assert_eq!(parse("2025"), None);
        assert_eq!(parse("2025-13-40"), None);
    }
}
