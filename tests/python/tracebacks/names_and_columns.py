# module level, é in names
größe = {"ü": 1}
def holen(schlüssel): return größe[schlüssel] + größe["nö"]
x = "äöü" + str(holen("ü")) if True else 0
