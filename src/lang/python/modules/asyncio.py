# An event loop for one thread: coroutines, timers, and what tasks meet by. Nothing waits
# for the outside world but for its clock.
import time
from heapq import heappush, heappop
from collections import deque

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
TimeoutError = TimeoutError


class CancelledError(BaseException):
    __module__ = "asyncio.exceptions"


class InvalidStateError(Exception):
    __module__ = "asyncio.exceptions"


class QueueEmpty(Exception):
    __module__ = "asyncio.queues"


class QueueFull(Exception):
    __module__ = "asyncio.queues"


class BrokenBarrierError(RuntimeError):
    __module__ = "asyncio.exceptions"


_running = None
_names = 0


class Handle:
    def __init__(self, callback, args):
        self._callback = callback
        self._args = args
        self._cancelled = False

    def cancel(self):
        self._cancelled = True

    def cancelled(self):
        return self._cancelled


class TimerHandle(Handle):
    def __init__(self, when, callback, args):
        Handle.__init__(self, callback, args)
        self._when = when

    def when(self):
        return self._when


class AbstractEventLoop:
    pass


class _Loop(AbstractEventLoop):
    def __init__(self):
        self._ready = deque()
        self._timers = []
        self._count = 0
        self._ahead = 0.0
        self._stopping = False
        self._closed = False
        self._tasks = []
        self._current = None

    def time(self):
        return time.monotonic() + self._ahead

    def call_soon(self, callback, *args, context=None):
        handle = Handle(callback, args)
        self._ready.append(handle)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args)

    def call_at(self, when, callback, *args, context=None):
        handle = TimerHandle(when, callback, args)
        self._count += 1
        heappush(self._timers, (when, self._count, handle))
        return handle

    def create_future(self):
        return Future(loop=self)

    def create_task(self, coro, *, name=None, context=None):
        return Task(coro, loop=self, name=name)

    async def run_in_executor(self, executor, f, *args):
        return f(*args)

    def is_running(self):
        return _running is self

    def is_closed(self):
        return self._closed

    def close(self):
        self._closed = True

    def stop(self):
        self._stopping = True

    def get_debug(self):
        return False

    def set_debug(self, enabled):
        pass

    async def shutdown_asyncgens(self):
        pass

    async def shutdown_default_executor(self):
        pass

    # Waits until it is so late. A clock that stands still is gone ahead of.
    def _wait_until(self, when):
        before = time.monotonic()
        looks = 0
        while self.time() < when:
            looks += 1
            if looks == 100 and time.monotonic() == before:
                self._ahead += when - self.time()

    def _turn(self):
        timers = self._timers
        while timers and timers[0][2]._cancelled:
            heappop(timers)
        if not self._ready:
            if not timers:
                raise RuntimeError("Event loop stopped before Future completed.")
            self._wait_until(timers[0][0])
        now = self.time()
        while timers and timers[0][0] <= now:
            handle = heappop(timers)[2]
            if not handle._cancelled:
                self._ready.append(handle)
        n = len(self._ready)
        while n > 0:
            n -= 1
            handle = self._ready.popleft()
            if not handle._cancelled:
                handle._callback(*handle._args)

    def run_forever(self):
        global _running
        if _running is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")
        if self._closed:
            raise RuntimeError("Event loop is closed")
        _running = self
        try:
            while not self._stopping:
                self._turn()
        finally:
            self._stopping = False
            _running = None

    def run_until_complete(self, future):
        task = ensure_future(future, loop=self)
        task.add_done_callback(self._done)
        try:
            self.run_forever()
        finally:
            task.remove_done_callback(self._done)
        return task.result()

    def _done(self, future):
        self._stopping = True


_policy = None


def get_event_loop_policy():
    return _policy


def set_event_loop_policy(policy):
    global _policy
    _policy = policy


def new_event_loop():
    return _Loop()


def get_running_loop():
    if _running is None:
        raise RuntimeError("no running event loop")
    return _running


_set = None


def set_event_loop(loop):
    global _set
    _set = loop


def get_event_loop():
    global _set
    if _running is not None:
        return _running
    if _set is None or _set._closed:
        _set = _Loop()
    return _set


class Future:
    def __init__(self, *, loop=None):
        self._loop = get_event_loop() if loop is None else loop
        self._state = "PENDING"
        self._result = None
        self._exception = None
        self._callbacks = []
        self._message = None

    def get_loop(self):
        return self._loop

    def done(self):
        return self._state != "PENDING"

    def cancelled(self):
        return self._state == "CANCELLED"

    def cancel(self, msg=None):
        if self._state != "PENDING":
            return False
        self._state = "CANCELLED"
        self._message = msg
        self._schedule()
        return True

    def _cancelled_error(self):
        return CancelledError() if self._message is None else CancelledError(self._message)

    def result(self):
        if self._state == "CANCELLED":
            raise self._cancelled_error()
        if self._state == "PENDING":
            raise InvalidStateError("Result is not ready." if _type(self) is not Future else "Result is not set.")
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self):
        if self._state == "CANCELLED":
            raise self._cancelled_error()
        if self._state == "PENDING":
            raise InvalidStateError("Exception is not set.")
        return self._exception

    def add_done_callback(self, f, *, context=None):
        if self._state != "PENDING":
            self._loop.call_soon(f, self)
        else:
            self._callbacks.append(f)

    def remove_done_callback(self, f):
        before = len(self._callbacks)
        self._callbacks = [g for g in self._callbacks if g != f]
        return before - len(self._callbacks)

    def set_result(self, result):
        if self._state != "PENDING":
            raise InvalidStateError("invalid state")
        self._result = result
        self._state = "FINISHED"
        self._schedule()

    def set_exception(self, e):
        if self._state != "PENDING":
            raise InvalidStateError("invalid state")
        if isinstance(e, type):
            e = e()
        if isinstance(e, StopIteration):
            raise TypeError("StopIteration interacts badly with generators and cannot be raised into a Future")
        self._exception = e
        self._state = "FINISHED"
        self._schedule()

    def _schedule(self):
        for f in self._callbacks:
            self._loop.call_soon(f, self)
        self._callbacks = []

    def __await__(self):
        if self._state == "PENDING":
            yield self
        if self._state == "PENDING":
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__

    def __repr__(self):
        more = ""
        if self._state == "FINISHED":
            more = f" exception={self._exception!r}" if self._exception is not None else f" result={self._result!r}"
        return f"<{_type_name(self)} {self._state.lower()}{more}>"


class Task(Future):
    def __init__(self, coro, *, loop=None, name=None, context=None):
        global _names
        if not iscoroutine(coro):
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        Future.__init__(self, loop=loop)
        self._coro = coro
        _names += 1
        self._name = f"Task-{_names}" if name is None else str(name)
        self._waiter = None
        self._must_cancel = False
        self._requests = 0
        self._loop._tasks.append(self)
        self._loop.call_soon(self._step, None)

    def get_name(self):
        return self._name

    def set_name(self, name):
        self._name = str(name)

    def get_coro(self):
        return self._coro

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, e):
        raise RuntimeError("Task does not support set_exception operation")

    def cancelling(self):
        return self._requests

    def uncancel(self):
        if self._requests > 0:
            self._requests -= 1
        return self._requests

    def cancel(self, msg=None):
        if self.done():
            return False
        self._requests += 1
        if self._waiter is not None and self._waiter.cancel(msg):
            return True
        self._must_cancel = True
        self._message = msg
        return True

    def _step(self, e):
        if self.done():
            return
        if self._must_cancel:
            if not isinstance(e, CancelledError):
                e = self._cancelled_error()
            self._must_cancel = False
        self._waiter = None
        before = self._loop._current
        self._loop._current = self
        try:
            waits = self._coro.send(None) if e is None else self._coro.throw(e)
        except StopIteration as end:
            if self._must_cancel:
                self._must_cancel = False
                Future.cancel(self, self._message)
            else:
                Future.set_result(self, end.value)
        except CancelledError as e:
            self._message = e.args[0] if e.args else None
            Future.cancel(self, self._message)
        except (KeyboardInterrupt, SystemExit) as e:
            Future.set_exception(self, e)
            raise
        except BaseException as e:
            Future.set_exception(self, e)
        else:
            if waits is None:
                self._loop.call_soon(self._step, None)
            elif isinstance(waits, Future):
                if waits is self:
                    self._loop.call_soon(self._step, RuntimeError(f"Task cannot await on itself: {self!r}"))
                else:
                    waits.add_done_callback(self._wake)
                    self._waiter = waits
                    if self._must_cancel and waits.cancel(self._message):
                        self._must_cancel = False
            else:
                self._loop.call_soon(self._step, RuntimeError(f"Task got bad yield: {waits!r}"))
        finally:
            self._loop._current = before
            if self.done() and self in self._loop._tasks:
                self._loop._tasks.remove(self)

    def _wake(self, future):
        if future._state == "CANCELLED":
            self._step(future._cancelled_error())
        else:
            self._step(future._exception)

    def __repr__(self):
        more = f" name={self._name!r} coro=<{self._coro.__qualname__}()>"
        if self._state == "FINISHED":
            more += f" exception={self._exception!r}" if self._exception is not None else f" result={self._result!r}"
        return f"<Task {self._state.lower()}{more}>"


def iscoroutine(v):
    return _type(v) is _coroutine_type


def iscoroutinefunction(f):
    return _is_coroutine_function(f)


def isfuture(v):
    return isinstance(v, Future)


async def _wrapped(awaitable):
    return await awaitable


def ensure_future(v, *, loop=None):
    if isinstance(v, Future):
        return v
    loop = get_event_loop() if loop is None else loop
    if iscoroutine(v):
        return loop.create_task(v)
    if _lookup(_type(v), "__await__") is not _MISSING:
        return loop.create_task(_wrapped(v))
    raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")


def create_task(coro, *, name=None, context=None):
    return get_running_loop().create_task(coro, name=name)


def current_task(loop=None):
    return (get_running_loop() if loop is None else loop)._current


def all_tasks(loop=None):
    return set((get_running_loop() if loop is None else loop)._tasks)


def run(main, *, debug=None):
    if _running is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    if not iscoroutine(main):
        raise ValueError(f"a coroutine was expected, got {main!r}")
    with Runner() as runner:
        return runner.run(main)


class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        self._loop = None
        self._factory = _Loop if loop_factory is None else loop_factory

    def __enter__(self):
        self.get_loop()
        return self

    def __exit__(self, *thrown):
        self.close()

    def get_loop(self):
        if self._loop is None:
            self._loop = self._factory()
            set_event_loop(self._loop)
        return self._loop

    def run(self, coro, *, context=None):
        loop = self.get_loop()
        return loop.run_until_complete(loop.create_task(coro))

    def close(self):
        loop = self._loop
        if loop is None or loop._closed:
            return
        try:
            rest = list(loop._tasks)
            for task in rest:
                task.cancel()
            if rest:
                loop.run_until_complete(_gathered(loop, rest, True))
        finally:
            set_event_loop(None)
            loop.close()


class _Bare:
    def __await__(self):
        yield


async def sleep(delay, result=None):
    if delay <= 0:
        await _Bare()
        return result
    loop = get_running_loop()
    future = loop.create_future()
    handle = loop.call_later(delay, _set_unless_done, future, result)
    try:
        return await future
    finally:
        handle.cancel()


def _set_unless_done(future, result):
    if not future.done():
        future.set_result(result)


class _Gathering(Future):
    def __init__(self, children, *, loop):
        Future.__init__(self, loop=loop)
        self._children = children
        self._asked = False

    def cancel(self, msg=None):
        if self.done():
            return False
        asked = False
        for child in self._children:
            if child.cancel(msg):
                asked = True
        self._asked = self._asked or asked
        return asked


def gather(*awaitables, return_exceptions=False):
    loop = get_event_loop()
    return _gathered(loop, awaitables, return_exceptions)


def _gathered(loop, awaitables, return_exceptions):
    known = []
    futures = []
    for a in awaitables:
        future = _MISSING
        for b, f in known:
            if b is a:
                future = f
        if future is _MISSING:
            future = ensure_future(a, loop=loop)
            known.append((a, future))
        futures.append(future)
    if not futures:
        outer = loop.create_future()
        outer.set_result([])
        return outer
    children = [f for _, f in known]
    outer = _Gathering(children, loop=loop)
    left = len(children)

    def done(future):
        nonlocal left
        left -= 1
        if outer.done():
            return
        if not return_exceptions:
            if future.cancelled():
                outer.set_exception(future._cancelled_error())
                return
            if future._exception is not None:
                outer.set_exception(future._exception)
                return
        if left == 0:
            results = []
            for f in futures:
                if f.cancelled():
                    results.append(f._cancelled_error())
                else:
                    results.append(f._result if f._exception is None else f._exception)
            if outer._asked:
                outer.set_exception(CancelledError())
            else:
                outer.set_result(results)

    for child in children:
        child.add_done_callback(done)
    return outer


async def _until_first(loop, futures, timeout, when):
    waiter = loop.create_future()
    handle = None if timeout is None else loop.call_later(timeout, _set_unless_done, waiter, None)
    left = len(futures)

    def done(future):
        nonlocal left
        left -= 1
        failed = when == FIRST_EXCEPTION and not future.cancelled() and future._exception is not None
        if left <= 0 or when == FIRST_COMPLETED or failed:
            _set_unless_done(waiter, None)

    for f in futures:
        f.add_done_callback(done)
    try:
        await waiter
    finally:
        if handle is not None:
            handle.cancel()
        for f in futures:
            f.remove_done_callback(done)


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    futures = set(fs)
    if not futures:
        raise ValueError("Set of Tasks/Futures is empty.")
    if any(iscoroutine(f) for f in futures):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    pending = [f for f in futures if not f.done()]
    early = return_when == FIRST_COMPLETED and len(pending) < len(futures)
    if pending and not early:
        await _until_first(get_running_loop(), pending, timeout, return_when)
    return {f for f in futures if f.done()}, {f for f in futures if not f.done()}


async def wait_for(awaitable, timeout):
    loop = get_running_loop()
    if timeout is None:
        return await awaitable
    future = ensure_future(awaitable, loop=loop)
    if timeout <= 0:
        if future.done():
            return future.result()
        await _cancel_and_wait(future)
        try:
            return future.result()
        except CancelledError as e:
            raise TimeoutError from e
    try:
        await _until_first(loop, [future], timeout, FIRST_COMPLETED)
    except CancelledError:
        if future.done():
            return future.result()
        await _cancel_and_wait(future)
        raise
    if future.done():
        return future.result()
    await _cancel_and_wait(future)
    try:
        return future.result()
    except CancelledError as e:
        raise TimeoutError from e


async def _cancel_and_wait(future):
    future.cancel()
    if not future.done():
        await _until_first(get_running_loop(), [future], None, FIRST_COMPLETED)


def as_completed(fs, *, timeout=None):
    todo = [ensure_future(f) for f in set(fs)]
    done = Queue()
    for f in todo:
        f.add_done_callback(done.put_nowait)

    async def one():
        return (await done.get()).result()

    for _ in todo:
        yield one()


def shield(awaitable):
    inner = ensure_future(awaitable)
    if inner.done():
        return inner
    outer = inner._loop.create_future()

    def done(inner):
        if outer.cancelled():
            return
        if inner.cancelled():
            outer.cancel()
        elif inner._exception is not None:
            outer.set_exception(inner._exception)
        else:
            outer.set_result(inner._result)

    inner.add_done_callback(done)
    return outer


async def to_thread(f, /, *args, **named):
    return f(*args, **named)


class Timeout:
    def __init__(self, when):
        self._when = when
        self._expired = False
        self._handle = None

    def when(self):
        return self._when

    def expired(self):
        return self._expired

    def reschedule(self, when):
        self._when = when
        if self._handle is not None:
            self._handle.cancel()
        self._handle = None if when is None else get_running_loop().call_at(when, self._on_timeout)

    async def __aenter__(self):
        self._task = current_task()
        self._before = self._task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, kind, e, tb):
        if self._handle is not None:
            self._handle.cancel()
        if self._expired and self._task.uncancel() <= self._before and kind is CancelledError:
            raise TimeoutError from e

    def _on_timeout(self):
        self._task.cancel()
        self._expired = True


def timeout(delay):
    return Timeout(None if delay is None else get_running_loop().time() + delay)


def timeout_at(when):
    return Timeout(when)


class TaskGroup:
    def __init__(self):
        self._tasks = []
        self._errors = []
        self._waiter = None
        self._aborting = False
        self._asked = False

    async def __aenter__(self):
        self._parent = current_task()
        self._loop = get_running_loop()
        return self

    def create_task(self, coro, *, name=None, context=None):
        task = self._loop.create_task(coro, name=name)
        if not task.done():
            self._tasks.append(task)
            task.add_done_callback(self._done)
        return task

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            if not task.done():
                task.cancel()

    def _done(self, task):
        self._tasks.remove(task)
        if self._waiter is not None and not self._tasks:
            _set_unless_done(self._waiter, True)
        if task.cancelled() or task._exception is None:
            return
        self._errors.append(task._exception)
        if not self._aborting:
            self._abort()
            if self._waiter is None and not self._parent.done():
                self._asked = True
                self._parent.cancel()

    async def __aexit__(self, kind, e, tb):
        passed = e if kind is CancelledError else None
        if passed is not None and self._asked and self._parent.uncancel() == 0:
            passed = None
        if kind is not None and not self._aborting:
            self._abort()
        while self._tasks:
            if self._waiter is None:
                self._waiter = self._loop.create_future()
            try:
                await self._waiter
            except CancelledError as cancelled:
                if not self._aborting:
                    passed = cancelled
                    self._abort()
            self._waiter = None
        if passed is not None and not self._errors:
            raise passed
        if kind is not None and kind is not CancelledError:
            self._errors.append(e)
        if self._errors:
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors)


class Event:
    def __init__(self):
        self._waiters = []
        self._value = False

    def is_set(self):
        return self._value

    def set(self):
        if not self._value:
            self._value = True
            for f in self._waiters:
                _set_unless_done(f, True)

    def clear(self):
        self._value = False

    async def wait(self):
        if self._value:
            return True
        f = get_running_loop().create_future()
        self._waiters.append(f)
        try:
            await f
            return True
        finally:
            self._waiters.remove(f)


class _Held:
    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, kind, e, tb):
        self.release()


class Lock(_Held):
    def __init__(self):
        self._locked = False
        self._waiters = deque()

    def locked(self):
        return self._locked

    async def acquire(self):
        if not self._locked and all(f.cancelled() for f in self._waiters):
            self._locked = True
            return True
        f = get_running_loop().create_future()
        self._waiters.append(f)
        try:
            try:
                await f
            finally:
                self._waiters.remove(f)
        except CancelledError:
            if not self._locked:
                self._wake()
            raise
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._wake()

    def _wake(self):
        if self._waiters:
            _set_unless_done(self._waiters[0], True)


class Semaphore(_Held):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._value = value
        self._waiters = deque()

    def locked(self):
        return self._value == 0 or any(not f.cancelled() for f in self._waiters)

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        f = get_running_loop().create_future()
        self._waiters.append(f)
        try:
            try:
                await f
            finally:
                self._waiters.remove(f)
        except CancelledError:
            if not f.cancelled():
                self._value += 1
                self._wake()
            raise
        if self._value > 0:
            self._wake()
        return True

    def release(self):
        self._value += 1
        self._wake()

    def _wake(self):
        for f in self._waiters:
            if not f.done():
                self._value -= 1
                f.set_result(True)
                return


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        self._bound = value
        Semaphore.__init__(self, value)

    def release(self):
        if self._value >= self._bound:
            raise ValueError("BoundedSemaphore released too many times")
        Semaphore.release(self)


class Condition(_Held):
    def __init__(self, lock=None):
        self._lock = Lock() if lock is None else lock
        self.locked = self._lock.locked
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        self._waiters = deque()

    async def wait(self):
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        try:
            f = get_running_loop().create_future()
            self._waiters.append(f)
            try:
                await f
                return True
            finally:
                self._waiters.remove(f)
        finally:
            await self.acquire()

    async def wait_for(self, predicate):
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        for f in self._waiters:
            if n <= 0:
                break
            if not f.done():
                n -= 1
                f.set_result(False)

    def notify_all(self):
        self.notify(len(self._waiters))


class Queue:
    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters = deque()
        self._putters = deque()
        self._unfinished = 0
        self._finished = Event()
        self._finished.set()
        self._init()

    def _init(self):
        self._queue = deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    @property
    def maxsize(self):
        return self._maxsize

    def qsize(self):
        return len(self._queue)

    def empty(self):
        return not self._queue

    def full(self):
        return 0 < self._maxsize <= len(self._queue)

    def _wake(self, waiters):
        while waiters:
            f = waiters.popleft()
            if not f.done():
                f.set_result(None)
                break

    async def put(self, item):
        while self.full():
            f = get_running_loop().create_future()
            self._putters.append(f)
            try:
                await f
            except BaseException:
                f.cancel()
                if f in self._putters:
                    self._putters.remove(f)
                if not self.full() and not f.cancelled():
                    self._wake(self._putters)
                raise
        self.put_nowait(item)

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished += 1
        self._finished.clear()
        self._wake(self._getters)

    async def get(self):
        while self.empty():
            f = get_running_loop().create_future()
            self._getters.append(f)
            try:
                await f
            except BaseException:
                f.cancel()
                if f in self._getters:
                    self._getters.remove(f)
                if not self.empty() and not f.cancelled():
                    self._wake(self._getters)
                raise
        return self.get_nowait()

    def get_nowait(self):
        if self.empty():
            raise QueueEmpty
        item = self._get()
        self._wake(self._putters)
        return item

    def task_done(self):
        if self._unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished -= 1
        if self._unfinished == 0:
            self._finished.set()

    async def join(self):
        if self._unfinished > 0:
            await self._finished.wait()


class PriorityQueue(Queue):
    def _init(self):
        self._queue = []

    def _put(self, item):
        heappush(self._queue, item)

    def _get(self):
        return heappop(self._queue)


class LifoQueue(Queue):
    def _init(self):
        self._queue = []

    def _get(self):
        return self._queue.pop()
