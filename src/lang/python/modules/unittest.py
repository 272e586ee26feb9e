import sys


# Classes of tests, in the order in which they were made.
_cases = []


class SkipTest(Exception):
    pass


class _Failed:
    def __init__(self, test, expected, message=None):
        self._test = test
        self.expected = expected
        self._message = message
        self.exception = None

    def __enter__(self):
        return self

    def __exit__(self, kind, e, traceback):
        if kind is None:
            names = self.expected if isinstance(self.expected, tuple) else (self.expected,)
            self._test.fail(f"{' or '.join([c.__name__ for c in names])} not raised")
        if not issubclass(kind, self.expected):
            return False
        self.exception = e
        if self._message is not None:
            import re
            if not re.search(self._message, str(e)):
                self._test.fail(f"\"{self._message}\" does not match \"{e}\"")
        return True


class _SubTest:
    def __init__(self, test, message, params):
        self._test = test
        parts = [f"{k}={v!r}" for k, v in params.items()]
        self._name = f"[{message}] " if message is not None else ""
        self._name += f"({', '.join(parts)})" if parts else ""

    def __enter__(self):
        return self

    def __exit__(self, kind, e, traceback):
        if kind is None or not issubclass(kind, Exception):
            return False
        result = self._test._result
        if result is None:
            return False
        if issubclass(kind, SkipTest):
            result.skipped.append((f"{self._test} {self._name}", str(e)))
        else:
            result._add(f"{self._test} {self._name}", e)
        return True


class TestCase:
    failureException = AssertionError
    longMessage = True
    _result = None

    def __init_subclass__(cls, **named):
        super().__init_subclass__(**named)
        _cases.append(cls)

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._cleanups = []

    def __str__(self):
        t = _type(self)
        return f"{self._testMethodName} ({t.__module__}.{t.__qualname__}.{self._testMethodName})"

    def id(self):
        t = _type(self)
        return f"{t.__module__}.{t.__qualname__}.{self._testMethodName}"

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def setUp(self):
        pass

    def tearDown(self):
        pass

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def subTest(self, msg=None, **params):
        return _SubTest(self, msg, params)

    def fail(self, msg=None):
        raise self.failureException(msg)

    def run(self, result):
        self._result = result
        result.testsRun += 1
        method = getattr(self, self._testMethodName)
        reason = getattr(method, "__unittest_skip__", None) or getattr(_type(self), "__unittest_skip__", None)
        if reason is not None:
            result.skipped.append((str(self), reason))
            return
        before = len(result.failures) + len(result.errors)
        fails = False
        try:
            self.setUp()
            try:
                method()
            finally:
                self.tearDown()
        except SkipTest as e:
            result.skipped.append((str(self), str(e)))
        except Exception as e:
            fails = True
            if not getattr(method, "__unittest_expecting_failure__", False):
                result._add(str(self), e)
        finally:
            self.doCleanups()
        if getattr(method, "__unittest_expecting_failure__", False):
            (result.expectedFailures if fails else result.unexpectedSuccesses).append(str(self))
        elif len(result.failures) + len(result.errors) == before and result.verbose:
            result._say(f"{self} ... ok\n")

    def __call__(self, result=None):
        self.run(TestResult() if result is None else result)

    def _check(self, holds, usual, msg):
        if not holds:
            raise self.failureException(usual if msg is None else f"{usual} : {msg}")

    def assertTrue(self, expr, msg=None):
        self._check(expr, f"{expr!r} is not true", msg)

    def assertFalse(self, expr, msg=None):
        self._check(not expr, f"{expr!r} is not false", msg)

    def assertEqual(self, first, second, msg=None):
        self._check(first == second, f"{first!r} != {second!r}", msg)

    assertListEqual = assertTupleEqual = assertDictEqual = assertSetEqual = assertSequenceEqual = assertEqual
    assertMultiLineEqual = assertEqual

    def assertNotEqual(self, first, second, msg=None):
        self._check(first != second, f"{first!r} == {second!r}", msg)

    def assertIs(self, first, second, msg=None):
        self._check(first is second, f"{first!r} is not {second!r}", msg)

    def assertIsNot(self, first, second, msg=None):
        self._check(first is not second, f"unexpectedly identical: {first!r}", msg)

    def assertIsNone(self, obj, msg=None):
        self._check(obj is None, f"{obj!r} is not None", msg)

    def assertIsNotNone(self, obj, msg=None):
        self._check(obj is not None, "unexpectedly None", msg)

    def assertIn(self, member, container, msg=None):
        self._check(member in container, f"{member!r} not found in {container!r}", msg)

    def assertNotIn(self, member, container, msg=None):
        self._check(member not in container, f"{member!r} unexpectedly found in {container!r}", msg)

    def assertIsInstance(self, obj, cls, msg=None):
        self._check(isinstance(obj, cls), f"{obj!r} is not an instance of {cls!r}", msg)

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._check(not isinstance(obj, cls), f"{obj!r} is an instance of {cls!r}", msg)

    def assertLess(self, a, b, msg=None):
        self._check(a < b, f"{a!r} not less than {b!r}", msg)

    def assertLessEqual(self, a, b, msg=None):
        self._check(a <= b, f"{a!r} not less than or equal to {b!r}", msg)

    def assertGreater(self, a, b, msg=None):
        self._check(a > b, f"{a!r} not greater than {b!r}", msg)

    def assertGreaterEqual(self, a, b, msg=None):
        self._check(a >= b, f"{a!r} not greater than or equal to {b!r}", msg)

    def _near(self, a, b, places, delta):
        if a == b:
            return True
        difference = abs(a - b)
        return difference <= delta if delta is not None else round(difference, 7 if places is None else places) == 0

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        within = f"{7 if places is None else places} places" if delta is None else f"{delta!r} delta"
        self._check(self._near(first, second, places, delta), f"{first!r} != {second!r} within {within}", msg)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        within = f"{7 if places is None else places} places" if delta is None else f"{delta!r} delta"
        self._check(not self._near(first, second, places, delta), f"{first!r} == {second!r} within {within}", msg)

    def assertCountEqual(self, first, second, msg=None):
        rest = list(second)
        for x in first:
            self._check(x in rest, f"Element counts were not equal: {first!r}, {second!r}", msg)
            rest.remove(x)
        self._check(not rest, f"Element counts were not equal: {first!r}, {second!r}", msg)

    def assertRegex(self, text, expected_regex, msg=None):
        import re
        found = re.search(expected_regex, text)
        self._check(found, f"Regex didn't match: {expected_regex!r} not found in {text!r}", msg)

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        import re
        self._check(not re.search(unexpected_regex, text), f"Regex matched: {unexpected_regex!r} in {text!r}", msg)

    def assertRaises(self, expected, *args, **kwargs):
        context = _Failed(self, expected)
        if not args:
            return context
        with context:
            args[0](*args[1:], **kwargs)

    def assertRaisesRegex(self, expected, expected_regex, *args, **kwargs):
        context = _Failed(self, expected, expected_regex)
        if not args:
            return context
        with context:
            args[0](*args[1:], **kwargs)


def skip(reason):
    def mark(f):
        f.__unittest_skip__ = reason
        return f
    if callable(reason):
        f, reason = reason, ""
        return mark(f)
    return mark


def skipIf(condition, reason):
    return skip(reason) if condition else lambda f: f


def skipUnless(condition, reason):
    return skipIf(not condition, reason)


def expectedFailure(f):
    f.__unittest_expecting_failure__ = True
    return f


class TestResult:
    def __init__(self, verbose=False):
        self.failures, self.errors, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses = [], []
        self.testsRun = 0
        self.verbose = verbose

    def _say(self, text):
        sys.stderr.write(text)

    def _add(self, name, e):
        (self.failures if isinstance(e, AssertionError) else self.errors).append((name, f"{_type_name(e)}: {e}"))

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)


class TestSuite:
    def __init__(self, tests=()):
        self._tests = list(tests)

    def addTest(self, test):
        self._tests.append(test)

    def addTests(self, tests):
        for t in tests:
            self.addTest(t)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return sum([t.countTestCases() if isinstance(t, TestSuite) else 1 for t in self._tests])

    def run(self, result):
        last = None
        for t in self._tests:
            if isinstance(t, TestSuite):
                t.run(result)
                continue
            if _type(t) is not last:
                if last is not None:
                    last.tearDownClass()
                last = _type(t)
                last.setUpClass()
            t.run(result)
        if last is not None:
            last.tearDownClass()
        return result


class TestLoader:
    def getTestCaseNames(self, cls):
        return [n for n in dir(cls) if n.startswith("test") and callable(getattr(cls, n))]

    def loadTestsFromTestCase(self, cls):
        names = self.getTestCaseNames(cls)
        if not names and hasattr(cls, "runTest"):
            names = ["runTest"]
        return TestSuite([cls(n) for n in names])

    def loadTestsFromModule(self, module):
        found = [c for c in _cases if c.__module__ == module.__name__]
        found.sort(key=lambda c: c.__name__)
        return TestSuite([self.loadTestsFromTestCase(c) for c in found])


defaultTestLoader = TestLoader()


class TextTestRunner:
    def __init__(self, stream=None, descriptions=True, verbosity=1, **others):
        self._verbose = verbosity > 1

    def run(self, test):
        result = TestResult(self._verbose)
        test.run(result)
        say = result._say
        for kind, all in (("ERROR", result.errors), ("FAIL", result.failures)):
            for name, text in all:
                say(f"{'=' * 70}\n{kind}: {name}\n{'-' * 70}\n{text}\n\n")
        s = "" if result.testsRun == 1 else "s"
        say(f"{'-' * 70}\nRan {result.testsRun} test{s}\n\n")
        counts = [("failures", result.failures), ("errors", result.errors), ("skipped", result.skipped),
            ("expected failures", result.expectedFailures), ("unexpected successes", result.unexpectedSuccesses)]
        counts = ", ".join([f"{name}={len(all)}" for name, all in counts if all])
        say(("OK" if result.wasSuccessful() else "FAILED") + (f" ({counts})\n" if counts else "\n"))
        return result


def main(module="__main__", exit=True, verbosity=1, **others):
    suite = defaultTestLoader.loadTestsFromModule(__import__(module) if isinstance(module, str) else module)
    result = TextTestRunner(verbosity=verbosity).run(suite)
    if exit:
        sys.exit(0 if result.wasSuccessful() else 1)
    return result
