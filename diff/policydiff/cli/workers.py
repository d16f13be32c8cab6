"""Reads many files at once, in processes of this machine or on a cluster. Results come in the order of the files."""

import importlib.util
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import TypeAlias

import click

from policydiff.cli.reading import (
    Outcome,
    ReadingOptions,
    Reason,
    Refusal,
    Result,
    Task,
    read_content,
    read_one_by_one,
    tasks,
)
from policydiff.cli.release import DISTRIBUTION, release
from policydiff.cli.sources import Source

_FILES_PER_WORKER = 32
"""How many files of one worker are under way at most: what bounds the memory for results that wait for their turn."""
_CONNECT_SECONDS = 10

Read = Callable[[Sequence[Source], ReadingOptions], Iterator[Outcome]]
Results: TypeAlias = Generator[Result, None, None]


def reader(jobs: int, scheduler: str | None) -> AbstractContextManager[Read]:
    """What reads files: this process, ``jobs`` processes, or the cluster of the scheduler at an address.

    Raises click.UsageError where the cluster cannot be reached.
    """
    if scheduler is not None:
        return _cluster(scheduler)
    return nullcontext(read_one_by_one if jobs == 1 else _processes(jobs))


def _processes(jobs: int) -> Read:
    from concurrent.futures.process import BrokenProcessPool

    return _Workers(jobs, (BrokenProcessPool,)).read


@contextmanager
def _cluster(address: str) -> Iterator[Read]:
    if importlib.util.find_spec("distributed") is None:
        raise click.UsageError("--scheduler needs dask: pip install 'policydiff[dask]'")
    from importlib.metadata import version

    from distributed import Client, KilledWorker
    from joblib import parallel_config

    try:
        client = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise click.UsageError(f"no scheduler can be reached at {address}: {error}") from error
    with client:
        threads = sum(client.nthreads().values())
        _check_workers(address, threads, client.run(version, DISTRIBUTION, on_error="return"))
        with parallel_config(backend="dask", client=client):
            yield _Workers(threads, (KilledWorker,)).read


def _check_workers(address: str, threads: int, versions: Mapping[str, str | Exception]) -> None:
    """Raise click.UsageError where there are no workers, or where they would read in another way than this process."""
    if not threads:
        raise click.UsageError(f"the scheduler at {address} has no workers")
    for worker, found in versions.items():
        if found != release():
            raise click.UsageError(f"the worker {worker} lacks policydiff {release()}: {found}")


@dataclass(frozen=True)
class _Workers:
    """Workers that joblib knows of. ``losses`` are the errors that tell that one of them died over its work."""

    number: int
    losses: tuple[type[Exception], ...]

    def read(self, sources: Sequence[Source], options: ReadingOptions) -> Iterator[Outcome]:
        """Read files, so many at a time that what waits for its turn stays small.

        The workers begin at once, while whoever asked still loads what it needs to write the results.
        """
        size = self.number * _FILES_PER_WORKER
        try:
            begun = self._together(tasks(sources[:size], options))
        except OSError as error:
            raise _not_kept_going(error) from error
        return self._read(sources, options, begun)

    def _read(self, sources: Sequence[Source], options: ReadingOptions, begun: Results) -> Iterator[Outcome]:
        size = self.number * _FILES_PER_WORKER
        try:
            for start in range(0, len(sources), size):
                chunk = sources[start : start + size]
                together = self._together(tasks(chunk, options)) if start else begun
                for source, result in zip(chunk, self._results(chunk, options, together), strict=True):
                    yield Outcome(source.path, result)
        except OSError as error:
            raise _not_kept_going(error) from error

    def _results(self, chunk: Sequence[Source], options: ReadingOptions, together: Results) -> Iterator[Result]:
        done = 0
        try:
            for result in together:
                yield result
                done += 1
        except self.losses:
            # It does not tell which file it was, and what was under way is lost: the rest one by one.
            for task in tasks(chunk[done:], options):
                yield self._alone(task)
        finally:
            with warnings.catch_warnings():
                # Whoever wants no more results knows that work is left undone.
                warnings.simplefilter("ignore", UserWarning)
                together.close()

    def _alone(self, task: Task) -> Result:
        try:
            (result,) = self._together([task])
        except self.losses:
            return Refusal(Reason.LOST, "the process that read it was ended, by a crash or for want of memory")
        return result

    def _together(self, work: Iterable[Task]) -> Results:
        from joblib import Parallel, delayed

        # Arguments go as they are: bytes that joblib puts into shared memory or scatters over a cluster would be gone
        # with the process that held them.
        parallel = Parallel(n_jobs=self.number, batch_size=1, return_as="generator", max_nbytes=None)
        results: Results = parallel(delayed(read_content)(*task) for task in work)
        return results


def _not_kept_going(error: OSError) -> click.UsageError:
    return click.UsageError(f"the workers that read files cannot be kept going: {error}")
