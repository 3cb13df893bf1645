//! Dates as a newspaper prints them.

use jiff::civil::Date;

use crate::model::event::{DateRelation, EventDate, Precision};

/// Months in AP style.
const MONTHS: [&str; 12] =
    ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];

/// A date in words: "Oct. 9", "Oct. 9-11", "before May 2025", "since 2021".
///
/// The year of a day is left out if it is the year of the document; where no year is known, none is given.
/// Empty where the article gives no words for the date, only that it is of the days before the document.
#[must_use]
pub fn display_date(date: &EventDate, document: Option<Date>) -> String {
    if !date.is_stated() {
        return String::new();
    }
    let body = match date.start.zip(date.end) {
        Some((start, end)) => known(start, end, date.precision, document.map(Date::year)),
        None => match (date.month, date.day) {
            (Some(month), Some(day)) => format!("{} {day}", month_name(month)),
            (Some(month), None) => full_month(month).to_owned(),
            _ => String::new(),
        },
    };
    if body.is_empty() {
        return body;
    }
    match date.relation {
        DateRelation::On => body,
        DateRelation::Before => format!("before {body}"),
        DateRelation::After => format!("after {body}"),
        DateRelation::From => format!("since {body}"),
        DateRelation::Until => format!("until {body}"),
    }
}

/// A day in words, with its year: "Oct. 24, 2025".
#[must_use]
pub fn display_day(day: Date) -> String {
    days(day, day, None)
}

/// A day on an axis, without its year: "Oct. 24".
#[must_use]
pub fn axis_day(day: Date) -> String {
    days(day, day, Some(day.year()))
}

/// A month on an axis, with its year only in January: "Oct.", "Jan. 2026".
#[must_use]
pub fn axis_month(day: Date) -> String {
    let name = month_name(day.month());
    if day.month() == 1 { format!("{name} {}", day.year()) } else { name.to_owned() }
}

fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|i| MONTHS.get(i)).copied().unwrap_or("")
}

/// A month that stands alone is written out.
fn full_month(month: i8) -> &'static str {
    match month {
        1 => "January",
        2 => "February",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        12 => "December",
        other => month_name(other),
    }
}

fn known(start: Date, end: Date, precision: Precision, this_year: Option<i16>) -> String {
    match precision {
        Precision::Year | Precision::Decade if is_whole_years(start, end) => {
            spell_years(start.year(), end.year())
        }
        Precision::Month | Precision::Season if is_whole_months(start, end) => months(start, end),
        _ => days(start, end, this_year),
    }
}

fn is_whole_years(start: Date, end: Date) -> bool {
    start == start.first_of_year() && end == end.last_of_year()
}

fn is_whole_months(start: Date, end: Date) -> bool {
    start.day() == 1 && end == end.last_of_month()
}

fn spell_years(from: i16, to: i16) -> String {
    match to - from {
        0 => from.to_string(),
        9 if from % 10 == 0 => format!("{from}s"),
        _ => format!("{from}-{to}"),
    }
}

fn months(start: Date, end: Date) -> String {
    let year = end.year();
    if (start.year(), start.month()) == (year, end.month()) {
        return format!("{} {year}", full_month(end.month()));
    }
    let season = match (start.month(), end.month()) {
        (12, 2) => Some("winter"),
        (3, 5) => Some("spring"),
        (6, 8) => Some("summer"),
        (9, 11) => Some("autumn"),
        _ => None,
    };
    match season {
        Some("winter") => format!("winter {}-{:02}", start.year(), year.rem_euclid(100)),
        Some(name) => format!("{name} {year}"),
        None if start.year() == year => {
            format!("{}-{} {year}", full_month(start.month()), full_month(end.month()))
        }
        None => format!("{} {}-{} {year}", full_month(start.month()), start.year(), full_month(end.month())),
    }
}

fn days(start: Date, end: Date, this_year: Option<i16>) -> String {
    let year = |d: Date| if this_year == Some(d.year()) { String::new() } else { format!(", {}", d.year()) };
    let from = format!("{} {}", month_name(start.month()), start.day());
    if start == end {
        return from + &year(start);
    }
    if start.year() != end.year() {
        return format!("{from}, {}-{} {}, {}", start.year(), month_name(end.month()), end.day(), end.year());
    }
    if start.month() == end.month() {
        return format!("{from}-{}{}", end.day(), year(end));
    }
    format!("{from}-{} {}{}", month_name(end.month()), end.day(), year(end))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::display_date;
    use crate::model::event::{DateRelation, EventDate, Precision};

    fn shown(start: Date, end: Date, precision: Precision, relation: DateRelation) -> String {
        let date = EventDate {
            start: Some(start),
            end: Some(end),
            month: None,
            day: None,
            precision,
            relation,
            inferred: false,
            span: None,
        };
        display_date(&date, Some(date_of_document()))
    }

    fn date_of_document() -> Date {
        date(2025, 10, 24)
    }

    #[test]
    fn days_leave_out_the_year_of_the_document() {
        let on = DateRelation::On;
        assert_eq!(shown(date(2025, 10, 9), date(2025, 10, 9), Precision::Day, on), "Oct. 9");
        assert_eq!(shown(date(2024, 3, 9), date(2024, 3, 9), Precision::Day, on), "March 9, 2024");
        assert_eq!(shown(date(2025, 10, 9), date(2025, 10, 11), Precision::Week, on), "Oct. 9-11");
        assert_eq!(shown(date(2025, 9, 29), date(2025, 10, 5), Precision::Week, on), "Sept. 29-Oct. 5");
    }

    #[test]
    fn coarse_dates_stay_coarse() {
        let may = (date(2025, 5, 1), date(2025, 5, 31));
        assert_eq!(shown(may.0, may.1, Precision::Month, DateRelation::Before), "before May 2025");
        let year = (date(2021, 1, 1), date(2021, 12, 31));
        assert_eq!(shown(year.0, year.1, Precision::Year, DateRelation::From), "since 2021");
        assert_eq!(
            shown(date(2021, 6, 1), date(2021, 8, 31), Precision::Season, DateRelation::On),
            "summer 2021"
        );
        assert_eq!(shown(date(1990, 1, 1), date(1999, 12, 31), Precision::Decade, DateRelation::On), "1990s");
    }

    #[test]
    fn no_year_is_made_up() {
        let date = EventDate {
            start: None,
            end: None,
            month: Some(10),
            day: Some(9),
            precision: Precision::Day,
            relation: DateRelation::On,
            inferred: false,
            span: None,
        };
        assert_eq!(display_date(&date, None), "Oct. 9");
    }
}
