//! Finds the inputs of a run: files, the files of folders, globs, standard input; in a stable order.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::batch::items::Kind;
use crate::diagnostic::{Error, ErrorKind, Result, Warning};

/// Deepest folder that is walked.
const MAX_DEPTH: usize = 64;

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Where it is; `-` is standard input.
    pub path: PathBuf,
    /// Folder below the folder that was given, with `/`; empty at its top and for single files.
    pub folder: String,
    /// Its size, bytes; 0 if not known.
    pub size: u64,
}

/// The inputs of a run, and what was passed over on the way.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Files, in order.
    pub files: Vec<Input>,
    /// Files of other kinds in the folders.
    pub passed_over: usize,
    /// What was left out, with the reason.
    pub warnings: Vec<Warning>,
    seen: BTreeSet<PathBuf>,
}

impl Inputs {
    /// Finds the files that arguments stand for. What lies in the folder `output` is no input.
    ///
    /// # Errors
    /// If a pattern makes no sense or fits no file.
    pub fn find(arguments: &[String], output: Option<&Path>) -> Result<Self> {
        let output = output.and_then(|o| o.canonicalize().ok());
        let mut inputs = Self::default();
        for argument in arguments {
            let path = Path::new(argument);
            if argument == "-" {
                inputs.push(path, String::new());
            } else if path.is_dir() {
                inputs.walk(path, "", 0, output.as_deref());
            } else if path.exists() || !argument.contains(['*', '?', '[']) {
                // A file that does not exist fails by name when its turn comes.
                inputs.push(path, String::new());
            } else {
                inputs.matching(argument, output.as_deref())?;
            }
        }
        Ok(inputs)
    }

    fn push(&mut self, path: &Path, folder: String) {
        let size = fs::metadata(path).map_or(0, |m| m.len());
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if self.seen.insert(real) {
            self.files.push(Input { path: path.to_owned(), folder, size });
        } else {
            let message = format!("{} is named twice and read once", path.display());
            self.warnings.push(Warning::new("input-twice", message));
        }
    }

    fn matching(&mut self, pattern: &str, output: Option<&Path>) -> Result<()> {
        let wrong = |why: String| Error::new(ErrorKind::Options, format!("pattern '{pattern}': {why}"));
        let found = glob::glob(pattern).map_err(|e| wrong(e.to_string()))?;
        let mut any = false;
        for path in found {
            let path = path.map_err(|e| wrong(e.to_string()))?;
            any = true;
            if path.is_dir() {
                self.walk(&path, "", 0, output);
            } else {
                self.push(&path, String::new());
            }
        }
        if any {
            Ok(())
        } else {
            Err(wrong("no file fits it".to_owned())
                .with_hint("check the folder; quote the pattern so that the shell leaves it alone"))
        }
    }

    fn walk(&mut self, folder: &Path, below: &str, depth: usize, output: Option<&Path>) {
        if output.is_some_and(|o| folder.canonicalize().is_ok_and(|f| f == o)) {
            return;
        }
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(e) => {
                let message = format!("cannot read the folder {}: {e}", folder.display());
                self.warnings.push(Warning::new("folder-unreadable", message));
                return;
            }
        };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            if path.is_dir() {
                // A link to a folder may lead round in a circle.
                if path.is_symlink() || depth >= MAX_DEPTH {
                    let message = format!("{} is a link or too deep, and is not entered", path.display());
                    self.warnings.push(Warning::new("folder-skipped", message));
                    continue;
                }
                let below = if below.is_empty() { name } else { format!("{below}/{name}") };
                self.walk(&path, &below, depth + 1, output);
            } else if Kind::of_name(&name).is_some() {
                self.push(&path, below.to_owned());
            } else {
                self.passed_over += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::Inputs;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("dateline-input-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("b/output")).unwrap();
        for file in ["b/2.txt", "b/10.md", "a.jsonl.gz", ".hidden.txt", "picture.jpg", "b/output/old.html"] {
            fs::write(folder.join(file), "x").unwrap();
        }
        folder
    }

    fn names(inputs: &Inputs) -> Vec<(String, String)> {
        let name = |p: &PathBuf| p.file_name().unwrap().to_string_lossy().into_owned();
        inputs.files.iter().map(|i| (name(&i.path), i.folder.clone())).collect()
    }

    #[test]
    fn folders_are_walked_in_order_without_the_output() {
        let folder = folder("walk");
        let inputs =
            Inputs::find(&[folder.to_string_lossy().into_owned()], Some(&folder.join("b/output"))).unwrap();
        let expected = [("a.jsonl.gz", ""), ("10.md", "b"), ("2.txt", "b")];
        assert_eq!(names(&inputs), expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
        assert_eq!(inputs.passed_over, 1);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn patterns_find_files_or_say_that_they_find_none() {
        let folder = folder("glob");
        let pattern = |p: &str| Inputs::find(&[format!("{}/{p}", folder.display())], None);
        assert_eq!(pattern("b/*.txt").unwrap().files.len(), 1);
        assert!(pattern("b/*.pdf").unwrap_err().to_string().contains("*.pdf"));
        assert_eq!(pattern("no-such-file.txt").unwrap().files.len(), 1);
        fs::remove_dir_all(folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_round_in_a_circle_are_not_entered() {
        let folder = folder("links");
        std::os::unix::fs::symlink(&folder, folder.join("b/up")).unwrap();
        let inputs = Inputs::find(&[folder.to_string_lossy().into_owned()], None).unwrap();
        assert_eq!(inputs.files.len(), 4);
        assert!(inputs.warnings.iter().any(|w| w.code == "folder-skipped"));
        fs::remove_dir_all(folder).unwrap();
    }
}
