//! Where the data goes: standard output, or a file that appears whole or not at all.

use anyhow::{Context, Result, bail};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};

/// The files that are being written: an interruption takes them away.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished(change: impl FnOnce(&mut Vec<PathBuf>)) {
    change(&mut UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner));
}

/// The exit status of an interrupted run, as shells have it.
const INTERRUPTED: i32 = 130;

/// From now on an interruption leaves nothing half-written, and says so by its status.
fn clean_up_when_interrupted() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Where no handler can be set, an interruption ends the program as it always did.
        let _ = ctrlc::set_handler(|| {
            unfinished(|files| files.iter().for_each(|file| _ = std::fs::remove_file(file)));
            std::process::exit(INTERRUPTED);
        });
    });
}

/// How many bytes of a file are looked at to know its columns.
const BEGINNING: usize = 1 << 16;

/// How many bytes are written to a file at once.
const BUFFER: usize = 1 << 18;

/// The target of a command's data.
pub(super) enum Output {
    /// Standard output, a device or a named pipe, with its name.
    Stream(Box<dyn Write>, String),
    /// A file, written beside its place and moved there at the end.
    File { file: BufWriter<tempfile::NamedTempFile>, target: PathBuf, force: bool },
}

impl Output {
    /// Opens the file, or standard output if there is none. A file that exists is kept unless `force` is set.
    pub(super) fn open(path: Option<&Path>, force: bool) -> Result<Output> {
        let Some(target) = path.filter(|p| *p != Path::new("-")) else {
            return Ok(Output::Stream(Box::new(BufWriter::new(io::stdout())), "standard output".to_owned()));
        };
        if let Ok(about) = std::fs::metadata(target) {
            if about.is_dir() {
                bail!("{}: this is a folder; name a file in it", target.display());
            }
            if !about.is_file() {
                let device = std::fs::OpenOptions::new().write(true).open(target);
                let device = device.with_context(|| target.display().to_string())?;
                return Ok(Output::Stream(Box::new(BufWriter::new(device)), target.display().to_string()));
            }
            if !force {
                bail!("{}: exists already; --force overwrites it", target.display());
            }
        }
        let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        if !folder.is_dir() {
            bail!("{}: there is no folder {}", target.display(), folder.display());
        }
        clean_up_when_interrupted();
        let mut file = None;
        // Made under the lock, so that no interruption comes between the file and the list.
        unfinished(|files| {
            let made = builder.prefix(".whosaid-").tempfile_in(folder);
            files.extend(made.as_ref().ok().map(|made| made.path().to_owned()));
            file = Some(made);
        });
        let file = file.unwrap_or_else(|| Err(io::ErrorKind::Other.into()));
        let file = file.with_context(|| format!("{}: cannot write in its folder", target.display()))?;
        Ok(Output::File { file: BufWriter::with_capacity(BUFFER, file), target: target.to_owned(), force })
    }

    /// Opens a file to write behind what it holds already; gives the beginning of that too.
    pub(super) fn append(target: &Path) -> Result<(Output, Vec<u8>)> {
        let mut output = Output::open(Some(target), true)?;
        if !matches!(output, Output::File { .. }) {
            bail!("{}: only a file can be added to", target.display());
        }
        let held = match std::fs::read(target) {
            Ok(held) => held,
            Err(e) if e.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(e) => return Err(e).with_context(|| target.display().to_string()),
        };
        output.write_all(&held)?;
        if held.last().is_some_and(|last| *last != b'\n') {
            output.write_all(b"\n")?;
        }
        let beginning = held.into_iter().take(BEGINNING).collect();
        Ok((output, beginning))
    }

    /// Ends the data: flushes, and puts a file into its place.
    pub(super) fn finish(self) -> Result<()> {
        match self {
            Output::Stream(mut stream, name) => Ok(stream.flush().map_err(|e| named(&name, e))?),
            Output::File { file, target, force } => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error);
                let file = file.with_context(|| target.display().to_string())?;
                let written = file.path().to_owned();
                let moved = if force { file.persist(&target) } else { file.persist_noclobber(&target) };
                unfinished(|files| files.retain(|file| *file != written));
                moved.map_err(|e| e.error).with_context(|| target.display().to_string())?;
                Ok(())
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Stream(stream, name) => stream.write(bytes).map_err(|e| named(name, e)),
            Output::File { file, target, .. } => file.write(bytes).map_err(|e| named(&target.display().to_string(), e)),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Stream(stream, name) => stream.flush().map_err(|e| named(name, e)),
            Output::File { file, target, .. } => file.flush().map_err(|e| named(&target.display().to_string(), e)),
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
