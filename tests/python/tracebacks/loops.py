d = {"a": 1}
for k in d:
    d[k + "x"] = (2,
                  3)
    x = [i for i in "ab"
         if i > 3]
