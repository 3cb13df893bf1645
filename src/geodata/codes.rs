//! Finds divisions by the codes that name them and by the disputes that they belong to.

use std::sync::OnceLock;

use crate::geodata::basemap::{Basemap, DivisionId};
use crate::geodata::basemap_format::{self as format, DIVISIONS, country, division};
use crate::geodata::section::word;

/// Text and division, sorted.
type Index = Vec<(&'static str, DivisionId)>;

impl Basemap {
    /// Divisions that a code names, by number: the id, the ISO 3166-2 code, or the id of the division that they were
    /// cut from.
    pub fn called(&self, code: &str) -> impl Iterator<Item = DivisionId> + use<> {
        static CALLED: OnceLock<Index> = OnceLock::new();
        let index = CALLED.get_or_init(|| self.index_codes());
        let first = index.partition_point(|(one, _)| *one < code);
        let length = index[first..].partition_point(|(one, _)| *one == code);
        index[first..first + length].iter().map(|(_, number)| *number)
    }

    /// Number of a country by Natural Earth's code or by ISO 3166-1 alpha-2.
    pub(crate) fn country_number(&self, code: &str) -> Option<usize> {
        static COUNTRIES: OnceLock<Vec<(&'static str, usize)>> = OnceLock::new();
        let index = COUNTRIES.get_or_init(|| {
            let text = |record: &[u8], at: usize| self.sections().string(word(record, at));
            let records = self.sections().records(format::COUNTRIES, country::SIZE).enumerate();
            let codes = |(number, record): (usize, &[u8])| {
                [country::CODE, country::ISO_A2].map(|at| (text(record, at), number))
            };
            let mut index: Vec<_> = records.flat_map(codes).filter(|(code, _)| !code.is_empty()).collect();
            index.sort_unstable();
            index
        });
        let first = index.partition_point(|(one, _)| *one < code);
        index.get(first).filter(|(one, _)| *one == code).map(|(_, number)| *number)
    }

    /// Divisions that are parts of disputes, with the part, by number.
    #[must_use]
    pub fn disputed(&self) -> &'static [(&'static str, DivisionId)] {
        static PARTS: OnceLock<Index> = OnceLock::new();
        PARTS.get_or_init(|| {
            let parts = self.texts(division::PART);
            parts.filter(|(part, _)| !part.is_empty()).collect()
        })
    }

    /// Divisions of a dispute (`kashmir`) or of one part of it (`kashmir/aksai-chin`), by number.
    #[must_use]
    pub fn of_dispute(&self, key: &str) -> Vec<DivisionId> {
        let is_meant =
            |part: &str| part.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.disputed().iter().filter(|(part, _)| is_meant(part)).map(|(_, number)| *number).collect()
    }

    fn texts(&self, field: usize) -> impl Iterator<Item = (&'static str, DivisionId)> {
        let sections = *self.sections();
        let records = (0..).map(DivisionId).zip(sections.records(DIVISIONS, division::SIZE));
        records.map(move |(number, record)| (sections.string(word(record, field)), number))
    }

    fn index_codes(&self) -> Index {
        // Ids stand in order already, which makes sorting cheap; most ISO codes are the ids.
        let mut index: Index = self.texts(division::ID).collect();
        let uncut = |(id, number): &(&'static str, DivisionId)| Some((id.split_once('~')?.0, *number));
        let whole: Index = index.iter().filter_map(uncut).collect();
        let iso = self.texts(division::ISO).zip(self.texts(division::ID));
        let other = iso.filter(|((iso, _), (id, _))| !iso.is_empty() && iso != id).map(|(iso, _)| iso);
        index.extend(other.collect::<Index>());
        index.extend(whole);
        index.sort();
        index.dedup();
        index
    }
}

#[cfg(test)]
mod tests {
    use crate::geodata::basemap::{Basemap, DivisionId};

    #[test]
    fn a_code_leads_to_all_divisions_that_it_names() {
        let map = Basemap::open();
        for division in map.divisions() {
            for code in [division.id, division.iso_3166_2, division.id.split('~').next().unwrap_or("")] {
                let expected = division.is_called(code);
                assert_eq!(map.called(code).any(|found| found == division.number), expected, "{code}");
            }
        }
        for code in ["PK-KP", "", "XX-YY", "~"] {
            let by_test = map.divisions().filter(|division| division.is_called(code));
            assert!(map.called(code).eq(by_test.map(|division| division.number)), "{code}");
        }
    }

    #[test]
    fn a_dispute_has_the_divisions_of_its_parts() {
        let map = Basemap::open();
        let kashmir = map.of_dispute("kashmir");
        let part = map.of_dispute("kashmir/aksai-chin");
        assert!(!part.is_empty() && part.iter().all(|one| kashmir.contains(one)));
        let by_part = |id: DivisionId| map.division(id).part.and_then(|part| part.split('/').next());
        assert!(kashmir.iter().all(|&one| by_part(one) == Some("kashmir")));
        assert!(map.of_dispute("nowhere").is_empty());
    }
}
