//! English words that tell how an event, its places, parties and numbers hang together.

/// Trigger words of all kinds, TOML.
pub const TRIGGERS: &str = include_str!("events.toml");

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $($word:literal)|+;)*) => {
        $($(#[$doc])* #[must_use] pub fn $name(word: &str) -> bool { matches!(word, $($word)|+) })*
    };
}

words! {
    /// Articles, possessives and the like before a noun.
    is_determiner: "the" | "a" | "an" | "this" | "that" | "these" | "those" | "its" | "his" | "her" | "their" | "our" | "my"
        | "another" | "any" | "each" | "every" | "some" | "no" | "several" | "both" | "all" | "many" | "few" | "such";
    /// Determiners that point back to something spoken of.
    is_definite: "the" | "this" | "that" | "these" | "those" | "its" | "their" | "such";
    /// Words for one more of the same.
    is_another: "another" | "second" | "third" | "separate" | "fourth" | "other" | "similar" | "new" | "further" | "subsequent" | "earlier" | "previous";
    /// Forms of "be", "have" and "get" that carry a passive or a perfect.
    is_auxiliary: "was" | "were" | "been" | "be" | "is" | "are" | "being" | "has" | "have" | "had" | "got" | "get" | "gets";
    /// Forms of "be" alone.
    is_be: "was" | "were" | "been" | "be" | "is" | "are" | "being" | "got" | "get" | "gets";
    /// Verbs of possibility and intent before a verb.
    is_modal: "may" | "might" | "could" | "would" | "should" | "can" | "must" | "cannot";
    /// Words before a verb or noun that make it a wish, fear or chance.
    is_hypothetical: "may" | "might" | "could" | "would" | "should" | "can" | "fear" | "fears" | "feared" | "possible" | "potential" | "potentially"
        | "threat" | "threatened" | "threatens" | "threaten" | "threatening" | "risk" | "risks" | "if" | "unless" | "prevent" | "prevented" | "preventing" | "avoid" | "avert" | "urge"
        | "urged" | "demand" | "demanded" | "demands" | "warned" | "warn" | "warning" | "wants" | "want" | "stop" | "hypothetical"
        | "alleged-plan" | "likelihood" | "deter" | "against" | "attempt" | "attempted" | "attempting" | "foiled" | "thwarted" | "averted" | "speculation" | "rumors" | "ability" | "capacity" | "intention" | "hope" | "hopes" | "hoped";
    /// Words that announce something to come.
    is_planned: "will" | "plan" | "plans" | "planned" | "planning" | "scheduled" | "upcoming" | "expected" | "due" | "slated" | "intends" | "intend" | "preparing"
        | "prepares" | "prepare" | "shall" | "offered" | "set" | "pledged" | "vowed" | "promised" | "forthcoming" | "follow";
    /// Words that deny.
    is_denial: "not" | "never" | "no" | "denied" | "denies" | "deny" | "denying" | "without" | "neither" | "nor" | "didn't" | "didn’t" | "wasn't" | "wasn’t" | "refused" | "refuses"
        | "refuse" | "rejected" | "rejects" | "cancelled" | "canceled" | "postponed" | "failed" | "halt" | "halted" | "scrapped" | "called-off" | "weren't" | "weren’t" | "doesn't" | "doesn’t";
    /// Words that say it goes on.
    is_ongoing: "ongoing" | "continuing" | "continues" | "continued" | "continue" | "raging" | "rages" | "underway" | "still" | "persist" | "persists";
    /// Words that make something a habit.
    is_habitual: "regular" | "regularly" | "frequent" | "frequently" | "often" | "routinely" | "usually" | "occasional" | "sporadic" | "repeatedly" | "always" | "increasingly" | "every";
    /// Verbs of saying.
    is_speech: "said" | "say" | "says" | "saying" | "told" | "tells" | "claim" | "claims" | "claimed" | "claiming" | "reported" | "reports" | "report" | "announced" | "announces" | "added" | "adds"
        | "confirmed" | "confirms" | "stated" | "states" | "declared" | "estimates" | "estimated" | "insists" | "insisted" | "alleged" | "alleges" | "puts" | "counted" | "according" | "noted" | "indicated" | "disclosed" | "revealed";
    /// Institutions with a building: a place after them says where they sit, unless the building is hit.
    is_building: "court" | "tribunal" | "jury" | "prosecutors" | "ministry" | "university" | "parliament" | "institute" | "bureau" | "newspaper" | "agency" | "company" | "companies";
    /// Buildings, works and grounds that a place of their own name follows ("the prison of X").
    is_facility: "terminal" | "plant" | "prison" | "jail" | "school" | "hospital" | "church" | "mosque" | "temple" | "factory" | "depot" | "mine" | "shipyard"
        | "dock" | "docks" | "monastery" | "cathedral" | "stadium" | "streets" | "shores" | "slopes" | "forest" | "forests" | "fields" | "quay" | "pier" | "square" | "cemetery" | "warehouse"
        | "museum" | "theater" | "theatre" | "palace" | "fortress" | "citadel" | "power-station" | "substation";
    /// What an "of" follows that speaks of no place ("at the request of Japan").
    is_abstract: "request" | "invitation" | "behest" | "hands" | "time" | "case" | "name" | "face" | "wake" | "absence" | "presence" | "course" | "event" | "favor"
        | "favour" | "support" | "expense" | "cost" | "head" | "level" | "insistence" | "urging" | "aftermath" | "light" | "view" | "hope" | "spirit" | "eyes" | "interest" | "interests";
    /// Words that make the name before them that of a street.
    is_street: "street" | "avenue" | "boulevard" | "square" | "lane" | "road";
    /// Verbs of going somewhere.
    is_going: "travel" | "travels" | "traveled" | "travelled" | "fly" | "flies" | "flew" | "go" | "goes" | "went" | "gone" | "head" | "heads" | "headed" | "come" | "came" | "sail" | "sailed" | "drive" | "drove" | "return"
        | "returned" | "returns" | "travelling" | "traveling" | "flying" | "going" | "heading" | "trip" | "journey" | "flown" | "on";
    /// Words before "to" that bring a sickness, a fire or a storm to a place.
    is_spreading: "return" | "returns" | "returned" | "returning" | "spread" | "spreads" | "spreading" | "came" | "comes" | "come" | "moved" | "moves" | "way" | "back" | "brought" | "brings";
    /// Words that point to an event without naming it ("the incident occurred in").
    is_pointer: "incident" | "incidents" | "event" | "events" | "action" | "actions" | "tragedy" | "this" | "it" | "operation" | "crime" | "act" | "disaster" | "episode" | "accident";
    /// Verbs that place such an event.
    is_occurring: "occurred" | "happened" | "took" | "occurs" | "happens" | "takes" | "unfolded" | "perpetrated" | "recorded" | "registered";
    /// Nouns of institutions and persons: a place after them says where they sit, not where things happen.
    is_institution: "seismologists" | "scientists" | "geologists" | "researchers" | "doctors" | "lawyers" | "engineers" | "economists" | "forecasters" | "meteorologists" | "activists" | "investigators" | "prosecutors" | "government" | "regime" | "authorities" | "officials" | "official" | "leaders" | "leader" | "administration" | "junta" | "leadership" | "rulers" | "analysts"
        | "analyst" | "spokesman" | "spokeswoman" | "spokesperson" | "diplomat" | "diplomats" | "president" | "minister" | "ambassador" | "correspondent" | "sources"
        | "reporters" | "journalists" | "expert" | "experts" | "professor" | "ministers" | "envoy" | "historian" | "king"
        | "laboratory" | "lab" | "laboratories" | "professors" | "director" | "chief" | "governor" | "mayor" | "bishop" | "archbishop" | "citizens" | "citizen" | "nationals" | "national" | "born" | "based";
    /// Nouns of land that follow an adjective of country ("Afghan territory").
    is_territory: "territory" | "soil" | "territories" | "land" | "airspace" | "waters" | "border" | "borders" | "side" | "mainland" | "countryside" | "coast" | "town" | "towns" | "city" | "cities"
        | "village" | "villages" | "province" | "provinces" | "frontier" | "region" | "regions" | "islands" | "island" | "district" | "capital" | "desert" | "highlands" | "port" | "jungle" | "interior";
    /// Words that may stand between a preposition and a place name.
    is_place_filler: "north" | "south" | "east" | "west" | "northern" | "southern" | "eastern" | "western" | "central" | "northeastern" | "northwestern" | "southeastern" | "southwestern"
        | "north-eastern" | "north-western" | "south-eastern" | "south-western" | "northeast" | "northwest" | "southeast" | "southwest" | "downtown" | "upper" | "lower" | "old" | "far" | "inner"
        | "city" | "town" | "village" | "province" | "district" | "region" | "state" | "area" | "areas" | "port" | "coastal" | "border" | "neighborhood" | "neighbourhood" | "suburb" | "suburbs" | "outskirts"
        | "part" | "parts" | "half" | "most" | "much" | "municipality" | "department" | "county" | "country" | "island" | "islands" | "coast" | "shore" | "shores" | "camp" | "valley" | "occupied"
        | "disputed" | "restive" | "volatile" | "nearby" | "neighboring" | "neighbouring" | "tiny" | "remote" | "capital" | "center" | "centre" | "heart" | "middle" | "edge" | "territory" | "enclave"
        | "rebel-held" | "government-held" | "besieged" | "breakaway" | "gulf" | "bay" | "archipelago" | "industrial" | "commercial" | "rural" | "urban" | "greater" | "war-torn" | "holy" | "mountainous" | "strategic" | "historic"
        | "jungle" | "entire" | "whole" | "towns" | "villages" | "cities" | "districts" | "regions" | "provinces" | "hills" | "mountains" | "zone" | "community" | "hamlet" | "settlement" | "sector" | "highlands" | "slopes" | "basin" | "airport" | "market" | "harbor" | "harbour" | "campus" | "refinery" | "stronghold" | "station" | "bridge" | "base" | "barracks";
    /// Prepositions, and "than" and "as".
    is_preposition: "of" | "in" | "on" | "at" | "by" | "for" | "with" | "from" | "after" | "before" | "during" | "against" | "into" | "over" | "near" | "between" | "under" | "as" | "than" | "about" | "through";
    /// Verbs in the present with which something planned begins.
    is_opening: "opens" | "begins" | "starts" | "resumes";
    /// Works that run from one place to another.
    is_link: "road" | "roads" | "highway" | "highways" | "railway" | "railroad" | "line" | "lines" | "track" | "tracks" | "route" | "routes" | "cable" | "cables" | "pipeline" | "pipelines"
        | "bridge" | "border" | "strait" | "waters" | "sea" | "train" | "trains" | "bus" | "ferry" | "corridor" | "crossing" | "crossings" | "halfway" | "somewhere" | "traffic";
    /// Words before the name of a storm.
    is_storm_name: "cyclone" | "hurricane" | "typhoon" | "storm" | "superstorm";
    /// Verbs of dying in a disaster.
    is_dying: "died" | "perished" | "drowned";
    /// Words for no one.
    is_nobody: "nobody" | "none" | "no-one" | "no" | "never" | "not";
    /// Units of length.
    is_length: "km" | "kilometers" | "kilometres" | "kilometer" | "miles" | "mile" | "nautical";
    /// Words for a part of a land that follow its name.
    is_division: "municipality" | "township" | "canton" | "hamlet" | "village" | "neighborhood" | "neighbourhood" | "town" | "province" | "county" | "district" | "department";
    /// Nouns that an event before them only qualifies ("detention center", "air raid shelters").
    is_compound_head: "center" | "centers" | "centre" | "centres" | "camp" | "camps" | "facility" | "facilities" | "shelter" | "shelters" | "siren" | "sirens" | "warning" | "warnings"
        | "alert" | "alerts" | "drill" | "drills" | "insurance" | "expert" | "experts" | "equipment" | "law" | "laws" | "powers" | "policy" | "season" | "risk" | "letter" | "letters" | "note" | "song" | "songs"
        | "vote" | "poster" | "posters" | "preparedness" | "defenses" | "gear" | "cell" | "cells";
    /// Who may decree for a place.
    is_ruler: "mayor" | "governor" | "council" | "premier" | "president" | "government" | "authorities" | "prefect";
    /// Ways through a city.
    is_way: "avenue" | "street" | "square" | "road" | "boulevard" | "streets";
    /// Parts of a land without a name of their own.
    is_quarter_of_land: "south" | "north" | "east" | "west" | "southeast" | "southwest" | "northeast" | "northwest";
    /// Verbs that hit a place named as their object.
    is_impact: "hit" | "hits" | "struck" | "strikes" | "rocked" | "rocks" | "shook" | "shakes" | "rattled" | "battered" | "lashed" | "swept" | "devastated" | "ravaged" | "engulfed"
        | "jolted" | "pounded" | "flooded" | "destroyed" | "leveled" | "levelled" | "targeted" | "killed" | "reached" | "battering" | "hitting" | "striking" | "targeting" | "gripped" | "inundated"
        | "shaken" | "razed" | "threatened" | "paralyzed" | "through" | "slammed" | "affected" | "affecting" | "across" | "entered" | "blanketed";
    /// Words that begin a clause of its own.
    is_clause_break: "since" | "while" | "when" | "because" | "although" | "though" | "but" | "whereas" | "after" | "before" | "once" | "whose";
    /// Generic actors.
    is_actor: "gunmen" | "gunman" | "militants" | "militant" | "rebels" | "rebel" | "insurgents" | "terrorists" | "terrorist" | "soldiers" | "soldier" | "troops" | "police" | "army" | "forces" | "guerrillas"
        | "guerrilla" | "fighters" | "bandits" | "protesters" | "demonstrators" | "students" | "residents" | "villagers" | "civilians" | "workers" | "farmers" | "attackers" | "assailants" | "men" | "government" | "military"
        | "navy" | "tourists" | "people" | "officers" | "policemen" | "peasants" | "children" | "refugees" | "journalists" | "peacekeepers" | "pirates" | "gang" | "suspects" | "crowd" | "militia" | "militiamen" | "leaders" | "officials";
}

/// Value of a number word; "dozens" and the like have none.
#[must_use]
pub fn number_word(word: &str) -> Option<f64> {
    if matches!(word, "a" | "an") {
        return None;
    }
    crate::lang::en::dates::words::small_number(word).map(f64::from)
}

/// Factor of a number noun.
#[must_use]
pub fn multiplier(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 100.0,
        "thousand" => 1e3,
        "million" | "mn" => 1e6,
        "billion" | "bn" => 1e9,
        "dozen" => 12.0,
        _ => return None,
    })
}
