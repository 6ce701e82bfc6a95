//! Many inputs, many threads, one order.
//!
//! Takes items and a function that works on one article, gives its results in the order of the items whatever the
//! number of threads. Items are read in batches of bounded size, the next batch while this one is worked on.

use anyhow::{Context, Result};
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::sync_channel;
use whosaid::Error;
use whosaid::input::{Article, Item, Items, Settings};

/// The most bytes of input that a batch holds for each thread, if more than one document is in it.
const BATCH_BYTES: usize = 1 << 20;
/// The most items in a batch for each thread.
const BATCH_ITEMS: usize = 128;

/// How many items a thread works on together: near the end of a batch none waits long for another.
const STRETCH: usize = 16;

/// How to run.
pub(super) struct Plan {
    /// Threads; 0 takes one a core.
    pub jobs: usize,
    /// Hand every result on at once instead of in batches.
    pub unbatched: bool,
}

/// Works on every article of the paths and hands the results, in order, to `each`; `each` stops the run by an error. `work`
/// takes some articles and gives as many results.
pub(super) fn run<T, W, E>(paths: &[String], settings: &Settings, plan: &Plan, work: W, mut each: E) -> Result<()>
where
    T: Send,
    W: Fn(Vec<Article>) -> Vec<whosaid::Result<T>> + Sync,
    E: FnMut(Done<T>) -> Result<()>,
{
    let threads = match plan.jobs {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        jobs => jobs,
    };
    let (most_items, most_bytes) = match plan.unbatched {
        true => (1, 0),
        false => (BATCH_ITEMS * threads, BATCH_BYTES * threads),
    };
    let mut items = Items::new(paths, settings);
    let (send, receive) = sync_channel::<Vec<whosaid::Result<Item>>>(1);
    // Not joined: when the output is closed early, the reader may still be waiting for its input.
    std::thread::spawn(move || {
        let mut batch = Vec::new();
        let mut bytes = 0;
        for item in &mut items {
            bytes += item.as_ref().map_or(0, Item::size);
            batch.push(item);
            if batch.len() >= most_items || bytes >= most_bytes {
                if send.send(std::mem::take(&mut batch)).is_err() {
                    return;
                }
                bytes = 0;
            }
        }
        let _ = send.send(batch);
    });
    let mut hand_on = |results: Vec<Vec<Done<T>>>| results.into_iter().flatten().try_for_each(&mut each);
    let mut ready: Vec<Vec<Done<T>>> = Vec::new();
    let mut started: Option<rayon::ThreadPool> = None;
    loop {
        // Results are handed on while the next batch is worked on, but they do not wait for it to be read.
        let batch = match receive.try_recv() {
            Ok(batch) => batch,
            Err(_) => {
                hand_on(std::mem::take(&mut ready))?;
                match receive.recv() {
                    Ok(batch) => batch,
                    Err(_) => return Ok(()),
                }
            }
        };
        let before = std::mem::take(&mut ready);
        if batch.len() == 1 {
            // Starting threads takes longer than one short text does.
            hand_on(before)?;
            ready.push(several(batch, settings, &work));
            continue;
        }
        let pool = match started.take() {
            Some(pool) => pool,
            None => rayon::ThreadPoolBuilder::new().num_threads(plan.jobs).build().context("cannot start threads")?,
        };
        let (work, ready) = (&work, &mut ready);
        started.insert(pool).in_place_scope(|scope| {
            scope.spawn(move |_| {
                *ready = batch.into_par_iter().chunks(STRETCH).map(|items| several(items, settings, work)).collect()
            });
            hand_on(before)
        })?;
    }
}

/// What became of one article.
pub(super) struct Done<T> {
    /// What to tell the user once.
    pub notices: Vec<String>,
    /// The result, or why there is none.
    pub result: whosaid::Result<T>,
}

/// Loads items and works on all of their articles together.
fn several<T>(
    items: Vec<whosaid::Result<Item>>,
    settings: &Settings,
    work: &impl Fn(Vec<Article>) -> Vec<whosaid::Result<T>>,
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
    work: &impl Fn(Vec<Article>) -> Vec<whosaid::Result<T>>,
) -> Vec<whosaid::Result<T>> {
    if articles.len() > 1
        && let Ok(results) = catch_unwind(AssertUnwindSafe(|| work(articles.clone())))
    {
        return results;
    }
    let alone = articles.into_iter().map(|article| {
        let id = article.id.clone();
        let result = catch_unwind(AssertUnwindSafe(|| work(vec![article]).pop())).ok().flatten();
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
        let work = |articles: Vec<Article>| -> Vec<whosaid::Result<String>> {
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
