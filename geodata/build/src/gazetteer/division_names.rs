//! The names under which texts speak of a division: with its generic word, without it, and "Province of X".

use crate::gazetteer::record::Record;

/// Generic words before the name.
const BEFORE: &[&str] = &[
    "Provincia di ",
    "Provincia de ",
    "Provincia dell'",
    "Provincia della ",
    "Province of ",
    "Provincia del ",
    "Departamento de ",
    "Departamento del ",
    "Département de ",
    "Département du ",
    "Département d'",
    "Municipio de ",
    "Powiat ",
    "Landkreis ",
    "Kreis ",
    "City of ",
    "City and County of ",
    "County of ",
    "Borough of ",
    "Governorate of ",
    "Republic of ",
    "Region of ",
    "Município de ",
    "Partido de ",
    "Comuna ",
    "Concelho de ",
    "Opština ",
    "Okres ",
    "Obshtina ",
    "Municipality of ",
    "Autonomous Region of ",
    "Metropolitan City of ",
    "Città metropolitana di ",
    "Caza de ",
    "Caza du ",
    "Cercle de ",
    "Cercle d’ ",
    "Distrito de ",
    "Circunscrição de ",
    "Circunscrição da ",
    "Circunscrição do ",
    "Concelho do ",
    "Concelho da ",
    "Cidade de ",
    "Departement du ",
    "Departement de ",
    "Département d’ ",
    "Ville de ",
    "Arrondissement de ",
    "Degmada ",
    "Qaḑā’ ",
    "Mudīrīyat ",
    "Cantón ",
    "Districtul ",
];

/// Generic words after the name.
const AFTER: &[&str] = &[
    " Province",
    " State",
    " Region",
    " District",
    " Oblast",
    " Governorate",
    " Department",
    " Prefecture",
    " Municipality",
    " Voivodeship",
    " Republic",
    " Krai",
    " Shi",
    " Sheng",
    " Parish",
    " Canton",
    " Division",
    " Autonomous Region",
    " Atoll",
    " Xian",
    " Qu",
    " Rayon",
    " Raion",
    " Kommune",
    " Kommun",
    " Megye",
    " Ken",
    " Autonomous Okrug",
    " Zila",
    " Zone",
    " Woreda",
    " Agency",
    " Cercle",
    " Locality",
    " Rural Council",
    " Local Government Area",
    " Local Government",
    " Sub-Prefecture",
    " Wereda",
    " Subdistrict",
    " County Borough",
];

/// What English texts call first-order divisions, by country; other countries keep what Natural Earth calls them.
const FIRST: &[(&str, &[&str])] = &[
    ("US DE AT NG IN MX BR AU MY SD SS VE PW FM", &["State"]),
    (
        "AF AO AR BE BF BI CA CD CG CN CR CU DO DZ EC GA GQ ID IR KE KH KP KR LA LK MG MN MZ NL NP PA PG PH PK RW SB SL \
         TH TM TR VN VU ZA ZM ZW",
        &["Province"],
    ),
    ("SY IQ EG JO LB YE OM KW BH TN PS LY", &["Governorate", "Province"]),
    ("SA", &["Province", "Region"]),
    ("RU UA BY KZ KG", &["Region", "Oblast"]),
    ("UZ TJ CL CI CM CZ DK ER FR GE GH GN GR IT MA ML MR NA NE PE PT SN SK TD TG TZ", &["Region"]),
    ("ET SO", &["Region", "State"]),
    ("MM", &["State", "Region"]),
    ("BD", &["Division"]),
    ("BJ BO CO GT HN HT NI PY SV UY", &["Department"]),
    ("JP", &["Prefecture"]),
    ("CH", &["Canton"]),
    ("ES", &["Region"]),
    ("LR RO EE HR NO SE HU AL LT TW", &["County"]),
    ("PL", &["Province", "Voivodeship"]),
    ("JM AG BB DM GD", &["Parish"]),
    ("BT BW BZ CY IL LS MD RS SR UG MW", &["District"]),
    ("AE", &["Emirate"]),
];

/// Words that also stand before the name: "Province of Quebec".
const LEADING: &[&str] = &["State", "Province", "Republic", "Region", "Department", "Emirate", "Governorate"];

/// What English texts call second-order divisions.
const SECOND: &[(&str, &str)] = &[
    ("AF BD GH IN IQ KH LA LK LR MW MZ NP PK SL SY TH TR TZ UG VN YE ZA ZM ZW", "District"),
    ("IT ES BE PE CL PH", "Province"),
    ("IR PL", "County"),
    ("ET", "Zone"),
    ("ID", "Regency"),
    ("BR MX CO PT", "Municipality"),
];

/// Russian republics, whose head is no governor and whose name is often "Republic of X".
const REPUBLICS: &[&str] = &[
    "Adygea",
    "Altai",
    "Bashkortostan",
    "Buryatia",
    "Chechnya",
    "Chuvashia",
    "Dagestan",
    "Ingushetia",
    "Kabardino-Balkaria",
    "Kalmykia",
    "Karachay-Cherkessia",
    "Karelia",
    "Khakassia",
    "Komi",
    "Mari El",
    "Mordovia",
    "Sakha",
    "Tatarstan",
    "Tuva",
    "Udmurtia",
    "North Ossetia",
];

/// What is left of some names without their generic word and means nothing alone: "Southern Province", "Free State".
const NO_NAMES: &[&str] = &[
    "North",
    "South",
    "East",
    "West",
    "Northern",
    "Southern",
    "Eastern",
    "Western",
    "Central",
    "Centre",
    "Capital",
    "Free",
    "Coast",
    "Islands",
    "Upper",
    "Lower",
    "Middle",
    "National Capital",
    "North Central",
    "North Eastern",
    "North Western",
    "North-Western",
    "North-Eastern",
    "South Eastern",
    "South Western",
    "Northeastern",
    "Northwestern",
    "Southeastern",
    "Southwestern",
    "National",
    "Federal",
    "Metropolitan",
    "New",
];

/// The name without its generic word ("Provincia di Como" gives "Como"); American counties keep theirs.
#[must_use]
pub fn bare_names(name: &str) -> Vec<String> {
    let before = BEFORE.iter().filter_map(|generic| name.strip_prefix(generic));
    let after = AFTER.iter().filter_map(|generic| name.strip_suffix(generic));
    let name = |bare: &&str| bare.chars().count() > 2 && !NO_NAMES.contains(bare);
    before.chain(after).filter(name).map(str::to_owned).collect()
}

/// Gives a division the forms that its country's generic words make.
pub fn give_spoken_names(record: &mut Record) {
    let bare = bare_names(&record.name).into_iter().next().unwrap_or_else(|| record.name.clone());
    let fits = |countries: &str| countries.split_whitespace().any(|c| c == record.country);
    let mut forms = Vec::new();
    match record.kind.as_str() {
        "admin1" if record.id != "US.DC" => {
            let words = FIRST.iter().filter(|(countries, _)| fits(countries)).flat_map(|(_, words)| *words);
            for word in words {
                forms.push(format!("{bare} {word}"));
                if LEADING.contains(word) {
                    forms.push(format!("{word} of {bare}"));
                }
            }
            if record.country == "RU" && REPUBLICS.contains(&bare.as_str()) {
                forms.extend([format!("Republic of {bare}"), format!("{bare} Republic")]);
            }
        }
        "admin2" => {
            let words = SECOND.iter().filter(|(countries, _)| fits(countries)).map(|(_, word)| word);
            forms.extend(words.map(|word| format!("{bare} {word}")));
            if record.country == "IE" || is_northern_irish_county(&record.id) {
                forms.extend([format!("County {bare}"), format!("Co. {bare}"), format!("Co {bare}")]);
            }
        }
        _ => {}
    }
    for form in forms.into_iter().filter(|_| bare.chars().count() > 2) {
        record.add_name('n', "", &form);
    }
}

/// The districts of Northern Ireland that bear the name of one of its six counties.
fn is_northern_irish_county(id: &str) -> bool {
    ["iso:GB-ANT", "iso:GB-ARM", "iso:GB-DOW", "iso:GB-FER"].contains(&id)
}

#[cfg(test)]
mod tests {
    use super::{bare_names, give_spoken_names};
    use crate::gazetteer::record::Record;

    #[test]
    fn generic_words_come_off_but_counties_keep_theirs() {
        assert_eq!(bare_names("Provincia di Como"), ["Como"]);
        assert_eq!(bare_names("Kunar Province"), ["Kunar"]);
        assert!(bare_names("Cook County").is_empty());
        assert!(bare_names("Southern Province").is_empty() && bare_names("Free State").is_empty());
    }

    #[test]
    fn divisions_are_called_as_their_country_calls_them() {
        let named = |name: &str, kind: &str, country: &str| {
            let (name, kind, country) = (name.to_owned(), kind.to_owned(), country.to_owned());
            let mut record = Record { name, kind, country, ..Record::default() };
            give_spoken_names(&mut record);
            record.names.into_iter().map(|n| n.text).collect::<Vec<_>>()
        };
        assert!(named("Texas", "admin1", "US").contains(&"State of Texas".to_owned()));
        assert!(named("Kharkiv", "admin1", "UA").contains(&"Kharkiv Oblast".to_owned()));
        assert!(named("Kerry", "admin2", "IE").contains(&"County Kerry".to_owned()));
        assert!(named("Cook County", "admin2", "US").is_empty());
    }
}
