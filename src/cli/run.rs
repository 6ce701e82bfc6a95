//! Many inputs, many threads, one order.
//!
//! Takes items and a function that works on some articles, gives its results in the order of the items whatever the
//! number of threads. Items go to the threads in stretches, a bounded number of them at a time, so that no thread waits
//! for another; results are handed on meanwhile.

use super::input::InputArgs;
use super::output::{Destination, is_no_input};
use super::passed;
use super::tally::{Count, Tally};
use crate::input::{Article, Item, Items, Settings, guarded};
use crate::{Error, Extras, Quotation};
use anyhow::{Context, Result};
use std::borrow::Cow;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How many items a thread works on together: near the end none waits long for another.
const STRETCH: usize = 16;
/// The most bytes of input in a stretch, if more than one item is in it.
const STRETCH_BYTES: usize = 1 << 18;
/// How many stretches are under way for each thread.
const AHEAD: usize = 4;
/// How long more input is waited for before results are handed on.
const PATIENCE: Duration = Duration::from_millis(1);

/// How to run.
pub(super) struct Plan {
    /// Threads; 0 takes one a core.
    pub jobs: usize,
    /// Hand every result on at once instead of in stretches.
    pub unbatched: bool,
}

/// How a command reads its articles.
pub(super) struct Reading<'a> {
    /// Which inputs, and how.
    pub input: &'a InputArgs,
    /// What is read.
    pub paths: Cow<'a, [PathBuf]>,
    /// How it is read.
    pub settings: Cow<'a, Settings>,
    /// The file that the results go to.
    pub output: Option<&'a Path>,
    /// How to run.
    pub plan: Plan,
    /// Whether only errors are told.
    pub quiet: bool,
    /// Whether all that was passed over is listed.
    pub verbose: bool,
}

impl<'a> Reading<'a> {
    /// Reads what is named, for one result of its own.
    pub(super) fn new(input: &'a InputArgs, destination: &'a Destination, jobs: usize) -> Result<Self> {
        Ok(Reading {
            input,
            paths: input.paths()?.into(),
            settings: Cow::Owned(input.settings()),
            output: destination.output.as_deref(),
            plan: Plan { jobs, unbatched: false },
            quiet: destination.quiet,
            verbose: false,
        })
    }

    /// Hands on every article with its rows.
    pub(super) fn quotations(self, mut each: impl FnMut(&Article, &[Quotation])) -> Result<Count> {
        let extractor = self.input.extractor();
        self.articles(
            |articles| {
                let texts: Vec<&str> = articles.iter().map(|article| &*article.text).collect();
                let rows = extractor.extract_all(&texts, Extras::default());
                articles.into_iter().zip(rows).map(Ok).collect()
            },
            |(article, rows): (Article, Vec<Quotation>), _| {
                each(&article, &rows);
                Ok(())
            },
        )
    }

    /// Works on every article, hands the results on in order with the tally so far, and tells what readers noticed, what
    /// failed and what was passed over.
    pub(super) fn articles<T: Send>(
        self,
        work: impl Fn(Vec<Article>) -> Vec<crate::Result<T>> + Sync,
        mut each: impl FnMut(T, &Tally) -> Result<()>,
    ) -> Result<Count> {
        is_no_input(self.output, &self.paths)?;
        let mut tally = Tally::new(self.quiet, self.input.strict, self.output);
        run(&self.paths, &self.settings, &self.plan, work, |done| {
            tally.notice(done.notices);
            match tally.take(done.result)? {
                Some(result) => each(result, &tally),
                None => Ok(()),
            }
        })?;
        let count = tally.end();
        passed::told(&self.settings, self.quiet, self.verbose, self.input.strict)?;
        Ok(count)
    }
}

/// Items that are worked on together.
type Stretch = Vec<crate::Result<Item>>;

/// Works on every article of the paths and hands the results, in order, to `each`; `each` stops the run by an error. `work`
/// takes some articles and gives as many results.
pub(super) fn run<T, W, E>(paths: &[PathBuf], settings: &Settings, plan: &Plan, work: W, mut each: E) -> Result<()>
where
    T: Send,
    W: Fn(Vec<Article>) -> Vec<crate::Result<T>> + Sync,
    E: FnMut(Done<T>) -> Result<()>,
{
    let many = if plan.unbatched { 1 } else { STRETCH };
    let stretches = match stretches(Items::new(paths, settings), many) {
        Ok(stretches) => stretches,
        // No threads are to be had: read and worked on in turn.
        Err(items) => {
            let mut items = items.into_iter().flatten();
            return items.try_for_each(|item| several(vec![item], settings, &work).into_iter().try_for_each(&mut each));
        }
    };
    let mut hand_on = |results: Vec<Done<T>>| results.into_iter().try_for_each(&mut each);
    let mut next = stretches.recv().ok();
    // Starting threads takes longer than one short text does.
    if let Some(alone) = next.take_if(|stretch| stretch.len() == 1) {
        hand_on(several(alone, settings, &work))?;
        next = stretches.recv().ok();
    }
    let Some(mut stretch) = next else { return Ok(()) };
    let pool = pool(plan.jobs)?;
    let most = AHEAD * pool.current_num_threads();
    let work = &work;
    pool.in_place_scope(|scope| {
        let mut under_way: VecDeque<Receiver<Vec<Done<T>>>> = VecDeque::new();
        loop {
            let (tell, told) = sync_channel(1);
            scope.spawn(move |_| _ = tell.send(several(stretch, settings, work)));
            under_way.push_back(told);
            stretch = loop {
                let more = match under_way.len() < most {
                    true => stretches.recv_timeout(PATIENCE),
                    false => Err(RecvTimeoutError::Timeout),
                };
                match more {
                    Ok(more) => break more,
                    Err(RecvTimeoutError::Disconnected) if under_way.is_empty() => return Ok(()),
                    // A thread that broke down has told nothing; the scope says so in the end.
                    Err(_) => match under_way.pop_front() {
                        Some(first) => hand_on(first.recv().unwrap_or_default())?,
                        None => continue,
                    },
                }
            };
        }
    })
}

/// The threads: no more than help, and only this one where no others are to be had.
pub(super) fn pool(jobs: usize) -> Result<rayon::ThreadPool> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let several = rayon::ThreadPoolBuilder::new().num_threads(jobs.min(2 * cores)).build();
    let alone = |_| rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
    several.or_else(alone).context("cannot start threads")
}

/// Reads items, in stretches of so many at the most, while others are worked on; gives them back where no thread can be
/// had.
fn stretches(items: Items, most: usize) -> std::result::Result<Receiver<Stretch>, Box<Option<Items>>> {
    let (send, receive) = sync_channel(2);
    let waiting = Arc::new(Mutex::new(Some(items)));
    let take = |waiting: &Mutex<Option<Items>>| waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
    let given = waiting.clone();
    // Not joined: when the output is closed early, the reader may still be waiting for its input.
    let reading = std::thread::Builder::new().spawn(move || {
        let (mut stretch, mut bytes) = (Vec::new(), 0);
        for item in take(&given).into_iter().flatten() {
            bytes += item.as_ref().map_or(0, Item::size);
            stretch.push(item);
            if stretch.len() >= most || bytes >= STRETCH_BYTES {
                if send.send(std::mem::take(&mut stretch)).is_err() {
                    return;
                }
                bytes = 0;
            }
        }
        if !stretch.is_empty() {
            let _ = send.send(stretch);
        }
    });
    reading.map(|_| receive).map_err(|_| Box::new(take(&waiting)))
}

/// What became of one article.
pub(super) struct Done<T> {
    /// What to tell the user once.
    pub notices: Vec<String>,
    /// The result, or why there is none.
    pub result: crate::Result<T>,
}

/// Loads items and works on all of their articles together.
fn several<T>(
    items: Stretch,
    settings: &Settings,
    work: &impl Fn(Vec<Article>) -> Vec<crate::Result<T>>,
) -> Vec<Done<T>> {
    let mut articles = Vec::with_capacity(items.len());
    let mut loaded = Vec::with_capacity(items.len());
    for article in items.into_iter().flat_map(|item| item.map_or_else(|e| vec![Err(e)], |item| item.load(settings))) {
        loaded.push(article.map(|mut article| {
            let notices = std::mem::take(&mut article.notices);
            articles.push(article);
            notices
        }));
    }
    let mut results = worked_on(articles, work).into_iter();
    let done = loaded.into_iter().filter_map(|article| match article {
        Ok(notices) => results.next().map(|result| Done { notices, result }),
        Err(e) => Some(Done { notices: Vec::new(), result: Err(e) }),
    });
    done.collect()
}

/// The results of articles. One document that breaks the extractor must not take the others with it: then each is worked
/// on alone.
fn worked_on<T>(
    articles: Vec<Article>,
    work: &impl Fn(Vec<Article>) -> Vec<crate::Result<T>>,
) -> Vec<crate::Result<T>> {
    if articles.len() > 1
        && let Ok(results) = guarded(String::new, || work(articles.clone()))
    {
        return results;
    }
    let alone = articles.into_iter().map(|article| {
        let id = article.id.clone();
        let result = guarded(String::new, || work(vec![article]).pop()).ok().flatten();
        result.unwrap_or_else(|| Err(Error::input(id, "the extractor broke on this text; please report it")))
    });
    alone.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_that_breaks_the_work_is_one_error() {
        let article = |id: &str| Article::new(id, "“Go,” she said.");
        let work = |articles: Vec<Article>| -> Vec<crate::Result<String>> {
            articles
                .into_iter()
                .map(|a| if a.id == "poison" { panic!("broken on purpose") } else { Ok(a.id) })
                .collect()
        };
        let results = worked_on(["a", "poison", "b"].map(article).to_vec(), &work);
        assert_eq!(results.len(), 3);
        assert_eq!((results[0].as_deref().ok(), results[2].as_deref().ok()), (Some("a"), Some("b")));
        assert!(results[1].as_ref().is_err_and(|e| e.to_string().contains("poison")));
        assert!(worked_on(vec![article("poison")], &work)[0].is_err());
        assert!(worked_on(Vec::new(), &work).is_empty());
    }
}
