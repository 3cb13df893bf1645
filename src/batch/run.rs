//! Runs over many articles on several threads: bounded memory, results in the order of the inputs.
//!
//! One thread takes inputs apart, workers make maps, and the caller's thread writes them in order. The reader waits
//! while a few dozen articles or 24 MB of them are under way, so a slow article or a slow disk
//! holds everything up instead of filling the memory.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::batch::commit::Sink;
use crate::batch::entry::{Entry, Status, Summary};
use crate::batch::items::Item;
use crate::batch::job::{Outcome, Task, work};
use crate::batch::manifest::{Finished, Place};
use crate::diagnostic::{Error, ErrorKind, Result};
use crate::pipeline::Dateline;

/// Articles under way for each worker.
const WINDOW: u64 = 16;
/// Bytes of articles under way.
const MAX_WAITING: usize = 24 << 20;
/// Stack of a worker, bytes.
const STACK: usize = 16 << 20;

/// How a run goes.
#[derive(Debug)]
pub struct Run<'a> {
    /// What is done with every article.
    pub task: &'a Task,
    /// Articles that need no new map.
    pub finished: &'a Finished,
    /// Workers, at least 1.
    pub threads: usize,
    /// Stop after this many failures.
    pub max_errors: Option<usize>,
    /// Set from outside to finish the maps under way and stop.
    pub stop: &'a AtomicBool,
}

enum Done {
    Made(Box<Outcome>),
    Kept(Place),
}

/// What is under way.
#[derive(Default)]
struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    articles: u64,
    bytes: usize,
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there is room for an article.
    fn enter(&self, bytes: usize, window: u64) {
        let mut state = self.lock();
        while state.articles > 0 && (state.articles >= window || state.bytes + bytes > MAX_WAITING) {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.articles += 1;
        state.bytes += bytes;
    }

    fn leave(&self, bytes: usize) {
        let mut state = self.lock();
        state.articles -= 1;
        state.bytes -= bytes;
        self.changed.notify_all();
    }
}

impl Run<'_> {
    /// Makes the maps of all items; `watch` sees each entry and the count so far.
    ///
    /// # Errors
    /// If the results cannot be written any more. What was written before stays and can be resumed.
    pub fn over(
        &self,
        dateline: &Dateline,
        items: impl Iterator<Item = Item> + Send,
        sink: &mut dyn Sink,
        watch: &mut dyn FnMut(&Entry, &Summary),
    ) -> Result<Summary> {
        let threads = self.threads.max(1);
        let gate = Gate::default();
        let halt = AtomicBool::new(false);
        let (to_workers, jobs) = sync_channel::<(u64, usize, Item)>(threads);
        let (to_writer, results) = sync_channel::<(u64, usize, Done)>(threads);
        let jobs = Mutex::new(jobs);
        let mut summary = Summary::default();
        let ended = thread::scope(|scope| {
            for number in 0..threads {
                let (jobs, out) = (&jobs, to_writer.clone());
                let worker = thread::Builder::new().name(format!("map-{number}")).stack_size(STACK);
                let started = worker.spawn_scoped(scope, move || self.work(dateline, jobs, &out));
                if let Err(e) = started {
                    return Err(Error::new(ErrorKind::Io, format!("cannot start a thread: {e}")));
                }
            }
            drop(to_writer);
            let (gate, halt) = (&gate, &halt);
            let window = WINDOW * threads as u64;
            let reader = scope.spawn(move || {
                for (item, number) in items.zip(0..) {
                    if self.stop.load(Ordering::Relaxed) || halt.load(Ordering::Relaxed) {
                        return false;
                    }
                    let size = item.content.as_ref().map_or(0, Vec::len);
                    gate.enter(size, window);
                    if to_workers.send((number, size, item)).is_err() {
                        return false;
                    }
                }
                true
            });
            let written = self.write(&results, gate, halt, sink, &mut summary, watch);
            let whole = reader.join().unwrap_or(false);
            written.map(|()| whole && !halt.load(Ordering::Relaxed))
        });
        let whole = *ended.as_ref().unwrap_or(&false);
        summary.stopped = !whole;
        sink.finish(whole)?;
        ended.map(|_| summary)
    }

    fn work(
        &self,
        dateline: &Dateline,
        jobs: &Mutex<Receiver<(u64, usize, Item)>>,
        out: &SyncSender<(u64, usize, Done)>,
    ) {
        loop {
            let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((number, size, item)) = job else { return };
            let hash = self.task.hash(&item);
            let done = match self.finished.find(hash, &item.input) {
                Some(place) => Done::Kept(place),
                None => Done::Made(Box::new(work(dateline, self.task, &item, hash))),
            };
            if out.send((number, size, done)).is_err() {
                return;
            }
        }
    }

    /// Writes results in order. After a fault of the sink or too many failures, the rest is only received.
    fn write(
        &self,
        results: &Receiver<(u64, usize, Done)>,
        gate: &Gate,
        halt: &AtomicBool,
        sink: &mut dyn Sink,
        summary: &mut Summary,
        watch: &mut dyn FnMut(&Entry, &Summary),
    ) -> Result<()> {
        let (mut waiting, mut next, mut fault) = (BTreeMap::new(), 0, None);
        for (number, size, done) in results {
            waiting.insert(number, (size, done));
            while let Some((size, done)) = waiting.remove(&next) {
                next += 1;
                if !halt.load(Ordering::Relaxed) {
                    match self.commit(next, done, sink, summary, watch) {
                        Ok(go_on) => halt.store(!go_on, Ordering::Relaxed),
                        Err(error) => {
                            halt.store(true, Ordering::Relaxed);
                            fault = Some(error);
                        }
                    }
                }
                gate.leave(size);
            }
        }
        fault.map_or(Ok(()), Err)
    }

    /// Writes one result; false if there were too many failures.
    fn commit(
        &self,
        number: u64,
        done: Done,
        sink: &mut dyn Sink,
        summary: &mut Summary,
        watch: &mut dyn FnMut(&Entry, &Summary),
    ) -> Result<bool> {
        let entry = match done {
            Done::Made(outcome) => sink.put(number, *outcome)?,
            Done::Kept(place) => {
                summary.kept += 1;
                sink.keep(place)?
            }
        };
        summary.count(&entry);
        watch(&entry, summary);
        let too_many = self.max_errors.is_some_and(|most| summary.failed >= most.max(1));
        Ok(!(too_many && entry.status == Status::Failed))
    }
}
