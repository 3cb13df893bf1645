//! Article and resolved places in, events out: the order of the steps.

use crate::events::attach::{Tied, is_fronted, places};
use crate::events::border::run_along_lines;
use crate::events::capital::{self, Capitals};
use crate::events::draft::Draft;
use crate::events::figure::figures;
use crate::events::finish::event;
use crate::events::group::group;
use crate::events::infer::infer;
use crate::events::kinds::{Group, KINDS, Kind};
use crate::events::lexicon::{Entry, Lexicon, Part, english};
use crate::events::merge::{consequences, fold_bare, merge};
use crate::events::party::parties;
use crate::events::refer::{self, Recent};
use crate::events::sentence::{Link, Sentence};
use crate::events::setting::{self, carry_date, day_of};
use crate::events::spot::{Spot, Tie};
use crate::events::status::is_habit;
use crate::events::telling::{
    by_date, is_charge, is_generic, is_idle, is_past, is_raid, is_recent, is_same_place, is_simple_past,
    is_talk, is_vague, of_members,
};
use crate::events::toll::{self, dying, is_by_it, name_cause};
use crate::events::trigger::{Hit, hits};
use crate::events::unknown::names_unknown_place;
use crate::events::when::{date_of, resolve_all};
use crate::lang::en::dates::expression::Found;
use crate::lang::en::dates::resolve::Anchors;
use crate::lang::en::events::{is_another, is_definite, is_occurring, is_pointer};
use crate::lang::tokens::{Token, tokenize};
use crate::model::article::{Article, BlockKind};
use crate::model::event::{DateRelation, Event, EventDate, FigureKind, PlaceRole, Status};
use crate::model::mention::Resolution;
use crate::model::place::{Place, PlaceKind};

/// Tokens of a sentence that are read; a longer one is no sentence but a table or an attack on our time.
const MAX_TOKENS: usize = 300;

/// Looks up the capital of a country by its ISO 3166-1 alpha-2 code.
pub type CapitalOf<'a> = &'a dyn Fn(&str) -> Option<Place>;

/// What the caller may decide.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// Also give events that are words only (threats, demands, condemnations), and those of which a single sentence
    /// says neither where nor when nor how many.
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
    let tokens = tokens(article);
    let mut last = Anchors { document: article.date, ..Anchors::default() };
    let mut running: Option<(usize, EventDate)> = None;
    let mut drafts = Vec::new();
    let within = by_sentence(article, resolutions);
    let mut recent = Recent::of_story(capitals.here.as_ref());
    for (index, own) in tokens.iter().enumerate() {
        let within = within.get(index).map_or(&[][..], Vec::as_slice);
        let mut sentence = Sentence::new(article, &lower, own, index, within, lexicon);
        capital::add(&mut sentence, &capitals);
        if let Some(place) =
            drafts.iter().find_map(|d: &Draft<'_>| d.places.first()).filter(|_| !recent.knows_scene())
        {
            recent.set_scene(place.spot);
        }
        refer::add(&mut sentence, &recent);
        let mut new = of_sentence(article, &sentence, lexicon, &mut last, options);
        name_cause(&mut new, &drafts);
        recent.remember(&sentence);
        carry_date(&mut new, &mut running, article.date);
        if let Some(day) = day_of(&sentence, last.last, article.date) {
            running = Some((sentence.block, day));
        }
        let died = new.is_empty().then(|| death(article, &sentence, &drafts)).flatten();
        new.extend(died);
        let before = drafts.last().map(|d: &Draft<'_>| d.kind).filter(|_| new.is_empty());
        drafts.extend(new);
        drafts.extend(before.and_then(|kind| pointer(article, &sentence, kind, &mut last)));
    }
    setting::keep_place(&mut drafts);
    let mut drafts = merge(drafts);
    run_along_lines(&mut drafts, resolutions);
    infer(&mut drafts, capitals.here.as_ref(), !options.infer_places);
    drafts.retain(|d| !is_idle(d));
    if let Some(land) = recent.land() {
        displaced_at_home(&mut drafts, land);
    }
    setting::spread_fire(&mut drafts);
    let drafts = consequences(drafts);
    let mut drafts = fold_bare(drafts);
    if !options.statements {
        drafts.retain(|d| !is_vague(d) && !is_talk(d, &lower));
    }
    setting::about_now(&mut drafts, article.date);
    for draft in &mut drafts {
        draft.places.sort_by_key(grain);
    }
    drafts.into_iter().enumerate().map(|(i, d)| event(article, d, i, lexicon)).collect()
}

/// The resolutions of each sentence.
fn by_sentence<'a>(article: &Article, resolutions: &'a [Resolution]) -> Vec<Vec<&'a Resolution>> {
    let mut out = vec![Vec::new(); article.sentences.len()];
    for resolution in resolutions {
        if let Some(own) = out.get_mut(resolution.mention.sentence) {
            own.push(resolution);
        }
    }
    out
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
    last: &mut Anchors,
    options: Options<'_>,
) -> Vec<Draft<'a>> {
    let dates = resolve_all(s, last);
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
    let elsewhere = elliptical(s, &drafts, &at, &dates);
    drafts.extend(elsewhere);
    mark_bare(article, s, &mut drafts);
    let judged = drafts.iter().any(|d| !d.charge && is_judging(d.kind));
    drafts.retain(|d| !(judged && d.charge && d.places.is_empty() && d.figures.is_empty()));
    drafts
}

/// "Others died in X and Y": the disaster told before, at the places of its dead.
fn death<'a>(article: &Article, s: &Sentence<'a>, drafts: &[Draft<'a>]) -> Option<Draft<'a>> {
    let (verb, kind, label, date) = dying(s, drafts)?;
    let entry = toll::entry(kind, label);
    let hit = Hit { first: verb, end: verb + 1, entry: &entry, verb: true, passive: false };
    let draft = of_group(article, s, &[hit], &[hit], &[])?;
    let mut new =
        [Draft { date: date.map(|d| EventDate { inferred: true, span: None, ..d.clone() }), ..draft }];
    give_figures(s, &mut new, &[verb]);
    let [draft] = new;
    (!draft.places.is_empty() && draft.status == Status::Happened).then_some(Draft { another: true, ..draft })
}

/// "The incident took place in X": gives the event told before its place and date.
fn pointer<'a>(article: &Article, s: &Sentence<'a>, kind: usize, last: &mut Anchors) -> Option<Draft<'a>> {
    let verb = (1..s.w.len().min(24))
        .find(|i| is_occurring(s.w.low(*i)) && (s.w.low(*i) != "took" || s.w.low(i + 1) == "place"))?;
    let subject = (verb.saturating_sub(8)..verb).any(|i| is_pointer(s.w.low(i)));
    let entry =
        Entry { words: Vec::new(), kind, part: Part::Noun { plural: false }, guard: None, label: None };
    let end = verb + 1 + usize::from(s.w.low(verb) == "took");
    let hit = Hit { first: verb, end, entry: &entry, verb: false, passive: false };
    let dates = resolve_all(s, last);
    let draft = of_group(article, s, &[hit], &[hit], &dates).filter(|_| subject)?;
    Some(Draft { definite: true, another: false, pointer: true, status: Status::Happened, ..draft })
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
    if tied.is_empty() {
        tied.extend(election_land(s, &head));
    }
    tied.sort_by_key(|t| (grain(t), t.spot.first));
    let found = || members.iter().filter_map(|h| date_of(s, dates, h, &others, article.date));
    let date = found().find(|d| d.relation == DateRelation::On).or_else(|| found().next());
    // What someone is tried for was before the trial: its day is not that of the verdict.
    let date = date.filter(|_| !is_charge(s, head.first));
    let charge = is_charge(s, head.first);
    let main = !charge && members.iter().any(|h| h.verb && s.link_of(h.first) == Link::Main);
    let is_headline = article.blocks.get(s.block).is_some_and(|b| b.kind == BlockKind::Headline);
    let before = head.first.checked_sub(1);
    let definite = !head.verb && (head.first.saturating_sub(2)..head.first).any(|i| is_definite(s.w.low(i)));
    let another = !head.verb && (head.first.saturating_sub(3)..head.first).any(|i| is_another(s.w.low(i)));
    let words = || (head.first.saturating_sub(3)..(head.end + 3).min(s.w.len())).map(|i| s.w.low(i));
    if members.iter().any(|h| is_generic(s, h)) {
        return None;
    }
    let mut status = of_members(s, members);
    if let (Some(document), Some(date)) = (article.date, &date) {
        status = by_date(status, date, document);
    }
    let past = is_past(date.as_ref(), article.date);
    let fronted = tied.first().is_some_and(|t| is_fronted(s, &t.spot));
    let mut draft = Draft {
        kind: if is_raid(s, &head) { kind_index("airstrike") } else { head.kind() },
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
        charge,
        by_it: members.iter().any(|h| is_by_it(s, h)),
        unclaimed: head.passive && !(head.end..head.end + 4).any(|i| s.w.low(i) == "by"),
        drowned: s.w.low(head.first).starts_with("drown") && !all.iter().any(|h| is_wreck(&head, h)),
        search: s.w.low(head.first) == "search",
        collapse: is_accident(head.kind()) && (0..s.w.len()).any(|i| s.w.low(i).starts_with("collaps")),
        quoted: s.is_quoted(head.first),
        habit: is_habit(s, &head),
        pointer: false,
        main,
        fronted,
        placeless: s.spots.is_empty(),
        bare_sentence: false,
        fire: burns(head.kind()) && (0..s.w.len()).any(|i| matches!(s.w.low(i), "fire" | "fires")),
        past,
        same_place: is_same_place(s),
        simple_past: !charge && members.iter().any(|h| is_simple_past(s, h)),
        recent: !charge && members.iter().any(|h| is_recent(s, h)),
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

/// Words between "and" and a place that another event like the one before may have.
const ELLIPSIS: usize = 8;

/// "They took X in January and Y three weeks later", "killed ten in X on Nov. 15, and another ten four days later in Y": the same at another place on another date.
fn elliptical<'a>(
    s: &Sentence<'a>,
    drafts: &[Draft<'a>],
    at: &[usize],
    dates: &[Option<EventDate>],
) -> Vec<Draft<'a>> {
    let mut out = Vec::new();
    for spot in s.spots.iter().filter(|p| p.literal && !p.seat && !p.container) {
        let joined = (spot.anchor.saturating_sub(ELLIPSIS)..spot.anchor).rev().find(|i| s.w.low(*i) == "and");
        let Some(joined) =
            joined.filter(|i| !(*i..spot.anchor).any(|k| s.w.low(k) == "," || at.contains(&k)))
        else {
            continue;
        };
        let before = |d: &Found| d.first > joined && d.end == spot.anchor;
        let after = |d: &Found| joined + 1 == spot.anchor && d.first >= spot.end && d.first <= spot.end + 2;
        let dated = s.dates.iter().position(|d| before(d) || after(d));
        let Some(date) = dated.and_then(|i| dates.get(i)).cloned().flatten() else {
            continue;
        };
        let known = drafts.iter().zip(at).rev().find(|(d, first)| {
            let before = d.places.first().is_some_and(|t| t.spot.end <= joined && t.spot.first != spot.first);
            let closed = d
                .date
                .as_ref()
                .and_then(|d| d.span)
                .is_some_and(|w| w.end <= s.w.span(joined, joined + 1).start);
            before && closed && s.clause_of(**first).abs_diff(s.clause_of(spot.first)) <= 1
        });
        let Some((draft, _)) = known else { continue };
        let Some(first) = draft.places.first() else { continue };
        let tied = Tied { spot: Spot { tie: first.spot.tie, ..*spot }, ..*first };
        out.push(Draft {
            places: vec![tied],
            date: Some(date),
            figures: Vec::new(),
            another: true,
            ..draft.clone()
        });
    }
    out
}

/// Marks the drafts in whose sentence no place is left over from other events.
fn mark_bare(article: &Article, s: &Sentence<'_>, drafts: &mut [Draft<'_>]) {
    let in_dateline = |p: &&Spot<'_>| article.dateline.is_some_and(|d| d.contains(p.span));
    let head = s.spots.iter().find(in_dateline).map(|p| &p.place.id);
    let heads = |p: &Spot<'_>| in_dateline(&p) || Some(&p.place.id) == head;
    let taken: Vec<usize> = drafts.iter().flat_map(|d| d.places.iter().map(|t| t.spot.first)).collect();
    let free = |p: &Spot<'_>| {
        p.literal && !p.seat && p.tie != Tie::From && !p.container && !taken.contains(&p.first) && !heads(p)
    };
    let bare = !s.spots.iter().any(free) && !names_unknown_place(s);
    for draft in drafts.iter_mut().filter(|d| d.places.is_empty()) {
        draft.bare_sentence = bare;
    }
}

/// "Russia held an election", "Canada's federal election": the only country of the sentence is where it is held.
fn election_land<'a>(s: &Sentence<'a>, head: &Hit<'_>) -> Option<Tied<'a>> {
    let election = KINDS.get(head.kind()).is_some_and(|k| k.key == "election");
    let mut lands = s.spots.iter().filter(|p| p.place.kind == PlaceKind::Country);
    let land = lands.next().filter(|_| election)?;
    let alone =
        lands.all(|p| p.place.id == land.place.id) && s.clause_of(land.first) == s.clause_of(head.first);
    let before = land.end <= head.first && matches!(land.tie, Tie::Bare | Tie::Before | Tie::Possessive);
    (alone && before).then_some(Tied {
        spot: *land,
        role: PlaceRole::Within,
        target: false,
        confidence: land.confidence * ELECTION_LAND,
    })
}

/// "Some 13 million people have been displaced": in the country that the story is written from.
fn displaced_at_home<'a>(drafts: &mut [Draft<'a>], land: Spot<'a>) {
    let displaced = |d: &&mut Draft<'_>| KINDS.get(d.kind).is_some_and(|k| k.key == "displacement");
    let homeless =
        |d: &&mut Draft<'_>| d.placeless && d.places.is_empty() && !d.figures.is_empty() && !d.past;
    for draft in drafts.iter_mut().filter(|d| displaced(d) && homeless(d)) {
        let confidence = land.confidence * HOME_LAND;
        draft.places = vec![Tied { spot: land, role: PlaceRole::Within, target: false, confidence }];
    }
}

/// Confidence that people displaced nobody says where are of the story's country.
const HOME_LAND: f32 = 0.6;

/// Confidence that an election is held in the only country of its sentence.
const ELECTION_LAND: f32 = 0.8;

fn is_accident(kind: usize) -> bool {
    KINDS.get(kind).is_some_and(|k| k.key == "accident")
}

/// What a fire may be told as.
fn burns(kind: usize) -> bool {
    KINDS.get(kind).is_some_and(|k| matches!(k.key, "destruction" | "explosion" | "killing"))
}

/// An accident besides the drowning that it caused.
fn is_wreck(drowning: &Hit<'_>, other: &Hit<'_>) -> bool {
    let accident = KINDS.get(other.kind()).is_some_and(|k| k.group == Group::Accident);
    accident && other.first != drowning.first
}

/// Arrests and trials, which tell what someone is charged with.
fn is_judging(kind: usize) -> bool {
    KINDS.get(kind).is_some_and(|k| matches!(k.key, "arrest" | "trial"))
}

fn kind_index(key: &str) -> usize {
    KINDS.iter().position(|k| k.key == key).unwrap_or(0)
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
