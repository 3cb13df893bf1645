//! Features of a word for the tagger: the word, its neighbors, its run, the gazetteer, the document.

use crate::lang::lexicon::{Cues, WordClass};
use crate::mentions::memory::{BITS, Memory};
use crate::mentions::names::NameHit;
use crate::mentions::runs::{Layout, NONE};
use crate::mentions::tokens::{Case, Token};

/// So many features at the front hold the word itself; the trainer hides them at times, so that the context is learned.
pub const IDENTITY: usize = 4;

/// A document as the tagger sees it.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Names of the gazetteer.
    pub hits: &'a [NameHit],
    /// Runs and names by token.
    pub layout: &'a Layout,
    /// What the document says about its words.
    pub memory: &'a Memory,
}

/// What was decided before a token.
#[derive(Debug, Clone, Copy, Default)]
pub struct Past {
    /// Tag of the token before.
    pub last: u8,
    /// Tag of the token before that.
    pub second: u8,
    /// Most frequent tag of the same word so far in the document, plus one; 0 if it is new.
    pub history: u8,
}

const EDGE: u64 = 0x5bd1_e995;

struct Sink<'a> {
    rows: &'a mut Vec<u64>,
}

impl Sink<'_> {
    /// Adds the feature of template `template` with two values.
    fn add(&mut self, template: u64, a: u64, b: u64) {
        let mut x = (template.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ a).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x ^= x >> 31;
        x = (x ^ b).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^= x >> 30;
        x = x.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        x ^= x >> 32;
        self.rows.push(x);
    }
}

/// Writes the hashes of the features of token `i` to `rows`.
pub fn rows(view: &View<'_>, i: usize, past: Past, rows: &mut Vec<u64>) {
    rows.clear();
    let mut sink = Sink { rows };
    let near = Near::new(view, i);
    words(&near, &mut sink);
    spelling(view, i, &near, &mut sink);
    clusters(&near, &mut sink);
    gazetteer(view, i, &near, &mut sink);
    run(view, i, &near, &mut sink);
    document(view, i, &near, past, &mut sink);
}

/// The token and its neighbors within the sentence.
struct Near<'a> {
    around: [Option<&'a Token>; 7],
}

impl<'a> Near<'a> {
    fn new(view: &View<'a>, i: usize) -> Self {
        let sentence = view.tokens[i].sentence;
        let at = |offset: usize| {
            (i + offset).checked_sub(3).and_then(|k| view.tokens.get(k)).filter(|t| t.sentence == sentence)
        };
        Self { around: [at(0), at(1), at(2), at(3), at(4), at(5), at(6)] }
    }

    fn get(&self, offset: i32) -> Option<&'a Token> {
        self.around[usize::try_from(offset + 3).unwrap_or(0)]
    }

    fn word(&self, offset: i32) -> u64 {
        self.get(offset).map_or(EDGE, |t| t.hash)
    }

    fn cluster(&self, offset: i32) -> u64 {
        self.get(offset).map_or(300, |t| match (t.class.cluster, t.case) {
            (0, case) => 310 + case as u64,
            (cluster, _) => u64::from(cluster),
        })
    }

    fn shape(&self, offset: i32) -> u64 {
        self.get(offset).map_or(9, |t| t.case as u64)
    }

    fn cues(&self, offset: i32) -> Cues {
        self.get(offset).map_or(Cues(0), |t| t.cues)
    }

    fn flags(&self, offset: i32) -> u64 {
        self.get(offset).map_or(99, |t| u64::from(t.class.flags))
    }
}

fn words(near: &Near<'_>, sink: &mut Sink<'_>) {
    let word = |o| near.word(o);
    sink.add(1, word(0), 0);
    sink.add(6, word(-1), word(0));
    sink.add(7, word(0), word(1));
    sink.add(11, word(0), near.shape(0));
    sink.add(2, word(-1), 0);
    sink.add(3, word(1), 0);
    sink.add(4, word(-2), 0);
    sink.add(5, word(2), 0);
    sink.add(8, word(-1), word(1));
    sink.add(9, word(-2), word(-1));
    sink.add(10, word(1), word(2));
}

fn spelling(view: &View<'_>, i: usize, near: &Near<'_>, sink: &mut Sink<'_>) {
    let token = &view.tokens[i];
    let shape = near.shape(0);
    sink.add(20, shape, u64::from(token.first) | u64::from(token.loud) << 1);
    sink.add(21, near.shape(-1) * 16 + shape, near.shape(1));
    sink.add(22, near.shape(-1) * 16 + shape, near.word(-1));
    let word = token.span.of(view.text);
    let mut lower = [0u64; 24];
    let mut length = 0;
    for c in word.chars().filter(|c| *c != '.').flat_map(char::to_lowercase).take(24) {
        lower[length] = c as u64;
        length += 1;
    }
    let letters = &lower[..length];
    let pack = |part: &[u64]| part.iter().fold(17u64, |h, c| h.wrapping_mul(0x0100_0000_01b3) ^ c);
    for n in [2, 3, 4] {
        if length > n {
            sink.add(23 + n as u64, pack(&letters[length - n..]), u64::from(token.first));
        }
    }
    if length > 3 {
        sink.add(30, pack(&letters[..3]), 0);
    }
    sink.add(31, length.min(10) as u64, shape);
    sink.add(32, near.flags(0), u64::from(token.first) | u64::from(token.loud) << 1);
    sink.add(33, near.flags(0), near.flags(1) * 16 + near.shape(1));
    sink.add(34, near.flags(0), near.flags(-1) * 16 + near.shape(-1));
}

fn clusters(near: &Near<'_>, sink: &mut Sink<'_>) {
    let cluster = |o| near.cluster(o);
    sink.add(40, cluster(0), near.shape(0));
    sink.add(41, cluster(-1), near.shape(-1));
    sink.add(42, cluster(1), near.shape(1));
    sink.add(43, cluster(-2), 0);
    sink.add(44, cluster(2), 0);
    sink.add(45, cluster(-1), cluster(0));
    sink.add(46, cluster(0), cluster(1));
    sink.add(47, cluster(-1), cluster(1));
    sink.add(48, cluster(-3), 0);
    sink.add(49, cluster(3), 0);
    sink.add(50, cluster(-2), cluster(-1));
    sink.add(51, cluster(1), cluster(2));
    for offset in -2..=2 {
        let mut cues = near.cues(offset).0;
        let shape = near.shape(offset);
        while cues != 0 {
            sink.add(60 + (offset + 2) as u64, u64::from(cues.trailing_zeros()), shape);
            cues &= cues - 1;
        }
    }
}

/// What the gazetteer says of the token at `offset`.
fn hit_class(view: &View<'_>, i: usize, offset: i32) -> u64 {
    let Some(at) = i.checked_add_signed(offset as isize).filter(|k| *k < view.tokens.len()) else { return 0 };
    let index = view.layout.hit_of[at];
    if index == NONE || view.tokens[at].sentence != view.tokens[i].sentence {
        return 0;
    }
    let hit = &view.hits[index as usize];
    1 + u64::from(hit.traits) * 8 + weight_class(hit.weight)
}

fn weight_class(weight: f32) -> u64 {
    const STEPS: [f32; 5] = [0.15, 0.3, 0.45, 0.6, 0.8];
    STEPS.iter().filter(|s| weight >= **s).count() as u64
}

fn gazetteer(view: &View<'_>, i: usize, near: &Near<'_>, sink: &mut Sink<'_>) {
    let class = hit_class(view, i, 0);
    let position = match view.layout.hit_of[i] {
        NONE => 0,
        index => {
            let hit = &view.hits[index as usize];
            1 + u64::from(i == hit.start) + 2 * u64::from(i + 1 == hit.end)
        }
    };
    sink.add(70, class, position);
    sink.add(71, class, near.word(-1));
    sink.add(72, class, near.word(1));
    sink.add(73, class, near.cluster(-1));
    sink.add(74, class, near.cluster(1));
    sink.add(75, class, near.flags(0) * 4 + u64::from(view.tokens[i].first));
    sink.add(76, hit_class(view, i, -1), position);
    sink.add(77, hit_class(view, i, 1), position);
    sink.add(78, hit_class(view, i, -2), near.word(-1));
    sink.add(79, hit_class(view, i, 2), near.word(1));
    sink.add(80, class, near.cluster(0));
    if let Some(hit) = view.hits.get(view.layout.hit_of[i] as usize) {
        let sentence = view.tokens[i].sentence;
        let outer = |k: Option<usize>| k.and_then(|k| view.tokens.get(k)).filter(|t| t.sentence == sentence);
        let before = outer(hit.start.checked_sub(1));
        let after = outer(Some(hit.end));
        let word = |t: Option<&Token>| t.map_or(EDGE, |t| t.hash);
        let shape = |t: Option<&Token>| t.map_or(9, |t| t.case as u64);
        sink.add(81, word(before), shape(after));
        sink.add(82, word(after), shape(before));
        sink.add(83, word(before), word(after));
        sink.add(
            84,
            (hit.end - hit.start).min(4) as u64 * 16 + weight_class(hit.weight),
            shape(before) * 16 + shape(after),
        );
    }
}

fn run(view: &View<'_>, i: usize, near: &Near<'_>, sink: &mut Sink<'_>) {
    let index = view.layout.run_of[i];
    if index == NONE {
        return;
    }
    let (start, end) = view.layout.runs[index as usize];
    let tokens = &view.tokens[start..end];
    let length = (end - start).min(6) as u64;
    let position = (i - start).min(3) as u64 * 4 + (end - 1 - i).min(3) as u64;
    let sentence = view.tokens[i].sentence;
    let outer = |k: Option<usize>| k.and_then(|k| view.tokens.get(k)).filter(|t| t.sentence == sentence);
    let before = outer(start.checked_sub(1));
    let after = outer(Some(end));
    let word = |t: Option<&Token>| t.map_or(EDGE, |t| t.hash);
    let cluster = |t: Option<&Token>| t.map_or(300, |t| u64::from(t.class.cluster));
    sink.add(90, length, position);
    sink.add(91, tokens[tokens.len() - 1].hash, position & 3);
    sink.add(92, tokens[0].hash, position >> 2);
    sink.add(93, word(before), position);
    sink.add(94, word(after), position);
    sink.add(95, cluster(before), length.min(3));
    sink.add(96, cluster(after), length.min(3));
    sink.add(97, u64::from(tokens[tokens.len() - 1].class.cluster), length);
    let mut cues = tokens.iter().filter(|t| t.is_capital()).fold(0, |all, t| all | t.cues.0);
    while cues != 0 {
        sink.add(98, u64::from(cues.trailing_zeros()), position);
        cues &= cues - 1;
    }
    let persons = tokens[0].class.flags & (WordClass::GIVEN | WordClass::DICTIONARY);
    let last = tokens[tokens.len() - 1].class.flags & (WordClass::SURNAME | WordClass::DICTIONARY);
    sink.add(99, u64::from(persons) * 32 + u64::from(last), length * 16 + position);
    sink.add(100, hit_class(view, i, 0), length * 16 + position);
    let initial = tokens.iter().any(|t| t.case == Case::Initial);
    sink.add(101, u64::from(initial), length * 4 + near.shape(0));
}

fn document(view: &View<'_>, i: usize, near: &Near<'_>, past: Past, sink: &mut Sink<'_>) {
    let token = &view.tokens[i];
    let bits = view.memory.get(&token.hash).copied().unwrap_or(0);
    for bit in (0..BITS).filter(|bit| bits >> bit & 1 == 1) {
        sink.add(110, u64::from(bit), near.shape(0));
    }
    sink.add(111, u64::from(bits), u64::from(token.first));
    sink.add(112, u64::from(past.last), near.word(0));
    sink.add(113, u64::from(past.last) * 8 + u64::from(past.second), near.shape(0));
    sink.add(114, u64::from(past.last), near.cluster(0));
    sink.add(115, u64::from(past.history), u64::from(past.last));
    sink.add(116, u64::from(past.last), near.word(-1));
    sink.add(117, u64::from(past.last), hit_class(view, i, 0));
}
