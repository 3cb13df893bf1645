//! Who holds which land, and how its edge is drawn, in each worldview.

use dateline::geodata::border::BorderClass::{self, Admin1, Control, Disputed, Hidden, International};
use dateline::geodata::worldview::{self, Side};
use dateline::geodata::{disputes, worldview::Worldview};

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
