//! An event as one sentence gives it, before mentions of the same event are merged.

use crate::events::attach::Tied;
use crate::model::article::Span;
use crate::model::event::{EventDate, Figure, Party, Status};

/// One mention of an event.
#[derive(Debug, Clone)]
pub struct Draft<'a> {
    /// Index of its kind in the table.
    pub kind: usize,
    /// Index of its own label form in the lexicon.
    pub label: Option<usize>,
    /// The trigger is a plural noun.
    pub plural: bool,
    /// The words that gave it away.
    pub trigger: Span,
    /// Sentence of that trigger.
    pub sentence: usize,
    /// Block of that sentence.
    pub block: usize,
    /// Places, the surest first.
    pub places: Vec<Tied<'a>>,
    /// When, if the sentence says so.
    pub date: Option<EventDate>,
    /// Who.
    pub parties: Vec<Party>,
    /// How many.
    pub figures: Vec<Figure>,
    /// Whether it took place.
    pub status: Status,
    /// "the attack": points to something spoken of.
    pub definite: bool,
    /// "another attack": one more of the same.
    pub another: bool,
    /// What someone is charged with, as a trial or an arrest tells it.
    pub charge: bool,
    /// "It killed 40": the subject is an event told before.
    pub by_it: bool,
    /// In the passive, with nobody who did it.
    pub unclaimed: bool,
    /// People drowned.
    pub drowned: bool,
    /// A search, which tells less than what one searches after.
    pub search: bool,
    /// Something fell in.
    pub collapse: bool,
    /// Within quotation marks.
    pub quoted: bool,
    /// A habit, not an event.
    pub habit: bool,
    /// The words say that it crossed a border.
    pub cross_border: bool,
    /// It only says where and when the event told before took place.
    pub pointer: bool,
    /// A verb of the main clause tells it.
    pub main: bool,
    /// A verb in the simple past tells it ("was hit", not "has been hit" or "had been hit").
    pub simple_past: bool,
    /// Told as news in a sentence without a date ("has killed").
    pub recent: bool,
    /// The sentence speaks of fire.
    pub fire: bool,
    /// Dated more than two months before the document.
    pub past: bool,
    /// "in the same place": where the event of its kind told before was.
    pub same_place: bool,
    /// The sentence names no place of any sort.
    pub placeless: bool,
    /// Its place opens the sentence ("In X, ...").
    pub fronted: bool,
    /// The sentence names no place that things could be at.
    pub bare_sentence: bool,
    /// Probability of the trigger alone.
    pub weight: f32,
    /// Sentences that speak of it.
    pub evidence: Vec<usize>,
}
