print("a"
x = 3
