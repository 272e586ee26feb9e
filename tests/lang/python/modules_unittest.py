import unittest
class T(unittest.TestCase):
    def setUp(self): print("setup")
    def test_a(self):
        self.assertEqual(1, 1); self.assertIn(1, [1]); self.assertRaises(ValueError, int, "x")
        with self.assertRaises(KeyError) as c: {}[1]
        print(repr(c.exception))
        with self.assertRaisesRegex(ValueError, "inv.*"): int("x")
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        for i in range(2):
            with self.subTest(i=i): self.assertTrue(True)
    @unittest.skip("why")
    def test_b(self): print("no")
    @unittest.expectedFailure
    def test_c(self): self.fail()
    def test_d(self):
        try: self.assertEqual(1, 2, "m")
        except AssertionError as e: print(e)
        try: self.assertIsNone(3)
        except AssertionError as e: print(e)


r = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromTestCase(T).run(r)
print(r.testsRun, len(r.skipped), len(r.expectedFailures), r.wasSuccessful())
