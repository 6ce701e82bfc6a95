//! Files that somebody made to take the machine: each is one error or is read, the others are read, nothing is left
//! behind, in bounded time and memory.

#![cfg(unix)]

mod hostile {
    pub mod archives;
    pub mod bounded;
    pub mod readers;
    mod texts;
    pub mod workbooks;
}
