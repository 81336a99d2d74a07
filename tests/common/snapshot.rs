//! What commands have made of an empty folder, kept for the next test that begins with the same commands.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// The files of a folder and of the folders in it.
pub struct Snapshot(Vec<KeptFile>);

/// Below the folder.
struct KeptFile {
    path: PathBuf,
    permissions: Permissions,
    /// `None`: a folder.
    bytes: Option<Vec<u8>>,
}

/// By the commands.
static KEPT: Mutex<BTreeMap<String, Arc<Snapshot>>> = Mutex::new(BTreeMap::new());

impl Snapshot {
    pub fn of(made_by: &str) -> Option<Arc<Self>> {
        KEPT.lock().unwrap().get(made_by).cloned()
    }

    pub fn keep(made_by: &str, folder: &Path) {
        let mut files = Vec::new();
        read_folder(folder, Path::new(""), &mut files);
        KEPT.lock().unwrap().insert(made_by.to_owned(), Arc::new(Self(files)));
    }

    /// Puts everything into a folder, in the place of what the first of the commands have made there.
    pub fn put(&self, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
        }
        for KeptFile { path, permissions, bytes } in &self.0 {
            let path = folder.join(path);
            match bytes {
                Some(bytes) => fs::write(&path, bytes).unwrap(),
                None => fs::create_dir_all(&path).unwrap(),
            }
            fs::set_permissions(&path, permissions.clone()).unwrap();
        }
    }
}

fn read_folder(folder: &Path, below: &Path, files: &mut Vec<KeptFile>) {
    for entry in fs::read_dir(folder.join(below)).unwrap() {
        let entry = entry.unwrap();
        let (path, met) = (below.join(entry.file_name()), entry.metadata().unwrap());
        let bytes = (!met.is_dir()).then(|| fs::read(entry.path()).unwrap());
        files.push(KeptFile { path: path.clone(), permissions: met.permissions(), bytes });
        if met.is_dir() {
            read_folder(folder, &path, files);
        }
    }
}
