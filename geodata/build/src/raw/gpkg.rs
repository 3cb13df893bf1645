//! Reads the line layers of a GeoPackage, through the SQLite that Python carries.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use crate::error::{Error, Result};

/// One line feature of a GeoPackage layer.
#[derive(Clone, Debug, Deserialize)]
pub struct Line {
    /// The columns that are text or numbers, as text.
    pub columns: std::collections::BTreeMap<String, String>,
    /// The parts; longitude, latitude in degrees.
    pub parts: Vec<Vec<[f64; 2]>>,
}

const SCRIPT: &str = r"
import json, sqlite3, struct, sys

def parts(blob):
    skip = 8 + {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    def line(at):
        (n,) = struct.unpack_from('<I', blob, at + 5)
        return [struct.unpack_from('<2d', blob, at + 9 + 16 * i) for i in range(n)], at + 9 + 16 * n
    (kind,) = struct.unpack_from('<I', blob, skip + 1)
    if kind == 2:
        return [line(skip)[0]]
    (n,) = struct.unpack_from('<I', blob, skip + 5)
    found, at = [], skip + 9
    for _ in range(n):
        one, at = line(at)
        found.append(one)
    return found

table = sqlite3.connect(sys.argv[1])
table.row_factory = sqlite3.Row
rows = []
for row in table.execute('select * from ' + sys.argv[2] + ' order by fid'):
    columns = {k: str(row[k]) for k in row.keys() if k != 'geom' and row[k] is not None}
    rows.append({'columns': columns, 'parts': parts(row['geom'])})
print(json.dumps(rows))
";

/// The lines of `layer` in the order of their ids.
pub fn read_lines(path: &Path, layer: &str) -> Result<Vec<Line>> {
    let output = Command::new("python3")
        .args(["-c", SCRIPT])
        .arg(path)
        .arg(layer)
        .output()
        .map_err(|e| Error::at(path, e))?;
    if !output.status.success() {
        return Err(Error::at(path, String::from_utf8_lossy(&output.stderr)));
    }
    serde_json::from_slice(&output.stdout).map_err(|e| Error::at(path, e))
}
