//! Who holds which land, and how its edge is drawn, in each worldview.

use dateline::geodata::basemap::{ArcClass, Basemap, Division, Level};
use dateline::geodata::border::BorderClass::{self, Admin1, Control, Disputed, Hidden, International};
use dateline::geodata::disputes;
use dateline::geodata::worldview::{self, Side, Worldview};
use dateline::model::geo::{Bounds, LonLat};

fn view(code: &str) -> &'static Worldview {
    worldview::get(code).unwrap_or_else(|| panic!("no view {code}"))
}

/// (part, de-facto country, view, holder, source). `-` is nobody.
const HOLDERS: &[(&str, &str, &str, &str, &str)] = &[
    ("kashmir/jammu-and-kashmir", "IND", "neutral", "-", "ruling 4"),
    ("kashmir/aksai-chin", "CHN", "neutral", "-", "ruling 4"),
    ("kashmir/gilgit-baltistan", "PAK", "neutral", "-", "ruling 4"),
    ("kashmir/jammu-and-kashmir", "IND", "de-facto", "IND", "administrator"),
    ("kashmir/jammu-and-kashmir", "IND", "in", "IND", "FCLASS_IN of B05"),
    ("kashmir/gilgit-baltistan", "PAK", "in", "IND", "FCLASS_IN of B05"),
    ("kashmir/aksai-chin", "CHN", "in", "IND", "FCLASS_IN of B07"),
    ("kashmir/shaksgam", "CHN", "in", "IND", "FCLASS_IN of B08"),
    ("kashmir/jammu-and-kashmir", "IND", "pk", "PAK", "FCLASS_PK of B05"),
    ("kashmir/ladakh", "IND", "pk", "PAK", "FCLASS_PK of IN-LA"),
    ("kashmir/siachen", "KAS", "pk", "PAK", "ADM0_A3_PK of KAS"),
    ("kashmir/aksai-chin", "CHN", "pk", "CHN", "FCLASS_PK of B07"),
    ("kashmir/aksai-chin", "CHN", "cn", "CHN", "FCLASS_CN of B07"),
    ("kashmir/ladakh", "IND", "cn", "-", "no class of its own"),
    ("arunachal-pradesh/state", "IND", "cn", "CHN", "FCLASS_CN of IN-AR, B00"),
    ("arunachal-pradesh/state", "IND", "in", "IND", "FCLASS_IN of B00"),
    ("crimea/crimea", "RUS", "neutral", "UKR", "ruling 4 (UNGA 68/262)"),
    ("crimea/sevastopol", "RUS", "neutral", "UKR", "ruling 4 (UNGA 68/262)"),
    ("crimea/crimea", "RUS", "de-facto", "RUS", "administrator"),
    ("crimea/crimea", "RUS", "ru", "RUS", "FCLASS_RU of B89"),
    ("crimea/crimea", "RUS", "ua", "UKR", "FCLASS_UA of B89"),
    ("crimea/crimea", "RUS", "us", "UKR", "FCLASS_US of B89"),
    ("crimea/crimea", "RUS", "in", "UKR", "FCLASS_IN of B89"),
    ("ukraine-oblasts/donetsk", "UKR", "neutral", "UKR", "ruling 4 (UNGA ES-11/4)"),
    ("ukraine-oblasts/kherson", "UKR", "ua", "UKR", "UNGA ES-11/4"),
    ("ukraine-oblasts/luhansk", "UKR", "ru", "RUS", "federal laws of 2022-10-04"),
    ("golan/golan", "ISR", "neutral", "SYR", "ruling 4 (UNSC 497)"),
    ("golan/golan", "ISR", "il", "ISR", "FCLASS_IL of B49"),
    ("golan/golan", "ISR", "us", "ISR", "FCLASS_US of B49"),
    ("golan/golan", "ISR", "eg", "SYR", "FCLASS_EG of B49"),
    ("palestine/west-bank", "PSX", "neutral", "PSX", "ruling 4"),
    ("palestine/gaza", "PSX", "neutral", "PSX", "ruling 4"),
    ("palestine/east-jerusalem", "ISR", "neutral", "PSX", "UNSC 2334"),
    ("palestine/east-jerusalem", "ISR", "il", "ISR", "Basic Law of 1980-07-30"),
    ("western-sahara/west-of-berm", "MAR", "neutral", "SAH", "ruling 4"),
    ("western-sahara/west-of-berm", "MAR", "ma", "MAR", "ADM0_A3_MA of SAH"),
    ("western-sahara/east-of-berm", "SAH", "ma", "MAR", "ADM0_A3_MA of SAH"),
    ("western-sahara/west-of-berm", "MAR", "us", "SAH", "FCLASS_US of MA-15"),
    ("western-sahara/west-of-berm", "MAR", "de-facto", "MAR", "administrator"),
    ("kosovo/kosovo", "KOS", "neutral", "KOS", "ruling 4"),
    ("kosovo/kosovo", "KOS", "ru", "SRB", "ADM0_A3_RU of KOS"),
    ("kosovo/kosovo", "KOS", "us", "KOS", "FCLASS_US of KOS"),
    ("northern-cyprus/north", "CYN", "neutral", "CYP", "UNSC 541"),
    ("northern-cyprus/north", "CYN", "tr", "CYN", "FCLASS_TR of CYN"),
    ("northern-cyprus/north", "CYN", "gr", "CYP", "ADM0_A3_GR of CYN"),
    ("taiwan/taiwan", "TWN", "neutral", "TWN", "ruling 4"),
    ("taiwan/taiwan", "TWN", "cn", "CHN", "ADM0_A3_CN of TWN"),
    ("taiwan/taiwan", "TWN", "us", "TWN", "no ADM0_A3_US of TWN"),
    ("somaliland/somaliland", "SOL", "eg", "SOM", "ADM0_A3_EG of SOL"),
    ("somaliland/somaliland", "SOL", "tw", "SOL", "FCLASS_TW of SOL"),
    ("guayana-esequiba/essequibo", "GUY", "neutral", "GUY", "administrator"),
    ("abyei/abyei", "SDN", "neutral", "-", "UNSC 1990"),
    ("abyei/abyei", "SDN", "de-facto", "SDN", "administrator"),
    ("halaib/halaib", "EGY", "neutral", "-", "no agreed text"),
    ("halaib/halaib", "EGY", "eg", "EGY", "FCLASS_EG of the 22nd parallel"),
    ("falklands/falklands", "FLK", "ar", "ARG", "ADM0_A3_AR of FLK"),
    ("falklands/falklands", "FLK", "gb", "FLK", "ADM0_A3_GB of FLK"),
    ("falklands/south-georgia", "SGS", "de-facto", "SGS", "a territory of its own"),
    ("scattered-islands/islands", "ATF", "neutral", "ATF", "a territory of its own"),
    ("kuril/southern-kurils", "RUS", "jp", "JPN", "FCLASS_JP of the strait line"),
    ("kuril/southern-kurils", "RUS", "ru", "RUS", "FCLASS_RU of the strait line"),
    ("spratly/islands", "PGA", "vn", "VNM", "ADM0_A3_VN of PGA"),
    ("senkaku/islands", "-", "jp", "JPN", "by hand"),
    ("kalapani/limpiyadhura", "IND", "np", "NPL", "constitution amendment of 2020-06-18"),
];

#[test]
fn each_view_gives_the_land_to_its_holder() {
    assert!(HOLDERS.len() >= 40);
    for &(part, adm0, code, holder, source) in HOLDERS {
        assert!(disputes::part(part).is_some(), "no part {part}");
        let found = view(code).holder(adm0, Some(part)).unwrap_or("-");
        assert_eq!(found, holder, "{part} in {code} (source: {source})");
    }
}

/// A side: country, division, part (or nothing).
type Land = (&'static str, &'static str, &'static str);

const JAMMU: Land = ("IND", "IN-JK", "kashmir/jammu-and-kashmir");
const LADAKH: Land = ("IND", "IN-LA", "kashmir/ladakh");
const AZAD: Land = ("PAK", "PK-JK", "kashmir/azad-kashmir");
const GILGIT: Land = ("PAK", "PK-GB", "kashmir/gilgit-baltistan");
const AKSAI: Land = ("CHN", "CN-XJ", "kashmir/aksai-chin");
const XINJIANG: Land = ("CHN", "CN-XJ", "");
const HIMACHAL: Land = ("IND", "IN-HP", "");
const PK_PUNJAB: Land = ("PAK", "PK-PB", "");
const WAKHAN: Land = ("AFG", "AF-BDS", "");
const ARUNACHAL: Land = ("IND", "IN-AR", "arunachal-pradesh/state");
const TIBET: Land = ("CHN", "CN-XZ", "");
const ASSAM: Land = ("IND", "IN-AS", "");
const CRIMEA: Land = ("RUS", "UA-43", "crimea/crimea");
const SEVASTOPOL: Land = ("RUS", "UA-40", "crimea/sevastopol");
const KHERSON: Land = ("UKR", "UA-65", "ukraine-oblasts/kherson");
const MYKOLAIV: Land = ("UKR", "UA-48", "");
const GOLAN: Land = ("ISR", "IL-Z", "golan/golan");
const GALILEE: Land = ("ISR", "IL-Z", "");
const QUNEITRA: Land = ("SYR", "SY-QU", "");
const WEST_BANK: Land = ("PSX", "PS-WBK", "palestine/west-bank");
const GAZA: Land = ("PSX", "PS-GZZ", "palestine/gaza");
const NEGEV: Land = ("ISR", "IL-D", "");
const SINAI: Land = ("EGY", "EG-SIN", "");
const SAHARA_WEST: Land = ("MAR", "MA-15", "western-sahara/west-of-berm");
const DAKHLA: Land = ("MAR", "MA-16", "western-sahara/west-of-berm");
const SAHARA_EAST: Land = ("SAH", "EH-X01~", "western-sahara/east-of-berm");
const TARFAYA: Land = ("MAR", "MA-15", "");
const MAURITANIA: Land = ("MRT", "MR-11", "");
const KOSOVO: Land = ("KOS", "XK-X01~", "kosovo/kosovo");
const SERBIA: Land = ("SRB", "RS-01", "");
const ALBANIA: Land = ("ALB", "AL-01", "");
const NORTH_CYPRUS: Land = ("CYN", "CYN", "northern-cyprus/north");
const BUFFER: Land = ("CNM", "CNM", "northern-cyprus/buffer-zone");
const CYPRUS: Land = ("CYP", "CY-01", "");
const SOMALILAND: Land = ("SOL", "SOL", "somaliland/somaliland");
const SOMALIA: Land = ("SOM", "SO-SO", "");
const ESSEQUIBO: Land = ("GUY", "GY-CU", "guayana-esequiba/essequibo");
const DEMERARA: Land = ("GUY", "GY-DE", "");
const VENEZUELA: Land = ("VEN", "VE-F", "");

/// (one side, other side, class in the source's default view, class that the source gives for the view,
/// view, class, source)
type Edge = (Land, Land, Option<BorderClass>, Option<BorderClass>, &'static str, BorderClass, &'static str);

const EDGES: &[Edge] = &[
    (JAMMU, AZAD, Some(Control), None, "neutral", Control, "ruling 4"),
    (JAMMU, AZAD, Some(Control), Some(Hidden), "in", Hidden, "FCLASS_IN"),
    (JAMMU, AZAD, Some(Control), Some(Admin1), "pk", Admin1, "FCLASS_PK"),
    (JAMMU, AZAD, Some(Control), None, "cn", Control, "no FCLASS_CN"),
    (JAMMU, PK_PUNJAB, Some(Control), None, "neutral", Control, "working boundary"),
    (JAMMU, PK_PUNJAB, Some(Control), Some(International), "in", International, "FCLASS_IN"),
    (JAMMU, PK_PUNJAB, Some(Control), Some(Admin1), "pk", Admin1, "FCLASS_PK"),
    (JAMMU, HIMACHAL, None, None, "neutral", Disputed, "claim line"),
    (JAMMU, HIMACHAL, None, None, "in", Admin1, "one country"),
    (JAMMU, HIMACHAL, None, None, "pk", International, "Kashmir is Pakistan's"),
    (AZAD, PK_PUNJAB, None, None, "in", International, "Kashmir is India's"),
    (AZAD, PK_PUNJAB, None, None, "de-facto", Admin1, "one country"),
    (GILGIT, WAKHAN, Some(International), None, "neutral", International, "the line itself is agreed"),
    (GILGIT, WAKHAN, Some(International), None, "in", International, "the line itself is agreed"),
    (LADAKH, AKSAI, Some(Disputed), None, "neutral", Control, "Line of Actual Control"),
    (LADAKH, AKSAI, Some(Disputed), Some(Hidden), "in", Hidden, "FCLASS_IN of B07"),
    (LADAKH, AKSAI, Some(Disputed), Some(International), "pk", International, "FCLASS_PK of B07"),
    (LADAKH, AKSAI, Some(Disputed), Some(International), "cn", International, "FCLASS_CN of B07"),
    (
        GILGIT,
        AKSAI,
        Some(BorderClass::Indefinite),
        Some(International),
        "cn",
        International,
        "FCLASS_CN of B08",
    ),
    (AKSAI, XINJIANG, None, None, "neutral", Disputed, "Indian claim"),
    (AKSAI, XINJIANG, None, None, "in", International, "Aksai Chin is India's"),
    (AKSAI, XINJIANG, None, None, "cn", Hidden, "one division"),
    (AKSAI, XINJIANG, None, None, "de-facto", Hidden, "one division"),
    (ARUNACHAL, TIBET, Some(Disputed), None, "neutral", Disputed, "B00"),
    (ARUNACHAL, TIBET, Some(Disputed), Some(Hidden), "cn", Hidden, "FCLASS_CN of B00"),
    (ARUNACHAL, TIBET, Some(Disputed), Some(International), "in", International, "FCLASS_IN of B00"),
    (ARUNACHAL, ASSAM, None, None, "cn", International, "South Tibet is China's"),
    (CRIMEA, KHERSON, Some(Disputed), None, "neutral", Disputed, "B89"),
    (CRIMEA, KHERSON, Some(Disputed), Some(Admin1), "ua", Admin1, "FCLASS_UA of B89"),
    (CRIMEA, KHERSON, Some(Disputed), Some(Disputed), "us", Disputed, "FCLASS_US of B89"),
    (CRIMEA, SEVASTOPOL, None, None, "neutral", Admin1, "divisions"),
    (KHERSON, MYKOLAIV, None, None, "neutral", Admin1, "ruling 4: no front line"),
    (KHERSON, MYKOLAIV, None, None, "ru", International, "annexation claimed"),
    (KHERSON, MYKOLAIV, None, None, "ua", Admin1, "one country"),
    (GOLAN, QUNEITRA, Some(Control), None, "neutral", Control, "ceasefire line"),
    (GOLAN, QUNEITRA, Some(Control), Some(International), "il", International, "FCLASS_IL of B49"),
    (GOLAN, QUNEITRA, Some(Control), Some(Hidden), "eg", Hidden, "FCLASS_EG of B49"),
    (GOLAN, GALILEE, None, None, "neutral", Control, "line of 1967"),
    (GOLAN, GALILEE, None, None, "il", Hidden, "one division"),
    (GOLAN, GALILEE, None, None, "eg", International, "the Golan is Syria's"),
    (WEST_BANK, NEGEV, Some(Disputed), None, "neutral", Control, "ruling 4: armistice line"),
    (GAZA, NEGEV, Some(Disputed), None, "neutral", Control, "ruling 4: armistice line"),
    (GAZA, SINAI, Some(International), None, "neutral", International, "agreed"),
    (SAHARA_WEST, SAHARA_EAST, Some(Control), None, "neutral", Control, "ruling 4: berm"),
    (SAHARA_WEST, SAHARA_EAST, Some(Control), Some(Hidden), "ma", Hidden, "FCLASS_MA of B28"),
    (SAHARA_WEST, DAKHLA, None, None, "neutral", Admin1, "divisions of one part"),
    (SAHARA_WEST, TARFAYA, None, None, "neutral", Disputed, "claim line"),
    (SAHARA_WEST, TARFAYA, None, None, "ma", Hidden, "one division"),
    (SAHARA_EAST, MAURITANIA, Some(International), None, "ma", International, "agreed"),
    (KOSOVO, SERBIA, Some(International), None, "neutral", Disputed, "ruling 4: dashed"),
    (KOSOVO, SERBIA, Some(International), None, "us", International, "no FCLASS_US"),
    (KOSOVO, SERBIA, Some(International), Some(Hidden), "cn", Hidden, "FCLASS_CN"),
    (KOSOVO, SERBIA, Some(International), None, "ru", Admin1, "FCLASS_RU: map unit"),
    (KOSOVO, ALBANIA, Some(International), None, "neutral", International, "the line itself is agreed"),
    (KOSOVO, ALBANIA, Some(International), None, "ru", International, "the line itself is agreed"),
    (NORTH_CYPRUS, BUFFER, Some(Control), None, "neutral", Control, "ceasefire line"),
    (NORTH_CYPRUS, BUFFER, Some(Control), None, "us", Control, "no FCLASS_US of B20"),
    (NORTH_CYPRUS, BUFFER, Some(Control), Some(Hidden), "gr", Hidden, "FCLASS_GR of B20"),
    (NORTH_CYPRUS, BUFFER, Some(Control), Some(International), "tr", International, "FCLASS_TR of B20"),
    (BUFFER, CYPRUS, None, None, "neutral", Control, "overlay limit"),
    (SOMALILAND, SOMALIA, Some(Disputed), None, "neutral", BorderClass::Breakaway, "B30"),
    (SOMALILAND, SOMALIA, Some(Disputed), None, "us", Disputed, "no FCLASS_US of B30"),
    (SOMALILAND, SOMALIA, Some(Disputed), Some(Hidden), "eg", Hidden, "FCLASS_EG of B30"),
    (ESSEQUIBO, VENEZUELA, Some(Disputed), None, "neutral", Disputed, "B56"),
    (ESSEQUIBO, DEMERARA, None, None, "neutral", Disputed, "Venezuelan claim"),
    (ESSEQUIBO, DEMERARA, None, None, "de-facto", Admin1, "one country"),
];

#[test]
fn each_view_gives_the_edge_its_class() {
    fn side(land: Land) -> Side<'static> {
        Side { adm0: land.0, admin1: land.1, part: Some(land.2).filter(|part| !part.is_empty()) }
    }
    for &(a, b, base, drawn, code, class, source) in EDGES {
        let message = format!("{a:?} | {b:?} in {code} (source: {source})");
        assert_eq!(view(code).border(side(a), side(b), base, drawn), class, "{message}");
        assert_eq!(view(code).border(side(b), side(a), base, drawn), class, "{message}, turned");
    }
}

#[test]
fn views_name_only_disputes_that_exist() {
    for view in worldview::all() {
        for key in view.keys() {
            let known = disputes::part(key).is_some() || disputes::get(key).is_some();
            assert!(known, "{} names {key}", view.code);
        }
    }
}

#[test]
fn a_settled_dispute_is_not_hatched() {
    assert!(view("neutral").is_hatched("kashmir/ladakh"));
    assert!(!view("in").is_hatched("kashmir/ladakh"));
    assert!(view("cn").is_hatched("kashmir/ladakh"));
    assert!(!view("neutral").is_hatched("ukraine-oblasts/donetsk"), "no control shading");
    assert!(!view("neutral").is_hatched("taiwan/taiwan"), "an area of its own");
    assert!(!view("de-facto").is_hatched("crimea/crimea"));
}

/// (place, degrees east, degrees north, worldview, country that it lies in there). `-` is nobody's.
const PLACES: &[(&str, f64, f64, &str, &str)] = &[
    ("Srinagar", 74.8, 34.09, "neutral", "-"),
    ("Srinagar", 74.8, 34.09, "in", "IND"),
    ("Srinagar", 74.8, 34.09, "pk", "PAK"),
    ("Srinagar", 74.8, 34.09, "de-facto", "IND"),
    ("Gilgit", 74.31, 35.92, "neutral", "-"),
    ("Gilgit", 74.31, 35.92, "in", "IND"),
    ("Gilgit", 74.31, 35.92, "cn", "-"),
    ("Muzaffarabad", 73.47, 34.36, "in", "IND"),
    ("Muzaffarabad", 73.47, 34.36, "pk", "PAK"),
    ("Aksai Chin Lake", 79.83, 35.1, "neutral", "-"),
    ("Aksai Chin Lake", 79.83, 35.1, "in", "IND"),
    ("Aksai Chin Lake", 79.83, 35.1, "cn", "CHN"),
    ("Aksai Chin Lake", 79.83, 35.1, "pk", "CHN"),
    ("Itanagar", 93.6, 27.1, "neutral", "IND"),
    ("Itanagar", 93.6, 27.1, "cn", "CHN"),
    ("Lahore", 74.34, 31.55, "in", "PAK"),
    ("Simferopol", 34.1, 44.96, "neutral", "UKR"),
    ("Simferopol", 34.1, 44.96, "ua", "UKR"),
    ("Simferopol", 34.1, 44.96, "ru", "RUS"),
    ("Simferopol", 34.1, 44.96, "us", "UKR"),
    ("Simferopol", 34.1, 44.96, "de-facto", "RUS"),
    ("Sevastopol", 33.55, 44.58, "ru", "RUS"),
    ("Donetsk", 37.8, 48.0, "neutral", "UKR"),
    ("Donetsk", 37.8, 48.0, "ru", "RUS"),
    ("Odesa", 30.72, 46.48, "ru", "UKR"),
    ("Katzrin", 35.69, 32.99, "neutral", "SYR"),
    ("Katzrin", 35.69, 32.99, "il", "ISR"),
    ("Katzrin", 35.69, 32.99, "us", "ISR"),
    ("Katzrin", 35.69, 32.99, "ps", "SYR"),
    ("Safed", 35.5, 32.97, "neutral", "ISR"),
    ("Safed", 35.5, 32.97, "pk", "PSX"),
    ("Ramallah", 35.2, 31.9, "neutral", "PSX"),
    ("Gaza", 34.46, 31.5, "neutral", "PSX"),
    ("Jerusalem, Old City", 35.234, 31.777, "neutral", "PSX"),
    ("Jerusalem, Knesset", 35.205, 31.777, "neutral", "ISR"),
    ("Jerusalem, Old City", 35.234, 31.777, "il", "ISR"),
    ("Laayoune", -13.19, 27.15, "neutral", "SAH"),
    ("Laayoune", -13.19, 27.15, "ma", "MAR"),
    ("Laayoune", -13.19, 27.15, "es", "SAH"),
    ("Laayoune", -13.19, 27.15, "fr", "MAR"),
    ("Tifariti", -10.57, 26.15, "ma", "MAR"),
    ("Tarfaya", -12.9, 27.93, "neutral", "MAR"),
    ("Kyrenia", 33.32, 35.33, "neutral", "CYP"),
    ("Kyrenia", 33.32, 35.33, "tr", "CYN"),
    ("Limassol", 33.03, 34.7, "tr", "CYP"),
    ("Pristina", 21.17, 42.67, "neutral", "KOS"),
    ("Pristina", 21.17, 42.67, "us", "KOS"),
    ("Pristina", 21.17, 42.67, "ru", "SRB"),
    ("Pristina", 21.17, 42.67, "es", "SRB"),
    ("Taichung", 120.68, 24.15, "neutral", "TWN"),
    ("Taichung", 120.68, 24.15, "cn", "CHN"),
    ("Taichung", 120.68, 24.15, "us", "TWN"),
    ("Wuhan", 114.3, 30.6, "cn", "CHN"),
    ("Lethem", -59.8, 3.38, "neutral", "GUY"),
    ("Georgetown", -58.13, 6.78, "neutral", "GUY"),
    ("Abyei", 28.43, 9.6, "neutral", "-"),
    ("Abyei", 28.43, 9.6, "de-facto", "SDN"),
    ("Abu Ramad", 36.4, 22.38, "neutral", "-"),
    ("Abu Ramad", 36.4, 22.38, "eg", "EGY"),
    ("Bir Tawil", 33.73, 21.87, "neutral", "-"),
    ("Hargeisa", 44.06, 9.56, "neutral", "SOL"),
    ("Hargeisa", 44.06, 9.56, "us", "SOM"),
    ("Stanley", -57.87, -51.71, "ar", "ARG"),
    ("Stanley", -57.87, -51.71, "neutral", "FLK"),
    ("Tskhinvali", 43.97, 42.23, "neutral", "GEO"),
    ("Tskhinvali", 43.97, 42.23, "ru", "XSO"),
    ("Sukhumi", 41.02, 43.0, "neutral", "GEO"),
    ("Tiraspol", 29.62, 46.84, "neutral", "MDA"),
    ("Tiraspol", 29.62, 46.84, "de-facto", "XTN"),
    ("Stepanakert", 46.75, 39.82, "neutral", "AZE"),
    ("Kuti", 80.77, 30.31, "np", "NPL"),
    ("Kuti", 80.77, 30.31, "in", "IND"),
];

/// The division at a place, at the finest level.
fn division_at(map: &Basemap, at: LonLat) -> Division {
    let land = map.land(Level::L10m);
    let around = Bounds { west: at.lon, south: at.lat, east: at.lon, north: at.lat };
    let holds = |ring: &Vec<[f64; 2]>| {
        let crosses = |edge: &&[[f64; 2]]| {
            let ([x0, y0], [x1, y1]) = (edge[0], edge[1]);
            (y0 > at.lat) != (y1 > at.lat) && at.lon < x0 + (at.lat - y0) / (y1 - y0) * (x1 - x0)
        };
        ring.windows(2).filter(crosses).count() % 2 == 1
    };
    let candidates = land.divisions_in(&around).into_iter();
    let mut found = candidates.filter(|&division| {
        let rings = land.outline(&[division]);
        rings.iter().filter(|ring| holds(&land.ring(ring))).count() % 2 == 1
    });
    let division = found.next().unwrap_or_else(|| panic!("no land at {at:?}"));
    map.division(division)
}

#[test]
fn places_lie_in_the_country_that_each_view_says() {
    let map = Basemap::open();
    let wrong: Vec<String> = PLACES
        .iter()
        .filter_map(|&(name, lon, lat, code, country)| {
            let side = division_at(&map, LonLat::new(lon, lat)).side();
            let found = view(code).holder(side.adm0, side.part).unwrap_or("-");
            (found != country).then(|| format!("{name} in {code}: {found}, not {country} ({side:?})"))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// (one side, other side, worldview, class of every border between them on the map). A side is a country (`=` before
/// it: its undisputed land), a division, a dispute or a part.
const MAP_EDGES: &[(&str, &str, &str, BorderClass)] = &[
    ("kashmir/jammu-and-kashmir", "kashmir/azad-kashmir", "neutral", Control),
    ("kashmir/jammu-and-kashmir", "kashmir/azad-kashmir", "in", Hidden),
    ("kashmir/jammu-and-kashmir", "=PAK", "neutral", Control),
    ("kashmir/jammu-and-kashmir", "=PAK", "in", International),
    ("kashmir/jammu-and-kashmir", "=PAK", "pk", Admin1),
    ("kashmir/jammu-and-kashmir", "=IND", "neutral", Disputed),
    ("kashmir/jammu-and-kashmir", "=IND", "in", Admin1),
    ("kashmir/jammu-and-kashmir", "=IND", "pk", International),
    ("kashmir/azad-kashmir", "=PAK", "neutral", Disputed),
    ("kashmir/azad-kashmir", "=PAK", "in", International),
    ("kashmir/azad-kashmir", "=PAK", "pk", Admin1),
    ("kashmir/gilgit-baltistan", "AFG", "neutral", International),
    ("kashmir/ladakh", "kashmir/aksai-chin", "neutral", Control),
    ("kashmir/ladakh", "kashmir/aksai-chin", "in", Hidden),
    ("kashmir/ladakh", "kashmir/aksai-chin", "pk", International),
    ("kashmir/aksai-chin", "=CHN", "neutral", Disputed),
    ("kashmir/aksai-chin", "=CHN", "in", International),
    ("kashmir/aksai-chin", "=CHN", "de-facto", Hidden),
    ("arunachal-pradesh", "=CHN", "neutral", Disputed),
    ("arunachal-pradesh", "=CHN", "in", International),
    ("arunachal-pradesh", "=CHN", "cn", Hidden),
    ("arunachal-pradesh", "=IND", "cn", International),
    ("AFG", "=PAK", "neutral", International),
    ("AFG", "=PAK", "pk", International),
    ("crimea/crimea", "ukraine-oblasts/kherson", "neutral", Disputed),
    ("crimea/crimea", "ukraine-oblasts/kherson", "ua", Admin1),
    ("crimea/crimea", "ukraine-oblasts/kherson", "ru", Hidden),
    ("ukraine-oblasts/luhansk", "=RUS", "neutral", International),
    ("ukraine-oblasts/luhansk", "=RUS", "ru", Hidden),
    ("ukraine-oblasts", "=UKR", "neutral", Admin1),
    ("ukraine-oblasts", "=UKR", "ru", International),
    ("golan/golan", "SYR", "neutral", Control),
    ("golan/golan", "SYR", "il", International),
    ("golan/golan", "=ISR", "neutral", Control),
    ("golan/golan", "=ISR", "il", Hidden),
    ("palestine/west-bank", "=ISR", "neutral", Control),
    ("palestine/gaza", "ISR", "neutral", Control),
    ("palestine/gaza", "EGY", "neutral", International),
    ("palestine/east-jerusalem", "=ISR", "neutral", Control),
    ("palestine/east-jerusalem", "=ISR", "il", Hidden),
    ("western-sahara/west-of-berm", "western-sahara/east-of-berm", "neutral", Control),
    ("western-sahara/west-of-berm", "western-sahara/east-of-berm", "ma", Hidden),
    ("western-sahara", "MRT", "neutral", International),
    ("kosovo", "SRB", "neutral", Disputed),
    ("kosovo", "SRB", "us", International),
    ("kosovo", "ALB", "neutral", International),
    ("northern-cyprus/north", "northern-cyprus/buffer-zone", "neutral", Control),
    ("guayana-esequiba", "VEN", "neutral", Disputed),
    ("guayana-esequiba", "=GUY", "neutral", Disputed),
    ("transnistria", "=MDA", "neutral", BorderClass::Breakaway),
    ("transnistria", "UKR", "neutral", International),
    ("abkhazia", "=GEO", "neutral", BorderClass::Breakaway),
    ("abkhazia", "=RUS", "neutral", International),
    ("south-ossetia", "=GEO", "ru", International),
    ("abyei", "=SDN", "neutral", Disputed),
    ("abyei", "SDS", "neutral", Disputed),
    ("bir-tawil", "=SDN", "de-facto", Disputed),
    ("halaib", "=EGY", "neutral", Disputed),
    ("halaib", "=SDN", "neutral", Disputed),
    ("PRK", "KOR", "neutral", Control),
];

#[test]
fn borders_on_the_map_have_their_class_at_every_scale() {
    fn is_side(word: &str, side: Side<'_>) -> bool {
        if let Some(country) = word.strip_prefix('=') {
            return side.adm0 == country && side.part.is_none();
        }
        let in_dispute = |part: &str| part == word || part.split('/').next() == Some(word);
        side.adm0 == word || side.part.is_some_and(in_dispute)
    }
    let map = Basemap::open();
    let mut wrong = Vec::new();
    for level in [Level::L10m, Level::L50m, Level::L110m] {
        let land = map.land(level);
        let arcs: Vec<_> = land.borders().map(|number| land.arc(number)).collect();
        for &(a, b, code, class) in MAP_EDGES {
            let mut found = 0;
            for arc in &arcs {
                let (Some(left), Some(right)) = (arc.left, arc.right) else { continue };
                let (l, r) = (map.division(left).side(), map.division(right).side());
                if !(is_side(a, l) && is_side(b, r) || is_side(a, r) && is_side(b, l)) {
                    continue;
                }
                found += 1;
                // Pieces of one division meet without a line wherever the view makes them one country's, and
                // the smallest scale joins divisions, so that it does not tell the two classes apart.
                let drawn = land.class(arc, view(code));
                let inner = class == Admin1 && drawn == ArcClass::Border(Hidden)
                    || level == Level::L110m && class == Hidden && drawn == ArcClass::Border(Admin1);
                if drawn != ArcClass::Border(class) && !inner {
                    wrong.push(format!(
                        "{a} | {b} in {code} at {level:?}: {drawn:?}, not {class:?} ({l:?}, {r:?})"
                    ));
                }
            }
            if found == 0 && level == Level::L10m {
                wrong.push(format!("no border of {a} and {b} at {level:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
