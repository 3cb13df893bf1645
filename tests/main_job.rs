//! The main job on our own article and on five copies with every name and date swapped.

use dateline::model::plan::{Anchor, AreaRole, Plan};
use dateline::pipeline::{Dateline, Reading, Source};
use dateline::plan::options::PlanOptions;

/// What a copy of the article must lead to.
struct Case {
    file: &'static str,
    /// Codes (ISO A2) of the two at war and the third country.
    countries: [&'static str; 3],
    /// Name of the bombed capital.
    capital: &'static str,
    /// The line fought along, as a geometry reference, and the same as a pair where the line is one.
    line: &'static [&'static str],
    /// Starts of the geometry references that mean the disputed area of the attack, or the part of it that is named.
    disputed: &'static [&'static str],
    /// Dates as they read: airstrikes, fighting, ceasefire, attack.
    dates: [&'static str; 4],
    /// Names that stand for institutions, persons or governments and must not be places on the map.
    never: &'static [&'static str],
    /// Mediators.
    mediators: [&'static str; 2],
}

const CASES: &[Case] = &[
    Case {
        file: "examples/articles/durand-line.md",
        countries: ["AF", "PK", "IN"],
        capital: "Kabul",
        line: &["line:durand-line"],
        disputed: &[
            "dispute:kashmir",
            "region:kashmir",
            "region:indian-administered-kashmir",
            "admin1:IN-JK",
        ],
        dates: ["Oct. 9", "Oct. 10", "Oct. 19", "before May 2025"],
        never: &["Georgetown", "Bangor", "Lancaster", "Khan"],
        mediators: ["TR", "QA"],
    },
    Case {
        file: "tests/suite/main-job/blue-line.md",
        countries: ["LB", "IL", "SY"],
        capital: "Beirut",
        line: &["line:blue-line", "border:ISR-LBN"],
        disputed: &["dispute:golan", "region:golan-heights"],
        dates: ["March 3", "March 4", "March 13", "before June 2030"],
        never: &["Chester", "Boston", "London", "Windsor", "Jackson"],
        mediators: ["FR", "OM"],
    },
    Case {
        file: "tests/suite/main-job/thai-cambodian.md",
        countries: ["KH", "TH", "VN"],
        capital: "Phnom Penh",
        line: &["border:KHM-THA"],
        disputed: &["dispute:paracel"],
        dates: ["Aug. 1", "Aug. 2", "Aug. 11", "before April 2028"],
        never: &["Paris", "Cambridge", "Sydney", "Raffles", "Jackson"],
        mediators: ["MY", "JP"],
    },
    Case {
        file: "tests/suite/main-job/caucasus.md",
        countries: ["AM", "AZ", "GE"],
        capital: "Yerevan",
        line: &["border:ARM-AZE"],
        disputed: &["dispute:south-ossetia"],
        dates: ["June 12", "June 13", "June 22", "before May 2029"],
        never: &["Florence", "Oxford", "Milan", "Vienna", "Jackson"],
        mediators: ["CH", "KZ"],
    },
    Case {
        file: "tests/suite/main-job/essequibo.md",
        countries: ["VE", "CO", "GY"],
        capital: "Caracas",
        line: &["border:COL-VEN"],
        disputed: &["dispute:guayana-esequiba"],
        dates: ["Nov. 8", "Nov. 9", "Nov. 18", "before July 2030"],
        never: &["Madrid", "Princeton", "Cordoba", "Chester", "Jackson"],
        mediators: ["NO", "BR"],
    },
    Case {
        file: "tests/suite/main-job/maghreb.md",
        countries: ["DZ", "MA", "MR"],
        capital: "Algiers",
        line: &["border:DZA-MAR"],
        disputed: &["dispute:western-sahara", "country:SAH"],
        dates: ["Feb. 4", "Feb. 5", "Feb. 14", "before January 2032"],
        never: &["Orleans", "Columbia", "Denver", "Warwick", "Jackson"],
        mediators: ["ES", "EG"],
    },
];

fn read(case: &Case) -> (Reading, Plan) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(case.file);
    let bytes = std::fs::read(path).expect("the article is there");
    let dateline = Dateline::open().expect("the bundle opens");
    let source = Source { name: case.file.to_owned(), ..Source::default() };
    let article = Dateline::articles(&bytes, &source).expect("it is an article").remove(0);
    let reading = dateline.read(article, &[]);
    let (plan, _) = dateline.plan(&reading, &PlanOptions::default()).expect("it can be mapped");
    (reading, plan)
}

/// Collects what is wrong, so that one run shows everything.
fn check(case: &Case) -> Vec<String> {
    let (reading, plan) = read(case);
    let mut wrong = Vec::new();
    let mut expect = |fine: bool, what: String| {
        if !fine {
            wrong.push(format!("{}: {what}", case.file));
        }
    };
    let tinted: Vec<&str> =
        plan.areas.iter().filter(|a| a.role == AreaRole::Focus).map(|a| a.geometry.0.as_str()).collect();
    let place_of = |code: &str| reading.focus.iter().find(|f| f.place.id.0 == code).map(|f| &f.place);
    for code in case.countries {
        let geometry = place_of(code).and_then(|p| p.geometry.clone()).map(|g| g.0).unwrap_or_default();
        expect(tinted.contains(&geometry.as_str()), format!("{code} is not tinted; tinted are {tinted:?}"));
    }
    for code in case.mediators {
        let point = place_of(code).map(|p| p.point);
        expect(
            point.is_none_or(|p| !plan.frame.bounds.contains(p) || tinted.len() > 3),
            format!("the mediator {code} stretches the frame"),
        );
        expect(
            reading.events.iter().all(|e| e.places.iter().all(|p| p.place.id.0 != code)),
            format!("an event is placed at the mediator {code}"),
        );
    }
    let entry = |kind: &str, news: bool| plan.entries.iter().find(|e| e.kind == kind && e.background != news);
    let strike = entry("airstrike", true);
    expect(strike.is_some_and(|e| e.date == case.dates[0]), format!("airstrikes: {strike:?}"));
    let mark = |number: u32| plan.marks.iter().filter(move |m| m.number == number);
    let at_capital = strike.is_some_and(|e| {
        mark(e.number).any(|m| m.place == case.capital && matches!(m.anchor, Anchor::Point { .. }))
    });
    expect(at_capital, format!("no airstrike at {}: {:?}", case.capital, plan.marks));
    let along = |m: &dateline::model::plan::Mark| match &m.anchor {
        Anchor::Line { geometry, .. } => case.line.contains(&geometry.0.as_str()),
        _ => false,
    };
    let clash = plan.marks.iter().find(|m| along(m));
    let clash_entry = clash.and_then(|m| plan.entries.iter().find(|e| e.number == m.number));
    expect(
        clash_entry.is_some_and(|e| e.date.contains(case.dates[1])),
        format!("fighting along the line: {clash:?} {clash_entry:?}"),
    );
    expect(
        plan.lines.iter().any(|l| case.line.contains(&l.geometry.0.as_str())),
        format!("lines: {:?}", plan.lines),
    );
    let ceasefire = entry("ceasefire", true);
    expect(
        ceasefire.is_some_and(|e| e.date == case.dates[2] && !e.on_map),
        format!("ceasefire: {ceasefire:?}"),
    );
    let attack = plan.marks.iter().find(|m| match &m.anchor {
        Anchor::Area { geometry, .. } => case.disputed.iter().any(|d| geometry.0.starts_with(d)),
        Anchor::Ring { .. } => m.place.contains("Paracel"),
        _ => false,
    });
    let attack = attack.and_then(|m| plan.entries.iter().find(|e| e.number == m.number));
    expect(
        attack.is_some_and(|e| e.date == case.dates[3]),
        format!("attack in the disputed area: {attack:?}"),
    );
    for name in case.never {
        expect(plan.labels.iter().all(|l| !l.mentioned || l.text != *name), format!("{name} is on the map"));
        expect(plan.marks.iter().all(|m| m.place != *name), format!("an event is placed at {name}"));
    }
    let figures: Vec<&String> = plan.entries.iter().flat_map(|e| &e.details).collect();
    expect(figures.iter().any(|d| d.contains("according to")), format!("claims: {figures:?}"));
    wrong
}

#[test]
fn the_article_and_its_swapped_copies_give_the_corresponding_maps() {
    let wrong: Vec<String> = CASES.iter().flat_map(check).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn without_a_date_no_year_is_invented() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles/durand-line.md");
    let text = std::fs::read_to_string(path).expect("the article is there");
    let undated: String =
        text.lines().filter(|l| !l.starts_with("date:")).map(|l| format!("{l}\n")).collect();
    let article =
        Dateline::articles(undated.as_bytes(), &Source { name: "x.md".to_owned(), ..Source::default() })
            .expect("it is an article")
            .remove(0);
    let reading = Dateline::open().expect("the bundle opens").read(article, &[]);
    let strike = reading.events.iter().find(|e| e.kind == "airstrike").and_then(|e| e.date.as_ref());
    assert!(
        strike.is_some_and(|d| d.start.is_none() && d.month == Some(10) && d.day == Some(9)),
        "{strike:?}"
    );
}
