//! Where the data goes: standard output, or a file that appears whole or not at all.
//!
//! A file that is replaced keeps its mode, its owner and its other names; a link stays a link; pipes and devices are
//! written and not replaced. Rows that are added go to the file itself, under a lock, whole or not at all.

use crate::input::{Found, Passed, find};
use anyhow::{Context, Result, bail};
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};
use tempfile::NamedTempFile;

/// The files that are being written: an interruption takes them away.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Does something that no interruption may come into the middle of.
fn unfinished<T>(change: impl FnOnce(&mut Vec<PathBuf>) -> T) -> T {
    change(&mut UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner))
}

/// The exit status of an interrupted run, as shells have it.
const INTERRUPTED: i32 = 130;

/// From now on an interruption leaves nothing half-written, and says so by its status.
fn clean_up_when_interrupted() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Where no handler can be set, an interruption ends the program as it always did.
        let _ = ctrlc::set_handler(|| {
            unfinished(|files| {
                files.iter().for_each(|file| _ = std::fs::remove_file(file));
                // Under the lock: no file can be begun any more.
                std::process::exit(INTERRUPTED)
            })
        });
    });
}

/// How many bytes of a file are looked at to know its columns.
const BEGINNING: u64 = 1 << 16;

/// How many bytes are written to a file at once.
const BUFFER: usize = 1 << 18;

/// The target of a command's data.
pub(super) enum Output {
    /// Standard output, a device or a named pipe, with its name.
    Stream(Box<dyn Write>, String),
    /// A file, written beside its place and moved there at the end.
    File { file: BufWriter<NamedTempFile>, target: Box<Target> },
    /// A file that rows are added to.
    Added(Box<Added>),
}

/// A file's place.
pub(super) struct Target {
    /// As the user named it.
    name: String,
    /// Where links lead to.
    place: PathBuf,
    /// What is there already, if it may be replaced.
    before: Option<Metadata>,
    force: bool,
}

/// Rows on their way into a file that others may be adding to as well.
pub(super) struct Added {
    name: String,
    target: PathBuf,
    /// What a file that is empty begins with.
    header: Vec<u8>,
    /// Says whether the rows fit behind this beginning of a file.
    fits: Fits,
    /// The rows so far.
    rows: BufWriter<File>,
}

/// Says whether rows fit behind this beginning of a file.
pub(super) type Fits = Box<dyn Fn(&[u8]) -> Result<()>>;

/// Where one result goes, and what is said of it.
#[derive(Debug, clap::Args)]
pub(super) struct Destination {
    /// Write to this file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Overwrite the output file if it exists
    #[arg(long)]
    force: bool,
    /// Say nothing but errors
    #[arg(short, long)]
    pub quiet: bool,
}

impl Destination {
    /// Opens it.
    pub(super) fn open(&self) -> Result<Output> {
        Output::open(self.output.as_deref(), self.force)
    }
}

impl Output {
    /// Opens the file, or standard output if there is none. A file that exists is kept unless `force` is set.
    pub(super) fn open(path: Option<&Path>, force: bool) -> Result<Output> {
        let Some(given) = path.filter(|path| !is_standard_output(path)) else {
            standard_output_is_open()?;
            return Ok(Output::Stream(Box::new(BufWriter::new(io::stdout())), "standard output".to_owned()));
        };
        let name = given.display().to_string();
        let mut target = Target { place: resolved(given), name, before: None, force };
        if let Ok(about) = std::fs::metadata(given) {
            if about.is_dir() {
                bail!("{}: this is a folder; name a file in it", target.name);
            }
            if !about.is_file() || is_descriptor(given) {
                let device = OpenOptions::new().append(true).open(given).with_context(|| target.name.clone())?;
                return Ok(Output::Stream(Box::new(BufWriter::new(device)), target.name));
            }
            if !force {
                bail!("{}: exists already; --force overwrites it", target.name);
            }
            target.before = Some(about);
        }
        let folder = target.place.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            bail!("{}: there is no folder {}", target.name, folder.display());
        }
        clean_up_when_interrupted();
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        if target.before.is_none() {
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        }
        // Made under the lock, so that no interruption comes between the file and the list.
        let file = unfinished(|files| {
            let made = builder.prefix(".whosaid-").tempfile_in(folder);
            files.extend(made.as_ref().ok().map(|made| made.path().to_owned()));
            made
        });
        let file = file.with_context(|| format!("{}: cannot write in its folder", target.name))?;
        Ok(Output::File { file: BufWriter::with_capacity(BUFFER, file), target: Box::new(target) })
    }

    /// Opens a file to add rows behind what it holds already; `header` is for one that holds nothing yet.
    pub(super) fn append(given: &Path, header: Vec<u8>, fits: Fits) -> Result<Output> {
        let name = given.display().to_string();
        match std::fs::metadata(given) {
            Ok(about) if !about.is_file() || is_descriptor(given) => bail!("{name}: only a file can be added to"),
            Ok(_) => {
                let mut file = File::open(given).with_context(|| name.clone())?;
                beginning(&mut file).map_err(Into::into).and_then(|held| fits(&held)).with_context(|| name.clone())?;
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            Err(e) => return Err(e).with_context(|| name),
        }
        clean_up_when_interrupted();
        let rows = tempfile::tempfile().context("cannot write a temporary file")?;
        let rows = BufWriter::with_capacity(BUFFER, rows);
        Ok(Output::Added(Box::new(Added { name, target: given.to_owned(), header, fits, rows })))
    }

    /// Ends the data: flushes, and puts a file into its place.
    pub(super) fn finish(self) -> Result<()> {
        match self {
            Output::Stream(mut stream, name) => Ok(stream.flush().map_err(|e| named(&name, e))?),
            Output::Added(mut added) => added.commit(),
            Output::File { file, target } => {
                let name = target.name.clone();
                let file = file.into_inner().map_err(io::IntoInnerError::into_error).with_context(|| name.clone())?;
                let written = file.path().to_owned();
                unfinished(|files| {
                    let moved = target.take(file);
                    files.retain(|file| *file != written);
                    moved
                })
                .with_context(|| name)
            }
        }
    }
}

impl Target {
    /// Puts a file that was written beside it into its place.
    fn take(&self, mut file: NamedTempFile) -> io::Result<()> {
        match &self.before {
            None if !self.force => file.persist_noclobber(&self.place).map(drop).map_err(|e| e.error),
            Some(before) if !like(file.as_file(), before)? => {
                // It has other names, or an owner that only it can keep: written where it stands.
                file.rewind()?;
                let mut place = OpenOptions::new().write(true).truncate(true).open(&self.place)?;
                io::copy(file.as_file_mut(), &mut place).map(drop)
            }
            _ => file.persist(&self.place).map(drop).map_err(|e| e.error),
        }
    }
}

/// Gives a file the mode and the owner of the one it replaces; false if they cannot be given, or if that has other names.
#[cfg(unix)]
fn like(file: &File, before: &Metadata) -> io::Result<bool> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let now = file.metadata()?;
    let owned = (now.uid(), now.gid()) == (before.uid(), before.gid())
        || fchown(file, Some(before.uid()), Some(before.gid())).is_ok();
    if owned && before.nlink() == 1 {
        file.set_permissions(before.permissions())?;
    }
    Ok(owned && before.nlink() == 1)
}

#[cfg(not(unix))]
fn like(_: &File, _: &Metadata) -> io::Result<bool> {
    Ok(true)
}

impl Added {
    /// Adds the rows so far to the file, all of them or none, while nobody else does.
    fn commit(&mut self) -> Result<()> {
        let name = self.name.clone();
        self.rows.flush().context("a temporary file")?;
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(&self.target);
        let file = file.as_mut().map_err(|e| io::Error::new(e.kind(), e.to_string())).with_context(|| name.clone())?;
        file.lock().with_context(|| format!("{name}: cannot be locked, nothing was added"))?;
        // Unlocked when it is closed.
        unfinished(|_| self.add(file)).with_context(|| name)
    }

    fn add(&mut self, file: &mut File) -> Result<()> {
        let held = beginning(file)?;
        let length = file.metadata()?.len();
        let mut before = Vec::new();
        match length {
            0 => before.clone_from(&self.header),
            _ => {
                (self.fits)(&held)?;
                let mut last = [0];
                file.seek(io::SeekFrom::Start(length - 1))?;
                file.read_exact(&mut last)?;
                before.extend((last != *b"\n").then_some(b'\n'));
            }
        }
        let rows = self.rows.get_mut();
        rows.rewind()?;
        let added = file.write_all(&before).and_then(|()| io::copy(rows, file)).and_then(|_| file.flush());
        if let Err(e) = added {
            file.set_len(length)?;
            return Err(e).context("nothing was added");
        }
        rows.set_len(0)?;
        rows.rewind()?;
        Ok(())
    }
}

fn beginning(file: &mut File) -> io::Result<Vec<u8>> {
    let mut held = Vec::new();
    file.rewind()?;
    file.take(BEGINNING).read_to_end(&mut held)?;
    Ok(held)
}

/// Whether standard output was open when the program was started. The runtime opens what is closed before `main`, so that
/// all that is written is lost without an error; this looks before it does.
#[cfg(unix)]
static WAS_OPEN: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(true);

#[cfg(unix)]
#[ctor::ctor]
fn look_at_standard_output() {
    let open = rustix::io::fcntl_getfd(io::stdout()).is_ok();
    WAS_OPEN.store(open, std::sync::atomic::Ordering::Relaxed);
}

/// Fails where standard output was closed before the program was started.
pub(super) fn standard_output_is_open() -> Result<()> {
    #[cfg(unix)]
    if !WAS_OPEN.load(std::sync::atomic::Ordering::Relaxed) {
        bail!("standard output is closed: nothing can be written there (-o FILE writes to a file)");
    }
    Ok(())
}

/// Whether this is a name of standard output.
fn is_standard_output(path: &Path) -> bool {
    ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].iter().any(|name| path == Path::new(name))
}

/// Whether this is a name of what is open already.
fn is_descriptor(path: &Path) -> bool {
    path == Path::new("/dev/stderr") || path.starts_with("/dev/fd") || path.starts_with("/proc/self/fd")
}

/// Where a path leads to; a link to nowhere leads to the place of the file that is missing.
fn resolved(path: &Path) -> PathBuf {
    let mut place = path.to_owned();
    // As many links as systems follow.
    for _ in 0..40 {
        match (place.canonicalize(), place.read_link()) {
            (Ok(real), _) => return real,
            (Err(_), Ok(next)) => place = place.parent().unwrap_or(Path::new("")).join(next),
            (Err(_), Err(_)) => break,
        }
    }
    place
}

/// Refuses an output that is one of the inputs: it would be destroyed, or read while it is written.
pub(super) fn is_no_input<P: AsRef<Path>>(output: Option<&Path>, inputs: &[P]) -> Result<()> {
    let about = match output.filter(|path| !is_standard_output(path)) {
        Some(path) => std::fs::metadata(path).ok().map(|about| (about, path.canonicalize().ok())),
        None => stream(&io::stdout()).map(|about| (about, None)),
    };
    let Some((about, place)) = about.filter(|(about, _)| about.is_file()) else { return Ok(()) };
    for found in find(inputs, &Passed::default()).into_iter().flatten() {
        let same = match &found {
            Found::Stdin => stream(&io::stdin()).is_some_and(|input| same(&about, &input)),
            Found::File(path) => std::fs::metadata(path).is_ok_and(|input| {
                same(&about, &input) || (place.is_some() && !cfg!(unix) && path.canonicalize().ok() == place)
            }),
        };
        if same {
            let name = output.map_or("standard output".to_owned(), |path| path.display().to_string());
            bail!("{name}: this is one of the inputs; name another output");
        }
    }
    Ok(())
}

/// What stands behind standard input or output.
#[cfg(unix)]
fn stream(stream: &impl std::os::fd::AsFd) -> Option<Metadata> {
    File::from(stream.as_fd().try_clone_to_owned().ok()?).metadata().ok()
}

#[cfg(not(unix))]
fn stream<T>(_: &T) -> Option<Metadata> {
    None
}

#[cfg(unix)]
fn same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn same(_: &Metadata, _: &Metadata) -> bool {
    false
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Stream(stream, name) => stream.write(bytes).map_err(|e| named(name, e)),
            Output::File { file, target } => file.write(bytes).map_err(|e| named(&target.name, e)),
            Output::Added(added) => added.rows.write(bytes).map_err(|e| named("a temporary file", e)),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Stream(stream, name) => stream.flush().map_err(|e| named(name, e)),
            Output::File { file, target } => file.flush().map_err(|e| named(&target.name, e)),
            Output::Added(added) => added.commit().map_err(|e| io::Error::other(format!("{e:#}"))),
        }
    }
}

/// The error with the name of what could not be written, of the same kind.
fn named(name: &str, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{name}: {error}"))
}

/// Whether the error is only that the reader of our output went away, as `head` does.
pub(super) fn closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}
