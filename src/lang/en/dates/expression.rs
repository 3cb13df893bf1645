//! What a date in a text says, before it is joined to the calendar.

use crate::model::event::DateRelation;

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// A month.
    Month,
    /// A year.
    Year,
    /// Ten years.
    Decade,
}

/// Which third of a month, year or decade is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// All of it.
    #[default]
    Whole,
    /// "early".
    Early,
    /// "mid-".
    Middle,
    /// "late".
    Late,
}

/// A season, named by its number: 0 winter (December to February), 1 spring, 2 summer, 3 autumn; northern hemisphere.
pub type Season = u8;

/// Which one of a repeating thing is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The nearest that fits the tense.
    Nearest,
    /// "last", "past".
    Last,
    /// "this".
    This,
    /// "next", "coming".
    Next,
    /// "the previous", counted from the date spoken of last.
    Previous,
    /// "the following", counted from the date spoken of last.
    Following,
}

/// What an offset is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The date of the document.
    Document,
    /// The date that the text spoke of last.
    Last,
}

/// A date as the text gives it; a year is present where the text has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of each variant are what its comment names")]
pub enum Expression {
    /// A day of a month.
    Day { year: Option<i16>, month: i8, day: i8 },
    /// Days of one month or of two.
    Days { year: Option<i16>, from: (i8, i8), to: (i8, i8) },
    /// A month or a part of it.
    Month { year: Option<i16>, month: i8, part: Part, which: Which },
    /// Months of one year.
    Months { year: Option<i16>, from: i8, to: i8 },
    /// A season.
    Season { year: Option<i16>, season: Season, which: Which },
    /// A quarter, 1 to 4.
    Quarter { year: Option<i16>, quarter: i8 },
    /// A year or a part of it.
    Year { year: i16, part: Part },
    /// Years, both ends included.
    Years { from: i16, to: i16 },
    /// Ten years or a part of them.
    Decade { start: i16, part: Part },
    /// A hundred years or a part of them, by the first year.
    Century { start: i16, part: Part },
    /// A day of the week, Monday is 1.
    Weekday { weekday: i8, which: Which },
    /// So many units before or after an origin.
    Offset { count: i32, unit: Unit, origin: Origin },
    /// The whole unit that holds the origin, shifted by so many units.
    Unit { delta: i32, unit: Unit, origin: Origin, part: Part },
    /// The units up to the document date ("the past three days").
    Span { count: i32, unit: Unit },
}

/// A date found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// First token.
    pub first: usize,
    /// Token after the last.
    pub end: usize,
    /// What it says.
    pub expression: Expression,
    /// End of a range whose two ends differ in form ("from Monday to Oct. 9").
    pub until: Option<Expression>,
    /// How it bounds what it dates.
    pub relation: DateRelation,
    /// The words around it speak of what is to come.
    pub future: bool,
    /// "that year" follows: the year is that of the date spoken of last.
    pub same_year: bool,
    /// It dates a vote, a hearing or the like, which lies ahead as often as behind.
    pub nearest: bool,
}
