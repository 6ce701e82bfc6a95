//! The command line of whosaid: reads the arguments, runs the command, gives the exit status.

/// The work is many short lists and strings: an allocator made for them saves a tenth of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    whosaid::cli::main()
}
