//! The command line of whosaid: reads the arguments, runs the command, gives the exit status.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
