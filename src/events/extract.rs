//! Article and resolved places in, events out: the order of the steps.

use crate::events::attach::{Tied, places};
use crate::events::border::{self, named_borders, run_along_lines};
use crate::events::capital::{self, Capitals};
use crate::events::draft::Draft;
use crate::events::figure::figures;
use crate::events::infer::infer;
use crate::events::kinds::{Group, KINDS, Kind};
use crate::events::label::label;
use crate::events::lexicon::{Entry, Lexicon, Part, english};
use crate::events::merge::{fold_bare, merge};
use crate::events::party::parties;
use crate::events::sentence::{Link, Sentence};
use crate::events::status::{is_habit, status};
use crate::events::trigger::{Hit, hits, specificity};
use crate::events::when::{date_of, is_dateline, resolve_all};
use crate::lang::en::events::{is_another, is_definite, is_occurring, is_pointer};
use crate::lang::tokens::{Token, tokenize};
use crate::model::article::{Article, BlockKind};
use crate::model::event::{
    DateRelation, Event, EventDate, EventPlace, FigureKind, PlaceRole, Precision, Status,
};
use crate::model::mention::Resolution;
use crate::model::place::{Place, PlaceKind};

/// Tokens of a sentence that are read; a longer one is no sentence but a table or an attack on our time.
const MAX_TOKENS: usize = 300;

/// Looks up the capital of a country by its ISO 3166-1 alpha-2 code.
pub type CapitalOf<'a> = &'a dyn Fn(&str) -> Option<Place>;

/// What the caller may decide.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// Also give events that are words only: threats, demands, condemnations.
    pub statements: bool,
    /// Also give likely places that no words state: that of the event told before, that of the dateline.
    pub infer_places: bool,
    /// Where to find capitals that the article does not name.
    pub capital: Option<CapitalOf<'a>>,
}

/// The events of an article, in order of the text.
#[must_use]
pub fn extract(article: &Article, resolutions: &[Resolution]) -> Vec<Event> {
    extract_with(article, resolutions, Options::default())
}

/// The events of an article, in order of the text, with options.
#[must_use]
pub fn extract_with(article: &Article, resolutions: &[Resolution], options: Options<'_>) -> Vec<Event> {
    let lexicon = english();
    let lower = article.text.to_ascii_lowercase();
    let capitals = capitals(article, resolutions, options);
    let borders = named_borders(&article.text, resolutions);
    let tokens = tokens(article);
    let mut last = None;
    let mut running: Option<(usize, EventDate)> = None;
    let mut drafts = Vec::new();
    for (index, own) in tokens.iter().enumerate() {
        let within: Vec<&Resolution> = resolutions.iter().filter(|r| r.mention.sentence == index).collect();
        let mut sentence = Sentence::new(article, &lower, own, index, &within, lexicon);
        border::add(&mut sentence, &borders);
        capital::add(&mut sentence, &capitals);
        let new = of_sentence(article, &sentence, lexicon, &mut last, options);
        let mut new = new;
        carry_date(&mut new, &mut running);
        if let Some(day) = day_of(&sentence, last, article.date) {
            running = Some((sentence.block, day));
        }
        let before = drafts.last().map(|d: &Draft<'_>| d.kind).filter(|_| new.is_empty());
        drafts.extend(new);
        drafts.extend(before.and_then(|kind| pointer(article, &sentence, kind, &mut last)));
    }
    let mut drafts = merge(drafts);
    run_along_lines(&mut drafts, resolutions, &borders);
    if options.infer_places {
        infer(&mut drafts, capitals.here.as_ref());
    }
    drafts.retain(|d| !is_idle(d));
    let mut drafts = fold_bare(drafts);
    for draft in &mut drafts {
        draft.places.sort_by_key(grain);
    }
    drafts.into_iter().enumerate().map(|(i, d)| event(article, d, i, lexicon)).collect()
}

fn tokens(article: &Article) -> Vec<Vec<Token>> {
    article
        .sentences
        .iter()
        .map(|s| {
            let mut out = Vec::new();
            tokenize(&article.text, s.span, &mut out);
            out.truncate(MAX_TOKENS);
            out
        })
        .collect()
}

/// Capitals of the countries that the article names, and the place of its dateline.
fn capitals(article: &Article, resolutions: &[Resolution], options: Options<'_>) -> Capitals {
    let mut out = Capitals::default();
    for place in resolutions.iter().filter_map(|r| r.place.as_ref()) {
        let country = &place.country;
        if country.is_empty() || out.by_country.iter().any(|(c, _)| c == country) {
            continue;
        }
        let named = resolutions
            .iter()
            .filter_map(|r| r.place.as_ref())
            .find(|p| p.is_capital() && p.country == *country);
        if let Some(capital) = named.cloned().or_else(|| options.capital.and_then(|find| find(country))) {
            out.by_country.push((country.clone(), capital));
        }
    }
    let dateline = article.dateline;
    out.here = resolutions
        .iter()
        .find(|r| dateline.is_some_and(|d| d.contains(r.mention.span)))
        .and_then(|r| r.place.clone())
        .filter(|p| p.kind == PlaceKind::Settlement);
    out
}

fn of_sentence<'a>(
    article: &Article,
    s: &Sentence<'a>,
    lexicon: &Lexicon,
    last: &mut Option<(jiff::civil::Date, jiff::civil::Date)>,
    options: Options<'_>,
) -> Vec<Draft<'a>> {
    let dates = resolve_all(s, article.date, last);
    let mut found = hits(s, lexicon);
    if !options.statements {
        found.retain(|h| KINDS.get(h.kind()).is_some_and(Kind::is_drawn));
    }
    let groups = group(s, &found);
    let mut drafts: Vec<Draft<'a>> = Vec::with_capacity(groups.len());
    let mut at: Vec<usize> = Vec::new();
    for members in &groups {
        let Some(draft) = of_group(article, s, members, &found, &dates) else { continue };
        at.push(members.first().map_or(0, |h| h.first));
        drafts.push(draft);
    }
    give_figures(s, &mut drafts, &at);
    drafts
}

/// The recent day that a sentence names last, if it names one.
fn day_of(
    s: &Sentence<'_>,
    last: Option<(jiff::civil::Date, jiff::civil::Date)>,
    document: Option<jiff::civil::Date>,
) -> Option<EventDate> {
    let told = s.dates.last().is_some_and(|d| !is_dateline(s, d.end));
    let (start, end) = last.filter(|(a, b)| a == b && told)?;
    let recent = document?.checked_sub(jiff::Span::new().days(31)).is_ok_and(|old| start >= old);
    let future = document.is_some_and(|d| start > d);
    (recent && !future).then_some(EventDate {
        start: Some(start),
        end: Some(end),
        month: None,
        day: None,
        precision: Precision::Day,
        relation: DateRelation::On,
        inferred: true,
        span: None,
    })
}

/// Within a paragraph the story stays on its day until another date is named.
fn carry_date(new: &mut [Draft<'_>], running: &mut Option<(usize, EventDate)>) {
    for draft in new {
        match (&draft.date, running.as_ref()) {
            (Some(date), _) => {
                let exact = date.precision == Precision::Day && date.relation == DateRelation::On;
                *running = (exact && draft.main).then(|| (draft.block, date.clone()));
            }
            (None, Some((block, date)))
                if *block == draft.block
                    && draft.main
                    && draft.status == Status::Happened
                    && !draft.habit
                    && !draft.quoted =>
            {
                draft.date = Some(EventDate { inferred: true, ..date.clone() });
            }
            _ => {}
        }
    }
}

/// "The incident took place in X": gives the event told before its place and date.
fn pointer<'a>(
    article: &Article,
    s: &Sentence<'a>,
    kind: usize,
    last: &mut Option<(jiff::civil::Date, jiff::civil::Date)>,
) -> Option<Draft<'a>> {
    let verb = (1..s.w.len().min(24))
        .find(|i| is_occurring(s.w.low(*i)) && (s.w.low(*i) != "took" || s.w.low(i + 1) == "place"))?;
    let subject = (verb.saturating_sub(8)..verb).any(|i| is_pointer(s.w.low(i)));
    let entry =
        Entry { words: Vec::new(), kind, part: Part::Noun { plural: false }, guard: None, label: None };
    let end = verb + 1 + usize::from(s.w.low(verb) == "took");
    let hit = Hit { first: verb, end, entry: &entry, verb: false, passive: false };
    let dates = resolve_all(s, article.date, last);
    let draft = of_group(article, s, &[hit], &[hit], &dates).filter(|_| subject)?;
    Some(Draft { definite: true, another: false, pointer: true, status: Status::Happened, ..draft })
}

/// Puts the hits of one happening together: the same kind in a clause, and vague ones with a specific one.
fn group<'h>(s: &Sentence<'_>, found: &[Hit<'h>]) -> Vec<Vec<Hit<'h>>> {
    let mut out: Vec<Vec<Hit<'h>>> = Vec::new();
    for hit in found {
        let clause = s.clause_of(hit.first);
        let home = out.iter_mut().find(|g| {
            g.first().is_some_and(|head| {
                let home = s.clause_of(head.first);
                let joined = match s.link_of(hit.first) {
                    _ if home == clause => true,
                    Link::Beside => s.link_of(head.first) != Link::After,
                    Link::After => home + 1 == clause && is_toll(head) && is_cause(hit),
                    Link::Relative => home + 1 == clause && (is_toll(hit) || is_toll(head)),
                    _ => false,
                };
                joined && belongs(head.kind(), hit.kind())
            })
        });
        match home {
            Some(members) => members.push(*hit),
            None => out.push(vec![*hit]),
        }
    }
    for members in &mut out {
        members.sort_by_key(|h| (std::cmp::Reverse(specificity(h.kind())), h.first));
    }
    out
}

/// A verb of killing, which counts the dead of something else.
fn is_toll(hit: &Hit<'_>) -> bool {
    KINDS.get(hit.kind()).is_some_and(|k| k.key == "killing")
}

/// What people die of.
fn is_cause(hit: &Hit<'_>) -> bool {
    KINDS
        .get(hit.kind())
        .is_some_and(|k| matches!(k.group, Group::Nature | Group::Accident | Group::Violence))
}

fn belongs(a: usize, b: usize) -> bool {
    let (Some(x), Some(y)) = (KINDS.get(a), KINDS.get(b)) else { return false };
    let harm = |k: &Kind| {
        matches!(k.group, Group::Violence | Group::Accident) && k.key != "abduction" || k.key == "mob"
    };
    let unrest = |k: &Kind| k.group == Group::Unrest;
    let order = |k: &Kind| matches!(k.key, "arrest" | "trial" | "weapons-seizure");
    a == b
        || (harm(x) && harm(y) && (specificity(a) < 6 || specificity(b) < 6))
        || (x.group == Group::Nature && y.group == Group::Nature && (x.key != y.key))
        || (x.group == Group::Nature && matches!(y.key, "killing" | "accident"))
        || (y.group == Group::Nature && matches!(x.key, "killing" | "accident"))
        || (unrest(x) && unrest(y))
        || matches!((x.key, y.key), ("coup", "capture") | ("capture", "coup"))
        || (order(x) && order(y) && x.key == y.key)
        || (x.key == "ceasefire" && matches!(y.key, "agreement" | "talks"))
        || (y.key == "ceasefire" && matches!(x.key, "agreement" | "talks"))
        || matches!(
            (x.key, y.key),
            ("agreement", "talks") | ("talks", "agreement") | ("agreement", "aid") | ("aid", "agreement")
        )
}

fn of_group<'a>(
    article: &Article,
    s: &Sentence<'a>,
    members: &[Hit<'_>],
    all: &[Hit<'_>],
    dates: &[Option<EventDate>],
) -> Option<Draft<'a>> {
    let across = |h: &&Hit<'_>| {
        let border = (h.first.saturating_sub(2)..h.first).any(|i| s.w.low(i) == "cross-border");
        border && KINDS.get(h.kind()).is_some_and(|k| k.key == "clash")
    };
    let head = members.iter().find(across).or_else(|| members.first()).copied()?;
    let others: Vec<Hit<'_>> =
        all.iter().copied().filter(|h| !members.iter().any(|m| m.first == h.first)).collect();
    let mut tied: Vec<Tied<'a>> = Vec::new();
    for hit in members {
        let here = places(s, hit, &others);
        if tied.is_empty() {
            tied = here;
        } else {
            for t in here {
                if !tied.iter().any(|k| k.spot.first == t.spot.first)
                    && tied.iter().all(|k| k.confidence >= t.confidence * 0.9)
                    && t.role == PlaceRole::At
                {
                    tied.push(t);
                }
            }
        }
    }
    tied.sort_by_key(|t| (grain(t), t.spot.first));
    let found = || members.iter().filter_map(|h| date_of(s, dates, h, &others));
    let date = found().find(|d| d.relation == DateRelation::On).or_else(|| found().next());
    let main = members.iter().any(|h| h.verb && s.link_of(h.first) == Link::Main);
    let is_headline = article.blocks.get(s.block).is_some_and(|b| b.kind == BlockKind::Headline);
    let before = head.first.checked_sub(1);
    let definite = !head.verb && (head.first.saturating_sub(2)..head.first).any(|i| is_definite(s.w.low(i)));
    let another = !head.verb && (head.first.saturating_sub(3)..head.first).any(|i| is_another(s.w.low(i)));
    let words = || (head.first.saturating_sub(3)..(head.end + 3).min(s.w.len())).map(|i| s.w.low(i));
    let mut status = members.iter().map(|h| status(s, h)).fold(Status::Happened, worse);
    if let (Some(document), Some(date)) = (article.date, &date) {
        status = by_date(status, date, document);
    }
    let mut draft = Draft {
        kind: head.kind(),
        label: head.entry.label,
        plural: head.plural(),
        trigger: s.w.span(head.first, head.end),
        sentence: s.index,
        block: s.block,
        places: tied,
        date,
        parties: parties(s, &head),
        figures: Vec::new(),
        status,
        definite,
        another,
        quoted: s.is_quoted(head.first),
        habit: is_habit(s, &head),
        pointer: false,
        main,
        cross_border: words().any(|w| matches!(w, "cross-border" | "border" | "frontier")),
        weight: if head.entry.guard.is_some() { 0.7 } else { 0.8 },
        evidence: vec![s.index],
    };
    if is_headline {
        draft.weight += 0.05;
    }
    if before.is_some_and(|b| s.w.low(b) == "-") {
        draft.weight -= 0.1;
    }
    Some(draft)
}

/// Finer places first.
fn grain(tied: &Tied<'_>) -> u8 {
    match tied.spot.place.kind {
        PlaceKind::Country | PlaceKind::Dependency => 3,
        PlaceKind::Continent | PlaceKind::Group => 4,
        PlaceKind::Admin1 | PlaceKind::Region => 2,
        PlaceKind::Admin2 => 1,
        _ => 0,
    }
}

fn worse(a: Status, b: Status) -> Status {
    if a == Status::Happened { b } else { a }
}

/// A date after the document makes a plan, one long before it history.
fn by_date(status: Status, date: &EventDate, document: jiff::civil::Date) -> Status {
    let old = document.checked_sub(jiff::Span::new().days(366)).unwrap_or(document);
    match status {
        Status::Happened | Status::Ongoing if date.start.is_some_and(|d| d > document) => Status::Planned,
        Status::Happened | Status::Ongoing if date.end.is_some_and(|d| d < old) => Status::Historical,
        Status::Planned if date.end.is_some_and(|d| d < document) && date.relation == DateRelation::On => {
            Status::Happened
        }
        other => other,
    }
}

/// Hands each figure to the draft it fits, by kind and distance.
fn give_figures(s: &Sentence<'_>, drafts: &mut [Draft<'_>], at: &[usize]) {
    for placed in figures(s) {
        let clause = s.clause_of(placed.token);
        let best = (0..drafts.len())
            .filter(|i| fits(drafts[*i].kind, placed.figure.kind))
            .min_by_key(|i| (s.clause_of(at[*i]) != clause, at[*i].abs_diff(placed.token)));
        if let Some(i) = best {
            drafts[i].figures.push(placed.figure);
        }
    }
}

fn fits(kind: usize, figure: FigureKind) -> bool {
    let Some(kind) = KINDS.get(kind) else { return false };
    match figure {
        FigureKind::Dead | FigureKind::Injured | FigureKind::Missing => {
            matches!(kind.group, Group::Violence | Group::Nature | Group::Accident | Group::Unrest)
                || matches!(kind.key, "capture" | "coup" | "destruction" | "explosion")
        }
        FigureKind::Displaced => !matches!(kind.group, Group::Politics | Group::Statement),
        FigureKind::Arrested => matches!(
            kind.key,
            "arrest"
                | "abduction"
                | "protest"
                | "riot"
                | "dispersal"
                | "crackdown"
                | "weapons-seizure"
                | "crime"
                | "coup"
        ),
        FigureKind::Magnitude => kind.key == "earthquake",
        _ => false,
    }
}

/// Mentions that say nothing of their own: habits and wishes without place and date.
fn is_idle(d: &Draft<'_>) -> bool {
    let bare = d.places.is_empty() && d.date.is_none() && d.figures.is_empty();
    let single = d.figures.is_empty() && d.evidence.len() < 2;
    let unreal = match d.status {
        Status::Hypothetical => single,
        Status::Denied => single && d.date.is_none(),
        _ => false,
    };
    bare && (d.habit || d.quoted) || unreal
}

fn event(article: &Article, draft: Draft<'_>, index: usize, lexicon: &Lexicon) -> Event {
    let kind = KINDS.get(draft.kind);
    let news = is_news(article, &draft);
    let importance = importance(article, &draft, news);
    let label = label(&draft, lexicon, &article.text);
    let placed = if draft.places.is_empty() { 0.0 } else { 0.1 };
    Event {
        id: format!("e{}", index + 1),
        kind: kind.map_or_else(String::new, |k| k.key.to_owned()),
        label,
        places: draft
            .places
            .iter()
            .map(|t| EventPlace {
                place: t.spot.place.clone(),
                role: t.role,
                span: Some(t.spot.span),
                confidence: t.confidence,
            })
            .collect(),
        date: draft.date,
        status: draft.status,
        news,
        importance,
        parties: draft.parties,
        figures: draft.figures,
        evidence: draft.evidence.iter().filter_map(|i| article.sentences.get(*i)).map(|s| s.span).collect(),
        trigger: draft.trigger,
        confidence: (draft.weight + placed).min(0.97),
    }
}

/// News is what is recent or undated in the main story; history and habits are background.
fn is_news(article: &Article, draft: &Draft<'_>) -> bool {
    if draft.habit || draft.status == Status::Historical {
        return false;
    }
    match (article.date, draft.date.as_ref().and_then(|d| d.end)) {
        (Some(document), Some(end)) => {
            let old = document.checked_sub(jiff::Span::new().days(366)).unwrap_or(document);
            end >= old
        }
        (None, Some(end)) => {
            draft.date.as_ref().is_none_or(|d| d.precision < crate::model::event::Precision::Year)
                || end.year() >= 2100
        }
        _ => draft.status != Status::Hypothetical,
    }
}

fn importance(article: &Article, draft: &Draft<'_>, news: bool) -> f32 {
    let emphasis = KINDS.get(draft.kind).map_or(0.3, |k| k.emphasis);
    let toll: f64 =
        draft.figures.iter().filter(|f| f.kind == FigureKind::Dead).map(|f| f.value).fold(0.0, f64::max);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "small numbers between 0 and 1"
    )]
    let (toll, early, more) = (
        (libm::log10(1.0 + toll) as f32 / 4.0).min(1.0),
        1.0 - draft.sentence as f32 / article.sentences.len().max(1) as f32,
        (draft.evidence.len() as f32 - 1.0).min(3.0) / 3.0,
    );
    let placed = f32::from(u8::from(!draft.places.is_empty()));
    let dated = f32::from(u8::from(draft.date.is_some()));
    let main = if draft.main { 0.1 } else { 0.0 };
    let bare = draft.places.is_empty()
        && draft.date.is_none()
        && draft.figures.is_empty()
        && draft.evidence.len() < 2;
    let bare = if bare { 0.6 } else { 1.0 };
    let sum = main + 0.42 * emphasis + 0.12 * placed + 0.1 * dated + 0.12 * toll + 0.08 * early + 0.13 * more;
    let factor = match draft.status {
        Status::Happened | Status::Ongoing => 1.0,
        Status::Planned => 0.85,
        Status::Denied | Status::Hypothetical => 0.4,
        Status::Historical => 0.6,
    };
    let quoted = if draft.quoted { 0.6 } else { 1.0 };
    let background = if news { 1.0 } else { 0.7 };
    let habit = if draft.habit { 0.5 } else { 1.0 };
    (sum * factor * quoted * background * habit * bare).clamp(0.0, 1.0)
}
