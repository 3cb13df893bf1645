//! What joined with what and what did not: `joins.tsv`, so that a change of the sources shows.

use std::collections::BTreeMap;

/// Numbers, and for what deserves a look the ids, by what happened.
#[derive(Debug, Default)]
pub struct Joins {
    rows: BTreeMap<&'static str, (usize, Vec<String>)>,
}

impl Joins {
    /// Counts one more.
    pub fn count(&mut self, what: &'static str) {
        self.add(what, 1);
    }

    /// Counts so many more.
    pub fn add(&mut self, what: &'static str, n: usize) {
        self.rows.entry(what).or_default().0 += n;
    }

    /// Counts one more and keeps which.
    pub fn note(&mut self, what: &'static str, id: impl Into<String>) {
        let row = self.rows.entry(what).or_default();
        row.0 += 1;
        row.1.push(id.into());
    }

    /// The table: what, how many, and which of them if they are listed.
    #[must_use]
    pub fn table(&self) -> String {
        let mut out = String::from("what\tnumber\tids\n");
        for (what, (number, ids)) in &self.rows {
            let mut ids = ids.clone();
            ids.sort();
            out.push_str(&format!("{what}\t{number}\t{}\n", ids.join(" ")));
        }
        out
    }
}
