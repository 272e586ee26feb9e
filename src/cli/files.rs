//! The files that a program may use: those of one folder and of the folders in it.
use super::engine::words;
use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// A folder that was granted.
#[derive(Clone, Debug)]
pub struct Files {
    /// Without links on the way.
    root: PathBuf,
}

impl Files {
    /// Grants a folder, if it is one.
    pub fn grant(folder: &str) -> Result<Files, String> {
        let root = Path::new(folder).canonicalize().map_err(|e| format!("`{folder}`: {}", words(&e)))?;
        if root.is_dir() { Ok(Files { root }) } else { Err(format!("`{folder}` is no folder")) }
    }

    /// The path that a name stands for, counted from the folder, with links on the
    /// way followed. If there is nothing of that name and it is to be `new`, the
    /// path it will have.
    fn path(&self, name: &str, new: bool) -> Result<PathBuf, String> {
        let path = self.root.join(name);
        let found = match path.canonicalize() {
            Err(e) if new && e.kind() == ErrorKind::NotFound => match (path.parent(), path.file_name()) {
                // A link that leads nowhere yet would be followed.
                (Some(folder), Some(file)) if path.symlink_metadata().is_err() => {
                    folder.canonicalize().map(|folder| folder.join(file))
                }
                _ => Err(e),
            },
            found => found,
        };
        let found = found.map_err(|e| words(&e))?;
        if found.starts_with(&self.root) {
            Ok(found)
        } else {
            Err("it is outside of the folder that was granted".into())
        }
    }

    pub fn read(&self, name: &str, most: usize) -> Result<Vec<u8>, String> {
        let file = fs::File::open(self.path(name, false)?).map_err(|e| words(&e))?;
        let mut bytes = vec![];
        file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(|e| words(&e))?;
        if bytes.len() > most { Err("it is larger than the memory limit".into()) } else { Ok(bytes) }
    }

    pub fn write(&self, name: &str, bytes: &[u8], add: bool) -> Result<(), String> {
        let mut options = fs::OpenOptions::new();
        let options = if add { options.append(true) } else { options.write(true).create(true).truncate(true) };
        let file = options.open(self.path(name, true)?);
        file.and_then(|mut file| file.write_all(bytes)).map_err(|e| words(&e))
    }

    pub fn exists(&self, name: &str) -> bool {
        self.path(name, false).is_ok()
    }

    pub fn list(&self, name: &str) -> Result<Vec<String>, String> {
        let entries = fs::read_dir(self.path(name, false)?).map_err(|e| words(&e))?;
        Ok(entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect())
    }

    pub fn delete(&self, name: &str) -> Result<(), String> {
        fs::remove_file(self.path(name, false)?).map_err(|e| words(&e))
    }
}

#[cfg(test)]
mod tests {
    use super::Files;
    use std::fs;

    #[test]
    fn what_is_outside_stays_outside() {
        let base = std::env::temp_dir().join(format!("glassbox-files-{}", std::process::id()));
        let granted = base.join("granted");
        fs::create_dir_all(granted.join("inner")).unwrap();
        fs::write(base.join("secret"), "secret").unwrap();
        let files = Files::grant(granted.to_str().unwrap()).unwrap();
        files.write("a", b"one", false).unwrap();
        files.write("a", b" two", true).unwrap();
        files.write("inner/b", b"", false).unwrap();
        assert_eq!(files.read("a", 7).as_deref(), Ok(&b"one two"[..]));
        assert_eq!(files.read("inner/../a", 100).as_deref(), Ok(&b"one two"[..]));
        assert_eq!(files.read(granted.join("a").to_str().unwrap(), 100).as_deref(), Ok(&b"one two"[..]));
        assert!(files.read("a", 6).is_err() && files.read("inner", 6).is_err() && files.read("none", 6).is_err());
        assert!(files.exists(".") && files.exists("inner/b") && !files.exists("none"));
        let mut names = files.list("").unwrap();
        names.sort();
        assert_eq!(names, ["a", "inner"]);
        assert!(files.list("..").is_err() && files.list("a").is_err() && files.list("/").is_err());
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("../secret", granted.join("link")).unwrap();
            std::os::unix::fs::symlink("../fresh", granted.join("dangling")).unwrap();
            std::os::unix::fs::symlink("..", granted.join("up")).unwrap();
        }
        let secret = base.join("secret");
        for name in ["../secret", "link", "up/secret", "inner/../../secret", "/etc/passwd", secret.to_str().unwrap()] {
            assert!(files.read(name, 100).is_err() && !files.exists(name), "{name}");
            assert!(files.write(name, b"x", false).is_err() && files.delete(name).is_err(), "{name}");
        }
        for name in ["../new", "dangling", "up/new", "none/new", "", "..", "."] {
            assert!(files.write(name, b"x", false).is_err(), "{name}");
        }
        assert_eq!(fs::read(secret).unwrap(), b"secret");
        assert!(!base.join("fresh").exists() && !base.join("new").exists());
        files.delete("a").unwrap();
        assert!(!files.exists("a"));
        assert!(Files::grant("/no such folder").is_err());
        fs::remove_dir_all(base).unwrap();
    }
}
