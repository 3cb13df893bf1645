//! Names of settlements and divisions as English texts print them: scholarly romanization loses its marks and signs, and Ukrainian and
//! Russian names follow the spelling in use.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::gazetteer::record::Record;

/// Countries whose names are romanized; English texts print them without any mark.
const WITHOUT_MARKS: &str = "AE AF AM BD BH BY CN CY EG ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LK LY MM NP \
                             OM PK PS QA RU SA SD SY TH TJ TW UA UZ VN YE";
/// Countries whose names are partly French or another language that keeps its marks in English.
const WITHOUT_SCHOLARLY_MARKS: &str = "DJ DZ ER LB MA MN MR SO TD TN";
/// Of these, those whose apostrophes stand for letters that English texts leave out.
const WITHOUT_APOSTROPHES: &str =
    "AE AF AM BH BY DZ EG ET GE IL IQ IR KG KP KR KW KZ LY OM PK PS QA RU SA SD SY TJ TN UA UZ YE";

const DIAERESIS: char = '\u{308}';

/// Shows a settlement or division under its plain name; done after all joins, which know the names of the sources.
pub fn spell_plainly(record: &mut Record) {
    let own_spelling = matches!(record.country.as_str(), "BY" | "RU" | "UA");
    let name = match record.kind.as_str() {
        "settlement" | "quarter" => without_rank(&record.name, &record.country).unwrap_or(&record.name),
        "admin1" | "admin2" if !own_spelling => &record.name,
        _ => return,
    };
    let english = plain(name, &record.country);
    record.rename(&english);
}

/// Korean and Japanese names say that a town is a town: "Goyang-si" is Goyang.
#[must_use]
pub fn without_rank<'a>(name: &'a str, country: &str) -> Option<&'a str> {
    let endings: &[&str] = match country {
        "KR" | "KP" => &["-si", "-gun", "-ŭp", "-eup"],
        "JP" => &["-shi", "-machi", "-mura"],
        _ => return None,
    };
    endings.iter().find_map(|end| name.strip_suffix(end))
}

/// The name as English texts of today print it; the same when nothing is to change.
#[must_use]
pub fn plain(name: &str, country: &str) -> String {
    let among = |countries: &str| countries.split(' ').any(|c| c == country);
    let first = name.split(", ").next().filter(|part| part.chars().count() > 2).unwrap_or(name);
    let mut plain = match country {
        "TR" => first.replace('İ', "I"),
        "RO" | "MD" => first.replace('ş', "ș").replace('Ş', "Ș").replace('ţ', "ț").replace('Ţ', "Ț"),
        "VN" => first.replace(['đ', 'ð'], "d").replace(['Đ', 'Ð'], "D"),
        "UA" => {
            ["'", "’", "`", "ʼ"].iter().fold(first.to_owned(), |n, sign| n.replace(&format!("{sign}yi"), "i"))
        }
        "RU" | "BY" => first.replace('ë', "yo").replace('Ë', "Yo"),
        _ => first.to_owned(),
    };
    if among(WITHOUT_MARKS) {
        plain = without(&plain, |mark| mark != DIAERESIS || !matches!(country, "CN" | "TW"));
    } else if among(WITHOUT_SCHOLARLY_MARKS) {
        plain = without(&plain, is_scholarly);
    }
    if among(WITHOUT_APOSTROPHES) {
        plain.retain(|c| !matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '`'));
    }
    match country {
        "UA" => by_word(&plain, ukrainian),
        "RU" | "BY" => by_word(&plain, russian),
        _ => plain,
    }
}

/// Macron above or below, breve, dot or line under a consonant, cedilla under a consonant other than c.
fn is_scholarly(mark: char) -> bool {
    matches!(mark, '\u{304}' | '\u{331}' | '\u{306}' | '\u{323}' | '\u{327}')
}

fn without(name: &str, drop: impl Fn(char) -> bool) -> String {
    let mut base = ' ';
    let keep = |c: &char| {
        if !is_combining_mark(*c) {
            base = *c;
            return true;
        }
        !drop(*c) || *c == '\u{327}' && matches!(base, 'c' | 'C')
    };
    name.nfd().filter(keep).nfc().collect()
}

fn by_word(name: &str, change: fn(&str) -> String) -> String {
    name.split_inclusive([' ', '-'])
        .map(|part| {
            let word = part.trim_end_matches([' ', '-']);
            change(word) + &part[word.len()..]
        })
        .collect()
}

/// Ukraine's own romanization of 2010 in place of the older one: "Kryvyy" is "Kryvyi", "Zaporizhzhya" "Zaporizhzhia".
fn ukrainian(word: &str) -> String {
    if word.ends_with("oye") {
        return word.to_owned();
    }
    let letters: Vec<char> = word.chars().collect();
    let is = |i: usize, set: &str| letters.get(i).is_some_and(|c| set.contains(c.to_ascii_lowercase()));
    let mut out = String::new();
    for (i, &c) in letters.iter().enumerate() {
        let after_vowel = i > 0 && is(i - 1, "aeiouy");
        match c {
            'y' if i > 0 && is(i + 1, "aeu") => out.push('i'),
            'y' if after_vowel && is(i + 1, "i") => {}
            'y' if after_vowel => out.push('i'),
            _ => out.push(c),
        }
    }
    out
}

/// The endings of Russian adjectives in short: "Nizhniy" is "Nizhny", "Naberezhnyye" "Naberezhnye".
fn russian(word: &str) -> String {
    let ends = [("yye", "ye"), ("yy", "y"), ("iy", "y")];
    let short = ends.iter().find_map(|(long, short)| Some(word.strip_suffix(long)?.to_owned() + short));
    short.filter(|s| s.chars().count() > 3).unwrap_or_else(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{plain, without_rank};

    #[test]
    fn scholarly_marks_and_signs_go() {
        for (country, name, english) in [
            ("AF", "Kandahār", "Kandahar"),
            ("PS", "Rafaḥ", "Rafah"),
            ("GE", "Ts’khinvali", "Tskhinvali"),
            ("BD", "Cox’s Bāzār", "Cox’s Bazar"),
            ("KP", "P’yŏngsŏng", "Pyongsong"),
            ("CN", "Ürümqi", "Ürümqi"),
            ("CN", "Xi’an", "Xi’an"),
            ("VN", "Ðà Lạt", "Da Lat"),
            ("GR", "Thessaloníki", "Thessaloniki"),
            ("TR", "İzmir", "Izmir"),
            ("RO", "Iaşi", "Iași"),
        ] {
            assert_eq!(plain(name, country), english);
        }
    }

    #[test]
    fn marks_of_languages_in_latin_letters_stay() {
        for (country, name) in
            [("ES", "Málaga"), ("PL", "Łódź"), ("DZ", "Béjaïa"), ("LB", "Zahlé"), ("TR", "Eskişehir")]
        {
            assert_eq!(plain(name, country), name);
        }
    }

    #[test]
    fn ukrainian_and_russian_names_are_spelled_as_today() {
        for (country, name, english) in [
            ("UA", "Kryvyy Rih", "Kryvyi Rih"),
            ("UA", "Zaporizhzhya", "Zaporizhzhia"),
            ("UA", "Mykolayiv", "Mykolaiv"),
            ("UA", "Kam'yans'ke", "Kamianske"),
            ("UA", "Chasiv Yar", "Chasiv Yar"),
            ("UA", "Kyiv", "Kyiv"),
            ("UA", "Mar'yinka", "Marinka"),
            ("UA", "Krasnoye", "Krasnoye"),
            ("UA", "Druzhkivka", "Druzhkivka"),
            ("RU", "Nizhniy Tagil", "Nizhny Tagil"),
            ("RU", "Naberezhnyye Chelny", "Naberezhnye Chelny"),
            ("RU", "Orël", "Oryol"),
            ("RU", "Ryazan’", "Ryazan"),
            ("RU", "Biysk", "Biysk"),
        ] {
            assert_eq!(plain(name, country), english);
        }
    }

    #[test]
    fn a_town_is_not_called_town() {
        assert_eq!(without_rank("Goyang-si", "KR"), Some("Goyang"));
        assert_eq!(without_rank("Goyang", "KR"), None);
    }

    #[test]
    fn what_follows_a_comma_is_no_name() {
        assert_eq!(plain("Mianzhu, Deyang, Sichuan", "CN"), "Mianzhu");
    }
}
